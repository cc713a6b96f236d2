/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_DASHED_H
#define MODELS_DASHED_H
/*
 * dashed.h -- what the models after the Java phones have in common: load names
 * of the shape PREFIX.M-m-r..., the texts in which they name themselves, and the
 * files that they ask for.
 *
 * A series (series69.h, series88.h, ...) says which forms its load names take
 * and which images its loads have; a model is one file of tables.  What differs
 * between the models of a series (train, archive) is read back from the tables,
 * so no list of models exists anywhere.
 */
#include "evidence.h"

/* -- load names ---------------------------------------------------------------- */

/* What a series adds to M-m-r[-build] and M-m-rSRn[-build]. */
enum dashed_form {
	DASHED_LETTER = 1,      /* 8-1-4a, 9-2-1-a */
	DASHED_QQQQ = 2,        /* 14-0-1-0101-145: the service release in four digits */
	DASHED_MPP = 4,         /* 11-0-1MPP-477, 11-2-3MSR1-1: multiplatform firmware */
	DASHED_MN = 8,          /* 12-0-1MN-113 */
	DASHED_POINT = 16,      /* a build is printed with a point: 9.2(3).1 */
	DASHED_REGION = 32,     /* 10-3-1SR6-4-LA, 9-3-3-TO-10-3-1-v2: of the 8831 */
};

/* An image of a load: how its name starts; '#' stands for the train. */
struct dashed_part {
	const char *name;       /* "rootfs#." */
	const char *protocol;   /* of its load; NULL: the only one of the model */
	bool own_version;       /* its version says nothing about the load */
	const char *note;       /* what its name says besides, one sentence; or NULL, */
	const char *mpp_note;   /* and the same of multiplatform firmware, behind DASHED_MPP_NOTE */
};

/* What a multiplatform load is. */
#define DASHED_MPP_NOTE                                                                \
	"multiplatform (MPP) firmware, another product: multiplatform phones are not upgraded by this " \
	"program"

struct dashed_series {
	const char *family;                 /* "F10" */
	unsigned forms;
	const char *mpp_prefix;             /* of multiplatform loads only: "ATA19x."; or NULL */
	const struct dashed_part *parts;    /* ends with a zero row */
};

/* struct nr_model's parse() for a model of @series. */
bool dashed_parse(const struct nr_model *m, const struct dashed_series *series,
		  const char *name, struct nr_load *out);

/* The whole scale from one place on: for the upper bound of a stop. */
#define DASHED_MAX UINT16_MAX

extern const char *const dashed_sip[];          /* "SIP" */
extern const char *const dashed_sccp_sip[];     /* "SCCP", "SIP" */

/* -- which device ---------------------------------------------------------------- */

/* With multiplatform firmware: shown, but none of our business. */
#define DASHED_MPP_PHONE(number)                                                       \
	EVIDENCE_ROW(NR_FACT_VENDOR_CLASS, NR_HINT, "Cisco System*Inc*IP Phone CP-" number "-3PCC"), \
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_HINT, "Cisco IP Phone *" number "-3PCC*"),   \
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "*CP-" number "-3PCC/*"),           \
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, number "-3PCC.xml")

/* Loads of the train, by their prefix without the dot: other models run them too. */
#define DASHED_LOADS(prefix)                                                           \
	EVIDENCE_ROW(NR_FACT_LOAD, NR_HINT, prefix ".*"),                              \
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, prefix ".*")

/* -- what it asks for -------------------------------------------------------------- */

/* @id: what stands before the MAC address: "SEP" */
#define DASHED_NAMES_OF(id)                                                            \
	{ NR_WANT_TRUST, "CTL" id "%M.tlv" },                                          \
	{ NR_WANT_TRUST, "ITL" id "%M.tlv" },                                          \
	{ NR_WANT_TRUST, "ext_ITL" id "%M.tlv" },                                      \
	{ NR_WANT_CONFIG, id "%M.cnf.xml" },                                           \
	{ NR_WANT_SIGNED_CONFIG, id "%M.cnf.xml.sgn" },                                \
	{ NR_WANT_SIGNED_CONFIG, id "%M.cnf.xml.enc.sgn" }

#define DASHED_NAMES                                                                   \
	DASHED_NAMES_OF("SEP"),                                                        \
	{ NR_WANT_TRUST, "CTLFile.tlv" },                                              \
	{ NR_WANT_TRUST, "ITLFile.tlv" },                                              \
	{ NR_WANT_DEFAULTS, "XMLDefault.cnf.xml" },                                    \
	{ NR_WANT_OTHER, NULL }

/* -- how to wipe it ------------------------------------------------------------------ */

#define DASHED_RESET                                                                   \
	"Hold # while plugging it in until the lights blink, let go, then type "       \
	"123456789*0# within a minute. It wipes its settings and restarts."
#define DASHED_RESET_NEWER                                                             \
	DASHED_RESET " A newer board (V15 and later): hold 0 instead, then type 369#."

/* Seen on a 7821; the menu is the same on the others of the series. */
#define DASHED_RESET_TRUST                                                             \
	" An old trust list alone goes by its menu, without a reset: Settings, Administrator " \
	"settings, Reset settings, Security."

#endif
