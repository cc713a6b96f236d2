/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* link.c -- see link.h. */
#include <config.h>

#include "core/host/link.h"

#include <errno.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

static int read_link(const struct nlmsghdr *h, void *arg)
{
	const struct ifinfomsg *info = mnl_nlmsg_get_payload(h);
	struct nlattr *a;
	struct interface *out = arg;

	if (h->nlmsg_type != RTM_NEWLINK)
		return MNL_CB_OK;
	out->index = (unsigned)info->ifi_index;
	out->flags = info->ifi_flags;
	mnl_attr_for_each(a, h, sizeof(*info))
		if (mnl_attr_get_type(a) == IFLA_ADDRESS && mnl_attr_get_payload_len(a) == 6)
			memcpy(out->mac, mnl_attr_get_payload(a), 6);
		else if (mnl_attr_get_type(a) == IFLA_IFNAME && mnl_attr_validate(a, MNL_TYPE_NUL_STRING) == 0)
			snprintf(out->name, sizeof(out->name), "%s", mnl_attr_get_str(a));
	return MNL_CB_STOP;
}

int link_get(struct netlink *n, const char *name, struct interface *out)
{
	struct nlmsghdr *h = netlink_begin(n, RTM_GETLINK, 0);
	struct ifinfomsg *info = mnl_nlmsg_put_extra_header(h, sizeof(*info));

	memset(out, 0, sizeof(*out));
	info->ifi_family = AF_UNSPEC;
	mnl_attr_put_strz(h, IFLA_IFNAME, name);
	return netlink_talk(n, h, read_link, out);
}

int link_at(struct netlink *n, unsigned index, struct interface *out)
{
	struct nlmsghdr *h = netlink_begin(n, RTM_GETLINK, 0);
	struct ifinfomsg *info = mnl_nlmsg_put_extra_header(h, sizeof(*info));

	memset(out, 0, sizeof(*out));
	info->ifi_family = AF_UNSPEC;
	info->ifi_index = (int)index;
	return netlink_talk(n, h, read_link, out);
}

int link_set_up(struct netlink *n, unsigned index)
{
	struct nlmsghdr *h = netlink_begin(n, RTM_NEWLINK, NLM_F_ACK);
	struct ifinfomsg *info = mnl_nlmsg_put_extra_header(h, sizeof(*info));

	info->ifi_family = AF_UNSPEC;
	info->ifi_index = (int)index;
	info->ifi_change = info->ifi_flags = IFF_UP;
	return netlink_talk(n, h, NULL, NULL);
}

int link_look(const char *name, struct interface *out)
{
	struct netlink n;
	int r = strlen(name) < IFNAMSIZ ? netlink_open(&n) : -ENODEV;

	if (r < 0)
		return r;
	r = link_get(&n, name, out);
	netlink_close(&n);
	return r;
}

/* -- routes ---------------------------------------------------------------------------- */

struct route_search {
	unsigned index;
	bool found;
};

static bool leads_over(const struct nlattr *hops, unsigned index)
{
	struct rtnexthop *h = mnl_attr_get_payload(hops);
	int left = mnl_attr_get_payload_len(hops);

	for (; RTNH_OK(h, left); left -= RTNH_ALIGN(h->rtnh_len), h = RTNH_NEXT(h))
		if ((unsigned)h->rtnh_ifindex == index)
			return true;
	return false;
}

static int read_route(const struct nlmsghdr *h, void *arg)
{
	const struct rtmsg *m = mnl_nlmsg_get_payload(h);
	struct route_search *s = arg;
	struct nlattr *a;

	if (m->rtm_dst_len != 0 || m->rtm_type != RTN_UNICAST)
		return MNL_CB_OK;
	mnl_attr_for_each(a, h, sizeof(*m)) {
		if (mnl_attr_get_type(a) == RTA_OIF && mnl_attr_validate(a, MNL_TYPE_U32) == 0)
			s->found |= mnl_attr_get_u32(a) == s->index;
		else if (mnl_attr_get_type(a) == RTA_MULTIPATH)
			s->found |= leads_over(a, s->index);
	}
	return MNL_CB_OK;
}

static int search_routes(struct netlink *n, uint8_t family, struct route_search *s)
{
	struct nlmsghdr *h = netlink_begin(n, RTM_GETROUTE, NLM_F_DUMP);
	struct rtmsg *m = mnl_nlmsg_put_extra_header(h, sizeof(*m));

	m->rtm_family = family;
	return netlink_talk(n, h, read_route, s);
}

int link_default_route(unsigned index)
{
	struct route_search s = { .index = index };
	enum link_route which = LINK_ROUTE_IPV4;
	struct netlink n;
	int r = netlink_open(&n);

	if (r < 0)
		return r;
	r = search_routes(&n, AF_INET, &s);
	if (r == 0 && !s.found) {
		which = LINK_ROUTE_IPV6;
		/* A kernel without IPv6 has no such route. */
		(void)search_routes(&n, AF_INET6, &s);
	}
	netlink_close(&n);
	return r < 0 ? r : s.found ? (int)which : LINK_ROUTE_NONE;
}
