/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * spelling.c -- see spelling.h.  Pure.  A word is letters, digits and hyphens; "ATA 186" is
 * ATA186, and "IP Communicator" IP-Communicator: blanks and hyphens in a name do not count.
 */
#include <config.h>

#include "core/plugin/spelling.h"

#include <netrecover/types.h>

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* A name of this many words is found in a text. */
#define MOST_WORDS 3

static bool is_alnum(char c)
{
	return isalnum((unsigned char)c) != 0;
}

static bool is_word(char c)
{
	return is_alnum(c) || c == '-';
}

static bool is_filler(char c)
{
	return isspace((unsigned char)c) || c == '-';
}

/* Are both the same, without what does not count? */
static bool same(const char *s, const char *end, const char *name, const char *name_end)
{
	for (;; s++, name++) {
		while (s < end && is_filler(*s))
			s++;
		while (name < name_end && is_filler(*name))
			name++;
		if (s == end || name == name_end)
			return s == end && name == name_end;
		if (tolower((unsigned char)*s) != tolower((unsigned char)*name))
			return false;
	}
}

/* "7945", and "7945G": most phones have a G on the box and none in the call manager. */
static bool is_name(const char *s, const char *end, const char *name, size_t len)
{
	if (len == 0)
		return false;
	if (same(s, end, name, name + len))
		return true;
	return isdigit((unsigned char)name[len - 1]) && end - s > 1 && (end[-1] == 'G' || end[-1] == 'g') &&
	       is_alnum(end[-2]) && same(s, end - 1, name, name + len);
}

/* "CP-" of "CP-7945G": two letters, with which a maker begins the numbers of what it sells. */
static size_t order_prefix(const char *s, const char *end)
{
	return end - s > 3 && isalpha((unsigned char)s[0]) && isalpha((unsigned char)s[1]) && s[2] == '-' ? 3 : 0;
}

static bool is_numbered(const char *s, const char *end, const char *name, size_t len)
{
	return is_name(s, end, name, len) || is_name(s + order_prefix(s, end), end, name, len);
}

/* Is the word of @n at @s one of @title, which may have as many words as it likes? */
static bool is_word_of(const char *title, const char *s, size_t n)
{
	while (title && *title) {
		size_t len = 0;

		while (*title && !is_alnum(*title))
			title++;
		while (is_alnum(title[len]))
			len++;
		if (len == n && n > 0 && strncasecmp(title, s, n) == 0)
			return true;
		title += len;
	}
	return false;
}

/* A name of @len, and before it nothing but words of the title: "Cisco", "IP", "Phone". */
static bool is_spelling(const struct nr_model *m, const char *s, const char *end, const char *name, size_t len)
{
	while (s < end) {
		size_t n = 0;

		while (s < end && !is_alnum(*s))
			s++;
		if (is_numbered(s, end, name, len))
			return true;
		while (s + n < end && is_alnum(s[n]))
			n++;
		if (!is_word_of(m->title, s, n))
			return false;
		s += n;
	}
	return false;
}

bool spelling_is_exact(const struct nr_model *m, const char *text)
{
	return strcasecmp(text, m->name) == 0 || strcasecmp(text, m->id) == 0;
}

/* "7971G-GE" of "Cisco Unified IP Phone 7971G-GE" is a 7971's; there is no other. */
static bool is_in_title(const struct nr_model *m, const char *s, const char *end)
{
	const char *word = m->title ? strcasestr(m->title, m->name) : NULL;
	size_t n = 0;

	while (word && is_word(word[n]))
		n++;
	return is_spelling(m, s, end, word, n);
}

bool spelling_is(const struct nr_model *m, const char *text)
{
	const char *end = text + strlen(text);

	return spelling_is_exact(m, text) || (m->title && strcasecmp(text, m->title) == 0) ||
	       is_spelling(m, text, end, m->name, strlen(m->name)) || is_in_title(m, text, end);
}

/* Does @name, of a few words, begin at @s and end where a word of the text does? */
static bool begins_at(const char *s, const char *name)
{
	const char *end = s;

	for (int words = 0; words < MOST_WORDS && *end; words++) {
		while (*end && !is_word(*end))
			end++;
		while (is_word(*end))
			end++;
		if (is_name(s, end, name, strlen(name)))
			return true;
	}
	return false;
}

bool spelling_stands_in(const char *name, const char *text)
{
	for (const char *s = text; *s; s++)
		if (is_alnum(*s) && (s == text || !is_alnum(s[-1])) && begins_at(s, name))
			return true;
	return false;
}
