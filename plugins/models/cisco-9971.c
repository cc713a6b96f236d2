/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-9971.c -- Cisco Unified IP Phone 9971.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series99.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("9971"),
	DASHED_LOADS("sip9971"),
	EVIDENCE_WORDS("gd"),
	EVIDENCE_PICTURES("640x480x24"),
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "*g4-tones.xml"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "sip9971.", NULL };

static const struct nr_model model = {
	.id = "cisco-9971",
	.name = "9971",
	.title = "Cisco Unified IP Phone 9971",
	.type = 493,
	.type_name = "Cisco 9971",
	.load_prefixes = prefixes,
	.load_format = "sip9971.%V",
	.archive_format = "cmterm-9971.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series99_hops_9971,
	.reset = SERIES99_RESET,
	SERIES99_NOTHING_READ,
	SERIES99_FAMILY
};
NR_MODEL_PLUGIN("cisco-9971", "1.0", &model);
