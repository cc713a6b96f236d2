/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7905.c -- Cisco Unified IP Phone 7905G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/dated.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7905"),
	EVIDENCE_IS("7905G"),
	LEGACY_LOADS("CP7905"),
	EVIDENCE_A_PHONE_OR_WIRELESS,
	EVIDENCE_END
};

static const struct nr_name names[] = { DATED_NAMES, { NR_WANT_OTHER, NULL } };
static const char *const prefixes[] = { "CP7905", "ld-v", NULL };

static const struct nr_model model = {
	.id = "cisco-7905",
	.name = "7905",
	.title = "Cisco Unified IP Phone 7905G",
	.type = 20000,
	.type_name = "Cisco 7905",
	.load_prefixes = prefixes,
	.load_suffix = ".sbin",
	.load_format = "%V",
	.archive_format = "%V.zip",
	.matches = matches,
	.names = names,
	.hops = dated_cp79_hops,
	DATED_FAMILY
};
NR_MODEL_PLUGIN("cisco-7905", "1.0", &model);
