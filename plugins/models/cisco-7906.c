/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7906.c -- Cisco Unified IP Phone 7906G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/java79.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7906"),
	EVIDENCE_IS("7906G"),
	JAVA79_ASKS(NR_SURE, "06"),
	JAVA79_TRAIN("11"),
	EVIDENCE_WORDS("tc"),
	JAVA79_A_PHONE,
	EVIDENCE_END
};

static const struct nr_match wiped[] = { JAVA79_WIPED("06"), EVIDENCE_END };
static const struct nr_name names[] = { JAVA79_NAMES("06") };
static const char *const prefixes[] = { "SCCP11.", "SIP11.", NULL };

static const struct nr_model model = {
	.id = "cisco-7906",
	.name = "7906",
	.title = "Cisco Unified IP Phone 7906G",
	.type = 369,
	.type_name = "Cisco 7906",
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
NR_MODEL_PLUGIN("cisco-7906", "1.0", &model);
