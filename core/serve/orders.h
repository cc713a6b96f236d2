/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_ORDERS_H
#define CORE_ORDERS_H
/*
 * orders.h -- what the operator tells a running bench, one line each:
 *
 *	status [PHONE]
 *	hold PHONE|all          resume PHONE|all|guard
 *	retry [force] PHONE     forget [force] PHONE    reset PHONE
 *	model PHONE MODEL       load PHONE NAME         target PHONE LOAD
 *	note PHONE TEXT
 *
 * PHONE is its name, its MAC address in any spelling, or its address.
 */
#include "core/phone/bench.h"

#include <jansson.h>

/* A document, with "message" for what was done; NULL: refused, and *error, which the caller
 * frees, says why. */
json_t *orders_answer(struct bench *b, const char *line, char **error);
/* The same for whoever may only look: nothing that it answers changes anything. */
json_t *orders_look(struct bench *b, const char *line, char **error);

#endif
