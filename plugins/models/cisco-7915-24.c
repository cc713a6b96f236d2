/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7915-24.c -- Cisco Unified IP Phone Expansion Module 7915 with 24 keys.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
/*
 * Not a phone: it has no address of its own, its phone fetches its load.  So no
 * device is ever surely one, and nothing is served to it.
 */
#include "family/plain.h"

static const struct nr_match matches[] = {
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_HINT, "7915 24-Button Line Expansion Module"),
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "B015-*"),
	EVIDENCE_END
};

static const char *const prefixes[] = { "B015-", NULL };
static const char *const protocols[] = { "SCCP", NULL };

static const struct nr_model model = {
	.id = "cisco-7915-24",
	.name = "7915-24",
	.title = "Cisco Unified IP Phone Expansion Module 7915, 24 keys (loaded through its phone)",
	.type = 228,
	.type_name = "7915 24-Button Line Expansion Module",
	.load_prefixes = prefixes,
	.protocols = protocols,
	.load_suffix = ".SBN",
	.load_format = "B015-%V",
	.archive_format = "B015-%V.zip",
	.matches = matches,
	PLAIN_FAMILY
};
NR_MODEL_PLUGIN("cisco-7915-24", "1.0", &model);
