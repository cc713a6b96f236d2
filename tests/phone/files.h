/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_FILES_H
#define PHONE_FILES_H
/*
 * files.h -- what a phone wants next and what it makes of a file: the trust lists and
 * configurations of its family, the list, the images, its flash.
 */
#include "tests/phone/phone.h"

/* Ask for @want after a pause of @ms; WANT_CTL: for the first of all files. */
void files_next(struct phone *p, enum want want, int64_t now, int64_t ms);
/* It has an address: what comes first now? */
void files_first(struct phone *p, int64_t now);
/* The name of what it wants. */
void files_wanted(const struct phone *p, char out[128]);
/* The images are written. */
void files_flashed(struct phone *p, int64_t now);
/* What it wanted is in p->tftp, or the server has no such file. */
void files_got(struct phone *p, int64_t now);
/* Nothing was heard, from any port; false: that is no matter of its family. */
bool files_unheard(struct phone *p, int64_t now);
void files_absent(struct phone *p, int64_t now);

#endif
