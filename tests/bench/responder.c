/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * responder.c -- the least that a TFTP server can do: one socket per transfer,
 * epoll, one receive and one send per block, one file, no timers, no checks.  The
 * limit that the benchmark compares with.  Never use it for anything else.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define BLOCK 512

struct session {
	int fd;
	uint64_t block;
	struct sockaddr_in peer;
	struct session *next;           /* free ones */
};

static uint8_t *file;
static uint64_t size;
static int epoll_fd;
static struct session *unused;
static struct sockaddr_in self = { .sin_family = AF_INET };

static void send_block(struct session *s)
{
	uint8_t head[4] = { 0, 3, (uint8_t)(s->block >> 8), (uint8_t)s->block };
	uint64_t at = (s->block - 1) * BLOCK, left = size - at;
	struct iovec iov[2] = {
		{ head, sizeof(head) },
		{ file + at, left < BLOCK ? (size_t)left : BLOCK },
	};
	struct msghdr m = { .msg_iov = iov, .msg_iovlen = 2 };

	(void)sendmsg(s->fd, &m, 0);
}

static void on_ack(struct session *s)
{
	uint8_t p[64];
	ssize_t n = recv(s->fd, p, sizeof(p), 0);

	if (n == 4 && p[1] == 4 && (uint16_t)(p[2] << 8 | p[3]) != (uint16_t)s->block)
		return;
	if (n != 4 || p[1] != 4 || s->block * BLOCK > size) {
		close(s->fd);
		s->next = unused;
		unused = s;
		return;
	}
	s->block++;
	send_block(s);
}

static void on_request(int fd)
{
	struct sockaddr_in from;
	socklen_t len = sizeof(from);
	struct sockaddr_in any = self;
	struct epoll_event e = { .events = EPOLLIN };
	struct session *s = unused;
	uint8_t p[600];

	while (recvfrom(fd, p, sizeof(p), MSG_DONTWAIT, (struct sockaddr *)&from, &len) > 0) {
		s = unused;
		if (s)
			unused = s->next;
		else
			s = malloc(sizeof(*s));
		if (!s)
			abort();
		s->fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
		s->block = 1;
		s->peer = from;
		any.sin_port = 0;
		if (s->fd < 0 || bind(s->fd, (struct sockaddr *)&any, sizeof(any)) < 0 ||
		    connect(s->fd, (struct sockaddr *)&from, sizeof(from)) < 0)
			abort();
		e.data.ptr = s;
		if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, s->fd, &e) < 0)
			abort();
		send_block(s);
		len = sizeof(from);
	}
}

static void load(const char *path)
{
	FILE *f = fopen(path, "rb");

	if (!f || fseek(f, 0, SEEK_END) < 0)
		abort();
	size = (uint64_t)ftell(f);
	rewind(f);
	file = malloc(size + 1);
	if (!file || fread(file, 1, size, f) != size)
		abort();
	fclose(f);
}

int main(int argc, char **argv)
{
	struct epoll_event events[64], e = { .events = EPOLLIN };
	struct rlimit r;
	int fd, buffer = 4 << 20;

	if (argc != 4 || inet_pton(AF_INET, argv[1], &self.sin_addr) != 1) {
		fputs("usage: responder address port file\n", stderr);
		return 2;
	}
	load(argv[3]);
	if (getrlimit(RLIMIT_NOFILE, &r) == 0) {
		r.rlim_cur = r.rlim_max;
		(void)setrlimit(RLIMIT_NOFILE, &r);
	}
	self.sin_port = htons((uint16_t)strtoul(argv[2], NULL, 10));
	fd = socket(AF_INET, SOCK_DGRAM, 0);
	(void)setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof(buffer));
	epoll_fd = epoll_create1(0);
	if (bind(fd, (struct sockaddr *)&self, sizeof(self)) < 0 ||
	    epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &e) < 0) {
		perror("responder");
		return 1;
	}
	for (;;) {
		int n = epoll_wait(epoll_fd, events, 64, -1);

		for (int i = 0; i < n; i++) {
			if (events[i].data.ptr)
				on_ack(events[i].data.ptr);
			else
				on_request(fd);
		}
	}
}
