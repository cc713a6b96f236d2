/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * series69.c -- load names, images and rules of the 69xx and 894x phones.
 *
 * The group has two archive names, SCCP894x and SCCP8941_8945, for the same
 * phones: one train.  A build stands before the service release, 9-4-1-3SR3;
 * the 6901 and 6911 write 9-3-1-SR1-3 and 9-2-1-a.
 */
#include "series69.h"

static const struct dashed_part parts[] = {
	{ "KNL#SCCP.", "SCCP", false },
	{ "APP#SCCP.", "SCCP", false },
	{ "BFS#SCCP.", "SCCP", false },
	{ "KNL#SIP.", "SIP", false },
	{ "APP#SIP.", "SIP", false },
	{ "BFS#SIP.", "SIP", false },
	{ "BOOT#.", "", true },
	{ "DSP#.", "", true },
	{ NULL, NULL, false },
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

const struct nr_hop series69_hops[] = {
	{ .id = "S1",
	  .reason = "no document names a stop on the way; \"Load rejected HC\" or \"Version "
		    "error\" on the screen would mean that one is needed",
	  .source = "searched for, none found",
	  .confidence = NR_LOW,
	  .before = { { DASHED_MAX } } },
	{ .id = NULL }
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
