/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-ata186.c -- Cisco ATA 186 Analog Telephone Adaptor.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
/*
 * The call manager has one type for both, and they run the same images.  What
 * they say about themselves on the wire nobody has written down: these rows are
 * from memory, so they are hints.
 */
#include "family/dated.h"

static const struct nr_match matches[] = {
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_HINT, "Cisco ATA*186*"),
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, NR_HINT, "Cisco*ATA*186*"),
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
	.id = "cisco-ata186",
	.name = "ATA186",
	.title = "Cisco ATA 186 Analog Telephone Adaptor",
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
NR_MODEL_PLUGIN("cisco-ata186", "1.0", &model);
