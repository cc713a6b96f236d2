/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_REGISTRY_H
#define CORE_REGISTRY_H
/*
 * registry.h -- the devices that were seen, found by number, MAC, address and name.
 */
#include "core/phone/bench.h"
#include "core/phone/sighting.h"

struct phone *registry_find(struct bench *b, nr_phone_id id);
/* The first phone of a greater number, or NULL. */
struct phone *registry_after(struct bench *b, nr_phone_id id);
struct phone *registry_find_ip(struct bench *b, struct in_addr ip);
struct phone *registry_find_name(struct bench *b, const char *name);
/* The phone of a MAC, made when new; NULL when the registry is full. */
struct phone *registry_get(struct bench *b, const struct nr_mac *mac);
/* It has this address; INADDR_ANY: not known. */
void registry_bind(struct bench *b, struct phone *p, struct in_addr ip);
/* It has a lease; true when the journal knows a different one. */
bool registry_leased(struct phone *p, struct in_addr ip);
/* The device of a MAC that was seen, or NULL. */
const struct phone *registry_known(const struct bench *b, const struct nr_mac *mac);
void registry_forget(struct bench *b, struct phone *p);
void registry_finish(struct bench *b);
/* Call it by @pattern (nr_model.phone_name); true: that is another name than before. */
bool registry_name(struct phone *p, const char *pattern);
/* Record one sighting as evidence; returns its phone, or NULL. */
struct phone *registry_sight(struct bench *b, const struct sighting *s);

#endif
