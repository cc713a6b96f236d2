/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
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

extern const struct nr_hop series88_hops_8832[];
extern const struct nr_hop series88_hops_7832[];
extern const struct nr_hop series88_hops_88xx[];        /* 8841, 8851, 8861 */
extern const struct nr_hop series88_hops_8811[];
extern const struct nr_hop series88_hops_8851nr[];
extern const struct nr_hop series88_hops_8845[];        /* 8865 too */
extern const struct nr_hop series88_hops_8865nr[];
extern const struct nr_hop series88_hops_78xx[];        /* 7811, 7821, 7841, 7861 */

extern const struct nr_board series88_boards_88xx[];    /* 8811, 8841, 8851 */
extern const struct nr_board series88_boards_8861[];
extern const struct nr_board series88_boards_8851nr[];
extern const struct nr_board series88_boards_7811[];
extern const struct nr_board series88_boards_7821[];
extern const struct nr_board series88_boards_7841[];
extern const struct nr_board series88_boards_7861[];

bool series88_parse(const struct nr_model *self, const char *name, struct nr_load *out);

/* Patience: images of more than 30 MiB; nobody has published how long they take. */
#define SERIES88_FAMILY                                                                \
	CISCO_PHONE,                                                           \
	.transport = NR_HTTP_FIRST,                                                    \
	.protocols = dashed_sip,                                                       \
	.load_suffix = ".loads",                                                       \
	.patience = { .ask = 120, .transfer = 120, .flash = 1200 },                    \
	.reset = DASHED_RESET_NEWER DASHED_RESET_TRUST,                                \
	.read = "Cisco release notes 10.1 to 14.2 of the 7800 and 8800 series, field notice " \
		"FN70546, administration guide of the 7800 series, ordering guide C07-742786", \
	.not_known = "what field notice FN74296 (8845, 8865, 8800 boards up to V14) asks for; " \
		     "release notes after 14.2; how long writing its flash takes",     \
	.parse = series88_parse

#endif
