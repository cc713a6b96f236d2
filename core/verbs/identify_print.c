/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * identify_print.c -- see identify_print.h.
 */
#include <config.h>

#include "core/verbs/identify_print.h"
#include "core/verbs/columns.h"

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

static const char *const titles[] = { "PHONE", "ADDRESS", "MODEL", "LOAD", "FROM", "VLAN", "SEEN BY" };

/* What is known, or a dash. */
static void put(struct columns *c, const char *text)
{
	columns_put(c, "%s", text && text[0] ? text : "-");
}

static void put_phone(struct columns *c, const struct identify_phone *p)
{
	char ip[INET_ADDRSTRLEN], vlan[12], seen[96] = "";
	size_t at = 0;

	inet_ntop(AF_INET, &p->ip, ip, sizeof(ip));
	snprintf(vlan, sizeof(vlan), "%u", p->vlan);
	for (size_t i = 0; i < SOURCES && p->sources[i] && at < sizeof(seen); i++)
		at += (size_t)snprintf(seen + at, sizeof(seen) - at, "%s%s", i ? "," : "",
				       p->sources[i]);
	put(c, p->name);
	put(c, p->ip.s_addr ? ip : NULL);
	put(c, p->model);
	put(c, p->load);
	put(c, p->load[0] ? p->load_source : NULL);
	put(c, p->vlan ? vlan : NULL);
	put(c, seen);
}

static int write_table(FILE *out, const struct identify_phone *rows, size_t n)
{
	struct columns c;

	columns_init(&c, NR_ARRAY_SIZE(titles), titles);
	for (size_t i = 0; i < n; i++)
		put_phone(&c, &rows[i]);
	return columns_write(&c, out);
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
	/* Lines come one by one: they cannot know what is still to come. */
	static const size_t width[] = { 15, 15, 8, 24, 6, 4 };
	struct columns c;

	if (json)
		return dump(out, phone_json(row), JSON_COMPACT);
	columns_init(&c, NR_ARRAY_SIZE(titles), NULL);
	for (size_t i = 0; i < NR_ARRAY_SIZE(width); i++)
		columns_least(&c, i, width[i]);
	put_phone(&c, row);
	return columns_write(&c, out);
}
