/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_VERDICT_H
#define PHONE_VERDICT_H
/*
 * verdict.h -- what a phone says of a file that it does not take.
 */

enum verdict {
	VERDICT_TAKE,
	VERDICT_BROKEN,                 /* no signed header, cut off, damaged, no list */
	VERDICT_NAME,                   /* the name inside is another one */
	VERDICT_HARDWARE,               /* "Load rejected HC" */
	VERDICT_WRONG,                  /* for another kind of phone */
	VERDICT_JUMP,                   /* "Auth Fail": this loader cannot take it */
	VERDICT_PROTOCOL,               /* the same for a 7940 */
	VERDICT_UNSIGNED,               /* an unsigned image for a phone that has a signed one */
};
const char *verdict_text(enum verdict v);

#endif
