/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_ALERT_H
#define CORE_ALERT_H
/*
 * alert.h -- what is wrong with the bench itself, for as long as it is: a line in the table and
 * in the status.  The log has had its own line.
 */
#include "core/base/code.h"
#include "core/phone/bench.h"

/* Under @code; what was there before under that code is replaced. */
void alert_set(struct bench *b, enum code code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* It is well again, or was never wrong. */
void alert_clear(struct bench *b, enum code code);

#endif
