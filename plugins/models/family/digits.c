/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * digits.c -- see digits.h.
 *
 *   P004 xx yy zz ww     xx.yy(zz[.ww])      family "F3"; also P005 and S001
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

static bool parse_f3(const struct nr_model *m, const char *name, struct nr_load *out)
{
	struct nr_load l = digits_start(NR_KIND_LOAD, "F3", m->load_prefixes[0], "SCCP");
	const char *s = name;

	if (!scan_text(&s, m->load_prefixes[0]) || !digits_scan(s, &l) ||
	    !scan_upper(l.text, sizeof(l.text), name, strlen(name)))
		return false;
	*out = l;
	return true;
}

bool digits_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	char inside[32];
	struct nr_load l;

	if (parse_f3(self, name, out))
		return true;
	if (!scan_inside(inside, sizeof(inside), name) || !parse_f3(self, inside, &l))
		return false;
	l.kind = NR_KIND_ARCHIVE;
	snprintf(l.load, sizeof(l.load), "%s", inside);
	*out = l;
	return true;
}
