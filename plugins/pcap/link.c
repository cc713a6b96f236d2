/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * link.c -- see link.h.
 */
#include "plugins/pcap/link.h"

#include <libmnl/libmnl.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>

static enum link_state state_of(const struct nlmsghdr *h, unsigned ifindex)
{
	const struct ifinfomsg *info = mnl_nlmsg_get_payload(h);

	if (mnl_nlmsg_get_payload_len(h) < sizeof(*info) || info->ifi_index != (int)ifindex)
		return LINK_UNKNOWN;
	if (h->nlmsg_type == RTM_DELLINK)
		return LINK_GONE;
	if (h->nlmsg_type != RTM_NEWLINK)
		return LINK_UNKNOWN;
	return (info->ifi_flags & IFF_UP) && (info->ifi_flags & IFF_RUNNING) ? LINK_UP : LINK_DOWN;
}

enum link_state link_read(const void *data, size_t len, unsigned ifindex)
{
	const struct nlmsghdr *h = data;
	enum link_state state = LINK_UNKNOWN;
	int left = (int)len;

	/* mnl_nlmsg_ok() alone takes a length above INT_MAX for a negative one, which fits. */
	for (; mnl_nlmsg_ok(h, left) && h->nlmsg_len <= (unsigned)left; h = mnl_nlmsg_next(h, &left)) {
		enum link_state now = state_of(h, ifindex);

		if (now != LINK_UNKNOWN)
			state = now;
	}
	return state;
}

static bool went_down(struct link *l, double now, const char *interface, char *line, size_t size)
{
	double *oldest = &l->down[l->downs % LINK_FLAPS];
	bool often = l->downs >= LINK_FLAPS - 1 &&
		     now - l->down[(l->downs + 1) % LINK_FLAPS] < LINK_WINDOW;

	*oldest = now;
	l->downs++;
	if (l->flapping)
		return false;
	if (often) {
		l->flapping = true;
		l->reported = l->downs;
		snprintf(line, size, "the link of %s flaps: down %d times in %.0f s; look at cable, plugs and "
			 "switch port.  No more lines about it until it is quiet", interface, LINK_FLAPS,
			 now - l->down[l->downs % LINK_FLAPS]);
		return true;
	}
	snprintf(line, size, "the link of %s is down (%u %s so far): look at cable and switch port; a phone "
		 "plugged in directly does this whenever it restarts", interface, l->downs,
		 l->downs == 1 ? "time" : "times");
	return true;
}

static bool came_up(struct link *l, double down, const char *interface, char *line, size_t size)
{
	if (l->flapping)
		return false;
	snprintf(line, size, "the link of %s is up again after %.0f s", interface, down);
	return true;
}

bool link_change(struct link *l, enum link_state state, double now, const char *interface,
		 char *line, size_t size)
{
	enum link_state before = l->state;
	double since = now - l->changed;

	if (state == LINK_UNKNOWN || state == before)
		return false;
	l->state = state;
	l->changed = now;
	switch (state) {
	case LINK_UP:
		return before != LINK_UNKNOWN && came_up(l, since, interface, line, size);
	case LINK_DOWN:
		if (before != LINK_UNKNOWN)
			return went_down(l, now, interface, line, size);
		snprintf(line, size, "the link of %s is down: plug in a cable, or look at the switch port",
			 interface);
		return true;
	case LINK_GONE:
		snprintf(line, size, "%s is gone: plug it in again", interface);
		return true;
	case LINK_UNKNOWN:
		break;
	}
	return false;
}

bool link_settled(struct link *l, double now, const char *interface, char *line, size_t size)
{
	if (!l->flapping || now - l->changed < LINK_QUIET)
		return false;
	l->flapping = false;
	snprintf(line, size, "the link of %s is quiet: %s; it was down %u %s more", interface,
		 l->state == LINK_UP ? "up" : "down", l->downs - l->reported,
		 l->downs - l->reported == 1 ? "time" : "times");
	return true;
}
