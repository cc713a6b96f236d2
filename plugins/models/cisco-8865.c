/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-8865.c -- Cisco IP Phone 8865.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series88.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("8865"),
	DASHED_MPP_PHONE("8865"),
	DASHED_LOADS("sip8845_65"),
	EVIDENCE_WORDS("sl-bev"),
	EVIDENCE_PICTURES("800x480x24"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "sip8845_65.", NULL };

static const struct nr_model model = {
	.id = "cisco-8865",
	.name = "8865",
	.title = "Cisco IP Phone 8865",
	.type = 36225,
	.type_name = "Cisco 8865",
	.load_prefixes = prefixes,
	.load_format = "sip8845_65.%V",
	.archive_format = "cmterm-8845_65.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series88_hops_8845,
	SERIES88_FAMILY
};
NR_MODEL_PLUGIN("cisco-8865", "1.0", &model);
