/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * series69.c -- load names, images and rules of the 69xx and 894x phones.
 *
 * The group has two archive names, SCCP894x and SCCP8941_8945, for the same
 * phones: one train.  A build stands before the service release, 9-4-1-3SR3;
 * the 6901 and 6911 write 9-3-1-SR1-3 and 9-2-1-a.
 */
#include "series69.h"

static const struct dashed_part parts[] = {
	{ "KNL#SCCP.", "SCCP", false, NULL, NULL },
	{ "APP#SCCP.", "SCCP", false, NULL, NULL },
	{ "BFS#SCCP.", "SCCP", false, NULL, NULL },
	{ "KNL#SIP.", "SIP", false, NULL, NULL },
	{ "APP#SIP.", "SIP", false, NULL, NULL },
	{ "BFS#SIP.", "SIP", false, NULL, NULL },
	{ "BOOT#.", "", true, NULL, NULL },
	{ "DSP#.", "", true, NULL, NULL },
	{ NULL, NULL, false, NULL, NULL },
};

static const struct dashed_series series = {
	.family = "F8",
	.forms = DASHED_LETTER,
	.parts = parts,
};

bool series69_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	return dashed_parse(self, &series, name, out);
}

/* SIP8941_8945.9-3-1-18 and SCCP8941_8945.9-4-1-9, but SIP894x.9-4-2SR3-1. */
bool series69_archive_894x(const struct nr_model *self, const struct nr_load *load, char *out,
			   size_t size)
{
	static const struct nr_version renamed = { { 9, 4, 2 } };
	const char *protocol = strcmp(load->protocol, "SIP") == 0 ? "sip" : "sccp";
	int len;

	(void)self;
	if (nr_version_cmp(&load->version, &renamed) < 0)
		return false;
	len = snprintf(out, size, "cmterm-894x-%s.%s.zip", protocol, load->text);
	return len > 0 && (size_t)len < size;
}

#define SIGNED                                                                         \
	{ .id = "S1",                                                                  \
	  .reason = "from 9.3(1) on it takes signed loads only, up or down; the names of loads before 9.3(1) " \
		    "do not show which are signed",                                    \
	  .source = SOURCE_RN69, .confidence = NR_HIGH, .optional = true, .down = true, \
	  .before = { { 9, 3, 1 } }, .reaching = { { 9, 3, 1 } } }

#define SOURCE_RN69     "Cisco release note 9.3(1) of the 6900 series"

#define CHANGES                                                                        \
	{ .id = "S1",                                                                  \
	  .reason = "back from SIP to SCCP 9.1(1) fails: a factory reset afterwards helps (CSCtj89983)", \
	  .source = SOURCE_RN69, .confidence = NR_HIGH, .optional = true,              \
	  .protocol = "SIP>SCCP", .before = { { DASHED_MAX } }, .reaching = { { 9, 1, 1 } } }, \
	{ .id = "S1",                                                                  \
	  .reason = "a load older than 9.1(2) that changes from SCCP 9.1(1) to SIP loses its " \
		    "auto-registration (CSCth26499)",                                  \
	  .source = SOURCE_RN69, .confidence = NR_HIGH, .optional = true,              \
	  .protocol = "SCCP>SIP", .before = { { 9, 1, 2 } } }

#define DIRECT(direct_, source_)                                                       \
	{ .id = "S1", .reason = "no release note asks for a stop on the way",          \
	  .direct = direct_, .source = source_, .confidence = NR_HIGH, .optional = true, \
	  .before = { { DASHED_MAX } } }

const struct nr_hop series69_hops[] = {
	DIRECT("the release note of 9.3(1) names all of 9.0 to 9.3 as starting points, and no document asks "
	       "for a stop", SOURCE_RN69),
	SIGNED, CHANGES, { .id = NULL }
};

const struct nr_hop series69_hops_6901[] = {
	DIRECT("the release note of 9.3(1)SR3 names all of 9.x as starting points, and no document asks for a "
	       "stop", "Cisco release note 9.3(1)SR3 of the 6901"),
	SIGNED, CHANGES, { .id = NULL }
};

const struct nr_hop series69_hops_894x[] = {
	{ .id = "S2",
	  .reason = "of the SIP loads only 9.3(1) is known to work well without a call manager "
		    "of Cisco; 9.2(3), 9.3(2), 9.3(4) and 9.4 have defects there",
	  .source = "wazo-provd-plugins, wazo_cisco_sip limitations",
	  .confidence = NR_MEDIUM, .optional = true, .protocol = "SIP",
	  .before = { { DASHED_MAX } }, .reaching = { { 9, 3, 2 } } },
	{ .id = NULL }
};
