/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * digits.c -- 7940 and 7960, whose firmware is of three ages:
 *
 *   before 5.0   one image, .bin; OS79XX.TXT, and as a SIP phone SIPDefault.cnf
 *                and SIP<MAC>.cnf, say which
 *   5.x, 6.x     the same, but only signed images, .sbn; the first four
 *                characters of the name in OS79XX.TXT choose the protocol
 *   from 7.0     a universal loader, P003-..., and an application, .sb2, both named
 *                in a .loads; the first configuration that the loader finds chooses
 *                the protocol.  The application asks anew: SIPDefault.cnf is the first
 *                that a SIP one asks for, and no loader does
 *
 * A phone of before 7.0 comes to the last age by way of OS79XX.TXT with the name
 * of the loader.  A SIP load goes 4.4, 5.3, 6.x, 7.x and leaves none of them out,
 * or ends with "Protocol Application Invalid" (Cisco CME administrator guide).
 */
#include <config.h>

#include "tests/phone/digits.h"
#include "tests/phone/envelope.h"
#include "tests/phone/family.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* 804 for "P0S3-08-4-00", 810 for "P00308001000"; 0: no such name. */
static unsigned age_of(const char *name)
{
	char pair[3] = "";
	unsigned major, minor;

	if (strlen(name) < 8 || strncmp(name, "P0", 2) != 0)
		return 0;
	if (name[4] == '-')
		return sscanf(name + 5, "%u-%u", &major, &minor) == 2 ? major * 100 + minor : 0;
	major = (unsigned)strtoul(memcpy(pair, name + 4, 2), NULL, 10);
	minor = (unsigned)strtoul(memcpy(pair, name + 6, 2), NULL, 10);
	return major * 100 + minor;
}

static bool is_sip(const char *name)
{
	return name && strncmp(name, "P0S3", 4) == 0;
}

static bool has_suffix(const char *name, const char *suffix)
{
	size_t n = strlen(name), k = strlen(suffix);

	return n > k && strcasecmp(name + n - k, suffix) == 0;
}

static void stem_of(const char *file, char *out, size_t size)
{
	snprintf(out, size, "%.*s", (int)strcspn(file, "."), file);
}

void digits_loader(const char *load, char *out, size_t size)
{
	if (age_of(load) < 700)
		out[0] = '\0';
	else
		snprintf(out, size, "P003%s", load + 4);
}

static const struct ask *digits_asks(const struct loader *l)
{
	static const struct ask old_sip[] = {
		{ WANT_IMAGE_NAME, "OS79XX.TXT" },
		{ WANT_PART, "SIPDefault.cnf" },
		{ WANT_PART, "SIP%M.cnf" },
		{ WANT_CTL, NULL },
	};
	static const struct ask old_sccp[] = {
		{ WANT_IMAGE_NAME, "OS79XX.TXT" },
		{ WANT_CONFIG, "SEP%M.cnf.xml" },
		{ WANT_CONFIG, "XMLDefault.cnf.xml" },
		{ WANT_CTL, NULL },
	};
	static const struct ask loader[] = {
		{ WANT_CTL, "CTLSEP%M.tlv" },
		{ WANT_CONFIG, "SEP%M.cnf.xml" },
		{ WANT_CONFIG, "SIP%M.cnf" },
		{ WANT_OTHER, "MGC%M.cnf" },
		{ WANT_CONFIG, "XMLDefault.cnf.xml" },
		{ WANT_CTL, NULL },
	};
	static const struct ask sip[] = {
		{ WANT_PART, "SIPDefault.cnf" },
		{ WANT_OWN, "SIP%M.cnf" },
		{ WANT_CTL, NULL },
	};
	static const struct ask sccp[] = {
		{ WANT_CTL, "CTLSEP%M.tlv" },
		{ WANT_CONFIG, "SEP%M.cnf.xml" },
		{ WANT_CONFIG, "XMLDefault.cnf.xml" },
		{ WANT_CTL, NULL },
	};

	if (l->universal && !l->application)
		return loader;
	if (l->universal)
		return is_sip(l->running) ? sip : sccp;
	return is_sip(l->running) ? old_sip : old_sccp;
}

/* Eight phones did so, for twenty minutes: the loader at 0, 1, 5 and 9 s, and at 13 s from
 * the next port; an application five times from each port. */
static const struct resend *digits_resend(const struct loader *l)
{
	static const struct resend loader = { 4, 1000, 4000, 3 }, application = { 5, 4000, 4000, 3 };

	return l->universal && !l->application ? &loader : &application;
}

static bool digits_begins(const struct loader *l, const char *load, char out[128])
{
	if (l->universal) {
		snprintf(out, 128, "%s.loads", load);
		return false;
	}
	snprintf(out, 128, "%s.%s", load, age_of(l->running) < 500 ? "bin" : "sbn");
	return true;
}

static enum verdict digits_judge(const struct loader *l, const char *name, const uint8_t *data,
				 size_t len, struct image_list *list)
{
	struct nr_reader r = nr_reader(data, len);
	enum verdict v = envelope_open(&r, name);
	char line[128];

	(void)l;
	*list = (struct image_list){ .count = 0 };
	if (v != VERDICT_TAKE)
		return v;
	while (envelope_line(&r, line, sizeof(line))) {
		if (!line[0] || strncmp(line, "LA_VERSION=", 11) == 0)
			continue;
		if (list->count == 2)
			return VERDICT_BROKEN;
		if (strncmp(line, "P0", 2) != 0)
			return VERDICT_WRONG;
		snprintf(list->name[list->count++], sizeof(list->name[0]), "%s", line);
	}
	return list->count == 2 && has_suffix(list->name[0], ".sbn") &&
	       has_suffix(list->name[1], ".sb2") ? VERDICT_TAKE : VERDICT_BROKEN;
}

/* The loader that it has it does not fetch again. */
static size_t digits_needs(const struct loader *l, const struct image_list *list, size_t from)
{
	char stem[64];

	stem_of(list->name[0], stem, sizeof(stem));
	if (from == 0 && l->universal && strcasecmp(stem, l->universal) == 0)
		return 1;
	return from;
}

/* The jumps that a phone without the universal loader makes. */
static enum verdict judge_jump(const char *running, const char *image)
{
	unsigned from = running ? age_of(running) : 0, to = age_of(image);
	bool from_sip = is_sip(running), to_sip = strncmp(image, "P003", 4) != 0 || image[4] == '-';

	if (to == 0)
		return VERDICT_WRONG;
	if (from == 0 || (!from_sip && !to_sip))
		return VERDICT_TAKE;
	if (!from_sip)
		return from < 500 ? VERDICT_PROTOCOL : VERDICT_TAKE;
	if (!to_sip)
		return VERDICT_PROTOCOL;
	if ((to >= 500 && from < 404) || (to >= 600 && from < 503) || (to >= 700 && from < 600))
		return VERDICT_PROTOCOL;
	return VERDICT_TAKE;
}

/* From the jumps of an ARM on; its name is at 0x20. */
static enum verdict judge_payload(const uint8_t *p, size_t len, const char *name)
{
	char stem[64];

	stem_of(name, stem, sizeof(stem));
	if (len < 64 || p[3] != 0xea)
		return VERDICT_BROKEN;
	return strncmp((const char *)p + 32, stem, strlen(stem) + 1) == 0 ? VERDICT_TAKE : VERDICT_NAME;
}

static enum verdict digits_image(const struct loader *l, const struct image_list *list,
				 const char *name, const uint8_t *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len);
	bool signed_phone = l->universal || (l->running && age_of(l->running) >= 500);
	enum verdict v = VERDICT_TAKE;

	(void)list;
	if (!has_suffix(name, ".bin"))
		v = envelope_open(&r, name);
	else if (signed_phone)
		v = VERDICT_UNSIGNED;
	if (v == VERDICT_TAKE && !l->universal)
		v = judge_jump(l->running, name);
	return v == VERDICT_TAKE ? judge_payload(r.pos, nr_left(&r), name) : v;
}

/* From the last block to the next request it is 24 to 35 s, and 38 to 53 s after an
 * application. */
static int64_t digits_flash_ms(const char *image)
{
	return has_suffix(image, ".sb2") ? 14000 : 500;
}

static bool digits_wrote(const struct loader *l, const char *list_name,
			 const struct image_list *list, const char *image, struct flash *out)
{
	char stem[64];
	bool loader = list->count == 2 && !has_suffix(image, ".sb2");

	(void)list_name;
	stem_of(image, stem, sizeof(stem));
	/* The loader of a new set beside the application of the old one. */
	if (loader) {
		snprintf(out->loader, sizeof(out->loader), "%s", stem);
		return true;
	}
	snprintf(out->load, sizeof(out->load), "%s", stem);
	/* Its first loader: there is no application for it yet. */
	if (!l->universal && age_of(stem) >= 700)
		snprintf(out->loader, sizeof(out->loader), "%s", stem);
	return true;
}

const struct family family_digits = {
	.list_suffix = ".loads",
	.one_by_one = true,
	.application = true,
	.restart_ms = 20000,
	.asks = digits_asks,
	.resend = digits_resend,
	.begins = digits_begins,
	.judge = digits_judge,
	.needs = digits_needs,
	.image = digits_image,
	.flash_ms = digits_flash_ms,
	.wrote = digits_wrote,
};
