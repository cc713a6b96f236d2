/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_PLAIN_H
#define MODELS_PLAIN_H
/*
 * plain.h -- models whose loads are a prefix and a plain version: wireless
 * 7921, 7925, 7926, conference 7936, 7937, video 7985, add-on modules 7915 and
 * 7916; and the 7920, whose names are doubtful.
 */
#include "legacy.h"

bool plain_parse(const struct nr_model *self, const char *name, struct nr_load *out);
bool plain_archive(const struct nr_model *self, const struct nr_load *load, char *out,
		     size_t size);

bool plain_load_of(const struct nr_model *self, const char *protocol, const char *version,
		   char *out, size_t size);

extern const struct nr_hop plain_hops_7921[], plain_hops_7925[], plain_hops_7926[];

#define PLAIN_FAMILY                                                                   \
	CISCO_PHONE,                                                           \
	.not_known = "its release notes were not found: whether Cisco asks for a " \
		"stop, and whether it takes an older load", \
	LEGACY_DOOR,                                                                   \
	LEGACY_PATIENCE,                                                               \
	.parse = plain_parse,                                                          \
	.archive = plain_archive,                                                      \
	.load_of = plain_load_of

/* WLAN files are asked for between trust list and configuration (seen on a 7921). */
#define PLAIN_WIRELESS_NAMES                                                           \
	LEGACY_XML_NAMES,                                                              \
	{ NR_WANT_OTHER, "WLAN%M.xml" },                                               \
	{ NR_WANT_OTHER, "WLANDefault.xml" },                                          \
	{ NR_WANT_OTHER, NULL }

#endif
