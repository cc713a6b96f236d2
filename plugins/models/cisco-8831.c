/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-8831.c -- Cisco Unified IP Conference Phone 8831.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series99.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("8831"),
	DASHED_LOADS("sip8831"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "sip8831.", NULL };

static const struct nr_model model = {
	.id = "cisco-8831",
	.name = "8831",
	.title = "Cisco Unified IP Conference Phone 8831",
	.type = 659,
	.type_name = "Cisco 8831",
	.load_prefixes = prefixes,
	.load_format = "sip8831.%V",
	.archive_format = "cmterm-8831-sip.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series99_hops_8831,
	.boards = series99_boards_8831,
	.read = "Cisco release notes 10.3(1)SR4b and SR6 of the 8831, field notices FN63899 and FN64071",
	.not_known = "the region of a load whose name does not say it",
	.reset = SERIES99_RESET,
	SERIES99_FAMILY_BY(series99_parse_8831)
};
NR_MODEL_PLUGIN("cisco-8831", "1.0", &model);
