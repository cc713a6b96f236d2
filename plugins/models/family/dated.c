/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * dated.c -- loads of the 7902, 7905, 7912 (family "F4") and of the ATA 186
 * and 188 ("F5").
 *
 *   CP79NN VV vv RR PROTOCOL yymmdd X    CP7905080003SCCP070409A is 8.0(3)
 *   ATA    VV vv RR PROTOCOL yymmdd X    ATA030204SCCP090202A is 3.2(4)
 *   ld-vM-NN-PROTOCOL-yymmddX            of the 7905 with H.323; another scale
 *   transition                           ATA 2.0, Cisco's stone between 1.x and 2.10
 *
 * One file each: .sbin signed, .zup unsigned.  A 7905 that cannot check a
 * signature yet asks for the .zup first (rule C2 of the admin guide), so both
 * are served.
 */
#include "dated.h"
#include "scan.h"

#include <ctype.h>
#include <strings.h>

#define MAX UINT16_MAX
#define SOURCE_CME                                                                     \
	"Cisco CME administrator guide, installing and upgrading phone firmware (cmeinstl.html)"

const char *const dated_protocols[] = { "SCCP", "SIP", NULL };

#define C1                                                                             \
	{ .id = "C1",                                                                  \
	  .reason = "every jump that no other rule speaks of is direct",               \
	  .source = SOURCE_CME, .confidence = NR_HIGH, .optional = true,               \
	  .before = { { MAX } } }

/* No page of Cisco's says what is inside a profile. */
#define PROFILE(protocol_)                                                             \
	{ .id = "C1",                                                                  \
	  .reason = "a SIP load may look for its next one in a binary profile (gk..., ld...) only, " \
		    "which nothing but Cisco's cfgfmt makes: if it never asks for its load, reset it", \
	  .source = "Cisco CME administrator guide, configuration files",              \
	  .confidence = NR_MEDIUM, .optional = true, .protocol = protocol_,            \
	  .before = { { MAX } } }

const struct nr_hop dated_cp79_hops[] = {
	{ .id = "L8",
	  .reason = "a phone with a signed SIP load (1.1 or later) never takes an unsigned one again",
	  .source = SOURCE_CME, .confidence = NR_HIGH, .down = true, .protocol = "SIP>SIP",
	  .before = { { 1, 1 } }, .reaching = { { 1, 1 } } },
	{ .id = "L8",
	  .reason = "SIP loads before 1.1 are unsigned, and a phone with a signed load never takes one; "
		    "the names of SCCP loads do not show which are signed",
	  .source = SOURCE_CME, .confidence = NR_HIGH, .down = true, .protocol = "SCCP>SIP",
	  .before = { { 1, 1 } }, .reaching = { { 1, 1 } } },
	PROFILE("SIP>SCCP"), PROFILE("SIP>SIP"),
	C1,
	{ .id = "C2",
	  .reason = "a phone that cannot check a signature yet asks for the unsigned image (.zup) "
		    "before the signed one (.sbin): it is offered both",
	  .source = "Cisco 7905G and 7912G administrator guide", .confidence = NR_HIGH,
	  .optional = true, .before = { { MAX } } },
	{ .id = NULL }
};

const struct nr_hop dated_ata_hops[] = {
	{ .id = "C3",
	  .reason = "from a load older than 2.0 only 2.0 (transition.zup) leads to 2.10 and later; a "
		    "direct jump destroys the adapter",
	  .direct = "2.0 is the transition: any later load may follow",
	  .source = "Cisco's upgrade notice in the archives of the ATA 186",
	  .confidence = NR_HIGH,
	  .before = { { 2 } }, .reaching = { { 2, 10 } },
	  .via_min = { { 2 } }, .via_max = { { 2, 0, MAX, MAX, MAX, MAX, MAX, MAX } },
	  .via_text = "transition" },
	{ .id = "L8",
	  .reason = "a signed load never goes back to an unsigned one; the names of the ATA's "
		    "loads do not show which are signed",
	  .source = SOURCE_CME, .confidence = NR_HIGH, .optional = true, .down = true,
	  .before = { { 0 } }, .reaching = { { MAX } } },
	PROFILE("SIP>SCCP"), PROFILE("SIP>SIP"),
	C1,
	{ .id = NULL }
};

/* -- load names --------------------------------------------------------------------- */

static const char *scan_protocol(const char **s)
{
	static const char *const known[] = { "SCCP", "SIP", "MGCP", "H323" };

	for (size_t i = 0; i < NR_ARRAY_SIZE(known); i++)
		if (scan_text(s, known[i]))
			return known[i];
	return NULL;
}

/* "070409A": what tells builds of one version apart. */
static bool scan_build(const char **s, struct nr_version *v)
{
	const char *p = *s;

	for (int i = 0; i < 3; i++)
		if (!scan_digits(&p, 2, &v->part[3 + i]))
			return false;
	if (isalpha((unsigned char)*p))
		v->part[6] = (uint16_t)toupper((unsigned char)*p++);
	*s = p;
	return true;
}

static struct nr_load start(const struct nr_model *m)
{
	struct nr_load l = { .kind = NR_KIND_LOAD };
	bool ata = strcmp(m->load_prefixes[0], "ATA") == 0;

	snprintf(l.family, sizeof(l.family), "%s", ata ? "F5" : "F4");
	snprintf(l.train, sizeof(l.train), "%s", m->load_prefixes[0]);
	return l;
}

static bool parse_load(const struct nr_model *m, const char *name, struct nr_load *out)
{
	struct nr_load l = start(m);
	uint16_t *n = l.version.part;
	const char *s = name, *protocol;

	if (!scan_text(&s, m->load_prefixes[0]) || !scan_digits(&s, 2, &n[0]) ||
	    !scan_digits(&s, 2, &n[1]) || !scan_digits(&s, 2, &n[2]) ||
	    !(protocol = scan_protocol(&s)) || !scan_build(&s, &l.version) || *s ||
	    !scan_upper(l.text, sizeof(l.text), name, strlen(name)))
		return false;
	l.ordered = true;
	l.latest = l.version;
	snprintf(l.protocol, sizeof(l.protocol), "%s", protocol);
	snprintf(l.printed, sizeof(l.printed), "%u.%u(%u)", n[0], n[1], n[2]);
	*out = l;
	return true;
}

/* "ld-v1-00-h323-020612A": its versions are not those of the names above. */
static bool parse_ld(const struct nr_model *m, const char *name, struct nr_load *out)
{
	struct nr_load l = start(m);
	struct nr_version unused = { { 0 } };
	const char *s = name, *protocol;
	uint16_t n[2];

	if (strcmp(m->load_prefixes[0], "CP7905") != 0 || !scan_text(&s, "ld-v") ||
	    !nr_scan_u16(&s, &n[0]) || !scan_part(&s, "-", &n[1]) || !scan_text(&s, "-") ||
	    !(protocol = scan_protocol(&s)) || !scan_text(&s, "-") || !scan_build(&s, &unused) ||
	    *s || strlen(name) >= sizeof(l.text))
		return false;
	snprintf(l.text, sizeof(l.text), "%s", name);
	snprintf(l.protocol, sizeof(l.protocol), "%s", protocol);
	snprintf(l.printed, sizeof(l.printed), "%u.%02u", n[0], n[1]);
	*out = l;
	return true;
}

static bool parse_transition(const struct nr_model *m, const char *name, struct nr_load *out)
{
	struct nr_load l = start(m);

	if (strcmp(m->load_prefixes[0], "ATA") != 0 || strcasecmp(name, "transition") != 0)
		return false;
	l.ordered = true;
	l.version = l.latest = (struct nr_version){ { 2 } };
	snprintf(l.text, sizeof(l.text), "transition");
	snprintf(l.printed, sizeof(l.printed), "2.0");
	*out = l;
	return true;
}

/* -- archives -------------------------------------------------------------------------- */

/* What is known to be inside. */
static const struct {
	const char *archive, *load;
} pairs[] = {
	{ "CMTERM-7905G-SCCP.8-0-3", "CP7905080003SCCP070409A" },
	{ "CMTERM-7912G-SCCP.8-0-4", "CP7912080004SCCP080108A" },
};

/* It is any build of @n[0].@n[1](@n[2]), in an archive. */
static void set_release(struct nr_load *l, const uint16_t n[3], const char *protocol)
{
	l->kind = NR_KIND_ARCHIVE;
	l->ordered = true;
	l->version = (struct nr_version){ { n[0], n[1], n[2] } };
	l->latest = scan_last(l->version, 3);
	snprintf(l->protocol, sizeof(l->protocol), "%s", protocol);
	snprintf(l->text, sizeof(l->text), "%u-%u-%u", n[0], n[1], n[2]);
	snprintf(l->printed, sizeof(l->printed), "%u.%u(%u)", n[0], n[1], n[2]);
}

/* "cmterm-7905G-sccp.8-0-3": any build of that version. */
static bool parse_cmterm(const struct nr_model *m, const char *name, struct nr_load *out)
{
	struct nr_load l = start(m);
	const char *s = name, *protocol;
	uint16_t n[3];

	if (!scan_text(&s, "cmterm-") || strncmp(m->load_prefixes[0], "CP", 2) != 0 ||
	    !scan_text(&s, m->load_prefixes[0] + 2))
		return false;
	scan_text(&s, "G");
	if (!scan_text(&s, "-") || !(protocol = scan_protocol(&s)) ||
	    !scan_part(&s, ".", &n[0]) || !scan_part(&s, "-", &n[1]) ||
	    !scan_part(&s, "-", &n[2]) || *s)
		return false;
	set_release(&l, n, protocol);
	for (size_t i = 0; i < NR_ARRAY_SIZE(pairs); i++)
		if (strcmp(pairs[i].archive, name) == 0)
			snprintf(l.load, sizeof(l.load), "%s", pairs[i].load);
	*out = l;
	return true;
}

/* "ATA-3.2.4-SCCP", as a call manager calls it: any build of that version. */
static bool parse_ata_cmterm(const struct nr_model *m, const char *s, struct nr_load *out)
{
	struct nr_load l = start(m);
	const char *protocol;
	uint16_t n[3];

	if (strcmp(m->load_prefixes[0], "ATA") != 0 || !scan_text(&s, "cmterm-ata-") ||
	    !nr_scan_u16(&s, &n[0]) || !scan_part(&s, ".-", &n[1]) || !scan_part(&s, ".-", &n[2]) ||
	    !nr_scan_lit(&s, "-") || !(protocol = scan_protocol(&s)) || *s)
		return false;
	set_release(&l, n, protocol);
	*out = l;
	return true;
}

/* "ata_03_02_04_sccp_090202_a" is ATA030204SCCP090202A. */
static bool parse_ata_archive(const struct nr_model *m, const char *s, struct nr_load *out)
{
	char load[32];
	size_t n = 0;

	for (; *s && n + 1 < sizeof(load); s++)
		if (*s != '_')
			load[n++] = *s;
	load[n] = '\0';
	if (*s || !parse_load(m, load, out))
		return false;
	out->kind = NR_KIND_ARCHIVE;
	snprintf(out->load, sizeof(out->load), "%s", load);
	return true;
}

static bool parse_archive(const struct nr_model *m, const char *name, struct nr_load *out)
{
	char inside[64];

	return scan_inside(inside, sizeof(inside), name) &&
	       (parse_cmterm(m, inside, out) || parse_ata_cmterm(m, inside, out) ||
		parse_ata_archive(m, inside, out));
}

bool dated_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	return parse_load(self, name, out) || parse_ld(self, name, out) ||
	       parse_transition(self, name, out) || parse_archive(self, name, out);
}

bool dated_archive(const struct nr_model *self, const struct nr_load *load, char *out,
		     size_t size)
{
	const uint16_t *n = load->version.part;
	const char *protocol = strcmp(load->protocol, "SIP") == 0 ? "sip" : "sccp";
	int len;

	/* Cisco's archives of the ATA have it beside the load. */
	if (strcmp(load->text, "transition") == 0)
		return snprintf(out, size, "transition.zup") < (int)size;
	if (!load->ordered || !load->protocol[0])
		return false;
	if (strcmp(self->load_prefixes[0], "ATA") == 0)
		len = snprintf(out, size, "ata_%02u_%02u_%02u_%s_%02u%02u%02u_%c.zip", n[0], n[1],
			       n[2], protocol, n[3], n[4], n[5],
			       n[6] ? tolower((char)n[6]) : 'a');
	else
		len = snprintf(out, size, "cmterm-%sG-%s.%u-%u-%u.zip", self->load_prefixes[0] + 2,
			       protocol, n[0], n[1], n[2]);
	return len > 0 && (size_t)len < size;
}
