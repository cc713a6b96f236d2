/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * identify_print.c -- see identify_print.h.
 */
#include <config.h>

#include "core/verbs/identify_print.h"
#include "core/base/noun.h"
#include "core/verbs/columns.h"

#include <arpa/inet.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>

#define FAMILY  NR_ARRAY_SIZE(((struct identify_phone *)0)->family)
#define SOURCES NR_ARRAY_SIZE(((struct identify_phone *)0)->sources)

static json_t *phone_json(const struct identify_phone *p)
{
	char mac[NR_MAC_STR_SIZE], ip[INET_ADDRSTRLEN];
	json_t *sources = json_array(), *family = json_array();

	for (size_t i = 0; i < SOURCES && p->sources[i]; i++)
		json_array_append_new(sources, json_string(p->sources[i]));
	inet_ntop(AF_INET, &p->ip, ip, sizeof(ip));
	for (size_t i = 0; i < FAMILY && p->family[i]; i++)
		json_array_append_new(family, json_string(p->family[i]));
	return json_pack("{s:s, s:s, s:s?, s:s?, s:s?, s:s?, s:o, s:o, s:o, s:b, s:s?, s:i}",
			 "name", p->name,
			 "mac", nr_mac_str(&p->mac, mac),
			 "ip", p->ip.s_addr ? ip : NULL,
			 "model", p->model,
			 "load", p->load[0] ? p->load : NULL,
			 "load_source", p->load[0] ? p->load_source : NULL,
			 "vlan", p->vlan ? json_integer(p->vlan) : json_null(),
			 "sources", sources, "family", family, "wiped", p->wiped,
			 "fetches", p->fetches[0] ? p->fetches : NULL,
			 "unanswered", (int)p->asked);
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

static const char *const titles[] = { "PHONE", "ADDRESS", "MODEL", "LOAD", "FROM", "VLAN", "SEEN BY", "NOTE" };
/* Lines that come one by one cannot know what is still to come. */
static const size_t width[] = { 15, 15, 8, 24, 6, 4, 12 };

/* What is known, or a dash. */
static void put(struct columns *c, const char *text)
{
	columns_put(c, "%s", text && text[0] ? text : "-");
}

/* "7945"; "7811/7821/..?" when only its family is known. */
static void put_model(struct columns *c, const struct identify_phone *p)
{
	char text[64] = "";
	size_t at = 0, i;

	if (p->model || !p->family[0]) {
		put(c, p->model);
		return;
	}
	for (i = 0; i < FAMILY && p->family[i] && i < 4; i++)
		at += (size_t)snprintf(text + at, sizeof(text) - at, "%s%.9s", i ? "/" : "", p->family[i]);
	snprintf(text + at, sizeof(text) - at, "%s?", i < FAMILY && p->family[i] ? "/.." : "");
	put(c, text);
}

static void put_note(struct columns *c, const struct identify_phone *p)
{
	char text[200];
	int at;

	at = snprintf(text, sizeof(text), "%s%s%s%s", p->wiped ? "wiped" : "",
		      p->wiped && p->fetches[0] ? ", " : "", p->fetches[0] ? "fetches " : "", p->fetches);
	if (p->asked)
		snprintf(text + at, sizeof(text) - (size_t)at,
			 "%sasked %u %s in a row for one file: no answer reached it", at ? ", " : "", p->asked,
			 noun_of(p->asked, "time", "times"));
	put(c, text);
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
	put_model(c, p);
	put(c, p->load);
	put(c, p->load[0] ? p->load_source : NULL);
	put(c, p->vlan ? vlan : NULL);
	put(c, seen);
	put_note(c, p);
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

int identify_print_header(FILE *out)
{
	struct columns c;

	columns_init(&c, NR_ARRAY_SIZE(titles), NULL);
	for (size_t i = 0; i < NR_ARRAY_SIZE(width); i++)
		columns_least(&c, i, width[i]);
	for (size_t i = 0; i < NR_ARRAY_SIZE(titles); i++)
		put(&c, titles[i]);
	return columns_write(&c, out);
}

int identify_print_summary(FILE *out, const struct identify_phone *rows, size_t n, const char *others)
{
	size_t known = 0, wiped = 0, in_vain = 0;

	for (size_t i = 0; i < n; i++) {
		known += rows[i].model != NULL;
		wiped += rows[i].wiped;
		in_vain += rows[i].asked > 0;
	}
	if (n > 0)
		fprintf(out, "\n%zu %s, %zu of a known model", n, noun_of(n, "phone", "phones"), known);
	if (wiped)
		fprintf(out, ", %zu wiped", wiped);
	if (in_vain)
		fprintf(out, ", %zu that heard no answer", in_vain);
	if (n > 0)
		fputc('\n', out);
	if (others[0])
		fprintf(out, "and %s, which %s not recovered with this\n", others,
			strchr(others, ',') ? "are" : "is");
	return fflush(out) == EOF ? -EIO : 0;
}

int identify_print_line(FILE *out, const struct identify_phone *row, bool json)
{
	struct columns c;

	if (json)
		return dump(out, phone_json(row), JSON_COMPACT);
	columns_init(&c, NR_ARRAY_SIZE(titles), NULL);
	for (size_t i = 0; i < NR_ARRAY_SIZE(width); i++)
		columns_least(&c, i, width[i]);
	put_phone(&c, row);
	return columns_write(&c, out);
}
