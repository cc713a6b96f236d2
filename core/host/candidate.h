/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CANDIDATE_H
#define CORE_CANDIDATE_H
/*
 * candidate.h -- the network interfaces of this machine, and what speaks for and against
 * each as the bench's wire.  Looking changes nothing.
 */
#include "core/host/link.h"
#include "core/host/manager.h"

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>

#define CANDIDATES 32           /* more are not looked at */
#define CANDIDATE_REASONS 8
#define CANDIDATE_REASON 120

struct candidate {
	char name[16];
	unsigned index;
	bool ethernet, wireless, hardware, usb, part;   /* @part: of a bridge or a bond */
	bool up, carrier;
	int route;                      /* enum link_route, or -errno: not known */
	struct in_addr address, netmask;        /* that it has already; zero: none */
	enum manager manager;
	int phones;                     /* heard there; -1: nobody listened */
};

/* All but the loopback, by name.  @sys: "/sys", or a folder of a test.  Returns how many. */
size_t candidate_list(struct candidate out[CANDIDATES], const char *sys);

/* Why it cannot be the bench's wire; NULL: it can. */
const char *candidate_refused(const struct candidate *c);
/* What speaks for it, or against it; returns how many. */
size_t candidate_reasons(const struct candidate *c, bool against, char out[CANDIDATE_REASONS][CANDIDATE_REASON]);
/*
 * The one that is meant without asking; NULL when that would be a guess.  It is the only one on
 * which phones were heard; else the only one with a cable and no address of its own; else the
 * only one that can be.
 */
const struct candidate *candidate_choose(const struct candidate *c, size_t count);
/* A network that none of them is in: the bench's address, with 24 bits for it. */
struct in_addr candidate_address(const struct candidate *c, size_t count);

#endif
