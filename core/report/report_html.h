/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_REPORT_HTML_H
#define CORE_REPORT_HTML_H
/* report_html.h -- a record as a page. */
#include "core/report/record.h"

#include <stdio.h>

/* One page that needs nothing else: the batch with its timeline, then a part for each phone. */
void report_html(const struct record *r, FILE *out);

#endif
