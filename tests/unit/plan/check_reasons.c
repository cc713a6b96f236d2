/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_reasons.c -- what a plan says must hold for the load that it is said of: over
 * every rule of every model, from loads on both sides of each of its borders.
 */
#include <config.h>
#include "core/plan/plan.h"
#include "core/plan/rule.h"
#include "core/plugin/model.h"
#include "tests/unit/modules.h"
#include "tests/unit/suite.h"

#include <check.h>

static struct plugins all;
static unsigned sentences, versions;

static const char *const texts[] = {
	"1-0-3", "1-4-1SR1", "1-4-6-3", "3-3-13-0", "7-0-3-0", "7-2-1", "8-0-4", "8-1-4a", "8-2-1", "8-3-1",
	"8-3-2", "8-3-3", "8-4-2", "8-5-1", "8-5-2", "8-5-3", "9-0-3", "9-1-1", "9-2-1-0", "9-2-2SR1-9",
	"9-2-3", "9-3-1", "9-3-1SR4-1", "9-3-3-5", "9-4-1-9", "9-4-2SR3-1", "10-2-1-12", "10-2-2-16",
	"10-3-1-16", "10-3-1SR2-2", "10-3-1SR6-4", "11-5-1-18", "12-5-1SR2-2", "12-8-1-0101-482",
	"14-0-1-0001-135", "14-2-1-0201-40", "P00303030300", "P00304000100", "P00305000200", "P00307020300",
	"P00308001000", "P0S30202", "P0S3-04-3-00", "P0S3-04-4-00", "P0S3-05-0-00", "P0S3-05-3-00",
	"P0S3-06-0-00", "P0S3-07-4-00", "P0S3-8-12-00", "ATA013400SCCP050101A", "ATA020000SCCP050101A",
	"ATA030204SCCP090202A",
};

/* "8.5(2)", "7.x", "4.4": how many numbers it has. */
static int read_version(const char **s, unsigned v[3])
{
	int n = 0, len = 0;

	v[0] = v[1] = v[2] = 0;
	if (sscanf(*s, "%u.%n", &v[0], &len) != 1 || len == 0)
		return 0;
	*s += len;
	if (**s == 'x') {
		(*s)++;
		return 1;
	}
	n = sscanf(*s, "%u%n", &v[1], &len);
	if (n != 1)
		return 0;
	*s += len;
	len = 0;
	if (sscanf(*s, "(%u)%n", &v[2], &len) != 1 || len == 0)
		return 2;
	*s += len;
	return 3;
}

static int compare(const struct nr_version *at, const unsigned v[3], int n)
{
	for (int i = 0; i < n; i++)
		if (at->part[i] != v[i])
			return at->part[i] < v[i] ? -1 : 1;
	return 0;
}

struct said {
	const struct nr_model *model;
	const char *from, *to;
	const struct nr_load *load;     /* what @from is; NULL: not known, so the oldest */
	const char *text;
};

static void broken(const struct said *s, const char *what)
{
	ck_abort_msg("%s from %s to %s: %s: \"%s\"", s->model->name, s->from, s->to, what, s->text);
}

/* "a load older than 8.3(3)" is said of an older one, or of one that nobody knows. */
static void check_older(const struct said *s)
{
	static const char words[] = "load older than ";
	unsigned v[3];

	for (const char *p = s->text; (p = strstr(p, words)) != NULL;) {
		int n;

		p += sizeof(words) - 1;
		n = read_version(&p, v);
		if (n == 0)
			broken(s, "no version behind \"older than\"");
		versions++;
		if (s->load && compare(&s->load->version, v, n) >= 0)
			broken(s, "it is not older");
	}
}

/* "8.5(2) knows ...", "from SIP 7.x ...", "loads from 8.3(3) to 8.5(2) ...": of such a load. */
static void check_direct(const struct said *s)
{
	static const char *const heads[] = { "loads from ", "from ", "SIP ", "SCCP " };
	const char *p = s->text;
	unsigned low[3], high[3];
	int n;

	for (size_t i = 0; i < NR_ARRAY_SIZE(heads); i++)
		if (strncmp(p, heads[i], strlen(heads[i])) == 0)
			p += strlen(heads[i]);
	n = read_version(&p, low);
	if (n == 0 || !s->load)
		return;
	versions++;
	if (strncmp(s->text, heads[0], strlen(heads[0])) == 0) {
		ck_assert(strncmp(p, " to ", 4) == 0);
		p += 4;
		if (compare(&s->load->version, low, n) < 0 ||
		    compare(&s->load->version, high, read_version(&p, high)) > 0)
			broken(s, "it is not between them");
	} else if (strncmp(p, " or ", 4) != 0 && compare(&s->load->version, low, n) != 0) {
		broken(s, "it is another one");
	}
}

static void check_words(const struct said *s, const char *source)
{
	sentences++;
	if (strstr(s->text, "model plugin") || strstr(source, "model plugin") || strstr(source, "searched for"))
		broken(s, source);
	check_older(s);
}

static void check_plan(const struct nr_model *m, const char *from, const char *to, const struct plan *p)
{
	struct nr_load here, next;
	bool known = model_parse(m, from, &here) && here.ordered;

	for (size_t i = 0; i < p->advice_count; i++)
		check_words(&(struct said){ m, from, to, known ? &here : NULL, p->advice[i]->reason },
			    p->advice[i]->source);
	for (size_t i = 0; i < p->count; i++) {
		const struct plan_step *step = &p->step[i];
		const struct said s = { m, i ? p->step[i - 1].load : from, to, known ? &here : NULL,
					step->reason };

		check_words(&s, step->source);
		if (!step->rule)
			check_direct(&s);
		if (known && model_parse(m, step->load, &next) && next.ordered &&
		    strstr(step->reason, "not known whether") == NULL && !step->rule &&
		    nr_load_order(&here, &next) == NR_NEWER && strstr(step->reason, "no rule"))
			broken(&s, "a way back that nobody has looked at");
		known = model_parse(m, step->load, &here) && here.ordered;
	}
}

static bool load_of(const struct nr_model *m, const char *protocol, const char *text, char out[64])
{
	struct nr_load l;

	if (text[0] == 'P' || text[0] == 'A')
		snprintf(out, 64, "%s", text);
	else if (!model_format(m->load_format, protocol, text, out, 64))
		return false;
	return model_parse(m, out, &l) && l.kind == NR_KIND_LOAD;
}

static void check_from(const struct nr_model *m, const char *from, enum plan_from kind)
{
	for (const char *const *protocol = m->protocols; *protocol; protocol++)
		for (size_t i = 0; i < NR_ARRAY_SIZE(texts); i++) {
			struct plan p;
			char to[64];

			if (!load_of(m, *protocol, texts[i], to))
				continue;
			plan_make(&p, m, NULL, kind, from, to);
			check_plan(m, from, to, &p);
		}
}

START_TEST(every_reason_holds)
{
	for (size_t k = 0; k < all.model_count; k++) {
		const struct nr_model *m = &all.model[k]->model;

		check_from(m, "unknown", PLAN_FROM_UNKNOWN);
		for (const char *const *protocol = m->protocols; *protocol; protocol++)
			for (size_t i = 0; i < NR_ARRAY_SIZE(texts); i++) {
				char from[64];

				if (load_of(m, *protocol, texts[i], from))
					check_from(m, from, PLAN_FROM_LOAD);
			}
	}
	printf("%u sentences, %u versions in them\n", sentences, versions);
	ck_assert_uint_gt(sentences, 10000);
	ck_assert_uint_gt(versions, 1000);
}
END_TEST

/* A rule that asks for a stop has both sentences; one that forbids or tells has one. */
START_TEST(two_sentences)
{
	for (size_t k = 0; k < all.model_count; k++)
		for (const struct nr_hop *h = all.model[k]->model.hops; h && h->id; h++)
			ck_assert_msg(!rule_enforced(h) || !rule_has_stop(h) || h->direct, "%s: %s: %s",
				      all.model[k]->model.name, h->id, h->reason);
}
END_TEST

/* Each model that runs a load says what was read for it, or what is not known. */
START_TEST(what_was_read)
{
	for (size_t k = 0; k < all.model_count; k++) {
		const struct nr_model *m = &all.model[k]->model;

		ck_assert_msg(!m->load_prefixes || !m->load_prefixes[0] || m->read || m->not_known, "%s",
			      m->name);
	}
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("all");
	int status;

	modules_load(&all);
	tcase_add_test(t, every_reason_holds);
	tcase_add_test(t, two_sentences);
	tcase_add_test(t, what_was_read);
	tcase_set_timeout(t, 120);
	status = suite_run("reasons", t);
	modules_unload(&all);
	return status;
}
