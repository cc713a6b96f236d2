/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cable.c -- a bad cable between two interfaces of one namespace.
 *
 *   cable A B LOST DOUBLED LATE [SEED]
 *
 * What arrives at one leaves at the other; of a thousand frames LOST are lost, DOUBLED come
 * twice and LATE come after the next one, or 10 ms late.  SIGUSR1 pulls it, SIGUSR2 puts it back.
 * Frames keep what their sender left to the network card (PACKET_VNET_HDR): sums, segments.
 */
#include <config.h>

#include <errno.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netrecover/types.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#ifndef PACKET_IGNORE_OUTGOING
#define PACKET_IGNORE_OUTGOING 23
#endif
#ifndef PACKET_VNET_HDR
#define PACKET_VNET_HDR 15
#endif

struct way {
	int from, to;
	uint8_t late[70000];    /* one that waits */
	size_t late_size;
};

static volatile sig_atomic_t pulled;

static void on_signal(int number)
{
	pulled = number == SIGUSR1;
}

static int open_end(const char *name)
{
	struct sockaddr_ll at = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL) };
	const struct packet_mreq all = { .mr_ifindex = (int)if_nametoindex(name), .mr_type = PACKET_MR_PROMISC };
	int fd = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK, htons(ETH_P_ALL)), yes = 1, size = 4 << 20;

	at.sll_ifindex = all.mr_ifindex;
	if (fd < 0 || setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &yes, sizeof(yes)) < 0 ||
	    setsockopt(fd, SOL_PACKET, PACKET_VNET_HDR, &yes, sizeof(yes)) < 0 ||
	    bind(fd, (const struct sockaddr *)&at, sizeof(at)) < 0 ||
	    setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &all, sizeof(all)) < 0) {
		perror(name);
		exit(1);
	}
	(void)setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size));
	return fd;
}

static bool chance(long per_mille)
{
	return random() % 1000 < per_mille;
}

static void forward(const struct way *w, const uint8_t *frame, size_t size)
{
	(void)!send(w->to, frame, size, 0);
}

static void release(struct way *w)
{
	if (w->late_size)
		forward(w, w->late, w->late_size);
	w->late_size = 0;
}

static void pass(struct way *w, const long odds[3])
{
	uint8_t frame[sizeof(w->late)];
	ssize_t n;

	while ((n = recv(w->from, frame, sizeof(frame), 0)) > 0) {
		if (pulled || chance(odds[0]))
			continue;
		if (!w->late_size && chance(odds[2])) {
			memcpy(w->late, frame, (size_t)n);
			w->late_size = (size_t)n;
			continue;
		}
		forward(w, frame, (size_t)n);
		if (chance(odds[1]))
			forward(w, frame, (size_t)n);
		release(w);
	}
}

int main(int argc, char **argv)
{
	static struct way there, back;
	long odds[3];

	if (argc < 6) {
		fprintf(stderr, "usage: cable A B LOST DOUBLED LATE [SEED]\n");
		return 2;
	}
	for (size_t i = 0; i < NR_ARRAY_SIZE(odds); i++)
		odds[i] = strtol(argv[3 + i], NULL, 10);
	srandom(argc > 6 ? (unsigned)strtoul(argv[6], NULL, 10) : 1);
	there.from = back.to = open_end(argv[1]);
	there.to = back.from = open_end(argv[2]);
	signal(SIGUSR1, on_signal);
	signal(SIGUSR2, on_signal);
	for (;;) {
		struct pollfd fds[] = { { .fd = there.from, .events = POLLIN }, { .fd = back.from, .events = POLLIN } };
		int n = poll(fds, NR_ARRAY_SIZE(fds), there.late_size || back.late_size ? 10 : -1);

		if (n < 0 && errno != EINTR)
			return 1;
		pass(&there, odds);
		pass(&back, odds);
		if (n == 0) {
			release(&there);
			release(&back);
		}
	}
}
