/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7925.c -- Cisco Unified Wireless IP Phone 7925G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/plain.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7925"),
	EVIDENCE_IS("7925G"),
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, NR_SURE, "Cisco System*Inc*Wireless Phone 7925"),
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, NR_SURE, "Cisco System*Inc*Wireless Phone 7925G"),
	LEGACY_LOADS("CP7925G-"),
	EVIDENCE_A_PHONE_OR_WIRELESS,
	EVIDENCE_END
};

static const struct nr_name names[] = { PLAIN_WIRELESS_NAMES };
static const char *const prefixes[] = { "CP7925G-", NULL };
static const char *const protocols[] = { "SCCP", NULL };

static const struct nr_model model = {
	.id = "cisco-7925",
	.name = "7925",
	.title = "Cisco Unified Wireless IP Phone 7925G",
	.type = 484,
	.type_name = "Cisco 7925",
	.load_prefixes = prefixes,
	.protocols = protocols,
	.load_suffix = ".LOADS",
	.load_format = "CP7925G-%V",
	.archive_format = "cmterm-7925-sccp.%V.zip",
	.matches = matches,
	.names = names,
	.hops = plain_hops_7925,
	PLAIN_FAMILY
};
NR_MODEL_PLUGIN("cisco-7925", "1.0", &model);
