/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * xmlmend.c -- a scan of the tags that mends what people's editors do to them, and
 * moves no line.
 */
#include <config.h>
#include "core/plan/xmlmend.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool at(const struct xmlmend *m, const char *s)
{
	size_t n = strlen(s);

	return (size_t)(m->end - m->p) >= n && strncasecmp(m->p, s, n) == 0;
}

static void copy(struct xmlmend *m, size_t n)
{
	for (size_t i = 0; i < n; i++)
		m->line += m->p[i] == '\n';
	xmltext_put(&m->out, m->p, n);
	m->p += n;
}

static void mended(struct xmlmend *m, const char *what)
{
	if (m->said != what || m->said_line != m->line)
		xmltext_warn(m->messages, m->path, m->line, "%s: mended", what);
	m->said = what;
	m->said_line = m->line;
}

/* Copy up to and with @stop, or all. */
static void copy_past(struct xmlmend *m, const char *stop)
{
	while (m->p < m->end && !at(m, stop))
		copy(m, 1);
	if (m->p < m->end)
		copy(m, strlen(stop));
}

/* An '&' that starts no reference, as in a URL or in "AT&T". */
static void copy_ampersand(struct xmlmend *m)
{
	const char *q = m->p + 1;

	while (q < m->end && (isalnum((unsigned char)*q) || *q == '#') && q - m->p < 12)
		q++;
	if (q < m->end && *q == ';' && q > m->p + 1) {
		copy(m, 1);
		return;
	}
	mended(m, "'&' that is not written as '&amp;'");
	xmltext_put(&m->out, "&amp;", 5);
	m->p++;
}

static void copy_quote(struct xmlmend *m, size_t n, char plain)
{
	if (n > 1)
		mended(m, "curly quotes");
	xmltext_put(&m->out, &plain, 1);
	m->p += n;
}

/* May a value end before @p? */
static bool ends_value(const struct xmlmend *m, const char *p)
{
	return p == m->end || isspace((unsigned char)*p) || strchr("/>?<", *p);
}

/* Does the quote at the cursor, of @n bytes, close a value that @open opened?  One that
 * a straight quote opened is closed by a straight one where there is one. */
static bool closes(const struct xmlmend *m, size_t n, char plain, char open, bool straight)
{
	const char *p = m->p;

	if (plain != open || n == 0)
		return false;
	if (straight && n == 1)
		return true;
	while (straight && p < m->end && *p != '<' && *p != '>' && *p != open)
		p++;
	return (!straight || p == m->end || *p != open) && ends_value(m, m->p + n);
}

/* From the opening quote to the closing one. */
static void mend_value(struct xmlmend *m)
{
	char plain, open = '"';
	size_t n = xmltext_quote(m->p, m->end, &open);
	bool straight = n == 1;

	copy_quote(m, n, open);
	while (m->p < m->end && *m->p != '<' && *m->p != '>') {
		n = xmltext_quote(m->p, m->end, &plain);
		if (closes(m, n, plain, open, straight)) {
			copy_quote(m, n, plain);
			return;
		}
		if (n == 1 && plain == open) {          /* inside the value of curly quotes */
			mended(m, "quotes inside a value");
			m->p++;
			continue;
		}
		if (*m->p == '\n')
			xmltext_warn(m->messages, m->path, m->line, "line break inside a value");
		if (*m->p == '&')
			copy_ampersand(m);
		else
			copy(m, 1);
	}
}

/* From '<' to '>'. */
static void mend_tag(struct xmlmend *m)
{
	bool equals = true;     /* no value can stand right behind the element's name */
	char last = '<';

	copy(m, 1);
	while (m->p < m->end && *m->p != '>' && *m->p != '<') {
		char plain;

		if (xmltext_quote(m->p, m->end, &plain) > 0) {
			if (!equals) {
				mended(m, "missing '='");
				xmltext_put(&m->out, "=", 1);
			}
			mend_value(m);
			last = '"';
			equals = false;
			continue;
		}
		if (!isspace((unsigned char)*m->p))
			last = *m->p;
		equals = last == '=';
		copy(m, 1);
	}
	if (m->p < m->end && *m->p == '>')
		copy(m, 1);
}

/* The XML declaration names an encoding that the copy no longer has: blank it. */
static void blank_declaration(struct xmlmend *m)
{
	while (m->p < m->end && !at(m, "?>")) {
		m->line += *m->p == '\n';
		xmltext_put(&m->out, *m->p == '\n' ? "\n" : " ", 1);
		m->p++;
	}
	if (m->p < m->end) {
		xmltext_put(&m->out, "  ", 2);
		m->p += 2;
	}
}

static void mend_markup(struct xmlmend *m)
{
	if (at(m, "<!--"))
		copy_past(m, "-->");
	else if (at(m, "<![CDATA["))
		copy_past(m, "]]>");
	else if (at(m, "<?xml"))
		blank_declaration(m);
	else if (at(m, "<?"))
		copy_past(m, "?>");
	else if (at(m, "<!")) {
		m->doctype = true;
		m->p = m->end;
	} else {
		mend_tag(m);
	}
}

bool xmlmend_is_fragment(const struct xmltext *t)
{
	const char *p = t->p;

	while (p && (p = strchr(p, '<')) != NULL) {
		if (strncmp(p, "<!--", 4) == 0)
			p = strstr(p, "-->");
		else if (p[1] == '?' || p[1] == '!')
			p++;
		else
			return strncasecmp(p + 1, "loadInformation", 15) == 0 ||
			       strncasecmp(p + 1, "callManagerGroup", 16) == 0;
	}
	return false;
}

void xmlmend(struct xmlmend *m)
{
	while (m->p < m->end && !m->out.bad) {
		if (*m->p == '<')
			mend_markup(m);
		else if (*m->p == '&')
			copy_ampersand(m);
		else
			copy(m, 1);
	}
	if (!m->doctype && !m->out.bad && xmlmend_is_fragment(&m->out)) {
		struct xmltext whole = { 0 };

		xmltext_warn(m->messages, m->path, 1, "no <Default> element around it: mended");
		xmltext_put(&whole, "<Default>", 9);
		xmltext_put(&whole, m->out.p, m->out.len);
		xmltext_put(&whole, "</Default>", 10);
		free(m->out.p);
		m->out = whole;
	}
}
