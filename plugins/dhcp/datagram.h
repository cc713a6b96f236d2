/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef DHCP_DATAGRAM_H
#define DHCP_DATAGRAM_H
/*
 * datagram.h -- UDP datagrams in raw Ethernet frames: RFC 894, 791, 768.
 *
 * Pure: bytes to struct and back.  Raw frames, because a phone that boots
 * sends its DISCOVER with the address of its former life as IP source, which
 * the kernel's reverse path filter would drop, and because the answer must
 * reach a client that has no address and does not answer ARP yet.
 */
#include <netrecover/types.h>
#include "plugins/dhcp/drop.h"

#define DATAGRAM_HEADERS (14 + 20 + 8)

/* One datagram.  Addresses in network order, ports in the host's. */
struct datagram {
	struct nr_mac from, to;
	struct in_addr source, destination;
	uint16_t source_port, destination_port;
	const uint8_t *payload;         /* parsed: inside the bytes that were given */
	size_t size;
};

/*
 * Take apart the Ethernet frame @data.  @sum_open: the UDP checksum is not
 * filled in yet, because the sender is on this machine and left it to a
 * network card that never came.  Padding behind the packet is ignored.
 */
enum drop datagram_parse(const uint8_t *data, size_t size, bool sum_open, struct datagram *out);

/* Write @f to @out; returns the number of bytes, or 0 when @room is too small. */
size_t datagram_write(uint8_t *out, size_t room, const struct datagram *f);

#endif
