/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-8841.c -- Cisco IP Phone 8841.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series88.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("8841"),
	DASHED_MPP_PHONE("8841"),
	DASHED_LOADS("sip88xx"),
	EVIDENCE_WORDS("sl-be"),
	EVIDENCE_PICTURES("800x480x24"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "sip88xx.", NULL };

static const struct nr_model model = {
	.id = "cisco-8841",
	.name = "8841",
	.title = "Cisco IP Phone 8841",
	.type = 683,
	.type_name = "Cisco 8841",
	.load_prefixes = prefixes,
	.load_format = "sip88xx.%V",
	.archive_format = "cmterm-88xx.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series88_hops_88xx,
	.boards = series88_boards_88xx,
	SERIES88_FAMILY
};
NR_MODEL_PLUGIN("cisco-8841", "1.0", &model);
