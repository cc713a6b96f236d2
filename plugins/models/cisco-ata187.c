/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-ata187.c -- Cisco ATA 187 Analog Telephone Adapter.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/ata19.h"

static const struct nr_match matches[] = {
	ATA19_IS("187"),
	DASHED_LOADS("ATA187"),
	ATA19_AN_ADAPTER,
	EVIDENCE_END
};

static const struct nr_name names[] = { ATA19_NAMES };
static const char *const prefixes[] = { "ATA187.", NULL };

static const struct nr_model model = {
	.id = "cisco-ata187",
	.name = "ATA187",
	.title = "Cisco ATA 187 Analog Telephone Adapter",
	.type = 550,
	.type_name = "Cisco ATA 187",
	.load_prefixes = prefixes,
	.load_format = "ATA187.%V",
	.archive_format = "cmterm-ata187.%V.zip",
	.matches = matches,
	.names = names,
	.parse = ata19_parse,
	ATA19_FAMILY_BY(NR_TFTP)
};
NR_MODEL_PLUGIN("cisco-ata187", "1.0", &model);
