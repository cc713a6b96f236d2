/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * pretend.c -- a bench that only says what is in a file.
 *
 *   pretend SOCKET STATUS ASKED
 *
 * Each request on SOCKET is answered with what the file STATUS has then ("status PHONE": with
 * the first phone of it that has that name), and written to ASKED; orders are "done".
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static json_t *one_phone(const json_t *status, const char *name)
{
	const json_t *phones = json_object_get(status, "phones");
	json_t *p;
	size_t i;

	json_array_foreach(phones, i, p)
		if (strcmp(json_string_value(json_object_get(p, "name")), name) == 0)
			return json_incref(p);
	return json_pack("{s:s}", "error", "no such phone on this bench");
}

static void answer(FILE *out, const char *line, const char *file)
{
	json_t *status = json_load_file(file, 0, NULL), *doc;

	if (strcmp(line, "status") == 0)
		doc = json_incref(status);
	else if (strncmp(line, "status ", 7) == 0)
		doc = one_phone(status, line + 7);
	else
		doc = json_pack("{s:o}", "message", json_sprintf("%s: done", line));
	json_dumpf(doc, out, JSON_COMPACT);
	fputs(json_object_get(doc, "error") ? "\n" : "\n{\"ok\":true}\n", out);
	json_decref(doc);
	json_decref(status);
}

int main(int argc, char **argv)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0), client;
	char line[500];

	if (argc != 4 || strlen(argv[1]) >= sizeof(a.sun_path))
		return 2;
	memcpy(a.sun_path, argv[1], strlen(argv[1]));
	if (bind(fd, (const struct sockaddr *)&a, sizeof(a)) < 0 || listen(fd, 16) < 0) {
		perror("pretend");
		return 1;
	}
	while ((client = accept(fd, NULL, NULL)) >= 0) {
		FILE *in = fdopen(client, "r+"), *asked = fopen(argv[3], "a");

		if (in && asked && fgets(line, sizeof(line), in)) {
			line[strcspn(line, "\n")] = '\0';
			fprintf(asked, "%s\n", line);
			fseek(in, 0, SEEK_CUR);
			answer(in, line, argv[2]);
		}
		if (asked)
			fclose(asked);
		if (in)
			fclose(in);
	}
	return 0;
}
