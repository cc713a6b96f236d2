/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-6901.c -- Cisco Unified IP Phone 6901.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series69.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("6901"),
	/* Its DHCP names no model; its LLDP text has no revision. */
	{ NR_FACT_VENDOR_CLASS, NR_HINT, "Cisco Systems, Inc.", NR_FACT_HOST_NAME, "SEP%M" },
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_SURE, "6901"),
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_SURE, "6901,S*"),
	DASHED_LOADS("SCCP6901"),
	DASHED_LOADS("SIP6901"),
	EVIDENCE_WORDS("rtl"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "SCCP6901.", "SIP6901.", NULL };

static const struct nr_model model = {
	.id = "cisco-6901",
	.name = "6901",
	.title = "Cisco Unified IP Phone 6901",
	.type = 547,
	.type_name = "Cisco 6901",
	.load_prefixes = prefixes,
	.load_format = "%P6901.%V",
	.archive_format = "cmterm-6901-%p.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series69_hops_6901,
	SERIES69_FAMILY
};
NR_MODEL_PLUGIN("cisco-6901", "1.0", &model);
