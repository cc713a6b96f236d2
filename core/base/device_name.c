/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * device_name.c -- see device_name.h.
 */
#include <config.h>
#include "core/base/device_name.h"

#include <ctype.h>

bool device_name_good(const char *pattern)
{
	size_t marks = 0, others = 0;

	for (const char *p = pattern; *p; p++) {
		if (*p == '%' && (p[1] == 'M' || p[1] == 'm')) {
			marks++;
			p++;
		} else if (isalnum((unsigned char)*p) || strchr("-_.", *p)) {
			others++;
		} else {
			return false;
		}
	}
	return marks == 1 && others < DEVICE_NAME_SIZE - 13;
}

char *device_name_digits(const struct nr_mac *mac, char out[DEVICE_NAME_DIGITS])
{
	static const char digits[] = "0123456789ABCDEF";
	char *to = out;

	/* Asked for with each sighting: no printf. */
	for (size_t i = 0; i < sizeof(mac->b); i++) {
		*to++ = digits[mac->b[i] >> 4];
		*to++ = digits[mac->b[i] & 15];
	}
	*to = '\0';
	return out;
}

char *device_name_write(const char *pattern, const struct nr_mac *mac, char out[DEVICE_NAME_SIZE])
{
	const char *mark = pattern ? strchr(pattern, '%') : NULL;
	char hex[DEVICE_NAME_DIGITS];

	if (!mark)
		return nr_mac_str(mac, out);
	device_name_digits(mac, hex);
	for (char *c = hex; mark[1] == 'm' && *c; c++)
		*c = (char)tolower((unsigned char)*c);
	snprintf(out, DEVICE_NAME_SIZE, "%.*s%s%s", (int)(mark - pattern), pattern, hex, mark + 2);
	return out;
}

bool device_name_mac(const char *name, struct nr_mac *out)
{
	if (nr_mac_read(name, out))
		return true;
	/* Twelve digits, and not thirteen: else which of them? */
	for (size_t n; *name; name += n ? n : 1) {
		const char *s = name;

		n = strspn(name, "0123456789abcdefABCDEF");
		if (n == 12)
			return nr_scan_mac(&s, "", out);
	}
	return false;
}
