/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SIGN_H
#define CORE_SIGN_H
/*
 * sign.h -- what a phone asks for tells what runs on it.  Pure.
 */
#include "core/phone/phone.h"

/*
 * @name, which it asks for: does only the application ask for it that its step brought?  It
 * has all of the step, and had no application of that protocol before.
 */
bool sign_of_step(const struct phone *p, const char *name);

/*
 * @name is what only an application asks for, and not that which it is known to run: its
 * loader asks for such names too, when a list is asked for in the same start.
 */
bool sign_of_another(const struct phone *p, const char *name);

/* @name is a list of its model, and only later releases ask for lists (nr_model.lists_from). */
bool sign_of_lists(const struct phone *p, const char *name);

#endif
