/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-8865nr.c -- Cisco IP Phone 8865NR.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series88.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("8865NR"),
	EVIDENCE_MAY_BE("8865"),
	DASHED_MPP_PHONE("8865NR"),
	DASHED_LOADS("sip8845_65"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "sip8845_65.", NULL };

static const struct nr_model model = {
	.id = "cisco-8865nr",
	.name = "8865NR",
	.title = "Cisco IP Phone 8865NR",
	.type = 36248,
	.type_name = "Cisco 8865NR",
	.load_prefixes = prefixes,
	.load_format = "sip8845_65.%V",
	.archive_format = "cmterm-8845_65.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series88_hops_8865nr,
	SERIES88_FAMILY
};
NR_MODEL_PLUGIN("cisco-8865nr", "1.0", &model);
