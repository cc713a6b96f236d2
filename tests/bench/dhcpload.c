/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * dhcpload.c -- many phones on one interface: four-way exchanges over raw
 * frames, as fast as the server answers.
 *
 *   dhcpload [-n CLIENTS] [-w WINDOW] [-t SECONDS] [-x EXCHANGES] [-p PID] INTERFACE
 *
 * CLIENTS (2000) phones with MACs that follow each other take turns; WINDOW (64)
 * of them are in the middle of an exchange at any moment.  An exchange is
 * DISCOVER, OFFER, REQUEST, ACK.  A question without an answer is asked again
 * after 250 ms, four times in all; then the exchange has failed.  Ends after
 * SECONDS (5), or after EXCHANGES.  With -p, the processor time of the server's
 * process is read before and after.
 */
#include <config.h>

#include "plugins/dhcp/datagram.h"
#include "plugins/dhcp/message.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define VENDOR_CLASS "Cisco Systems, Inc. IP Phone CP-7945G"
#define BATCH 64
#define AGAIN_NS 250000000ll
#define TRIES 4
#define MAX_SAMPLES (1u << 22)

struct client {
	struct nr_mac mac;
	uint32_t xid;
	struct in_addr address;         /* of its last ACK */
	struct in_addr offered, server;
	int64_t begun, asked;
	unsigned tries;
	bool busy, requesting;
};

struct load {
	int fd;
	struct client *clients;
	unsigned count, window, next, busy;
	unsigned *active;               /* clients in the middle of an exchange */
	uint64_t done, failed, naks, repeats, started, limit;
	float *samples;                 /* milliseconds */
	int64_t sweep;
	uint8_t out[BATCH][700];
	struct mmsghdr messages[BATCH];
	struct iovec iov[BATCH];
	unsigned queued;
};

static int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000ll + t.tv_nsec;
}

static void die(const char *what)
{
	fprintf(stderr, "dhcpload: %s: %s\n", what, strerror(errno));
	exit(2);
}

/* -- frames out ------------------------------------------------------------------ */

static void flush(struct load *l)
{
	unsigned done = 0;

	while (done < l->queued) {
		int n = sendmmsg(l->fd, l->messages + done, l->queued - done, 0);

		if (n < 0 && errno != ENOBUFS && errno != EAGAIN)
			die("send");
		done += n > 0 ? (unsigned)n : 1;
	}
	l->queued = 0;
}

static size_t add_option(uint8_t *p, size_t at, uint8_t code, const void *bytes, uint8_t n)
{
	p[at] = code;
	p[at + 1] = n;
	memcpy(p + at + 2, bytes, n);
	return at + 2 + n;
}

static size_t add_client_id(uint8_t *p, size_t at, const struct nr_mac *mac)
{
	uint8_t id[7] = { 1 };

	memcpy(id + 1, mac->b, 6);
	return add_option(p, at, 61, id, 7);
}

/* 548 bytes in the order of a 7945's own: 53, 54, 61, 12, 60, 50, 55. */
static void write_request(const struct client *c, uint8_t p[548])
{
	static const uint8_t cookie[] = { 0x63, 0x82, 0x53, 0x63 };
	static const uint8_t wants[] = { 1, 66, 6, 3, 15, 150, 35 };
	uint8_t type = c->requesting ? MESSAGE_REQUEST : MESSAGE_DISCOVER;
	uint32_t xid = htonl(c->xid);
	size_t at = 240;
	char name[16];

	memset(p, 0, 548);
	p[0] = 1;
	p[1] = 1;
	p[2] = 6;
	p[10] = 0x80;
	memcpy(p + 4, &xid, 4);
	memcpy(p + 28, c->mac.b, 6);
	memcpy(p + 236, cookie, 4);
	at = add_option(p, at, 53, &type, 1);
	if (c->requesting)
		at = add_option(p, at, 54, &c->server, 4);
	at = add_client_id(p, at, &c->mac);
	snprintf(name, sizeof(name), "SEP%02X%02X%02X%02X%02X%02X", c->mac.b[0], c->mac.b[1],
		 c->mac.b[2], c->mac.b[3], c->mac.b[4], c->mac.b[5]);
	at = add_option(p, at, 12, name, 15);
	at = add_option(p, at, 60, VENDOR_CLASS, sizeof(VENDOR_CLASS));
	if (c->requesting)
		at = add_option(p, at, 50, &c->offered, 4);
	at = add_option(p, at, 55, wants, sizeof(wants));
	p[at] = 255;
}

static void ask(struct load *l, struct client *c, int64_t now)
{
	uint8_t payload[548];
	struct datagram f = {
		.from = c->mac,
		.to = { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff } },
		.destination = { INADDR_BROADCAST },
		.source_port = 68,
		.destination_port = 67,
		.payload = payload,
		.size = sizeof(payload),
	};

	if (l->queued == BATCH)
		flush(l);
	write_request(c, payload);
	l->iov[l->queued].iov_len = datagram_write(l->out[l->queued], sizeof(l->out[0]), &f);
	l->queued++;
	c->asked = now;
	c->tries++;
}

/* -- exchanges --------------------------------------------------------------------- */

static void end(struct load *l, struct client *c)
{
	unsigned i = 0;

	while (&l->clients[l->active[i]] != c)
		i++;
	l->active[i] = l->active[--l->busy];
	c->busy = false;
}

static void fill_window(struct load *l, int64_t now)
{
	while (l->busy < l->window && l->started < l->limit) {
		struct client *c = &l->clients[l->next];

		if (c->busy)
			break;
		l->active[l->busy++] = l->next;
		l->next = (l->next + 1) % l->count;
		l->started++;
		c->busy = true;
		c->requesting = false;
		c->tries = 0;
		c->xid += 0x01000193;
		c->begun = now;
		ask(l, c, now);
	}
}

static void done(struct load *l, struct client *c, const struct message *m, int64_t now)
{
	if (l->done < MAX_SAMPLES)
		l->samples[l->done] = (float)(now - c->begun) / 1e6f;
	l->done++;
	c->address = m->yiaddr;
	end(l, c);
}

static void take(struct load *l, const uint8_t *bytes, size_t size, int64_t now)
{
	struct datagram f;
	struct message m;
	struct client *c;
	uint32_t n;

	if (datagram_parse(bytes, size, true, &f) != DROP_NONE || f.destination_port != 68 ||
	    message_parse(f.payload, f.size, MESSAGE_REPLY_OP, &m) != DROP_NONE)
		return;
	n = (uint32_t)(m.mac.b[3] << 16 | m.mac.b[4] << 8 | m.mac.b[5]);
	if (n >= l->count)
		return;
	c = &l->clients[n];
	if (!c->busy || m.xid != c->xid)
		return;
	if (m.type == MESSAGE_OFFER && !c->requesting) {
		c->requesting = true;
		c->offered = m.yiaddr;
		c->server = m.server;
		c->tries = 0;
		ask(l, c, now);
	} else if (m.type == MESSAGE_ACK && c->requesting) {
		done(l, c, &m, now);
	} else if (m.type == MESSAGE_NAK) {
		l->naks++;
		end(l, c);
	}
}

static void receive(struct load *l)
{
	static uint8_t data[BATCH][1600];
	struct mmsghdr messages[BATCH] = { 0 };
	struct iovec iov[BATCH];
	int64_t now;
	int n;

	for (int i = 0; i < BATCH; i++) {
		iov[i] = (struct iovec){ data[i], sizeof(data[i]) };
		messages[i].msg_hdr.msg_iov = &iov[i];
		messages[i].msg_hdr.msg_iovlen = 1;
	}
	n = recvmmsg(l->fd, messages, BATCH, MSG_DONTWAIT, NULL);
	now = now_ns();
	for (int i = 0; i < n; i++)
		take(l, data[i], messages[i].msg_len, now);
}

static void ask_again(struct load *l, int64_t now)
{
	if (now < l->sweep)
		return;
	l->sweep = now + AGAIN_NS / 10;
	for (unsigned i = l->busy; i-- > 0;) {
		struct client *c = &l->clients[l->active[i]];

		if (now - c->asked < AGAIN_NS)
			continue;
		if (c->tries < TRIES) {
			l->repeats++;
			ask(l, c, now);
		} else {
			l->failed++;
			end(l, c);
		}
	}
}

static void run(struct load *l, int64_t until)
{
	struct pollfd p = { .fd = l->fd, .events = POLLIN };
	int64_t now = now_ns();

	while (now < until && (l->busy > 0 || l->started < l->limit)) {
		fill_window(l, now);
		flush(l);
		if (poll(&p, 1, 25) < 0)
			die("poll");
		receive(l);
		now = now_ns();
		ask_again(l, now);
	}
}

/* -- the report ---------------------------------------------------------------------- */

static int compare_floats(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

static int compare_addresses(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* How many clients have an address that another one has too; *bound: how many have any. */
static unsigned duplicates(const struct load *l, unsigned *bound)
{
	uint32_t *a = calloc(l->count, sizeof(*a));
	unsigned twice = 0, n = 0;

	if (!a)
		die("memory");
	for (unsigned i = 0; i < l->count; i++)
		if (l->clients[i].address.s_addr)
			a[n++] = l->clients[i].address.s_addr;
	qsort(a, n, sizeof(*a), compare_addresses);
	for (unsigned i = 1; i < n; i++)
		twice += a[i] == a[i - 1];
	free(a);
	*bound = n;
	return twice;
}

static void report(struct load *l, double seconds, double cpu_ms)
{
	size_t n = l->done < MAX_SAMPLES ? l->done : MAX_SAMPLES;
	unsigned bound, twice = duplicates(l, &bound);

	qsort(l->samples, n, sizeof(*l->samples), compare_floats);
	printf("exchanges/s %.0f  done %llu  failed %llu  naks %llu  repeats %llu  bound %u of %u  "
	       "duplicates %u  p50 %.2f ms  p99 %.2f ms",
	       (double)l->done / seconds, (unsigned long long)l->done, (unsigned long long)l->failed,
	       (unsigned long long)l->naks, (unsigned long long)l->repeats, bound, l->count, twice,
	       n ? l->samples[n / 2] : 0, n ? l->samples[n * 99 / 100] : 0);
	if (cpu_ms >= 0 && l->done)
		printf("  server CPU %.1f ms/1000", cpu_ms * 1000 / (double)l->done);
	printf("\n");
}

/* User and system time of process @pid in milliseconds, all its threads; -1 when it is gone. */
static double cpu_of(int pid)
{
	unsigned long user = 0, kernel = 0;
	char path[64], line[1024];
	const char *p;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	f = pid ? fopen(path, "re") : NULL;
	if (!f)
		return -1;
	p = fgets(line, sizeof(line), f) ? strrchr(line, ')') : NULL;
	fclose(f);
	if (!p || sscanf(p + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel) != 2)
		return -1;
	return (double)(user + kernel) * 1000 / (double)sysconf(_SC_CLK_TCK);
}

/* -- setting up ------------------------------------------------------------------------ */

/* IPv4 UDP to port 68 only. */
static void filter(int fd)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 23),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, IPPROTO_UDP, 0, 3),
		BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 36),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 68, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, 0xffff),
		BPF_STMT(BPF_RET | BPF_K, 0),
	};
	struct sock_fprog program = { NR_ARRAY_SIZE(code), code };

	if (setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof(program)) != 0)
		die("filter");
}

static void open_wire(struct load *l, const char *interface)
{
	struct sockaddr_ll at = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP),
				  .sll_ifindex = (int)if_nametoindex(interface) };
	int size = 8 << 20;

	l->fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
	if (l->fd < 0 || !at.sll_ifindex)
		die(interface);
	filter(l->fd);
	setsockopt(l->fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size));
	setsockopt(l->fd, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof(size));
	if (bind(l->fd, (struct sockaddr *)&at, sizeof(at)) != 0)
		die("bind");
}

static void make_clients(struct load *l)
{
	l->clients = calloc(l->count, sizeof(*l->clients));
	l->active = calloc(l->window, sizeof(*l->active));
	l->samples = calloc(MAX_SAMPLES, sizeof(*l->samples));
	if (!l->clients || !l->active || !l->samples)
		die("memory");
	for (unsigned i = 0; i < l->count; i++) {
		struct client *c = &l->clients[i];

		c->mac = (struct nr_mac){ { 0x00, 0x1b, 0x54, (uint8_t)(i >> 16), (uint8_t)(i >> 8),
					    (uint8_t)i } };
		c->xid = i;
	}
	for (unsigned i = 0; i < BATCH; i++) {
		l->iov[i].iov_base = l->out[i];
		l->messages[i].msg_hdr.msg_iov = &l->iov[i];
		l->messages[i].msg_hdr.msg_iovlen = 1;
	}
}

static unsigned number(const char *text, unsigned max)
{
	char *rest;
	unsigned long n = strtoul(text, &rest, 10);

	if (*rest || n < 1 || n > max) {
		errno = EINVAL;
		die(text);
	}
	return (unsigned)n;
}

int main(int argc, char **argv)
{
	static struct load l = { .count = 2000, .window = 64, .limit = UINT64_MAX };
	unsigned seconds = 5;
	double cpu, cpu_before;
	int64_t begun;
	int o, pid = 0;

	while ((o = getopt(argc, argv, "n:w:t:x:p:")) != -1) {
		if (o == 'n')
			l.count = number(optarg, 1u << 24);
		else if (o == 'w')
			l.window = number(optarg, 1u << 20);
		else if (o == 't')
			seconds = number(optarg, 86400);
		else if (o == 'x')
			l.limit = number(optarg, UINT32_MAX);
		else if (o == 'p')
			pid = (int)number(optarg, INT32_MAX);
		else
			return 2;
	}
	if (optind + 1 != argc) {
		fprintf(stderr, "usage: dhcpload [-n CLIENTS] [-w WINDOW] [-t SECONDS] [-x EXCHANGES] "
				"[-p PID] INTERFACE\n");
		return 2;
	}
	if (l.window > l.count)
		l.window = l.count;
	open_wire(&l, argv[optind]);
	make_clients(&l);
	cpu_before = cpu_of(pid);
	begun = now_ns();
	run(&l, begun + seconds * 1000000000ll);
	cpu = cpu_of(pid);
	report(&l, (double)(now_ns() - begun) / 1e9, cpu_before < 0 || cpu < 0 ? -1 : cpu - cpu_before);
	return l.failed || l.naks || l.done == 0;
}
