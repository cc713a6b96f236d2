/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7985.c -- Cisco Unified IP Phone 7985G.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/plain.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7985"),
	EVIDENCE_IS("7985G"),
	LEGACY_LOADS("cmterm_7985."),
	EVIDENCE_A_PHONE_OR_WIRELESS,
	EVIDENCE_END
};

static const struct nr_name names[] = { LEGACY_XML_NAMES, { NR_WANT_OTHER, NULL } };
static const char *const prefixes[] = { "cmterm_7985.", NULL };
static const char *const protocols[] = { "SCCP", NULL };

static const struct nr_model model = {
	.id = "cisco-7985",
	.name = "7985",
	.title = "Cisco Unified IP Phone 7985G",
	.type = 302,
	.type_name = "Cisco 7985",
	.load_prefixes = prefixes,
	.protocols = protocols,
	.load_suffix = ".bin",
	.load_format = "cmterm_7985.%V",
	.archive_format = "cmterm_7985.%V.zip",
	.matches = matches,
	.names = names,
	PLAIN_FAMILY
};
NR_MODEL_PLUGIN("cisco-7985", "1.0", &model);
