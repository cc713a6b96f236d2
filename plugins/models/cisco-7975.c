/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7975.c -- Cisco Unified IP Phone 7975G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/java79.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7975"),
	EVIDENCE_IS("7975G"),
	JAVA79_ASKS(NR_SURE, "75"),
	JAVA79_TRAIN("75"),
	EVIDENCE_WORDS("td"),
	EVIDENCE_PICTURES("320x216x16"),
	JAVA79_A_PHONE,
	EVIDENCE_END
};

static const struct nr_match wiped[] = { JAVA79_WIPED("75"), EVIDENCE_END };
static const struct nr_name names[] = { JAVA79_NAMES("75") };
static const char *const prefixes[] = { "SCCP75.", "SIP75.", NULL };

static const struct nr_model model = {
	.id = "cisco-7975",
	.name = "7975",
	.title = "Cisco Unified IP Phone 7975G",
	.type = 437,
	.type_name = "Cisco 7975",
	.load_prefixes = prefixes,
	.load_format = "%P75.%VS",
	.archive_format = "cmterm-7975-%p.%V.zip",
	.matches = matches,
	.wiped = wiped,
	.names = names,
	.hops = java79_hops_797x,
	.reset = JAVA79_RESET,
	JAVA79_FAMILY
};
NR_MODEL_PLUGIN("cisco-7975", "1.0", &model);
