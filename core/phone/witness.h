/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_WITNESS_H
#define CORE_WITNESS_H
/*
 * witness.h -- who says something about a phone.
 */
#include "core/phone/phone.h"

/* Was it heard in two ways that one careless sender would not both use: of the bits of
 * @sources (1 << enum nr_source) all announcements are one, DHCP and ARP are one? */
bool witness_twice(uint32_t sources);

/* The phone said so itself. */
bool witness_is_word(enum load_source s);
/* The phone said so itself, or proved it. */
bool witness_is_strong(enum load_source s);
const char *witness_load_name(enum load_source s);
/* The name of who said what it runs: of a plugin whose protocol has no name here, its type. */
const char *witness_of_load(const struct phone *p);
enum load_source witness_load_source(enum nr_source s);
const char *witness_name(enum nr_source s);
/* The source of that name; NR_SOURCE_NONE: there is none. */
enum nr_source witness_source(const char *name);
/* The protocol of the loads whose words come so, by their name; NULL: it says nothing of that. */
const char *witness_protocol(enum load_source s);
/* Does it speak only when the application of a phone runs? */
bool witness_is_application(enum load_source s);
/* Who registers in this way did it with this bench. */
bool witness_is_registrar(enum nr_source s);
/* Does nothing but a phone speak the protocol of that name? */
bool witness_phones_only(const char *name);
const char *witness_model_name(const struct phone *p);
/* "its web page" */
const char *witness_words(enum nr_source source);

#endif
