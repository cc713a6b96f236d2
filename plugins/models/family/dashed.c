/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * dashed.c -- load names of the models after the Java phones, and their order.
 *
 *   load       PREFIX VERSION                      sip88xx.14-0-1-0101-145
 *   transition PREFIX TLexE2M-VERSION              enterprise to multiplatform
 *   interim    PREFIX VERSION-TO-VERSION-vN        between two releases
 *   component  PART VERSION, or a load's name with .binN
 *   archive    [cmterm-] GROUP [-sccp|-sip] . VERSION [_REL] [.k3] .zip|.cop.sgn|...
 *   VERSION    M-m-r[letter] followed by any of
 *                -build  -letter  [-]SRn[letter]  ESn  -QQQQ-build  MPP[QQQQ]  MSRn  MN
 *                -REGION; -yyyymmdd-hash behind a load of MPP
 *              '.' is read as '-'
 *
 * A place on the scale is {M, m, r, SR, low digits of QQQQ or letter of SR, build,
 * build, letter}.  Multiplatform loads are a train of their own: nothing leads from
 * one product to the other.  ES and MN builds are only known to belong to
 * their release.
 */
#include "dashed.h"
#include "scan.h"

#include <ctype.h>
#include <strings.h>

#define TEXT_SIZE 28            /* of a version text: the printed form fits 32 too */

const char *const dashed_sip[] = { "SIP", NULL };
const char *const dashed_sccp_sip[] = { "SCCP", "SIP", NULL };

/* -- version texts ------------------------------------------------------------------ */

struct dashed_version {
	uint16_t release[3], sr, q, es, build[2];
	char letter;
	const char *sr_letter;  /* the b of SR4b, where it stands; or NULL */
	const char *region;     /* "LA"; or NULL */
	bool has_sr, has_q, has_es, mpp, mn;
	bool build_first;       /* 9-4-1-3SR1 */
	int builds;
	const char *dev;        /* a build of the developers, "-11DEV": nowhere on the scale; or NULL */
};

/* Exactly four digits: 0001 is a first release, 0101 its SR1, 0201 its SR2. */
static bool scan_qqqq(const char **s, struct dashed_version *v)
{
	const char *p = *s;
	uint16_t n;

	if (v->has_q || strspn(p, "0123456789") != 4 || !nr_scan_u16(&p, &n))
		return false;
	v->has_q = true;
	v->sr = n / 100;
	v->q = n % 100;
	*s = p;
	return true;
}

static bool scan_sr(const char **s, unsigned forms, struct dashed_version *v)
{
	const char *p = *s;

	if (v->has_sr || v->has_q)
		return false;
	if ((forms & DASHED_MPP) && !v->mpp && scan_stage(&p, "MSR", &v->sr))
		v->mpp = true;
	else if (!scan_stage(&p, "SR", &v->sr))
		return false;
	v->has_sr = true;
	v->build_first = v->builds > 0;
	if (isupper((unsigned char)*p) && (p[1] == '-' || !p[1]))
		v->sr_letter = p++;
	*s = p;
	return true;
}

static bool scan_mark(const char **s, unsigned forms, struct dashed_version *v)
{
	if ((forms & DASHED_MPP) && !v->mpp && nr_scan_lit(s, "MPP")) {
		v->mpp = true;
		scan_qqqq(s, v);
		return true;
	}
	if ((forms & DASHED_MN) && !v->mn && nr_scan_lit(s, "MN")) {
		v->mn = true;
		return true;
	}
	if (v->has_es || !scan_stage(s, "ES", &v->es))
		return false;
	v->has_es = true;
	return true;
}

static bool scan_letter(const char **s, unsigned forms, struct dashed_version *v)
{
	if (!(forms & DASHED_LETTER) || !isupper((unsigned char)**s) || (*s)[1])
		return false;
	v->letter = **s;
	++*s;
	return true;
}

/* A number after a dash: QQQQ only with a build behind it. */
static bool scan_build(const char **s, unsigned forms, struct dashed_version *v)
{
	const char *p = *s;

	if ((forms & DASHED_QQQQ) && v->builds == 0 && !v->has_sr && !v->mpp &&
	    scan_qqqq(&p, v)) {
		if (*p == '-' && isdigit((unsigned char)p[1])) {
			*s = p;
			return true;
		}
		v->has_q = false;
		v->sr = v->q = 0;
		p = *s;
	}
	if (v->builds == 2 || !nr_scan_u16(&p, &v->build[v->builds]))
		return false;
	v->builds++;
	*s = p;
	return true;
}

static bool scan_region(const char **s, unsigned forms, struct dashed_version *v)
{
	static const char *const regions[] = { "NA", "EU", "LA", "BR", "TW", "JP" };

	for (size_t i = 0; (forms & DASHED_REGION) && i < NR_ARRAY_SIZE(regions); i++) {
		if (strcmp(*s, regions[i]) != 0)
			continue;
		v->region = regions[i];
		*s += 2;
		return true;
	}
	return false;
}

static bool scan_token(const char **s, unsigned forms, struct dashed_version *v)
{
	const char *p = *s;
	bool dash = nr_scan_lit(&p, "-");

	if (!scan_sr(&p, forms, v) && !scan_mark(&p, forms, v) &&
	    (!dash || (!scan_build(&p, forms, v) && !scan_region(&p, forms, v) &&
		       !scan_letter(&p, forms, v))))
		return false;
	*s = p;
	return true;
}

/* @s in capitals, with dashes only. */
static bool scan_version(const char *s, unsigned forms, struct dashed_version *out)
{
	struct dashed_version v = { .builds = 0 };
	const char *stage;

	for (int i = 0; i < 3; i++)
		if ((i > 0 && !nr_scan_lit(&s, "-")) || !nr_scan_u16(&s, &v.release[i]))
			return false;
	stage = s;
	scan_letter(&s, forms, &v);
	while (*s && scan_token(&s, forms, &v))
		;
	v.dev = *s ? stage : NULL;
	if (v.dev && !scan_is_dev(s))
		return false;
	*out = v;
	return true;
}

/* -- how release notes print it -------------------------------------------------------- */

struct tail {
	char text[24];
	size_t len;
};

static void __attribute__((format(printf, 2, 3)))
add(struct tail *t, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(t->text + t->len, sizeof(t->text) - t->len, fmt, ap);
	va_end(ap);
	if (n > 0)
		t->len += (size_t)n;
	if (t->len >= sizeof(t->text))
		t->len = sizeof(t->text) - 1;
}

static void print_stage(struct tail *t, const struct dashed_version *v)
{
	if (v->sr || v->has_sr)
		add(t, "SR%u", v->sr);
	if (v->sr_letter)
		add(t, "%c", tolower((unsigned char)*v->sr_letter));
	/* Behind the release that the notes print, what the name says. */
	if (v->mpp && v->has_q)
		add(t, " MPP%02u%02u", v->sr, v->q);
	else if (v->mpp && v->has_sr)
		add(t, " MSR%u", v->sr);
	else if (v->mpp)
		add(t, " MPP");
	if (v->has_q && v->q != 1 && !v->mpp)
		add(t, " %02u%02u", v->sr, v->q);
	if (v->mn)
		add(t, " MN");
	if (v->has_es)
		add(t, "ES%u", v->es);
}

static void print_build(struct tail *t, const struct dashed_version *v, unsigned forms)
{
	bool after_sr = v->has_sr && !v->build_first;

	if (v->letter && v->builds == 0)
		add(t, " %c", tolower((unsigned char)v->letter));
	/* A build that is 0 says nothing; one behind QQQQ is of no interest. */
	if (v->builds == 0 || (v->builds == 1 && v->build[0] == 0) ||
	    (v->has_q && (v->mpp || !(forms & DASHED_POINT))))
		return;
	add(t, "%s%u", forms & DASHED_POINT ? "." : after_sr ? "-" : " b", v->build[0]);
	if (v->builds == 2)
		add(t, "-%u", v->build[1]);
}

/* "9.4(1)SR1 b3"; @glued: the letter is part of the release, "8.1(4a)". */
static void print_version(const struct dashed_version *v, unsigned forms, bool glued, char out[32])
{
	struct tail t = { .len = 0 };
	struct dashed_version rest = *v;
	char letter[2] = "";

	if (v->dev) {
		if (snprintf(out, 32, "%u.%u(%u)%.16s", v->release[0], v->release[1], v->release[2],
			     v->dev) >= 32)
			out[31] = '\0';
		return;
	}
	if (glued) {
		letter[0] = (char)tolower((unsigned char)v->letter);
		rest.letter = '\0';
	}
	print_stage(&t, &rest);
	print_build(&t, &rest, forms);
	if (v->region)
		add(&t, " %s", v->region);
	if (snprintf(out, 32, "%u.%u(%u%s)%s", v->release[0], v->release[1], v->release[2],
		     letter, t.text) >= 32)
		out[31] = '\0';
}

/* -- places on the scale ----------------------------------------------------------------- */

static void place(const struct dashed_version *v, struct nr_load *l)
{
	uint16_t sr_letter = v->sr_letter ? (uint16_t)(*v->sr_letter - 'A' + 1) : 0;
	struct nr_version at = { { v->release[0], v->release[1], v->release[2], v->sr,
				   v->has_q ? v->q : sr_letter, v->build[0], v->build[1],
				   v->letter ? (uint16_t)(v->letter - 'A' + 1) : 0 } };

	l->ordered = !v->dev;
	l->version = l->latest = at;
	if (!v->has_es && !v->mn)
		return;
	for (int i = 3; i < 8; i++) {
		l->version.part[i] = 0;
		l->latest.part[i] = DASHED_MAX;
	}
}

/* What is known of its form by inference only. */
static const char *doubt_of(const struct dashed_version *v)
{
	if (v->mn)
		return "MN builds are known from configurations of CME only: nobody has written down where "
		       "one stands within its release";
	if (v->has_q && v->q > 1)
		return "nobody has written down what the last two of the four digits mean: they are "
		       "compared as a number";
	return NULL;
}

/* -- names ---------------------------------------------------------------------------------- */

/* "88xx" of "sip88xx.", "894x" of "SCCP894x.": without the protocol and the dot. */
static size_t cut_prefix(const char **prefix)
{
	const char *p = *prefix;

	if (!scan_text(&p, "SCCP") && !scan_text(&p, "SIP"))
		scan_text(&p, "CP");
	*prefix = p;
	return strcspn(p, ".");
}

static struct nr_load start_load(const struct nr_model *m, const struct dashed_series *series,
				 enum nr_kind kind, const char *protocol)
{
	struct nr_load l = { .kind = kind };
	const char *train = m->load_prefixes[0];
	size_t n = cut_prefix(&train);

	snprintf(l.family, sizeof(l.family), "%s", series->family);
	snprintf(l.train, sizeof(l.train), "%.*s", (int)n, train);
	snprintf(l.protocol, sizeof(l.protocol), "%s", protocol);
	return l;
}

/* The first @len bytes of @s in capitals, points as dashes. */
static bool copy_text(char out[TEXT_SIZE], const char *s, size_t len)
{
	if (len == 0 || len >= TEXT_SIZE)
		return false;
	for (size_t i = 0; i < len; i++)
		out[i] = s[i] == '.' ? '-' : (char)toupper((unsigned char)s[i]);
	out[len] = '\0';
	return true;
}

/* Read, so that it can be told what it is, and never served: no model lists this protocol. */
static void set_product(struct nr_load *l)
{
	snprintf(l->train, sizeof(l->train), "MPP");
	snprintf(l->protocol, sizeof(l->protocol), "MPP");
	l->note = DASHED_MPP_NOTE;
}

static bool set_version(struct nr_load *l, const struct dashed_series *series, const char *s,
			size_t len)
{
	char text[TEXT_SIZE];
	struct dashed_version v;
	bool glued;

	if (!copy_text(text, s, len) || !scan_version(text, series->forms, &v))
		return false;
	glued = v.letter && isdigit((unsigned char)text[len - 2]);
	print_version(&v, series->forms, glued, l->printed);
	place(&v, l);
	if (v.letter)
		text[len - 1] = (char)tolower((unsigned char)v.letter);
	if (v.sr_letter)
		text[v.sr_letter - text] = (char)tolower((unsigned char)*v.sr_letter);
	snprintf(l->text, sizeof(l->text), "%s", text);
	l->named_only = v.region != NULL;
	snprintf(l->region, sizeof(l->region), "%s", v.region ? v.region : "");
	if (v.region)
		l->note = "it locks the radio of its wireless microphones to this region for good, and a wrong "
			  "one may break the law: it is never chosen, only served where somebody names it";
	if (v.mpp)
		set_product(l);
	l->doubt = v.dev ? NULL : doubt_of(&v);
	return true;
}

/* Where one group has two names (894x, 8941_8945): the prefix of the one that was said. */
static const char *prefix_of(const struct nr_model *m, const char *protocol, const char *group)
{
	for (const char *const *p = m->load_prefixes; group && *p; p++) {
		const char *word = *p;
		size_t n = cut_prefix(&word);

		if (strncasecmp(word, group, n) == 0 && (group[n] == '.' || group[n] == '-') &&
		    strncasecmp(*p, protocol, (size_t)(word - *p)) == 0)
			return *p;
	}
	return NULL;
}

/*
 * The name of the load of version l->text: "SCCP69xx.9-4-1-3SR3".  @group: how the name
 * that was read names it, up to a dot or dash; NULL: it does not.
 */
static void set_owner(const struct nr_model *m, const struct dashed_series *series,
		      const char *group, struct nr_load *l)
{
	const char *format = prefix_of(m, l->protocol, group), *head = "";

	if (!l->protocol[0])
		return;
	if (series->mpp_prefix && strcmp(l->protocol, "MPP") == 0)
		format = series->mpp_prefix;
	else if (!format)
		format = m->load_format;
	if (nr_scan_lit(&format, "%P"))
		head = l->protocol;
	snprintf(l->load, sizeof(l->load), "%s%.*s%s", head, (int)strcspn(format, "%"), format,
		 l->text);
}

/*
 * A transition load, "TLexE2M-11-2-3C-4", leads away from here: it has no place on
 * our scale.  The letter sets it apart from a load.
 */
static bool parse_transition(const char *s, struct nr_load *l)
{
	const char *p = s;
	uint16_t r[3], n;

	if (!scan_text(&p, "TLexE2M-") || strlen(s) >= TEXT_SIZE)
		return false;
	for (int i = 0; i < 3; i++)
		if ((i > 0 && !nr_scan_lit(&p, "-")) || !nr_scan_u16(&p, &r[i]))
			return false;
	if (!isalpha((unsigned char)*p++) || !nr_scan_lit(&p, "-") || !nr_scan_u16(&p, &n) || *p)
		return false;
	snprintf(l->text, sizeof(l->text), "TLexE2M-%.19s", s + 8);
	snprintf(l->printed, sizeof(l->printed), "%u.%u(%u) transition", r[0], r[1], r[2]);
	set_product(l);
	return true;
}

/*
 * "9-3-3-TO-10-3-1-v2" of an 8831: between two releases, and only a step.  It has no place
 * on the scale, so that it is never taken for the newest of anything.
 */
static bool parse_interim(const struct dashed_series *series, const char *s, size_t len,
			  struct nr_load *l)
{
	const char *p = s;
	uint16_t n[6];

	if (!(series->forms & DASHED_REGION) || len >= TEXT_SIZE)
		return false;
	for (int i = 0; i < 6; i++)
		if ((i % 3 > 0 && !nr_scan_lit(&p, "-")) || (i == 3 && !scan_text(&p, "-TO-")) ||
		    !nr_scan_u16(&p, &n[i]))
			return false;
	if (!scan_text(&p, "-v") || p + strspn(p, "0123456789") != s + len)
		return false;
	scan_upper(l->text, sizeof(l->text), s, len);
	*strrchr(l->text, 'V') = 'v';
	if (snprintf(l->printed, sizeof(l->printed), "%u.%u(%u) to %u.%u(%u)", n[0], n[1], n[2], n[3],
		     n[4], n[5]) >= (int)sizeof(l->printed))
		return false;
	l->note = "a step between two releases, never a target: the load of the phone's region follows";
	l->doubt = "it stands between two releases";
	return true;
}

/* A model with one protocol needs not say which. */
static const char *only_protocol(const struct nr_model *m)
{
	return m->protocols[1] ? "" : m->protocols[0];
}

static const char *prefix_protocol(const struct nr_model *m, const char *prefix)
{
	if (strncasecmp(prefix, "SCCP", 4) == 0)
		return "SCCP";
	return strncasecmp(prefix, "SIP", 3) == 0 ? "SIP" : only_protocol(m);
}

/* "SCCP6945.9-3-1-3.bin1" is an image of that load: the length without its end. */
static size_t cut_image_end(const char *s, bool *is_image)
{
	size_t len = strlen(s), n = len;

	while (n > 0 && isdigit((unsigned char)s[n - 1]))
		n--;
	*is_image = scan_end(s, &n, ".bin");
	return *is_image ? n : len;
}

#define DOUBT_DAY                                                                      \
	"a second name that a load list gives to a build: where it stands in its release the " \
	"name does not say"

/* The length of @s without "-20250617-c76a7182f1", where a build may have it. */
static size_t cut_day(const char *s, size_t len)
{
	size_t n = len;

	while (n > 0 && isxdigit((unsigned char)s[n - 1]))
		n--;
	if (n == len || n < 10 || s[n - 1] != '-' || s[n - 10] != '-' ||
	    strspn(s + n - 9, "0123456789") != 8)
		return len;
	return n - 10;
}

static bool parse_load(const struct nr_model *m, const struct dashed_series *series,
		       const char *name, struct nr_load *out)
{
	for (const char *const *p = m->load_prefixes; *p; p++) {
		struct nr_load l = start_load(m, series, NR_KIND_LOAD, prefix_protocol(m, *p));
		const char *s = name;
		bool is_image;
		size_t len, whole;

		if (!scan_text(&s, *p))
			continue;
		whole = cut_image_end(s, &is_image);
		len = series->forms & DASHED_MPP ? cut_day(s, whole) : whole;
		if (!set_version(&l, series, s, len) && !parse_interim(series, s, len, &l) &&
		    !((series->forms & DASHED_MPP) && parse_transition(s, &l)))
			return false;
		if (len < whole) {
			l.ordered = false;
			l.doubt = DOUBT_DAY;
		}
		if (is_image) {
			const char *group = *p;

			cut_prefix(&group);
			l.kind = NR_KIND_COMPONENT;
			set_owner(m, series, group, &l);
		}
		*out = l;
		return true;
	}
	return false;
}

static bool parse_mpp_load(const struct nr_model *m, const struct dashed_series *series,
			   const char *name, struct nr_load *out)
{
	struct nr_load l = start_load(m, series, NR_KIND_LOAD, "");

	if (!series->mpp_prefix || !scan_text(&name, series->mpp_prefix) ||
	    !set_version(&l, series, name, strlen(name)) || strcmp(l.protocol, "MPP") != 0)
		return false;
	*out = l;
	return true;
}

/* -- components --------------------------------------------------------------------------- */

/* "rootfs#." is "rootfs88xx." for the train 88xx. */
static bool scan_image(const char **s, const char *part, const char *train)
{
	const char *p = *s;
	char one[2] = "";

	for (; *part; part++) {
		one[0] = *part;
		if (!scan_text(&p, *part == '#' ? train : one))
			return false;
	}
	*s = p;
	return true;
}

/* "BE-01-010" of fbi88xx: reported, but it says nothing about the load. */
static bool set_own_version(struct nr_load *l, const char *s, size_t n)
{
	if (n == 0 || n >= TEXT_SIZE)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)s[i]) && !strchr("-_.", s[i]))
			return false;
	snprintf(l->text, sizeof(l->text), "%.*s", (int)n, s);
	snprintf(l->printed, sizeof(l->printed), "%.*s", (int)n, s);
	return true;
}

/* Of what stands behind a version and is no part of it: ".zz", ".bin". */
static size_t tail_length(const char *s)
{
	size_t len = strlen(s), before = len;

	if (!scan_end(s, &before, ".zz"))
		scan_end(s, &before, ".bin");
	return len - before;
}

/* The boot images of a 99xx have the day of their own build in front: "111909R1-9-0-3". */
static void skip_date(const char **s)
{
	const char *p = *s;
	uint16_t n;

	if (strspn(p, "0123456789") != 6)
		return;
	p += 6;
	if (scan_text(&p, "R") && nr_scan_u16(&p, &n) && nr_scan_lit(&p, "-"))
		*s = p;
}

static bool parse_component(const struct nr_model *m, const struct dashed_series *series,
			    const char *name, struct nr_load *out)
{
	for (const struct dashed_part *part = series->parts; part->name; part++) {
		const char *protocol = part->protocol ? part->protocol : only_protocol(m);
		struct nr_load l = start_load(m, series, NR_KIND_COMPONENT, protocol);
		const char *s = name;

		if (!scan_image(&s, part->name, l.train))
			continue;
		if (part->own_version) {
			if (!set_own_version(&l, s, strlen(s) - tail_length(s)))
				continue;
			/* a multiplatform list names boot images of these numbers too */
			if (series->forms & DASHED_MPP)
				l.protocol[0] = '\0';
		} else {
			skip_date(&s);
			if (!set_version(&l, series, s, strlen(s) - tail_length(s)))
				continue;
			set_owner(m, series, NULL, &l);
		}
		if (part->note)
			l.note = strcmp(l.protocol, "MPP") == 0 ? part->mpp_note : part->note;
		*out = l;
		return true;
	}
	return false;
}

/* -- archives ------------------------------------------------------------------------------- */

/* How much of @s is left without ".zip", ".k3.cop.sgn", "_REL" and so on. */
static size_t without_ends(const char *s, bool *is_archive, bool *is_release)
{
	size_t len = scan_archive(s, is_archive);

	*is_release = scan_end(s, &len, "_REL");
	return len;
}

static bool scan_group_word(const char **s, const char *word, size_t len)
{
	if (len == 0 || strncasecmp(*s, word, len) != 0 || ((*s)[len] != '.' && (*s)[len] != '-'))
		return false;
	*s += len;
	return true;
}

/* "6901" or, of an archive for several models, "6901_6911": is @name among them? */
static bool scan_models(const char **s, const char *name)
{
	const char *p = *s;
	bool found = false;
	size_t n;

	while ((n = strcspn(p, "_.-")) > 0) {
		found |= n == strlen(name) && strncasecmp(p, name, n) == 0;
		p += n;
		if (*p != '_')
			break;
		p++;
	}
	if (!found || (*p != '.' && *p != '-'))
		return false;
	*s = p;
	return true;
}

/* "8941_8945", "894x" or "8941": a train, the archive's own word, or the model's name. */
static bool scan_group(const struct nr_model *m, const struct dashed_series *series,
		       const char **s)
{
	const char *own = m->archive_format;

	for (const char *const *p = m->load_prefixes; *p; p++) {
		const char *word = *p;
		size_t n = cut_prefix(&word);

		if (scan_group_word(s, word, n))
			return true;
	}
	scan_text(&own, "cmterm-");
	return scan_group_word(s, own, strcspn(own, "-.%")) || scan_models(s, m->name) ||
	       (series->mpp_prefix &&
		scan_group_word(s, series->mpp_prefix, strcspn(series->mpp_prefix, ".")));
}

static const char *scan_protocol(const char **s)
{
	if (scan_text(s, "sccp"))
		return "SCCP";
	return scan_text(s, "sip") ? "SIP" : NULL;
}

/* "SIP894x", "8941_8945-sccp", "78xx": which protocol, "" when it does not say; and where
 * the group begins. */
static const char *scan_subject(const struct nr_model *m, const struct dashed_series *series,
				const char **s, const char **group)
{
	const char *protocol = scan_protocol(s), *p;

	*group = *s;
	if (!scan_group(m, series, s))
		return NULL;
	p = *s;
	if (!protocol && nr_scan_lit(&p, "-") && (protocol = scan_protocol(&p)) != NULL)
		*s = p;
	if (!nr_scan_lit(s, ".") && !nr_scan_lit(s, "-"))
		return NULL;
	return protocol ? protocol : only_protocol(m);
}

#define DOUBT_RELEASE                                                                  \
	"archives of multiplatform (MPP) firmware end in _REL, and its loads 14.x have names of " \
	"this form: only where the archive comes from says which product it is"

/* "11-0-4_wallpaper": what goes with a release and is no firmware. */
static bool set_pictures(struct nr_load *l, const struct dashed_series *series, const char *s,
			 size_t len)
{
	const char *word = memchr(s, '_', len);

	if (!word || !isalpha((unsigned char)word[1]) ||
	    !set_version(l, series, s, (size_t)(word - s)))
		return false;
	l->ordered = false;
	l->note = "what goes with a release beside its firmware, such as pictures: no load is inside";
	return true;
}

static bool parse_archive(const struct nr_model *m, const struct dashed_series *series,
			  const char *name, struct nr_load *out)
{
	const char *s = name, *protocol, *group, *end;
	bool is_archive, is_release, is_cmterm = scan_text(&s, "cmterm-");
	size_t len = without_ends(s, &is_archive, &is_release);
	struct nr_load l;

	if (!is_cmterm && !is_archive)
		return false;
	end = s + len;
	protocol = scan_subject(m, series, &s, &group);
	if (!protocol || s >= end)
		return false;
	l = start_load(m, series, NR_KIND_ARCHIVE, protocol);
	len = (size_t)(end - s);
	if (set_version(&l, series, s, len) || parse_interim(series, s, len, &l)) {
		/* The archives of regions may hold loads of one name. */
		if (!l.region[0] && (l.ordered || !l.doubt || strstr(l.text, "-TO-")))
			set_owner(m, series, group, &l);
		if (is_release && (series->forms & DASHED_MPP) && l.version.part[0] >= 14 && !l.doubt &&
		    strcmp(l.protocol, "MPP") != 0)
			l.doubt = DOUBT_RELEASE;
	} else if (!set_pictures(&l, series, s, len)) {
		return false;
	}
	*out = l;
	return true;
}

bool dashed_parse(const struct nr_model *m, const struct dashed_series *series,
		  const char *name, struct nr_load *out)
{
	return parse_load(m, series, name, out) || parse_mpp_load(m, series, name, out) ||
	       parse_component(m, series, name, out) || parse_archive(m, series, name, out);
}
