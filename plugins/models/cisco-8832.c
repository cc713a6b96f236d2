/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-8832.c -- Cisco IP Conference Phone 8832.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series88.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("8832"),
	DASHED_MPP_PHONE("8832"),
	DASHED_LOADS("sip8832"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "sip8832.", NULL };

static const struct nr_model model = {
	.id = "cisco-8832",
	.name = "8832",
	.title = "Cisco IP Conference Phone 8832",
	.type = 36258,
	.type_name = "Cisco 8832",
	.load_prefixes = prefixes,
	.load_format = "sip8832.%V",
	.archive_format = "cmterm-8832.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series88_hops_8832,
	SERIES88_FAMILY
};
NR_MODEL_PLUGIN("cisco-8832", "1.0", &model);
