/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * dhcpresponder.c -- the least that a DHCP server can do: one packet socket, batches of 64, an
 * address by the last bytes of the MAC, no lease, no check but for the port.  The limit that
 * the benchmark compares with.  Never use it for anything else.
 *
 *	dhcpresponder INTERFACE ADDRESS FIRST
 */
#include <config.h>

#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define BATCH 64
#define HEAD 42                 /* Ethernet 14, IP 20, UDP 8 */
#define BOOTP 300

static uint8_t in[BATCH][2048], out[BATCH][HEAD + BOOTP];
static struct iovec iov[2][BATCH];
static struct mmsghdr message[2][BATCH];
static uint8_t own_mac[6];
static struct in_addr own;
static uint32_t first;

static void put16(uint8_t *p, unsigned v)
{
	p[0] = (uint8_t)(v >> 8);
	p[1] = (uint8_t)v;
}

static void put_ip_sum(uint8_t *ip)
{
	uint32_t sum = 0;

	for (int i = 0; i < 20; i += 2)
		sum += (uint32_t)(ip[i] << 8 | ip[i + 1]);
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	put16(ip + 10, ~sum & 0xffff);
}

/* Message type: option 53; 0: none. */
static unsigned type_of(const uint8_t *p, const uint8_t *end)
{
	for (; end - p > 2 && *p != 255; p += *p ? 2 + p[1] : 1)
		if (*p == 53)
			return p[2];
	return 0;
}

/* The answer to a DISCOVER or REQUEST; 0: none. */
static size_t answer(const uint8_t *f, size_t len, uint8_t *a)
{
	const uint8_t *b = f + HEAD;
	uint32_t given;
	unsigned type;

	if (len < HEAD + 244 || f[12] != 8 || f[13] || f[23] != 17 || f[36] || f[37] != 67)
		return 0;
	type = type_of(b + 240, f + len);
	if (type != 1 && type != 3)
		return 0;
	memset(a, 0, HEAD + BOOTP);
	memcpy(a, f + 6, 6);
	memcpy(a + 6, own_mac, 6);
	a[12] = 8;
	a[14] = 0x45;
	put16(a + 16, 28 + BOOTP);
	a[22] = 64;
	a[23] = 17;
	memcpy(a + 26, &own, 4);
	memset(a + 30, 255, 4);
	put_ip_sum(a + 14);
	put16(a + 34, 67);
	put16(a + 36, 68);
	put16(a + 38, 8 + BOOTP);
	a += HEAD;
	a[0] = 2;
	memcpy(a + 1, b + 1, 9);        /* htype, hlen, hops, xid, secs */
	given = htonl(first + (uint32_t)(b[31] << 16 | b[32] << 8 | b[33]) % 65000);
	memcpy(a + 16, &given, 4);
	memcpy(a + 20, &own, 4);
	memcpy(a + 28, b + 28, 16);
	memcpy(a + 236, "\x63\x82\x53\x63\x35\x01", 6);
	a[242] = type == 1 ? 2 : 5;
	memcpy(a + 243, "\x36\x04", 2);
	memcpy(a + 245, &own, 4);
	memcpy(a + 249, "\x33\x04\x00\x00\x02\x58\x01\x04\xff\xff\x00\x00\x96\x04", 14);
	memcpy(a + 263, &own, 4);
	a[267] = 255;
	return HEAD + BOOTP;
}

static int open_socket(const char *name)
{
	struct sockaddr_ll at = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP),
				  .sll_ifindex = (int)if_nametoindex(name) };
	struct ifreq r = { .ifr_ifindex = 0 };
	int fd = socket(AF_PACKET, SOCK_RAW, htons(ETH_P_IP)), size = 4 << 20, one = 1;

	snprintf(r.ifr_name, sizeof(r.ifr_name), "%s", name);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof(at)) < 0 || ioctl(fd, SIOCGIFHWADDR, &r) < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size));
	setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof(one));
	memcpy(own_mac, r.ifr_hwaddr.sa_data, 6);
	return fd;
}

int main(int argc, char **argv)
{
	struct pollfd p = { .events = POLLIN };
	struct in_addr from;

	if (argc != 4 || inet_pton(AF_INET, argv[2], &own) != 1 || inet_pton(AF_INET, argv[3], &from) != 1 ||
	    (p.fd = open_socket(argv[1])) < 0)
		return 2;
	first = ntohl(from.s_addr);
	while (poll(&p, 1, -1) >= 0) {
		unsigned n = 0;
		int got;

		for (int i = 0; i < BATCH; i++) {
			iov[0][i] = (struct iovec){ in[i], sizeof(in[i]) };
			message[0][i].msg_hdr = (struct msghdr){ .msg_iov = &iov[0][i], .msg_iovlen = 1 };
		}
		got = recvmmsg(p.fd, message[0], BATCH, MSG_DONTWAIT, NULL);
		for (int i = 0; i < got; i++) {
			size_t len = answer(in[i], message[0][i].msg_len, out[n]);

			iov[1][n] = (struct iovec){ out[n], len };
			message[1][n].msg_hdr = (struct msghdr){ .msg_iov = &iov[1][n], .msg_iovlen = 1 };
			n += len > 0;
		}
		for (unsigned sent = 0; sent < n;) {
			int done = sendmmsg(p.fd, message[1] + sent, n - sent, 0);

			if (done <= 0)
				break;
			sent += (unsigned)done;
		}
	}
	return 1;
}
