/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * command.c -- see command.h.  No shell is involved.
 */
#include <config.h>
#include "core/base/command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* -- words ----------------------------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Copy one word; returns where it ends in @s, or NULL: a quote is not closed. */
static const char *copy_word(const char *s, char **to)
{
	char quote = '\0';

	for (; *s && (quote || !is_blank(*s)); s++)
		if (quote ? *s == quote : *s == '"' || *s == '\'')
			quote = quote ? '\0' : *s;
		else
			*(*to)++ = *s;
	*(*to)++ = '\0';
	return quote ? NULL : s;
}

const char *command_read(struct command *c, const char *text)
{
	char *to = c->text;

	c->count = 0;
	/* Every word is shorter here than with the blank or quotes that it had there. */
	if (strlen(text) >= sizeof(c->text))
		return "is too long";
	while (is_blank(*text))
		text++;
	while (*text) {
		if (c->count == COMMAND_WORDS)
			return "has too many words";
		c->word[c->count++] = to;
		text = copy_word(text, &to);
		if (!text)
			return "has a quote that is not closed";
		while (is_blank(*text))
			text++;
	}
	return c->count && c->word[0][0] ? NULL : "names no command";
}

/* -- its file -------------------------------------------------------------------- */

static int look(const char *path)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return -errno;
	if (!S_ISREG(st.st_mode))
		return -EACCES;
	return faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) < 0 ? -errno : 0;
}

int command_find(const char *program, char *out, size_t size)
{
	const char *path = getenv("PATH"), *end;
	int r, worst = -ENOENT;

	if (strchr(program, '/')) {
		snprintf(out, size, "%s", program);
		return look(out);
	}
	for (const char *p = path ? path : "/usr/bin:/bin"; *p; p = *end ? end + 1 : end) {
		end = strchrnul(p, ':');
		if ((size_t)snprintf(out, size, "%.*s/%s", (int)(end - p), p, program) >= size)
			continue;
		r = look(out);
		if (r == 0)
			return 0;
		if (r == -EACCES)
			worst = r;
	}
	snprintf(out, size, "%s", program);
	return worst;
}
