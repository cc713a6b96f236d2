/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7940.c -- Cisco Unified IP Phone 7940G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/p003.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7940"),
	EVIDENCE_IS("7940G"),
	P003_MATCHES,
	EVIDENCE_A_PHONE_OR_WIRELESS,
	EVIDENCE_END
};

static const struct nr_name names[] = { P003_NAMES };

static const struct nr_model model = {
	.id = "cisco-7940",
	.name = "7940",
	.title = "Cisco Unified IP Phone 7940G",
	.type = 8,
	.type_name = "Cisco 7940",
	.matches = matches,
	.names = names,
	P003_FAMILY
};
NR_MODEL_PLUGIN("cisco-7940", "1.0", &model);
