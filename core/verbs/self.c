/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* self.c -- see self.h. */
#include <config.h>

#include "core/verbs/self.h"
#include "core/base/clock.h"
#include "core/verbs/app.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORDS 80
#define MAX_ANSWER (16u << 20)

bool self_program(const char *name, char out[SELF_PATH_SIZE])
{
	const char *folder = secure_getenv("NETRECOVER_LIBEXEC");

	if (!folder)
		folder = PKGLIBEXECDIR;
	if (snprintf(out, SELF_PATH_SIZE, "%s/%s", folder, name) < SELF_PATH_SIZE && access(out, X_OK) == 0)
		return true;
	app_fail(EXIT_RUNTIME, "%s/%s is missing: install netrecover, or name its folder in NETRECOVER_LIBEXEC", folder,
		 name);
	return false;
}

static void __attribute__((noreturn)) become(const char *const *argv, int out)
{
	char *words[WORDS] = { (char *)(uintptr_t)PACKAGE_NAME };
	size_t n = 1;

	for (; argv[n - 1] && n + 1 < WORDS; n++)
		words[n] = (char *)(uintptr_t)argv[n - 1];
	if (dup2(out, STDOUT_FILENO) >= 0)
		execv("/proc/self/exe", words);
	_exit(127);
}

int self_start(struct self *s, const char *const *argv)
{
	int p[2];

	s->pid = 0;
	if (pipe2(p, O_CLOEXEC) < 0)
		return -errno;
	fflush(stdout);
	s->pid = fork();
	if (s->pid == 0)
		become(argv, p[1]);
	close(p[1]);
	s->fd = p[0];
	if (s->pid > 0)
		return 0;
	close(p[0]);
	s->pid = 0;
	return -EAGAIN;
}

/* More of it into @f: 1, 0 at the end or when the time is over. */
static int take(const struct self *s, int64_t *until, FILE *f)
{
	struct pollfd p = { .fd = s->fd, .events = POLLIN };
	int64_t left = *until - clock_mono_ms();
	char text[4096];
	ssize_t n;

	if (*until && (left <= 0 || poll(&p, 1, (int)left) == 0)) {
		kill(s->pid, SIGTERM);  /* and then it ends its output */
		*until = 0;
		return 1;
	}
	n = read(s->fd, text, sizeof(text));
	if (n < 0)
		return errno == EINTR;
	if (n > 0 && ftell(f) < (long)MAX_ANSWER)
		fwrite(text, 1, (size_t)n, f);
	return n > 0;
}

char *self_read(struct self *s, int64_t until, int *status)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);
	int how = 0;

	while (f && take(s, &until, f) > 0)
		;
	if (f && fclose(f) != 0) {
		free(text);
		text = NULL;
	}
	close(s->fd);
	while (waitpid(s->pid, &how, 0) < 0 && errno == EINTR)
		;
	s->pid = 0;
	*status = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
	return text;
}
