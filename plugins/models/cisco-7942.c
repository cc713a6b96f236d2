/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7942.c -- Cisco Unified IP Phone 7942G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/java79.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7942"),
	EVIDENCE_IS("7942G"),
	JAVA79_ASKS(NR_SURE, "42"),
	JAVA79_TRAIN("42"),
	EVIDENCE_WORDS("mk"),
	EVIDENCE_PICTURES("320x196x4"),
	JAVA79_A_PHONE,
	EVIDENCE_END
};

static const struct nr_match wiped[] = { JAVA79_WIPED("42"), EVIDENCE_END };
static const struct nr_name names[] = { JAVA79_NAMES("42") };
static const char *const prefixes[] = { "SCCP42.", "SIP42.", NULL };

static const struct nr_model model = {
	.id = "cisco-7942",
	.name = "7942",
	.title = "Cisco Unified IP Phone 7942G",
	.type = 434,
	.type_name = "Cisco 7942",
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
NR_MODEL_PLUGIN("cisco-7942", "1.0", &model);
