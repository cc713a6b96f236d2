/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * identify_print.c -- see identify_print.h.
 */
#include <config.h>

#include "core/verbs/identify_print.h"

#include <arpa/inet.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>

#define SOURCES NR_ARRAY_SIZE(((struct identify_phone *)0)->sources)

static json_t *phone_json(const struct identify_phone *p)
{
	char mac[NR_MAC_STR_SIZE], ip[INET_ADDRSTRLEN];
	json_t *sources = json_array();

	for (size_t i = 0; i < SOURCES && p->sources[i]; i++)
		json_array_append_new(sources, json_string(p->sources[i]));
	inet_ntop(AF_INET, &p->ip, ip, sizeof(ip));
	return json_pack("{s:s, s:s, s:s?, s:s?, s:s?, s:s?, s:o, s:o}",
			 "name", p->name,
			 "mac", nr_mac_str(&p->mac, mac),
			 "ip", p->ip.s_addr ? ip : NULL,
			 "model", p->model,
			 "load", p->load[0] ? p->load : NULL,
			 "load_source", p->load[0] ? p->load_source : NULL,
			 "vlan", p->vlan ? json_integer(p->vlan) : json_null(),
			 "sources", sources);
}

static int dump(FILE *out, json_t *doc, size_t flags)
{
	int r = doc ? json_dumpf(doc, out, flags) : -1;

	json_decref(doc);
	return r < 0 || fputc('\n', out) == EOF || fflush(out) == EOF ? -EIO : 0;
}

static int write_json(FILE *out, const struct identify_phone *rows, size_t n)
{
	json_t *doc = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(doc, phone_json(&rows[i]));
	return dump(out, doc, JSON_INDENT(2));
}

enum { COL_NAME, COL_ADDRESS, COL_MODEL, COL_LOAD, COL_SOURCE, COL_VLAN, COL_SEEN, COL_COUNT };

struct line {
	char cell[COL_COUNT][96];
};

static void put_cell(struct line *l, int column, const char *text)
{
	snprintf(l->cell[column], sizeof(l->cell[column]), "%s", text && text[0] ? text : "-");
}

static void fill_line(struct line *l, const struct identify_phone *p)
{
	char ip[INET_ADDRSTRLEN], vlan[12], seen[96] = "";
	size_t at = 0;

	inet_ntop(AF_INET, &p->ip, ip, sizeof(ip));
	snprintf(vlan, sizeof(vlan), "%u", p->vlan);
	for (size_t i = 0; i < SOURCES && p->sources[i] && at < sizeof(seen); i++)
		at += (size_t)snprintf(seen + at, sizeof(seen) - at, "%s%s", i ? "," : "",
				       p->sources[i]);
	put_cell(l, COL_NAME, p->name);
	put_cell(l, COL_ADDRESS, p->ip.s_addr ? ip : NULL);
	put_cell(l, COL_MODEL, p->model);
	put_cell(l, COL_LOAD, p->load);
	put_cell(l, COL_SOURCE, p->load[0] ? p->load_source : NULL);
	put_cell(l, COL_VLAN, p->vlan ? vlan : NULL);
	put_cell(l, COL_SEEN, seen);
}

static void write_cells(FILE *out, const struct line *l, const size_t width[COL_COUNT])
{
	for (int c = 0; c < COL_COUNT - 1; c++)
		fprintf(out, "%-*s  ", (int)width[c], l->cell[c]);
	fprintf(out, "%s\n", l->cell[COL_COUNT - 1]);
}

static int write_table(FILE *out, const struct identify_phone *rows, size_t n)
{
	static const struct line head = {
		{ "PHONE", "ADDRESS", "MODEL", "LOAD", "FROM", "VLAN", "SEEN BY" },
	};
	size_t width[COL_COUNT] = { 0 };
	struct line *lines = calloc(n + 1, sizeof(*lines));

	if (!lines)
		return -ENOMEM;
	lines[0] = head;
	for (size_t i = 0; i < n; i++)
		fill_line(&lines[i + 1], &rows[i]);
	for (size_t i = 0; i <= n; i++)
		for (int c = 0; c < COL_COUNT; c++)
			if (strlen(lines[i].cell[c]) > width[c])
				width[c] = strlen(lines[i].cell[c]);
	for (size_t i = 0; i <= n; i++)
		write_cells(out, &lines[i], width);
	free(lines);
	return fflush(out) == EOF || ferror(out) ? -EIO : 0;
}

int identify_print_to(FILE *out, const struct identify_phone *rows, size_t n, bool json)
{
	if (json)
		return write_json(out, rows, n);
	if (n > 0)
		return write_table(out, rows, n);
	return fputs("no phones seen\n", out) == EOF || fflush(out) == EOF ? -EIO : 0;
}

int identify_print(const struct identify_phone *rows, size_t n, bool json)
{
	return identify_print_to(stdout, rows, n, json);
}

int identify_print_line(FILE *out, const struct identify_phone *row, bool json)
{
	static const size_t width[COL_COUNT] = { 15, 15, 8, 24, 6, 4, 0 };
	struct line l;

	if (json)
		return dump(out, phone_json(row), JSON_COMPACT);
	fill_line(&l, row);
	write_cells(out, &l, width);
	return fflush(out) == EOF || ferror(out) ? -EIO : 0;
}
