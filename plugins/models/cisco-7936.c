/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-7936.c -- Cisco IP Conference Station 7936.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/plain.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("7936"),
	EVIDENCE_IS("7936G"),
	LEGACY_LOADS("cmterm_7936."),
	EVIDENCE_A_PHONE_OR_WIRELESS,
	EVIDENCE_END
};

static const struct nr_name names[] = { LEGACY_XML_NAMES, { NR_WANT_OTHER, NULL } };
static const char *const prefixes[] = { "cmterm_7936.", NULL };
static const char *const protocols[] = { "SCCP", NULL };

static const struct nr_model model = {
	.id = "cisco-7936",
	.name = "7936",
	.title = "Cisco IP Conference Station 7936",
	.type = 30019,
	.type_name = "Cisco 7936",
	.load_prefixes = prefixes,
	.protocols = protocols,
	.load_suffix = ".bin",
	.load_format = "cmterm_7936.%V",
	.archive_format = "cmterm_7936.%V.zip",
	.matches = matches,
	.names = names,
	PLAIN_FAMILY
};
NR_MODEL_PLUGIN("cisco-7936", "1.0", &model);
