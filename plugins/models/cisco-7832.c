/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7832.c -- Cisco IP Conference Phone 7832.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series88.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7832"),
	DASHED_MPP_PHONE("7832"),
	DASHED_LOADS("sip7832"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "sip7832.", NULL };

static const struct nr_model model = {
	.id = "cisco-7832",
	.name = "7832",
	.title = "Cisco IP Conference Phone 7832",
	.type = 36247,
	.type_name = "Cisco 7832",
	.load_prefixes = prefixes,
	.load_format = "sip7832.%V",
	.archive_format = "cmterm-7832.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series88_hops_7832,
	SERIES88_FAMILY
};
NR_MODEL_PLUGIN("cisco-7832", "1.0", &model);
