/* SPDX-License-Identifier: GPL-3.0-or-later */
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
#include <netrecover/plugin.h>

/* -- which device ------------------------------------------------------------ */

#define JAVA79_ROW(fact, trust, glob) { fact, trust, glob, NR_FACT_END, NULL }

/*
 * Every spelling of one model number ("7945", "7945G"): DHCP option 60 with
 * and without "CP-", "System" and "Systems"; CDP without "CP-" and "G"; LLDP
 * system descriptions "Cisco IP Phone CP-7911G,V2, SCCP11.8-4-3S"; the bare
 * "CP-7942G" of LLDP-MED and ESP.
 */
#define JAVA79_SPELLINGS(trust, number)                                                \
	JAVA79_ROW(NR_FACT_VENDOR_CLASS, trust, "Cisco System*Inc*IP Phone CP-" number), \
	JAVA79_ROW(NR_FACT_VENDOR_CLASS, trust, "Cisco System*Inc*IP Phone " number),  \
	JAVA79_ROW(NR_FACT_PLATFORM, trust, "Cisco IP Phone " number),                 \
	JAVA79_ROW(NR_FACT_PLATFORM, trust, "Cisco IP Phone " number ",*"),            \
	JAVA79_ROW(NR_FACT_PLATFORM, trust, "Cisco IP Phone CP-" number),              \
	JAVA79_ROW(NR_FACT_PLATFORM, trust, "Cisco IP Phone CP-" number ",*"),         \
	JAVA79_ROW(NR_FACT_PLATFORM, trust, "CP-" number)

#define JAVA79_IS(number)       JAVA79_SPELLINGS(NR_SURE, number)

/* A sibling's number: a G-GE phone may call itself plain 7941 in CDP. */
#define JAVA79_MAY_BE(number)   JAVA79_SPELLINGS(NR_HINT, number)

#define JAVA79_ASKS(trust, nn)                                                         \
	JAVA79_ROW(NR_FACT_FILE_WANTED, trust, "term" nn ".default.loads")

/* Loads of the train: other models run them too. */
#define JAVA79_TRAIN(nn)                                                               \
	JAVA79_ROW(NR_FACT_LOAD, NR_HINT, "SCCP" nn ".*"),                             \
	JAVA79_ROW(NR_FACT_LOAD, NR_HINT, "SIP" nn ".*"),                              \
	JAVA79_ROW(NR_FACT_LOAD, NR_HINT, "TERM" nn ".*"),                             \
	JAVA79_ROW(NR_FACT_FILE_WANTED, NR_HINT, "SCCP" nn ".*"),                      \
	JAVA79_ROW(NR_FACT_FILE_WANTED, NR_HINT, "SIP" nn ".*"),                       \
	JAVA79_ROW(NR_FACT_FILE_WANTED, NR_HINT, "TERM" nn ".[0-9]*"),                 \
	JAVA79_ROW(NR_FACT_FILE_WANTED, NR_HINT, "jar" nn "*"),                        \
	JAVA79_ROW(NR_FACT_FILE_WANTED, NR_HINT, "cnu" nn ".*")

/* Its words (LOCALE/be-sip.jar) and its pictures (Desktops/320x212x16/List.xml). */
#define JAVA79_WORDS(group)                                                            \
	JAVA79_ROW(NR_FACT_FILE_WANTED, NR_HINT, "*/" group "-s*.jar")
#define JAVA79_PICTURES(size)                                                          \
	JAVA79_ROW(NR_FACT_FILE_WANTED, NR_HINT, "Desktops/" size "/*")

/*
 * Surely a phone, whichever.  A boot loader says "Cisco Systems, Inc. IP Phone"
 * and no model, or has no option 60: then its host name together with the wish
 * for option 150 speaks.  A CDP device id SEP<MAC> alone does not: video
 * codecs have one too.
 */
#define JAVA79_A_PHONE                                                                 \
	JAVA79_ROW(NR_FACT_VENDOR_CLASS, NR_PHONE, "Cisco System*Inc*IP Phone*"),      \
	JAVA79_ROW(NR_FACT_VENDOR_CLASS, NR_PHONE, "Cisco System*Inc*Wireless Phone *"), \
	JAVA79_ROW(NR_FACT_PLATFORM, NR_PHONE, "Cisco IP Phone *"),                    \
	JAVA79_ROW(NR_FACT_LOAD, NR_PHONE, "79XX_default_load"),                       \
	{ NR_FACT_HOST_NAME, NR_PHONE, "SEP%M", NR_FACT_WANTS_SERVER, "150" }

/* Signs that no load is installed: CDP says so, or the manifest is asked for. */
#define JAVA79_WIPED(nn)                                                               \
	JAVA79_ROW(NR_FACT_LOAD, NR_SURE, "79XX_default_load"),                        \
	JAVA79_ASKS(NR_SURE, nn)

#define JAVA79_END      JAVA79_ROW(NR_FACT_END, (enum nr_trust)0, NULL)

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
	"then looks dead for five minutes or more. *7412369#085 formats it and keeps "  \
	"the network settings in memory: do not cut its power then."
#define JAVA79_RESET_BRICK                                                             \
	JAVA79_RESET " Use the power brick: power over Ethernet alone may not do."

/* -- what the members of the family share ------------------------------------ */

extern const char *const java79_protocols[];

extern const struct nr_hop java79_hops[];
extern const struct nr_hop java79_hops_797x[];  /* and the rule of the 7970, 7971, 7975 */
extern const struct nr_hop java79_wiped_hop;

bool java79_parse(const struct nr_model *self, const char *name, struct nr_load *out);
bool java79_printed(const struct nr_model *self, const char *protocol, const char *said,
		    bool build, char *out, size_t size);

/*
 * Patience.  Asking: up to 10 s of DHCP delay, 3 s of ARP, a random wait of up
 * to 30 s, two dead requests of 16 s, and the waits of a missing CDP answer.
 * Transfer: checking and unpacking an image takes 2 to 8 s on a 7961, and a
 * timeout of its TFTP client 16 s plus a random 20 to 39 s.  Flash: minutes,
 * with more than one restart; nobody has published a figure.
 */
#define JAVA79_FAMILY                                                                  \
	.transport = NR_TFTP_OR_HTTP,                                                  \
	.protocols = java79_protocols,                                                 \
	.load_suffix = ".loads",                                                       \
	.wiped_hop = &java79_wiped_hop,                                                \
	.patience = { .ask = 120, .transfer = 60, .flash = 600 },                      \
	.parse = java79_parse,                                                         \
	.printed = java79_printed

#endif
