/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-ata188.c -- Cisco ATA 188 Analog Telephone Adaptor.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
/* See cisco-ata186.c. */
#include "family/dated.h"

static const struct nr_match matches[] = {
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_HINT, "Cisco ATA*188*"),
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, NR_HINT, "Cisco*ATA*188*"),
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "ata%M"),
	LEGACY_LOADS("ATA0"),
	EVIDENCE_END
};

static const struct nr_name names[] = {
	DATED_NAMES,
	{ NR_WANT_OTHER, "ata%M" },
	{ NR_WANT_DEFAULTS, "ATADefault.cnf.xml" },
	{ NR_WANT_OTHER, NULL }
};
static const char *const prefixes[] = { "ATA", "transition", NULL };

static const struct nr_model model = {
	.id = "cisco-ata188",
	.name = "ATA188",
	.title = "Cisco ATA 188 Analog Telephone Adaptor",
	.type = 12,
	.type_name = "Cisco ATA 186",
	.load_prefixes = prefixes,
	.load_suffix = ".zup",
	.load_format = "%V",
	.archive_format = "%V.zip",
	.matches = matches,
	.names = names,
	.hops = dated_ata_hops,
	DATED_FAMILY
};
NR_MODEL_PLUGIN("cisco-ata188", "1.0", &model);
