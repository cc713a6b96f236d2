/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * series88.c -- load names, images and rules of the 78xx and 88xx.
 */
#include "series88.h"

/* Measured on lists of a 78xx with 12.8(1), and of an 88xx with 12.0(7) for three platforms. */
#define PLATFORM_2      "for platform 2 of these models, another board: one of platform 1 fetches other files"
#define PLATFORM_3      "for platform 3 of these models, another board: one of platform 1 fetches other files"

/* A boot image; its own number hides the load that it came with. */
#define BOOT_2          "numbered on its own, as boot components are: the name does not say the load; " PLATFORM_2
#define BOOT_3          "numbered on its own, as boot components are: the name does not say the load; " PLATFORM_3

#define PLATFORM(text)  text, DASHED_MPP_NOTE "; " text

static const struct dashed_part parts[] = {
	{ "rootfs#.", NULL, false, NULL, NULL },
	{ "rootfs2#.", NULL, false, PLATFORM(PLATFORM_2) },
	{ "rootfs3#.", NULL, false, PLATFORM(PLATFORM_3) },
	{ "rootfs2.#.", NULL, false, PLATFORM(PLATFORM_2) },
	{ "kern#.", NULL, false, NULL, NULL },
	{ "kern2#.", NULL, false, PLATFORM(PLATFORM_2) },
	{ "kern3#.", NULL, false, PLATFORM(PLATFORM_3) },
	{ "kernel#.", NULL, false, NULL, NULL },
	{ "kernel2#.", NULL, false, PLATFORM(PLATFORM_2) },
	{ "kernel3#.", NULL, false, PLATFORM(PLATFORM_3) },
	{ "kern2.#.", NULL, false, PLATFORM(PLATFORM_2) },
	{ "vc4#.", NULL, false, NULL, NULL },
	{ "sboot#.", NULL, false, NULL, NULL },
	{ "sboot2.#.", NULL, false, PLATFORM(PLATFORM_2) },
	{ "fbi#.", NULL, true, NULL, NULL },
	{ "sb2#.", NULL, true, NULL, NULL },
	{ "sb22#.", NULL, true, PLATFORM(BOOT_2) },
	{ "sb23#.", NULL, true, PLATFORM(BOOT_3) },
	{ "ssb2#.", NULL, true, PLATFORM(BOOT_2) },
	{ "ssb3#.", NULL, true, NULL, NULL },
	{ "boot12#.", NULL, true, PLATFORM(BOOT_2) },
	{ "boot13#.", NULL, true, NULL, NULL },
	{ "m0patch2#.", NULL, true, NULL, NULL },
	{ "preloader#.", NULL, true, NULL, NULL },
	{ "preloader3#.", NULL, true, NULL, NULL },
	{ "key2#.", NULL, true, NULL, NULL },
	{ "trustzone2#.", NULL, true, NULL, NULL },
	{ "oemloader2#.", NULL, true, NULL, NULL },
	{ NULL, NULL, false, NULL, NULL },
};

static const struct dashed_series series = {
	.family = "F10",
	.forms = DASHED_QQQQ | DASHED_MPP | DASHED_MN,
	.parts = parts,
};

/* Second names that lists give to their loads: nothing in the name says so. */
static const struct {
	const char *name, *note;
} second_names[] = {
	{ "sip88xx.12-0-7MPP0201-20250617-c76a7182f1",
	  DASHED_MPP_NOTE "; its list calls it a second name (ALTLOADS) of sip88xx.12-0-7MPP0201-66" },
};

bool series88_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	if (!dashed_parse(self, &series, name, out))
		return false;
	for (size_t i = 0; i < NR_ARRAY_SIZE(second_names); i++)
		if (strcasecmp(name, second_names[i].name) == 0)
			out->note = second_names[i].note;
	return true;
}

#define SOURCE_GUIDE    "Cisco ordering guide C07-742786 of the 7800 series"
#define SOURCE_XSI      "Cisco Unified IP Phone Services Application Development Notes (XSI)"
#define SOURCE_FN       "Cisco field notice FN70546"
#define REST            DASHED_MAX, DASHED_MAX, DASHED_MAX, DASHED_MAX, DASHED_MAX

/* Searched for in all of them: "must first upgrade", "interim", "upgrade from". */
#define N2                                                                             \
	{ .id = "N2",                                                                  \
	  .reason = "no release note from 10.1 to 14.2 asks for a stop on the way",    \
	  .direct = "no release note from 10.1 to 14.2 asks for a stop on the way; later ones were " \
		    "not read",                                                        \
	  .source = "Cisco release notes 10.1 to 14.2 of the 7800 and 8800 series",    \
	  .confidence = NR_MEDIUM, .optional = true, .before = { { DASHED_MAX } } }

#define N3                                                                             \
	{ .id = "N3",                                                                  \
	  .reason = "Cisco asks for no stop; the careful way from a load older than 10.4 to 14.x goes " \
		    "over 11.5(1) or 11.7(1), 12.5(1) and 12.8(1)",                    \
	  .source = "habit: boot files and partitions change between 10.x and 12.x",   \
	  .confidence = NR_LOW,                                                        \
	  .before = { { 10, 4 } }, .reaching = { { 14 } },                             \
	  .via_min = { { 11, 5, 1 } }, .via_max = { { 11, 7, 1, REST } },              \
	  .via_text = "11-5-1-18" }

#define N8                                                                             \
	{ .id = "N8",                                                                  \
	  .reason = "multiplatform (MPP) firmware is another product: to change over takes a " \
		    "licence and a transition load, and is no recovery",               \
	  .source = SOURCE_GUIDE ", and a public migration tool",                      \
	  .confidence = NR_MEDIUM, .optional = true, .protocol = "MPP",                \
	  .before = { { DASHED_MAX } } }

#define OLDEST(id_, reason_, source_, ...)                                             \
	{ .id = id_, .reason = reason_, .source = source_, .confidence = NR_HIGH,      \
	  .down = true, .reaching = { { __VA_ARGS__ } } }

#define N10                                                                            \
	{ .id = "N10",                                                                 \
	  .reason = "going back to an older load works, known from 11.5(1) to 11.0(1); the ringtone " \
		    "of the line is lost",                                             \
	  .direct = "a way back is documented, from 11.5(1) to 11.0(1); of other loads it is not known " \
		    "whether it takes an older load",                                  \
	  .source = "Cisco release note 11.5(1) of the 8800 series",                   \
	  .confidence = NR_HIGH, .optional = true, .down = true,                       \
	  .before = { { 11, 5, 1 } }, .reaching = { { 11, 5, 1 } } }

const struct nr_hop series88_hops_8832[] = { N2, N3, N8, { .id = NULL } };

const struct nr_hop series88_hops_7832[] = { N2, N8, { .id = NULL } };

const struct nr_hop series88_hops_88xx[] = { N2, N3, N8, N10, { .id = NULL } };

const struct nr_hop series88_hops_8811[] = {
	OLDEST("N1", "10.2(2) is the oldest load that an 8811 takes",
	       "Cisco release note 10.2(2) of the 8800 series", 10, 2, 2),
	N2, N3, N8, N10, { .id = NULL }
};

const struct nr_hop series88_hops_8851nr[] = {
	OLDEST("N16", "10.3(1) is the oldest load of an 8851NR", SOURCE_XSI, 10, 3, 1),
	N2, N3, N8, N10, { .id = NULL }
};

const struct nr_hop series88_hops_8845[] = {
	OLDEST("N16", "10.3(2) is the oldest load of an 8845 or 8865", SOURCE_XSI, 10, 3, 2),
	N2, N3, N8, { .id = NULL }
};

const struct nr_hop series88_hops_8865nr[] = {
	OLDEST("N16", "11.5(1) is the oldest load of an 8865NR", SOURCE_XSI, 11, 5, 1),
	N2, N3, N8, { .id = NULL }
};

#define N4                                                                             \
	{ .id = "N4",                                                                  \
	  .reason = "Cisco asks for no stop; the careful way from a load older than 10.3 to 14.x goes " \
		    "over 10.3(1) and 12.5(1)",                                        \
	  .source = "habit: the partitions change on the way",                         \
	  .confidence = NR_LOW,                                                        \
	  .before = { { 10, 3 } }, .reaching = { { 14 } },                             \
	  .via_min = { { 10, 3, 1 } }, .via_max = { { 10, 3, 1, REST } },              \
	  .via_text = "10-3-1-12" }

const struct nr_hop series88_hops_78xx[] = { N2, N4, N8, { .id = NULL } };

/* -- boards ------------------------------------------------------------------------ */

#define NONE            { { DASHED_MAX, DASHED_MAX, DASHED_MAX, REST } }

#define N5                                                                             \
	{ .id = "N5",                                                                  \
	  .reason = "boards from V15 on run no multiplatform load before 11.3(3)",     \
	  .source = SOURCE_GUIDE, .confidence = NR_HIGH, .protocol = "MPP",            \
	  .first = 15, .oldest = { { 11, 3, 3 } } }

#define N9                                                                             \
	{ .id = "N9",                                                                  \
	  .reason = "a board from V15 on takes no load before 12.6 (the label on the box says so)", \
	  .source = SOURCE_FN, .confidence = NR_HIGH,                                  \
	  .first = 15, .oldest = { { 12, 6 } } }

#define N15                                                                            \
	{ .id = "N15",                                                                 \
	  .reason = "a board from V08 on takes no load before 11.7(1)",                \
	  .source = "Cisco release note 11.7(1) of the 8800 series", .confidence = NR_HIGH, \
	  .first = 8, .oldest = { { 11, 7, 1 } } }

const struct nr_board series88_boards_88xx[] = { N5, N9, N15, { .id = NULL } };
const struct nr_board series88_boards_8861[] = { N5, N9, { .id = NULL } };
const struct nr_board series88_boards_8851nr[] = { N5, N15, { .id = NULL } };

/* Which may be changed over: shown, never done. */
#define N6(first_, last_, reason_)                                                     \
	{ .id = "N6", .reason = reason_, .source = SOURCE_GUIDE, .confidence = NR_HIGH, \
	  .protocol = "MPP", .first = first_, .last = last_, .oldest = NONE }

#define N12(first_, reason_)                                                           \
	{ .id = "N12", .reason = reason_,                                              \
	  .source = "Cisco administration guide of the 7800 series, hardware versions", \
	  .confidence = NR_HIGH, .first = first_, .oldest = { { 10, 3, 1 } } }

#define N14                                                                            \
	{ .id = "N14",                                                                 \
	  .reason = "a board from V20 on takes no load before 14.0(1)",                \
	  .source = SOURCE_FN, .confidence = NR_HIGH,                                  \
	  .first = 20, .oldest = { { 14, 0, 1 } } },                                   \
	{ .id = "N14",                                                                 \
	  .reason = "for a board from V20 on the release note of 14.0(1)SR3 names SR3 as the oldest load, " \
		    "the field notice 14.0(1)",                                        \
	  .source = "Cisco release note 14.0(1)SR3 of the 7800 series", .confidence = NR_LOW, \
	  .first = 20, .oldest = { { 14, 0, 1, 3 } } }

#define BEFORE_V03 "a 7821 or 7861 before V03 cannot be changed over to multiplatform firmware at all"

const struct nr_board series88_boards_7821[] = {
	N6(0, 2, BEFORE_V03),
	N6(25, 0, "a 7821 after V24 cannot be changed over to multiplatform firmware: the guide lists V03 "
		  "to V24"),
	N12(3, "a 7821 from V03 on takes no load before 10.3(1)"),
	N14,
	{ .id = NULL }
};

const struct nr_board series88_boards_7861[] = {
	N6(0, 2, BEFORE_V03),
	N12(3, "a 7861 from V03 on takes no load before 10.3(1)"),
	N14,
	{ .id = NULL }
};

const struct nr_board series88_boards_7841[] = {
	N6(0, 3, "a 7841 before V04 cannot be changed over to multiplatform firmware at all"),
	{ .id = "N11",
	  .reason = "a 7841 of V02 takes no load before 10.1(1)SR1",
	  .source = "Cisco release note 10.1(1)SR1 of the 7800 series", .confidence = NR_HIGH,
	  .first = 2, .last = 2, .oldest = { { 10, 1, 1, 1 } } },
	N12(4, "a 7841 from V04 on takes no load before 10.3(1)"),
	{ .id = "N13",
	  .reason = "a 7841 of V18 takes no load before 14.0(1)SR2",
	  .source = "Cisco release note 14.0(1)SR2 of the 7800 series", .confidence = NR_HIGH,
	  .first = 18, .last = 18, .oldest = { { 14, 0, 1, 2 } } },
	N14,
	{ .id = NULL }
};

const struct nr_board series88_boards_7811[] = {
	N12(1, "a 7811 takes no load before 10.3(1)"),
	{ .id = NULL }
};
