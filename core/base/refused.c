/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* refused.c -- see refused.h. */
#include <config.h>

#include "core/base/refused.h"

#include <stdatomic.h>

static atomic_bool any;

void refused_note(void)
{
	atomic_store(&any, true);
}

bool refused_any(void)
{
	return atomic_load(&any);
}
