/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * series99.c -- load names, images and rules of the 8961, 9951, 9971, 8821,
 * 8831 and DX650.  The boot images of the 99xx have a date of their own in front
 * (dkern9951.100609R2-9-0-3).
 */
#include "series99.h"

static const struct dashed_part parts[] = {
	{ "rootfs#.", NULL, false },
	{ "kern#.", NULL, false },
	{ "dkern#.", NULL, false },
	{ "skern#.", NULL, false },
	{ "sboot#.", NULL, false },
	{ NULL, NULL, false },
};

static const struct dashed_series series = {
	.family = "F9",
	.parts = parts,
};

static const struct dashed_series series_8831 = {
	.family = "F9",
	.forms = DASHED_REGION,
	.parts = parts,
};

bool series99_parse_8831(const struct nr_model *self, const char *name, struct nr_load *out)
{
	return dashed_parse(self, &series_8831, name, out);
}

bool series99_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	return dashed_parse(self, &series, name, out);
}

#define NO_DOCUMENT "no document found; rule of thumb"

#define V1                                                                             \
	{ .id = "V1",                                                                  \
	  .reason = "from 9.0 and 9.1 the careful way goes over 9.2(2) to 9.2(4)",     \
	  .source = NO_DOCUMENT, .confidence = NR_LOW,                                 \
	  .before = { { 9, 2, 2 } }, .reaching = { { 9, 4, 2 } },                      \
	  .via_min = { { 9, 2, 2 } },                                                  \
	  .via_max = { { 9, 2, 4, DASHED_MAX, DASHED_MAX, DASHED_MAX, DASHED_MAX, DASHED_MAX } }, \
	  .via_text = "9-2-2SR1-9" },                                                  \
	{ .id = "V1",                                                                  \
	  .reason = "the careful way to 9.4(2) goes over 9.4(1)",                      \
	  .source = NO_DOCUMENT, .confidence = NR_LOW,                                 \
	  .before = { { 9, 4, 1 } }, .reaching = { { 9, 4, 2 } },                      \
	  .via_min = { { 9, 4, 1 } },                                                  \
	  .via_max = { { 9, 4, 1, DASHED_MAX, DASHED_MAX, DASHED_MAX, DASHED_MAX, DASHED_MAX } }, \
	  .via_text = "9-4-1-9" }

const struct nr_hop series99_hops[] = { V1, { .id = NULL } };

const struct nr_hop series99_hops_9971[] = {
	V1,
	{ .id = "V2",
	  .reason = "a load before 9.4 restarts for ever without a call manager and its trust "
		    "list (\"No Trust List installed\"): 9.4(1) or later was the remedy",
	  .source = "configuration of a 9971 with 9-2-2SR1-9 outside a call manager (GitHub)",
	  .confidence = NR_MEDIUM, .optional = true,
	  .before = { { 9, 4 } } },
	{ .id = "V2",
	  .reason = "going back before 9.4: without a call manager and its trust list such a load "
		    "restarts for ever (\"No Trust List installed\")",
	  .source = "configuration of a 9971 with 9-2-2SR1-9 outside a call manager (GitHub)",
	  .confidence = NR_MEDIUM, .optional = true, .down = true,
	  .before = { { 9, 4 } }, .reaching = { { 9, 4 } } },
	{ .id = NULL }
};

const struct nr_hop series99_hops_no_mpp[] = {
	{ .id = "N7",
	  .reason = "there is no way from this firmware to multiplatform firmware",
	  .source = "Cisco guide C07-742786",
	  .confidence = NR_HIGH, .optional = true, .protocol = "MPP",
	  .before = { { DASHED_MAX } } },
	{ .id = NULL }
};
