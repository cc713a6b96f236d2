/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-3951.c -- Cisco Unified SIP Phone 3951.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series39.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("3951"),
	DASHED_LOADS("SIP3951"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "SIP3951.", NULL };

static const struct nr_model model = {
	.id = "cisco-3951",
	.name = "3951",
	.title = "Cisco Unified SIP Phone 3951",
	.type = 412,
	.type_name = "Cisco 3951",
	.load_prefixes = prefixes,
	.load_format = "SIP3951.%V",
	.archive_format = "cmterm-3951.%V.zip",
	.matches = matches,
	.names = names,
	SERIES39_FAMILY
};
NR_MODEL_PLUGIN("cisco-3951", "1.0", &model);
