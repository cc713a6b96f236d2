/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_REPORT_JSON_H
#define CORE_REPORT_JSON_H
/* report_json.h -- a record as JSON. */
#include "core/report/record.h"

/* One document; a new reference. */
json_t *report_json(const struct record *r);

#endif
