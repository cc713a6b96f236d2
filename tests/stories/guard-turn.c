/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * guard-turn.c -- who is answered in the moment in which another DHCP server shows itself?
 *
 *   guard-turn INTERFACE COUNT
 *
 * COUNT DISCOVERs of phones, each of another MAC address; the OFFER of a server that is not
 * there; COUNT more; all as fast as they go.  At the end of its standard input it prints how many
 * of the first and of the second were offered an address, and how many milliseconds after that
 * OFFER the last such offer was on the wire: "first 200 second 0 last 3".
 */
#include "plugins/dhcp/datagram.h"
#include "plugins/dhcp/message.h"

#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static struct sockaddr_ll at = { .sll_family = AF_PACKET };

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void send_frame(int fd, const struct datagram *d)
{
	uint8_t frame[MESSAGE_MAX + DATAGRAM_HEADERS];
	size_t n = datagram_write(frame, sizeof(frame), d);

	if (sendto(fd, frame, n, 0, (const struct sockaddr *)&at, sizeof(at)) != (ssize_t)n) {
		perror("guard-turn");
		exit(1);
	}
}

static void discover(int fd, uint8_t group, uint32_t n)
{
	struct nr_mac mac = { { 0x02, 0, 0, group, (uint8_t)(n >> 8), (uint8_t)n } };
	uint8_t payload[MESSAGE_MAX];
	struct datagram d = {
		.from = mac, .to = { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff } },
		.destination = { INADDR_BROADCAST }, .source_port = 68, .destination_port = 67,
		.payload = payload,
		.size = message_write_discover(payload, &mac, n, "Cisco Systems, Inc. IP Phone CP-7945G"),
	};

	send_frame(fd, &d);
}

/* BOOTP: op 2, htype 1, hlen 6; yiaddr at 16; chaddr at 28; cookie at 236, options. */
static void offer(int fd)
{
	/* 53 type OFFER; 54 server 10.99.0.1; 51 lease 600 s; 255 end */
	static const uint8_t options[] = { 0x63, 0x82, 0x53, 0x63, 53, 1, 2, 54, 4, 10, 99, 0, 1,
					   51, 4, 0, 0, 2, 88, 255 };
	uint8_t payload[300] = { 2, 1, 6, 0 };
	struct datagram d = {
		.from = { { 0x02, 0, 0, 9, 9, 9 } }, .to = { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff } },
		.source = { inet_addr("10.99.0.1") }, .destination = { INADDR_BROADCAST },
		.source_port = 67, .destination_port = 68, .payload = payload, .size = sizeof(payload),
	};

	payload[16] = 10;
	payload[17] = 99;
	payload[19] = 50;
	payload[28] = 0x02;
	payload[31] = 7;
	memcpy(payload + 236, options, sizeof(options));
	send_frame(fd, &d);
}

/* Whose frame is that?  1, 2: an answer to one of that group; 0: another. */
static unsigned group_of(const uint8_t *frame, size_t size)
{
	struct datagram d;
	struct message m;

	if (datagram_parse(frame, size, true, &d) != DROP_NONE || d.source_port != 67 ||
	    d.source.s_addr == inet_addr("10.99.0.1") ||
	    message_parse(d.payload, d.size, MESSAGE_REPLY_OP, &m) != DROP_NONE)
		return 0;
	return m.mac.b[0] == 0x02 && (m.mac.b[3] == 1 || m.mac.b[3] == 2) ? m.mac.b[3] : 0;
}

int main(int argc, char **argv)
{
	int fd = socket(AF_PACKET, SOCK_RAW, htons(ETH_P_IP)), size = 16 << 20;
	unsigned long count = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
	struct pollfd ends[] = { { STDIN_FILENO, POLLIN, 0 }, { fd, POLLIN, 0 } };
	unsigned answered[3] = { 0 };
	uint8_t frame[2048];
	int64_t begun, last = 0;

	if (!count || fd < 0) {
		fprintf(stderr, "usage: guard-turn INTERFACE COUNT\n");
		return 2;
	}
	at.sll_ifindex = (int)if_nametoindex(argv[1]);
	at.sll_protocol = htons(ETH_P_IP);
	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size));
	if (bind(fd, (const struct sockaddr *)&at, sizeof(at)) < 0) {
		perror("guard-turn");
		return 1;
	}
	for (unsigned long i = 0; i < count; i++)
		discover(fd, 1, (uint32_t)i);
	offer(fd);
	begun = now_ms();
	for (unsigned long i = 0; i < count; i++)
		discover(fd, 2, (uint32_t)i);
	while (poll(ends, 2, -1) >= 0 && !(ends[0].revents && !(ends[1].revents & POLLIN))) {
		ssize_t n = ends[1].revents & POLLIN ? recv(fd, frame, sizeof(frame), MSG_DONTWAIT) : 0;
		unsigned group = n > 0 ? group_of(frame, (size_t)n) : 0;

		answered[group]++;
		if (group)
			last = now_ms() - begun;
	}
	printf("first %u second %u last %lld\n", answered[1], answered[2], (long long)last);
	return 0;
}
