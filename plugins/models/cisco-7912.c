/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7912.c -- Cisco Unified IP Phone 7912G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/dated.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7912"),
	EVIDENCE_IS("7912G"),
	LEGACY_LOADS("CP7912"),
	EVIDENCE_A_PHONE_OR_WIRELESS,
	EVIDENCE_END
};

static const struct nr_name names[] = { DATED_NAMES, { NR_WANT_OTHER, NULL } };
static const char *const prefixes[] = { "CP7912", NULL };

static const struct nr_model model = {
	.id = "cisco-7912",
	.name = "7912",
	.title = "Cisco Unified IP Phone 7912G",
	.type = 30007,
	.type_name = "Cisco 7912",
	.load_prefixes = prefixes,
	.load_suffix = ".sbin",
	.load_format = "%V",
	.archive_format = "%V.zip",
	.matches = matches,
	.names = names,
	.hops = dated_cp79_hops,
	DATED_FAMILY
};
NR_MODEL_PLUGIN("cisco-7912", "1.0", &model);
