/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * device.c -- the wire of a simulated device, for stories that play one in shell: what such a
 * device does with what it gets is the story's, and told by documents of its maker.
 *
 *   device lease INTERFACE CLASS          prints "address=10.77.0.10", "66=http://...", ...
 *   device http ADDRESS PORT PATH AGENT FILE
 *   device tftp ADDRESS NAME FILE
 *
 * Exit status: 0 done, 1 no answer or a bad one, 3 "not found".
 */
#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define PATIENCE_MS 10000
#define NOT_FOUND 3

static int fail(const char *what)
{
	perror(what);
	return 1;
}

/* -- DHCP --------------------------------------------------------------------------- */

struct client {
	int fd, ifindex;
	uint8_t mac[6];
	const char *class_id;
	uint8_t type;                   /* of the answer */
	uint8_t yiaddr[4], server[4];
	uint8_t options[312];           /* of the answer */
	size_t options_len;
};

static int client_open(struct client *c, const char *interface)
{
	struct ifreq r;

	memset(&r, 0, sizeof(r));
	snprintf(r.ifr_name, sizeof(r.ifr_name), "%s", interface);
	c->fd = socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_IP));
	if (c->fd < 0 || ioctl(c->fd, SIOCGIFHWADDR, &r) < 0)
		return -1;
	memcpy(c->mac, r.ifr_hwaddr.sa_data, 6);
	c->ifindex = (int)if_nametoindex(interface);
	return 0;
}

static uint16_t sum(const uint8_t *p, size_t n)
{
	uint32_t s = 0;

	for (size_t i = 0; i + 1 < n; i += 2)
		s += (uint32_t)(p[i] << 8 | p[i + 1]);
	while (s >> 16)
		s = (s & 0xffff) + (s >> 16);
	return (uint16_t)~s;
}

static uint8_t *option(uint8_t *p, uint8_t code, const void *data, size_t len)
{
	*p++ = code;
	*p++ = (uint8_t)len;
	memcpy(p, data, len);
	return p + len;
}

/* IP header, UDP header, BOOTP of 300 bytes and more: type 1 DISCOVER, 3 REQUEST. */
static int client_send(struct client *c, uint8_t type)
{
	static const uint8_t wants[] = { 1, 3, 6, 43, 66, 67, 150, 160 };
	struct sockaddr_ll to = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP),
				  .sll_ifindex = c->ifindex, .sll_halen = 6 };
	uint8_t m[576] = { 0x45, 0, 0, 0, 0, 1, 0, 0, 64, 17, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255,
			   0, 68, 0, 67 }, *b = m + 28, *p = b + 240;
	size_t len;

	b[0] = b[1] = 1;
	b[2] = 6;
	memcpy(b + 4, c->mac + 2, 4);
	b[10] = 0x80;
	memcpy(b + 28, c->mac, 6);
	memcpy(b + 236, "\x63\x82\x53\x63", 4);
	p = option(p, 53, &type, 1);
	p = option(p, 55, wants, sizeof(wants));
	if (c->class_id[0])
		p = option(p, 60, c->class_id, strlen(c->class_id));
	if (type == 3) {
		p = option(p, 50, c->yiaddr, 4);
		p = option(p, 54, c->server, 4);
	}
	*p++ = 255;
	len = p - m < 28 + 300 ? 28 + 300 : (size_t)(p - m);
	m[2] = (uint8_t)(len >> 8);
	m[3] = (uint8_t)len;
	m[24] = (uint8_t)((len - 20) >> 8);
	m[25] = (uint8_t)(len - 20);
	m[10] = (uint8_t)(sum(m, 20) >> 8);
	m[11] = (uint8_t)sum(m, 20);
	memset(to.sll_addr, 0xff, 6);
	return sendto(c->fd, m, len, 0, (struct sockaddr *)&to, sizeof(to)) < 0 ? -1 : 0;
}

/* An answer for this client: kept, true. */
static bool client_reads(struct client *c, const uint8_t *m, size_t len)
{
	const uint8_t *b = m + 28, *end = m + len;

	if (len < 28 + 241 || m[9] != 17 || m[22] != 0 || m[23] != 68 || b[0] != 2 ||
	    memcmp(b + 28, c->mac, 6) != 0 || (size_t)(end - b - 240) > sizeof(c->options))
		return false;
	memcpy(c->yiaddr, b + 16, 4);
	c->options_len = (size_t)(end - b - 240);
	memcpy(c->options, b + 240, c->options_len);
	c->type = 0;
	for (size_t i = 0; i + 2 < c->options_len && c->options[i] != 255; i += 2u + c->options[i + 1]) {
		if (c->options[i] == 53)
			c->type = c->options[i + 2];
		if (c->options[i] == 54)
			memcpy(c->server, c->options + i + 2, 4);
	}
	return c->type != 0;
}

/* Ask until an answer of the type @want is there. */
static bool exchange(struct client *c, uint8_t ask, uint8_t want)
{
	uint8_t m[2048];

	for (int tries = 0; tries < 20; tries++) {
		struct pollfd p = { .fd = c->fd, .events = POLLIN };

		if (client_send(c, ask) < 0)
			return false;
		while (poll(&p, 1, PATIENCE_MS / 20) > 0) {
			ssize_t n = recv(c->fd, m, sizeof(m), 0);

			if (n > 0 && client_reads(c, m, (size_t)n) && c->type == want)
				return true;
		}
	}
	return false;
}

static void print_options(const struct client *c)
{
	const uint8_t *o = c->options;

	printf("address=%u.%u.%u.%u\n", c->yiaddr[0], c->yiaddr[1], c->yiaddr[2], c->yiaddr[3]);
	for (size_t i = 0; i + 1 < c->options_len && o[i] != 255; i += o[i] ? 2u + o[i + 1] : 1u) {
		size_t n = o[i + 1];

		if (o[i] == 0 || i + 2 + n > c->options_len)
			continue;
		printf("%u=", o[i]);
		for (size_t k = 0; k < n; k++)
			if (o[i] == 66 || o[i] == 67 || o[i] == 160)
				putchar(o[i + 2 + k]);
			else
				printf("%s%u", k ? "." : "", o[i + 2 + k]);
		putchar('\n');
	}
}

static int lease(const char *interface, const char *class_id)
{
	struct client c = { .class_id = class_id };

	if (client_open(&c, interface) < 0)
		return fail(interface);
	if (!exchange(&c, 1, 2) || !exchange(&c, 3, 5)) {
		fprintf(stderr, "device: no lease\n");
		return 1;
	}
	print_options(&c);
	return 0;
}

/* -- files -------------------------------------------------------------------------- */

static uint8_t all[64 << 20];   /* what was fetched, and a byte more */

static int keep(const char *file, const uint8_t *data, size_t len)
{
	FILE *out = fopen(file, "wb");

	if (!out || fwrite(data, 1, len, out) != len || fclose(out) != 0)
		return fail(file);
	return 0;
}

static int http(char **a)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)strtoul(a[1], NULL, 10)) };
	struct timeval patience = { .tv_sec = PATIENCE_MS / 1000 };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	size_t len = 0;
	char ask[1024], *body;
	ssize_t n;

	inet_pton(AF_INET, a[0], &to.sin_addr);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	if (connect(fd, (struct sockaddr *)&to, sizeof(to)) < 0)
		return fail("connect");
	snprintf(ask, sizeof(ask), "GET /%s HTTP/1.1\r\nHost: %s\r\nUser-Agent: %s\r\nConnection: close\r\n\r\n",
		 a[2], a[0], a[3]);
	if (send(fd, ask, strlen(ask), MSG_NOSIGNAL) < 0)
		return fail("send");
	while (len + 1 < sizeof(all) && (n = recv(fd, all + len, sizeof(all) - len - 1, 0)) > 0)
		len += (size_t)n;
	all[len] = '\0';
	close(fd);
	body = strstr((char *)all, "\r\n\r\n");
	if (!body || memcmp(all, "HTTP/1.1 ", 9) != 0)
		return 1;
	if (memcmp(all + 9, "200", 3) != 0)
		return NOT_FOUND;
	body += 4;
	return keep(a[4], (uint8_t *)body, len - (size_t)((uint8_t *)body - all));
}

static int tftp(char **a)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(69) }, from;
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	size_t len = 0, size;
	uint8_t out[600], in[600];
	uint16_t block = 0;

	inet_pton(AF_INET, a[0], &to.sin_addr);
	size = (size_t)snprintf((char *)out, sizeof(out), "%c%c%s%c%s", 0, 1, a[1], 0, "octet") + 1;
	for (int tries = 0; len + sizeof(in) < sizeof(all) && tries < 10;) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		socklen_t n = sizeof(from);
		ssize_t got;

		if (sendto(fd, out, size, 0, (struct sockaddr *)&to, sizeof(to)) < 0)
			return fail("sendto");
		if (poll(&p, 1, PATIENCE_MS / 10) <= 0) {
			tries++;
			continue;
		}
		got = recvfrom(fd, in, sizeof(in), 0, (struct sockaddr *)&from, &n);
		if (got < 4)
			return 1;
		if (in[1] == 5)
			return NOT_FOUND;
		to = from;
		if (in[1] != 3 || (in[2] << 8 | in[3]) != (uint16_t)(block + 1))
			continue;
		block++;
		memcpy(all + len, in + 4, (size_t)got - 4);
		len += (size_t)got - 4;
		memcpy(out, in, 4);
		out[1] = 4;
		size = 4;
		tries = 0;
		if (got < 516) {
			(void)sendto(fd, out, size, 0, (struct sockaddr *)&to, sizeof(to));
			return keep(a[2], all, len);
		}
	}
	return 1;
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "lease") == 0)
		return lease(argv[2], argv[3]);
	if (argc == 7 && strcmp(argv[1], "http") == 0)
		return http(argv + 2);
	if (argc == 5 && strcmp(argv[1], "tftp") == 0)
		return tftp(argv + 2);
	fprintf(stderr, "device lease|http|tftp ...\n");
	return 2;
}
