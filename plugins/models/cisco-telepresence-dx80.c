/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-telepresence-dx80.c -- Cisco TelePresence DX80, with CE software.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/dx.h"

static const struct nr_match matches[] = { DX_MATCHES_CE("DX80") };
static const struct nr_name names[] = { DASHED_NAMES };

static const struct nr_model model = {
	.id = "cisco-telepresence-dx80",
	.name = "TelePresence-DX80",
	.title = "Cisco TelePresence DX80 (CE)",
	.type = 36239,
	.type_name = "Cisco TelePresence DX80",
	.matches = matches,
	.names = names,
	.parse = dx_parse_ce,
	DX_FAMILY
};
NR_MODEL_PLUGIN("cisco-telepresence-dx80", "1.0", &model);
