/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_ATA19_H
#define MODELS_ATA19_H
/*
 * ata19.h -- the analog adapters ATA 187, 190 and 191 with the firmware of a call
 * manager (load names of family F12).
 *
 * The ATA 192, and an ATA 191 that calls itself ATA191-MPP, run multiplatform
 * firmware: ATA19x loads are recognised and never served.
 */
#include "dashed.h"

extern const struct nr_hop ata19_hops[];

bool ata19_parse(const struct nr_model *self, const char *name, struct nr_load *out);
bool ata19_parse_191(const struct nr_model *self, const char *name, struct nr_load *out);

/* An adapter names itself without "CP-" and "IP Phone". */
#define ATA19_IS(number)                                                               \
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, NR_SURE, "CISCO ATA" number),               \
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, NR_SURE, "CISCO ATA " number),              \
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_SURE, "Cisco ATA" number),                   \
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_SURE, "Cisco ATA " number),                  \
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_HINT, "*ATA*" number "*")

/* Surely one of them, whichever: a lease, no firmware. */
#define ATA19_AN_ADAPTER                                                               \
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, NR_PHONE, "CISCO ATA*"),                    \
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_PHONE, "Cisco ATA*")

/* What a call manager calls it starts with ATA; some of its files with SEP. */
#define ATA19_NAMES                                                                    \
	DASHED_NAMES_OF("ATA"),                                                        \
	{ NR_WANT_DEFAULTS, "ATADefault.cnf.xml" },                                    \
	DASHED_NAMES

/* That the ATA 190 and 191 ask HTTP is from memory. */
#define ATA19_FAMILY            ATA19_FAMILY_BY(NR_TFTP_OR_HTTP)
#define ATA19_FAMILY_BY(transport_)                                                    \
	CISCO_PHONE,                                                           \
	.read = "Cisco release notes of the ATA 187, 190 and 191", \
	.not_known = "whether it takes an older load", \
	.transport = transport_,                                                       \
	.protocols = dashed_sip,                                                       \
	.load_suffix = ".loads",                                                       \
	.hops = ata19_hops,                                                            \
	.patience = { .ask = 120, .transfer = 60, .flash = 600 }

#endif
