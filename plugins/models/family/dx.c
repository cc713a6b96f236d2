/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * dx.c -- load names of the DX70 and DX80, which stand on no scale:
 *
 *   Android    sipdx80.M-m-r-b            as those of the DX650, from memory
 *   archive    cmterm-dx70.M-m-r-b.k3.cop.sgn
 *   CE         sipdx80.ceMmr.BUILD        sipdx80.ce915.291117, sipdx80.ce821.rel
 */
#include "dx.h"
#include "scan.h"

#include <ctype.h>

const char *const dx_prefixes[] = { "sipdx80.", NULL };

#define DOUBT_ORDER "no document orders the loads of the DX70 and DX80"

static struct nr_load start(enum nr_kind kind)
{
	return (struct nr_load){ .kind = kind, .family = "F9", .train = "dx80", .protocol = "SIP",
				 .doubt = DOUBT_ORDER };
}

/* "10-2-5-215", up to @end. */
static bool set_android(struct nr_load *l, const char *s, const char *end)
{
	const char *p = s;
	uint16_t n[3], build = 0;
	char b[8] = "";

	if (!nr_scan_u16(&p, &n[0]) || !scan_part(&p, "-.", &n[1]) || !scan_part(&p, "-.", &n[2]))
		return false;
	if (scan_part(&p, "-.", &build))
		snprintf(b, sizeof(b), " b%u", build);
	if (p != end || (size_t)(end - s) >= sizeof(l->text))
		return false;
	snprintf(l->text, sizeof(l->text), "%.*s", (int)(end - s), s);
	snprintf(l->printed, sizeof(l->printed), "%u.%u(%u)%s", n[0], n[1], n[2], b);
	return true;
}

static bool parse_archive(const struct nr_model *m, const char *name, struct nr_load *out)
{
	struct nr_load l = start(NR_KIND_ARCHIVE);
	bool is_archive;
	size_t len = scan_archive(name, &is_archive);
	const char *s = name;

	if (!is_archive || !scan_text(&s, "cmterm-") || !scan_text(&s, m->name) || !nr_scan_lit(&s, ".") ||
	    !set_android(&l, s, name + len))
		return false;
	*out = l;
	return true;
}

bool dx_parse_android(const struct nr_model *self, const char *name, struct nr_load *out)
{
	struct nr_load l = start(NR_KIND_LOAD);
	const char *s = name;

	if (!scan_text(&s, dx_prefixes[0]))
		return parse_archive(self, name, out);
	if (!set_android(&l, s, s + strlen(s)))
		return false;
	*out = l;
	return true;
}

/*
 * "ce915.291117" is CE 9.1.5: one digit for each number, as ce821 is 8.2.1, and the build
 * is a day of 2017; CE 9.15 came in 2021.
 */
bool dx_parse_ce(const struct nr_model *self, const char *name, struct nr_load *out)
{
	struct nr_load l = start(NR_KIND_LOAD);
	const char *s = name, *build;
	size_t n;

	(void)self;
	if (!scan_text(&s, dx_prefixes[0]) || strlen(s) >= sizeof(l.text))
		return false;
	snprintf(l.text, sizeof(l.text), "%s", s);
	if (!scan_text(&s, "ce") || strspn(s, "0123456789") != 3 || s[3] != '.')
		return false;
	build = s + 4;
	n = strspn(build, "0123456789.");
	if (build[n] ? strcmp(build, "rel") != 0 : n == 0 || !isdigit((unsigned char)build[n - 1]))
		return false;
	snprintf(l.printed, sizeof(l.printed), "CE %c.%c.%c", s[0], s[1], s[2]);
	*out = l;
	return true;
}
