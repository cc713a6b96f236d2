/* SPDX-License-Identifier: GPL-3.0-or-later */
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
#include <string.h>
#include <strings.h>

bool name_ends(const char *name, const char *suffix)
{
	size_t n = strlen(name), k = strlen(suffix);

	return n > k && strcasecmp(name + n - k, suffix) == 0;
}

bool is_firmware_name(const char *name)
{
	static const char *const suffix[] = { ".loads", ".sbn", ".sb2", ".sbin", ".bin",
					      ".sgn", ".sebn", ".zup" };

	for (size_t i = 0; i < NR_ARRAY_SIZE(suffix); i++)
		if (name_ends(name, suffix[i]))
			return true;
	return false;
}

bool name_is_image(const char *name)
{
	return name_ends(name, ".bin") || name_ends(name, ".sbn") || name_ends(name, ".sbin") ||
	       name_ends(name, ".zup");
}

static const char *const archive_suffix[] = {
	".cop.sha512", ".cop.sgn", ".cop", ".tar.gz", ".tgz", ".tar", ".zip",
};

size_t archive_suffix_length(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < NR_ARRAY_SIZE(archive_suffix); i++) {
		size_t k = strlen(archive_suffix[i]);

		if (n > k && strcasecmp(name + n - k, archive_suffix[i]) == 0)
			return k;
	}
	return 0;
}

bool name_is_rubbish(const char *path)
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

const char *name_clean(const char *raw, char out[PATH_SIZE])
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

bool name_is_firmware(const char *path)
{
	static const char *const ends[] = { ".loads", ".sbn", ".bin", ".sbin", ".sb2", ".zup",
					    ".sgn", ".sebn" };
	const char *dot = strrchr(path, '.');

	for (size_t i = 0; dot && archive_suffix_length(path) == 0 && i < NR_ARRAY_SIZE(ends);
	     i++)
		if (strcasecmp(dot, ends[i]) == 0)
			return true;
	return false;
}

/* Ends of firmware files.  ".zz.sgn" stands before ".sgn". */
static const char *const file_ends[] = { ".loads", ".bin", ".sbn",    ".sb2", ".sbin",
					 ".zup",   ".zz.sgn", ".sgn", ".sebn" };

/* A signed archive for the call manager keeps its end, though it is ".sgn" too. */
static const char archive_end[] = ".cop.sgn";

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

static bool ends_with(const char *s, size_t len, const char *end)
{
	size_t n = strlen(end);

	return len >= n && strncasecmp(s + len - n, end, n) == 0;
}

static size_t without_suffix(const char *s, size_t len)
{
	if (ends_with(s, len, archive_end))
		return len;
	for (size_t i = 0; i < NR_ARRAY_SIZE(file_ends); i++)
		if (ends_with(s, len, file_ends[i]))
			return len - strlen(file_ends[i]);
	return len;
}

bool load_normalise(const char *raw, char out[LOAD_NAME_SIZE])
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
