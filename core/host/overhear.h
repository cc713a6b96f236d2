/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_OVERHEAR_H
#define CORE_OVERHEAR_H
/*
 * overhear.h -- who is on the wire already, before the bench puts its address on it: a
 * host that has that address (RFC 5227, an ARP probe), a router, a call manager, devices
 * of another network.
 *
 * overhear_frame() is pure.  overhear_wire() sends the probes and listens.
 */
#include <netrecover/protocol.h>

#include <sys/types.h>

#define OVERHEAR_MS 2000                /* so long is listened */
#define OVERHEAR_ROWS 8
#define OVERHEAR_DEVICES 64
/* So many devices of other networks are a network, and not phones with an old address. */
#define OVERHEAR_MANY 8

enum overhear_kind {
	OVERHEAR_ROUTER,
	OVERHEAR_CALL_MANAGER,
	OVERHEAR_DEVICE,                /* it has an address of another network */
};

struct overheard {
	enum overhear_kind kind;
	struct nr_mac mac;
	struct in_addr ip;              /* zero: not known */
	const char *how;                /* "OSPF", "TCP port 2000" */
};

struct overhear {
	/* Filled before: what the bench is. */
	struct nr_mac mac;
	struct in_addr address, netmask;
	unsigned vlan;                  /* of the frames that count; 0: those without a tag */

	bool taken;                     /* another host has the address: */
	struct nr_mac by;
	struct overheard row[OVERHEAR_ROWS];            /* routers and call managers, each once */
	size_t count;
	struct overheard device[OVERHEAR_DEVICES];      /* of other networks, each MAC once */
	size_t devices;
	unsigned long frames;
};

/* One Ethernet frame, without its tag, which is @vlan (0: it had none). */
void overhear_frame(struct overhear *o, const void *data, size_t len, unsigned vlan);
/* An ARP probe for the address; returns its length. */
#define OVERHEAR_PROBE 46
size_t overhear_probe(const struct overhear *o, uint8_t buf[OVERHEAR_PROBE]);
/* Probe and listen on the interface with that number for OVERHEAR_MS.  0 or -errno. */
int overhear_wire(struct overhear *o, unsigned ifindex);

#endif
