/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * rows.c -- see rows.h.
 */
#include <config.h>

#include "core/plugin/rows.h"
#include "core/base/device_name.h"
#include "core/base/literals.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <strings.h>

#define NONE UINT32_MAX
#define FULL_SIZE 300
#define LONG_GLOB 250           /* longer ones are read plainly: there they are cut */

struct pattern {
	const char *glob;               /* the plugin's */
	enum nr_fact fact;
	bool simple;                    /* letters, '*', '?' and one "%M" at most */
	uint32_t alike;                 /* the next one whose text has the same sum; NONE: the last */
	uint32_t with;                  /* the next one with the same piece; NONE: the last */
	uint32_t condition;             /* the first that it is looked up for; NONE: none */
	uint32_t conditions;            /* how many name it */
	uint32_t seen;                  /* the match in which it held last */
};

struct condition {
	struct rows_hit hit;
	uint32_t *models;               /* it owns what hit.model points to */
	uint32_t pattern, and;          /* and: NONE, none */
	uint32_t next;                  /* of those that are looked up for the same pattern */
};

/* What a device type number says. */
struct type {
	unsigned number;
	uint32_t model;
};

#define SUMS 4096

struct rows {
	uint32_t sum[SUMS];             /* the first pattern with that sum, */
	uint32_t shared[SUMS];          /* and patterns with a piece of that sum: compiling only */
	struct pattern *pattern;
	struct condition *condition;
	struct rows_hit *hit;           /* room for every condition, and for one of the type */
	size_t pattern_count, condition_count, hit_count;
	struct literals *pieces[NR_FACT_COUNT];
	uint32_t *by_piece[NR_FACT_COUNT];      /* the first pattern with that piece */
	size_t piece_count[NR_FACT_COUNT];
	uint32_t plain[NR_FACT_COUNT];          /* the first pattern without a piece */
	struct type *type;              /* by number, then by model */
	uint32_t *type_model;           /* the models alone, in the same order */
	size_t type_count;
	uint32_t *held;                 /* the patterns that hold now; room for all */
	size_t held_count;
	uint32_t turn;                  /* number of this match */
};

/* -- one pattern and one text ----------------------------------------------------- */

static const char *find_mark(const char *glob)
{
	const char *mark = strchr(glob, '%');

	while (mark && mark[1] != 'M' && mark[1] != 'm')
		mark = strchr(mark + 1, '%');
	return mark;
}

bool rows_glob(const struct nr_mac *mac, const char *glob, const char *text)
{
	const char *mark = find_mark(glob);
	char full[FULL_SIZE], hex[DEVICE_NAME_DIGITS];

	if (!text[0])
		return false;
	if (!mark)
		return fnmatch(glob, text, FNM_CASEFOLD) == 0;
	snprintf(full, sizeof(full), "%.*s%s%s", (int)(mark - glob), glob, device_name_digits(mac, hex),
		 mark + 2);
	return fnmatch(full, text, FNM_CASEFOLD) == 0;
}

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* A simple pattern with its digits in it, and text of ASCII: what fnmatch() says, sooner. */
static bool glob_holds(const char *glob, const char *text)
{
	const char *star = NULL, *from = NULL;

	while (*text) {
		if (*glob == '*') {
			star = ++glob;
			from = text;
		} else if (*glob && (*glob == '?' || lower(*glob) == lower(*text))) {
			glob++;
			text++;
		} else if (star) {
			glob = star;
			text = ++from;
		} else {
			return false;
		}
	}
	while (*glob == '*')
		glob++;
	return *glob == '\0';
}

/* @ascii: the text is. */
static bool holds(const struct pattern *p, const char *text, bool ascii, const struct nr_mac *mac)
{
	char full[FULL_SIZE];
	const char *mark;

	if (!ascii || !p->simple)
		return rows_glob(mac, p->glob, text);
	mark = find_mark(p->glob);
	if (!mark)
		return glob_holds(p->glob, text);
	memcpy(full, p->glob, (size_t)(mark - p->glob));
	device_name_digits(mac, full + (mark - p->glob));
	memcpy(full + (mark - p->glob) + 12, mark + 2, strlen(mark + 2) + 1);
	return glob_holds(full, text);
}

/* -- compiling ---------------------------------------------------------------------- */

static bool is_simple(const char *glob)
{
	return is_ascii(glob) && !strpbrk(glob, "[\\") && strlen(glob) < LONG_GLOB;
}

/* A run of letters that must stand in a text for the pattern to hold. */
struct piece {
	const char *at;
	size_t len;
	bool first;             /* the text must begin with it */
};

/* The next one behind *@from, which is moved on.  False: there is none. */
static bool next_piece(const char *glob, const char **from, struct piece *out)
{
	const char *mark = find_mark(glob), *p = *from;

	while (*p && *p != '[' && *p != '\\') {
		*out = (struct piece){ p, 0, p == glob };
		while (p[out->len] && !strchr("*?[\\", p[out->len]) && p + out->len != mark)
			out->len++;
		*from = p + out->len;
		if (out->len)
			return true;
		p += p == mark ? 2 : 1;
	}
	return false;
}

static uint32_t sum_of(enum nr_fact fact, const char *text, size_t len)
{
	uint32_t h = 2166136261u ^ (uint32_t)fact;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)lower(text[i])) * 16777619u;
	return (h ^ h >> 15) % SUMS;
}

static uint32_t find_pattern(const struct rows *r, enum nr_fact fact, const char *glob)
{
	uint32_t n = r->sum[sum_of(fact, glob, strlen(glob))];

	while (n != NONE && (r->pattern[n].fact != fact || strcmp(r->pattern[n].glob, glob) != 0))
		n = r->pattern[n].alike;
	return n;
}

static void *larger(void *array, size_t count, size_t size)
{
	if (count & (count - 1))
		return array;           /* room for the next power of two */
	return reallocarray(array, count ? 2 * count : 1, size);
}

static uint32_t add_pattern(struct rows *r, enum nr_fact fact, const char *glob)
{
	uint32_t n = find_pattern(r, fact, glob);
	struct pattern *more;

	if (n == NONE) {
		more = larger(r->pattern, r->pattern_count, sizeof(*more));
		if (!more)
			return NONE;
		r->pattern = more;
		n = (uint32_t)r->pattern_count++;
		more[n] = (struct pattern){ .glob = glob, .fact = fact, .simple = is_simple(glob), .with = NONE,
					    .condition = NONE, .alike = r->sum[sum_of(fact, glob, strlen(glob))] };
		r->sum[sum_of(fact, glob, strlen(glob))] = n;
	}
	return n;
}

static struct condition *find_condition(const struct rows *r, enum rows_word word, uint32_t pattern, uint32_t and)
{
	uint32_t n = r->pattern[pattern].condition;

	while (n != NONE && (r->condition[n].and != and || r->condition[n].hit.word != word))
		n = r->condition[n].next;
	return n == NONE ? NULL : &r->condition[n];
}

static struct condition *add_condition(struct rows *r, enum rows_word word, uint32_t pattern, uint32_t and)
{
	struct condition *c = find_condition(r, word, pattern, and), *more;

	if (c)
		return c;
	more = larger(r->condition, r->condition_count, sizeof(*more));
	if (!more)
		return NULL;
	r->condition = more;
	c = &more[r->condition_count++];
	*c = (struct condition){ .hit = { .word = word, .fact = r->pattern[pattern].fact }, .pattern = pattern,
				 .and = and, .next = r->pattern[pattern].condition };
	r->pattern[pattern].condition = (uint32_t)(c - r->condition);
	r->pattern[pattern].conditions++;
	if (and != NONE)
		r->pattern[and].conditions++;
	return c;
}

/* Models come in their order. */
static bool add_model(struct condition *c, uint32_t model)
{
	uint32_t *more;

	if (c->hit.count && c->models[c->hit.count - 1] == model)
		return true;
	more = larger(c->models, c->hit.count, sizeof(*more));
	if (!more)
		return false;
	c->models = more;
	more[c->hit.count++] = model;
	return true;
}

static bool add_row(struct rows *r, enum rows_word word, const struct nr_match *row, uint32_t model)
{
	uint32_t pattern = add_pattern(r, row->fact, row->glob), and = NONE;
	struct condition *c;

	if (pattern == NONE)
		return false;
	if (row->and_fact != NR_FACT_END && (and = add_pattern(r, row->and_fact, row->and_glob)) == NONE)
		return false;
	c = add_condition(r, word, pattern, and);
	return c && add_model(c, model);
}

static bool add_names(struct rows *r, const struct nr_model *m, uint32_t model)
{
	static const enum nr_fact called[] = { NR_FACT_DEVICE_NAME, NR_FACT_HOST_NAME };

	if (!m->phone_name)
		return true;
	for (const struct nr_name *n = m->names; n && n->glob; n++)
		if (strchr(n->glob, '%') &&
		    !add_row(r, ROWS_NAME, &(struct nr_match){ .fact = NR_FACT_FILE_WANTED, .glob = n->glob }, model))
			return false;
	for (size_t i = 0; i < NR_ARRAY_SIZE(called); i++)
		if (!add_row(r, ROWS_NAME, &(struct nr_match){ .fact = called[i], .glob = m->phone_name }, model))
			return false;
	return true;
}

static enum rows_word word_of(enum nr_trust trust)
{
	switch (trust) {
	case NR_SURE:
		return ROWS_SURE;
	case NR_HINT:
		return ROWS_HINT;
	case NR_PHONE:
		break;
	}
	return ROWS_PHONE;
}

static bool add_rows(struct rows *r, const struct nr_model *m, uint32_t model)
{
	for (const struct nr_match *row = m->matches; row->fact != NR_FACT_END; row++)
		if (!add_row(r, word_of(row->trust), row, model))
			return false;
	return add_names(r, m, model);
}

static int by_number(const void *a, const void *b)
{
	const struct type *x = a, *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return x->model < y->model ? -1 : x->model > y->model;
}

static bool add_types(struct rows *r, const struct nr_model *const *model, size_t n)
{
	r->type = calloc(n ? n : 1, sizeof(*r->type));
	r->type_model = calloc(n ? n : 1, sizeof(*r->type_model));
	if (!r->type || !r->type_model)
		return false;
	for (size_t i = 0; i < n; i++)
		if (model[i]->type)
			r->type[r->type_count++] = (struct type){ model[i]->type, (uint32_t)i };
	qsort(r->type, r->type_count, sizeof(*r->type), by_number);
	for (size_t i = 0; i < r->type_count; i++)
		r->type_model[i] = r->type[i].model;
	return true;
}

/* Of two patterns the one that fewer conditions name leads to it: it says more. */
static void lead_to_condition(struct rows *r, uint32_t n)
{
	struct condition *c = &r->condition[n];
	struct pattern *p = &r->pattern[c->pattern];

	if (c->and != NONE && r->pattern[c->and].conditions < p->conditions)
		p = &r->pattern[c->and];
	c->hit.model = c->models;
	c->next = p->condition;
	p->condition = n;
}

static void count_pieces(struct rows *r, const struct pattern *p)
{
	const char *from = p->glob;
	struct piece piece;

	while (next_piece(p->glob, &from, &piece))
		r->shared[sum_of(p->fact, piece.at, piece.len)]++;
}

/* The piece that the fewest patterns have, the longest of these.  False: it has none. */
static bool choose_piece(const struct rows *r, const struct pattern *p, struct piece *out)
{
	const char *from = p->glob;
	uint32_t least = UINT32_MAX;
	struct piece piece;

	while (is_ascii(p->glob) && next_piece(p->glob, &from, &piece)) {
		uint32_t shared = r->shared[sum_of(p->fact, piece.at, piece.len)];

		if (shared > least || (shared == least && piece.len <= out->len))
			continue;
		least = shared;
		*out = piece;
	}
	return least != UINT32_MAX;
}

static bool index_pattern(struct rows *r, uint32_t n)
{
	struct pattern *p = &r->pattern[n];
	struct piece piece = { p->glob, 0, false };
	uint32_t word, *more;

	if (!choose_piece(r, p, &piece)) {
		p->with = r->plain[p->fact];
		r->plain[p->fact] = n;
		return true;
	}
	if (!r->pieces[p->fact] && !(r->pieces[p->fact] = literals_new()))
		return false;
	word = literals_add(r->pieces[p->fact], piece.at, piece.len, piece.first);
	if (word == LITERALS_NONE)
		return false;
	if (word == r->piece_count[p->fact]) {
		more = larger(r->by_piece[p->fact], word, sizeof(*more));
		if (!more)
			return false;
		r->by_piece[p->fact] = more;
		more[word] = NONE;
		r->piece_count[p->fact]++;
	}
	p->with = r->by_piece[p->fact][word];
	r->by_piece[p->fact][word] = n;
	return true;
}

static bool compile(struct rows *r, const struct nr_model *const *model, size_t count)
{
	bool ok = add_types(r, model, count);

	for (size_t f = 0; f < NR_FACT_COUNT; f++)
		r->plain[f] = NONE;
	for (size_t i = 0; i < SUMS; i++)
		r->sum[i] = NONE;
	for (size_t i = 0; ok && i < count; i++)
		ok = add_rows(r, model[i], (uint32_t)i);
	for (size_t i = 0; ok && i < r->pattern_count; i++)
		r->pattern[i].condition = NONE;
	for (size_t i = 0; ok && i < r->condition_count; i++)
		lead_to_condition(r, (uint32_t)i);
	for (size_t i = 0; ok && i < r->pattern_count; i++)
		count_pieces(r, &r->pattern[i]);
	for (size_t i = 0; ok && i < r->pattern_count; i++)
		ok = index_pattern(r, (uint32_t)i);
	for (size_t f = 0; ok && f < NR_FACT_COUNT; f++)
		ok = !r->pieces[f] || literals_build(r->pieces[f]);
	r->hit = calloc(r->condition_count + 1, sizeof(*r->hit)); /* and the type */
	r->held = calloc(r->pattern_count + 1, sizeof(*r->held));
	return ok && r->hit && r->held;
}

struct rows *rows_new(const struct nr_model *const *model, size_t count)
{
	struct rows *r = calloc(1, sizeof(*r));

	if (!r)
		return NULL;
	if (compile(r, model, count))
		return r;
	rows_free(r);
	return NULL;
}

void rows_free(struct rows *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->condition_count; i++)
		free(r->condition[i].models);
	for (size_t f = 0; f < NR_FACT_COUNT; f++) {
		literals_free(r->pieces[f]);
		free(r->by_piece[f]);
	}
	free(r->pattern);
	free(r->condition);
	free(r->hit);
	free(r->held);
	free(r->type);
	free(r->type_model);
	free(r);
}

/* -- matching ------------------------------------------------------------------------- */

struct matching {
	struct rows *rows;
	const struct nr_mac *mac;
	const char *text;
	enum nr_fact fact;
	bool ascii;
};

static void try_all(struct matching *m, uint32_t n)
{
	struct rows *r = m->rows;

	for (; n != NONE; n = r->pattern[n].with) {
		struct pattern *p = &r->pattern[n];

		if (p->seen == r->turn || !holds(p, m->text, m->ascii, m->mac))
			continue;
		p->seen = r->turn;
		r->held[r->held_count++] = n;
	}
}

static void on_piece(uint32_t word, void *arg)
{
	struct matching *m = arg;

	try_all(m, m->rows->by_piece[m->fact][word]);
}

/* A letter of another alphabet may be a letter of ASCII in another case: no piece tells. */
static void try_text(struct matching *m)
{
	struct rows *r = m->rows;

	if (m->ascii && r->pieces[m->fact])
		literals_scan(r->pieces[m->fact], m->text, on_piece, m);
	for (size_t i = 0; !m->ascii && i < r->piece_count[m->fact]; i++)
		try_all(m, r->by_piece[m->fact][i]);
	try_all(m, r->plain[m->fact]);
}

static void add_hits(struct rows *r, uint32_t pattern, size_t *count)
{
	for (uint32_t n = r->pattern[pattern].condition; n != NONE; n = r->condition[n].next) {
		const struct condition *c = &r->condition[n];

		if (r->pattern[c->pattern].seen == r->turn &&
		    (c->and == NONE || r->pattern[c->and].seen == r->turn))
			r->hit[(*count)++] = c->hit;
	}
}

/* The number of a device type, as phones say it when they register. */
static void add_type_hit(struct rows *r, const char *said, size_t *count)
{
	unsigned long number = said[0] ? strtoul(said, NULL, 10) : 0;
	size_t low = 0, high = r->type_count, n = 0;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (r->type[mid].number < number)
			low = mid + 1;
		else
			high = mid;
	}
	while (number && low + n < r->type_count && r->type[low + n].number == number)
		n++;
	if (n)
		r->hit[(*count)++] = (struct rows_hit){ ROWS_SURE, NR_FACT_DEVICE_TYPE, r->type_model + low, n };
}

static void next_turn(struct rows *r)
{
	r->held_count = 0;
	if (++r->turn != 0)
		return;
	for (size_t i = 0; i < r->pattern_count; i++)
		r->pattern[i].seen = 0;
	r->turn = 1;
}

const struct rows_hit *rows_match(struct rows *r, const char *const text[NR_FACT_COUNT],
				  const struct nr_mac *mac, size_t *count)
{
	struct matching m = { .rows = r, .mac = mac };

	next_turn(r);
	for (int f = NR_FACT_END + 1; f < NR_FACT_COUNT; f++) {
		if (!text[f][0])
			continue;
		m.fact = (enum nr_fact)f;
		m.text = text[f];
		m.ascii = is_ascii(text[f]);
		try_text(&m);
	}
	*count = 0;
	for (size_t i = 0; i < r->held_count; i++)
		add_hits(r, r->held[i], count);
	add_type_hit(r, text[NR_FACT_DEVICE_TYPE], count);
	return r->hit;
}
