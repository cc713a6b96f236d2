/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * tftpload.c -- many TFTP clients in one process, each in 512-byte lock-step as
 * the phones are, and the figures of the server that they ask.
 *
 * Each client takes a new port for each file, fixes the server's port with the
 * first answer, resends its last packet after 4 s and fails after three of these.
 * With -d the clients fetch the file again and again until the time is over; else
 * each fetches it once.  Loss (-l) is made here, on both ways, from a fixed seed;
 * with -r the clients confirm a repeated block again, which a 79xx phone does not.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BLOCK 512
#define RETRY_NS (4 * 1000000000ll)
#define TRIES 4

/* -- a histogram of microseconds, within 3 % ---------------------------------- */

#define STEPS 32
struct histogram {
	uint64_t count, buckets[64 * STEPS];
};

static unsigned bucket_of(uint64_t v)
{
	unsigned high;

	if (v < STEPS)
		return (unsigned)v;
	high = 63u - (unsigned)__builtin_clzll(v);
	return (high - 4) * STEPS + (unsigned)(v >> (high - 5)) % STEPS;
}

static uint64_t bucket_value(unsigned i)
{
	return i < STEPS ? i : (uint64_t)(STEPS + i % STEPS) << (i / STEPS - 1);
}

static void histogram_add(struct histogram *h, int64_t ns)
{
	h->buckets[bucket_of((uint64_t)(ns / 1000))]++;
	h->count++;
}

/* In milliseconds. */
static double percentile(const struct histogram *h, double p)
{
	uint64_t want = (uint64_t)((double)h->count * p), seen = 0;

	for (unsigned i = 0; i < 64 * STEPS; i++) {
		seen += h->buckets[i];
		if (seen > want || (seen == h->count && seen > 0))
			return (double)bucket_value(i) / 1000.;
	}
	return 0.;
}

/* -- what is asked for --------------------------------------------------------- */

static struct {
	struct sockaddr_in server;
	struct in_addr source;          /* of the first client; the others follow */
	bool own_addresses, confirm_repeats;
	const char *file;
	unsigned clients, seconds, loss, slow_ms;
	int pid;
	uint64_t expect;                /* size of the file; 0: not checked */
} want = { .clients = 1, .file = "file" };

static struct {
	uint64_t blocks, bytes, done, failed, twice, resent, repeated, lost;
	struct histogram answer, first, whole;
} got;

struct client {
	int fd;
	bool connected;
	unsigned index, tries;
	uint16_t block;                 /* the last one in order */
	uint64_t bytes;
	int64_t begun, sent, due;       /* due: of the last packet's resend, or of a slow ACK */
	bool waiting;                   /* a slow ACK waits in the queue */
	struct client *next;            /* there */
};

static struct client *clients;
static struct client *queue_head, **queue_tail = &queue_head;
static unsigned active;
static int epoll_fd;
static uint32_t seed = 2463534242u;

static int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static bool lose(void)
{
	if (!want.loss)
		return false;
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	if (seed % 100 >= want.loss)
		return false;
	got.lost++;
	return true;
}

/* -- one client ------------------------------------------------------------------ */

static void send_request(struct client *c)
{
	char p[300] = { 0, 1 };
	size_t n = 2 + (size_t)snprintf(p + 2, 256, "%s", want.file) + 1;

	memcpy(p + n, "octet", 6);
	if (!lose())
		(void)sendto(c->fd, p, n + 6, 0, (struct sockaddr *)&want.server,
			     sizeof(want.server));
}

static void send_ack(struct client *c)
{
	uint8_t p[4] = { 0, 4, (uint8_t)(c->block >> 8), (uint8_t)c->block };

	c->sent = now_ns();
	c->due = c->sent + RETRY_NS;
	if (!lose())
		(void)send(c->fd, p, sizeof(p), 0);
}

static void client_begin(struct client *c)
{
	struct sockaddr_in from = { .sin_family = AF_INET };
	struct epoll_event e = { .events = EPOLLIN, .data.ptr = c };
	unsigned index = c->index;

	memset(c, 0, sizeof(*c));
	c->index = index;
	c->fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	if (c->fd < 0)
		die("socket");
	if (want.own_addresses)
		from.sin_addr.s_addr = htonl(ntohl(want.source.s_addr) + index);
	if (bind(c->fd, (struct sockaddr *)&from, sizeof(from)) < 0)
		die("bind");
	if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, c->fd, &e) < 0)
		die("epoll_ctl");
	active++;
	c->begun = c->sent = now_ns();
	c->due = c->sent + RETRY_NS;
	send_request(c);
}

static void client_end(struct client *c, bool good, bool again)
{
	close(c->fd);
	c->fd = -1;
	active--;
	if (good) {
		got.done++;
		histogram_add(&got.whole, now_ns() - c->begun);
	} else {
		got.failed++;
	}
	if (again && want.seconds)
		client_begin(c);
}

static void acknowledge(struct client *c, size_t len)
{
	send_ack(c);
	if (len < BLOCK)
		client_end(c, !want.expect || c->bytes == want.expect, true);
}

static void enqueue(struct client *c, size_t len)
{
	c->waiting = true;
	c->tries = len < BLOCK;         /* remembered until the ACK leaves */
	c->due = now_ns() + want.slow_ms * 1000000ll;
	c->next = NULL;
	*queue_tail = c;
	queue_tail = &c->next;
}

/* The next block in order has come. */
static void take_block(struct client *c, size_t len)
{
	int64_t now = now_ns();

	histogram_add(c->block == 0 && c->bytes == 0 ? &got.first : &got.answer,
		      now - (c->block == 0 && c->bytes == 0 ? c->begun : c->sent));
	c->block++;
	c->bytes += len;
	c->tries = 0;
	got.blocks++;
	got.bytes += len;
	if (want.slow_ms)
		enqueue(c, len);
	else
		acknowledge(c, len);
}

/* A 79xx phone ignores what it has; most other clients confirm it again. */
static void on_repeated(struct client *c, uint16_t block)
{
	got.repeated++;
	if (want.confirm_repeats && block == c->block && !c->waiting)
		send_ack(c);
}

static void on_packet(struct client *c)
{
	uint8_t p[BLOCK + 64];
	struct sockaddr_in from;
	socklen_t size = sizeof(from);
	ssize_t n = recvfrom(c->fd, p, sizeof(p), 0, (struct sockaddr *)&from, &size);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n < 4 || p[1] != 3) {
		client_end(c, false, false);
		return;
	}
	if (lose())
		return;
	if (!c->connected) {
		if (connect(c->fd, (struct sockaddr *)&from, sizeof(from)) < 0)
			die("connect");
		c->connected = true;
	}
	if ((uint16_t)(p[2] << 8 | p[3]) != (uint16_t)(c->block + 1) || c->waiting)
		on_repeated(c, (uint16_t)(p[2] << 8 | p[3]));
	else
		take_block(c, (size_t)n - 4);
}

static void check_timers(int64_t now)
{
	for (unsigned i = 0; i < want.clients; i++) {
		struct client *c = &clients[i];

		if (c->fd < 0 || c->waiting || now < c->due)
			continue;
		if (++c->tries == TRIES) {
			client_end(c, false, true);
			continue;
		}
		c->due = now + RETRY_NS;
		got.resent++;
		if (c->connected) {
			send_ack(c);
		} else {
			got.twice += c->tries == 1;
			send_request(c);
		}
	}
}

static void send_slow(int64_t now)
{
	while (queue_head && queue_head->due <= now) {
		struct client *c = queue_head;
		bool last = c->tries;

		queue_head = c->next;
		if (!queue_head)
			queue_tail = &queue_head;
		c->waiting = false;
		c->tries = 0;
		acknowledge(c, last ? 0 : BLOCK);
	}
}

/* -- the server ------------------------------------------------------------------ */

/* CPU seconds of the process and of its children that have ended. */
static double cpu_of(int pid)
{
	unsigned long long u = 0, s = 0, cu = 0, cs = 0;
	char path[64], line[1024] = "";
	const char *p;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	f = fopen(path, "r");
	if (!f || !fgets(line, sizeof(line), f))
		die(path);
	fclose(f);
	p = strrchr(line, ')');
	if (!p || sscanf(p + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %llu %llu",
			 &u, &s, &cu, &cs) != 4)
		die(path);
	return (double)(u + s + cu + cs) / (double)sysconf(_SC_CLK_TCK);
}

static unsigned long status_kib(int pid, const char *key)
{
	char path[64], line[256];
	unsigned long v = 0;
	size_t n = strlen(key);
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		if (strncmp(line, key, n) == 0 && line[n] == ':')
			v = strtoul(line + n + 1, NULL, 10);
	if (f)
		fclose(f);
	return v;
}

static void report(double seconds, double cpu)
{
	printf("clients=%u seconds=%.3f blocks=%llu blocks_per_s=%.0f answer_p50_ms=%.3f "
	       "answer_p99_ms=%.3f first_p50_ms=%.3f first_p99_ms=%.3f whole_p50_ms=%.1f "
	       "done=%llu failed=%llu asked_twice=%llu resent=%llu repeated=%llu lost=%llu",
	       want.clients, seconds, (unsigned long long)got.blocks,
	       (double)got.blocks / seconds, percentile(&got.answer, .5),
	       percentile(&got.answer, .99), percentile(&got.first, .5),
	       percentile(&got.first, .99), percentile(&got.whole, .5),
	       (unsigned long long)got.done, (unsigned long long)got.failed,
	       (unsigned long long)got.twice, (unsigned long long)got.resent,
	       (unsigned long long)got.repeated, (unsigned long long)got.lost);
	if (want.pid)
		printf(" cpu_s=%.2f cpu_us_per_block=%.3f cpu_s_per_gb=%.3f rss_kib=%lu "
		       "anon_kib=%lu peak_kib=%lu", cpu,
		       got.blocks ? cpu * 1e6 / (double)got.blocks : 0.,
		       got.bytes ? cpu * 1e9 / (double)got.bytes : 0.,
		       status_kib(want.pid, "VmRSS"), status_kib(want.pid, "RssAnon"),
		       status_kib(want.pid, "VmHWM"));
	putchar('\n');
}

static void run(void)
{
	struct epoll_event events[256];
	int64_t begun = now_ns(), end = want.seconds ? begun + want.seconds * 1000000000ll : INT64_MAX;
	int64_t check = begun, now = begun;
	double cpu = want.pid ? cpu_of(want.pid) : 0.;

	for (unsigned i = 0; i < want.clients; i++) {
		clients[i].index = i;
		client_begin(&clients[i]);
	}
	while (active > 0 && now < end) {
		int n = epoll_wait(epoll_fd, events, 256, queue_head ? 1 : 50);

		for (int i = 0; i < n; i++)
			on_packet(events[i].data.ptr);
		now = now_ns();
		send_slow(now);
		if (now >= check) {
			check_timers(now);
			check = now + 50000000;
		}
	}
	report((double)(now - begun) / 1e9, want.pid ? cpu_of(want.pid) - cpu : 0.);
}

static void usage(void)
{
	fputs("usage: tftpload [-n clients] [-d seconds] [-p port] [-f file] [-e size] [-a first-address]\n"
	      "                [-l loss-percent] [-r] [-w ack-delay-ms] [-P server-pid] server\n", stderr);
	exit(2);
}

static unsigned number(const char *s)
{
	char *end;
	unsigned long v = strtoul(s, &end, 10);

	if (*s == '\0' || *end != '\0' || v > UINT32_MAX)
		usage();
	return (unsigned)v;
}

static void parse(int argc, char **argv)
{
	int o;

	want.server.sin_family = AF_INET;
	want.server.sin_port = htons(69);
	while ((o = getopt(argc, argv, "n:d:p:f:e:a:l:rw:P:")) != -1) {
		switch (o) {
		case 'n': want.clients = number(optarg); break;
		case 'd': want.seconds = number(optarg); break;
		case 'p': want.server.sin_port = htons((uint16_t)number(optarg)); break;
		case 'f': want.file = optarg; break;
		case 'e': want.expect = number(optarg); break;
		case 'a': want.own_addresses = inet_pton(AF_INET, optarg, &want.source) == 1; break;
		case 'l': want.loss = number(optarg); break;
		case 'r': want.confirm_repeats = true; break;
		case 'w': want.slow_ms = number(optarg); break;
		case 'P': want.pid = (int)number(optarg); break;
		default: usage();
		}
	}
	if (optind + 1 != argc || want.clients == 0 ||
	    inet_pton(AF_INET, argv[optind], &want.server.sin_addr) != 1)
		usage();
}

int main(int argc, char **argv)
{
	struct rlimit r;

	parse(argc, argv);
	if (getrlimit(RLIMIT_NOFILE, &r) == 0) {
		r.rlim_cur = r.rlim_max;
		(void)setrlimit(RLIMIT_NOFILE, &r);
	}
	clients = calloc(want.clients, sizeof(*clients));
	epoll_fd = epoll_create1(0);
	if (!clients || epoll_fd < 0)
		die("tftpload");
	run();
	free(clients);
	return got.failed ? 1 : 0;
}
