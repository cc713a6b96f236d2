/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * scan.c -- see scan.h.
 */
#include "scan.h"

#include <ctype.h>
#include <strings.h>

bool scan_text(const char **s, const char *text)
{
	size_t n = strlen(text);

	if (strncasecmp(*s, text, n) != 0)
		return false;
	*s += n;
	return true;
}

bool scan_stage(const char **s, const char *stage, uint16_t *number)
{
	const char *p = *s;

	if (!scan_text(&p, stage) || !nr_scan_u16(&p, number))
		return false;
	*s = p;
	return true;
}

bool scan_digits(const char **s, int count, uint16_t *out)
{
	uint16_t v = 0;

	for (int i = 0; i < count; i++) {
		if (!isdigit((unsigned char)(*s)[i]))
			return false;
		v = (uint16_t)(v * 10 + ((*s)[i] - '0'));
	}
	*s += count;
	*out = v;
	return true;
}

bool scan_part(const char **s, const char *separators, uint16_t *out)
{
	const char *p = *s;

	if (*p == '\0' || !strchr(separators, *p))
		return false;
	p++;
	if (!nr_scan_u16(&p, out))
		return false;
	*s = p;
	return true;
}

bool scan_upper(char *out, size_t size, const char *s, size_t len)
{
	if (len == 0 || len >= size)
		return false;
	for (size_t i = 0; i < len; i++)
		out[i] = (char)toupper((unsigned char)s[i]);
	out[len] = '\0';
	return true;
}

bool scan_dashed(char *out, size_t size, const char *version)
{
	size_t n = 0;

	for (; *version && n + 1 < size; version++)
		if (*version != ')')
			out[n++] = *version == '.' || *version == '(' ? '-' : *version;
	out[n] = '\0';
	return *version == '\0';
}

bool scan_is_dev(const char *s)
{
	for (const char *p = s; *p; p++)
		if (!isalnum((unsigned char)*p) && *p != '-')
			return false;
	return strstr(s, "DEV") || strstr(s, "BN") || strstr(s, "BLD");
}

bool scan_end(const char *s, size_t *len, const char *end)
{
	size_t n = strlen(end);

	if (*len < n || strncasecmp(s + *len - n, end, n) != 0)
		return false;
	*len -= n;
	return true;
}

size_t scan_archive(const char *s, bool *is_archive)
{
	/* Those of core/base/file_name.c, and programs for Windows. */
	static const char *const ends[] = { ".zip", ".tar", ".tgz", ".tar.gz", ".cop.sgn",
					    ".cop.sha512", ".cop", ".exe" };
	size_t len = strlen(s);

	*is_archive = false;
	for (size_t i = 0; !*is_archive && i < NR_ARRAY_SIZE(ends); i++)
		*is_archive = scan_end(s, &len, ends[i]);
	if (!scan_end(s, &len, ".k3"))
		scan_end(s, &len, ".k4");
	return len;
}

bool scan_inside(char *out, size_t size, const char *name)
{
	bool is_archive;
	size_t len = scan_archive(name, &is_archive);

	return is_archive && scan_upper(out, size, name, len);
}

struct nr_version scan_last(struct nr_version v, int parts)
{
	for (int i = parts; i < (int)NR_ARRAY_SIZE(v.part); i++)
		v.part[i] = UINT16_MAX;
	return v;
}
