/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_RESET_H
#define CORE_RESET_H
/*
 * reset.h -- the operator wants a phone to restart.
 */
#include "core/phone/bench.h"

/* Have it restarted when it next speaks.  False: it cannot be, and *why says why; the
 * caller frees it (NULL: no memory). */
bool reset_ask(struct bench *b, struct phone *p, char **why);

#endif
