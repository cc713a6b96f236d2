/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * names.c -- names that no model reads.
 *
 * The table is for people who ask "what is this file?", and decides nothing: what is
 * served, and to whom, is the business of models and of the library.  A row is a glob,
 * without case; "%M" stands for twelve hexadecimal digits.  With a slash it is held
 * against the whole name, else against what stands behind the last one.  The first row
 * that fits counts.
 */
#include <config.h>

#include "core/plugin/names.h"

#include <ctype.h>
#include <fnmatch.h>
#include <strings.h>

static const char *const kind_names[] = {
	[NAMES_UNKNOWN] = "unknown", [NAMES_TRUST] = "trust",
	[NAMES_CONFIGURATION] = "configuration", [NAMES_LOCALE] = "locale",
	[NAMES_TONES] = "tones", [NAMES_LOAD] = "load",
	[NAMES_ARCHIVE] = "archive", [NAMES_FOREIGN] = "foreign",
};

const char *names_kind_name(enum names_kind kind)
{
	return kind_names[kind];
}

/* -- the table ----------------------------------------------------------------------- */

/* How the name says its version. */
enum shape {
	SHAPE_NONE = 0,
	SHAPE_DASHED,           /* 11-3-1MSR3-3 is 11.3(1)SR3 */
	SHAPE_DOTTED,           /* 8.7.5.35, as it stands */
	SHAPE_LINED,            /* 4_2_3 is 4.2.3 */
	SHAPE_LAST_THREE,       /* 0625C8J is C8J */
	SHAPE_IOS,              /* 153-3.JF12 is 15.3(3)JF12 */
	SHAPE_BRANCH,           /* v0520_b0001 is 05.20.0001 */
};

struct names_row {
	enum names_kind kind;
	const char *glob;
	const char *note;
	enum shape shape;
	const char *protocol;
};

#define NOT_FOUND       "; \"not found\" is a right answer and does no harm"
#define TRUST           "a trust list that a phone asks for" NOT_FOUND
#define OWN             "the configuration of one phone"
#define SIGNED          "the configuration of one phone, signed: asked for by a phone that holds a trust list"
#define WORDS           "the words on a phone's screen in one language" NOT_FOUND
#define TONES           "the tones of one country" NOT_FOUND
#define RINGS           "ring tones, and the list of them" NOT_FOUND
#define KEYS            "what the keys of a phone do" NOT_FOUND
#define PICTURES        "pictures for a phone's screen, and the list of them" NOT_FOUND
#define SAMPLE          "a sample in Cisco's archives for the 7905, the 7912 and adapters, from which a binary " \
			"profile is made; no phone asks for it"
#define MPP             "a multiplatform phone: not recovered with this"
#define PHONEOS         "a phone of the 9800 series or an 8875 (PhoneOS): not recovered with this"
#define GATEWAY         "firmware of a gateway or bridge of the old call manager: not recovered with this"
#define VIDEO           "software of a video endpoint: not recovered with this"
#define SMALL_BUSINESS  "a Cisco small business phone or adapter (SPA): another product, not recovered with this"
#define SNOM            "of a Snom phone"
#define NORTEL          "of a Nortel or Avaya phone of the 1100 or 1200 series"
#define POLYCOM         "of a Polycom phone"
#define YEALINK         "of a Yealink phone"
#define GRANDSTREAM     "of a Grandstream phone or adapter"
#define AASTRA          "of an Aastra or Mitel phone"
#define AIRONET         "of a Cisco Aironet access point, which runs IOS"
#define SEVERAL         "a configuration by MAC address, as multiplatform phones and those of several other " \
			"makers ask for it"

static const struct names_row rows[] = {
	/* what Cisco's phones ask for */
	{ NAMES_TRUST, "*[CI]TL*%M*.tlv*", TRUST, 0, "" },
	{ NAMES_TRUST, "[CI]TLFile.tlv*", TRUST, 0, "" },
	{ NAMES_TRUST, "ext_[CI]TL*.tlv*", TRUST, 0, "" },
	{ NAMES_TRUST, "*.tlv", TRUST, 0, "" },
	{ NAMES_CONFIGURATION, "???%M.cnf.xml.*sgn", SIGNED, 0, "" },
	{ NAMES_CONFIGURATION, "???%M.cnf.xml", OWN, 0, "" },
	{ NAMES_CONFIGURATION, "???%M.cnf", OWN ", as text", 0, "" },
	{ NAMES_CONFIGURATION, "VG[CA]*.cnf.xml*", "the configuration of a port of a gateway", 0, "" },
	{ NAMES_CONFIGURATION, "AN*.cnf.xml*", "the configuration of a port of a gateway", 0, "" },
	{ NAMES_CONFIGURATION, "XMLDefault.cnf.xml", "the call manager's list of loads, which a phone without a "
	  "configuration of its own takes", 0, "" },
	{ NAMES_CONFIGURATION, "ATADefault.cnf.xml", "the call manager's list of loads, for adapters", 0, "" },
	{ NAMES_CONFIGURATION, "OS79XX.TXT", "names the image that a 7940 or 7960 shall run", 0, "" },
	{ NAMES_CONFIGURATION, "SEPDEFAULT.cnf", "the defaults of old SCCP phones" NOT_FOUND, 0, "" },
	{ NAMES_CONFIGURATION, "SIPDefault.cnf", "the defaults of a 7940 or 7960 with SIP; its SIP application "
	  "asks for it first, so that it shows that this runs", 0, "" },
	{ NAMES_CONFIGURATION, "MGCDefault.cnf", "the defaults of a 7940 or 7960 with MGCP" NOT_FOUND, 0, "" },
	{ NAMES_CONFIGURATION, "gk%M*", "the binary profile of an ATA, 7905 or 7912" NOT_FOUND, 0, "" },
	{ NAMES_CONFIGURATION, "ld%M*", "the binary profile of an ATA, 7905 or 7912" NOT_FOUND, 0, "" },
	{ NAMES_CONFIGURATION, "ata%M*", "the binary profile of an ATA" NOT_FOUND, 0, "" },
	{ NAMES_CONFIGURATION, "[gl][kd]default.*", "the defaults of an ATA, 7905 or 7912" NOT_FOUND, 0, "" },
	{ NAMES_CONFIGURATION, "WLAN*.xml*", "the wireless network of a wireless phone" NOT_FOUND, 0, "" },
	{ NAMES_CONFIGURATION, "*dialplan*.xml", "a dial plan: which digits make a whole number" NOT_FOUND, 0, "" },
	{ NAMES_CONFIGURATION, "*dialtemplate*.xml", "a dial plan" NOT_FOUND, 0, "" },
	{ NAMES_CONFIGURATION, "*dialrule*.xml", "rules for what is dialled" NOT_FOUND, 0, "" },
	{ NAMES_CONFIGURATION, "SK*.xml*", KEYS, 0, "" },
	{ NAMES_CONFIGURATION, "*softkey*.xml", KEYS, 0, "" },
	{ NAMES_CONFIGURATION, "feature*.xml", KEYS, 0, "" },
	{ NAMES_CONFIGURATION, "*lineKey*.xml", KEYS, 0, "" },
	{ NAMES_CONFIGURATION, "load[0-9]*.txt", "a note in a Cisco archive: the call manager's number of a model, "
	  "and its load", 0, "" },
	{ NAMES_CONFIGURATION, "gkdefault*.txt", SAMPLE, 0, "" },
	{ NAMES_CONFIGURATION, "sipexample*.txt", SAMPLE, 0, "" },
	{ NAMES_CONFIGURATION, "sip_ptag*.dat", SAMPLE, 0, "" },
	{ NAMES_CONFIGURATION, "Communicator/*", "of IP Communicator, a program", 0, "" },
	{ NAMES_CONFIGURATION, "Desktops/*", PICTURES, 0, "" },
	{ NAMES_TONES, "g[0-9]-tones.xml", "the tones of one country: g4 on the 9900 series, g3 on most others"
	  NOT_FOUND, 0, "" },
	{ NAMES_TONES, "*tones*.xml", TONES, 0, "" },
	{ NAMES_TONES, "*ringlist*", RINGS, 0, "" },
	{ NAMES_TONES, "distinctive*list.xml", RINGS, 0, "" },
	{ NAMES_TONES, "*.raw", RINGS, 0, "" },
	{ NAMES_TONES, "*.rwb", RINGS, 0, "" },
	{ NAMES_LOCALE, "*-s[ci][cp]*.jar", WORDS, 0, "" },
	{ NAMES_LOCALE, "*-font.xml", WORDS, 0, "" },
	{ NAMES_LOCALE, "*-kate.xml", WORDS, 0, "" },
	{ NAMES_LOCALE, "*-kate.utf-8.xml", WORDS, 0, "" },
	{ NAMES_LOCALE, "*dictionary*.xml", WORDS, 0, "" },
	{ NAMES_LOCALE, "tags_file*", WORDS, 0, "" },
	{ NAMES_LOCALE, "*locale*", "a package with languages and tones: no load is inside", SHAPE_DOTTED, "" },

	/* archives of Cisco without a load for a phone */
	{ NAMES_ARCHIVE, "*dialplan*", "a package with dial plans for the call manager: no load is inside",
	  SHAPE_DASHED, "" },
	{ NAMES_ARCHIVE, "*dial-plan*", "a package with dial plans for the call manager: no load is inside",
	  SHAPE_DASHED, "" },
	{ NAMES_ARCHIVE, "*dp-ffr*", "a package with dial plans for the call manager: no load is inside",
	  SHAPE_DASHED, "" },
	{ NAMES_ARCHIVE, "*device*pack*", "a device pack: it teaches a call manager new models, and may hold loads "
	  "beside that", SHAPE_DOTTED, "" },
	{ NAMES_ARCHIVE, "*dev*pack*", "a device pack: it teaches a call manager new models, and may hold loads "
	  "beside that", SHAPE_DOTTED, "" },
	{ NAMES_ARCHIVE, "cmterm-headset*", "firmware of headsets, which their phone passes on: not recovered with "
	  "this", SHAPE_DASHED, "" },
	{ NAMES_ARCHIVE, "ciscocm.*", "a patch or tool for the call manager: no load is inside", SHAPE_NONE, "" },

	/* firmware of Cisco's other products */
	{ NAMES_LOAD, "headset*", "firmware of headsets, which their phone passes on: not recovered with this",
	  SHAPE_DASHED, "" },
	{ NAMES_ARCHIVE, "cmterm*68[0-9x][0-9x]*", MPP, SHAPE_DASHED, "MPP" },
	{ NAMES_LOAD, "sip68[0-9x][0-9x]*", MPP, SHAPE_DASHED, "MPP" },
	{ NAMES_ARCHIVE, "cmterm*98[0-9x][0-9x]*", PHONEOS, SHAPE_DASHED, "MPP" },
	{ NAMES_LOAD, "sip98[0-9x][0-9x]*", PHONEOS, SHAPE_DASHED, "MPP" },
	{ NAMES_ARCHIVE, "cmterm*8875*", PHONEOS, SHAPE_DASHED, "MPP" },
	{ NAMES_LOAD, "sip8875*", PHONEOS, SHAPE_DASHED, "MPP" },
	{ NAMES_ARCHIVE, "cmterm*ata192*", MPP, SHAPE_DASHED, "MPP" },
	{ NAMES_LOAD, "ata192.*", MPP, SHAPE_DASHED, "MPP" },
	{ NAMES_ARCHIVE, "cmterm*3pcc*", MPP, SHAPE_DASHED, "MPP" },
	{ NAMES_CONFIGURATION, "*-3PCC/*", MPP, SHAPE_NONE, "MPP" },
	{ NAMES_CONFIGURATION, "*-3PCC*.xml", MPP, SHAPE_NONE, "MPP" },
	{ NAMES_CONFIGURATION, "*-MPP*.xml", MPP, SHAPE_NONE, "MPP" },
	{ NAMES_LOAD, "[ACDM]00[1-4][0-9][0-9][0-9]*", GATEWAY, SHAPE_NONE, "" },
	{ NAMES_LOAD, "vgc-main.*", "software of a VG248, a gateway: not recovered with this", SHAPE_DASHED, "" },
	{ NAMES_ARCHIVE, "cmterm-s5[0-9]*", VIDEO, SHAPE_NONE, "" },
	{ NAMES_LOAD, "s5[0-9][0-9][0-9][0-9]*", VIDEO, SHAPE_NONE, "" },
	{ NAMES_LOAD, "cmterm-cts*", VIDEO, SHAPE_DASHED, "" },
	{ NAMES_FOREIGN, "spa[0-9$]*", SMALL_BUSINESS, SHAPE_DASHED, "" },
	{ NAMES_FOREIGN, "*/spa*.cfg", SMALL_BUSINESS, SHAPE_NONE, "" },

	/* other makers, after what their phones were seen to ask for and their archives are called */
	{ NAMES_FOREIGN, "snom*", SNOM, SHAPE_DOTTED, "" },
	{ NAMES_FOREIGN, "M[0-9]*_v*.fwu", SNOM " (DECT base)", SHAPE_BRANCH, "" },
	{ NAMES_FOREIGN, "*.fwu", SNOM " (DECT base)", SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "m9-*.bin", SNOM " (m9)", SHAPE_DOTTED, "" },
	{ NAMES_FOREIGN, "06[0-9A-F][0-9A-F]C[0-9][0-9A-Z].bin", NORTEL ", with UNIStim", SHAPE_LAST_THREE, "" },
	{ NAMES_FOREIGN, "06[0-9A-F][0-9A-F]C[0-9][0-9A-Z]", NORTEL ", with UNIStim", SHAPE_LAST_THREE, "" },
	{ NAMES_FOREIGN, "SIP1[12][0-9x]*", NORTEL ", with SIP", SHAPE_DOTTED, "" },
	{ NAMES_FOREIGN, "1[12][0-9x][0-9x]*SIP.cfg", NORTEL ", with SIP", SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "1[12][0-9x][0-9x]*.cfg", NORTEL ", with UNIStim", SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "SIP%M.cfg", NORTEL ", with SIP", SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "*.PRV", NORTEL ", with UNIStim", SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "*.ld", POLYCOM, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "sip.ver", POLYCOM, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "sip.cfg", POLYCOM, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "phone1.cfg", POLYCOM, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "%M-*", POLYCOM, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "000000000000*", POLYCOM, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "spip_*", POLYCOM, SHAPE_LINED, "" },
	{ NAMES_FOREIGN, "*polycom*", POLYCOM, SHAPE_LINED, "" },
	{ NAMES_FOREIGN, "*SoundPoint*", POLYCOM, SHAPE_LINED, "" },
	{ NAMES_FOREIGN, "*bootrom*", POLYCOM, SHAPE_LINED, "" },
	{ NAMES_FOREIGN, "y0000000*", YEALINK, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "*.rom", YEALINK, SHAPE_DOTTED, "" },
	{ NAMES_FOREIGN, "*.rfs", YEALINK, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "%M.boot", YEALINK, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "T[2-5][0-9X]D.bin", YEALINK, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "cfg%M*", GRANDSTREAM, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "cfg*.xml", GRANDSTREAM, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "*GXP[0-9]*", GRANDSTREAM, SHAPE_DOTTED, "" },
	{ NAMES_FOREIGN, "Release_[GHDU][A-Z]*[0-9]*", GRANDSTREAM, SHAPE_DOTTED, "" },
	{ NAMES_FOREIGN, "ht[0-9]*fw.bin", GRANDSTREAM, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "aastra*", AASTRA, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "mitel*", AASTRA, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "startup.cfg", AASTRA, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "*.tuz", AASTRA, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "*.st", AASTRA, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "*-k9w[78]-*", AIRONET, SHAPE_IOS, "" },
	{ NAMES_FOREIGN, "*-rcvk9w8-*", AIRONET, SHAPE_IOS, "" },
	{ NAMES_FOREIGN, "%M.cfg", SEVERAL, SHAPE_NONE, "" },
	{ NAMES_FOREIGN, "%M.xml", SEVERAL, SHAPE_NONE, "" },
};

/* -- look it up ------------------------------------------------------------------------ */

/* "%M" as a pattern of fnmatch(3); false when it does not fit. */
static bool expand(const char *glob, char *out, size_t size)
{
	static const char digit[] = "[0-9A-Fa-f]";
	size_t len = 0;

	for (const char *g = glob; *g; g++) {
		int times = g[0] == '%' && g[1] == 'M' ? 12 : 0;

		if (len + 12 * (sizeof(digit) - 1) + 1 > size)
			return false;
		for (int i = 0; i < times; i++, len += sizeof(digit) - 1)
			memcpy(out + len, digit, sizeof(digit) - 1);
		if (times)
			g++;
		else
			out[len++] = *g;
	}
	out[len] = '\0';
	return true;
}

static bool fits(const char *glob, const char *name)
{
	char pattern[320];

	return expand(glob, pattern, sizeof(pattern)) && fnmatch(pattern, name, FNM_CASEFOLD) == 0;
}

static const char *base_of(const char *name)
{
	const char *base = name;

	for (const char *p = name; *p; p++)
		if ((*p == '/' || *p == '\\') && p[1])
			base = p + 1;
	return base;
}

static const struct names_row *find_row(const char *name, const char *base)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++)
		if (fits(rows[i].glob, strchr(rows[i].glob, '/') ? name : base))
			return &rows[i];
	return NULL;
}

/* Does the model ask for it, or does who asks for it hint at the model? */
static bool asks(const struct nr_model *m, const char *name, const char *base)
{
	char below[LOAD_NAME_SIZE + 2];

	snprintf(below, sizeof(below), "/%s", base);
	for (const struct nr_name *n = m->names; n && n->glob; n++)
		if (fits(n->glob, base))
			return true;
	for (const struct nr_match *r = m->matches; r && r->glob; r++)
		if (r->fact == NR_FACT_FILE_WANTED && !r->and_glob &&
		    (fits(r->glob, name) || fits(r->glob, base) || fits(r->glob, below)))
			return true;
	return false;
}

/* "load307.txt" is about the model of that number. */
static bool numbered(const struct nr_model *m, const char *base)
{
	char name[24];

	snprintf(name, sizeof(name), "load%u.txt", m->type);
	return m->type && strcasecmp(base, name) == 0;
}

static void find_models(const struct plugins *p, const char *name, const char *base,
			struct names_meaning *out)
{
	for (size_t i = 0; i < p->model_count && out->model_count < NR_ARRAY_SIZE(out->models); i++) {
		const struct nr_model *m = &p->model[i]->model;

		if (asks(m, name, base) || numbered(m, base))
			out->models[out->model_count++] = m;
	}
}

/* -- versions -------------------------------------------------------------------------- */

/* "SR3" of "MSR3-3", "MPP0301-92" and "-0301-6". */
static unsigned service_release(const char *s)
{
	uint16_t n;

	nr_scan_lit(&s, "M");
	if (nr_scan_lit(&s, "SR") && nr_scan_u16(&s, &n))
		return n;
	if (!nr_scan_lit(&s, "PP"))
		nr_scan_lit(&s, "-");
	return strspn(s, "0123456789") == 4 && nr_scan_u16(&s, &n) ? n / 100u : 0;
}

/* "11-3-1MSR3-3" is 11.3(1)SR3; "2-1-0002-2" is 2.1, the rest counts builds. */
static bool read_dashed(const char *s, char out[32])
{
	uint16_t n[3];
	const char *third;
	unsigned sr;

	if (!nr_scan_u16(&s, &n[0]) || !(nr_scan_lit(&s, "-") || nr_scan_lit(&s, ".")) ||
	    !nr_scan_u16(&s, &n[1]) || !(nr_scan_lit(&s, "-") || nr_scan_lit(&s, ".")))
		return false;
	third = s;
	if (!nr_scan_u16(&s, &n[2]))
		return false;
	sr = service_release(s);
	if (s - third == 4)
		snprintf(out, 32, "%u.%u", n[0], n[1]);
	else if (sr)
		snprintf(out, 32, "%u.%u(%u)SR%u", n[0], n[1], n[2], sr);
	else
		snprintf(out, 32, "%u.%u(%u)", n[0], n[1], n[2]);
	return true;
}

/* Numbers with @mark between them, which is written as a dot. */
static bool read_marked(const char *s, char mark, char out[32])
{
	const char set[] = { '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', mark, '\0' };
	size_t n = strspn(s, set);

	while (n > 0 && s[n - 1] == mark)
		n--;
	if (n < 3 || n >= 32 || !memchr(s, mark, n))
		return false;
	for (size_t i = 0; i < n; i++)
		out[i] = s[i] == mark ? '.' : s[i];
	out[n] = '\0';
	return true;
}

static bool read_dotted(const char *s, char out[32])
{
	return read_marked(s, '.', out);
}

static bool read_lined(const char *s, char out[32])
{
	return read_marked(s, '_', out);
}

static bool read_last_three(const char *base, char out[32])
{
	size_t n = strcspn(base, ".");

	if (n < 3)
		return false;
	snprintf(out, 32, "%.3s", base + n - 3);
	return true;
}

static bool read_ios(const char *s, char out[32])
{
	size_t release = strspn(s, "0123456789"), number, train;

	if (release != 3 || s[3] != '-')
		return false;
	number = strspn(s + 4, "0123456789abcdefghijklmnopqrstuvwxyz");
	if (number == 0 || number > 5 || s[4 + number] != '.')
		return false;
	train = strspn(s + 5 + number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
	if (train > 8)
		return false;
	snprintf(out, 32, "%.2s.%.1s(%.*s)%.*s", s, s + 2, (int)number, s + 4, (int)train, s + 5 + number);
	return true;
}

static bool read_branch(const char *s, char out[32])
{
	if (strspn(s, "0123456789") != 4 || strncasecmp(s + 4, "_b", 2) != 0)
		return false;
	snprintf(out, 32, "%.2s.%.2s.%.*s", s, s + 2, (int)strspn(s + 6, "0123456789") % 8, s + 6);
	return true;
}

static bool read_at(enum shape shape, const char *s, char out[32])
{
	switch (shape) {
	case SHAPE_NONE:
	case SHAPE_LAST_THREE:
		break;
	case SHAPE_DASHED:
		/* models have four digits, releases two */
		return strspn(s, "0123456789") <= 2 && read_dashed(s, out);
	case SHAPE_DOTTED:
		return read_dotted(s, out);
	case SHAPE_LINED:
		return read_lined(s, out);
	case SHAPE_IOS:
		return read_ios(s, out);
	case SHAPE_BRANCH:
		return read_branch(s, out);
	}
	return false;
}

/* Not inside a number; nor, with dashes, the 51 of 9841_51. */
static bool begins_number(enum shape shape, const char *s, const char *base)
{
	return isdigit((unsigned char)*s) &&
	       (s == base || (!isdigit((unsigned char)s[-1]) && (shape != SHAPE_DASHED || s[-1] != '_')));
}

/* The first place in @base where a number begins and a version can be read. */
static void read_version(enum shape shape, const char *base, char out[32])
{
	if (shape == SHAPE_LAST_THREE && read_last_three(base, out))
		return;
	for (const char *s = base; *s; s++)
		if (begins_number(shape, s, base) && read_at(shape, s, out))
			return;
	out[0] = '\0';
}

/* "9841" and "9851" of "sip9841_51.", "6821" of "cmterm-6821.": of a product that is no model. */
static void find_products(const char *base, struct names_meaning *out)
{
	const char *s = base + strcspn(base, "0123456789");
	size_t n = strspn(s, "0123456789x");

	if (n != 4)
		return;
	snprintf(out->product[out->product_count++], sizeof(out->product[0]), "%.4s", s);
	for (s += n; *s == '_' && out->product_count < NR_ARRAY_SIZE(out->product); s += n) {
		s++;
		n = strspn(s, "0123456789x");
		if (n != 2 && n != 4)
			return;
		snprintf(out->product[out->product_count++], sizeof(out->product[0]), "%.*s%.*s",
			 (int)(4 - n), out->product[0], (int)n, s);
	}
}

/*
 * "P0030801SR02.txt" lies beside the load in Cisco's archive: 174 bytes of release notes
 * (listing of cmterm-7940-7960-sccp.8-1-2SR2 in staskobzar/cisco_prov).
 */
static bool explain_text(const struct plugins *p, const char *base, struct names_meaning *out)
{
	size_t len = strlen(base);
	char stem[LOAD_NAME_SIZE];
	struct meaning m;

	if (len <= 4 || strcasecmp(base + len - 4, ".txt") != 0)
		return false;
	snprintf(stem, sizeof(stem), "%.*s", (int)(len - 4), base);
	knowledge_explain(p, stem, &m);
	if (m.model_count == 0 || m.load.kind != NR_KIND_LOAD)
		return false;
	out->kind = NAMES_CONFIGURATION;
	for (const char *const *q = m.models[0]->protocols; q && *q; q++)
		if (strcmp(*q, m.load.protocol) == 0)
			out->protocol = *q;
	out->note = "a text in a Cisco archive, beside the load that it is about; no phone asks for it";
	snprintf(out->version, sizeof(out->version), "%s", m.load.printed);
	snprintf(out->load, sizeof(out->load), "%s", stem);
	memcpy(out->models, m.models, sizeof(out->models));
	out->model_count = m.model_count;
	return true;
}

bool names_explain(const struct plugins *p, const char *raw, struct names_meaning *out)
{
	char name[LOAD_NAME_SIZE];
	const struct names_row *row;
	const char *base;
	size_t len;

	memset(out, 0, sizeof(*out));
	out->protocol = "";
	raw += strspn(raw, " \t\r\n/");
	len = strlen(raw);
	while (len > 0 && isspace((unsigned char)raw[len - 1]))
		len--;
	if (len == 0 || len >= sizeof(name))
		return false;
	snprintf(name, sizeof(name), "%.*s", (int)len, raw);
	base = base_of(name);
	row = find_row(name, base);
	if (!row)
		return explain_text(p, base, out);
	out->kind = row->kind;
	out->protocol = row->protocol;
	out->note = row->note;
	read_version(row->shape, base, out->version);
	find_models(p, name, base, out);
	if (row->protocol[0] && row->shape == SHAPE_DASHED)
		find_products(base, out);
	return true;
}

/* -- near misses -------------------------------------------------------------------------- */

/* Surer kinds and readings first; 0: no meaning at all. */
static int worth(const struct plugins *p, const char *name)
{
	struct meaning m;

	knowledge_explain(p, name, &m);
	if (m.model_count == 0 || m.load.doubt)
		return 0;
	if (m.load.kind == NR_KIND_LOAD)
		return m.load.ordered ? 3 : 0;
	if (m.load.kind == NR_KIND_ARCHIVE)
		return m.load.ordered ? 2 : 0;
	return m.load.kind == NR_KIND_MANIFEST ? 2 : 1;
}

struct search {
	const struct plugins *plugins;
	int best;
	char *out;
};

static void try(struct search *s, const char *name)
{
	int w = worth(s->plugins, name);

	if (w <= s->best)
		return;
	s->best = w;
	snprintf(s->out, LOAD_NAME_SIZE, "%.*s", LOAD_NAME_SIZE - 1, name);
}

/* What is read or typed for another: O for 0, l for 1, a comma for a point. */
static void try_mistaken(struct search *s, char *name)
{
	static const char *const alike[] = { "0O", "O0", "o0", "1lI", "lI1", "Il1", "5S", "S5",
					     ".-_,", "-._", "_-.", ",.", " .-_" };

	for (char *c = name; *c; c++) {
		char was = *c;

		for (size_t i = 0; i < NR_ARRAY_SIZE(alike); i++)
			for (const char *a = alike[i] + 1; alike[i][0] == was && *a; a++) {
				*c = *a;
				try(s, name);
			}
		*c = was;
	}
}

static void try_swapped(struct search *s, char *name)
{
	for (char *c = name; c[0] && c[1]; c++) {
		char was = c[0];

		c[0] = c[1];
		c[1] = was;
		try(s, name);
		c[1] = c[0];
		c[0] = was;
	}
}

/* One letter less; one more of those that people leave out. */
static void try_length(struct search *s, const char *name)
{
	static const char missing[] = "-.SPCIx0_abcdefijlmnorstu";
	size_t len = strlen(name);
	char other[LOAD_NAME_SIZE + 8];

	for (size_t i = 0; i < len; i++) {
		snprintf(other, sizeof(other), "%.*s%s", (int)i, name, name + i + 1);
		try(s, other);
	}
	for (size_t i = 0; i <= len && len + 1 < LOAD_NAME_SIZE; i++) {
		memcpy(other, name, i);
		memcpy(other + i + 1, name + i, len - i + 1);
		for (const char *m = missing; *m; m++) {
			other[i] = *m;
			try(s, other);
		}
	}
}

bool names_near(const struct plugins *p, const char *raw, char out[LOAD_NAME_SIZE])
{
	struct search s = { .plugins = p, .out = out };
	char name[LOAD_NAME_SIZE];

	out[0] = '\0';
	if (!file_name_normalise(raw, name) || strlen(name) < 6 || strlen(name) > 64)
		return false;
	try_mistaken(&s, name);
	if (!s.best)
		try_swapped(&s, name);
	if (!s.best)
		try_length(&s, name);
	return s.best > 0;
}
