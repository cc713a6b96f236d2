/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-vgc-virtual.c -- the virtual port of a VG248.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/noload.h"

static const struct nr_match matches[] = {
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_HINT, "*VG248*"),
	EVIDENCE_END
};

static const char *const protocols[] = { "SCCP", NULL };

static const struct nr_model model = {
	.id = "cisco-vgc-virtual",
	.name = "VGC-Virtual",
	.title = "Cisco VGC Virtual Phone (a port of a voice gateway, without a load)",
	.type = 11,
	.type_name = "Cisco VGC Virtual Phone",
	.protocols = protocols,
	.matches = matches,
	NOLOAD_FAMILY
};
NR_MODEL_PLUGIN("cisco-vgc-virtual", "1.0", &model);
