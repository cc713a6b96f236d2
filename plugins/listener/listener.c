/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * listener.c -- see listener.h.
 */
#include <config.h>

#include "plugins/listener/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#define BACKLOG 128
/* Seconds that sent bytes may stay without an answer. */
#define GONE 30

static int bind_wire(int fd, const struct nr_bench *bench, uint16_t port)
{
	const struct sockaddr_in a = {
		.sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr = bench->address,
	};
	const char *wire = bench->interface;

	/* Old kernels let only root do this; the address has to do there. */
	if (*wire && setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, wire, (socklen_t)strlen(wire)) < 0 &&
	    errno != EPERM)
		return -errno;
	return bind(fd, (const struct sockaddr *)&a, sizeof(a)) < 0 ? -errno : 0;
}

static int open_socket(const struct nr_bench *bench, enum listener_kind kind, uint16_t port)
{
	int type = kind == LISTENER_TCP ? SOCK_STREAM : SOCK_DGRAM;
	int fd = socket(AF_INET, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int on = 1, err;

	if (fd < 0)
		return -errno;
	/* Connections of an earlier run must not hold the port. */
	if (kind == LISTENER_TCP)
		(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	err = bind_wire(fd, bench, port);
	if (err == 0 && kind == LISTENER_TCP && listen(fd, BACKLOG) < 0)
		err = -errno;
	if (err == 0)
		return fd;
	close(fd);
	return err;
}

int listener_open(struct nr_instance *self, enum listener_kind kind, uint16_t port)
{
	struct nr_bench bench;
	char addr[INET_ADDRSTRLEN];
	int fd;

	nr_get_bench(self, &bench, sizeof(bench));
	fd = open_socket(&bench, kind, port);
	inet_ntop(AF_INET, &bench.address, addr, sizeof(addr));
	if (fd < 0)
		nr_log(self, LOG_ERR, "cannot open %s port %u of %s on '%s': %s", kind == LISTENER_TCP ? "TCP" : "UDP",
		       port, addr, bench.interface, strerror(-fd));
	return fd;
}

void listener_want(struct nr_instance *self, enum listener_kind kind, uint16_t port)
{
	struct nr_bench bench;

	nr_get_bench(self, &bench, sizeof(bench));
	if (!bench.passive)
		nr_want_port(self, port, kind == LISTENER_TCP ? NR_PORT_TCP : NR_PORT_UDP);
}

int listener_accept(int fd, struct sockaddr_in *peer)
{
	const unsigned gone = GONE * 1000;
	socklen_t len = sizeof(*peer);
	int on = 1, c = accept4(fd, (struct sockaddr *)peer, &len, SOCK_NONBLOCK | SOCK_CLOEXEC);

	if (c < 0)
		return -errno;
	(void)setsockopt(c, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	(void)setsockopt(c, IPPROTO_TCP, TCP_USER_TIMEOUT, &gone, sizeof(gone));
	return c;
}

bool listener_on_wire(struct nr_instance *self, struct in_addr peer)
{
	struct nr_bench bench;

	nr_get_bench(self, &bench, sizeof(bench));
	return ((peer.s_addr ^ bench.address.s_addr) & bench.netmask.s_addr) == 0;
}

void listener_abort(int fd)
{
	const struct linger now = { .l_onoff = 1, .l_linger = 0 };

	(void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	close(fd);
}

const char *listener_peer(const struct sockaddr_in *peer, char buf[LISTENER_PEER_SIZE])
{
	char addr[INET_ADDRSTRLEN];

	inet_ntop(AF_INET, &peer->sin_addr, addr, sizeof(addr));
	snprintf(buf, LISTENER_PEER_SIZE, "%s:%u", addr, ntohs(peer->sin_port));
	return buf;
}

void listener_count(struct nr_instance *self, uint64_t *n, const char *what,
		    const struct sockaddr_in *peer, const char *why)
{
	char text[LISTENER_PEER_SIZE];
	uint64_t count = ++*n;

	if ((count & (count - 1)) == 0)
		nr_log(self, LOG_INFO, "%s %s: %s (%llu so far)", what, listener_peer(peer, text), why,
		       (unsigned long long)count);
}

double listener_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int64_t listener_clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
