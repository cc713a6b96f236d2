/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_rows.c -- the compiled rows of all models give the answers that reading each row of
 * each model in turn gives: over random tables, texts and addresses, and over the models
 * that were built.  The plain reading lives here.
 */
#include <config.h>

#include "core/base/device_name.h"
#include "core/phone/belief.h"
#include "core/phone/evidence.h"
#include "core/plugin/rows.h"
#include "tests/unit/modules.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <strings.h>

/* -- the plain reading --------------------------------------------------------------- */

struct opinion {
	uint32_t sure, hint;            /* a bit for each fact */
	bool phone;
};

static bool plain_glob(const struct phone *p, const char *glob, const char *text)
{
	const char *mark = strchr(glob, '%');
	char full[300], hex[DEVICE_NAME_DIGITS];

	while (mark && mark[1] != 'M' && mark[1] != 'm')
		mark = strchr(mark + 1, '%');
	if (!text[0])
		return false;
	if (!mark)
		return fnmatch(glob, text, FNM_CASEFOLD) == 0;
	snprintf(full, sizeof(full), "%.*s%s%s", (int)(mark - glob), glob, device_name_digits(&p->mac, hex),
		 mark + 2);
	return fnmatch(full, text, FNM_CASEFOLD) == 0;
}

static bool plain_row(const struct phone *p, const struct nr_match *r)
{
	return plain_glob(p, r->glob, evidence_fact(p, r->fact)) &&
	       (r->and_fact == NR_FACT_END || plain_glob(p, r->and_glob, evidence_fact(p, r->and_fact)));
}

static struct opinion opinion_of(const struct phone *p, const struct nr_model *m)
{
	const char *type = evidence_fact(p, NR_FACT_DEVICE_TYPE);
	struct opinion o = { 0, 0, false };

	for (const struct nr_match *r = m->matches; r->fact != NR_FACT_END; r++) {
		if (!plain_row(p, r))
			continue;
		if (r->trust == NR_SURE)
			o.sure |= 1u << r->fact;
		else if (r->trust == NR_HINT)
			o.hint |= 1u << r->fact;
		else
			o.phone = true;
	}
	if (m->type && type[0] && strtoul(type, NULL, 10) == m->type)
		o.sure |= 1u << NR_FACT_DEVICE_TYPE;
	o.phone |= (o.sure & ~(1u << NR_FACT_FILE_WANTED)) != 0;
	return o;
}

static bool sure_by(const struct opinion *o, size_t f)
{
	return o->sure & 1u << evidence_telling[f].fact;
}

static bool speaks_for(const struct opinion *o, size_t f)
{
	return (o->sure | o->hint) & 1u << evidence_telling[f].fact;
}

/* What belief_model() is to find in a phone of which nothing was believed before. */
struct answer {
	const struct nr_model *model, *rival, *hint;
	bool is_phone;
	bool file;
	enum nr_source source;
	const char *name;
};

static size_t plain_first(const struct opinion *o, size_t n)
{
	for (size_t f = 0; f < EVIDENCE_TELLING; f++)
		for (size_t i = 0; i < n; i++)
			if (sure_by(&o[i], f))
				return i;
	return n;
}

static size_t plain_rival(const struct opinion *o, size_t n, size_t model)
{
	for (size_t f = 0; f < EVIDENCE_TELLING; f++)
		for (size_t i = 0; i < n; i++)
			if (i != model && sure_by(&o[i], f) && !speaks_for(&o[model], f))
				return i;
	for (size_t f = 0; f < EVIDENCE_TELLING; f++) {
		if (!sure_by(&o[model], f))
			continue;
		for (size_t i = model + 1; i < n; i++)
			if (sure_by(&o[i], f))
				return i;
		break;
	}
	return n;
}

static bool plain_has_name(const struct phone *p, const struct nr_model *m)
{
	char name[DEVICE_NAME_SIZE];

	if (!m->phone_name)
		return false;
	device_name_write(m->phone_name, &p->mac, name);
	if (strcasecmp(evidence_fact(p, NR_FACT_DEVICE_NAME), name) == 0 ||
	    strcasecmp(evidence_fact(p, NR_FACT_HOST_NAME), name) == 0)
		return true;
	for (const struct nr_name *n = m->names; n && n->glob; n++)
		if (strchr(n->glob, '%') && plain_glob(p, n->glob, evidence_fact(p, NR_FACT_FILE_WANTED)))
			return true;
	return false;
}

static const char *plain_name(const struct plugins *all, const struct phone *p, const struct opinion *o)
{
	const char *perhaps = NULL;

	for (size_t i = 0; i < all->model_count; i++) {
		const struct nr_model *m = &all->model[i]->model;

		if (o[i].sure)
			return m->phone_name;
		if (!perhaps && (o[i].phone || o[i].hint || plain_has_name(p, m)))
			perhaps = m->phone_name;
	}
	return perhaps;
}

static void read_plainly(const struct plugins *all, bool passive, const struct phone *p, struct answer *a)
{
	size_t n = all->model_count, sure, other;
	struct opinion *o = calloc(n + 1, sizeof(*o));

	memset(a, 0, sizeof(*a));
	for (size_t i = 0; i < n; i++) {
		o[i] = opinion_of(p, &all->model[i]->model);
		a->is_phone |= o[i].phone;
		a->file |= (o[i].sure | o[i].hint) & 1u << NR_FACT_FILE_WANTED;
		if (!a->hint && o[i].hint)
			a->hint = &all->model[i]->model;
	}
	a->name = plain_name(all, p, o);
	sure = plain_first(o, n);
	a->is_phone |= passive && sure < n;
	if (a->is_phone && sure < n) {
		a->model = &all->model[sure]->model;
		for (size_t f = 0; f < EVIDENCE_TELLING && !a->source; f++)
			if (sure_by(&o[sure], f))
				a->source = p->evidence.fact[evidence_telling[f].fact].source;
		other = plain_rival(o, n, sure);
		a->rival = other < n ? &all->model[other]->model : NULL;
	}
	free(o);
}

/* -- chance ----------------------------------------------------------------------------- */

static uint64_t state;

static unsigned dice(unsigned sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 11) % sides;
}

static void append(char *out, size_t size, const char *more)
{
	size_t len = strlen(out);

	snprintf(out + len, size - len, "%s", more);
}

/* Few letters, so that much matches by chance. */
static void random_glob(char *out, size_t size)
{
	static const char *const parts[] = { "a", "A", "b", "ab", "c", "0", "*", "*", "?", "%M", "%m", "%", "[ab]",
					     "[!a]", "[", "\\a", "\xc3\xa9", "-", ".", "SEP%M", "aab" };

	out[0] = '\0';
	for (unsigned n = 1 + dice(4); n-- > 0;)
		append(out, size, parts[dice(NR_ARRAY_SIZE(parts))]);
}

static void random_text(const struct nr_mac *mac, char *out, size_t size)
{
	static const char *const parts[] = { "a", "B", "b", "ab", "AB", "c", "0", "00", "%M", "\xc3\xa9", "-", ".",
					     "SEP", "aab", "%", "[" };
	char hex[DEVICE_NAME_DIGITS];

	out[0] = '\0';
	for (unsigned n = dice(6); n-- > 0;)
		append(out, size, dice(5) ? parts[dice(NR_ARRAY_SIZE(parts))] : device_name_digits(mac, hex));
}

#define MODELS 12
#define ROWS 6

struct table {
	struct plugin_model model[MODELS];
	struct plugin_model *list[MODELS];
	struct nr_match row[MODELS][ROWS + 1];
	struct nr_name name[MODELS][3];
	char text[MODELS][ROWS][2][40], names[MODELS][2][40];
	struct plugins all;
};

static const enum nr_fact facts[] = { NR_FACT_VENDOR_CLASS, NR_FACT_PLATFORM, NR_FACT_FILE_WANTED, NR_FACT_HOST_NAME,
				      NR_FACT_DEVICE_NAME, NR_FACT_USER_AGENT, NR_FACT_LOAD, NR_FACT_DEVICE_TYPE };

static enum nr_fact random_fact(void)
{
	return facts[dice(NR_ARRAY_SIZE(facts))];
}

/* Now and then the words of a row of another model. */
static void random_row(struct table *t, unsigned m, unsigned r)
{
	struct nr_match *row = &t->row[m][r];

	if (m && !dice(3)) {
		*row = t->row[dice(m)][0];
		row->trust = (enum nr_trust)dice(3);
		return;
	}
	random_glob(t->text[m][r][0], sizeof(t->text[m][r][0]));
	random_glob(t->text[m][r][1], sizeof(t->text[m][r][1]));
	*row = (struct nr_match){ .fact = random_fact(), .trust = (enum nr_trust)dice(3),
				  .glob = t->text[m][r][0] };
	if (!dice(3)) {
		row->and_fact = random_fact();
		row->and_glob = t->text[m][r][1];
	}
}

static void random_table(struct table *t)
{
	static const char *const called[] = { NULL, "SEP%M", "a%m", "ab-%M" };

	memset(t, 0, sizeof(*t));
	t->all.model = t->list;
	t->all.model_count = 1 + dice(MODELS);
	for (unsigned m = 0; m < t->all.model_count; m++) {
		unsigned rows = 1 + dice(ROWS);

		for (unsigned r = 0; r < rows; r++)
			random_row(t, m, r);
		for (unsigned n = dice(3); n-- > 0;) {
			random_glob(t->names[m][n], sizeof(t->names[m][n]));
			t->name[m][n] = (struct nr_name){ NR_WANT_OTHER, t->names[m][n] };
		}
		if (!t->name[m][0].glob)
			t->name[m][0] = t->name[m][1];
		t->model[m].model = (struct nr_model){ .matches = t->row[m], .names = t->name[m],
						       .phone_name = called[dice(4)], .type = dice(4) };
		t->list[m] = &t->model[m];
	}
}

static void random_phone(struct phone *p)
{
	memset(p, 0, sizeof(*p));
	for (size_t i = 0; i < sizeof(p->mac.b); i++)
		p->mac.b[i] = dice(3) ? 0x00 : (uint8_t)dice(256);
	for (size_t i = 0; i < NR_ARRAY_SIZE(facts); i++) {
		struct fact *f = &p->evidence.fact[facts[i]];
		char text[100];

		random_text(&p->mac, text, sizeof(text));
		if (facts[i] == NR_FACT_DEVICE_TYPE)
			snprintf(text, sizeof(text), "%u", dice(5));
		if (!dice(3))
			continue;
		f->text = strdup(text);
		f->source = (enum nr_source)(1 + dice(NR_SOURCE_COUNT - 1));
	}
}

/* -- both ------------------------------------------------------------------------------- */

static void compare(struct bench *b, const struct phone *seen, const char *what)
{
	struct phone p = *seen;
	struct opinions o;
	struct answer a;

	read_plainly(b->plugins, b->wire.passive, &p, &a);
	o = belief_ask(b, &p);
	ck_assert_msg(belief_name(b, &p, &o) == a.name, "%s: the name", what);
	belief_model(b, &p, &o);
	ck_assert_msg(p.belief.is_phone == a.is_phone, "%s: a phone: %d, plainly %d", what, p.belief.is_phone,
		      a.is_phone);
	ck_assert_msg(p.belief.model == a.model, "%s: the model", what);
	ck_assert_msg(p.belief.rival == a.rival, "%s: the rival", what);
	ck_assert_msg(p.belief.hint == a.hint, "%s: the hint", what);
	ck_assert_msg(p.belief.model_source == a.source, "%s: the witness", what);
	ck_assert_msg((p.belief.file[0] != '\0') ==
		      (a.file && evidence_fact(seen, NR_FACT_FILE_WANTED)[0]), "%s: the file", what);
}

START_TEST(random_tables)
{
	static struct table t;
	unsigned models = 0, rivals = 0;

	state = 88172645463325252ull;
	for (unsigned i = 0; i < 1500; i++) {
		struct bench b = { .plugins = &t.all };

		random_table(&t);
		for (unsigned j = 0; j < 20; j++) {
			struct opinions o;
			struct phone p;
			char what[40];

			snprintf(what, sizeof(what), "table %u, phone %u", i, j);
			b.wire.passive = !dice(2);
			random_phone(&p);
			compare(&b, &p, what);
			o = belief_ask(&b, &p);
			belief_model(&b, &p, &o);
			models += p.belief.model != NULL;
			rivals += p.belief.rival != NULL;
			evidence_finish(&p);
		}
		rows_free(t.all.rows);
	}
	/* else nothing was tried */
	ck_assert_uint_gt(models, 3000);
	ck_assert_uint_gt(rivals, 1000);
}
END_TEST

/* A text that a model's own row was written for, with the stars filled. */
static void say(struct phone *p, enum nr_fact fact, const char *glob)
{
	struct fact *f = &p->evidence.fact[fact];
	char text[200] = "", hex[DEVICE_NAME_DIGITS];

	for (const char *g = glob; *g; g++) {
		char one[2] = { *g == '?' ? '7' : *g, '\0' };

		if (g[0] == '%' && (g[1] == 'M' || g[1] == 'm')) {
			append(text, sizeof(text), device_name_digits(&p->mac, hex));
			g++;
		} else if (*g == '*') {
			append(text, sizeof(text), dice(2) ? "9-4-2SR3" : "");
		} else {
			append(text, sizeof(text), one);
		}
	}
	free(f->text);
	f->text = strdup(text);
	f->source = NR_SOURCE_DHCP;
}

START_TEST(built_models)
{
	struct plugins all;
	struct bench b = { .plugins = &all };

	state = 4101842887655102017ull;
	modules_load(&all);
	ck_assert_uint_gt(all.model_count, 40);
	for (unsigned i = 0; i < 3000; i++) {
		struct phone p;

		random_phone(&p);
		for (unsigned n = 1 + dice(4); n-- > 0;) {
			const struct nr_model *m = &all.model[dice((unsigned)all.model_count)]->model;
			const struct nr_match *r = m->matches;

			for (unsigned skip = dice(12); skip-- > 0 && r[1].fact != NR_FACT_END;)
				r++;
			say(&p, r->fact, r->glob);
			if (r->and_fact != NR_FACT_END)
				say(&p, r->and_fact, r->and_glob);
		}
		b.wire.passive = !dice(2);
		compare(&b, &p, "a built model");
		evidence_finish(&p);
	}
	rows_free(all.rows);
	modules_unload(&all);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("rows");

	tcase_set_timeout(t, 120);
	tcase_add_test(t, random_tables);
	tcase_add_test(t, built_models);
	return suite_run("rows", t);
}
