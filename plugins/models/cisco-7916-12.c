/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7916-12.c -- Cisco Unified IP Phone Expansion Module 7916 with 12 keys.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
/*
 * Not a phone: it has no address of its own, its phone fetches its load.  So no
 * device is ever surely one, and nothing is served to it.
 */
#include "family/plain.h"

static const struct nr_match matches[] = {
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_HINT, "7916 12-Button Line Expansion Module"),
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "B016-*"),
	EVIDENCE_END
};

static const char *const prefixes[] = { "B016-", NULL };
static const char *const protocols[] = { "SCCP", NULL };

static const struct nr_model model = {
	.id = "cisco-7916-12",
	.name = "7916-12",
	.title = "Cisco Unified IP Phone Expansion Module 7916, 12 keys (loaded through its phone)",
	.type = 229,
	.type_name = "7916 12-Button Line Expansion Module",
	.load_prefixes = prefixes,
	.protocols = protocols,
	.load_suffix = ".SBN",
	.load_format = "B016-%V",
	.archive_format = "B016-%V.zip",
	.matches = matches,
	PLAIN_FAMILY
};
NR_MODEL_PLUGIN("cisco-7916-12", "1.0", &model);
