/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * plain.c -- load names that are a prefix and a plain version:
 *
 *   F6   CP7921G-M.m.r[.b]  CP7925G-M.m.rSRn[.b]        .LOADS with size and MD5 per file
 *   F7   cmterm_7936.M-m-r-b  cmterm_7985.M-m-r-b  apps37sccp.M-m-r-b      one .bin
 *   F7   cmterm_7920.4.0-RR-SS                          doubtful: on no scale
 *   F13  B015-M-m-r[-b]  B016-...                       add-on modules
 *
 * No document that could be read names a stop for any of them.  The lists of
 * the wireless phones gate a load by hardware revision (HW_REV): see core/plan/hardware.c.
 */
#include "plain.h"
#include "scan.h"

#include <ctype.h>
#include <strings.h>

#define WIRELESS_HOPS(boards)                                                          \
	{                                                                              \
		{ .id = "W1",                                                          \
		  .reason = "no document asks for a stop on the way",                  \
		  .direct = "no document that could be read asks for a stop on the way", \
		  .source = "Cisco administrator guides and release notes of the 7921G, 7925G and " \
			    "7926G, as far as found", .confidence = NR_LOW,            \
		  .before = { { UINT16_MAX } } },                                      \
		{ .id = "W2",                                                          \
		  .reason = "the list of a load says which boards may take it (HW_REV), and a " \
			    "board outside rejects it (the plan shows the range where the library has " \
			    "the list); " boards,                                     \
		  .source = "lists of real packages", .confidence = NR_MEDIUM,         \
		  .optional = true, .before = { { UINT16_MAX } } },                    \
		{ .id = NULL }                                                         \
	}

const struct nr_hop plain_hops_7921[] = WIRELESS_HOPS("1.4(6).3: revisions 0 to 4");
const struct nr_hop plain_hops_7925[] = WIRELESS_HOPS("1.4(1)SR1: revisions 0 to 2, "
								   "1.4(7).3: 0 to 4");
const struct nr_hop plain_hops_7926[] = WIRELESS_HOPS("1.4(1)SR1: revisions 0 to 3");

struct plain_version {
	uint16_t n[3], sr, build[2];
	bool has_sr;
	int builds;
};

/* Dots in the names of phones, dashes in those of archives. */
static bool scan_version(const char *s, struct plain_version *out)
{
	struct plain_version v = { .builds = 0 };

	if (!nr_scan_u16(&s, &v.n[0]) || !scan_part(&s, ".-", &v.n[1]) ||
	    !scan_part(&s, ".-", &v.n[2]))
		return false;
	if (scan_text(&s, "SR")) {
		v.has_sr = true;
		if (!nr_scan_u16(&s, &v.sr))
			return false;
	}
	while (v.builds < 2 && scan_part(&s, ".-", &v.build[v.builds]))
		v.builds++;
	if (*s)
		return false;
	*out = v;
	return true;
}

static void place(const struct plain_version *v, struct nr_load *l)
{
	char sr[8] = "", build[8] = "";

	l->ordered = true;
	l->version = (struct nr_version){ { v->n[0], v->n[1], v->n[2], v->sr, v->build[0],
					    v->build[1] } };
	l->latest = l->version;
	if (v->has_sr)
		snprintf(sr, sizeof(sr), "SR%u", v->sr);
	if (v->build[0])
		snprintf(build, sizeof(build), "%c%u", v->has_sr ? '-' : '.', v->build[0]);
	snprintf(l->printed, sizeof(l->printed), "%u.%u(%u)%s%s", v->n[0], v->n[1], v->n[2], sr,
		 build);
}

static const char *family_of(const char *prefix)
{
	return prefix[0] == 'B' ? "F13" : strncmp(prefix, "CP79", 4) == 0 ? "F6" : "F7";
}

static struct nr_load start(const struct nr_model *m, enum nr_kind kind)
{
	struct nr_load l = { .kind = kind };

	snprintf(l.family, sizeof(l.family), "%s", family_of(m->load_prefixes[0]));
	/* "CP7921G", "apps37sccp": the prefix without its separator */
	snprintf(l.train, sizeof(l.train), "%.*s", (int)strlen(m->load_prefixes[0]) - 1,
		 m->load_prefixes[0]);
	snprintf(l.protocol, sizeof(l.protocol), "SCCP");
	return l;
}

static bool parse_load(const struct nr_model *m, const char *name, struct nr_load *out)
{
	struct nr_load l = start(m, NR_KIND_LOAD);
	struct plain_version v;

	if (!scan_text(&name, m->load_prefixes[0]) || !scan_version(name, &v) ||
	    !scan_upper(l.text, sizeof(l.text), name, strlen(name)))
		return false;
	place(&v, &l);
	*out = l;
	return true;
}

/* "4.0" (or 3.3) looks like the call manager's train and the rest like the phone's release. */
static bool parse_7920(const struct nr_model *m, const char *name, struct nr_load *out)
{
	struct nr_load l = start(m, NR_KIND_LOAD);
	uint16_t n[4];
	const char *s = name;

	if (!scan_text(&s, "cmterm_7920.") || strcmp(m->load_prefixes[0], "cmterm_7920.") != 0)
		return false;
	name = s;
	if (!nr_scan_u16(&s, &n[0]) || !scan_part(&s, ".", &n[1]) ||
	    !scan_part(&s, "-", &n[2]) || !scan_part(&s, "-", &n[3]) || *s ||
	    !scan_upper(l.text, sizeof(l.text), name, strlen(name)))
		return false;
	snprintf(l.printed, sizeof(l.printed), "%u.0(%u)?", n[2], n[3]);
	l.doubt = "the first two numbers look like the release of a call manager and the rest like that "
		  "of the phone: its place among the releases is not certain";
	*out = l;
	return true;
}

/* The images of the wireless phones carry a letter of their own: TNUXH is the 7925's. */
static const char *letter_of(const struct nr_model *m)
{
	static const char *const letters[][2] = {
		{ "CP7921G-", "" }, { "CP7925G-", "H" }, { "CP7926G-", "S" }
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(letters); i++)
		if (strcmp(m->load_prefixes[0], letters[i][0]) == 0)
			return letters[i][1];
	return NULL;
}

/* "TNUXRH-" */
static bool scan_image(const char **s, const char *letter)
{
	static const char *const parts[] = { "TNUXR", "TNUX", "SYS", "WLAN", "APPS", "GUI", "JSYS", "JUI" };

	for (size_t i = 0; i < NR_ARRAY_SIZE(parts); i++) {
		const char *p = *s;

		if (!scan_text(&p, parts[i]) || !scan_text(&p, letter) || !scan_text(&p, "-"))
			continue;
		*s = p;
		return true;
	}
	return false;
}

/* "TNUXH-1.4.1SR1", an image of CP7925G-1.4.1SR1; the scanner's EA15FW-BF3-220 of a 7926. */
static bool parse_component(const struct nr_model *m, const char *name, struct nr_load *out)
{
	struct nr_load l = start(m, NR_KIND_COMPONENT);
	const char *letter = letter_of(m), *s = name;
	struct plain_version v;

	if (!letter)
		return false;
	if (letter[0] == 'S' && scan_text(&s, "EA15FW-") && *s && scan_upper(l.text, sizeof(l.text), s, strlen(s))) {
		snprintf(l.printed, sizeof(l.printed), "%s", l.text);
		*out = l;
		return true;
	}
	s = name;
	if (!scan_image(&s, letter) || !scan_version(s, &v) || !scan_upper(l.text, sizeof(l.text), s, strlen(s)))
		return false;
	place(&v, &l);
	snprintf(l.load, sizeof(l.load), "%s%s", m->load_prefixes[0], l.text);
	*out = l;
	return true;
}

/* What an archive of this model is called before its version, in lower case. */
static void archive_start(const struct nr_model *m, char out[40])
{
	int n = (int)strcspn(m->archive_format, "%");

	snprintf(out, 40, "%.*s", n, m->archive_format);
}

/* Behind the version of a 7937: "-SCCP", "-QED-SCCP"; the version ends there. */
static void cut_version(char *s)
{
	size_t n = strspn(s, "0123456789.-SRsr");

	while (n > 0 && !isdigit((unsigned char)s[n - 1]))
		n--;
	s[n] = '\0';
}

/* "cmterm-7937-QED-", "cmterm-7936-sccp.": the words before the version, in any order. */
static bool skip_subject(const char **s, const struct nr_model *m)
{
	size_t number = strspn(m->name, "0123456789");  /* 7916 of the 7916-24 */
	const char *p = *s;

	if (!scan_text(&p, "cmterm") || (!scan_text(&p, "-") && !scan_text(&p, "_")) ||
	    strncmp(p, m->name, number) != 0)
		return false;
	p += number;
	do {
		if (*p != '-' && *p != '.' && *p != '_')
			return false;
		p++;
	} while (scan_text(&p, "QED") || scan_text(&p, "SCCP"));
	*s = p;
	return true;
}

static bool parse_archive(const struct nr_model *m, const char *name, struct nr_load *out)
{
	struct nr_load l = start(m, NR_KIND_ARCHIVE);
	char inside[64], before[40];
	const char *s = inside;
	struct plain_version v;

	archive_start(m, before);
	if (!scan_inside(inside, sizeof(inside), name) ||
	    (!skip_subject(&s, m) && !scan_text(&s, before)))
		return false;
	cut_version(inside + (s - inside));
	if (!scan_version(s, &v) || strlen(s) >= sizeof(l.text))
		return false;
	place(&v, &l);
	snprintf(l.text, sizeof(l.text), "%s", s);
	/* The builds inside a service release of a wireless phone have other numbers. */
	if (!v.has_sr && l.family[1] == '6')
		for (char *p = l.text; *p; p++)
			*p = *p == '-' ? '.' : *p;
	/* The conference and video phones have a fourth number, which an archive may leave out. */
	if (!v.has_sr && (l.family[1] != '7' || v.builds > 0))
		snprintf(l.load, sizeof(l.load), "%s%s", m->load_prefixes[0], l.text);
	*out = l;
	return true;
}

bool plain_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	return parse_7920(self, name, out) ||
	       (strcmp(self->load_prefixes[0], "cmterm_7920.") != 0 &&
		(parse_load(self, name, out) || parse_component(self, name, out) ||
		 parse_archive(self, name, out)));
}

/* cmterm-7921-sccp.1-4-5-3.zip holds CP7921G-1.4.5.3. */
bool plain_archive(const struct nr_model *self, const struct nr_load *load, char *out,
		     size_t size)
{
	char before[40], text[32];
	int len;

	if (strcmp(load->family, "F6") != 0)
		return false;
	archive_start(self, before);
	snprintf(text, sizeof(text), "%s", load->text);
	for (char *p = text; *p; p++)
		*p = *p == '.' ? '-' : *p;
	len = snprintf(out, size, "%s%s.zip", before, text);
	return len > 0 && (size_t)len < size;
}

/*
 * "1.4(5)SR1", "1.4(5)-3": points on the wireless phones, dashes on the others.  No
 * later release than 4.x exists.
 */
bool plain_load_of(const struct nr_model *self, const char *protocol, const char *version,
		   char *out, size_t size)
{
	bool points = strcmp(family_of(self->load_prefixes[0]), "F6") == 0;
	struct plain_version v;
	char text[32];
	int len;

	(void)protocol;
	if (!scan_dashed(text, sizeof(text), version) || !scan_version(text, &v) ||
	    (!v.has_sr && v.builds == 0) || v.n[0] > 4)
		return false;
	for (char *c = text; points && *c; c++)
		*c = *c == '-' ? '.' : *c;
	len = snprintf(out, size, "%s%s", self->load_prefixes[0], text);
	return len > 0 && (size_t)len < size;
}
