/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-8961.c -- Cisco Unified IP Phone 8961.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series99.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("8961"),
	DASHED_LOADS("sip8961"),
	EVIDENCE_WORDS("gh"),
	EVIDENCE_PICTURES("640x480x24"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "sip8961.", NULL };

static const struct nr_model model = {
	.id = "cisco-8961",
	.name = "8961",
	.title = "Cisco Unified IP Phone 8961",
	.type = 540,
	.type_name = "Cisco 8961",
	.load_prefixes = prefixes,
	.load_format = "sip8961.%V",
	.archive_format = "cmterm-8961.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series99_hops,
	.reset = SERIES99_RESET,
	SERIES99_NOTHING_READ,
	SERIES99_FAMILY
};
NR_MODEL_PLUGIN("cisco-8961", "1.0", &model);
