/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-dx650.c -- Cisco Desktop Collaboration Experience DX650.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/series99.h"

static const struct nr_match matches[] = {
	EVIDENCE_IS("DX650"),
	DASHED_LOADS("sipdx650"),
	EVIDENCE_A_PHONE,
	EVIDENCE_END
};

static const struct nr_name names[] = { DASHED_NAMES };
static const char *const prefixes[] = { "sipdx650.", NULL };

static const struct nr_model model = {
	.id = "cisco-dx650",
	.name = "DX650",
	.title = "Cisco Desktop Collaboration Experience DX650",
	.type = 647,
	.type_name = "Cisco DX650",
	.load_prefixes = prefixes,
	.load_format = "sipdx650.%V",
	.archive_format = "cmterm-dx650.%V.zip",
	.matches = matches,
	.names = names,
	SERIES99_NOTHING_READ,
	SERIES99_FAMILY
};
NR_MODEL_PLUGIN("cisco-dx650", "1.0", &model);
