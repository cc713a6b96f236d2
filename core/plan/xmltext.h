/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_XMLTEXT_H
#define CORE_XMLTEXT_H
/*
 * xmltext.h -- a file that people wrote, as one text in UTF-8, and what is to be said
 * about it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is to be said about a file, with its name and line: "XMLDefault.cnf.xml:12: ..." */
struct xmltext_messages {
	char **warning;
	size_t warning_count;
	char *error;            /* or NULL */
};

/* The first error stays.  Always -EINVAL, so that it can be returned. */
int xmltext_fail(struct xmltext_messages *m, const char *path, unsigned line,
		 const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void xmltext_warn(struct xmltext_messages *m, const char *path, unsigned line,
		  const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* All but the first @keep. */
void xmltext_drop_warnings(struct xmltext_messages *m, size_t keep);

/* A text that grows; @bad when memory ended. */
struct xmltext {
	char *p;
	size_t len, room;
	bool bad;
};

void xmltext_put(struct xmltext *t, const char *s, size_t n);

/* A quote at @p, straight or curly: its length and what it stands for; 0: none is there. */
size_t xmltext_quote(const char *p, const char *end, char *plain);

/* What word processors make of plain text, in UTF-8. */
enum xmltext_curly { XMLTEXT_QUOTES = 1, XMLTEXT_DASHES = 2, XMLTEXT_BLANKS = 4 };

/* @text with plain quotes, dashes and blanks; the kinds of enum xmltext_curly that it had.
 * What does not fit is cut. */
unsigned xmltext_plain(char *out, size_t size, const char *text);
/* From UTF-8, UTF-16 or an old Windows editor.  0 or -EINVAL with the error. */
int xmltext_to_utf8(struct xmltext_messages *m, const char *path, const uint8_t *p, size_t len,
		    struct xmltext *out);

#endif
