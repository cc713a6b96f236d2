/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_SERIES99_H
#define MODELS_SERIES99_H
/*
 * series99.h -- the 8961, 9951, 9971, 8821, 8831 and DX650: one SIP load name
 * for each model (load names of family F9).
 */
#include "dashed.h"

extern const struct nr_hop series99_hops[];
extern const struct nr_hop series99_hops_9971[];
extern const struct nr_hop series99_hops_8821[];
extern const struct nr_hop series99_hops_8831[];
extern const struct nr_board series99_boards_8831[];

bool series99_parse(const struct nr_model *self, const char *name, struct nr_load *out);
bool series99_parse_8831(const struct nr_model *self, const char *name, struct nr_load *out);

#define SERIES99_NOTHING_READ                                                          \
	.not_known = "its release notes were not found: whether Cisco asks for a stop, and " \
		     "whether it takes an older load"

#define SERIES99_RESET                                                                 \
	DASHED_RESET " (These are the keys of the 78xx and 88xx: not confirmed for this model.)"

/* Patience: images of more than 30 MiB; nobody has published how long they take. */
#define SERIES99_FAMILY         SERIES99_FAMILY_BY(series99_parse)
#define SERIES99_FAMILY_BY(parse_)                                                     \
	CISCO_PHONE,                                                           \
	.transport = NR_HTTP_FIRST,                                                    \
	.protocols = dashed_sip,                                                       \
	.load_suffix = ".loads",                                                       \
	.patience = { .ask = 120, .transfer = 120, .flash = 1200 },                    \
	.parse = parse_

#endif
