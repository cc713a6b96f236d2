/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* output.c -- see output.h. */
#include <config.h>

#include "core/base/output.h"
#include "core/base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIMIT_MS 5000
#define NOT_FOUND 127

struct stream {
	int fd;
	char *buf;
	size_t size, n;
	bool cut;
};

static void __attribute__((noreturn)) become(const char *const *argv, int out, int err)
{
	const char *path = getenv("PATH");
	int null = open("/dev/null", O_RDONLY);
	char more[4096];

	snprintf(more, sizeof(more), "%s:/usr/sbin:/sbin", path ? path : "/usr/bin:/bin");
	setenv("PATH", more, 1);
	setenv("LC_ALL", "C", 1);
	dup2(null, 0);
	dup2(out, 1);
	dup2(err, 2);
	execvp(argv[0], (char *const *)(uintptr_t)argv);
	_exit(errno == ENOENT ? NOT_FOUND : 126);
}

/* What is there now.  False: it is at its end. */
static bool take(struct stream *s)
{
	char lost[512];
	ssize_t got;

	s->cut |= s->n + 1 >= s->size;
	got = s->cut ? read(s->fd, lost, sizeof(lost)) : read(s->fd, s->buf + s->n, s->size - 1 - s->n);
	if (got < 0)
		return errno == EINTR;
	if (!s->cut)
		s->n += (size_t)got;
	return got > 0;
}

/* Until both are at their end.  0 or -ETIMEDOUT. */
static int read_both(struct stream *s)
{
	struct pollfd p[2] = { { .fd = s[0].fd, .events = POLLIN }, { .fd = s[1].fd, .events = POLLIN } };
	int64_t end = clock_mono_ms() + LIMIT_MS, left;

	while (p[0].fd >= 0 || p[1].fd >= 0) {
		left = end - clock_mono_ms();
		if (left <= 0)
			return -ETIMEDOUT;
		if (poll(p, 2, (int)left) < 0 && errno != EINTR)
			return -errno;
		for (int i = 0; i < 2; i++)
			if (p[i].fd >= 0 && p[i].revents && !take(&s[i]))
				p[i].fd = -1;
	}
	return 0;
}

static int finish(pid_t pid, int r)
{
	int status = 0;

	if (r < 0)
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (r < 0)
		return r;
	if (!WIFEXITED(status))
		return -ECHILD;
	return WEXITSTATUS(status) == NOT_FOUND ? -ENOENT : WEXITSTATUS(status);
}

int output_of(const char *const *argv, char *out, size_t out_size, char *err, size_t err_size)
{
	struct stream s[2] = { { .buf = out, .size = out_size }, { .buf = err, .size = err_size } };
	int a[2], b[2], r;
	pid_t pid;

	out[0] = err[0] = '\0';
	if (pipe2(a, O_CLOEXEC) < 0)
		return -errno;
	if (pipe2(b, O_CLOEXEC) < 0) {
		r = -errno;
		close(a[0]);
		close(a[1]);
		return r;
	}
	pid = fork();
	if (pid == 0)
		become(argv, a[1], b[1]);
	r = pid < 0 ? -errno : 0;
	close(a[1]);
	close(b[1]);
	s[0].fd = a[0];
	s[1].fd = b[0];
	if (pid > 0)
		r = finish(pid, read_both(s));
	close(a[0]);
	close(b[0]);
	out[s[0].n] = err[s[1].n] = '\0';
	return r >= 0 && s[0].cut ? -E2BIG : r;
}
