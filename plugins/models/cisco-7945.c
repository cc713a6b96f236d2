/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7945.c -- Cisco Unified IP Phone 7945G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/java79.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7945"),
	EVIDENCE_IS("7945G"),
	JAVA79_ASKS(NR_SURE, "45"),
	JAVA79_TRAIN("45"),
	EVIDENCE_WORDS("be"),
	EVIDENCE_PICTURES("320x212x16"),
	JAVA79_A_PHONE,
	EVIDENCE_END
};

static const struct nr_match wiped[] = { JAVA79_WIPED("45"), EVIDENCE_END };
static const struct nr_name names[] = { JAVA79_NAMES("45") };
static const char *const prefixes[] = { "SCCP45.", "SIP45.", NULL };

static const struct nr_model model = {
	.id = "cisco-7945",
	.name = "7945",
	.title = "Cisco Unified IP Phone 7945G",
	.type = 435,
	.type_name = "Cisco 7945",
	.load_prefixes = prefixes,
	.load_format = "%P45.%VS",
	.archive_format = "cmterm-7945_7965-%p.%V.zip",
	.matches = matches,
	.wiped = wiped,
	.names = names,
	.hops = java79_hops,
	.reset = JAVA79_RESET,
	JAVA79_FAMILY
};
NR_MODEL_PLUGIN("cisco-7945", "1.0", &model);
