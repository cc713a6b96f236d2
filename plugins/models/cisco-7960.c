/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7960.c -- Cisco Unified IP Phone 7960G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/p003.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7960"),
	EVIDENCE_IS("7960G"),
	P003_MATCHES,
	EVIDENCE_A_PHONE_OR_WIRELESS,
	EVIDENCE_END
};

static const struct nr_name names[] = { P003_NAMES };

static const struct nr_model model = {
	.id = "cisco-7960",
	.name = "7960",
	.title = "Cisco Unified IP Phone 7960G",
	.type = 7,
	.type_name = "Cisco 7960",
	.matches = matches,
	.names = names,
	P003_FAMILY
};
NR_MODEL_PLUGIN("cisco-7960", "1.0", &model);
