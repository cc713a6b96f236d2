/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * crowd.c -- a laptop that says to be many phones.
 *
 *   crowd INTERFACE COUNT
 *
 * COUNT DISCOVERs, each of another MAC address 02:00:00:xx:xx:xx, with the class of a 7945,
 * as fast as they go; no offer is taken.
 */
#include "plugins/dhcp/datagram.h"
#include "plugins/dhcp/message.h"

#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static bool discover(int fd, const struct sockaddr_ll *at, uint32_t n)
{
	uint8_t payload[MESSAGE_MAX], frame[MESSAGE_MAX + DATAGRAM_HEADERS];
	struct nr_mac mac = { { 0x02, 0, 0, (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n } };
	struct datagram d = {
		.from = mac, .to = { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff } },
		.destination = { INADDR_BROADCAST }, .source_port = 68, .destination_port = 67,
		.payload = payload,
		.size = message_write_discover(payload, &mac, n, "Cisco Systems, Inc. IP Phone CP-7945G"),
	};
	size_t size = datagram_write(frame, sizeof(frame), &d);

	return sendto(fd, frame, size, 0, (const struct sockaddr *)at, sizeof(*at)) == (ssize_t)size;
}

int main(int argc, char **argv)
{
	struct sockaddr_ll at = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP) };
	int fd = socket(AF_PACKET, SOCK_RAW, 0);
	unsigned long count;

	if (argc != 3 || fd < 0) {
		fprintf(stderr, "usage: crowd INTERFACE COUNT\n");
		return 2;
	}
	at.sll_ifindex = (int)if_nametoindex(argv[1]);
	count = strtoul(argv[2], NULL, 10);
	for (unsigned long i = 0; i < count; i++)
		if (!discover(fd, &at, (uint32_t)i)) {
			perror("crowd");
			return 1;
		}
	return 0;
}
