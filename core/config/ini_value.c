/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * ini_value.c -- the values of a configuration file, by their type, into a conf struct.
 */
#include <config.h>
#include "core/config/ini_value.h"

#include "core/base/nearest.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

union value {
	bool flag;
	uint32_t number;
	const char *text;
	struct in_addr addr;
	struct nr_range range;
	struct nr_uints numbers;
};

static const struct {
	const char *name;
	size_t size;
} types[] = {
	[NR_BOOL] = { "yes or no", sizeof(bool) },
	[NR_UINT] = { "number", sizeof(uint32_t) },
	[NR_STRING] = { "text", sizeof(const char *) },
	[NR_PATH] = { "path", sizeof(const char *) },
	[NR_ADDR] = { "address", sizeof(struct in_addr) },
	[NR_RANGE] = { "address range", sizeof(struct nr_range) },
	[NR_SECONDS] = { "duration", sizeof(uint32_t) },
	[NR_UINTS] = { "numbers", sizeof(struct nr_uints) },
	[NR_NUMBERED] = { "text for each number", sizeof(struct nr_numbered) },
};

static bool known_type(enum nr_type type)
{
	return (unsigned)type > 0 && (unsigned)type < NR_ARRAY_SIZE(types);
}

const char *ini_value_type_name(enum nr_type type)
{
	return known_type(type) ? types[type].name : "?";
}

size_t ini_value_type_size(enum nr_type type)
{
	return known_type(type) ? types[type].size : 0;
}

bool ini_value_read_bool(const char *s, bool *out)
{
	static const char *const words[] = { "no", "yes", "false", "true", "off", "on", "0", "1" };

	for (size_t i = 0; i < NR_ARRAY_SIZE(words); i++)
		if (strcasecmp(s, words[i]) == 0) {
			*out = i % 2;
			return true;
		}
	return false;
}

/* Digits only, as strtoul() would take signs and blanks; *end is what follows them. */
static bool read_number(const char *s, uint32_t *out, const char **end)
{
	uint64_t v = 0;
	const char *p = s;

	for (; *p >= '0' && *p <= '9'; p++) {
		v = v * 10 + (uint64_t)(*p - '0');
		if (v > UINT32_MAX)
			return false;
	}
	*out = (uint32_t)v;
	*end = p;
	return p > s;
}

bool ini_value_read_seconds(const char *s, uint32_t *out)
{
	uint32_t unit = 1;
	const char *end;

	if (!read_number(s, out, &end))
		return false;
	while (ini_is_blank(*end))
		end++;
	if (*end == 'm')
		unit = 60;
	else if (*end == 'h')
		unit = 3600;
	else if (*end != 's' && *end != '\0')
		return false;
	if ((*end && end[1]) || *out > UINT32_MAX / unit)
		return false;
	*out *= unit;
	return true;
}

/* The address in the @len bytes at @s, with blanks around it. */
static bool read_addr(const char *s, size_t len, struct in_addr *out)
{
	char text[INET_ADDRSTRLEN];

	while (len && ini_is_blank(s[0])) {
		s++;
		len--;
	}
	while (len && ini_is_blank(s[len - 1]))
		len--;
	if (len >= sizeof(text))
		return false;
	memcpy(text, s, len);
	text[len] = '\0';
	return inet_pton(AF_INET, text, out) == 1;
}

static bool read_range(const char *s, struct nr_range *out)
{
	const char *dash = strchr(s, '-');

	return dash && read_addr(s, (size_t)(dash - s), &out->first) &&
	       read_addr(dash + 1, strlen(dash + 1), &out->last);
}

static bool in_range(const struct nr_option *row, uint32_t v)
{
	return (row->min == 0 && row->max == 0) || (v >= row->min && v <= row->max);
}

static const char *read_numbers(const struct nr_option *row, const char *s, struct nr_uints *out)
{
	const char *end = s;

	memset(out, 0, sizeof(*out));
	do {
		uint32_t n;

		while (ini_is_blank(*s))
			s++;
		if (!read_number(s, &n, &end))
			return "is not a list of numbers";
		if (!in_range(row, n))
			return "has a number that is out of range";
		if (out->count == NR_ARRAY_SIZE(out->value))
			return "has more numbers than fit";
		out->value[out->count++] = n;
		while (ini_is_blank(*end))
			end++;
		s = end + 1;
	} while (*end == ',');
	return *end ? "is not a list of numbers" : NULL;
}

/* Read @text as @row wants it; on failure *why says what is wrong with it. */
static bool read_value(struct ini *ini, const struct nr_option *row, const char *text,
		       union value *out, char why[96])
{
	const char *end, *what = NULL;

	switch (row->type) {
	case NR_BOOL:
		if (!ini_value_read_bool(text, &out->flag))
			what = "is not yes or no";
		break;
	case NR_UINT:
		if (!read_number(text, &out->number, &end) || *end)
			what = "is not a number";
		break;
	case NR_SECONDS:
		if (!ini_value_read_seconds(text, &out->number))
			what = "is not a duration such as 90s, 10m or 2h";
		break;
	case NR_STRING:
		out->text = text;
		break;
	case NR_PATH:
		out->text = ini_path(ini, text);
		break;
	case NR_ADDR:
		if (!read_addr(text, strlen(text), &out->addr))
			what = "is not an IPv4 address";
		break;
	case NR_RANGE:
		if (!read_range(text, &out->range))
			what = "is not a range such as 10.77.0.10-10.77.0.200";
		else if (ntohl(out->range.first.s_addr) > ntohl(out->range.last.s_addr))
			what = "ends before it starts";
		break;
	case NR_UINTS:
		what = read_numbers(row, text, &out->numbers);
		break;
	case NR_NUMBERED:       /* its keys are many: see take_numbered() */
		memset(out, 0, sizeof(*out));
		return true;
	}
	if (what) {
		snprintf(why, 96, "%s", what);
		return false;
	}
	if ((row->type == NR_UINT || row->type == NR_SECONDS) && !in_range(row, out->number)) {
		snprintf(why, 96, "is not between %u and %u%s", row->min, row->max,
			 row->type == NR_SECONDS ? " seconds" : "");
		return false;
	}
	return true;
}

static void apply_default(struct ini *ini, const char *section, const struct nr_option *row,
			  char *conf)
{
	union value v;
	char why[96];

	memset(&v, 0, sizeof(v));
	if (row->type == NR_NUMBERED) {
		memset(conf + row->offset, 0, types[row->type].size);
		return;
	}
	if (row->fallback && !read_value(ini, row, row->fallback, &v, why)) {
		ini_error(ini, 0, section, "the default of '%s': '%.64s' %s", row->key,
			  row->fallback, why);
		memset(&v, 0, sizeof(v));
	}
	memcpy(conf + row->offset, &v, types[row->type].size);
}

static void report_unknown_key(struct ini *ini, const struct ini_entry *e,
			       const struct nr_option *rows)
{
	const char *keys[64], *near;
	size_t n = 0;

	for (; rows && rows->key && n < 64; rows++)
		keys[n++] = rows->key;
	near = nearest(e->key, keys, n);
	if (near)
		ini_entry_error(ini, e, "unknown key '%s' (did you mean '%s'?)", e->key, near);
	else
		ini_entry_error(ini, e, "unknown key '%s'", e->key);
}

/* "option-160" for the row "option-": its number, or 0. */
static uint32_t number_of_key(const struct nr_option *row, const char *key)
{
	size_t n = strlen(row->key);
	const char *end;
	uint32_t number;

	if (row->type != NR_NUMBERED || strncmp(key, row->key, n) != 0 || key[n] == '0' ||
	    !read_number(key + n, &number, &end) || *end || !in_range(row, number))
		return 0;
	return number;
}

static void take_numbered(struct ini *ini, struct ini_entry *e, const struct nr_option *row, char *conf)
{
	struct nr_numbered *all = (struct nr_numbered *)(void *)(conf + row->offset);

	if (all->count == NR_ARRAY_SIZE(all->value)) {
		ini_entry_error(ini, e, "more than %zu keys '%sN'", NR_ARRAY_SIZE(all->value), row->key);
		return;
	}
	all->value[all->count].number = number_of_key(row, e->key);
	all->value[all->count++].text = e->value;
}

static void apply_entry(struct ini *ini, struct ini_entry *e, const struct nr_option *rows,
			char *conf)
{
	const struct nr_option *row = rows;
	union value v;
	char why[96];

	e->used = true;
	while (row && row->key && strcmp(row->key, e->key) != 0 && !number_of_key(row, e->key))
		row++;
	if (!row || !row->key) {
		report_unknown_key(ini, e, rows);
		return;
	}
	if (e->value[0] == '\0' || !known_type(row->type))
		return;
	if (row->type == NR_NUMBERED) {
		take_numbered(ini, e, row, conf);
		return;
	}
	memset(&v, 0, sizeof(v));
	if (read_value(ini, row, e->value, &v, why))
		memcpy(conf + row->offset, &v, types[row->type].size);
	else
		ini_value_error(ini, e, "'%.64s' %s", e->value, why);
}

void ini_value_apply(struct ini *ini, const char *section, const char *name,
	       const struct nr_option *rows, void *conf)
{
	for (const struct nr_option *row = rows; row && row->key; row++)
		if (known_type(row->type))
			apply_default(ini, section, row, conf);
		else
			ini_error(ini, 0, section, "the type of '%s' is not known here", row->key);
	for (size_t i = 0; i < ini->section_count; i++)
		if (ini_is_section(ini->section[i].section, ini->section[i].name, section, name))
			ini->section[i].used = true;
	for (size_t i = 0; i < ini->count; i++)
		if (ini_is_section(ini->entry[i].section, ini->entry[i].name, section, name))
			apply_entry(ini, &ini->entry[i], rows, conf);
}
