/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_VLAN_H
#define CORE_VLAN_H
/*
 * vlan.h -- on which VLAN a phone lives.
 */
#include "core/phone/bench.h"
#include "core/phone/sighting.h"

/* A sighting that may say on which VLAN it asks for its address. */
void vlan_sight(struct bench *b, struct phone *p, const struct sighting *s);

#endif
