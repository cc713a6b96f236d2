/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7926.c -- Cisco Unified Wireless IP Phone 7926G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/plain.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7926"),
	EVIDENCE_IS("7926G"),
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, NR_SURE, "Cisco System*Inc*Wireless Phone 7926"),
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, NR_SURE, "Cisco System*Inc*Wireless Phone 7926G"),
	LEGACY_LOADS("CP7926G-"),
	EVIDENCE_A_PHONE_OR_WIRELESS,
	EVIDENCE_END
};

static const struct nr_name names[] = { PLAIN_WIRELESS_NAMES };
static const char *const prefixes[] = { "CP7926G-", NULL };
static const char *const protocols[] = { "SCCP", NULL };

static const struct nr_model model = {
	.id = "cisco-7926",
	.name = "7926",
	.title = "Cisco Unified Wireless IP Phone 7926G",
	.type = 577,
	.type_name = "Cisco 7926",
	.load_prefixes = prefixes,
	.protocols = protocols,
	.load_suffix = ".LOADS",
	.load_format = "CP7926G-%V",
	.archive_format = "cmterm-7926-sccp.%V.zip",
	.matches = matches,
	.names = names,
	.hops = plain_hops_7926,
	PLAIN_FAMILY
};
NR_MODEL_PLUGIN("cisco-7926", "1.0", &model);
