/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-8851nr.c -- Cisco IP Phone 8851NR.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series88.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("8851NR"),
	EVIDENCE_MAY_BE("8851"),
	DASHED_MPP_PHONE("8851NR"),
	DASHED_LOADS("sip88xx"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "sip88xx.", NULL };

static const struct nr_model model = {
	.id = "cisco-8851nr",
	.name = "8851NR",
	.title = "Cisco IP Phone 8851NR",
	.type = 36232,
	.type_name = "Cisco 8851NR",
	.load_prefixes = prefixes,
	.load_format = "sip88xx.%V",
	.archive_format = "cmterm-88xx.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series88_hops_8851nr,
	.boards = series88_boards_8851nr,
	SERIES88_FAMILY
};
NR_MODEL_PLUGIN("cisco-8851nr", "1.0", &model);
