/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * dhcp-liar.c -- says once, on a wire, that it took its address from a server that is not
 * there.
 *
 *   dhcp-liar INTERFACE LAST SERVER
 *
 * One DHCP REQUEST of 00:1b:54:ee:00:LAST, broadcast, that names SERVER in option 54.
 */
#include "plugins/dhcp/datagram.h"

#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* BOOTP: op 1, htype 1, hlen 6; flags 0x8000 at 10, chaddr at 28; cookie at 236, options. */
static size_t write_request(uint8_t out[300], const struct nr_mac *mac, struct in_addr server)
{
	/* 53 type REQUEST; 50 requested 10.99.0.50; 54 server; 255 end */
	uint8_t options[] = { 0x63, 0x82, 0x53, 0x63, 53, 1, 3, 50, 4, 10, 99, 0, 50,
			      54, 4, 0, 0, 0, 0, 255 };

	memcpy(options + 15, &server, 4);
	memset(out, 0, 300);
	out[0] = out[1] = 1;
	out[2] = 6;
	out[10] = 0x80;
	memcpy(out + 28, mac->b, 6);
	memcpy(out + 236, options, sizeof(options));
	return 300;
}

int main(int argc, char **argv)
{
	struct nr_mac mac = { { 0x00, 0x1b, 0x54, 0xee, 0x00, 0 } };
	struct sockaddr_ll at = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP) };
	uint8_t payload[300], frame[400];
	struct datagram f = {
		.from = mac, .to = { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff } },
		.destination = { INADDR_BROADCAST }, .source_port = 68, .destination_port = 67,
		.payload = payload,
	};
	struct in_addr server;
	int fd = socket(AF_PACKET, SOCK_RAW, 0);
	size_t n;

	if (argc != 4 || inet_pton(AF_INET, argv[3], &server) != 1 || fd < 0) {
		fprintf(stderr, "usage: dhcp-liar INTERFACE LAST SERVER\n");
		return 2;
	}
	f.from.b[5] = mac.b[5] = (uint8_t)strtoul(argv[2], NULL, 10);
	f.size = write_request(payload, &mac, server);
	n = datagram_write(frame, sizeof(frame), &f);
	at.sll_ifindex = (int)if_nametoindex(argv[1]);
	if (sendto(fd, frame, n, 0, (struct sockaddr *)&at, sizeof(at)) == (ssize_t)n)
		return 0;
	perror("dhcp-liar");
	return 1;
}
