/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-analog-phone.c -- a telephone at an analog port of an IOS gateway.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/noload.h"

static const struct nr_match matches[] = {
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_HINT, "*VG2*"),
	EVIDENCE_END
};

static const char *const protocols[] = { "SCCP", NULL };

static const struct nr_model model = {
	.id = "cisco-analog-phone",
	.name = "Analog-Phone",
	.title = "Analog Phone (a port of a voice gateway, without a load)",
	.type = 30027,
	.type_name = "Analog Phone",
	.protocols = protocols,
	.matches = matches,
	NOLOAD_FAMILY
};
NR_MODEL_PLUGIN("cisco-analog-phone", "1.0", &model);
