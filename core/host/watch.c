/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * watch.c -- see watch.h.  What the kernel tells is taken for a hint only, since such
 * messages may be lost; what counts is asked for.
 */
#include <config.h>

#include "core/host/watch.h"
#include "core/host/netlink.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define LOWER_UP (1u << 16)     /* netdevice(7); <net/if.h> lacks it, <linux/if.h> cannot stand beside that */

struct watch {
	struct netlink ask;
	struct mnl_socket *told;
};

struct watch_search {
	unsigned index;
	struct in_addr address;
	struct watch_seen *out;
};

static int open_told(struct watch *w)
{
	w->told = mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (!w->told)
		return -errno;
	if (mnl_socket_bind(w->told, RTMGRP_LINK | RTMGRP_IPV4_IFADDR, MNL_SOCKET_AUTOPID) < 0) {
		int r = -errno;

		mnl_socket_close(w->told);
		return r;
	}
	return 0;
}

int watch_open(struct watch **out)
{
	struct watch *w = calloc(1, sizeof(*w));
	int r = w ? netlink_open(&w->ask) : -ENOMEM;

	*out = NULL;
	if (r < 0) {
		free(w);
		return r;
	}
	r = open_told(w);
	if (r < 0) {
		netlink_close(&w->ask);
		free(w);
		return r;
	}
	*out = w;
	return 0;
}

void watch_close(struct watch *w)
{
	if (!w)
		return;
	mnl_socket_close(w->told);
	netlink_close(&w->ask);
	free(w);
}

int watch_fd(const struct watch *w)
{
	return mnl_socket_get_fd(w->told);
}

void watch_drain(struct watch *w)
{
	char buf[8192];
	ssize_t got;

	do
		got = recv(watch_fd(w), buf, sizeof(buf), 0);
	while (got > 0 || (got < 0 && errno == ENOBUFS));
}

static int read_flags(const struct nlmsghdr *h, void *arg)
{
	const struct ifinfomsg *info = mnl_nlmsg_get_payload(h);
	struct watch_search *s = arg;
	struct nlattr *a;

	if (h->nlmsg_type != RTM_NEWLINK || (unsigned)info->ifi_index != s->index)
		return MNL_CB_STOP;
	s->out->there = true;
	s->out->up = info->ifi_flags & IFF_UP;
	s->out->carrier = info->ifi_flags & LOWER_UP;
	mnl_attr_for_each(a, h, sizeof(*info))
		if (mnl_attr_get_type(a) == IFLA_IFNAME && mnl_attr_validate(a, MNL_TYPE_NUL_STRING) == 0)
			snprintf(s->out->name, sizeof(s->out->name), "%s", mnl_attr_get_str(a));
	return MNL_CB_STOP;     /* the only answer */
}

static int read_address(const struct nlmsghdr *h, void *arg)
{
	const struct ifaddrmsg *m = mnl_nlmsg_get_payload(h);
	struct watch_search *s = arg;
	struct nlattr *a;

	if (h->nlmsg_type != RTM_NEWADDR || m->ifa_index != s->index)
		return MNL_CB_OK;
	mnl_attr_for_each(a, h, sizeof(*m))
		if (mnl_attr_get_type(a) == IFA_LOCAL &&
		    mnl_attr_get_payload_len(a) == sizeof(s->address))
			s->out->address |= memcmp(mnl_attr_get_payload(a), &s->address,
						  sizeof(s->address)) == 0;
	return MNL_CB_OK;
}

int watch_look(struct watch *w, unsigned index, struct in_addr address, struct watch_seen *out)
{
	struct watch_search s = { index, address, out };
	struct nlmsghdr *h = netlink_begin(&w->ask, RTM_GETLINK, 0);
	struct ifinfomsg *info = mnl_nlmsg_put_extra_header(h, sizeof(*info));
	struct ifaddrmsg *m;
	int r;

	memset(out, 0, sizeof(*out));
	info->ifi_family = AF_UNSPEC;
	info->ifi_index = (int)index;
	r = netlink_talk(&w->ask, h, read_flags, &s);
	if (r == -ENODEV)
		return 0;
	if (r < 0)
		return r;
	h = netlink_begin(&w->ask, RTM_GETADDR, NLM_F_DUMP);
	m = mnl_nlmsg_put_extra_header(h, sizeof(*m));
	m->ifa_family = AF_INET;
	return netlink_talk(&w->ask, h, read_address, &s);
}
