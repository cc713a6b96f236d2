/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_JAVA79_H
#define MODELS_JAVA79_H
/*
 * java79.h -- what the Java phones of the 79xx series have in common: 7906,
 * 7911, 7931, 79x1, 79x2, 79x5, 7970, 7971, 7975.
 *
 * They share boot loader, load grammar and upgrade rules.  A model is one file
 * of tables made with the macros below; java79_parse() reads what differs
 * (train, manifest, archive) back from those tables, so no list of models
 * exists anywhere.
 */
#include "evidence.h"

/* -- which device ------------------------------------------------------------ */

#define JAVA79_ASKS(trust, nn)                                                         \
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, trust, "term" nn ".default.loads")

/* Loads of the train: other models run them too. */
#define JAVA79_TRAIN(nn)                                                               \
	EVIDENCE_ROW(NR_FACT_LOAD, NR_HINT, "SCCP" nn ".*"),                           \
	EVIDENCE_ROW(NR_FACT_LOAD, NR_HINT, "SIP" nn ".*"),                            \
	EVIDENCE_ROW(NR_FACT_LOAD, NR_HINT, "TERM" nn ".*"),                           \
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "SCCP" nn ".*"),                    \
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "SIP" nn ".*"),                     \
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "TERM" nn ".[0-9]*"),               \
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "jar" nn "*"),                      \
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "cnu" nn ".*")

#define JAVA79_A_PHONE                                                                 \
	EVIDENCE_ROW(NR_FACT_LOAD, NR_PHONE, "79XX_default_load"),                     \
	EVIDENCE_ROW(NR_FACT_LOAD, NR_PHONE, "TERM[0-9][0-9]_LOAD"),                   \
	EVIDENCE_A_PHONE_OR_WIRELESS

/* Signs that no load is installed: CDP says so, or the manifest is asked for. */
#define JAVA79_WIPED(nn)                                                               \
	EVIDENCE_ROW(NR_FACT_LOAD, NR_SURE, "79XX_default_load"),                      \
	EVIDENCE_ROW(NR_FACT_LOAD, NR_SURE, "TERM[0-9][0-9]_LOAD"),                    \
	JAVA79_ASKS(NR_SURE, nn)

/* -- what it asks for -------------------------------------------------------- */

#define JAVA79_NAMES(nn)                                                               \
	{ NR_WANT_TRUST, "CTLSEP%M.tlv" },                                             \
	{ NR_WANT_TRUST, "ITLSEP%M.tlv" },                                             \
	{ NR_WANT_TRUST, "CTLFile.tlv" },                                              \
	{ NR_WANT_TRUST, "ITLFile.tlv" },                                              \
	{ NR_WANT_CONFIG, "SEP%M.cnf.xml" },                                           \
	{ NR_WANT_SIGNED_CONFIG, "SEP%M.cnf.xml.sgn" },                                \
	{ NR_WANT_SIGNED_CONFIG, "SEP%M.cnf.xml.enc.sgn" },                            \
	{ NR_WANT_DEFAULTS, "XMLDefault.cnf.xml" },                                    \
	{ NR_WANT_MANIFEST, "term" nn ".default.loads" },                              \
	{ NR_WANT_OTHER, NULL }

/* -- how to wipe it ---------------------------------------------------------- */

#define JAVA79_RESET                                                                   \
	"Hold # while plugging it in until the line keys flash amber in turn, let go, " \
	"then type 123456789*0# within a minute. It wipes settings and load, restarts " \
	"and asks for its load list; that takes about a minute. Only when this does "  \
	"not help: 3491672850*# in the same way also formats the flash; the phone "    \
	"then looks dead for five minutes or more. *7412369#085 formats it and keeps " \
	"the network settings in memory: do not cut its power then."
#define JAVA79_RESET_BRICK                                                             \
	JAVA79_RESET " Use the power brick: power over Ethernet alone may not do."

/* -- what the members of the family share ------------------------------------ */

extern const char *const java79_protocols[];

extern const struct nr_hop java79_hops[];
extern const struct nr_hop java79_hops_797x[];  /* and the rule of the 7970, 7971, 7975 */
extern const struct nr_hop java79_wiped_hop;
extern const char *const java79_signs[];

bool java79_parse(const struct nr_model *self, const char *name, struct nr_load *out);
bool java79_printed(const struct nr_model *self, const char *protocol, const char *said,
		    bool build, char *out, size_t size);

bool java79_load_of(const struct nr_model *self, const char *protocol, const char *version,
		    char *out, size_t size);

/*
 * Patience.  Asking: up to 10 s of DHCP delay, 3 s of ARP, a random wait of up
 * to 30 s, two dead requests of 16 s, and the waits of a missing CDP answer.
 * Transfer: checking and unpacking an image takes 2 to 8 s on a 7961, and a
 * timeout of its TFTP client 16 s plus a random 20 to 39 s.  Flash: minutes,
 * with more than one restart; nobody has published a figure.
 */
#define JAVA79_FAMILY                                                                  \
	CISCO_PHONE_WITH(cisco_signed_formats),                                        \
	.transport = NR_TFTP_OR_HTTP,                                                  \
	.protocols = java79_protocols,                                                 \
	.load_suffix = ".loads",                                                       \
	.wiped_hop = &java79_wiped_hop,                                                \
	.read = "Cisco TelePresence administration guide, readme of CUCM " \
		"10.5(2)SU7, administrator guide of the 7900 series (status " \
		"messages); reports of operators",\
	.not_known = "most release notes from 9.0(2) to 9.4(2); which board " \
		"needs which HARDWARE_COMP_1; which loads an old boot " \
		"loader rejects; how long writing the flash takes",\
	.patience = { .ask = 120, .transfer = 60, .flash = 600 },                      \
	.parse = java79_parse,                                                         \
	.printed = java79_printed,                                                     \
	.load_of = java79_load_of,                                                     \
	.signs = java79_signs

#endif
