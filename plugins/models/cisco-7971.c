/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7971.c -- Cisco Unified IP Phone 7971G-GE.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/java79.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7971"),
	EVIDENCE_IS("7971G"),
	EVIDENCE_IS("7971G-GE"),
	JAVA79_ASKS(NR_SURE, "71"),
	JAVA79_TRAIN("70"),
	EVIDENCE_WORDS("td"),
	EVIDENCE_PICTURES("320x212x12"),
	JAVA79_A_PHONE,
	EVIDENCE_END
};

/* The formatted flash of one with an old loader (one witness: community.cisco.com m-p/4417496). */
static const struct nr_match wiped[] = {
	EVIDENCE_ROW(NR_FACT_LOAD, NR_SURE, "TERM70_LOAD"),
	JAVA79_WIPED("71"), EVIDENCE_END
};
static const struct nr_name names[] = { JAVA79_NAMES("71") };
static const char *const prefixes[] = { "SCCP70.", "SIP70.", "TERM70.", NULL };

static const struct nr_model model = {
	.id = "cisco-7971",
	.name = "7971",
	.title = "Cisco Unified IP Phone 7971G-GE",
	.type = 119,
	.type_name = "Cisco 7971",
	.load_prefixes = prefixes,
	.load_format = "%P70.%VS",
	.archive_format = "cmterm-7970_7971-%p.%V.zip",
	.matches = matches,
	.wiped = wiped,
	.names = names,
	.hops = java79_hops_797x,
	.reset = JAVA79_RESET_BRICK,
	JAVA79_FAMILY
};
NR_MODEL_PLUGIN("cisco-7971", "1.0", &model);
