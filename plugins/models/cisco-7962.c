/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7962.c -- Cisco Unified IP Phone 7962G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/java79.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7962"),
	EVIDENCE_IS("7962G"),
	JAVA79_ASKS(NR_SURE, "62"),
	JAVA79_TRAIN("42"),
	EVIDENCE_WORDS("mk"),
	EVIDENCE_PICTURES("320x196x4"),
	JAVA79_A_PHONE,
	EVIDENCE_END
};

static const struct nr_match wiped[] = { JAVA79_WIPED("62"), EVIDENCE_END };
static const struct nr_name names[] = { JAVA79_NAMES("62") };
static const char *const prefixes[] = { "SCCP42.", "SIP42.", NULL };

static const struct nr_model model = {
	.id = "cisco-7962",
	.name = "7962",
	.title = "Cisco Unified IP Phone 7962G",
	.type = 404,
	.type_name = "Cisco 7962",
	.load_prefixes = prefixes,
	.load_format = "%P42.%VS",
	.archive_format = "cmterm-7942_7962-%p.%V.zip",
	.matches = matches,
	.wiped = wiped,
	.names = names,
	.hops = java79_hops,
	.reset = JAVA79_RESET,
	JAVA79_FAMILY
};
NR_MODEL_PLUGIN("cisco-7962", "1.0", &model);
