/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7941.c -- Cisco Unified IP Phone 7941G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/java79.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7941"),
	EVIDENCE_IS("7941G"),
	JAVA79_ASKS(NR_SURE, "41"),
	JAVA79_TRAIN("41"),
	EVIDENCE_WORDS("mk"),
	EVIDENCE_PICTURES("320x196x4"),
	JAVA79_A_PHONE,
	EVIDENCE_END
};

static const struct nr_match wiped[] = { JAVA79_WIPED("41"), EVIDENCE_END };
static const struct nr_name names[] = { JAVA79_NAMES("41") };
static const char *const prefixes[] = { "SCCP41.", "SIP41.", "TERM41.", NULL };

static const struct nr_model model = {
	.id = "cisco-7941",
	.name = "7941",
	.title = "Cisco Unified IP Phone 7941G",
	.type = 115,
	.type_name = "Cisco 7941",
	.load_prefixes = prefixes,
	.load_format = "%P41.%VS",
	.archive_format = "cmterm-7941_7961-%p.%V.zip",
	.matches = matches,
	.wiped = wiped,
	.names = names,
	.hops = java79_hops,
	.reset = JAVA79_RESET,
	JAVA79_FAMILY
};
NR_MODEL_PLUGIN("cisco-7941", "1.0", &model);
