/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-3905.c -- Cisco Unified SIP Phone 3905.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series39.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("3905"),
	DASHED_LOADS("CP3905"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "CP3905.", NULL };

static const struct nr_model model = {
	.id = "cisco-3905",
	.name = "3905",
	.title = "Cisco Unified SIP Phone 3905",
	.type = 592,
	.type_name = "Cisco 3905",
	.load_prefixes = prefixes,
	.load_format = "CP3905.%V",
	.archive_format = "cmterm-3905.%V.zip",
	.matches = matches,
	.names = names,
	SERIES39_FAMILY
};
NR_MODEL_PLUGIN("cisco-3905", "1.0", &model);
