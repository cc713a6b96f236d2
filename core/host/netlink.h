/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_NETLINK_H
#define CORE_NETLINK_H
/*
 * netlink.h -- ask the kernel by rtnetlink (RFC 3549): one message at a time, with
 * libmnl.
 */
#include <libmnl/libmnl.h>

struct netlink {
	struct mnl_socket *socket;
	unsigned seq;
	char buf[16384];
};

/* 0 or -errno. */
int netlink_open(struct netlink *n);
void netlink_close(struct netlink *n);
/* Start a message in n->buf. */
struct nlmsghdr *netlink_begin(struct netlink *n, uint16_t type, uint16_t flags);
/* Send it and run @each over the answer; 0 or -errno. */
int netlink_talk(struct netlink *n, const struct nlmsghdr *h, mnl_cb_t each, void *arg);

#endif
