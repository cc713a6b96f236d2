/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_REPORT_CSV_H
#define CORE_REPORT_CSV_H
/* report_csv.h -- a record as a table. */
#include "core/report/record.h"

#include <stdio.h>

/* A row for each phone; UTF-8, as in RFC 4180, times as in RFC 3339. */
void report_csv(const struct record *r, FILE *out);

#endif
