/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * loads.c -- the text of a .loads.
 *
 * Most lists have a name in each line, in the order of download.  Those of the 78xx,
 * 88xx, 8961 and 99xx are like an INI file: settings, and a section for each platform,
 * a kind of board, of which a phone fetches the files of its own only.  So measured on
 * the list of a 78xx with 12.8(1), an 88xx with three platforms and an 8961:
 *
 *	# RELEASE Model=78xx Version=12-8-1-0001-455
 *	# ALTLOADS=another name of this list
 *	[CISCO-ID]
 *	version = 12-8-1-0001-455
 *	[PLATFORM_1]
 *	kern=kern78xx.12-8-1-0001-455.sbn size=3145728
 *	ebr_kern = (-1,2,0,8,0x480000,-1)
 */
#include "core/library/loads.h"

#include "core/base/file_name.h"
#include "core/library/payload.h"

#include <netrecover/reader.h>
#include <netrecover/types.h>

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Text between @p and @end, as a string; false when it does not fit or is no plain text. */
static bool copy_word(char *dst, size_t size, const char *p, const char *end)
{
	if (end - p <= 0 || (size_t)(end - p) >= size)
		return false;
	for (const char *c = p; c < end; c++)
		if (!isgraph((unsigned char)*c))
			return false;
	memcpy(dst, p, (size_t)(end - p));
	dst[end - p] = '\0';
	return true;
}

static const char *word_end(const char *p, const char *end)
{
	while (p < end && *p != ' ' && *p != '\t')
		p++;
	return p;
}

static const char *skip_blanks(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return p;
}

/* Where the text after @word starts, or NULL when the line does not begin so. */
static const char *after(const char *p, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - p) >= n && strncasecmp(p, word, n) == 0 ? p + n : NULL;
}

/* What stands behind @key in the words between @p and @end; NULL: no such word. */
static const char *word_after(const char *p, const char *end, const char *key)
{
	for (p = skip_blanks(p, end); p < end; p = skip_blanks(word_end(p, end), end)) {
		const char *value = after(p, word_end(p, end), key);

		if (value)
			return value;
	}
	return NULL;
}

/* The number that starts at @p; as large as it can be when it is larger. */
static uint32_t number(const char *p, const char *end)
{
	uint64_t n = 0;

	for (; p < end && isdigit((unsigned char)*p); p++) {
		n = n * 10 + (uint64_t)(*p - '0');
		if (n > UINT32_MAX)
			n = UINT32_MAX;
	}
	return (uint32_t)n;
}

/* "0-4.*": boards 0 to 4, whatever their second number.  Another form says nothing. */
static void take_boards(struct loads *l, const char *p, const char *end)
{
	uint32_t first = number(p, end), last = first;

	if (p >= end || !isdigit((unsigned char)*p))
		return;
	while (p < end && isdigit((unsigned char)*p))
		p++;
	if (p < end && *p == '-') {
		if (++p >= end || !isdigit((unsigned char)*p))
			return;
		last = number(p, end);
	}
	if (first > last || last > UINT16_MAX)
		return;
	l->for_boards = true;
	l->board_first = (uint16_t)first;
	l->board_last = (uint16_t)last;
}

/* A name that can stand in a folder; anything else is not a list of files. */
static bool is_file_name(const char *s)
{
	if (*s == '.')
		return false;
	for (; *s; s++)
		if (*s == '/' || *s == '\\')
			return false;
	return true;
}

static void take_alias(struct loads *l, const char *p, const char *end)
{
	if (!copy_word(l->alias, sizeof(l->alias), p, word_end(p, end)) || !is_file_name(l->alias))
		l->alias[0] = '\0';
}

static void take_comment(struct loads *l, const char *p, const char *end)
{
	const char *v;

	p = skip_blanks(p + 1, end);
	if ((v = after(p, end, "RELEASE load version ")) != NULL) {
		v = skip_blanks(v, end);
		copy_word(l->release_version, sizeof(l->release_version), v, word_end(v, end));
	} else if (after(p, end, "RELEASE ") && (v = word_after(p, end, "Version=")) != NULL) {
		copy_word(l->release_version, sizeof(l->release_version), v, word_end(v, end));
	} else if ((v = after(p, end, "ALTLOADS=")) != NULL) {
		take_alias(l, skip_blanks(v, end), end);
	} else if ((v = after(p, end, "HARDWARE_COMP_1")) != NULL) {
		l->hardware_comp = number(skip_blanks(v, end), end);
	} else if ((v = after(p, end, "? HW_REV")) != NULL) {
		take_boards(l, skip_blanks(v, end), end);
	}
}

/* "[PLATFORM_2]" says for which the lines below it are; another section is for all. */
static uint32_t section(struct loads *l, const char *p, const char *end)
{
	const char *n = after(p, end, "[PLATFORM_");
	uint32_t platform = n ? number(n, end) : 0;
	uint32_t bit = platform > 0 && platform <= LOADS_PLATFORMS ? 1u << (platform - 1) : 0;

	l->platforms |= bit;
	return bit;
}

/* What stands behind the "=" that follows the first word; NULL: it is a name alone. */
static const char *value_of(const char *p, const char *end)
{
	while (p < end && *p != '=' && *p != ' ' && *p != '\t')
		p++;
	p = skip_blanks(p, end);
	return p < end && *p == '=' ? skip_blanks(p + 1, end) : NULL;
}

/* "LA_VERSION=PAS30831" and "hwcompat = 0x3" are settings: no names of files. */
static bool is_setting(const char *value, const char *end)
{
	char word[128];

	return !copy_word(word, sizeof(word), value, word_end(value, end)) ||
	       (!file_name_is_firmware(word) && !word_after(word_end(value, end), end, "size="));
}

/* Several platforms may share a file: it is one. */
static struct loads_line *find_line(struct loads *l, const char *name)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->file[i].platforms && strcmp(l->file[i].name, name) == 0)
			return &l->file[i];
	return NULL;
}

/* Behind the name: " size=3145728", or size and MD5 as a 7921 has them. */
static void take_attributes(struct loads_line *line, const char *p, const char *end)
{
	const char *size = word_after(p, end, "size=");

	p = skip_blanks(p, end);
	line->size = number(size ? size : p, end);
	p = skip_blanks(word_end(p, end), end);
	if (end - p != PAYLOAD_MD5_TEXT || !payload_copy_md5(line->md5, (const uint8_t *)p))
		line->md5[0] = '\0';
}

static bool take_file(struct loads *l, const char *p, const char *end, uint32_t platform)
{
	struct loads_line line = { .platforms = platform }, *known;

	if (!copy_word(line.name, sizeof(line.name), p, word_end(p, end)) || !is_file_name(line.name))
		return false;
	take_attributes(&line, word_end(p, end), end);
	known = platform ? find_line(l, line.name) : NULL;
	if (known) {
		known->platforms |= platform;
		if (!known->size)
			known->size = line.size;
		return true;
	}
	if (l->count == LOADS_FILES)
		return false;
	l->file[l->count++] = line;
	return true;
}

/* @platform: NULL in a plain list. */
static bool take_line(struct loads *l, const char *p, const char *end, uint32_t *platform)
{
	const char *value;

	while (end > p && (end[-1] == '\r' || end[-1] == ' ' || end[-1] == '\t'))
		end--;
	p = skip_blanks(p, end);
	if (p == end)
		return true;
	if (!platform)
		return *p == '#' || take_file(l, p, end, 0);
	if (*p == '[') {
		*platform = section(l, p, end);
		return true;
	}
	if (*p == '#') {
		take_comment(l, p, end);
		return true;
	}
	value = value_of(p, end);
	if (value && is_setting(value, end))
		return true;
	return take_file(l, value ? value : p, end, *platform);
}

static bool decode(const uint8_t *text, size_t len, uint32_t *platform, struct loads *out)
{
	struct nr_reader r = nr_reader(text, len);
	struct loads l;

	memset(&l, 0, sizeof(l));
	while (nr_left(&r) > 0) {
		const char *p = (const char *)r.pos;
		const void *nl = memchr(p, '\n', nr_left(&r));
		size_t n = nl ? (size_t)((const char *)nl - p) : nr_left(&r);

		if (!take_line(&l, p, p + n, platform))
			return false;
		nr_take(&r, nl ? n + 1 : n);
	}
	if (l.count == 0)
		return false;
	*out = l;
	return true;
}

bool loads_decode(const uint8_t *text, size_t len, struct loads *out)
{
	uint32_t platform = 0;

	return decode(text, len, &platform, out);
}

bool loads_decode_plain(const uint8_t *text, size_t len, struct loads *out)
{
	return decode(text, len, NULL, out);
}
