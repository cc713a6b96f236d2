/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* helper.c -- see helper.h; the bench's half. */
#include <config.h>

#include "core/host/helper.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE 5000           /* milliseconds */

int helper_start(struct helper *h, const struct helper_task *task)
{
	int pair[2];

	h->fd = -1;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
		return -errno;
	h->pid = fork();
	if (h->pid == 0)
		helper_loop(pair[1], task);
	close(pair[1]);
	if (h->pid < 0) {
		close(pair[0]);
		return -EAGAIN;
	}
	h->fd = pair[0];
	return 0;
}

/* Bytes read, 0 at its end, -errno. */
static int hear(int fd, void *buf, size_t size)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	ssize_t n;
	int r;

	do
		r = poll(&p, 1, PATIENCE);
	while (r < 0 && errno == EINTR);
	if (r <= 0)
		return r < 0 ? -errno : -ETIMEDOUT;
	do
		n = recv(fd, buf, size, 0);
	while (n < 0 && errno == EINTR);
	return n < 0 ? -errno : (int)n;
}

/* An answer that came too late for the question before. */
static void drain(int fd)
{
	struct helper_reply late;

	while (recv(fd, &late, sizeof(late), MSG_DONTWAIT) > 0)
		;
}

/* @fd: to go with it; -1: none. */
static int tell(int to, enum helper_verb verb, int fd)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(sizeof(int))];
	} control = { .bytes = { 0 } };
	struct helper_message message = { .verb = verb };
	struct iovec iov = { &message, sizeof(message) };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1 };

	if (fd >= 0) {
		control.align.cmsg_len = CMSG_LEN(sizeof(fd));
		control.align.cmsg_level = SOL_SOCKET;
		control.align.cmsg_type = SCM_RIGHTS;
		memcpy(CMSG_DATA(&control.align), &fd, sizeof(fd));
		m.msg_control = &control;
		m.msg_controllen = sizeof(control);
	}
	return sendmsg(to, &m, MSG_NOSIGNAL | MSG_DONTWAIT) < 0 ? -errno : 0;
}

static int ask(struct helper *h, enum helper_verb verb, int fd, struct helper_reply *out)
{
	int r;

	if (h->fd < 0)
		return -EPIPE;
	drain(h->fd);
	r = tell(h->fd, verb, fd);
	if (r < 0)
		return r;
	r = hear(h->fd, out, sizeof(*out));
	if (r < 0)
		return r;
	return r == (int)sizeof(*out) ? out->error : -EPIPE;
}

int helper_put(struct helper *h, struct helper_reply *out)
{
	int r = ask(h, HELPER_PUT, -1, out);

	out->name[sizeof(out->name) - 1] = '\0';
	return r;
}

int helper_bind(struct helper *h, int fd)
{
	struct helper_reply reply;

	return ask(h, HELPER_BIND, fd, &reply);
}

int helper_finish(struct helper *h)
{
	struct helper_reply late;
	int r;

	if (h->fd < 0)
		return 0;
	shutdown(h->fd, SHUT_WR);
	do
		r = hear(h->fd, &late, sizeof(late));
	while (r > 0);
	close(h->fd);
	h->fd = -1;
	if (r == -ETIMEDOUT)
		return r;
	/* ECHILD: the event loop was faster. */
	while (waitpid(h->pid, NULL, 0) < 0 && errno == EINTR)
		;
	return 0;
}
