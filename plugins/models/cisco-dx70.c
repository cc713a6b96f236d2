/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-dx70.c -- Cisco DX70, with Android software.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/dx.h"

static const struct nr_match matches[] = { DX_MATCHES("DX70") };
static const struct nr_name names[] = { DASHED_NAMES };

static const struct nr_model model = {
	.id = "cisco-dx70",
	.name = "DX70",
	.title = "Cisco DX70 (Android)",
	.type = 36043,
	.type_name = "Cisco DX70",
	.matches = matches,
	.names = names,
	.parse = dx_parse_android,
	DX_FAMILY
};
NR_MODEL_PLUGIN("cisco-dx70", "1.0", &model);
