/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_ADDRESS_H
#define CORE_ADDRESS_H
/*
 * address.h -- the interface and its address, by rtnetlink (libmnl).
 *
 * When the address is missing it is added, and a small child that keeps its
 * rights waits on a pipe: it takes the address off when the bench ends, however
 * it ends (also by SIGKILL), and then ends itself.
 */
#include <netrecover/protocol.h>

struct address {
	bool added;
	int guard_fd;           /* our end of the pipe; -1: none */
	pid_t guard;            /* the child, reaped by address_release() */
};

/* Fill index, MAC, address of @out for @interface; brings the link up and adds
 * the address when missing.  0, or -errno with a logged line that says how to mend it. */
int address_ensure(struct address *a, struct nr_bench *out, const char *interface,
		   struct in_addr address, unsigned prefix);
void address_release(struct address *a);

/* Index and MAC only; changes nothing. */
int address_look(struct nr_bench *out, const char *interface);

#endif
