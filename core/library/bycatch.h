/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_BYCATCH_H
#define CORE_BYCATCH_H
/*
 * bycatch.h -- what lies beside firmware in the folder of a TFTP server, and what is
 * taken for an archive and can not be read here.  Pure: a name, or the first bytes.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum bycatch {
	BYCATCH_FIRMWARE,               /* none: a list or an image, by its name */
	BYCATCH_LOCALE,
	BYCATCH_TONE,
	BYCATCH_FONT,
	BYCATCH_PICTURE,
	BYCATCH_CONFIGURATION,
	BYCATCH_DOCUMENT,
	BYCATCH_OTHER,
};

#define BYCATCH_HEAD 512                /* bytes of a file that tell all there is to tell */

/* What the file of that path is. */
enum bycatch bycatch_of_path(const char *path);
/* "locale files", "ring tones", ... */
const char *bycatch_name(enum bycatch what);
/* A package of them: "a locale package". */
const char *bycatch_package(enum bycatch what);

/*
 * Why a file called @name that begins with these bytes cannot be what its name says, or
 * be read here, and what to do about it; NULL: nothing speaks against it.
 */
const char *bycatch_refusal(const char *name, const uint8_t *head, size_t len);

/* "name (1).sbn" of a browser: the name without the number goes to @out.  False: no copy. */
bool bycatch_is_copy(const char *name, char *out, size_t size);

#endif
