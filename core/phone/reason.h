/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_REASON_H
#define CORE_REASON_H
/*
 * reason.h -- why a phone did not take a load, in its own words and in plain ones.
 */
#include <stdbool.h>

struct reason {
	const char *words;      /* "Load Rejected HC" */
	const char *plain;      /* what it means and what to do */
	bool is_final;          /* it will reject the same load again */
};

/*
 * What the reason in an alarm or a registration ("Last=...") means; NULL: it says
 * nothing about a load (a restart, a lost connection, ...), or its meaning is not known.
 */
const struct reason *reason_find(const char *said);

#endif
