/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_P003_H
#define MODELS_P003_H
/*
 * p003.h -- the 7940 and 7960: loads P003... (SCCP), P0S3-... (SIP), P0M3-... (MGCP).
 */
#include "legacy.h"

#define P003_NAMES                                                                     \
	{ NR_WANT_TEXT, "OS79XX.TXT" },                                                \
	{ NR_WANT_TRUST, "CTLSEP%M.tlv" },                                             \
	{ NR_WANT_CONFIG, "SEP%M.cnf.xml" },                                           \
	{ NR_WANT_SIGNED_CONFIG, "SEP%M.cnf.xml.sgn" },                                \
	{ NR_WANT_SIGNED_CONFIG, "SEP%M.cnf.xml.enc.sgn" },                            \
	{ NR_WANT_TEXT, "SIP%M.cnf" },                                                 \
	{ NR_WANT_OTHER, "MGC%M.cnf" },                                                \
	{ NR_WANT_DEFAULTS, "XMLDefault.cnf.xml" },                                    \
	{ NR_WANT_OTHER, "SEPDEFAULT.cnf" },                                           \
	{ NR_WANT_TEXT, "SIPDefault.cnf" },                                            \
	{ NR_WANT_OTHER, "MGCDefault.cnf" },                                           \
	{ NR_WANT_OTHER, NULL }

/* A SIP load calls the phone SIP<MAC>. */
#define P003_MATCHES                                                                   \
	LEGACY_LOADS("P003"),                                                          \
	LEGACY_LOADS("P0S3"),                                                          \
	LEGACY_LOADS("P0M3"),                                                          \
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "OS79XX.TXT"),                      \
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "*7960-*.xml"),                     \
	{ NR_FACT_HOST_NAME, NR_PHONE, "SIP%M", NR_FACT_WANTS_SERVER, "150" }

#define P003_RESET                                                                     \
	"There is no key sequence at power-on. From memory, not confirmed: in the "    \
	"settings menu **# unlocks, Network Configuration has Erase Configuration, "   \
	"and * 6 and Settings together restart it. It keeps its load."

extern const char *const p003_protocols[];
extern const char *const p003_prefixes[];
extern const struct nr_hop p003_hops[];
extern const char *const p003_signs[];

bool p003_parse(const struct nr_model *self, const char *name, struct nr_load *out);
bool p003_archive(const struct nr_model *self, const struct nr_load *load, char *out,
		  size_t size);
bool p003_running(const struct nr_model *self, const char *said, const char *device, char *out,
		  size_t size);
bool p003_load_of(const struct nr_model *self, const char *protocol, const char *version,
		  char *out, size_t size);
bool p003_config(const struct nr_model *self, enum nr_want want, const struct nr_ask *ask,
		 struct nr_body *body);

#define P003_FAMILY                                                                    \
	CISCO_PHONE,                                                           \
	.read = "CME administrator guide, readmes of 8.0(8) to 8.0(10) and " \
		"SIP 8.11, documents 5278, 68244 and 72029", \
	.not_known = "the firmware matrix beyond its headings: the stops from " \
		"SCCP 3.x and 4.x to 8.x are from memory", \
	.protocols = p003_protocols,                                                   \
	.load_prefixes = p003_prefixes,                                                \
	.load_suffix = ".loads",                                                       \
	.load_format = "%V",                                                           \
	.archive_format = "%V.zip",                                                    \
	.hops = p003_hops,                                                             \
	.reset = P003_RESET,                                                           \
	LEGACY_DOOR,                                                                   \
	LEGACY_PATIENCE,                                                               \
	.parse = p003_parse,                                                           \
	.config = p003_config,                                                         \
	.archive = p003_archive,                                                       \
	.running = p003_running,                                                       \
	.load_of = p003_load_of,                                                       \
	.signs = p003_signs,                                                           \
	.lists_from = { { 7 } }

#endif
