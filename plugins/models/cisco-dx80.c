/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-dx80.c -- Cisco DX80, with Android software.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/dx.h"

static const struct nr_match matches[] = { DX_MATCHES("DX80") };
static const struct nr_name names[] = { DASHED_NAMES };

static const struct nr_model model = {
	.id = "cisco-dx80",
	.name = "DX80",
	.title = "Cisco DX80 (Android)",
	.type = 36042,
	.type_name = "Cisco DX80",
	.matches = matches,
	.names = names,
	.parse = dx_parse_android,
	DX_FAMILY
};
NR_MODEL_PLUGIN("cisco-dx80", "1.0", &model);
