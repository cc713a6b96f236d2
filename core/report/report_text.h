/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_REPORT_TEXT_H
#define CORE_REPORT_TEXT_H
/* report_text.h -- a record as text. */
#include "core/report/record.h"

#include <stdio.h>

/* One screen, or several: the batch, then a line for each phone. */
void report_text(const struct record *r, FILE *out);

#endif
