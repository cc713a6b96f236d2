/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * xmltext.c -- see xmltext.h.  No line is moved.
 */
#include <config.h>
#include "core/plan/xmltext.h"

#include <netrecover/types.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_WARNINGS 100

static char * __attribute__((format(printf, 3, 0)))
message(const char *path, unsigned line, const char *fmt, va_list ap)
{
	char text[600], where[16] = "", *out;
	size_t size;

	vsnprintf(text, sizeof(text), fmt, ap);
	if (line)
		snprintf(where, sizeof(where), ":%u", line);
	size = strlen(path) + strlen(where) + strlen(text) + 3;
	out = malloc(size);
	if (out)
		snprintf(out, size, "%s%s: %s", path, where, text);
	return out;
}

int xmltext_fail(struct xmltext_messages *m, const char *path, unsigned line,
		 const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	if (!m->error)
		m->error = message(path, line, fmt, ap);
	va_end(ap);
	return -EINVAL;
}

void xmltext_warn(struct xmltext_messages *m, const char *path, unsigned line,
		  const char *fmt, ...)
{
	char **more;
	va_list ap;

	if (m->warning_count == MAX_WARNINGS)
		return;
	more = realloc(m->warning, (m->warning_count + 1) * sizeof(*more));
	if (!more)
		return;
	m->warning = more;
	va_start(ap, fmt);
	more[m->warning_count] = message(path, line, fmt, ap);
	va_end(ap);
	if (more[m->warning_count])
		m->warning_count++;
}

void xmltext_drop_warnings(struct xmltext_messages *m, size_t keep)
{
	while (m->warning_count > keep)
		free(m->warning[--m->warning_count]);
}

/* -- what word processors do ----------------------------------------------------- */

struct curly {
	const char *text;
	const char *plain;
	enum xmltext_curly kind;
};

static const struct curly quotes[] = {
	{ "\"", "\"", XMLTEXT_QUOTES }, { "'", "'", XMLTEXT_QUOTES },
	{ "\xe2\x80\x9c", "\"", XMLTEXT_QUOTES }, { "\xe2\x80\x9d", "\"", XMLTEXT_QUOTES },
	{ "\xe2\x80\x9e", "\"", XMLTEXT_QUOTES }, { "\xe2\x80\x9f", "\"", XMLTEXT_QUOTES },
	{ "\xe2\x80\xb3", "\"", XMLTEXT_QUOTES }, { "\xc2\xab", "\"", XMLTEXT_QUOTES },
	{ "\xc2\xbb", "\"", XMLTEXT_QUOTES }, { "\xe2\x80\x98", "'", XMLTEXT_QUOTES },
	{ "\xe2\x80\x99", "'", XMLTEXT_QUOTES }, { "\xe2\x80\xb2", "'", XMLTEXT_QUOTES },
};

/* Dashes of every width; blanks that do not break; marks of no width. */
static const struct curly others[] = {
	{ "\xe2\x80\x90", "-", XMLTEXT_DASHES }, { "\xe2\x80\x91", "-", XMLTEXT_DASHES },
	{ "\xe2\x80\x92", "-", XMLTEXT_DASHES }, { "\xe2\x80\x93", "-", XMLTEXT_DASHES },
	{ "\xe2\x80\x94", "-", XMLTEXT_DASHES }, { "\xe2\x80\x95", "-", XMLTEXT_DASHES },
	{ "\xe2\x88\x92", "-", XMLTEXT_DASHES }, { "\xc2\xad", "-", XMLTEXT_DASHES },
	{ "\xc2\xa0", " ", XMLTEXT_BLANKS }, { "\xe2\x80\x8b", "", XMLTEXT_BLANKS },
	{ "\xef\xbb\xbf", "", XMLTEXT_BLANKS },
};

static const struct curly *curly_at(const struct curly *row, size_t count, const char *p,
				    size_t left)
{
	for (; count > 0; row++, count--)
		if (left >= strlen(row->text) && memcmp(p, row->text, strlen(row->text)) == 0)
			return row;
	return NULL;
}

size_t xmltext_quote(const char *p, const char *end, char *plain)
{
	const struct curly *q = curly_at(quotes, NR_ARRAY_SIZE(quotes), p, (size_t)(end - p));

	if (!q)
		return 0;
	*plain = q->plain[0];
	return strlen(q->text);
}

unsigned xmltext_plain(char *out, size_t size, const char *text)
{
	const char *end = text + strlen(text);
	unsigned kinds = 0;
	size_t n = 0;

	while (text < end && n + 1 < size) {
		const struct curly *c = curly_at(quotes, NR_ARRAY_SIZE(quotes), text, (size_t)(end - text));

		if (!c)
			c = curly_at(others, NR_ARRAY_SIZE(others), text, (size_t)(end - text));
		if (c && c->plain[0])
			out[n++] = c->plain[0];
		else if (!c)
			out[n++] = *text;
		kinds |= c ? c->kind : 0;
		text += c ? strlen(c->text) : 1;
	}
	out[n] = '\0';
	return kinds;
}

/* -- to UTF-8 ---------------------------------------------------------------- */

void xmltext_put(struct xmltext *t, const char *s, size_t n)
{
	if (!t->bad && t->len + n + 1 > t->room) {
		size_t room = (t->len + n + 1) * 2;
		char *more = realloc(t->p, room);

		t->bad = more == NULL;
		if (more) {
			t->p = more;
			t->room = room;
		}
	}
	if (t->bad)
		return;
	memcpy(t->p + t->len, s, n);
	t->len += n;
	t->p[t->len] = '\0';
}

static void put_code(struct xmltext *t, uint32_t c)
{
	char b[4];
	size_t n = 0;

	if (c < 0x80) {
		b[n++] = (char)c;
	} else if (c < 0x800) {
		b[n++] = (char)(0xc0 | c >> 6);
		b[n++] = (char)(0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		b[n++] = (char)(0xe0 | c >> 12);
		b[n++] = (char)(0x80 | (c >> 6 & 0x3f));
		b[n++] = (char)(0x80 | (c & 0x3f));
	} else {
		b[n++] = (char)(0xf0 | c >> 18);
		b[n++] = (char)(0x80 | (c >> 12 & 0x3f));
		b[n++] = (char)(0x80 | (c >> 6 & 0x3f));
		b[n++] = (char)(0x80 | (c & 0x3f));
	}
	xmltext_put(t, b, n);
}

static void from_utf16(struct xmltext *t, const uint8_t *p, size_t len, bool big)
{
	for (size_t i = 0; i + 1 < len; i += 2) {
		uint32_t c = big ? (uint32_t)p[i] << 8 | p[i + 1] : (uint32_t)p[i + 1] << 8 | p[i];

		if (c >= 0xd800 && c < 0xdc00 && i + 3 < len) {
			uint32_t d = big ? (uint32_t)p[i + 2] << 8 | p[i + 3] :
				     (uint32_t)p[i + 3] << 8 | p[i + 2];

			if (d >= 0xdc00 && d < 0xe000) {
				c = 0x10000 + ((c - 0xd800) << 10) + (d - 0xdc00);
				i += 2;
			}
		}
		if (c >= 0xd800 && c < 0xe000)
			c = 0xfffd;
		if (c != 0xfeff)
			put_code(t, c);
	}
}

/* An old Windows editor: only its quotes and dashes differ from Latin-1 where it matters. */
static void from_windows(struct xmltext *t, const uint8_t *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		put_code(t, p[i] == 0x91 ? 0x2018 : p[i] == 0x92 ? 0x2019 :
			    p[i] == 0x93 ? 0x201c : p[i] == 0x94 ? 0x201d :
			    p[i] == 0x96 ? 0x2013 : p[i] == 0x97 ? 0x2014 :
			    p[i] >= 0x80 && p[i] < 0xa0 ? '?' : p[i]);
}

static bool is_utf8(const char *p, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint8_t c = (uint8_t)p[i++];
		int more = c < 0x80 ? 0 : c >= 0xc2 && c < 0xe0 ? 1 : c >= 0xe0 && c < 0xf0 ? 2 :
			   c >= 0xf0 && c < 0xf5 ? 3 : -1;

		if (more < 0 || (size_t)more > len - i)
			return false;
		for (; more > 0; more--)
			if (((uint8_t)p[i++] & 0xc0) != 0x80)
				return false;
	}
	return true;
}

int xmltext_to_utf8(struct xmltext_messages *m, const char *path, const uint8_t *p, size_t len,
		    struct xmltext *out)
{
	if (len >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) {
		p += 3;
		len -= 3;
	}
	if (len >= 2 && ((p[0] == 0xff && p[1] == 0xfe) || (p[0] != 0 && p[1] == 0)))
		from_utf16(out, p, len, false);
	else if (len >= 2 && ((p[0] == 0xfe && p[1] == 0xff) || (p[0] == 0 && p[1] != 0)))
		from_utf16(out, p, len, true);
	else if (is_utf8((const char *)p, len))
		xmltext_put(out, (const char *)p, len);
	else
		from_windows(out, p, len);
	if (out->bad)
		return xmltext_fail(m, path, 0, "%s", strerror(ENOMEM));
	for (size_t i = 0; i < out->len; i++)
		if (out->p[i] == '\0')
			return xmltext_fail(m, path, 0, "not a text file");
	if (!out->p || strspn(out->p, " \t\r\n") == out->len)
		return xmltext_fail(m, path, 0, "empty");
	return 0;
}
