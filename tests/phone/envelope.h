/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_ENVELOPE_H
#define PHONE_ENVELOPE_H
/*
 * envelope.h -- the signed header or the wrapper before a file, and the lines of a
 * list, as a phone reads them.  Pure.
 */
#include "tests/phone/loader.h"

#include <netrecover/reader.h>

/* @r is left at the payload.  VERDICT_TAKE, VERDICT_BROKEN or VERDICT_NAME. */
enum verdict envelope_open(struct nr_reader *r, const char *name);

/* Does a file begin with the wrapper of a 78xx? */
bool envelope_wraps(const uint8_t *data, size_t len);

/* The next line without blanks at its end; false: there is none. */
bool envelope_line(struct nr_reader *r, char *line, size_t size);

#endif
