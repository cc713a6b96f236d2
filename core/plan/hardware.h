/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_HARDWARE_H
#define CORE_HARDWARE_H
/*
 * hardware.h -- which boards take which loads.  Pure.
 *
 * Three sources say so: the rows of a model about hardware revisions (LLDP "V12"), the
 * boards that a list of a 792x is for (HW_REV), and the mask of parts that the list
 * of a 79xx supports (HARDWARE_COMP_1).  A revision is rarely heard, and what mask a
 * board needs never: only that it is within the masks of the loads that it ran.
 */
#include "core/plan/plan.h"
#include "core/plan/stock.h"

/* The number of "V12", "12" or "12.0"; false: it says none. */
bool hardware_revision(const char *text, unsigned *out);

/*
 * Weigh a plan that plan.c made: what a board of revision @text ("": not known)
 * surely rejects makes it impossible; what some boards do is mentioned in it.
 */
void hardware_weigh(struct plan *plan, const struct nr_model *model, const struct library *lib,
		    const char *text);

/*
 * A phone rejected loads that support no parts but those of @mask: the oldest whole
 * load of @protocol in the library that supports others.  False: none does.
 */
bool hardware_remedy(const struct nr_model *model, const struct library *lib,
		     const char *protocol, uint32_t mask, bool with_manifest, struct stop *out);

#endif
