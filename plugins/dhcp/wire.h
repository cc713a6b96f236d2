/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef DHCP_WIRE_H
#define DHCP_WIRE_H
/*
 * wire.h -- the packet socket: frames in batches, to and from one interface.
 *
 * All buffers are made when the wire is opened; nothing is allocated later.
 */
#include <netrecover/protocol.h>
#include "plugins/dhcp/datagram.h"

struct wire;

/* What the kernel says about a received frame besides its bytes. */
struct wire_frame {
	const uint8_t *data;            /* until the next wire_receive() */
	size_t size;
	bool cut;                       /* longer than a buffer */
	bool sum_open;                  /* see datagram_parse() */
	uint16_t vlan;                  /* 802.1Q number; 0: untagged, or only a priority */
};

/* Needs CAP_NET_RAW.  0 or a negative errno. */
int wire_open(struct wire **out, const struct nr_bench *bench);
void wire_close(struct wire *wire);
int wire_fd(const struct wire *wire);

/* To the interface as @bench has it now, another of that name or the same; needs no rights.
 * What wire_listen() asked for is forgotten with one that is gone.  0 or a negative errno. */
int wire_move(struct wire *wire, const struct nr_bench *bench);

/* Is the interface up, with a cable in it? */
bool wire_up(const struct wire *wire);

/* Was the interface taken off this machine?  Another one of its name is not it. */
bool wire_gone(const struct wire *wire);

/* Take unicast frames to @mac too (on), or no longer. */
void wire_listen(struct wire *wire, const struct nr_mac *mac, bool on);

/* Frames received into the buffers; 0: none are waiting. */
unsigned wire_receive(struct wire *wire);
struct wire_frame wire_frame(const struct wire *wire, unsigned i);

/* Queue a frame; wire_flush() sends them all.  Both return how many were lost. */
unsigned wire_send(struct wire *wire, const struct datagram *frame);
unsigned wire_flush(struct wire *wire);

#endif
