/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-6911.c -- Cisco Unified IP Phone 6911.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series69.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("6911"),
	DASHED_LOADS("SCCP6911"),
	DASHED_LOADS("SIP6911"),
	EVIDENCE_WORDS("rtl"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "SCCP6911.", "SIP6911.", NULL };

static const struct nr_model model = {
	.id = "cisco-6911",
	.name = "6911",
	.title = "Cisco Unified IP Phone 6911",
	.type = 548,
	.type_name = "Cisco 6911",
	.load_prefixes = prefixes,
	.load_format = "%P6911.%V",
	.archive_format = "cmterm-6911-%p.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series69_hops,
	SERIES69_FAMILY
};
NR_MODEL_PLUGIN("cisco-6911", "1.0", &model);
