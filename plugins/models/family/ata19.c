/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * ata19.c -- load names and rules of the ATA 187, 190 and 191.
 */
#include "ata19.h"

static const struct dashed_part no_parts[] = { { NULL, NULL, false, NULL, NULL } };

static const struct dashed_series series = {
	.family = "F12",
	.forms = DASHED_QQQQ | DASHED_POINT,
	.parts = no_parts,
};

/* The multiplatform loads of the ATA 191 and 192 have a name of their own. */
static const struct dashed_series series_191 = {
	.family = "F12",
	.forms = DASHED_QQQQ | DASHED_MPP | DASHED_POINT,
	.mpp_prefix = "ATA19x.",
	.parts = no_parts,
};

bool ata19_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	return dashed_parse(self, &series, name, out);
}

bool ata19_parse_191(const struct nr_model *self, const char *name, struct nr_load *out)
{
	return dashed_parse(self, &series_191, name, out);
}

const struct nr_hop ata19_hops[] = {
	{ .id = "A1",
	  .reason = "no release note asks for a stop on the way",
	  .direct = "no release note that was found asks for a stop on the way",
	  .source = "Cisco release notes of the ATA 187, 190 and 191",
	  .confidence = NR_MEDIUM, .optional = true,
	  .before = { { DASHED_MAX } } },
	{ .id = NULL }
};
