/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7902.c -- Cisco Unified IP Phone 7902G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/dated.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7902"),
	EVIDENCE_IS("7902G"),
	LEGACY_LOADS("CP7902"),
	EVIDENCE_A_PHONE_OR_WIRELESS,
	EVIDENCE_END
};

static const struct nr_name names[] = { DATED_NAMES, { NR_WANT_OTHER, NULL } };
static const char *const prefixes[] = { "CP7902", NULL };

static const char *const protocols[] = { "SCCP", NULL };

static const struct nr_model model = {
	.id = "cisco-7902",
	.name = "7902",
	.title = "Cisco Unified IP Phone 7902G",
	.type = 30008,
	.type_name = "Cisco 7902",
	.load_prefixes = prefixes,
	.load_suffix = ".sbin",
	.load_format = "%V",
	.archive_format = "%V.zip",
	.matches = matches,
	.names = names,
	.hops = dated_cp79_hops,
	DATED_FAMILY_OF(protocols)
};
NR_MODEL_PLUGIN("cisco-7902", "1.0", &model);
