/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_rules.c -- over random libraries, starting points and targets no plan
 * contains a step that a rule of high or medium confidence forbids, and the order
 * of load names is an order.
 *
 * The rules are read a second time here, from the release notes and guides, in
 * plain numbers taken from the names; nothing of the model plugins or of the
 * planner is used for that.  "SEED=n" in the environment gives other cases; what
 * fails names the case.
 */
#include <config.h>

#include "core/plan/plan.h"
#include "tests/unit/family.h"
#include "tests/unit/shelf.h"
#include "tests/unit/suite.h"

#include <stdarg.h>

#define ROUNDS 10000

static struct plugins all;

/* -- chance ------------------------------------------------------------------------ */

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static uint32_t first_state(unsigned round)
{
	const char *seed = getenv("SEED");
	uint32_t state = (seed ? (uint32_t)strtoul(seed, NULL, 10) : 20090117u) + round * 2654435761u;

	for (int i = 0; i < 8; i++)
		next_random(&state);
	return state ? state : 1;
}

#define PICK(state, list) ((list)[next_random(state) % (NR_ARRAY_SIZE(list))])

/* -- a second reading of names ------------------------------------------------------- */

enum speech { NOBODY, SCCP, SIP, LOADER };

/* Where a load can be: major*10^6 + minor*10^4 + release*100 + service release. */
struct place {
	enum speech speech;
	long low, high;
};

#define V(major, minor, release, sr) ((major) * 1000000L + (minor) * 10000L + (release) * 100L + (sr))

static const struct place unknown = { NOBODY, 0, 0 };

static struct place exact(enum speech speech, long low, long high)
{
	return (struct place){ speech, low, high };
}

/* "SCCP45.9-3-1SR4-1S", "jar45sip.9-3-0-15" */
static struct place read_java(const char *name)
{
	int major = 0, minor = 0, release = 0, sr = 0, end = 0;
	const char *version = strchr(name, '.');
	enum speech speech = strncmp(name, "SIP", 3) == 0 || strstr(name, "sip.") ? SIP : SCCP;
	long at;

	ck_assert_int_eq(sscanf(version + 1, "%d-%d-%d%n", &major, &minor, &release, &end), 3);
	sscanf(version + 1 + end, "SR%d", &sr);
	at = V(major, minor, release, sr);
	/* An engineering special, an image: somewhere in its release. */
	if (strstr(name, "ES") || name[0] == 'j' || name[0] == 'c')
		return exact(speech, at, V(major, minor, release, 99));
	return exact(speech, at, at);
}

/* "P00308000900", "P0030801SR02", "P0S3-08-4-00", "P0S30202", "P003-8-12-00" */
static struct place read_p003(const char *name)
{
	int n[3] = { 0 };
	enum speech speech = name[2] == 'S' ? SIP : name[4] == '-' ? LOADER : SCCP;
	int found = name[4] == '-' ? sscanf(name + 4, "-%d-%d-%d", &n[0], &n[1], &n[2]) :
				     sscanf(name + 4, "%2d%2d%2d", &n[0], &n[1], &n[2]);

	ck_assert_int_ge(found, 2);
	return exact(speech, V(n[0], n[1], n[2], 0), V(n[0], n[1], n[2], 0));
}

/* "CP7905010300SIP050414A", "ATA030204SCCP090202A", "transition" */
static struct place read_dated(const char *name)
{
	int major = 2, minor = 0, release = 0;
	const char *digits = name[0] == 'A' ? name + 3 : name + 6;

	if (name[0] != 't')
		ck_assert_int_eq(sscanf(digits, "%2d%2d%2d", &major, &minor, &release), 3);
	return exact(strstr(name, "SIP") ? SIP : SCCP, V(major, minor, release, 0),
		     V(major, minor, release, 0));
}

/* The first three numbers behind the last prefix: "sip88xx.12-5-1SR2-2". */
static struct place read_dashed(const char *name)
{
	int major = 0, minor = 0, release = 0;
	const char *version = strchr(name, '.');

	ck_assert_int_eq(sscanf(version + 1, "%d-%d-%d", &major, &minor, &release), 3);
	return exact(strncmp(name, "SCCP", 4) == 0 ? SCCP : SIP, V(major, minor, release, 0),
		     V(major, minor, release, 0));
}

/* "sip8831.10-3-1SR4b-1-EU", "sip8831.9-3-3-TO-10-3-1-v2" */
static struct place read_8831(const char *name)
{
	int n[3], sr = 0, end = 0;

	if (strstr(name, "-TO-"))
		return exact(SIP, V(10, 3, 0, 99), V(10, 3, 0, 99));
	ck_assert_int_eq(sscanf(name, "sip8831.%d-%d-%d%n", &n[0], &n[1], &n[2], &end), 3);
	sscanf(name + end, "SR%d", &sr);
	return exact(SIP, V(n[0], n[1], n[2], sr), V(n[0], n[1], n[2], sr));
}

/* -- a second reading of the rules: what is wrong with a jump, or NULL -------------------- */

static const char *wrong_java(struct place a, struct place b)
{
	if (a.low < V(8, 3, 3, 0) && b.high > V(8, 5, 2, 0))
		return "before 8.3(3) nothing after 8.5(2)";
	if (a.low < V(8, 5, 2, 0) && b.high >= V(9, 4, 0, 0))
		return "before 8.5(2) no 9.4";
	return NULL;
}

/* A 797x: stock loads take 8.4 to 8.5(2) of SCCP before SIP 8.4(4).  Unknown: perhaps one. */
static const char *wrong_797x(struct place a, struct place b)
{
	if (a.speech != SIP && a.low < V(8, 3, 3, 0) && b.speech == SIP && b.high >= V(8, 4, 4, 0))
		return "from SCCP before 8.3(3) no SIP after 8.4(3)";
	return wrong_java(a, b);
}

static const char *wrong_sip(long a, long b)
{
	if (b < a)
		return b < V(7, 0, 0, 0) && (a < V(7, 0, 0, 0) || a >= V(8, 0, 0, 0)) ?
		       "back only from 7.x" : NULL;
	if (b < V(7, 0, 0, 0))
		return NULL;
	if (a < V(6, 0, 0, 0))
		return "6.x before 7.x";
	return a < V(7, 0, 0, 0) && b >= V(8, 0, 0, 0) ? "7.x before 8.x" : NULL;
}

static const char *wrong_p003(struct place a, struct place b)
{
	if (a.speech == NOBODY)
		return "its protocol must be known";
	if (a.low >= V(5, 0, 0, 0) && b.low < V(5, 0, 0, 0))
		return "signed never takes unsigned";
	if (b.speech == SIP && a.speech == SCCP)
		return a.low < V(5, 0, 0, 0) ? "SCCP 5.x before SIP" : NULL;
	if (b.speech == SCCP && a.speech == SIP)
		return a.low < V(7, 0, 0, 0) ? "SIP 7.x before SCCP" : NULL;
	return b.speech == SIP ? wrong_sip(a.low, b.low) : NULL;
}

static const char *wrong_cp79(struct place a, struct place b)
{
	/* Which SCCP loads are signed nobody wrote down: from 1.1 on any can be. */
	return a.speech != NOBODY && b.speech == SIP && a.low >= V(1, 1, 0, 0) && b.low < V(1, 1, 0, 0) ?
	       "signed never takes unsigned" : NULL;
}

static const char *wrong_ata(struct place a, struct place b)
{
	return a.low < V(2, 0, 0, 0) && b.low >= V(2, 10, 0, 0) ? "2.0 before 2.10" : NULL;
}

static const char *wrong_8811(struct place a, struct place b)
{
	(void)a;
	return b.low < V(10, 2, 2, 0) ? "10.2(2) is the oldest" : NULL;
}

static const char *wrong_8845(struct place a, struct place b)
{
	(void)a;
	return b.low < V(10, 3, 2, 0) ? "10.3(2) is the oldest" : NULL;
}

static const char *wrong_8851nr(struct place a, struct place b)
{
	(void)a;
	return b.low < V(10, 3, 1, 0) ? "10.3(1) is the oldest" : NULL;
}

static const char *wrong_8865nr(struct place a, struct place b)
{
	(void)a;
	return b.low < V(11, 5, 1, 0) ? "11.5(1) is the oldest" : NULL;
}

/* The interim load stands in no order: at 10.3(1) it is the last thing before it. */
#define INTERIM V(10, 3, 0, 99)

static const char *wrong_8831(struct place a, struct place b)
{
	if (a.low < INTERIM && b.high >= V(10, 3, 1, 0))
		return "the interim load before 10.3(1)";
	return a.high >= V(10, 3, 1, 2) && b.low < V(10, 3, 1, 2) ? "no way back from 10.3(1)SR2" : NULL;
}

/* A SIP load before 4.4 that is to reach 7.x goes through 4.4, one before 5.3 through 5.3. */
static const char *wrong_way_p003(const struct place *p, size_t count, const struct shelf *s)
{
	static const long stops[][2] = { { V(4, 4, 0, 0), V(4, 5, 0, 0) },
					 { V(5, 3, 0, 0), V(5, 4, 0, 0) } };
	size_t end = 0;

	(void)s;
	while (end < count && p[end].speech == SIP && p[end].low < V(7, 0, 0, 0))
		end++;
	if (end == 0 || end == count || p[end].speech != SIP)
		return NULL;
	for (size_t i = 0; i < 2; i++) {
		bool seen = p[0].low >= stops[i][0];

		for (size_t k = 1; k < end; k++)
			seen |= p[k].low >= stops[i][0] && p[k].low < stops[i][1];
		if (!seen)
			return i ? "5.3 on the way to 7.x" : "4.4 on the way to 7.x";
	}
	return NULL;
}

/* 9.3(1) before 9.4 where the library has it. */
static const char *wrong_way_java(const struct place *p, size_t count, const struct shelf *s)
{
	bool have = false;

	if (count < 2 || p[0].high >= V(9, 3, 1, 0) || p[count - 1].low < V(9, 4, 0, 0))
		return NULL;
	for (size_t i = 0; i < s->lib.load_count; i++) {
		const struct lib_load *l = &s->load[i];
		struct place at;

		if (!l->whole || l->name[0] != 'S')
			continue;
		at = read_java(l->name);
		/* of the protocol that the phone has then, or of the target's */
		have |= at.low >= V(9, 3, 1, 0) && at.high <= V(9, 3, 1, 99) &&
			at.speech == p[count - 1].speech;
	}
	for (size_t i = 0; i < count; i++)
		have &= p[i].low < V(9, 3, 1, 0) || p[i].high > V(9, 3, 1, 99);
	return have ? "9.3(1) is at hand" : NULL;
}

/* -- random names ------------------------------------------------------------------------ */

static void name_java(uint32_t *r, const char *train, char out[64])
{
	static const char *const releases[] = {
		"7-2-1", "8-0-4", "8-2-1", "8-3-1", "8-3-2", "8-3-3", "8-3-4", "8-4-1", "8-4-4",
		"8-5-1", "8-5-2", "8-5-3", "8-5-4", "9-0-2", "9-1-1", "9-2-1", "9-2-2", "9-2-3",
		"9-2-4", "9-3-1", "9-3-2", "9-4-1", "9-4-2", "10-0-1",
	};
	static const char *const stages[] = { "", "", "", "", "-1", "SR1", "SR1-1", "SR4-1", "ES8",
					      "ES3", "ES26", "ES27" };
	static const char *const speech[] = { "SCCP", "SCCP", "SIP" };

	snprintf(out, 64, "%s%s.%s%sS", PICK(r, speech), train, PICK(r, releases), PICK(r, stages));
}

static void name_45(uint32_t *r, char out[64])
{
	name_java(r, "45", out);
}

static void name_75(uint32_t *r, char out[64])
{
	name_java(r, "75", out);
}

static void name_p003(uint32_t *r, char out[64])
{
	static const char *const names[] = {
		"P00303030300", "P0030302", "P00304000100", "P00305000200", "P00305000300",
		"P00306000100", "P00307020300", "P00308000500", "P00308001000", "P0030801SR02",
		"P0S30202", "P0S3-03-2-00", "P0S3-04-3-00", "P0S3-04-4-00", "P0S3-4-4-01",
		"P0S3-05-0-00", "P0S3-05-2-00", "P0S3-05-3-00", "P0S3-06-0-00", "P0S3-06-3-00",
		"P0S3-07-0-00", "P0S3-07-4-00", "P0S3-07-5-00", "P0S3-08-0-00", "P0S3-8-12-00",
	};

	snprintf(out, 64, "%s", PICK(r, names));
}

static void name_dated(uint32_t *r, const char *prefix, char out[64])
{
	static const char *const versions[] = { "010000", "010034", "010100", "010300", "013400",
						"020000", "020100", "020900", "021000", "021501",
						"030100", "030204", "080003" };
	static const char *const speech[] = { "SCCP", "SIP" };

	if (prefix[0] == 'A' && next_random(r) % 6 == 0)
		snprintf(out, 64, "transition");
	else
		snprintf(out, 64, "%s%s%s%02u0101A", prefix, PICK(r, versions), PICK(r, speech),
			 next_random(r) % 10);
}

static void name_ata(uint32_t *r, char out[64])
{
	name_dated(r, "ATA", out);
}

static void name_7905(uint32_t *r, char out[64])
{
	name_dated(r, "CP7905", out);
}

static void name_88xx(uint32_t *r, char out[64])
{
	static const char *const versions[] = { "9-4-1-9", "10-1-1-5", "10-2-1-2", "10-2-2-16",
						"10-3-1-20", "11-0-1-11", "11-5-1SR1-1",
						"12-0-1MN-113", "12-5-1SR2-2", "12-7-1-0001-393",
						"12-8-1-0101-482", "14-0-1-0001-135" };

	snprintf(out, 64, "sip88xx.%s", PICK(r, versions));
}

static void name_group(uint32_t *r, const char *group, char out[64])
{
	char like[64];

	name_88xx(r, like);
	snprintf(out, 64, "sip%s%s", group, strchr(like, '.'));
}

static void name_8845_65(uint32_t *r, char out[64])
{
	name_group(r, "8845_65", out);
}

static void name_8831(uint32_t *r, char out[64])
{
	static const char *const versions[] = { "9-3-2-1", "9-3-3-5", "10-3-1-16", "10-3-1SR1-1", "10-3-1SR2-2",
						"10-3-1SR3-1", "10-3-1SR4b-1", "10-3-1SR6-4", "10-3-1SR7-2" };

	snprintf(out, 64, "sip8831.%s", PICK(r, versions));
}

/* -- cases ------------------------------------------------------------------------------------ */

static const struct subject {
	const char *model;
	void (*name)(uint32_t *r, char out[64]);
	struct place (*read)(const char *name);
	const char *(*wrong)(struct place a, struct place b);
	const char *(*wrong_way)(const struct place *p, size_t count, const struct shelf *s);
	const char *manifest;           /* in every third release */
	const char *starts[4];          /* what it may show instead of a load */
} subjects[] = {
	{ "7945", name_45, read_java, wrong_java, wrong_way_java, "+term45.default",
	  { "jar45sccp.8-3-2-20", "jar45sccp.8-5-1-3", "cvm45sip.9-3-0-15" } },
	{ "7975", name_75, read_java, wrong_797x, wrong_way_java, "+term75.default",
	  { "jar75sccp.8-2-2-27" } },
	{ "7940", name_p003, read_p003, wrong_p003, wrong_way_p003, NULL,
	  { "P003-07-4-00", "P003-8-12-00" } },
	{ "ATA186", name_ata, read_dated, wrong_ata, NULL, NULL, { NULL } },
	{ "7905", name_7905, read_dated, wrong_cp79, NULL, NULL, { NULL } },
	{ "8811", name_88xx, read_dashed, wrong_8811, NULL, NULL, { "rootfs88xx.10-1-1-5" } },
	{ "8851NR", name_88xx, read_dashed, wrong_8851nr, NULL, NULL, { NULL } },
	{ "8845", name_8845_65, read_dashed, wrong_8845, NULL, NULL, { NULL } },
	{ "8865NR", name_8845_65, read_dashed, wrong_8865nr, NULL, NULL, { NULL } },
	{ "8831", name_8831, read_8831, wrong_8831, NULL, NULL, { "sip8831.9-3-3-TO-10-3-1-v2" } },
};
#define SUBJECTS NR_ARRAY_SIZE(subjects)

struct trial {
	const struct subject *subject;
	const struct nr_model *model;
	unsigned round;
	char words[40][72];
	struct shelf shelf;
	enum plan_from kind;
	char from[64], target[64];
	struct plan plan;
};

static void fill_shelf(struct trial *t, uint32_t *r)
{
	const char *words[40];
	size_t n = next_random(r) % 24, count = 0;

	for (size_t i = 0; i < n; i++) {
		char *word = t->words[count];
		bool whole = next_random(r) % 6 > 0;

		word[0] = '-';
		t->subject->name(r, word + !whole);
		if (i == 0 && next_random(r) % 4)
			snprintf(word + !whole, sizeof(t->words[0]) - 1, "%s", t->target);
		words[count++] = word;
		if (t->subject->manifest && next_random(r) % 3 == 0)
			words[count++] = t->subject->manifest;
		if (count >= 38)
			break;
	}
	shelf_make(&t->shelf, t->model, words, count);
}

static void choose(struct trial *t, uint32_t *r)
{
	size_t others = 0;

	while (others < 4 && t->subject->starts[others])
		others++;
	t->subject->name(r, t->target);
	fill_shelf(t, r);
	t->subject->name(r, t->from);
	t->kind = PLAN_FROM_LOAD;
	switch (next_random(r) % 10) {
	case 0:
		t->kind = PLAN_FROM_UNKNOWN;
		t->from[0] = '\0';
		break;
	case 1:
		if (!t->subject->manifest)
			break;
		t->kind = PLAN_FROM_WIPED;
		t->from[0] = '\0';
		break;
	case 2:
		if (others)
			snprintf(t->from, sizeof(t->from), "%s",
				 t->subject->starts[next_random(r) % others]);
		break;
	}
}

static void __attribute__((format(printf, 2, 3), noreturn))
broken(const struct trial *t, const char *fmt, ...)
{
	char text[1024];
	size_t len;
	va_list ap;

	va_start(ap, fmt);
	len = (size_t)vsnprintf(text, 256, fmt, ap);
	va_end(ap);
	len += (size_t)snprintf(text + len, sizeof(text) - len, "; %s round %u seed %s: from %s to %s:",
				t->subject->model, t->round, getenv("SEED") ? getenv("SEED") : "default",
				t->plan.from, t->target);
	for (size_t i = 0; i < t->plan.count && len < sizeof(text); i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, " %s%s",
					t->plan.step[i].have ? "" : "?", t->plan.step[i].load);
	ck_abort_msg("%s", text);
}

/* Missing and at hand, said rightly. */
static void check_step(const struct trial *t, const struct plan_step *step)
{
	if (!step->reason || !step->source || !step->version[0])
		broken(t, "%s has no reason, source or version", step->load);
	if (step->have && (!step->have->whole || strcmp(step->have->name, step->load) != 0))
		broken(t, "%s is served as %s", step->load, step->have->name);
	if (!step->have && t->plan.result != PLAN_MISSING)
		broken(t, "%s is missing and the plan is ready", step->load);
	for (size_t k = 0; k < t->shelf.lib.load_count && !step->have; k++)
		if (t->kind != PLAN_FROM_WIPED && t->shelf.load[k].whole &&
		    strcmp(t->shelf.load[k].name, step->load) == 0)
			broken(t, "%s is at hand, and said to be missing", step->load);
}

static void check_plan(const struct trial *t)
{
	struct place p[PLAN_STEPS + 1] = { unknown };
	const struct plan *plan = &t->plan;
	bool wiped = t->kind == PLAN_FROM_WIPED;
	const char *wrong;
	size_t n = 0;

	if (t->kind == PLAN_FROM_LOAD)
		p[n++] = t->subject->read(t->from);
	else if (!wiped)
		n++;
	for (size_t i = 0; i < plan->count; i++) {
		check_step(t, &plan->step[i]);
		p[n++] = t->subject->read(plan->step[i].load);
		wrong = n < 2 ? NULL : t->subject->wrong(p[n - 2], p[n - 1]);
		if (wrong)
			broken(t, "step %zu: %s", i + 1, wrong);
	}
	wrong = t->subject->wrong_way ? t->subject->wrong_way(p, n, &t->shelf) : NULL;
	if (wrong && !wiped)
		broken(t, "%s", wrong);
	if (strcmp(plan->count ? plan->step[plan->count - 1].load : t->from, t->target) != 0)
		broken(t, "it ends elsewhere");
}

/* A plan is refused only where no legal way exists: the first or the last jump is wrong. */
static void check_refusal(const struct trial *t)
{
	struct place b = t->subject->read(t->target);
	struct place a = t->kind == PLAN_FROM_LOAD ? t->subject->read(t->from) : unknown;

	if (strstr(t->plan.why, "more than one archive")) {
		unsigned whole = 0;

		for (size_t i = 0; i < t->shelf.lib.load_count; i++)
			whole += t->shelf.load[i].whole && strcmp(t->shelf.load[i].name, t->target) == 0;
		if (whole < 2)
			broken(t, "refused, and there is one only: %s", t->plan.why);
		return;
	}
	if (!strstr(t->plan.why, "rule "))
		broken(t, "refused without a rule: %s", t->plan.why);
	if (!t->subject->wrong(a, b))
		broken(t, "refused without a reason: %s", t->plan.why);
}

static void shuffle(struct shelf *s, uint32_t *r)
{
	for (size_t i = s->lib.load_count; i > 1; i--) {
		size_t k = next_random(r) % i;
		struct lib_load *l = s->index[i - 1];

		s->index[i - 1] = s->index[k];
		s->index[k] = l;
	}
}

/* Two releases may bring one load: which one is served may differ, nothing else. */
static bool same_plan(const struct plan *a, const struct plan *b)
{
	if (a->result != b->result || a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->step[i].load, b->step[i].load) != 0 ||
		    !a->step[i].have != !b->step[i].have || a->step[i].rule != b->step[i].rule)
			return false;
	return true;
}

START_TEST(no_rule_is_broken)
{
	static struct trial t;
	unsigned count[3] = { 0 };

	t.subject = &subjects[_i];
	t.model = modules_model(&all, t.subject->model);
	ck_assert_ptr_nonnull(t.model);
	for (t.round = 0; t.round < ROUNDS; t.round++) {
		uint32_t state = first_state(t.round);
		struct plan again;

		choose(&t, &state);
		plan_make(&t.plan, t.model, &t.shelf.lib, t.kind, t.from, t.target);
		count[t.plan.result]++;
		if (t.plan.result == PLAN_IMPOSSIBLE)
			check_refusal(&t);
		else
			check_plan(&t);
		shuffle(&t.shelf, &state);
		plan_make(&again, t.model, &t.shelf.lib, t.kind, t.from, t.target);
		if (!same_plan(&t.plan, &again))
			broken(&t, "another plan for the same library in another order");
	}
	printf("%s: %u plans ready, %u lack something, %u refused\n", t.subject->model,
	       count[PLAN_READY], count[PLAN_MISSING], count[PLAN_IMPOSSIBLE]);
	ck_assert_uint_gt(count[PLAN_READY], ROUNDS / 10);
	ck_assert_uint_gt(count[PLAN_MISSING], ROUNDS / 10);
}
END_TEST

/* -- every model: its tables, also of one that no test knows ---------------------------------- */

START_TEST(tables)
{
	for (size_t i = 0; i < all.model_count; i++) {
		check_tables(all.model[i]);
		for (size_t k = 0; k < i; k++)
			ck_assert_str_ne(all.model[i]->model.name, all.model[k]->model.name);
	}
}
END_TEST

/* -- every model: its own loads only, never multiplatform firmware ------------------------------ */

static const char *const texts[] = {
	"1-0-3", "1-2-2-003", "1.4.1SR1", "1.4.6.3", "3-3-13-0", "8-1-4a", "8-3-3", "8-5-2", "9-0-3",
	"9-2-1-0", "9-2-1-a", "9-2-2SR1-9", "9-2-3-1", "9-3-1", "9-3-1-SR1-3", "9-3-1SR4-1",
	"9-4-1-3SR1", "9-4-1-9", "9-4-2SR4-1", "9-4-2SR3-1", "10-2-2-16", "10-3-1-20", "11-0-6SR2-4",
	"11-5-1SR1-1", "12-0-1-29", "12-0-1MN-113", "12-5-1SR2-2", "12-8-1-0101-482",
	"14-0-1-0001-135", "14-2-1-0201-40", "11-0-1MPP-477", "11-2-3MSR1-1", "12-0-7MPP0201-66",
	"12-7-1-0001-BLD3", "9-4-2-11dev",
};

static bool random_load(const struct nr_model *m, uint32_t *r, char out[64], struct nr_load *l)
{
	const char *protocol = m->protocols[0];

	if (m->protocols[1] && next_random(r) % 2)
		protocol = m->protocols[1];
	return model_format(m->load_format, protocol, PICK(r, texts), out, 64) &&
	       model_parse(m, out, l) && l->kind == NR_KIND_LOAD;
}

static bool is_mpp(const char *name)
{
	return strstr(name, "MPP") || strstr(name, "MSR") || strstr(name, "TLexE2M");
}

static void check_any(const struct nr_model *m, const char *from, const char *target,
		      const struct plan *p, unsigned round)
{
	struct nr_load l;

	if (is_mpp(from) || is_mpp(target))
		ck_assert_msg(p->result == PLAN_IMPOSSIBLE, "%s round %u: %s to %s", m->name, round,
			      from, target);
	for (size_t i = 0; i < p->count; i++)
		ck_assert_msg(!is_mpp(p->step[i].load) && model_parse(m, p->step[i].load, &l) &&
			      l.kind == NR_KIND_LOAD &&
			      /* without a place: only what somebody or a rule named */
			      (l.ordered || (l.doubt && p->count == 1) ||
			       strstr(p->step[i].load, "-TO-")), "%s round %u: %s to %s: %s",
			      m->name, round, from, target, p->step[i].load);
	ck_assert_msg(p->result == PLAN_IMPOSSIBLE || p->count == 0 ||
		      strcmp(p->step[p->count - 1].load, target) == 0, "%s round %u: %s to %s",
		      m->name, round, from, target);
}

START_TEST(every_model)
{
	static struct shelf s;
	unsigned plans = 0;

	for (unsigned round = 0; round < ROUNDS; round++) {
		uint32_t state = first_state(round);
		const struct nr_model *m = &all.model[next_random(&state) % all.model_count]->model;
		char from[64], target[64], words[16][64];
		const char *list[16];
		size_t n = 0;
		struct nr_load l;
		struct plan p;

		for (int i = 0; i < 16; i++)
			if (random_load(m, &state, words[n], &l)) {
				list[n] = words[n];
				n++;
			}
		if (!random_load(m, &state, from, &l) || !random_load(m, &state, target, &l))
			continue;
		shelf_make(&s, m, list, n);
		plan_make(&p, m, &s.lib, PLAN_FROM_LOAD, from, target);
		check_any(m, from, target, &p, round);
		plans++;
	}
	printf("%u plans of %zu models\n", plans, all.model_count);
	ck_assert_uint_gt(plans, ROUNDS / 20);
}
END_TEST

/* -- the order ---------------------------------------------------------------------------------- */

#define NAMES 160

static void check_names(enum nr_order (*o)[NAMES], char (*name)[64], size_t a, size_t b, size_t c)
{
	if (o[a][b] && o[a][b] == o[b][c] && o[a][c] != o[a][b])
		ck_abort_msg("%s %s %s: %d %d %d", name[a], name[b], name[c], o[a][b], o[b][c], o[a][c]);
	if (o[a][b] == NR_SAME && o[b][c] && o[a][c] != o[b][c])
		ck_abort_msg("%s = %s, but not to %s", name[a], name[b], name[c]);
}

/* Antisymmetric, older than older is older, and the same stands where the same stands. */
START_TEST(order_is_an_order)
{
	static enum nr_order o[NAMES][NAMES];
	static char name[NAMES][64];
	static struct nr_load l[NAMES];
	const struct nr_model *m = modules_model(&all, subjects[_i].model);
	uint32_t state = first_state((unsigned)_i);

	for (size_t i = 0; i < NAMES; i++) {
		subjects[_i].name(&state, name[i]);
		ck_assert_msg(model_parse(m, name[i], &l[i]), "%s", name[i]);
	}
	for (size_t a = 0; a < NAMES; a++)
		for (size_t b = 0; b < NAMES; b++)
			o[a][b] = nr_load_order(&l[a], &l[b]);
	for (size_t a = 0; a < NAMES; a++) {
		ck_assert_int_eq(o[a][a], l[a].ordered ? NR_SAME : NR_ORDER_UNKNOWN);
		for (size_t b = 0; b < NAMES; b++) {
			ck_assert_msg(o[b][a] == mirror(o[a][b]), "%s %s", name[a], name[b]);
			for (size_t c = 0; c < NAMES; c++)
				check_names(o, name, a, b, c);
		}
	}
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("all");
	int status;

	modules_load(&all);
	tcase_add_loop_test(t, no_rule_is_broken, 0, (int)SUBJECTS);
	tcase_add_test(t, tables);
	tcase_add_test(t, every_model);
	tcase_add_loop_test(t, order_is_an_order, 0, (int)SUBJECTS);
	tcase_set_timeout(t, 120);
	status = suite_run("rules", t);
	modules_unload(&all);
	return status;
}
