/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * storm.c -- mutated frames of many senders, as fast as they are wanted.
 *
 *   storm INTERFACE TO RATE SECONDS FILE...
 *
 * Each FILE is an Ethernet frame (tests/fuzz/seeds/sniff).  RATE times a second one of them leaves, to the
 * MAC address TO or to all, from one of 1,000 addresses 02:00:01:00:xx:xx, with up to eight bytes behind
 * its addresses changed; of most the sum of the IP header is right and that of UDP not given,
 * so that they get far.  Says at the end how many left.
 */
#include <config.h>

#include <errno.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define SENDERS 1000
#define CHADDR (14 + 20 + 8 + 28)       /* of a DHCP message, in its frame */

struct frame {
	uint8_t bytes[1514];
	size_t size;
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void read_frame(const char *path, struct frame *out)
{
	FILE *f = fopen(path, "re");

	out->size = f ? fread(out->bytes, 1, sizeof(out->bytes), f) : 0;
	if (f)
		fclose(f);
	if (out->size < 60)             /* padded, as Ethernet does */
		out->size = 60;
}

static void sum_header(uint8_t *ip)
{
	uint32_t sum = 0;

	ip[10] = ip[11] = 0;
	for (int i = 0; i < 20; i += 2)
		sum += (uint32_t)ip[i] << 8 | ip[i + 1];
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	ip[10] = (uint8_t)(~sum >> 8);
	ip[11] = (uint8_t)~sum;
}

static void mutate(struct frame *f, const uint8_t to[6])
{
	long who = random() % SENDERS;
	const uint8_t from[6] = { 2, 0, 1, 0, (uint8_t)(who >> 8), (uint8_t)who };

	/* Of one host: IPv4, UDP from port 68: the hardware address is that of the frame. */
	if (f->size > CHADDR + 6 && f->bytes[23] == 17 && f->bytes[35] == 68)
		memcpy(f->bytes + CHADDR, from, 6);
	for (long n = random() % 9; n > 0; n--)
		f->bytes[14 + (size_t)random() % (f->size - 14)] = (uint8_t)random();
	if (f->bytes[0] == 2)
		memcpy(f->bytes, to, 6);
	memcpy(f->bytes + 6, from, 6);
	if (f->bytes[12] != 8 || f->bytes[13] != 0 || random() % 5 == 0)
		return;
	f->bytes[29] = (uint8_t)random();       /* the last byte of the source */
	if (f->bytes[23] == 17)
		f->bytes[40] = f->bytes[41] = 0;
	sum_header(f->bytes + 14);
}

int main(int argc, char **argv)
{
	struct sockaddr_ll at = { .sll_family = AF_PACKET };
	int fd = socket(AF_PACKET, SOCK_RAW, 0);
	int64_t begun = now_ms(), rate, end;
	struct frame *frames;
	uint64_t sent = 0;
	unsigned m[6];
	uint8_t to[6];

	if (argc < 6 || fd < 0 || sscanf(argv[2], "%x:%x:%x:%x:%x:%x", m, m + 1, m + 2, m + 3, m + 4, m + 5) != 6) {
		fprintf(stderr, "usage: storm INTERFACE TO RATE SECONDS FILE...\n");
		return 2;
	}
	for (int i = 0; i < 6; i++)
		to[i] = (uint8_t)m[i];
	at.sll_ifindex = (int)if_nametoindex(argv[1]);
	rate = strtol(argv[3], NULL, 10);
	end = begun + strtol(argv[4], NULL, 10) * 1000;
	frames = calloc((size_t)argc, sizeof(*frames));
	if (!frames)
		return 1;
	for (int i = 5; i < argc; i++)
		read_frame(argv[i], &frames[i - 5]);
	while (now_ms() < end) {
		uint64_t due = (uint64_t)((now_ms() - begun) * rate / 1000);

		for (; sent < due; sent++) {
			struct frame f = frames[random() % (argc - 5)];

			mutate(&f, to);
			if (sendto(fd, f.bytes, f.size, 0, (const struct sockaddr *)&at, sizeof(at)) < 0 &&
			    errno != ENOBUFS) {
				perror("storm");
				return 1;
			}
		}
		poll(NULL, 0, 1);
	}
	printf("%llu frames in %lld s\n", (unsigned long long)sent, (long long)(now_ms() - begun) / 1000);
	free(frames);
	return 0;
}
