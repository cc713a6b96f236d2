/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7914.c -- Cisco Unified IP Phone Expansion Module 7914.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
/*
 * Not a phone: it has no address of its own, its phone fetches its load.  So no
 * device is ever surely one, and nothing is served to it.
 */
#include "family/digits.h"

static const struct nr_match matches[] = {
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_HINT, "7914 14-Button Line Expansion Module"),
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "S001*"),
	EVIDENCE_END
};

static const char *const prefixes[] = { "S001", NULL };
static const char *const protocols[] = { "SCCP", NULL };

static const struct nr_model model = {
	.id = "cisco-7914",
	.name = "7914",
	.title = "Cisco Unified IP Phone Expansion Module 7914 (loaded through its phone)",
	.type = 124,
	.type_name = "7914 14-Button Line Expansion Module",
	.load_prefixes = prefixes,
	.protocols = protocols,
	.matches = matches,
	DIGITS_FAMILY
};
NR_MODEL_PLUGIN("cisco-7914", "1.0", &model);
