/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_EVIDENCE_H
#define MODELS_EVIDENCE_H
/*
 * evidence.h -- rows that say which device it is, as all phones need them.
 */
#include "cisco.h"

#define EVIDENCE_ROW(fact, trust, glob) { fact, trust, glob, NR_FACT_END, NULL }
#define EVIDENCE_END    EVIDENCE_ROW(NR_FACT_END, (enum nr_trust)0, NULL)

/*
 * Every spelling of one model number ("7945", "7945G"): DHCP option 60 with
 * and without "CP-", "System" and "Systems"; CDP without "CP-" and "G"; LLDP
 * system descriptions "Cisco IP Phone CP-7911G,V2, SCCP11.8-4-3S"; the bare
 * "CP-7942G" of LLDP-MED and ESP.
 */
#define EVIDENCE_SPELLINGS(trust, number)                                              \
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, trust, "Cisco System*Inc*IP Phone CP-" number), \
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, trust, "Cisco System*Inc*IP Phone " number), \
	EVIDENCE_ROW(NR_FACT_PLATFORM, trust, "Cisco IP Phone " number),               \
	EVIDENCE_ROW(NR_FACT_PLATFORM, trust, "Cisco IP Phone " number ",*"),          \
	EVIDENCE_ROW(NR_FACT_PLATFORM, trust, "Cisco IP Phone CP-" number),            \
	EVIDENCE_ROW(NR_FACT_PLATFORM, trust, "Cisco IP Phone CP-" number ",*"),       \
	EVIDENCE_ROW(NR_FACT_PLATFORM, trust, "CP-" number)

#define EVIDENCE_IS(number)     EVIDENCE_SPELLINGS(NR_SURE, number)

/*
 * A sibling's number: a G-GE phone may call itself plain 7941 in CDP, and an NR
 * phone leave the NR out.
 */
#define EVIDENCE_MAY_BE(number) EVIDENCE_SPELLINGS(NR_HINT, number)

/* Its words (LOCALE/be-sip.jar) and its pictures (Desktops/320x212x16/List.xml). */
#define EVIDENCE_WORDS(group)                                                          \
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "*/" group "-s*.jar")
#define EVIDENCE_PICTURES(size)                                                        \
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "Desktops/" size "/*")

/*
 * Surely a phone, whichever.  A boot loader says "Cisco Systems, Inc. IP Phone"
 * and no model, or has no option 60: then its host name together with the wish
 * for option 150 speaks.  A CDP device id SEP<MAC> alone does not: video
 * codecs have one too.
 */
#define EVIDENCE_A_PHONE                                                               \
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, NR_PHONE, "Cisco System*Inc*IP Phone*"),    \
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_PHONE, "Cisco IP Phone *"),                  \
	{ NR_FACT_HOST_NAME, NR_PHONE, "SEP%M", NR_FACT_WANTS_SERVER, "150" }

/* And those that may be wireless. */
#define EVIDENCE_A_PHONE_OR_WIRELESS                                                   \
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, NR_PHONE, "Cisco System*Inc*Wireless Phone *"), \
	EVIDENCE_A_PHONE

#endif
