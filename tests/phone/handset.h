/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_HANDSET_H
#define PHONE_HANDSET_H
/*
 * handset.h -- which phones there are, and how each names itself.
 */

struct family;
struct profile;

struct handset {
	const char *model;              /* "7945", as --phone model= has it */
	const char *platform;           /* CDP: "Cisco IP Phone 7945" */
	const char *class_id;           /* "CP-7945G" */
	const char *group;              /* "45" of SCCP45 and jar45, "88xx"; in names of images */
	const char *term;               /* "45" of term45.default.loads; NULL: it has none */
	unsigned type;                  /* 435 of loadInformation435 */
	const struct family *family;
	const struct profile *profile;  /* of another maker's; NULL: it is one of Cisco's */
};
const struct handset *handset_find(const char *model);

#endif
