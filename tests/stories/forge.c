/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * forge.c -- asks a TFTP server in the name of somebody else, and counts what that one gets.
 *
 *   forge INTERFACE FROM SERVER OWN FILE COUNT
 *
 * COUNT read requests of FROM for FILE, each from another port, in broadcast frames; then
 * one of OWN, which is this interface's.  Prints how many datagrams of SERVER to FROM were
 * on the wire before the first one to OWN, whose request was the last.  1: none came in 10 s.
 */
#include "plugins/dhcp/datagram.h"

#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

struct forge {
	int fd, ifindex;
	struct nr_mac mac;
	struct in_addr server;
};

static struct in_addr ip(const char *text)
{
	struct in_addr a;

	if (inet_pton(AF_INET, text, &a) != 1) {
		fprintf(stderr, "forge: %s is no address\n", text);
		exit(2);
	}
	return a;
}

static void ask(const struct forge *g, struct in_addr from, uint16_t port, const char *name)
{
	struct sockaddr_ll at = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP),
				  .sll_ifindex = g->ifindex };
	uint8_t request[300] = { 0, 1 }, frame[400];
	struct datagram d = {
		.from = g->mac, .to = { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff } },
		.source = from, .destination = g->server, .source_port = port, .destination_port = 69,
		.payload = request,
	};
	size_t n = strlen(name);

	memcpy(request + 2, name, n + 1);
	memcpy(request + 3 + n, "octet", 6);
	d.size = 3 + n + 6;
	n = datagram_write(frame, sizeof(frame), &d);
	if (sendto(g->fd, frame, n, 0, (struct sockaddr *)&at, sizeof(at)) != (ssize_t)n)
		perror("forge: sendto");
}

/* Datagrams to @from before the first one to @own. */
static int count_until(const struct forge *g, struct in_addr from, struct in_addr own)
{
	unsigned n = 0;

	for (;;) {
		uint8_t frame[2000];
		ssize_t len = recv(g->fd, frame, sizeof(frame), 0);
		struct datagram d;

		if (len < 0)
			return 1;       /* the timeout of the socket */
		if (datagram_parse(frame, (size_t)len, true, &d) != DROP_NONE ||
		    d.source.s_addr != g->server.s_addr)
			continue;
		n += d.destination.s_addr == from.s_addr;
		if (d.destination.s_addr == own.s_addr)
			break;
	}
	printf("%u\n", n);
	return 0;
}

int main(int argc, char **argv)
{
	const struct timeval limit = { .tv_sec = 10 };
	struct sockaddr_ll at = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP) };
	struct forge g = { .fd = socket(AF_PACKET, SOCK_RAW, htons(ETH_P_IP)) };
	struct ifreq r = { 0 };

	if (argc != 7 || g.fd < 0) {
		fprintf(stderr, "usage: forge INTERFACE FROM SERVER OWN FILE COUNT\n");
		return 2;
	}
	snprintf(r.ifr_name, sizeof(r.ifr_name), "%s", argv[1]);
	if (ioctl(g.fd, SIOCGIFHWADDR, &r) < 0)
		return 2;
	memcpy(g.mac.b, r.ifr_hwaddr.sa_data, 6);
	g.ifindex = at.sll_ifindex = (int)if_nametoindex(argv[1]);
	g.server = ip(argv[3]);
	if (bind(g.fd, (struct sockaddr *)&at, sizeof(at)) < 0 ||
	    setsockopt(g.fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)) < 0)
		return 2;
	for (unsigned long i = 0, n = strtoul(argv[6], NULL, 10); i < n; i++)
		ask(&g, ip(argv[2]), (uint16_t)(20000 + i), argv[5]);
	ask(&g, ip(argv[4]), 19999, argv[5]);
	return count_until(&g, ip(argv[2]), ip(argv[4]));
}
