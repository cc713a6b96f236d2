/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-ata191.c -- Cisco ATA 191 Analog Telephone Adapter.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/ata19.h"

static const struct nr_match matches[] = {
	ATA19_IS("191"),
	/* With multiplatform firmware: shown, but none of our business. */
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, NR_HINT, "CISCO ATA191-MPP"),
	DASHED_LOADS("ATA19x"),
	DASHED_LOADS("ATA191"),
	ATA19_AN_ADAPTER,
	EVIDENCE_END
};

static const struct nr_name names[] = { ATA19_NAMES };
static const char *const prefixes[] = { "ATA191.", NULL };

static const struct nr_model model = {
	.id = "cisco-ata191",
	.name = "ATA191",
	.title = "Cisco ATA 191 Analog Telephone Adapter",
	.type = 36262,
	.type_name = "Cisco ATA 191",
	.load_prefixes = prefixes,
	.load_format = "ATA191.%V",
	.archive_format = "cmterm-ata191.%V.zip",
	.matches = matches,
	.names = names,
	.parse = ata19_parse_191,
	ATA19_FAMILY
};
NR_MODEL_PLUGIN("cisco-ata191", "1.0", &model);
