/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7911.c -- Cisco Unified IP Phone 7911G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/java79.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7911"),
	EVIDENCE_IS("7911G"),
	JAVA79_ASKS(NR_SURE, "11"),
	JAVA79_TRAIN("11"),
	EVIDENCE_WORDS("tc"),
	JAVA79_A_PHONE,
	EVIDENCE_END
};

static const struct nr_match wiped[] = { JAVA79_WIPED("11"), EVIDENCE_END };
static const struct nr_name names[] = { JAVA79_NAMES("11") };
static const char *const prefixes[] = { "SCCP11.", "SIP11.", NULL };

static const struct nr_model model = {
	.id = "cisco-7911",
	.name = "7911",
	.title = "Cisco Unified IP Phone 7911G",
	.type = 307,
	.type_name = "Cisco 7911",
	.load_prefixes = prefixes,
	.load_format = "%P11.%VS",
	.archive_format = "cmterm-7911_7906-%p.%V.zip",
	.matches = matches,
	.wiped = wiped,
	.names = names,
	.hops = java79_hops,
	.reset = JAVA79_RESET,
	JAVA79_FAMILY
};
NR_MODEL_PLUGIN("cisco-7911", "1.0", &model);
