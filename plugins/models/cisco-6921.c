/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-6921.c -- Cisco Unified IP Phone 6921.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series69.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("6921"),
	DASHED_LOADS("SCCP69xx"),
	DASHED_LOADS("SIP69xx"),
	EVIDENCE_WORDS("rtl"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "SCCP69xx.", "SIP69xx.", NULL };

static const struct nr_model model = {
	.id = "cisco-6921",
	.name = "6921",
	.title = "Cisco Unified IP Phone 6921",
	.type = 495,
	.type_name = "Cisco 6921",
	.load_prefixes = prefixes,
	.load_format = "%P69xx.%V",
	.archive_format = "cmterm-69xx-%p.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series69_hops,
	SERIES69_FAMILY
};
NR_MODEL_PLUGIN("cisco-6921", "1.0", &model);
