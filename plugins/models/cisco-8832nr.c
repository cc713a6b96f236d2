/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-8832nr.c -- Cisco IP Conference Phone 8832NR.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series88.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("8832NR"),
	EVIDENCE_MAY_BE("8832"),
	DASHED_MPP_PHONE("8832NR"),
	DASHED_LOADS("sip8832"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "sip8832.", NULL };

static const struct nr_model model = {
	.id = "cisco-8832nr",
	.name = "8832NR",
	.title = "Cisco IP Conference Phone 8832NR",
	.type = 36260,
	.type_name = "Cisco 8832NR",
	.load_prefixes = prefixes,
	.load_format = "sip8832.%V",
	.archive_format = "cmterm-8832.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series88_hops_8832,
	SERIES88_FAMILY
};
NR_MODEL_PLUGIN("cisco-8832nr", "1.0", &model);
