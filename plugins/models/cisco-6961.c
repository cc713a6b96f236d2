/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-6961.c -- Cisco Unified IP Phone 6961.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series69.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("6961"),
	DASHED_LOADS("SCCP69xx"),
	DASHED_LOADS("SIP69xx"),
	EVIDENCE_WORDS("rtl"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "SCCP69xx.", "SIP69xx.", NULL };

static const struct nr_model model = {
	.id = "cisco-6961",
	.name = "6961",
	.title = "Cisco Unified IP Phone 6961",
	.type = 497,
	.type_name = "Cisco 6961",
	.load_prefixes = prefixes,
	.load_format = "%P69xx.%V",
	.archive_format = "cmterm-69xx-%p.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series69_hops,
	SERIES69_FAMILY
};
NR_MODEL_PLUGIN("cisco-6961", "1.0", &model);
