/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_FINGERPRINT_H
#define CORE_FINGERPRINT_H
/*
 * fingerprint.h -- the SHA-256 of a file of the library, for the journal: what was served.
 */
#include "core/library/index.h"

#define FINGERPRINT_SIZE 65     /* 64 hexadecimal digits and a NUL */

/* Of the bytes that are served.  False, and "": it cannot be read, or is so large that
 * reading it would keep the phones waiting. */
bool fingerprint_of(struct library *lib, const struct lib_file *f, char out[FINGERPRINT_SIZE]);

#endif
