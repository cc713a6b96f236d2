/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-ata190.c -- Cisco ATA 190 Analog Telephone Adapter.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/ata19.h"

static const struct nr_match matches[] = {
	ATA19_IS("190"),
	DASHED_LOADS("ata190"),
	ATA19_AN_ADAPTER,
	EVIDENCE_END
};

static const struct nr_name names[] = { ATA19_NAMES };
static const char *const prefixes[] = { "ata190.", NULL };

static const struct nr_model model = {
	.id = "cisco-ata190",
	.name = "ATA190",
	.title = "Cisco ATA 190 Analog Telephone Adapter",
	.type = 681,
	.type_name = "Cisco ATA 190",
	.load_prefixes = prefixes,
	.load_format = "ata190.%V",
	.archive_format = "cmterm-ata190.%V.zip",
	.matches = matches,
	.names = names,
	.parse = ata19_parse,
	ATA19_FAMILY
};
NR_MODEL_PLUGIN("cisco-ata190", "1.0", &model);
