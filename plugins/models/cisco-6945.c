/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-6945.c -- Cisco Unified IP Phone 6945.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series69.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("6945"),
	DASHED_LOADS("SCCP6945"),
	DASHED_LOADS("SIP6945"),
	EVIDENCE_WORDS("rtl"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "SCCP6945.", "SIP6945.", NULL };

static const struct nr_model model = {
	.id = "cisco-6945",
	.name = "6945",
	.title = "Cisco Unified IP Phone 6945",
	.type = 564,
	.type_name = "Cisco 6945",
	.load_prefixes = prefixes,
	.load_format = "%P6945.%V",
	.archive_format = "cmterm-6945-%p.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series69_hops,
	SERIES69_FAMILY
};
NR_MODEL_PLUGIN("cisco-6945", "1.0", &model);
