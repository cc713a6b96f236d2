/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_PROMISES_HAPPENING_H
#define TESTS_PROMISES_HAPPENING_H
/*
 * happening.h -- what may happen on a bench: to a phone, to the wire, by the operator.
 *
 * A happening is a few numbers, and means something whatever happened before, so that
 * a history can be cut anywhere.
 */
#include <stdint.h>

struct happening {
	uint8_t kind, who;
	uint32_t arg;
};

/* One by the weights of the table. */
struct happening happening_draw(uint64_t (*random)(void));
/* A phone comes to the bench. */
struct happening happening_arrival(uint64_t (*random)(void), unsigned who);
void happening_run(const struct happening *e);
/* What it is, in words. */
const char *happening_name(const struct happening *e);

#endif
