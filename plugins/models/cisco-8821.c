/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-8821.c -- Cisco Wireless IP Phone 8821.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series99.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("8821"),
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, NR_SURE, "Cisco System*Inc*Wireless Phone 8821"),
	DASHED_LOADS("sip8821"),
	EVIDENCE_PICTURES("240x320x24"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "sip8821.", NULL };

static const struct nr_model model = {
	.id = "cisco-8821",
	.name = "8821",
	.title = "Cisco Wireless IP Phone 8821",
	.type = 36216,
	.type_name = "Cisco 8821",
	.load_prefixes = prefixes,
	.load_format = "sip8821.%V",
	.archive_format = "cmterm-8821.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series99_hops_8821,
	.read = "Cisco release notes of the 8821, ordering guide C07-742786",
	.not_known = "whether it takes an older load",
	SERIES99_FAMILY
};
NR_MODEL_PLUGIN("cisco-8821", "1.0", &model);
