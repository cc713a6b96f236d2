/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CHECKLIST_H
#define CORE_CHECKLIST_H
/*
 * checklist.h -- every check there is, in the order in which they are made, and what
 * each builds on.  doctor makes them all; run makes those that say whether it may start.
 */
#include "core/verbs/checkup.h"

/* What builds on something that is not well is not checked, and says so. */
void checklist_run(struct checkup *c);

#endif
