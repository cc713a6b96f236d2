/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * bycatch.c -- what lies beside firmware in the folder of a TFTP server.
 *
 * A call manager's folder holds locales, ring tones, fonts, pictures for the screens
 * and configurations, many of them signed (".sgn") like firmware; its administration
 * guides name them.  File signatures are those of the formats themselves.
 */
#include <config.h>
#include "core/library/bycatch.h"

#include "core/base/file_name.h"

#include <netrecover/types.h>

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* -- by name ----------------------------------------------------------------- */

static const struct {
	const char *name, *package;
} words[] = {
	[BYCATCH_FIRMWARE] = { "firmware", "a firmware package" },
	[BYCATCH_LOCALE] = { "locale files", "a locale package" },
	[BYCATCH_TONE] = { "ring tones", "a package of ring tones" },
	[BYCATCH_FONT] = { "fonts", "a package of fonts" },
	[BYCATCH_PICTURE] = { "pictures for the screen", "a package of pictures for the screen (desktops)" },
	[BYCATCH_CONFIGURATION] = { "configurations", "a package of configurations" },
	[BYCATCH_DOCUMENT] = { "documents", "a package of documents" },
	[BYCATCH_OTHER] = { "other files", "an archive of other files" },
};

const char *bycatch_name(enum bycatch what)
{
	return words[what].name;
}

const char *bycatch_package(enum bycatch what)
{
	return words[what].package;
}

/* What a name ends with, begins with, or holds; of rows that fit the first counts. */
static const struct row {
	enum { ENDS, STARTS, HOLDS } how;
	const char *text;
	enum bycatch what;
} rows[] = {
	{ HOLDS, "locale", BYCATCH_LOCALE },
	{ ENDS, ".cnf.xml", BYCATCH_CONFIGURATION },
	{ ENDS, ".cnf", BYCATCH_CONFIGURATION },
	{ ENDS, ".tlv", BYCATCH_CONFIGURATION },
	{ STARTS, "softkey", BYCATCH_CONFIGURATION },
	{ STARTS, "dialplan", BYCATCH_CONFIGURATION },
	{ STARTS, "featurepolicy", BYCATCH_CONFIGURATION },
	{ STARTS, "appdialrules", BYCATCH_CONFIGURATION },
	{ HOLDS, "ringlist", BYCATCH_TONE },
	{ STARTS, "distinctiverlist", BYCATCH_TONE },
	{ HOLDS, "ringtone", BYCATCH_TONE },
	{ ENDS, ".raw", BYCATCH_TONE },
	{ ENDS, ".rwb", BYCATCH_TONE },
	{ ENDS, ".pcm", BYCATCH_TONE },
	{ ENDS, ".wav", BYCATCH_TONE },
	{ ENDS, ".mp3", BYCATCH_TONE },
	{ ENDS, ".ttf", BYCATCH_FONT },
	{ ENDS, ".otf", BYCATCH_FONT },
	{ ENDS, ".bdf", BYCATCH_FONT },
	{ ENDS, ".font", BYCATCH_FONT },
	{ ENDS, ".fnt", BYCATCH_FONT },
	{ ENDS, "font.xml", BYCATCH_FONT },
	{ ENDS, "font.dat", BYCATCH_FONT },
	{ ENDS, "list.xml", BYCATCH_PICTURE },
	{ ENDS, ".png", BYCATCH_PICTURE },
	{ ENDS, ".bmp", BYCATCH_PICTURE },
	{ ENDS, ".gif", BYCATCH_PICTURE },
	{ ENDS, ".jpg", BYCATCH_PICTURE },
	{ ENDS, ".cip", BYCATCH_PICTURE },
	{ HOLDS, "dictionary", BYCATCH_LOCALE },
	{ HOLDS, "kate.", BYCATCH_LOCALE },
	{ ENDS, "tones.xml", BYCATCH_LOCALE },
	{ ENDS, ".jar", BYCATCH_LOCALE },
	{ HOLDS, "readme", BYCATCH_DOCUMENT },
	{ ENDS, ".txt", BYCATCH_DOCUMENT },
	{ ENDS, ".pdf", BYCATCH_DOCUMENT },
	{ ENDS, ".htm", BYCATCH_DOCUMENT },
	{ ENDS, ".html", BYCATCH_DOCUMENT },
	{ ENDS, ".doc", BYCATCH_DOCUMENT },
	{ ENDS, ".md", BYCATCH_DOCUMENT },
};

static bool fits(const struct row *row, const char *name)
{
	size_t n = strlen(row->text);

	switch (row->how) {
	case ENDS:
		return strcasecmp(name, row->text) == 0 || file_name_ends(name, row->text);
	case STARTS:
		return strncasecmp(name, row->text, n) == 0;
	case HOLDS:
		for (; *name; name++)
			if (strncasecmp(name, row->text, n) == 0)
				return true;
		break;
	}
	return false;
}

/* "german_germany", "english_united_states": so call managers name their folders. */
static bool is_language(const char *name, size_t len)
{
	const char *line = memchr(name, '_', len);

	for (size_t i = 0; i < len; i++)
		if (!isalpha((unsigned char)name[i]) && name[i] != '_')
			return false;
	return line && line - name >= 4 && len - (size_t)(line - name) > 4;
}

static enum bycatch of_folders(const char *path)
{
	for (const char *slash; (slash = strchr(path, '/')) != NULL; path = slash + 1) {
		size_t len = (size_t)(slash - path);

		if (len == 8 && strncasecmp(path, "desktops", len) == 0)
			return BYCATCH_PICTURE;
		if ((len == 6 && strncasecmp(path, "locale", len) == 0) || is_language(path, len))
			return BYCATCH_LOCALE;
	}
	return BYCATCH_OTHER;
}

/* A call manager signs also what is no firmware: "SEP....cnf.xml.enc.sgn". */
static void without_signature(char *name)
{
	static const char *const ends[] = { ".sgn", ".enc" };

	for (size_t i = 0; i < NR_ARRAY_SIZE(ends); i++)
		if (file_name_ends(name, ends[i]))
			name[strlen(name) - strlen(ends[i])] = '\0';
}

enum bycatch bycatch_of_path(const char *path)
{
	const char *slash = strrchr(path, '/');
	char name[LOAD_NAME_SIZE];

	snprintf(name, sizeof(name), "%s", slash ? slash + 1 : path);
	without_signature(name);
	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++)
		if (fits(&rows[i], name))
			return rows[i].what;
	return file_name_is_firmware(path) ? BYCATCH_FIRMWARE : of_folders(path);
}

/* -- by bytes ---------------------------------------------------------------- */

static bool all_digits(const char *s, size_t least)
{
	size_t n = strspn(s, "0123456789");

	return n >= least && s[n] == '\0';
}

/* "x.zip.001", "x.7z.002", "x.z01", "x.r00", "x.part2.rar" */
static bool is_part(const char *name)
{
	const char *dot = strrchr(name, '.'), *part;

	if (!dot || dot == name)
		return false;
	if (all_digits(dot + 1, 3))
		return true;
	if (strchr("zZrR", dot[1]) && dot[1] && all_digits(dot + 2, 2))
		return true;
	part = strcasecmp(dot, ".rar") == 0 ? memrchr(name, '.', (size_t)(dot - name)) : NULL;
	return part && strncasecmp(part, ".part", 5) == 0 && isdigit((unsigned char)part[5]);
}

static const struct {
	const char *bytes;
	size_t len;
	const char *text;
} magics[] = {
	{ "MZ", 2, "a program for Windows: let it unpack itself there, then import the folder" },
	{ "Rar!", 4, "a RAR archive: unpack it, then import the folder" },
	{ "7z\xbc\xaf\x27\x1c", 6, "a 7z archive: unpack it, then import the folder" },
	{ "MSCF", 4, "a cabinet of Windows: unpack it, then import the folder" },
	{ "BZh", 3, "packed with bzip2: unpack it, then import the folder" },
	{ "\xfd" "7zXZ", 5, "packed with xz: unpack it, then import the folder" },
	{ "version https://git-lfs", 23,
	  "a Git LFS pointer, not the file: run 'git lfs pull' where it came from" },
};

/* The same by name, for what is empty, cut or unknown inside. */
static const struct {
	const char *suffix, *bytes;
} suffixes[] = { { ".exe", "MZ" }, { ".rar", "Rar!" }, { ".7z", "7z\xbc\xaf\x27\x1c" }, { ".cab", "MSCF" } };

static const char *text_of(const char *bytes)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(magics); i++)
		if (strcmp(magics[i].bytes, bytes) == 0)
			return magics[i].text;
	return NULL;
}

/* Its first words; a page that a file is called is no fault. */
static bool is_page(const char *name, const uint8_t *head, size_t len)
{
	static const char *const starts[] = { "<!doctype html", "<html", "<head" };

	if (!file_name_archive_suffix(name) && !file_name_is_firmware(name))
		return false;
	if (len >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0) {
		head += 3;
		len -= 3;
	}
	for (; len > 0 && isspace(*head); head++)
		len--;
	for (size_t i = 0; i < NR_ARRAY_SIZE(starts); i++)
		if (len >= strlen(starts[i]) &&
		    strncasecmp((const char *)head, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

const char *bycatch_refusal(const char *name, const uint8_t *head, size_t len)
{
	if (is_part(name))
		return "a part of a split archive: join its parts into one file, in order, and import that";
	if (is_page(name, head, len))
		return "a web page that was saved under this name: the site wanted a login; sign in and get the "
		       "file again";
	for (size_t i = 0; i < NR_ARRAY_SIZE(magics); i++)
		if (len >= magics[i].len && memcmp(head, magics[i].bytes, magics[i].len) == 0)
			return magics[i].text;
	for (size_t i = 0; i < NR_ARRAY_SIZE(suffixes); i++)
		if (file_name_ends(name, suffixes[i].suffix))
			return text_of(suffixes[i].bytes);
	return NULL;
}

/* -- copies ------------------------------------------------------------------ */

bool bycatch_is_copy(const char *name, char *out, size_t size)
{
	const char *open = strrchr(name, '('), *end;
	size_t before;

	if (!open || open == name || !isdigit((unsigned char)open[1]))
		return false;
	end = open + 1 + strspn(open + 1, "0123456789");
	if (*end != ')' || (end[1] != '.' && end[1] != '\0') || end - open > 4)
		return false;
	before = (size_t)(open - name) - (open[-1] == ' ');
	return before > 0 && snprintf(out, size, "%.*s%s", (int)before, name, end + 1) < (int)size;
}
