/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7935.c -- Cisco IP Conference Station 7935.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/digits.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7935"),
	EVIDENCE_IS("7935G"),
	LEGACY_LOADS("P005"),
	EVIDENCE_A_PHONE_OR_WIRELESS,
	EVIDENCE_END
};

static const struct nr_name names[] = {
	{ NR_WANT_OTHER, "OS79XX.TXT" },
	LEGACY_XML_NAMES,
	{ NR_WANT_OTHER, NULL }
};
static const char *const prefixes[] = { "P005", NULL };
static const char *const protocols[] = { "SCCP", NULL };

static const struct nr_model model = {
	.id = "cisco-7935",
	.name = "7935",
	.title = "Cisco IP Conference Station 7935",
	.type = 9,
	.type_name = "Cisco 7935",
	.load_prefixes = prefixes,
	.protocols = protocols,
	.matches = matches,
	.names = names,
	DIGITS_FAMILY
};
NR_MODEL_PLUGIN("cisco-7935", "1.0", &model);
