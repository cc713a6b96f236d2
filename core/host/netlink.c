/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* netlink.c -- see netlink.h. */
#include <config.h>

#include "core/host/netlink.h"

#include <errno.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>

int netlink_open(struct netlink *n)
{
	n->seq = 0;
	n->socket = mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC);
	if (!n->socket)
		return -errno;
	if (mnl_socket_bind(n->socket, 0, MNL_SOCKET_AUTOPID) < 0) {
		int r = -errno;

		mnl_socket_close(n->socket);
		return r;
	}
	return 0;
}

struct nlmsghdr *netlink_begin(struct netlink *n, uint16_t type, uint16_t flags)
{
	struct nlmsghdr *h;

	memset(n->buf, 0, 256);         /* libmnl pads with what is there */
	h = mnl_nlmsg_put_header(n->buf);
	h->nlmsg_type = type;
	h->nlmsg_flags = NLM_F_REQUEST | flags;
	h->nlmsg_seq = ++n->seq;
	return h;
}

int netlink_talk(struct netlink *n, const struct nlmsghdr *h, mnl_cb_t each, void *arg)
{
	unsigned port = mnl_socket_get_portid(n->socket);
	int r;

	if (mnl_socket_sendto(n->socket, h, h->nlmsg_len) < 0)
		return -errno;
	do {
		ssize_t got = mnl_socket_recvfrom(n->socket, n->buf, sizeof(n->buf));

		if (got < 0)
			return -errno;
		errno = 0;
		r = mnl_cb_run(n->buf, (size_t)got, n->seq, port, each, arg);
		if (r < 0)
			return errno ? -errno : -EPROTO;
	} while (r > MNL_CB_STOP);
	return 0;
}

void netlink_close(struct netlink *n)
{
	mnl_socket_close(n->socket);
}
