/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * runner_loop.c -- see runner_loop.h.  The bench may have been taken over by what it read
 * from the wire, so a message is weighed as if a stranger had sent it: a number that is none of
 * a command's, a text without an end, a variable that is not the bench's are refused.
 */
#include <config.h>
#include "core/base/runner_loop.h"

#include "core/base/child.h"
#include "core/base/clock.h"
#include "core/base/command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#define OURS "NETRECOVER_"
#define ARGV_MAX (COMMAND_WORDS + RUNNER_TEXTS + 1)
#define LATE_MS 15000           /* beyond its limit: the bench should have ended it by then */
#define POLL_MS 100

struct loop {
	int fd;                 /* -1: the bench is gone */
	const struct runner_commands *commands;
	struct {
		struct child child;
		uint32_t id;
		int64_t end;    /* of real time, ms */
	} jobs[RUNNER_JOBS];
	struct runner_message message;
};

static void reply(const struct loop *l, const struct runner_reply *r, size_t text)
{
	size_t n = offsetof(struct runner_reply, text) + text;

	if (l->fd >= 0)
		(void)!send(l->fd, r, n, MSG_NOSIGNAL);
}

static void says(const char *line, void *arg, unsigned id)
{
	struct runner_reply r = { .verb = RUNNER_SAYS, .id = id };

	snprintf(r.text, sizeof(r.text), "%s", line);
	reply(arg, &r, strlen(r.text));
}

static void ended(const struct loop *l, uint32_t id, int error, int status)
{
	const struct runner_reply r = { .verb = RUNNER_ENDED, .id = id, .error = error, .status = status };

	reply(l, &r, 0);
}

/* -- a message ----------------------------------------------------------------------- */

/* @count texts from *at on go to @out; false: they are not there. */
static bool take_texts(const struct runner_message *m, size_t *at, uint32_t count, const char **out)
{
	for (uint32_t i = 0; i < count; i++) {
		const char *end = memchr(m->bytes + *at, '\0', m->size - *at);

		if (!end)
			return false;
		out[i] = m->bytes + *at;
		*at = (size_t)(end - m->bytes) + 1;
	}
	return true;
}

/* Its input, as a file: nobody has to wait until it is read.  -errno. */
static int input_file(const char *bytes, size_t size)
{
	int fd = memfd_create("input", MFD_CLOEXEC);

	if (fd < 0)
		return -errno;
	if (write(fd, bytes, size) == (ssize_t)size && lseek(fd, 0, SEEK_SET) == 0)
		return fd;
	close(fd);
	return -EIO;
}

/* The bench's own variables, then what this process was started with. */
static const char **environment(const char *const *own, size_t count)
{
	const char **all;
	size_t n = 0, at = 0;

	while (environ[n])
		n++;
	all = calloc(n + count + 1, sizeof(*all));
	for (size_t i = 0; all && i < count; i++)
		all[at++] = own[i];
	for (size_t i = 0; all && i < n; i++)
		if (strncmp(environ[i], OURS, strlen(OURS)) != 0)
			all[at++] = environ[i];
	return all;
}

static int spawn(struct loop *l, struct child *c, const struct runner_command *command, const char *const *args,
		 const char *const *own, size_t input)
{
	const struct runner_message *m = &l->message;
	const char *argv[ARGV_MAX] = { NULL }, **env = environment(own, m->env);
	int in = input ? input_file(m->bytes + m->size - input, input) : -1, r = -ENOMEM;

	for (size_t i = 0; i < command->words; i++)
		argv[i] = command->argv[i];
	memcpy(argv + command->words, args, m->args * sizeof(*argv));
	if (in < 0 && input)
		r = in;
	else if (env)
		r = child_start(c, argv, env, in);
	if (in >= 0)
		close(in);
	free(env);
	return r;
}

static int run(struct loop *l, struct child *c)
{
	const struct runner_message *m = &l->message;
	const char *args[RUNNER_TEXTS], *own[RUNNER_TEXTS];
	size_t at = 0;

	if (m->command >= l->commands->count || m->args > RUNNER_TEXTS || m->env > RUNNER_TEXTS ||
	    m->limit > RUNNER_LIMIT_MAX || m->input > RUNNER_INPUT_MAX ||
	    !take_texts(m, &at, m->args, args) || !take_texts(m, &at, m->env, own) || m->size - at != m->input)
		return -EBADMSG;
	for (uint32_t i = 0; i < m->env; i++)
		if (strncmp(own[i], OURS, strlen(OURS)) != 0 || !strchr(own[i], '='))
			return -EBADMSG;
	return spawn(l, c, &l->commands->row[m->command], args, own, m->input);
}

static void take_run(struct loop *l)
{
	const struct runner_message *m = &l->message;
	size_t i = 0;
	int r = -EAGAIN;

	while (i < RUNNER_JOBS && l->jobs[i].child.pid)
		i++;
	if (i < RUNNER_JOBS) {
		l->jobs[i].id = m->id;
		l->jobs[i].end = clock_kernel_ms() + m->limit + LATE_MS;
		r = run(l, &l->jobs[i].child);
		child_tells(&l->jobs[i].child, says, l, m->id);
	}
	if (r < 0)
		ended(l, m->id, r, 0);
}

static void take_signal(struct loop *l, int signal)
{
	for (size_t i = 0; i < RUNNER_JOBS; i++)
		if (l->jobs[i].child.pid && l->jobs[i].id == l->message.id)
			child_end(&l->jobs[i].child, signal);
}

/* False: the other end is closed. */
static bool take(struct loop *l)
{
	const size_t head = offsetof(struct runner_message, bytes);
	ssize_t n = recv(l->fd, &l->message, sizeof(l->message), 0);

	if (n <= 0)
		return n < 0 && errno == EINTR;
	if ((size_t)n < head)
		return true;
	l->message.size = (size_t)n - head;
	if (l->message.verb == RUNNER_RUN)
		take_run(l);
	else if (l->message.verb == RUNNER_TERM)
		take_signal(l, SIGTERM);
	else if (l->message.verb == RUNNER_KILL)
		take_signal(l, SIGKILL);
	return true;
}

/* -- the loop -------------------------------------------------------------------------- */

/* How many still run. */
static unsigned look_at_jobs(struct loop *l)
{
	unsigned n = 0;
	int status;

	for (size_t i = 0; i < RUNNER_JOBS; i++) {
		struct child *c = &l->jobs[i].child;

		if (!c->pid)
			continue;
		if (child_step(c, &status)) {
			ended(l, l->jobs[i].id, 0, status);
			continue;
		}
		n++;
		if (clock_kernel_ms() >= l->jobs[i].end)
			child_end(c, SIGKILL);
	}
	return n;
}

/* Nothing of the bench stays open here but @fd, or its end would not be seen.  Returns its number. */
static int keep_only(int fd)
{
	child_detach();
	if (fd != 3)
		dup3(fd, 3, O_CLOEXEC);
	close_range(4, ~0u, 0);
	return 3;
}

noreturn void runner_loop(int fd, const struct runner_commands *commands, int (*become)(void *arg), void *arg)
{
	const struct runner_reply ready = { .verb = RUNNER_READY };
	static struct loop l;
	unsigned jobs = 0;

	if (become && become(arg) < 0)
		_exit(1);
	l.commands = commands;
	l.fd = keep_only(fd);
	reply(&l, &ready, sizeof(ready.text));
	while (l.fd >= 0 || jobs > 0) {
		struct pollfd p = { .fd = l.fd, .events = POLLIN };

		if (poll(&p, 1, jobs ? POLL_MS : -1) > 0 && p.revents && !take(&l)) {
			close(l.fd);
			l.fd = -1;
		}
		jobs = look_at_jobs(&l);
	}
	_exit(0);
}
