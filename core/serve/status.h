/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_STATUS_H
#define CORE_STATUS_H
/*
 * status.h -- the status document: the bench and its phones as JSON.
 */
#include "core/phone/bench.h"

#include <jansson.h>

json_t *status_document(const struct bench *b);
json_t *status_phone(const struct bench *b, const struct phone *p);
/* [{"load","version","reason","source","rule"}], for `status PHONE` */
json_t *status_plan(const struct phone *p);
/* "clear" */
const char *status_guard_name(enum nr_guard_state state);

#endif
