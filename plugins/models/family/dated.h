/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_DATED_H
#define MODELS_DATED_H
/*
 * dated.h -- phones and adapters whose loads carry their protocol and the day
 * they were built: CP7905080003SCCP070409A, ATA030204SCCP090202A.
 */
#include "legacy.h"

/*
 * Their SIP and H.323 loads read binary profiles (made by Cisco's cfgfmt), which
 * nobody has described: those are not written, and "not found" is the answer.
 */
#define DATED_NAMES                                                                    \
	LEGACY_XML_NAMES,                                                              \
	{ NR_WANT_OTHER, "ld%M" },                                                     \
	{ NR_WANT_OTHER, "gk%M" },                                                     \
	{ NR_WANT_OTHER, "gk%M.txt" },                                                 \
	{ NR_WANT_OTHER, "lddefault.cfg" },                                            \
	{ NR_WANT_OTHER, "gkdefault.cfg" },                                            \
	{ NR_WANT_OTHER, "gkdefault.txt" }

extern const char *const dated_protocols[];
extern const struct nr_hop dated_cp79_hops[];         /* 7902, 7905, 7912 */
extern const struct nr_hop dated_ata_hops[];          /* ATA 186, 188 */

bool dated_parse(const struct nr_model *self, const char *name, struct nr_load *out);
bool dated_archive(const struct nr_model *self, const struct nr_load *load, char *out,
		     size_t size);

#define DATED_FAMILY          DATED_FAMILY_OF(dated_protocols)
#define DATED_FAMILY_OF(protocols_)                                                    \
	CISCO_PHONE,                                                           \
	.read = "CME administrator guide, administrator guide of the 7905G " \
		"and 7912G, upgrade notice of the ATA 186", \
	.not_known = "which SCCP loads are signed; what is inside a binary " \
		"profile", \
	.protocols = protocols_,                                                       \
	LEGACY_DOOR,                                                                   \
	LEGACY_PATIENCE,                                                               \
	.parse = dated_parse,                                                          \
	.archive = dated_archive

#endif
