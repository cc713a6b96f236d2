/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * drop.c -- the names of the reasons.
 */
#include "plugins/dhcp/drop.h"

static const char *const texts[DROP_COUNT] = {
	[DROP_NONE] = "nothing wrong",
	[DROP_CUT] = "frame longer than any DHCP message",
	[DROP_ETHERNET] = "not an IPv4 frame",
	[DROP_IP_HEADER] = "bad IP header",
	[DROP_IP_LENGTH] = "IP length does not fit the frame",
	[DROP_IP_SUM] = "IP checksum wrong",
	[DROP_FRAGMENT] = "IP fragment",
	[DROP_NOT_UDP] = "not UDP",
	[DROP_UDP_LENGTH] = "UDP length does not fit the packet",
	[DROP_UDP_SUM] = "UDP checksum wrong",
	[DROP_SHORT] = "shorter than a DHCP message",
	[DROP_OP] = "BOOTP operation out of place",
	[DROP_HARDWARE] = "not an Ethernet client",
	[DROP_MAC] = "client hardware address is not that of a station",
	[DROP_COOKIE] = "no DHCP cookie",
	[DROP_OPTIONS] = "an option runs past the end",
	[DROP_OPTION_LENGTH] = "an option of wrong length",
	[DROP_TYPE] = "no known DHCP message type",
	[DROP_RELAYED] = "comes through a relay",
	[DROP_NO_ADDRESS] = "request that names no address",
	[DROP_OTHER_SERVER] = "meant for another server",
	[DROP_POOL_FULL] = "no address left in the pool",
	[DROP_NOT_ITS_OWN] = "gives back an address that is not its own",
	[DROP_ELSEWHERE] = "sent to another address",
	[DROP_TAGGED] = "tagged with a VLAN",
	[DROP_WAITING_FULL] = "too many clients while the guard asks",
	[DROP_NOT_SENT] = "answer could not be sent",
};

const char *drop_text(enum drop why)
{
	return (unsigned)why < DROP_COUNT ? texts[why] : "?";
}
