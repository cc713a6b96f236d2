/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7937.c -- Cisco Unified IP Conference Station 7937G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/plain.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7937"),
	EVIDENCE_IS("7937G"),
	LEGACY_LOADS("apps37sccp."),
	EVIDENCE_A_PHONE_OR_WIRELESS,
	EVIDENCE_END
};

static const struct nr_name names[] = { LEGACY_XML_NAMES, { NR_WANT_OTHER, NULL } };
static const char *const prefixes[] = { "apps37sccp.", NULL };
static const char *const protocols[] = { "SCCP", NULL };

static const struct nr_model model = {
	.id = "cisco-7937",
	.name = "7937",
	.title = "Cisco Unified IP Conference Station 7937G",
	.type = 431,
	.type_name = "Cisco 7937",
	.load_prefixes = prefixes,
	.protocols = protocols,
	.load_suffix = ".bin",
	.load_format = "apps37sccp.%V",
	.archive_format = "cmterm-7937-%V-SCCP.zip",
	.matches = matches,
	.names = names,
	PLAIN_FAMILY
};
NR_MODEL_PLUGIN("cisco-7937", "1.0", &model);
