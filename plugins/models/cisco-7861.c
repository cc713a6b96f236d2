/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7861.c -- Cisco IP Phone 7861.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series88.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7861"),
	DASHED_MPP_PHONE("7861"),
	DASHED_LOADS("sip78xx"),
	EVIDENCE_WORDS("sp"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "sip78xx.", NULL };

static const struct nr_model model = {
	.id = "cisco-7861",
	.name = "7861",
	.title = "Cisco IP Phone 7861",
	.type = 623,
	.type_name = "Cisco 7861",
	.load_prefixes = prefixes,
	.load_format = "sip78xx.%V",
	.archive_format = "cmterm-78xx.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series88_hops_78xx,
	.boards = series88_boards_7861,
	SERIES88_FAMILY
};
NR_MODEL_PLUGIN("cisco-7861", "1.0", &model);
