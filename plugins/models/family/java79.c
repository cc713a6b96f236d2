/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * java79.c -- load names, order and upgrade rules of the Java 79xx phones.
 *
 * The grammar (family "F1"):
 *
 *   load       (SCCP|SIP|TERM) NN . VERSION S          SCCP45.9-4-2SR3-1S
 *   component  (jar|cvm) NN [sccp|sip] . VERSION        jar45sip.9-3-1ES26
 *              (cnu|apps|dsp) NN . VERSION              serve both protocols
 *   manifest   term NN .default
 *   archive    cmterm-MODELS-(sccp|sip).VERSION[.k3].(zip|tar|tgz|cop.sgn|...)
 *   marker     79XX_default_load, TERM NN _LOAD         CDP of a wiped phone
 *   VERSION    M-m-r [SRn] [ESn] [THn] [TRn] [-build [-build]]
 *
 * A place on the scale is {M, m, r, SR, build, build}.  ES numbers are a scale
 * of their own: they are placed by the table of known pairs below, exactly, or
 * between two of its entries, or anywhere in their release.
 */
#include "java79.h"
#include "scan.h"

#include <ctype.h>
#include <strings.h>

#define MAX UINT16_MAX
#define TEXT_SIZE 28            /* of a version text: the printed form fits 32 too */

/* -- upgrade rules ------------------------------------------------------------ */

#define SOURCE_GUIDE                                                                   \
	"Cisco TelePresence administration guide, upgrading the phone (\"earlier than 8.3(3)\" to " \
	"\"8.5(3) or later\": 8.5(2) first); Cisco release note of 8.5(3), quoted in the readme of " \
	"CUCM 10.5(2)SU7"
#define SOURCE_RN923    "Cisco release note of 9.2(3), quoted on sysop.ca/?p=337"
#define SOURCE_SEEN                                                                    \
	"no document of Cisco's; seen to work on a looping 7945: 8.3(3), 8.5(2), 9.3(1), 9.4(2) " \
	"(vulpestechnology.com)"
#define SOURCE_797X     "community.cisco.com ta-p/3122993 (the exact step is cut off there)"

/* Loads from 8.5(2)SR1 on are signed with the new keys only. */
#define J1                                                                             \
	{ .id = "J1",                                                                  \
	  .reason = "a load older than 8.3(3) does not know the signature of loads after " \
		    "8.5(2): 8.5(2) comes first",                                      \
	  .direct = "8.5(2) knows the signature of all later loads: Cisco asks for no stop after it", \
	  .source = SOURCE_GUIDE, .confidence = NR_HIGH,                               \
	  .before = { { 8, 3, 3 } }, .reaching = { { 8, 5, 2, 1 } },                   \
	  .via_min = { { 8, 5, 2 } }, .via_max = { { 8, 5, 2, 0, MAX, MAX, MAX, MAX } }, \
	  .via_text = "8-5-2" }

/* J3 of the same sources is its other half: from there no stop is asked for. */
#define J2                                                                             \
	{ .id = "J2",                                                                  \
	  .reason = "a load older than 8.3(3) takes one from 8.3(3) to 8.5(2), which knows the old and " \
		    "the new signature, before 9.2(3) or later",                       \
	  .direct = "loads from 8.3(3) to 8.5(2) accept the old and the new signature: Cisco asks for no " \
		    "stop from there on",                                              \
	  .source = SOURCE_RN923, .confidence = NR_HIGH,                               \
	  .before = { { 8, 3, 3 } }, .reaching = { { 9, 2, 3 } },                      \
	  .via_min = { { 8, 3, 3 } }, .via_max = { { 8, 5, 2, 0, MAX, MAX, MAX, MAX } }, \
	  .via_text = "8-5-2" }

#define J4                                                                             \
	{ .id = "J4",                                                                  \
	  .reason = "Cisco asks for no stop from 8.3(3) on; from a load older than 8.5(2) to 9.4 experience " \
		    "does: over 8.5(2) is the way that worked on phones that looped",  \
	  .direct = "8.5(2) to 9.4 worked on phones that looped, with 9.3(1) between where it was at hand", \
	  .source = SOURCE_SEEN, .confidence = NR_MEDIUM,                              \
	  .before = { { 8, 5, 2 } }, .reaching = { { 9, 4 } },                         \
	  .via_min = { { 8, 5, 2 } }, .via_max = { { 8, 5, 2, 0, MAX, MAX, MAX, MAX } }, \
	  .via_text = "8-5-2" },                                                       \
	{ .id = "J4",                                                                  \
	  .reason = "Cisco does not ask for this one: from a load older than 9.3(1) to 9.4, 9.3(1) costs one " \
		    "restart and is the way that worked on phones that looped",        \
	  .direct = "from 9.3(1) straight to 9.4 is the way that worked on phones that looped, and Cisco " \
		    "asks for no stop",                                                \
	  .source = SOURCE_SEEN, .confidence = NR_MEDIUM, .optional = true,            \
	  .before = { { 9, 3, 1 } }, .reaching = { { 9, 4 } },                         \
	  .via_min = { { 9, 3, 1 } }, .via_max = { { 9, 3, 1, MAX, MAX, MAX, MAX, MAX } }, \
	  .via_text = "9-3-1SR4-1" }

/* Any load that no row above speaks of. */
#define J3                                                                             \
	{ .id = "J3",                                                                  \
	  .reason = "Cisco asks for no stop but that of 8.5(2) on the way from loads older than 8.3(3)", \
	  .direct = "Cisco's documents ask for a stop only from before 8.3(3) to after 8.5(2), and this is " \
		    "none",                                                            \
	  .source = SOURCE_GUIDE "; " SOURCE_RN923, .confidence = NR_HIGH, .optional = true, \
	  .before = { { MAX } } }

#define J5                                                                             \
	{ .id = "J5",                                                                  \
	  .reason = "an SCCP load older than 8.3(3) (old stock of the 7970 and 7975) goes to 8.4 or 8.5(2) " \
		    "of the same protocol first, then to SIP",                         \
	  .direct = "from 8.4 or 8.5(2) of SCCP it goes to SIP",                       \
	  .source = SOURCE_797X, .confidence = NR_MEDIUM, .protocol = "SCCP>SIP",      \
	  .before = { { 8, 3, 3 } }, .reaching = { { 8, 4, 4 } },                      \
	  .via_min = { { 8, 4 } }, .via_max = { { 8, 5, 2, 0, MAX, MAX, MAX, MAX } },  \
	  .via_text = "8-5-2" }

#define J8                                                                             \
	{ .id = "J8",                                                                  \
	  .reason = "when a load older than 7.2(1) rejects the next one, try 7.2(1) or " \
		    "8.0(4) between",                                                  \
	  .source = "no document found; experience", .confidence = NR_LOW,             \
	  .before = { { 7, 2, 1 } }, .reaching = { { 8, 3, 3 } },                      \
	  .via_min = { { 7, 2, 1 } }, .via_max = { { 8, 0, 4, MAX, MAX, MAX, MAX, MAX } }, \
	  .via_text = "8-0-4SR2" }

#define J9(protocol_)                                                                  \
	{ .id = "J9",                                                                  \
	  .reason = "change the protocol at the same version where that is possible",  \
	  .source = "pattern of community.cisco.com ta-p/3122993", .confidence = NR_LOW, \
	  .protocol = protocol_, .before = { { MAX } } }

#define J11                                                                            \
	{ .id = "J11",                                                                 \
	  .reason = "from 9.x back below 8.5(2): better wipe the phone and give it the load " \
		    "list of that version",                                            \
	  .source = "no document found; experience", .confidence = NR_LOW, .down = true, \
	  .before = { { 9 } }, .reaching = { { 8, 5, 2 } },                            \
	  .via_min = { { 8, 5, 2 } }, .via_max = { { 8, 5, 2, 0, MAX, MAX, MAX, MAX } }, \
	  .via_text = "8-5-2" }

/* Nothing on the wire says what a board is, but the lists of two loads can be compared. */
#define J10                                                                            \
	{ .id = "J10",                                                                 \
	  .reason = "a board with newer parts rejects an older load (Load rejected HC): then " \
		    "the oldest load whose list covers it (HARDWARE_COMP_1) is the one to take", \
	  .source = "Cisco administrator guides of the 6900 and 7900 series",          \
	  .confidence = NR_HIGH, .optional = true, .down = true,                       \
	  .before = { { 0 } }, .reaching = { { MAX } } }

const struct nr_hop java79_hops[] = {
	J1, J2, J4, J3, J8, J9("SCCP>SIP"), J9("SIP>SCCP"), J10, J11, { .id = NULL }
};

const struct nr_hop java79_hops_797x[] = {
	J1, J2, J4, J5, J3, J8, J9("SCCP>SIP"), J9("SIP>SCCP"), J10, J11, { .id = NULL }
};

/* A wiped one asks for termNN.default.loads alone, whatever it hears: logs of a 7942, a 7945
 * and a 7961. */
const char *const java79_signs[] = { "* CTLSEP%M.tlv", "* ITLSEP%M.tlv", "* SEP%M.cnf.xml", NULL };

const struct nr_hop java79_wiped_hop = {
	.id = "J6",
	.reason = "an older boot loader may reject the newest load, and takes one from 8.3(3) to "
		  "8.5(2); one that rejects that too took older lists (7970: 8.3(3), 7.0(3), 6.0(3))",
	.source = "wiped phones seen to take 9.4(2) and 9.2(1) directly, others to reject 9.2(1) "
		  "(tickett.wordpress.com/tag/cp-7906g, GaryJS3/HomeIPhone); another way that "
		  "was written down: 8.3(3) first (J7, scribd.com/document/512826825); older lists "
		  "on a formatted 7970 (J12, thouret.uk; trixbox, \"7970 bricked\")",
	.confidence = NR_MEDIUM,
	.via_min = { { 8, 3, 3 } }, .via_max = { { 8, 5, 2, 0, MAX, MAX, MAX, MAX } },
	.via_text = "8-5-2",
};

const char *const java79_protocols[] = { "SCCP", "SIP", NULL };

/* -- known pairs of component and load ---------------------------------------- */

/*
 * What the images of a load are called, read from real packages.  @train and
 * @part NULL: any.  Rows of one release stand in the order of their ES number.
 */
struct pair {
	const char *train, *part, *protocol;
	const char *component, *load;
};

static const struct pair pairs[] = {
	{ NULL, NULL, NULL, "8-0-1-13", "8-0-1-11" },
	{ NULL, NULL, NULL, "8-2-2TR2", "8-2-2SR2" },
	{ NULL, NULL, NULL, "8-3-0-50", "8-3-1" },
	{ NULL, NULL, NULL, "8-3-2-27", "8-3-3" },
	{ NULL, NULL, NULL, "8-3-3ES2", "8-3-3SR2" },
	{ NULL, NULL, NULL, "8-4-1-23", "8-4-2" },
	{ NULL, NULL, NULL, "8-5-2TH1-9", "8-5-2" },
	{ NULL, NULL, NULL, "8-5-3TH1-6", "8-5-3" },
	{ NULL, NULL, NULL, "8-5-4TH1-6", "8-5-4" },
	{ NULL, NULL, NULL, "9-2-1TH1-13", "9-2-1" },
	{ NULL, NULL, NULL, "9-3-1ES8", "9-3-1SR1-1" },
	{ NULL, NULL, NULL, "9-3-1ES26", "9-3-1SR4-1" },
	{ NULL, NULL, NULL, "9-4-2TH1-1", "9-4-2-1" },
	{ NULL, NULL, NULL, "9-4-2ES9", "9-4-2SR1-1" },
	{ NULL, NULL, NULL, "9-4-2ES22", "9-4-2SR2-2" },
	{ NULL, NULL, NULL, "9-4-2ES26", "9-4-2SR3-1" },
	{ "11", "jar", "SCCP", "7-2-0-66", "7-2-1-0" },
	{ "11", "cvm", "SCCP", "7-2-0-66", "7-2-1-0" },
	{ "11", "apps", "SCCP", "1-0-0-72", "7-2-1-0" },
	{ "11", "dsp", "SCCP", "1-0-0-73", "7-2-1-0" },
	{ "11", "cnu", "SCCP", "3-0-0-81", "7-2-1-0" },
};

/* -- version texts ------------------------------------------------------------ */

struct java_version {
	uint16_t release[3], sr, es, th, tr, build[2];
	bool has_sr, has_es, has_th, has_tr;
	int builds;
	const char *dev;        /* a build of the developers, "-0DEV": nowhere on the scale; or NULL */
};

/* @s in capitals. */
static bool scan_version(const char *s, struct java_version *out)
{
	struct java_version v = { .builds = 0 };
	const char *stage;

	for (int i = 0; i < 3; i++)
		if ((i > 0 && !nr_scan_lit(&s, "-")) || !nr_scan_u16(&s, &v.release[i]))
			return false;
	stage = s;
	v.has_sr = scan_stage(&s, "SR", &v.sr);
	v.has_es = scan_stage(&s, "ES", &v.es);
	v.has_th = scan_stage(&s, "TH", &v.th);
	v.has_tr = scan_stage(&s, "TR", &v.tr);
	while (v.builds < 2 && scan_stage(&s, "-", &v.build[v.builds]))
		v.builds++;
	v.dev = *s ? stage : NULL;
	if (v.dev && !scan_is_dev(s))
		return false;
	*out = v;
	return true;
}

/* "9.3(1)SR4-1".  A build that is only "-0" says nothing and is not printed. */
static void print_version(const struct java_version *v, char out[32])
{
	char sr[8] = "", es[8] = "", th[8] = "", build[16] = "";

	if (v->dev) {
		snprintf(out, 32, "%u.%u(%u)%.10s", v->release[0], v->release[1], v->release[2], v->dev);
		return;
	}
	if (v->has_sr)
		snprintf(sr, sizeof(sr), "SR%u", v->sr);
	if (v->has_es)
		snprintf(es, sizeof(es), "ES%u", v->es);
	if (v->has_th)
		snprintf(th, sizeof(th), "TH%u", v->th);
	else if (v->has_tr)
		snprintf(th, sizeof(th), "TR%u", v->tr);
	if (v->builds == 2)
		snprintf(build, sizeof(build), "-%u-%u", v->build[0], v->build[1]);
	else if (v->build[0] > 0)
		snprintf(build, sizeof(build), "-%u", v->build[0]);
	if (snprintf(out, 32, "%u.%u(%u)%s%s%s%s", v->release[0], v->release[1], v->release[2],
		     sr, es, th, build) >= 32)
		out[31] = '\0';
}

/* -- places on the scale -------------------------------------------------------- */

static struct nr_version release_start(const struct java_version *v)
{
	return (struct nr_version){ { v->release[0], v->release[1], v->release[2] } };
}

static struct nr_version just_after(struct nr_version v)
{
	v.part[7]++;
	return v;
}

static struct nr_version just_before(struct nr_version v)
{
	int i = 7;

	while (i > 0 && v.part[i] == 0)
		v.part[i--] = MAX;
	v.part[i]--;
	return v;
}

static struct nr_version exact_place(const struct java_version *v)
{
	return (struct nr_version){ { v->release[0], v->release[1], v->release[2], v->sr,
				      v->build[0], v->build[1] } };
}

static struct nr_version text_place(const char *text)
{
	struct java_version v;

	return scan_version(text, &v) ? exact_place(&v) : (struct nr_version){ { 0 } };
}

/* Behind the builds of the release itself, between the nearest known ES numbers of it. */
static void place_es(const struct java_version *v, struct nr_load *l)
{
	l->version = scan_last(release_start(v), 4);
	l->latest = scan_last(release_start(v), 3);
	for (size_t i = 0; i < NR_ARRAY_SIZE(pairs); i++) {
		struct java_version p;
		struct nr_version at;

		if (!scan_version(pairs[i].component, &p) || !p.has_es ||
		    memcmp(p.release, v->release, sizeof(p.release)) != 0)
			continue;
		at = text_place(pairs[i].load);
		if (p.es == v->es && v->builds == 0) {
			l->version = l->latest = at;
			return;
		}
		if (p.es < v->es) {
			l->version = just_after(at);
		} else {
			l->latest = just_before(at);
			return;
		}
	}
}

static void place(const struct java_version *v, struct nr_load *l)
{
	l->ordered = !v->dev;
	if (v->has_sr && (v->has_es || v->has_th)) {
		l->version = release_start(v);
		l->version.part[3] = v->sr;
		l->latest = scan_last(l->version, 4);
	} else if (v->has_es) {
		place_es(v, l);
	} else if (v->has_th || v->has_tr) {
		l->version = release_start(v);
		l->latest = scan_last(l->version, 3);
	} else {
		l->version = l->latest = exact_place(v);
	}
}

/* -- names ---------------------------------------------------------------------- */

/* "45" of "SCCP45.": what the first load prefix says. */
static void train_of(const struct nr_model *m, char out[16])
{
	const char *p = m->load_prefixes[0];
	size_t n = 0;

	while (*p && !isdigit((unsigned char)*p))
		p++;
	while (isdigit((unsigned char)p[n]) && n < 15) {
		out[n] = p[n];
		n++;
	}
	out[n] = '\0';
}

static struct nr_load start_load(const struct nr_model *m, enum nr_kind kind,
				 const char *protocol)
{
	struct nr_load l = { .kind = kind, .family = "F1" };

	train_of(m, l.train);
	snprintf(l.protocol, sizeof(l.protocol), "%s", protocol);
	return l;
}

static bool set_version(struct nr_load *l, const char *text, struct java_version *v)
{
	if (!scan_version(text, v))
		return false;
	snprintf(l->text, sizeof(l->text), "%s", text);
	print_version(v, l->printed);
	place(v, l);
	return true;
}

/* The name of the load of version @text: "SIP45.9-3-1SR4-1S". */
static void set_owner(struct nr_load *l, const char *protocol, const char *text)
{
	if (protocol[0])
		snprintf(l->load, sizeof(l->load), "%s%s.%sS", protocol, l->train, text);
}

/* TERM41.7-0-3-0S was the SCCP load before there was SIP. */
static const char *prefix_protocol(const char *prefix)
{
	return strncmp(prefix, "SIP", 3) == 0 ? "SIP" : "SCCP";
}

/* The version of the table that "9-3-1SR4" may mean, with its build; NULL: none. */
static const char *known_load(const char *text)
{
	size_t n = strlen(text);

	for (size_t i = 0; i < NR_ARRAY_SIZE(pairs); i++)
		if (!pairs[i].train && strncmp(pairs[i].load, text, n) == 0 &&
		    (pairs[i].load[n] == '-' || pairs[i].load[n] == '\0'))
			return pairs[i].load;
	return NULL;
}

/*
 * "SCCP45.9-4-2SR3-1S".  Without the final S, as people write it in forums
 * (SIP45.9-3-1SR4), there is no such file: a name that means a load, but stands
 * nowhere on the scale, so that nothing is decided by it.
 */
static bool parse_load(const struct nr_model *m, const char *name, struct nr_load *out)
{
	for (const char *const *p = m->load_prefixes; *p; p++) {
		struct nr_load l;
		struct java_version v;
		char text[TEXT_SIZE];
		const char *s = name;
		size_t len;
		bool is_signed;

		if (!scan_text(&s, *p))
			continue;
		len = strlen(s);
		is_signed = len > 0 && toupper((unsigned char)s[len - 1]) == 'S';
		l = start_load(m, NR_KIND_LOAD, prefix_protocol(*p));
		if (!scan_upper(text, sizeof(text), s, is_signed ? len - 1 : len) || !set_version(&l, text, &v))
			return false;
		/* This is how Cisco's table of CME loads prints it. */
		if (strcmp(text, "8-0-4ES4-0-1") == 0)
			snprintf(l.printed, sizeof(l.printed), "8.0(4)");
		l.ordered = l.ordered && is_signed;
		if (!is_signed && !v.dev) {
			if (known_load(text))
				set_owner(&l, l.protocol, known_load(text));
			l.doubt = "no load has such a name: the end of it is missing, which is an S, often "
				  "with a build before it (SR4-1S)";
		}
		*out = l;
		return true;
	}
	return false;
}

/* "jar45sip.": the part's name, and the protocol when it says one. */
static bool scan_component(const char **s, const char *train, const char **part,
		      const char **protocol)
{
	static const struct {
		const char *name;
		bool one_protocol;
	} parts[] = { { "jar", true }, { "cvm", true }, { "cnu", false }, { "apps", false },
		      { "dsp", false } };

	*protocol = "";
	for (size_t i = 0; i < NR_ARRAY_SIZE(parts); i++) {
		const char *p = *s;

		if (!scan_text(&p, parts[i].name) || !nr_scan_lit(&p, train))
			continue;
		if (parts[i].one_protocol && scan_text(&p, "sccp"))
			*protocol = "SCCP";
		else if (parts[i].one_protocol && scan_text(&p, "sip"))
			*protocol = "SIP";
		if (!nr_scan_lit(&p, "."))
			continue;
		*part = parts[i].name;
		*s = p;
		return true;
	}
	return false;
}

static const struct pair *find_pair(const char *train, const char *part, const char *text)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(pairs); i++) {
		const struct pair *p = &pairs[i];

		if ((!p->train || strcmp(p->train, train) == 0) &&
		    (!p->part || strcmp(p->part, part) == 0) && strcmp(p->component, text) == 0)
			return p;
	}
	return NULL;
}

#define DOUBT_BUILD                                                                    \
	"an image with a plain build bears the number before that of its release; this one " \
	"is in no list that was seen"

/*
 * A component without a known load.  With a service release number it belongs
 * to the load of that number.  A plain build is one on the way to a later
 * release: 7-2-0-66 became 7.2(1), 8-3-2-27 became 8.3(3), each time the next
 * number, and so it is printed.  Below 7 the parts count for themselves.
 */
static void place_component(const struct java_version *v, struct nr_load *l)
{
	if (v->release[0] < 7)
		l->ordered = false;
	if (v->dev || v->has_es || v->has_th || v->has_tr)
		return;
	if (v->has_sr) {
		set_owner(l, l->protocol, l->text);
	} else if (v->release[0] >= 7) {
		struct java_version next = { .release = { v->release[0], v->release[1], v->release[2] } };

		next.release[2]++;
		print_version(&next, l->printed);
		l->latest = scan_last(l->version = release_start(v), 2);
		l->doubt = DOUBT_BUILD;
	}
}

static bool parse_component(const struct nr_model *m, const char *name, struct nr_load *out)
{
	struct nr_load l = start_load(m, NR_KIND_COMPONENT, "");
	const struct pair *pair;
	const char *part, *protocol;
	char text[TEXT_SIZE];
	struct java_version v, owner;

	if (!scan_component(&name, l.train, &part, &protocol) ||
	    !scan_upper(text, sizeof(text), name, strlen(name)) || !set_version(&l, text, &v))
		return false;
	snprintf(l.protocol, sizeof(l.protocol), "%s", protocol);
	pair = find_pair(l.train, part, text);
	if (pair && scan_version(pair->load, &owner)) {
		l.version = l.latest = exact_place(&owner);
		print_version(&owner, l.printed);
		set_owner(&l, pair->protocol ? pair->protocol : protocol, pair->load);
	} else {
		place_component(&v, &l);
	}
	*out = l;
	return true;
}

static bool parse_manifest(const struct nr_model *m, const char *name, struct nr_load *out)
{
	for (const struct nr_name *n = m->names; n && n->glob; n++) {
		size_t len = strlen(n->glob), suffix = strlen(m->load_suffix);

		if (n->want != NR_WANT_MANIFEST || strlen(name) + suffix != len ||
		    strncasecmp(name, n->glob, len - suffix) != 0)
			continue;
		*out = start_load(m, NR_KIND_MANIFEST, "");
		return true;
	}
	return false;
}

/* "TERM70_LOAD" is what an old loader of a 7970 said (seen once). */
static bool parse_marker(const struct nr_model *m, const char *name, struct nr_load *out)
{
	const char *s = name;
	char train[16];

	train_of(m, train);
	if (strcasecmp(name, "79XX_default_load") != 0 &&
	    (!scan_text(&s, "TERM") || !scan_text(&s, train) || strcasecmp(s, "_LOAD") != 0))
		return false;
	*out = start_load(m, NR_KIND_MARKER, "");
	return true;
}

/* -- archives -------------------------------------------------------------------- */

/* Is the number of @len digits one of "7945_7965" in the archive format? */
static bool in_group(const struct nr_model *m, const char *number, size_t len)
{
	const char *p = strchr(m->archive_format, '-');
	const char *end = p ? strchr(p, '%') : NULL;

	for (; p && end && p + len < end; p++)
		if ((*p == '-' || *p == '_') && strncmp(p + 1, number, len) == 0 &&
		    !isdigit((unsigned char)p[1 + len]))
			return true;
	return false;
}

/* "7945_7965-": the models, in any order, with "_" or "-" between. */
static bool scan_group(const struct nr_model *m, const char **s)
{
	const char *p = *s;
	int count = 0;

	for (;;) {
		size_t n = strspn(p, "0123456789");

		if (n == 0)
			break;
		if (!in_group(m, p, n))
			return false;
		p += n;
		if (*p == 'G' || *p == 'g')
			p++;
		if (*p != '_' && *p != '-')
			return false;
		p++;
		count++;
	}
	*s = p;
	return count > 0;
}

/* "scpp" is how Cisco once spelled the 7931's. */
static const char *scan_archive_protocol(const char **s)
{
	if (scan_text(s, "sccp.") || scan_text(s, "scpp."))
		return "SCCP";
	return scan_text(s, "sip.") ? "SIP" : NULL;
}

static bool parse_archive(const struct nr_model *m, const char *name, struct nr_load *out)
{
	struct nr_load l;
	struct java_version v;
	const char *protocol;
	char text[TEXT_SIZE];
	bool is_archive;

	if (!scan_text(&name, "cmterm-") || !scan_group(m, &name))
		return false;
	protocol = scan_archive_protocol(&name);
	if (!protocol || !scan_upper(text, sizeof(text), name, scan_archive(name, &is_archive)))
		return false;
	/* Mirrors carry 9.4(2)SR3-1 under this name too; the load inside is the same. */
	if (strcmp(text, "9-4-2-1SR3-1") == 0)
		snprintf(text, sizeof(text), "9-4-2SR3-1");
	l = start_load(m, NR_KIND_ARCHIVE, protocol);
	if (!set_version(&l, text, &v))
		return false;
	/* The first SCCP loads: TERM70.6-0-1-0S, TERM41.7-0-3-0S. */
	if (protocol[1] == 'C' && v.release[0] < 8 && v.release[1] < 2 && v.builds == 0)
		snprintf(l.load, sizeof(l.load), "TERM%s.%s-0S", l.train, text);
	else
		set_owner(&l, protocol, text);
	*out = l;
	return true;
}

bool java79_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	return parse_load(self, name, out) || parse_component(self, name, out) ||
	       parse_manifest(self, name, out) || parse_marker(self, name, out) ||
	       parse_archive(self, name, out);
}

/* -- versions in alarms ------------------------------------------------------------ */

/* "2SR3.1S)" as it stands in a name: "2SR3-1". */
static bool inner_text(const char *s, bool build, char out[TEXT_SIZE])
{
	size_t n = strspn(s, "0123456789SRETH."), end = n;

	if (n == 0 || n >= TEXT_SIZE || !isdigit((unsigned char)*s) || strcmp(s + n, ")") != 0)
		return false;
	if (s[n - 1] == 'S')
		end--;
	if (!build)
		end = strcspn(s, ".") < end ? strcspn(s, ".") : end;
	for (size_t i = 0; i < end; i++)
		out[i] = s[i] == '.' ? '-' : s[i];
	out[end] = '\0';
	return true;
}

/* The alarm of a 79xx says "Load= 9.4(2SR3.1S)" for SCCP75.9-4-2SR3-1S. */
bool java79_printed(const struct nr_model *self, const char *protocol, const char *said,
		    bool build, char *out, size_t size)
{
	char train[16], inner[TEXT_SIZE];
	uint16_t n[2];
	int len;

	if (!nr_scan_u16(&said, &n[0]) || !nr_scan_lit(&said, ".") || !nr_scan_u16(&said, &n[1]) ||
	    !nr_scan_lit(&said, "(") || !inner_text(said, build, inner))
		return false;
	train_of(self, train);
	len = snprintf(out, size, "%s%s.%u-%u-%sS", protocol, train, n[0], n[1], inner);
	return len > 0 && (size_t)len < size;
}

/* -- versions as people print them ----------------------------------------------------- */

/* Has a load of this version a build in its name that no document gives? */
static bool lacks_build(const struct java_version *v)
{
	return v->builds == 0 && (v->release[0] > 9 || (v->release[0] == 9 && v->release[1] > 2));
}

/* "9.4(2)SR3" is SCCP45.9-4-2SR3-1S by the table; before 9.3 a release needs no build. */
bool java79_load_of(const struct nr_model *self, const char *protocol, const char *version,
		    char *out, size_t size)
{
	char train[16], text[TEXT_SIZE];
	struct java_version v;
	const char *known = text;
	int len;

	/* the first release was 5.0, the last 9.4(2)SR4 */
	if (!scan_dashed(text, sizeof(text), version) || !scan_version(text, &v) || v.release[0] < 5 ||
	    v.release[0] > 9)
		return false;
	if (lacks_build(&v))
		known = known_load(text);
	if (!known)
		return false;
	train_of(self, train);
	len = snprintf(out, size, "%s%s.%sS", protocol, train, known);
	return len > 0 && (size_t)len < size;
}
