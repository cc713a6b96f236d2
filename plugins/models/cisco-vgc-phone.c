/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-vgc-phone.c -- a port of a VG248, or of a VG224, which runs IOS.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/noload.h"

static const struct nr_match matches[] = {
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_HINT, "*VG224*"),
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_HINT, "*VG248*"),
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "vgc-main.*"),
	EVIDENCE_END
};

static const char *const protocols[] = { "SCCP", NULL };

static const struct nr_model model = {
	.id = "cisco-vgc-phone",
	.name = "VGC-Phone",
	.title = "Cisco VGC Phone (a port of a voice gateway, without a load)",
	.type = 10,
	.type_name = "Cisco VGC Phone",
	.protocols = protocols,
	.matches = matches,
	NOLOAD_FAMILY
};
NR_MODEL_PLUGIN("cisco-vgc-phone", "1.0", &model);
