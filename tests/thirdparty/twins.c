/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * twins.c -- one model in two forms, as a plugin and as data: every table is the same, and every
 * function gives the same answer.
 *
 *	twins MODEL FOLDER-OF-THE-PLUGIN FOLDER-OF-THE-DATA
 *
 * Names, user agents, requests and loads that are asked about stand on standard input, one in each
 * line: "load NAME", "agent TEXT", "ask NAME".
 */
#include <config.h>

#include "core/base/file_name.h"
#include "core/plugin/model_data.h"
#include "core/plugin/plugins.h"

#include <stdlib.h>
#include <strings.h>

#define MOST 64

static unsigned bad, count;

static void judge(const char *what, const char *a, const char *b)
{
	count++;
	if (strcmp(a, b) == 0)
		return;
	printf("%s: '%s' as a plugin, '%s' as data\n", what, a, b);
	bad++;
}

/* -- tables, by the description that reads and writes files ----------------------------- */

static void text_of(const struct model_data_field *f, const char *at, char out[512])
{
	const char *const *list;
	const char *text;
	int value;

	out[0] = '\0';
	switch (f->kind) {
	case MODEL_DATA_TEXT:
		memcpy(&text, at, sizeof(text));
		snprintf(out, 512, "%s", text ? text : "(none)");
		break;
	case MODEL_DATA_LIST:
		memcpy(&list, at, sizeof(list));
		for (; list && *list; list++)
			snprintf(out + strlen(out), 512 - strlen(out), "%s,", *list);
		break;
	case MODEL_DATA_FLAG:
	case MODEL_DATA_U8:
		snprintf(out, 512, "%u", (unsigned)*(const uint8_t *)at);
		break;
	case MODEL_DATA_U16:
		snprintf(out, 512, "%02x%02x", (unsigned)(uint8_t)at[0], (unsigned)(uint8_t)at[1]);
		break;
	case MODEL_DATA_U32:
	case MODEL_DATA_WORD:
		memcpy(&value, at, sizeof(value));
		snprintf(out, 512, "%d", value);
		break;
	case MODEL_DATA_VERSION:
		for (int i = 0; i < 8; i++)
			snprintf(out + strlen(out), 512 - strlen(out), "%02x%02x.", (unsigned)(uint8_t)at[2 * i],
				 (unsigned)(uint8_t)at[2 * i + 1]);
		break;
	}
}

static void compare_fields(const char *where, const struct model_data_field *f, const char *a, const char *b)
{
	char what[80], one[512], other[512];

	for (; f->key; f++) {
		snprintf(what, sizeof(what), "%s %s", where, f->key);
		text_of(f, a + f->offset, one);
		text_of(f, b + f->offset, other);
		judge(what, one, other);
	}
}

/* How many rows there are before the end; a table that is one row has one. */
static size_t rows_of(const struct model_data_table *t, const char *rows)
{
	static const char zero[sizeof(void *)];
	size_t n = 0;

	while (rows && memcmp(rows + n * t->row + t->key, zero, strcmp(t->section, "dhcp") == 0 ? 1 : sizeof(void *)) != 0)
		if (n++, t->one)
			break;
	return n;
}

static void compare_tables(const struct nr_model *a, const struct nr_model *b)
{
	for (const struct model_data_table *t = model_data_tables; t->section; t++) {
		const char *one, *other;
		char where[48], n1[16], n2[16];

		memcpy(&one, (const char *)a + t->member, sizeof(one));
		memcpy(&other, (const char *)b + t->member, sizeof(other));
		snprintf(n1, sizeof(n1), "%zu", rows_of(t, one));
		snprintf(n2, sizeof(n2), "%zu", rows_of(t, other));
		snprintf(where, sizeof(where), "rows of [%s]", t->section);
		judge(where, n1, n2);
		for (size_t i = 0; strcmp(n1, n2) == 0 && i < rows_of(t, one); i++) {
			snprintf(where, sizeof(where), "[%s %zu]", t->section, i + 1);
			compare_fields(where, t->fields, one + i * t->row, other + i * t->row);
		}
	}
}

/* -- functions --------------------------------------------------------------------------- */

static const char *loads[MOST];
static size_t load_count;

static void read_load(const struct nr_model *m, const char *name, char out[512])
{
	struct nr_load l;

	if (!model_parse(m, name, &l))
		snprintf(out, 512, "no load");
	else
		snprintf(out, 512, "%d %d %s %s %s %s %s %s %s", l.kind, l.ordered, l.family, l.train, l.protocol, l.text,
			 l.printed, l.part, l.suffix);
}

static void compare_load(const struct nr_model *a, const struct nr_model *b, const char *name)
{
	char one[512], other[512], what[256];
	struct nr_load l[4];

	read_load(a, name, one);
	read_load(b, name, other);
	judge(name, one, other);
	for (size_t i = 0; i < load_count; i++) {
		if (!model_parse(a, name, &l[0]) || !model_parse(b, name, &l[1]) || !model_parse(a, loads[i], &l[2]) ||
		    !model_parse(b, loads[i], &l[3]))
			continue;
		snprintf(what, sizeof(what), "%s beside %s", name, loads[i]);
		snprintf(one, sizeof(one), "%d", nr_load_order(&l[0], &l[2]));
		snprintf(other, sizeof(other), "%d", nr_load_order(&l[1], &l[3]));
		judge(what, one, other);
	}
	/* Later it is what somebody runs, and that is a load, by its own name. */
	if (load_count < MOST && model_parse(a, name, &l[0]) && l[0].kind == NR_KIND_LOAD && !strstr(name, ".bin"))
		loads[load_count++] = strdup(name);
}

static void say(const struct nr_model *m, const char *text, char out[512])
{
	char load[64];

	out[0] = '\0';
	for (unsigned i = 0; model_says(m, NR_FACT_USER_AGENT, text, "", i, load); i++)
		snprintf(out + strlen(out), 512 - strlen(out), "%s ", load);
}

static void compare_agent(const struct nr_model *a, const struct nr_model *b, const char *text)
{
	char one[512], other[512];

	say(a, text, one);
	say(b, text, other);
	judge(text, one, other);
}

static void configure(const struct nr_model *m, const struct nr_ask *ask, char out[4096])
{
	struct nr_body body = { out, 4096, 0 };

	out[0] = '\0';
	if (!model_config(m, NR_WANT_CONFIG, ask, &body))
		snprintf(out, 4096, "none");
	else if (body.len == 0)
		snprintf(out, 4096, "not found");
}

/* By each door, for whoever runs what, with something to install and without. */
static void compare_config(const struct nr_model *a, const struct nr_model *b, const char *name)
{
	static const char *const nothing[] = { NULL };
	static const uint16_t ports[] = { 0, 80, 6970 };
	char one[4096], other[4096], file[80], what[400];

	for (unsigned i = 0; i < load_count * 2 * 3 * NR_ARRAY_SIZE(ports) * 2; i++) {
		const char *runs = i % 2 ? loads[i / 2 % load_count] : "";
		enum nr_door door = (enum nr_door)(i / 2 / load_count % 3);
		uint16_t port = ports[i / 6 / load_count % NR_ARRAY_SIZE(ports)];
		const char *load = i / 18 / load_count ? loads[(i + 1) % load_count] : NULL;
		struct nr_ask ask = {
			.mac = { { 0x00, 0x04, 0x13, 0xa1, 0x07, 0x20 } }, .load = load, .protocol = "", .want_name = name,
			.runs = runs, .file = load ? file : NULL, .part = "", .parts = nothing, .door = door, .port = port,
			.http_port = port ? 6970 : 0, .user_agent = "",
		};

		ask.server.s_addr = htonl(0x0a4d0001);
		snprintf(file, sizeof(file), "%s.bin", load ? load : "");
		configure(a, &ask, one);
		configure(b, &ask, other);
		snprintf(what, sizeof(what), "%s, runs %s, to install %s, door %d, port %u", name, runs, load ? load : "nothing",
			 door, port);
		judge(what, one, other);
	}
}

static void each_line(const struct nr_model *a, const struct nr_model *b)
{
	char line[512], *rest;

	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = '\0';
		rest = strchr(line, ' ');
		if (!rest)
			continue;
		*rest++ = '\0';
		if (strcmp(line, "load") == 0)
			compare_load(a, b, rest);
		else if (strcmp(line, "agent") == 0)
			compare_agent(a, b, rest);
		else if (strcmp(line, "ask") == 0)
			compare_config(a, b, rest);
	}
}

static const struct nr_model *load_from(struct plugins *p, const char *folder, const char *name)
{
	static const char *const none[] = { NULL };

	setenv("NETRECOVER_PLUGIN_PATH", folder, 1);
	if (plugins_load(p, NULL, none) < 0)
		return NULL;
	return plugins_model(p, name);
}

int main(int argc, char **argv)
{
	struct plugins one, other;
	const struct nr_model *a, *b;

	if (argc != 4)
		return 2;
	a = load_from(&one, argv[2], argv[1]);
	b = load_from(&other, argv[3], argv[1]);
	if (!a || !b) {
		printf("%s is not there\n", argv[1]);
		return 1;
	}
	compare_fields("[model]", model_data_fields, (const char *)a, (const char *)b);
	compare_tables(a, b);
	each_line(a, b);
	printf("%u answers, %u of them differ\n", count, bad);
	plugins_finish(&other);
	plugins_finish(&one);
	return bad || count < 1000 ? 1 : 0;
}
