/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * loads.c -- the text of a .loads.
 */
#include "core/library/loads.h"

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

static void take_comment(struct loads *l, const char *p, const char *end)
{
	const char *v;

	p = skip_blanks(p + 1, end);
	if ((v = after(p, end, "RELEASE load version ")) != NULL) {
		v = skip_blanks(v, end);
		copy_word(l->release_version, sizeof(l->release_version), v, word_end(v, end));
	} else if ((v = after(p, end, "HARDWARE_COMP_1")) != NULL) {
		l->hardware_comp = number(skip_blanks(v, end), end);
	} else if ((v = after(p, end, "? HW_REV")) != NULL) {
		take_boards(l, skip_blanks(v, end), end);
	}
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

static bool ends_with(const char *p, const char *end, const char *suffix)
{
	size_t n = strlen(suffix);

	return (size_t)(end - p) > n && strncasecmp(end - n, suffix, n) == 0;
}

/*
 * "LA_VERSION=PAS30831" of a 7940 is a setting, not a file.  Lists of 78xx and
 * 88xx are said to have "key=image" below "[PLATFORM_1]"; none was at hand to
 * measure.  The image's name, or NULL.
 */
static const char *value_of(const char *p, const char *end)
{
	const char *value = memchr(p, '=', (size_t)(end - p));

	if (!value)
		return p;
	value = skip_blanks(value + 1, end);
	return ends_with(value, end, ".sbn") || ends_with(value, end, ".sebn") ||
	       ends_with(value, end, ".sgn") ? value : NULL;
}

static bool take_line(struct loads *l, const char *p, const char *end)
{
	struct loads_line *line;

	while (end > p && (end[-1] == '\r' || end[-1] == ' ' || end[-1] == '\t'))
		end--;
	p = skip_blanks(p, end);
	if (p == end || *p == '[')
		return true;
	if (*p == '#') {
		take_comment(l, p, end);
		return true;
	}
	p = value_of(p, end);
	if (!p)
		return true;
	if (l->count == NR_ARRAY_SIZE(l->file))
		return false;
	/* Behind the name a 7921 has size and MD5. */
	line = &l->file[l->count];
	if (!copy_word(line->name, sizeof(line->name), p, word_end(p, end)) ||
	    !is_file_name(line->name))
		return false;
	p = skip_blanks(word_end(p, end), end);
	line->size = number(p, end);
	p = skip_blanks(word_end(p, end), end);
	if (end - p != PAYLOAD_MD5_TEXT || !payload_copy_md5(line->md5, (const uint8_t *)p))
		line->md5[0] = '\0';
	l->count++;
	return true;
}

bool loads_decode(const uint8_t *text, size_t len, struct loads *out)
{
	struct nr_reader r = nr_reader(text, len);
	struct loads l;

	memset(&l, 0, sizeof(l));
	while (nr_left(&r) > 0) {
		const char *p = (const char *)r.pos;
		const void *nl = memchr(p, '\n', nr_left(&r));
		size_t n = nl ? (size_t)((const char *)nl - p) : nr_left(&r);

		if (!take_line(&l, p, p + n))
			return false;
		nr_take(&r, nl ? n + 1 : n);
	}
	if (l.count == 0)
		return false;
	*out = l;
	return true;
}
