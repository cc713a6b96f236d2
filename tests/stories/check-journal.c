/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check-journal.c -- is what a test wrote as the table of events says?
 *
 *	check-journal FILE...           each line that has a schema; exit 1: one is not
 *	check-journal --seq FILE...     the numbers of the lines of each bench: print how many there
 *	                                are; exit 1: one lacks, or is there twice
 *	check-journal --list            the table: EVENT, EVENT MEMBER, one a line
 */
#include <config.h>

#include "core/base/event.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BENCHES 2000

struct bench {
	char name[64];
	unsigned char *seen;    /* how often each number was there */
	size_t room, last, first;
};

static struct bench bench[BENCHES];
static size_t benches;
static bool numbers;
static int status;

static struct bench *bench_of(const char *name)
{
	size_t i = 0;

	while (i < benches && strcmp(bench[i].name, name) != 0)
		i++;
	if (i == benches && benches < BENCHES)
		snprintf(bench[benches++].name, sizeof(bench->name), "%s", name);
	return i < BENCHES ? &bench[i] : NULL;
}

static void count(const json_t *line)
{
	const char *name = json_string_value(json_object_get(line, "bench"));
	size_t seq = (size_t)json_integer_value(json_object_get(line, "seq"));
	struct bench *b = name ? bench_of(name) : NULL;

	if (!b || seq == 0 || seq > 50000000)
		return;
	if (seq >= b->room) {
		size_t room = 2 * seq + 1000;

		b->seen = realloc(b->seen, room);
		if (!b->seen)
			exit(99);
		memset(b->seen + b->room, 0, room - b->room);
		b->room = room;
	}
	b->seen[seq] += b->seen[seq] < 255;
	b->last = seq > b->last ? seq : b->last;
	b->first = !b->first || seq < b->first ? seq : b->first;
}

static void look(const char *file, const char *text, size_t len)
{
	json_t *line = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
	char buf[EVENT_FAULT_SIZE];
	const char *why = NULL;

	if (numbers)
		count(line);
	else if (json_object_get(line, "schema"))
		why = event_fault(line, buf);
	if (why) {
		printf("%s: %s: %.*s\n", file, why, (int)(len < 300 ? len : 300), text);
		status = 1;
	}
	json_decref(line);
}

static void read_file(const char *file)
{
	FILE *f = fopen(file, "re");
	char *text = NULL;
	size_t room = 0;
	ssize_t n;

	if (!f) {
		perror(file);
		exit(99);
	}
	while ((n = getline(&text, &room, f)) > 0)
		look(file, text, (size_t)n);
	free(text);
	fclose(f);
}

static void tell(void)
{
	for (size_t i = 0; i < benches; i++) {
		size_t lines = 0, lacks = 0, twice = 0;

		for (size_t k = bench[i].first; k <= bench[i].last; k++) {
			lines += bench[i].seen[k] > 0;
			lacks += bench[i].seen[k] == 0;
			twice += bench[i].seen[k] > 1;
		}
		printf("%s: %zu lines from %zu, %zu lack, %zu twice\n", bench[i].name, lines, bench[i].first, lacks, twice);
		status |= lacks || twice;
	}
	if (benches == 0)
		status = 1;
}

static void list(void)
{
	for (size_t i = 0; i < event_count; i++) {
		puts(event_rows[i].name);
		for (size_t k = 0; k < EVENT_MEMBERS && event_rows[i].member[k].name; k++)
			printf("%s %s\n", event_rows[i].name, event_rows[i].member[k].name);
	}
	for (const struct event_member *m = event_head; m->name; m++)
		printf("- %s\n", m->name);
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--list") == 0) {
		list();
		return 0;
	}
	numbers = argc > 1 && strcmp(argv[1], "--seq") == 0;
	for (int i = numbers ? 2 : 1; i < argc; i++)
		read_file(argv[i]);
	if (numbers)
		tell();
	return status;
}
