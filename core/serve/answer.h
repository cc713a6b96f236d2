/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_ANSWER_H
#define CORE_ANSWER_H
/*
 * answer.h -- the one place that decides what is served.
 */
#include "core/phone/bench.h"

/* Asking changes no phone. */
enum nr_verdict answer_lease(const struct bench *b, const struct phone *p);
/* The same, of a door that knows more of the request. */
enum nr_verdict answer_request(struct bench *b, const struct phone *p, const struct nr_request *r,
			       struct nr_file *out);
enum nr_verdict answer_file(struct bench *b, const struct phone *p, const char *want,
			    struct nr_file *out);
void answer_close(struct bench *b, struct nr_file *file);

#endif
