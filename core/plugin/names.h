/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_NAMES_H
#define CORE_NAMES_H
/*
 * names.h -- what a name means that no model reads: what phones ask for beside their
 * loads, firmware of products that are not recovered with this, files of other makers.
 * All of them stand in one table in names.c.
 */
#include "core/plugin/knowledge.h"

enum names_kind {
	NAMES_UNKNOWN = 0,
	NAMES_TRUST,            /* CTLSEP....tlv */
	NAMES_CONFIGURATION,    /* SEP....cnf.xml, dialplan.xml */
	NAMES_LOCALE,           /* mk-sip.jar */
	NAMES_TONES,            /* g3-tones.xml */
	NAMES_LOAD,             /* of a product that is not recovered with this */
	NAMES_ARCHIVE,
	NAMES_FOREIGN,          /* of another maker's phones */
};

/* "configuration" */
const char *names_kind_name(enum names_kind kind);

struct names_meaning {
	enum names_kind kind;
	const char *protocol;                   /* "MPP", or "" */
	const char *note;                       /* what it is, one sentence */
	char version[32];                       /* "" where the name has none */
	char load[LOAD_NAME_SIZE];              /* that a text beside it is about; "": none */
	const struct nr_model *models[128];     /* that ask for it, or run with it */
	size_t model_count;
	char product[4][8];                     /* "9841", "9851": no models here */
	size_t product_count;
};

/* @raw as it was asked for or lies on a disk.  False: nobody knows; *out says so too. */
bool names_explain(const struct plugins *p, const char *raw, struct names_meaning *out);

/*
 * The load, image or archive that was meant by the unknown @raw: one letter more, less,
 * exchanged or mistaken, as in POS3 for P0S3.  False: none that near.
 */
bool names_near(const struct plugins *p, const char *raw, char out[LOAD_NAME_SIZE]);

#endif
