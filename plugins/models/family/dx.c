/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dx.c -- load names of the DX70 and DX80, which stand on no scale:
 *
 *   Android    sipdx80.M-m-r...        as those of the DX650, from memory
 *   CE         sipdx80.ceNNN.BUILD     sipdx80.ce915.291117
 */
#include "dx.h"

#include <ctype.h>
#include <strings.h>

const char *const dx_prefixes[] = { "sipdx80.", NULL };

/* Digits, dots, dashes and SR, a digit first and one last. */
static bool is_version(const char *s, size_t room)
{
	size_t n = strlen(s);

	if (n == 0 || n >= room || !isdigit((unsigned char)s[0]) || !isdigit((unsigned char)s[n - 1]))
		return false;
	return strspn(s, "0123456789.-SRsr") == n;
}

static bool parse(const char *name, bool ce, struct nr_load *out)
{
	struct nr_load l = { .kind = NR_KIND_LOAD, .family = "F9", .train = "dx80", .protocol = "SIP" };
	size_t n = strlen(dx_prefixes[0]);
	const char *text = name + n;

	if (strncasecmp(name, dx_prefixes[0], n) != 0 || (strncasecmp(text, "ce", 2) == 0) != ce ||
	    !is_version(text + (ce ? 2 : 0), sizeof(l.text) - 2))
		return false;
	snprintf(l.text, sizeof(l.text), "%s", text);
	snprintf(l.printed, sizeof(l.printed), "%s", text);
	l.doubt = "no document orders the loads of the DX70 and DX80";
	*out = l;
	return true;
}

bool dx_parse_android(const struct nr_model *self, const char *name, struct nr_load *out)
{
	(void)self;
	return parse(name, false, out);
}

bool dx_parse_ce(const struct nr_model *self, const char *name, struct nr_load *out)
{
	(void)self;
	return parse(name, true, out);
}
