/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7910.c -- Cisco IP Phone 7910.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/digits.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7910"),
	EVIDENCE_IS("7910G"),
	LEGACY_LOADS("P004"),
	EVIDENCE_A_PHONE_OR_WIRELESS,
	EVIDENCE_END
};

static const struct nr_name names[] = {
	{ NR_WANT_OTHER, "OS79XX.TXT" },
	LEGACY_XML_NAMES,
	{ NR_WANT_OTHER, NULL }
};
static const char *const prefixes[] = { "P004", NULL };
static const char *const protocols[] = { "SCCP", NULL };

static const struct nr_model model = {
	.id = "cisco-7910",
	.name = "7910",
	.title = "Cisco IP Phone 7910",
	.type = 6,
	.type_name = "Cisco 7910",
	.load_prefixes = prefixes,
	.protocols = protocols,
	.matches = matches,
	.names = names,
	DIGITS_FAMILY
};
NR_MODEL_PLUGIN("cisco-7910", "1.0", &model);
