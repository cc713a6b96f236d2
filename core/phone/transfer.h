/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_TRANSFER_H
#define CORE_TRANSFER_H
/*
 * transfer.h -- the transfer of a phone that is shown, and what the journal says about each.
 */
#include "core/phone/bench.h"

/* @protocol: the type of the plugin that transfers. */
void transfer_note(struct bench *b, struct phone *p, const char *protocol, const char *event,
		   const char *file, uint64_t bytes, const char *why);
void transfer_begin(struct phone *p, const char *file, uint64_t total);
void transfer_end(struct phone *p);
/* Nothing of its step was shown yet. */
void transfer_none(struct phone *p);
/* Bytes a second of what moves now, over the last seconds; 0: nothing moves, or not known yet. */
uint64_t transfer_rate(const struct phone *p);
void transfer_show(struct phone *p, const char *file, uint64_t bytes, uint64_t total);

#endif
