/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_LEGACY_H
#define MODELS_LEGACY_H
/*
 * legacy.h -- what the phones before and beside the Java phones have in common:
 * loads as evidence, the files that they ask for, their patience.  Each family of
 * load names over it is a file of its own: p003, digits, dated, plain.
 */
#include "evidence.h"

/* -- which device ------------------------------------------------------------ */

/* Loads of a family: other models may run them too. */
#define LEGACY_LOADS(prefix)                                                           \
	EVIDENCE_ROW(NR_FACT_LOAD, NR_HINT, prefix "*"),                               \
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, prefix "*")

/* -- what it asks for -------------------------------------------------------- */

#define LEGACY_XML_NAMES                                                               \
	{ NR_WANT_TRUST, "CTLSEP%M.tlv" },                                             \
	{ NR_WANT_CONFIG, "SEP%M.cnf.xml" },                                           \
	{ NR_WANT_SIGNED_CONFIG, "SEP%M.cnf.xml.sgn" },                                \
	{ NR_WANT_SIGNED_CONFIG, "SEP%M.cnf.xml.enc.sgn" },                            \
	{ NR_WANT_DEFAULTS, "XMLDefault.cnf.xml" }

/*
 * Nobody has published how long these phones take; so they get the patience of
 * the Java phones, which are not slower than their flash.
 */
#define LEGACY_PATIENCE .patience = { .ask = 120, .transfer = 60, .flash = 600 }

/* None of them knows HTTP. */
#define LEGACY_DOOR     .transport = NR_TFTP

#endif
