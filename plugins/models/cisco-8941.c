/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-8941.c -- Cisco Unified IP Phone 8941.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series69.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("8941"),
	DASHED_LOADS("SCCP894x"),
	DASHED_LOADS("SIP894x"),
	DASHED_LOADS("SCCP8941_8945"),
	DASHED_LOADS("SIP8941_8945"),
	EVIDENCE_WORDS("gb"),
	EVIDENCE_PICTURES("800x480x24"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = {
	"SCCP894x.", "SIP894x.", "SCCP8941_8945.", "SIP8941_8945.", NULL
};

static const struct nr_model model = {
	.id = "cisco-8941",
	.name = "8941",
	.title = "Cisco Unified IP Phone 8941",
	.type = 586,
	.type_name = "Cisco 8941",
	.load_prefixes = prefixes,
	.load_format = "%P894x.%V",
	.archive_format = "cmterm-8941_8945-%p.%V.zip",
	.matches = matches,
	.names = names,
	.hops = series69_hops_894x,
	.archive = series69_archive_894x,
	SERIES69_FAMILY_BY(NR_TFTP_OR_HTTP)
};
NR_MODEL_PLUGIN("cisco-8941", "1.0", &model);
