/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_ADDRESS_H
#define CORE_ADDRESS_H
/*
 * address.h -- the interface and its address, by rtnetlink (libmnl).
 *
 * A small process that keeps its rights, the helper, puts a missing address on, puts it back
 * while the bench runs, and takes it off when the bench ends, however it ends (also by
 * SIGKILL).  For a VLAN it makes a sub-interface to put the address on, and takes that away.
 */
#include "core/host/helper.h"

#include <netrecover/protocol.h>

struct address {
	bool added;             /* by us: it was not there */
	struct helper helper;   /* ended by address_release() */
};

struct address_wanted {
	const char *interface;
	unsigned vlan;          /* 1 to 4094; 0: none, the interface itself */
	struct in_addr address;
	unsigned prefix;
	const char *socket[HELPER_SOCKETS]; /* the helper removes them at the end; NULL: none */
};

/* Fill @out for what is wanted; brings the link up and adds the address when
 * missing.  0, or -errno with a logged line that says how to mend it. */
int address_ensure(struct address *a, struct nr_bench *out, const struct address_wanted *want);
void address_release(struct address *a);

/*
 * Would address_ensure() put it there?  1: it is there already; 0: it would, for which it
 * needs CAP_NET_ADMIN; -errno: it is, or the VLAN is, where it must not be, and @fault says
 * so in the words of address_ensure().  Changes nothing.
 */
int address_find(const struct address_wanted *want, char *fault, size_t size);

/* Names, index and MAC only; changes nothing. */
int address_look(struct nr_bench *out, const char *interface);
/* Why @interface can have no VLAN, to be read behind its name; NULL: none is seen. */
const char *address_no_vlan(const char *interface);

#endif
