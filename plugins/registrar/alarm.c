/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * alarm.c -- see alarm.h.
 */
#include "plugins/registrar/alarm.h"

#include <ctype.h>
#include <strings.h>

static size_t word_end(const char *s)
{
	return strcspn(s, " \t");
}

/* The value of @key, at the start of a word; NULL when there is none. */
static const char *find(const char *text, const char *key)
{
	size_t n = strlen(key);

	for (const char *p = text; *p; p += word_end(p)) {
		p += strspn(p, " \t");
		if (strncasecmp(p, key, n) == 0 && p[n] == '=')
			return p + n + 1;
	}
	return NULL;
}

static void copy(char *dst, size_t size, const char *from, size_t n)
{
	if (n >= size)
		n = size - 1;
	memcpy(dst, from, n);
	dst[n] = '\0';
}

static bool take_word(const char *text, const char *key, char *dst, size_t size)
{
	const char *value = find(text, key);

	if (!value || word_end(value) == 0 || word_end(value) >= size)
		return false;
	copy(dst, size, value, word_end(value));
	return true;
}

void alarm_read(const char *text, struct alarm *out)
{
	const char *last = find(text, "Last");

	memset(out, 0, sizeof(*out));
	take_word(text, "Name", out->name, sizeof(out->name));
	if (!take_word(text, "ActiveLoad", out->load, sizeof(out->load)))
		take_word(text, "Load", out->load, sizeof(out->load));
	if (last)
		copy(out->last, sizeof(out->last), last, strlen(last));
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool alarm_mac(const char *name, struct nr_mac *mac)
{
	if (strncasecmp(name, "SEP", 3) != 0 || strlen(name) != 15)
		return false;
	for (int i = 0; i < 6; i++) {
		int high = digit(name[3 + 2 * i]), low = digit(name[4 + 2 * i]);

		if (high < 0 || low < 0)
			return false;
		mac->b[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}
