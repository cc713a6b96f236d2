/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * series88.c -- load names, images and rules of the 78xx and 88xx.
 */
#include "series88.h"

static const struct dashed_part parts[] = {
	{ "rootfs#.", NULL, false },
	{ "rootfs2#.", NULL, false },
	{ "rootfs3#.", NULL, false },
	{ "rootfs2.#.", NULL, false },
	{ "kern#.", NULL, false },
	{ "kern2#.", NULL, false },
	{ "kern3#.", NULL, false },
	{ "kernel#.", NULL, false },
	{ "kernel2#.", NULL, false },
	{ "kernel3#.", NULL, false },
	{ "kern2.#.", NULL, false },
	{ "vc4#.", NULL, false },
	{ "sboot#.", NULL, false },
	{ "sboot2.#.", NULL, false },
	{ "fbi#.", NULL, true },
	{ "sb2#.", NULL, true },
	{ "sb22#.", NULL, true },
	{ "sb23#.", NULL, true },
	{ "ssb2#.", NULL, true },
	{ "ssb3#.", NULL, true },
	{ "boot12#.", NULL, true },
	{ "boot13#.", NULL, true },
	{ "m0patch2#.", NULL, true },
	{ "preloader#.", NULL, true },
	{ "preloader3#.", NULL, true },
	{ "key2#.", NULL, true },
	{ "trustzone2#.", NULL, true },
	{ "oemloader2#.", NULL, true },
	{ NULL, NULL, false },
};

static const struct dashed_series series = {
	.family = "F10",
	.forms = DASHED_QQQQ | DASHED_MPP | DASHED_MN,
	.parts = parts,
};

bool series88_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	return dashed_parse(self, &series, name, out);
}

#define SOURCE_GUIDE    "Cisco guide C07-742786"
#define SOURCE_RN88     "Cisco release notes 10.2(2), 12.8(1)SR1 and 14.0(1) of the 8800 series"
#define REST            DASHED_MAX, DASHED_MAX, DASHED_MAX, DASHED_MAX, DASHED_MAX

#define N2                                                                             \
	{ .id = "N2",                                                                  \
	  .reason = "the release notes name no stop between 10.2(2) and 14.0(1)",      \
	  .source = SOURCE_RN88, .confidence = NR_MEDIUM, .optional = true,            \
	  .before = { { DASHED_MAX } }, .reaching = { { 10, 2, 2 } } }

#define N3                                                                             \
	{ .id = "N3",                                                                  \
	  .reason = "the careful way from 10.3(1) and older to 14.x goes over 11.5(1) or " \
		    "11.7(1), 12.5(1) and 12.8(1)",                                    \
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
	  .before = { { DASHED_MAX } } },                                              \
	N8_NAMES

#define N8_NAMES                                                                       \
	{ .id = "N8",                                                                  \
	  .reason = "multiplatform loads 14.x have names of the same form: make sure that the " \
		    "archive is one for a call manager",                               \
	  .source = "names of archives of both products", .confidence = NR_LOW,        \
	  .before = { { DASHED_MAX } }, .reaching = { { 14 } } }

const struct nr_hop series88_hops[] = { N2, N3, N8, { .id = NULL } };

const struct nr_hop series88_hops_7832[] = { N8_NAMES, { .id = NULL } };

#define N10                                                                            \
	{ .id = "N10",                                                                 \
	  .reason = "going back to an older load works, known from 11.5(1) to 11.0(1); the ringtone " \
		    "of the line is lost",                                             \
	  .source = "Cisco release note 11.5(1) of the 8800 series",                   \
	  .confidence = NR_HIGH, .optional = true, .down = true,                       \
	  .before = { { 11, 5, 1 } }, .reaching = { { 11, 5, 1 } } }

const struct nr_hop series88_hops_88xx[] = { N2, N3, N8, N10, { .id = NULL } };

const struct nr_hop series88_hops_8811[] = {
	{ .id = "N1",
	  .reason = "10.2(2) is the oldest load that an 8811 takes",
	  .source = "Cisco release note 10.2(2) of the 8800 series",
	  .confidence = NR_HIGH, .down = true, .reaching = { { 10, 2, 2 } } },
	N2, N3, N8, N10, { .id = NULL }
};

#define N4                                                                             \
	{ .id = "N4",                                                                  \
	  .reason = "the careful way from 10.2 and older to 14.x goes over 10.3(1) and 12.5(1)", \
	  .source = "no document found; the partitions change on the way",             \
	  .confidence = NR_LOW,                                                        \
	  .before = { { 10, 3 } }, .reaching = { { 14 } },                             \
	  .via_min = { { 10, 3, 1 } }, .via_max = { { 10, 3, 1, REST } },              \
	  .via_text = "10-3-1-12" }

const struct nr_hop series88_hops_7811[] = { N4, N8_NAMES, { .id = NULL } };

const struct nr_hop series88_hops_78xx[] = { N4, N8, { .id = NULL } };

/* -- boards ------------------------------------------------------------------------ */

#define NONE            { { DASHED_MAX, DASHED_MAX, DASHED_MAX, REST } }

const struct nr_board series88_boards_88xx[] = {
	{ .id = "N5",
	  .reason = "boards from V15 on run no multiplatform load before 11.3(3)",
	  .source = SOURCE_GUIDE, .confidence = NR_HIGH, .protocol = "MPP",
	  .first = 15, .oldest = { { 11, 3, 3 } } },
	{ .id = "N9",
	  .reason = "a board from V15 on may reject a load older than 12.8(1) (Load rejected HC)",
	  .source = "release note 14.0(1), CSCvx31021: indirect", .confidence = NR_LOW,
	  .first = 15, .oldest = { { 12, 8, 1 } } },
	{ .id = NULL }
};

#define N6(last_, reason_)                                                             \
	{                                                                              \
		{ .id = "N6", .reason = reason_, .source = SOURCE_GUIDE,               \
		  .confidence = NR_HIGH, .protocol = "MPP", .last = last_, .oldest = NONE }, \
		{ .id = NULL }                                                         \
	}

const struct nr_board series88_boards_7821[] = N6(2,
	"a 7821 or 7861 before V03 cannot be changed over to multiplatform firmware at all");
const struct nr_board series88_boards_7841[] = N6(3,
	"a 7841 before V04 cannot be changed over to multiplatform firmware at all");
const struct nr_board series88_boards_7811[] = N6(0,
	"a 7811 or 7832 cannot be changed over to multiplatform firmware at all");
