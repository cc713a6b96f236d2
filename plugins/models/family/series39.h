/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_SERIES39_H
#define MODELS_SERIES39_H
/*
 * series39.h -- the 3905, 3911 and 3951: SIP phones with one image (load names of
 * family F11).
 */
#include "dashed.h"

bool series39_parse(const struct nr_model *self, const char *name, struct nr_load *out);

#define SERIES39_FAMILY                                                                \
	CISCO_PHONE,                                                           \
	.read = "Cisco release notes 9.4(1) and later of the 3905", \
	.not_known = "whether a stop is needed: none is named; whether it takes " \
		"an older load", \
	.transport = NR_TFTP,                                                          \
	.protocols = dashed_sip,                                                       \
	.load_suffix = ".loads",                                                       \
	.patience = { .ask = 120, .transfer = 60, .flash = 600 },                      \
	.parse = series39_parse

#endif
