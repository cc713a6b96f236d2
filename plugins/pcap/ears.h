/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PCAP_EARS_H
#define PCAP_EARS_H
/*
 * ears.h -- whose facts are these?  From sniffed frames to sightings.
 *
 * An announcement (CDP, LLDP, 0x0128) or DHCP names its device for sure.  Every
 * other frame counts only when such a frame of the same MAC was seen before:
 * the core makes a device of each MAC that is reported to it, and a bench has laptops
 * on it too.  While nothing is served (a capture file, or only listening) a
 * request for SEP<MAC>.cnf.xml also says which phone asks, and says it better than the
 * sender's MAC, which is a router's when the phone is far away.  On a bench that rule
 * holds only for the phone's own MAC, or a laptop that asks for a phone's file would
 * pass for the phone.
 *
 * The table is bounded: the device that was learnt first is forgotten first.
 */
#include "plugins/pcap/sniff.h"

#define EARS_KNOWN 1024

struct ears_device {
	struct nr_mac mac;
	int16_t next;                   /* in its chain; -1: last */
	struct in_addr addr, target;    /* what was sighted last: its address, whom it looks for */
	uint64_t dhcp;                  /* digest of its last DHCP facts, but BOOT */
	double booted;                  /* when BOOT was sighted last */
};

struct ears {
	struct nr_mac self;             /* frames of this sender are passed over */
	struct in_addr self_addr;
	bool serving;                   /* our own servers hear what is meant for us */
	size_t count, oldest;
	int16_t head[EARS_KNOWN];
	struct ears_device device[EARS_KNOWN];
};

void ears_init(struct ears *e);

/*
 * The sighting that @s makes, or false when it makes none or would only repeat
 * what was sighted.  @out points into @s.  @now: seconds, from any point on.
 */
bool ears_sighting(struct ears *e, struct sniff *s, double now, struct nr_sighting *out);

#endif
