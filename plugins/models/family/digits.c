/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * digits.c -- see digits.h.
 *
 *   P004 xx yy zz ww     xx.yy(zz[.ww])      family "F3"; also P005 and S001
 *   P005 B xyy           x.y, no more is known: P005B302
 *   archive              P00405000700.zip, cmterm-7914-sccp.5-0-4.cop.sgn
 */
#include "digits.h"
#include "scan.h"

void digits_place(struct nr_load *l, const uint16_t n[4])
{
	l->ordered = true;
	l->version = (struct nr_version){ { n[0], n[1], n[2], n[3] } };
	l->latest = l->version;
}

bool digits_scan(const char *s, struct nr_load *l)
{
	uint16_t n[4];

	for (int i = 0; i < 4; i++)
		if (!scan_digits(&s, 2, &n[i]))
			return false;
	if (*s)
		return false;
	digits_place(l, n);
	if (n[3])
		snprintf(l->printed, sizeof(l->printed), "%u.%u(%u.%02u)", n[0], n[1], n[2], n[3]);
	else
		snprintf(l->printed, sizeof(l->printed), "%u.%u(%u)", n[0], n[1], n[2]);
	return true;
}

struct nr_load digits_start(enum nr_kind kind, const char *family, const char *train,
			    const char *protocol)
{
	struct nr_load l = { .kind = kind };

	snprintf(l.family, sizeof(l.family), "%s", family);
	snprintf(l.train, sizeof(l.train), "%s", train);
	snprintf(l.protocol, sizeof(l.protocol), "%s", protocol);
	return l;
}

/* "B302": of the 3.2 era, seen of a 7935. */
static bool scan_short(const char *s, struct nr_load *l)
{
	uint16_t major, minor;

	if (!scan_text(&s, "B") || !scan_digits(&s, 1, &major) || !scan_digits(&s, 2, &minor) || *s)
		return false;
	l->ordered = true;
	l->version = (struct nr_version){ { major, minor } };
	l->latest = scan_last(l->version, 2);
	snprintf(l->printed, sizeof(l->printed), "%u.%u", major, minor);
	l->note = "the short form of a load's name, as in the days of 3.2: it says two numbers of the version "
		  "and no more; the long form of 3.2(7) is P00503020700";
	return true;
}

static bool parse_f3(const struct nr_model *m, const char *name, struct nr_load *out)
{
	struct nr_load l = digits_start(NR_KIND_LOAD, "F3", m->load_prefixes[0], "SCCP");
	const char *s = name;

	if (!scan_text(&s, m->load_prefixes[0]) || (!digits_scan(s, &l) && !scan_short(s, &l)) ||
	    !scan_upper(l.text, sizeof(l.text), name, strlen(name)))
		return false;
	*out = l;
	return true;
}

/* "CMTERM-7914-SCCP.5-0-4": the load of that version. */
static bool cmterm_load(const struct nr_model *m, const char *s, char out[32])
{
	uint16_t n[3];

	if (!scan_text(&s, "cmterm-") || !scan_text(&s, m->name) || !scan_text(&s, "-sccp") ||
	    !scan_part(&s, ".", &n[0]) || !scan_part(&s, "-", &n[1]) || !scan_part(&s, "-", &n[2]) ||
	    *s || n[0] > 99 || n[1] > 99 || n[2] > 99)
		return false;
	snprintf(out, 32, "%s%02u%02u%02u00", m->load_prefixes[0], n[0], n[1], n[2]);
	return true;
}

bool digits_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	char inside[32], load[32];
	struct nr_load l;

	if (parse_f3(self, name, out))
		return true;
	if (!scan_inside(inside, sizeof(inside), name))
		return false;
	if (!cmterm_load(self, inside, load))
		snprintf(load, sizeof(load), "%s", inside);
	if (!parse_f3(self, load, &l))
		return false;
	l.kind = NR_KIND_ARCHIVE;
	snprintf(l.load, sizeof(l.load), "%s", load);
	*out = l;
	return true;
}

/* "5.0(7)" is P00405000700.  No later release than 5.x exists. */
bool digits_load_of(const struct nr_model *self, const char *protocol, const char *version,
		    char *out, size_t size)
{
	uint16_t n[3];
	int len;

	(void)protocol;
	if (!nr_scan_u16(&version, &n[0]) || !scan_part(&version, ".", &n[1]) ||
	    !scan_part(&version, "(", &n[2]) || strcmp(version, ")") != 0 || n[0] > 5 || n[1] > 99 ||
	    n[2] > 99)
		return false;
	len = snprintf(out, size, "%s%02u%02u%02u00", self->load_prefixes[0], n[0], n[1], n[2]);
	return len > 0 && (size_t)len < size;
}
