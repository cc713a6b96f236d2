/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MODELS_PLAIN79_H
#define MODELS_PLAIN79_H
/*
 * plain79.h -- models whose loads are a prefix and a plain version: wireless
 * 7921, 7925, 7926, conference 7936, 7937, video 7985, add-on modules 7915 and
 * 7916; and the 7920, whose names are doubtful.
 */
#include "legacy.h"

bool plain79_parse(const struct nr_model *self, const char *name, struct nr_load *out);
bool plain79_archive(const struct nr_model *self, const struct nr_load *load, char *out,
		     size_t size);

extern const struct nr_hop wireless_hops_7921[], wireless_hops_7925[], wireless_hops_7926[];

#define PLAIN79_FAMILY                                                                 \
	LEGACY_DOOR,                                                                   \
	LEGACY_PATIENCE,                                                               \
	.parse = plain79_parse,                                                        \
	.archive = plain79_archive

/* WLAN files are asked for between trust list and configuration (seen on a 7921). */
#define PLAIN79_WIRELESS_NAMES                                                         \
	LEGACY_XML_NAMES,                                                              \
	{ NR_WANT_OTHER, "WLAN%M.xml" },                                               \
	{ NR_WANT_OTHER, "WLANDefault.xml" },                                          \
	{ NR_WANT_OTHER, NULL }

#endif
