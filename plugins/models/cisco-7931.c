/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7931.c -- Cisco Unified IP Phone 7931G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/java79.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7931"),
	EVIDENCE_IS("7931G"),
	JAVA79_ASKS(NR_SURE, "31"),
	JAVA79_TRAIN("31"),
	JAVA79_A_PHONE,
	EVIDENCE_END
};

static const struct nr_match wiped[] = { JAVA79_WIPED("31"), EVIDENCE_END };
static const struct nr_name names[] = { JAVA79_NAMES("31") };
static const char *const prefixes[] = { "SCCP31.", "SIP31.", NULL };

static const struct nr_model model = {
	.id = "cisco-7931",
	.name = "7931",
	.title = "Cisco Unified IP Phone 7931G",
	.type = 348,
	.type_name = "Cisco 7931",
	.load_prefixes = prefixes,
	.load_format = "%P31.%VS",
	.archive_format = "cmterm-7931-%p.%V.zip",
	.matches = matches,
	.wiped = wiped,
	.names = names,
	.hops = java79_hops,
	.reset = JAVA79_RESET,
	JAVA79_FAMILY
};
NR_MODEL_PLUGIN("cisco-7931", "1.0", &model);
