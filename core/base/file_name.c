/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * file_name.c -- what the name of a file says.
 *
 * Pure: text in, values out.  Names may come from the network or out of an archive;
 * they are bounded and stripped here, so that whoever reads them sees clean ones only.
 */
#include <config.h>
#include "core/base/file_name.h"

#include <netrecover/types.h>

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define SUFFIX_SIZE 16
#define MOST_SUFFIXES 128

struct suffix {
	char text[SUFFIX_SIZE];
	enum file_name_kind kind;
};

/*
 * What the end of a name says.  Of two that fit the longer one counts: an archive for the call
 * manager is ".sgn" too.  This is the only list that the program looks into.  It begins with what
 * is always known, and what the models bring of their own is appended when they are loaded, and
 * never taken away.  Plugins link nothing of core/: plugins/models/family/cisco.h says the same of
 * firmware, scan.c there of archives, which tests/unit/models/check_suffixes.c compares with this.
 */
static struct suffix suffixes[MOST_SUFFIXES] = {
	{ ".cop.sha512", FILE_NAME_ARCHIVE }, { ".cop.sgn", FILE_NAME_ARCHIVE },
	{ ".cop", FILE_NAME_ARCHIVE }, { ".tar.gz", FILE_NAME_ARCHIVE }, { ".tgz", FILE_NAME_ARCHIVE },
	{ ".tar", FILE_NAME_ARCHIVE }, { ".zip", FILE_NAME_ARCHIVE },
	{ ".loads", FILE_NAME_LIST },
	{ ".bin", FILE_NAME_LOAD }, { ".sbn", FILE_NAME_LOAD }, { ".sbin", FILE_NAME_LOAD },
	{ ".zup", FILE_NAME_LOAD },
	{ ".sb2", FILE_NAME_IMAGE }, { ".zz.sgn", FILE_NAME_IMAGE }, { ".sgn", FILE_NAME_IMAGE },
	{ ".sebn", FILE_NAME_IMAGE },
};

static bool ends_with(const char *s, size_t len, const char *end)
{
	size_t n = strlen(end);

	return len >= n && strncasecmp(s + len - n, end, n) == 0;
}

/* The suffix of the first @len bytes of @s, which may be all of them; NULL: none. */
static const struct suffix *find(const char *s, size_t len)
{
	const struct suffix *best = NULL;

	for (size_t i = 0; i < MOST_SUFFIXES && suffixes[i].text[0]; i++)
		if (ends_with(s, len, suffixes[i].text) &&
		    (!best || strlen(suffixes[i].text) > strlen(best->text)))
			best = &suffixes[i];
	return best;
}

/* The suffix behind a name, or NULL. */
static const struct suffix *suffix_of(const char *name)
{
	size_t len = strlen(name);
	const struct suffix *s = find(name, len);

	return s && len > strlen(s->text) ? s : NULL;
}

static const struct suffix *exactly(const char *text)
{
	for (size_t i = 0; i < MOST_SUFFIXES && suffixes[i].text[0]; i++)
		if (strcasecmp(suffixes[i].text, text) == 0)
			return &suffixes[i];
	return NULL;
}

bool file_name_good_suffix(const char *suffix)
{
	const struct suffix *known = suffix ? find(suffix, strlen(suffix)) : NULL;
	bool letter = false;
	size_t n = 1;

	if (!suffix || suffix[0] != '.' || (known && known->kind == FILE_NAME_ARCHIVE))
		return false;
	for (; suffix[n]; n++) {
		letter |= isalpha((unsigned char)suffix[n]) != 0;
		if ((!isalnum((unsigned char)suffix[n]) && suffix[n] != '.') || n + 1 >= SUFFIX_SIZE)
			return false;
	}
	return letter;
}

bool file_name_learn(const char *suffix, enum file_name_kind kind)
{
	size_t i = 0;

	if (!file_name_good_suffix(suffix))
		return false;
	if (exactly(suffix))
		return true;
	while (i < MOST_SUFFIXES && suffixes[i].text[0])
		i++;
	if (i == MOST_SUFFIXES)
		return false;
	snprintf(suffixes[i].text, sizeof(suffixes[i].text), "%s", suffix);
	suffixes[i].kind = kind;
	return true;
}

const char *file_name_suffix(size_t i, enum file_name_kind *kind)
{
	if (i >= MOST_SUFFIXES || !suffixes[i].text[0])
		return NULL;
	*kind = suffixes[i].kind;
	return suffixes[i].text;
}

enum file_name_kind file_name_kind(const char *name)
{
	const struct suffix *s = suffix_of(name);

	return s ? s->kind : FILE_NAME_OTHER;
}

enum file_name_kind file_name_suffix_kind(const char *suffix)
{
	const struct suffix *s = exactly(suffix);

	return s ? s->kind : FILE_NAME_OTHER;
}

bool file_name_ends(const char *name, const char *suffix)
{
	size_t len = strlen(name);

	return len > strlen(suffix) && ends_with(name, len, suffix);
}

bool file_name_is_load(const char *name)
{
	const struct suffix *s = suffix_of(name);

	return s && s->kind == FILE_NAME_LOAD;
}

bool file_name_is_firmware(const char *name)
{
	const struct suffix *s = suffix_of(name);

	return s && s->kind != FILE_NAME_ARCHIVE;
}

size_t file_name_archive_suffix(const char *name)
{
	const struct suffix *s = suffix_of(name);

	return s && s->kind == FILE_NAME_ARCHIVE ? strlen(s->text) : 0;
}

bool file_name_is_rubbish(const char *path)
{
	const char *p = path;

	if (strncmp(path, "__MACOSX/", 9) == 0 || strcasecmp(path, "Thumbs.db") == 0)
		return true;
	do {
		p += *p == '/';
		if (*p == '.' && strncmp(p, "../", 3) != 0 && strcmp(p, "..") != 0)
			return true;
	} while ((p = strchr(p, '/')) != NULL);
	return false;
}

const char *file_name_clean(const char *raw, char out[PATH_SIZE])
{
	size_t n = 0;
	int depth = 0;

	if (*raw == '/' || *raw == '\\' || (isalpha((unsigned char)raw[0]) && raw[1] == ':'))
		return "is an absolute path";
	while (*raw) {
		size_t len = strcspn(raw, "/\\");

		if (len == 2 && raw[0] == '.' && raw[1] == '.')
			return "points out of the archive";
		if (len > 255 || n + len + 2 > PATH_SIZE)
			return "is too long a name";
		for (size_t i = 0; i < len; i++)
			if (iscntrl((unsigned char)raw[i]))
				return "has a control character in its name";
		if (len > 0 && !(len == 1 && raw[0] == '.')) {
			if (n > 0)
				out[n++] = '/';
			memcpy(out + n, raw, len);
			n += len;
			depth++;
		}
		raw += len + (raw[len] != '\0');
	}
	out[n] = '\0';
	return n == 0 ? "has no name" : depth > 16 ? "lies too deep in folders" : NULL;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t without_blanks(const char *s, size_t len)
{
	while (len > 0 && is_blank(s[len - 1]))
		len--;
	return len;
}

static size_t without_suffix(const char *s, size_t len)
{
	const struct suffix *found = find(s, len);

	return found && found->kind != FILE_NAME_ARCHIVE ? len - strlen(found->text) : len;
}

bool file_name_normalise(const char *raw, char out[LOAD_NAME_SIZE])
{
	const char *s = raw;
	size_t len;

	for (const char *p = raw; *p; p++)
		if (*p == '/' || *p == '\\')
			s = p + 1;
	while (is_blank(*s))
		s++;
	len = without_blanks(s, strlen(s));
	len = without_blanks(s, without_suffix(s, len));
	if (len == 0 || len >= LOAD_NAME_SIZE)
		return false;
	memcpy(out, s, len);
	out[len] = '\0';
	return true;
}
