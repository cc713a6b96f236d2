/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * reason.c -- see reason.h.
 *
 * The words are those of SCCP alarms and of the status messages on the screens
 * of the phones (Cisco's administration guides, "Status Messages").  Families
 * write them with blanks or with hyphens, and in upper or lower case.
 */
#include "core/phone/reason.h"
#include <netrecover/types.h>

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>

/* A text that contains another one stands before it. */
static const struct reason reasons[] = {
	{ "Load Rejected HC", "the load does not support its hardware; give it a newer one as target", true },
	{ "Load ID Incorrect", "the load is for another kind of phone; look at its target", false },
	{ "Auth Fail", "the load is signed with a key that it does not know, or was changed; it may "
	  "need a stop between", false },
	{ "Version Error", "the name of the load is wrong for it; look at its target", false },
	{ "TFTP Size Error", "a file did not have the size that it expected; import its archive again", false },
	{ "TFTP Timeout", "it waited in vain for the file server; look at its cable and the switch", false },
	{ "TFTP Access Error", "the file server turned it away; see the log", false },
	{ "TFTP Error", "its download failed; see the log", false },
	{ "File Not Found", "a file of the load was not served; see the log", false },
	{ "Compression Type Error", "it cannot unpack a file; it may need a stop between", false },
	{ "Disk Full", "its flash is full; reset it to factory defaults", false },
	{ "ROM Checksum Error", "what it wrote to its flash is damaged; it will try again", false },
};

static const char *next(const char *s)
{
	while (*s && !isalnum((unsigned char)*s))
		s++;
	return s;
}

/* Only letters and digits count, and not their case. */
static bool begins(const char *text, const char *words)
{
	for (text = next(text), words = next(words); *words;
	     text = next(text + 1), words = next(words + 1))
		if (tolower((unsigned char)*text) != tolower((unsigned char)*words))
			return false;
	return true;
}

static bool contains(const char *text, const char *words)
{
	for (; *text; text++)
		if (begins(text, words))
			return true;
	return false;
}

const struct reason *reason_find(const char *said)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(reasons); i++)
		if (contains(said, reasons[i].words))
			return &reasons[i];
	return NULL;
}
