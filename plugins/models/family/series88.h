/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MODELS_SERIES88_H
#define MODELS_SERIES88_H
/*
 * series88.h -- the 78xx, 7832, 88xx and 8832 with the firmware of a call manager
 * (load names of family F10).
 *
 * The same phones exist with multiplatform (MPP) firmware.  Its load names are
 * recognised, as a train and a protocol "MPP" of their own, and never served: to
 * change a phone over takes a licence.  An MPP load 14.x has the same shape as
 * one of a call manager; a name that does not say MPP is taken for the latter.
 */
#include "dashed.h"

extern const struct nr_hop series88_hops[];             /* 8845, 8865, 8832 */
extern const struct nr_hop series88_hops_7832[];
extern const struct nr_hop series88_hops_88xx[];        /* 8841, 8851, 8861 */
extern const struct nr_hop series88_hops_8811[];
extern const struct nr_hop series88_hops_7811[];
extern const struct nr_hop series88_hops_78xx[];        /* 7821, 7841, 7861 */

extern const struct nr_board series88_boards_88xx[];    /* 8811, 8841, 8851, 8861 */
extern const struct nr_board series88_boards_7821[];    /* 7861 too */
extern const struct nr_board series88_boards_7841[];
extern const struct nr_board series88_boards_7811[];    /* 7832 too */

bool series88_parse(const struct nr_model *self, const char *name, struct nr_load *out);

/* Patience: images of more than 30 MiB; nobody has published how long they take. */
#define SERIES88_FAMILY                                                                \
	.transport = NR_HTTP_FIRST,                                                    \
	.protocols = dashed_sip,                                                       \
	.load_suffix = ".loads",                                                       \
	.patience = { .ask = 120, .transfer = 120, .flash = 1200 },                    \
	.reset = DASHED_RESET_NEWER,                                                   \
	.parse = series88_parse

#endif
