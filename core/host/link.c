/* SPDX-License-Identifier: GPL-3.0-or-later */
/* link.c -- see link.h. */
#include <config.h>

#include "core/host/link.h"

#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
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

int link_set_up(struct netlink *n, unsigned index)
{
	struct nlmsghdr *h = netlink_begin(n, RTM_NEWLINK, NLM_F_ACK);
	struct ifinfomsg *info = mnl_nlmsg_put_extra_header(h, sizeof(*info));

	info->ifi_family = AF_UNSPEC;
	info->ifi_index = (int)index;
	info->ifi_change = info->ifi_flags = IFF_UP;
	return netlink_talk(n, h, NULL, NULL);
}
