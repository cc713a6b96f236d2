/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * series99.c -- load names, images and rules of the 8961, 9951, 9971, 8821,
 * 8831 and DX650.  The boot images of the 99xx have a date of their own in front
 * (dkern9951.100609R2-9-0-3).
 */
#include "series99.h"

static const struct dashed_part parts[] = {
	{ "rootfs#.", NULL, false, NULL, NULL },
	{ "kern#.", NULL, false, NULL, NULL },
	{ "dkern#.", NULL, false, NULL, NULL },
	{ "skern#.", NULL, false, NULL, NULL },
	{ "sboot#.", NULL, false, NULL, NULL },
	{ NULL, NULL, false, NULL, NULL },
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

/* From 10.3(1) on each load is for one region, also where its name does not say which. */
bool series99_parse_8831(const struct nr_model *self, const char *name, struct nr_load *out)
{
	static const struct nr_version first = { { 10, 3, 1 } };

	if (!dashed_parse(self, &series_8831, name, out))
		return false;
	out->named_only |= out->ordered && nr_version_cmp(&out->latest, &first) >= 0;
	return true;
}

bool series99_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	return dashed_parse(self, &series, name, out);
}

#define NO_DOCUMENT "no document asks for a stop: habit, rule of thumb"

#define V1                                                                             \
	{ .id = "V1",                                                                  \
	  .reason = "Cisco asks for no stop that anybody found; the careful way from a load older than 9.2(2) " \
		    "goes over 9.2(2) to 9.2(4)",     \
	  .source = NO_DOCUMENT, .confidence = NR_LOW,                                 \
	  .before = { { 9, 2, 2 } }, .reaching = { { 9, 4, 2 } },                      \
	  .via_min = { { 9, 2, 2 } },                                                  \
	  .via_max = { { 9, 2, 4, DASHED_MAX, DASHED_MAX, DASHED_MAX, DASHED_MAX, DASHED_MAX } }, \
	  .via_text = "9-2-2SR1-9" },                                                  \
	{ .id = "V1",                                                                  \
	  .reason = "Cisco asks for no stop that anybody found; the careful way from a load older than 9.4(1) " \
		    "to 9.4(2) goes over 9.4(1)",                      \
	  .source = NO_DOCUMENT, .confidence = NR_LOW,                                 \
	  .before = { { 9, 4, 1 } }, .reaching = { { 9, 4, 2 } },                      \
	  .via_min = { { 9, 4, 1 } },                                                  \
	  .via_max = { { 9, 4, 1, DASHED_MAX, DASHED_MAX, DASHED_MAX, DASHED_MAX, DASHED_MAX } }, \
	  .via_text = "9-4-1-9" }

const struct nr_hop series99_hops[] = { V1, { .id = NULL } };

const struct nr_hop series99_hops_9971[] = {
	V1,
	{ .id = "V2",
	  .reason = "a load before 9.4 restarts forever without a call manager and its trust "
		    "list (\"No Trust List installed\"): 9.4(1) or later was the remedy",
	  .source = "configuration of a 9971 with 9-2-2SR1-9 outside a call manager (GitHub)",
	  .confidence = NR_MEDIUM, .optional = true,
	  .before = { { 9, 4 } } },
	{ .id = "V2",
	  .reason = "going back before 9.4: without a call manager and its trust list such a load "
		    "restarts forever (\"No Trust List installed\")",
	  .source = "configuration of a 9971 with 9-2-2SR1-9 outside a call manager (GitHub)",
	  .confidence = NR_MEDIUM, .optional = true, .down = true,
	  .before = { { 9, 4 } }, .reaching = { { 9, 4 } } },
	{ .id = NULL }
};

#define N7                                                                             \
	{ .id = "N7",                                                                  \
	  .reason = "there is no way from this firmware to multiplatform firmware",    \
	  .source = "Cisco ordering guide C07-742786", .confidence = NR_HIGH,          \
	  .optional = true, .protocol = "MPP", .before = { { DASHED_MAX } } }

#define DIRECT          "no release note asks for a stop on the way"

const struct nr_hop series99_hops_8821[] = {
	N7,
	{ .id = "N2", .reason = DIRECT, .direct = DIRECT,
	  .source = "Cisco release notes of the 8821", .confidence = NR_MEDIUM, .optional = true,
	  .before = { { DASHED_MAX } } },
	{ .id = NULL }
};

#define SOURCE_8831     "Cisco release notes 10.3(1)SR4b and 10.3(1)SR6 of the 8831; field notice FN64071"

/* FN64071 draws the border at SR2, the release notes at SR3: the lower one is kept. */
const struct nr_hop series99_hops_8831[] = {
	N7,
	{ .id = "K1",
	  .reason = "a load older than 10.3(1) takes an interim load before 10.3(1) or later; the load of "
		    "the phone's region comes after it",
	  .direct = "the interim load leads straight to the load of the phone's region",
	  .source = SOURCE_8831, .confidence = NR_HIGH,
	  .before = { { 10, 3, 1 } }, .reaching = { { 10, 3, 1 } },
	  .via_text = "9-3-3-TO-10-3-1-v2" },
	{ .id = "K1",
	  .reason = "no stop is asked for between 10.3(1) and later releases",
	  .direct = "the release notes ask for a stop only before 10.3(1)",
	  .source = SOURCE_8831, .confidence = NR_HIGH, .optional = true,
	  .before = { { DASHED_MAX } }, .reaching = { { 10, 3, 1 } } },
	{ .id = "K2",
	  .reason = "no way leads back once 10.3(1)SR3 is installed, says the release note; SR2 already, says "
		    "the field notice",
	  .source = SOURCE_8831, .confidence = NR_HIGH, .down = true,
	  .before = { { 10, 3, 1, 2 } }, .reaching = { { 10, 3, 1, 2 } } },
	{ .id = "K3",
	  .reason = "a load from 10.3(1) on is for one region (archives -NA -EU -LA -BR -TW -JP): it locks "
		    "the radio of the microphones (DECT) to it for good, and a wrong one may break "
		    "radio law; take the archive of your region",
	  .source = "Cisco field notice FN63899", .confidence = NR_HIGH, .optional = true,
	  .before = { { DASHED_MAX } }, .reaching = { { 10, 3, 1 } } },
	{ .id = NULL }
};

const struct nr_board series99_boards_8831[] = {
	{ .id = "K2",
	  .reason = "a board of V02 (serial FOC1926 to FOC1952) takes no load before 10.3(1)SR1; one that "
		    "shows a blank screen or the logo after a downgrade is cured by the interim load "
		    "9-3-3-TO-10-3-1-v2",
	  .source = "Cisco field notice FN64071", .confidence = NR_HIGH,
	  .first = 2, .last = 2, .oldest = { { 10, 3, 1, 1 } } },
	{ .id = NULL }
};
