/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_ALERT_H
#define CORE_ALERT_H
/*
 * alert.h -- what somebody should know now that no state of a phone says: of the bench,
 * or of a transfer that broke off.  Each stays until it is over, or for a time.
 */
#include "core/base/code.h"
#include "core/phone/bench.h"

#include <jansson.h>

/*
 * It is so, from now on: for @ms milliseconds, or with 0 until it is cleared.  The same code
 * about the same phone is the same alert.  When there is no more room the oldest goes.  True when
 * it is new.
 */
bool alert_raise(struct bench *b, enum code code, nr_phone_id phone, int64_t ms, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
/* It is over: true when it was there. */
bool alert_clear(struct bench *b, enum code code, nr_phone_id phone);
/* What a plugin wrote into the log: "NR-POOL: every address ..." is an alert of the bench. */
void alert_read(struct bench *b, const char *line);
/* The alerts that hold now, as "alerts" of the status. */
json_t *alert_list(const struct bench *b);

#endif
