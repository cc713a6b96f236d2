/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_VENDOR_H
#define CORE_VENDOR_H
/*
 * vendor.h -- whose a device is that no model knows: a word for the operator, and
 * nothing else hangs on it.  Pure.
 */
#include "core/phone/phone.h"

/* "a Polycom phone", and in *text what says so; NULL: nobody knows. */
const char *vendor_find(const struct phone *p, const char **text);

#endif
