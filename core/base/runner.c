/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * runner.c -- see runner.h.  Two halves: the bench's, and the loop of the process.  Between
 * them is a socket that keeps messages apart; each begins with a struct, and the process
 * believes nothing of what stands in it.
 */
#include <config.h>
#include "core/base/runner.h"

#include "core/base/clock.h"
#include "core/base/log.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define GRACE_MS 5000           /* from SIGTERM to SIGKILL */
#define WAIT_AT_END_MS 10000    /* for jobs that run when the bench ends */
#define POLL_MS 50

/* A job as the bench sees it. */
struct job {
	int id;                 /* 0: none */
	const char *subject;
	int64_t started, limit; /* clock_mono_ms(), milliseconds */
	bool asked, killed;     /* to end */
	void (*ended)(int error, int status, void *arg);
	void *arg;
};

struct runner {
	struct runner_commands commands;
	pid_t pid;
	int fd;                 /* -1: not started, or gone */
	int last_id;
	struct job jobs[RUNNER_JOBS];
};

struct runner *runner_new(void)
{
	struct runner *r = calloc(1, sizeof(*r));

	if (r)
		r->fd = -1;
	return r;
}

static int find(const struct runner *r, const char *name)
{
	for (size_t i = 0; i < r->commands.count; i++)
		if (strcmp(r->commands.row[i].name, name) == 0)
			return (int)i;
	return -ENOENT;
}

int runner_add(struct runner *r, const char *name, const char *program, const struct command *c)
{
	struct runner_command *row;

	if (find(r, name) >= 0)
		return -EEXIST;
	row = realloc(r->commands.row, (r->commands.count + 1) * sizeof(*row));
	if (!row)
		return -ENOMEM;
	r->commands.row = row;
	row += r->commands.count;
	memset(row, 0, sizeof(*row));
	row->name = strdup(name);
	row->argv = calloc(c->count + 1, sizeof(*row->argv));
	r->commands.count++;
	for (size_t i = 0; row->argv && i < c->count; i++)
		row->argv[i] = strdup(i ? c->word[i] : program);
	if (!row->name || !row->argv)
		return -ENOMEM;
	for (size_t i = 0; i < c->count; i++)
		if (!row->argv[i])
			return -ENOMEM;
	row->words = c->count;
	return 0;
}

bool runner_is_empty(const struct runner *r)
{
	return r->commands.count == 0;
}

/* The first word says that it lives and has given up its rights. */
static int wait_until_ready(const struct runner *r)
{
	struct runner_reply hello;
	ssize_t n;

	do
		n = recv(r->fd, &hello, sizeof(hello), 0);
	while (n < 0 && errno == EINTR);
	return n == (ssize_t)sizeof(hello) && hello.verb == RUNNER_READY ? 0 : -EPIPE;
}

int runner_start(struct runner *r, int (*become)(void *arg), void *arg)
{
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
		return -errno;
	r->pid = fork();
	if (r->pid == 0)
		runner_loop(pair[1], &r->commands, become, arg);
	close(pair[1]);
	if (r->pid < 0) {
		close(pair[0]);
		return -EAGAIN;
	}
	r->fd = pair[0];
	return wait_until_ready(r);
}

/* -- a job ------------------------------------------------------------------------- */

static bool put(struct runner_message *m, const char *bytes, size_t n)
{
	if (n > sizeof(m->bytes) - m->size)
		return false;
	if (n)
		memcpy(m->bytes + m->size, bytes, n);
	m->size += n;
	return true;
}

static bool put_texts(struct runner_message *m, const char *const *text, uint32_t *count)
{
	for (*count = 0; text && text[*count]; (*count)++)
		if (*count == RUNNER_TEXTS || !put(m, text[*count], strlen(text[*count]) + 1))
			return false;
	return true;
}

static int tell(struct runner *r, const struct runner_message *m)
{
	size_t n = offsetof(struct runner_message, bytes) + m->size;

	if (r->fd < 0)
		return -EPIPE;
	/* The process reads as long as it lives, and what waits for it is bounded. */
	return send(r->fd, m, n, MSG_NOSIGNAL) == (ssize_t)n ? 0 : -errno;
}

static struct job *slot_of(struct runner *r, int id)
{
	for (size_t i = 0; i < RUNNER_JOBS; i++)
		if (r->jobs[i].id == id)
			return &r->jobs[i];
	return NULL;
}

static int begin(struct runner *r, struct runner_message *m, const struct runner_job *job, uint32_t command)
{
	m->verb = RUNNER_RUN;
	m->id = (uint32_t)r->last_id + 1;
	m->command = command;
	m->limit = (uint32_t)job->limit;
	m->input = (uint32_t)job->input_size;
	if (job->input_size > RUNNER_INPUT_MAX || !put_texts(m, job->args, &m->args) ||
	    !put_texts(m, job->env, &m->env) || !put(m, job->input, job->input_size))
		return -E2BIG;
	return tell(r, m);
}

int runner_run(struct runner *r, const struct runner_job *job)
{
	struct runner_message *m;
	int command = r ? find(r, job->command) : -ENOENT, err;
	struct job *slot;

	if (command < 0)
		return command;
	if (job->limit <= 0 || job->limit > RUNNER_LIMIT_MAX)
		return -EINVAL;
	slot = slot_of(r, 0);
	if (!slot)
		return -EAGAIN;
	m = calloc(1, sizeof(*m));
	err = m ? begin(r, m, job, (uint32_t)command) : -ENOMEM;
	free(m);
	if (err < 0)
		return err;
	*slot = (struct job){ .id = ++r->last_id, .subject = job->subject, .started = clock_mono_ms(),
			      .limit = job->limit, .ended = job->ended, .arg = job->arg };
	return slot->id;
}

bool runner_runs(const struct runner *r, int job)
{
	for (size_t i = 0; r && job > 0 && i < RUNNER_JOBS; i++)
		if (r->jobs[i].id == job)
			return true;
	return false;
}

static void end_job(struct job *j, int error, int status)
{
	const struct job was = *j;

	j->id = 0;
	if (was.ended)
		was.ended(error, status, was.arg);
}

static void take(struct runner *r, const struct runner_reply *reply, size_t size)
{
	struct job *j = reply->id ? slot_of(r, (int)reply->id) : NULL;

	if (!j)
		return;
	if (reply->verb == RUNNER_SAYS && size > offsetof(struct runner_reply, text))
		log_line(LOG_INFO, j->subject, "%.*s", (int)(size - offsetof(struct runner_reply, text)),
			 reply->text);
	else if (reply->verb == RUNNER_ENDED)
		end_job(j, reply->error, reply->status);
}

/* The process is gone: what its jobs did, nobody knows. */
static void lose(struct runner *r)
{
	close(r->fd);
	r->fd = -1;
	log_line(LOG_ERR, "runner", "the process that runs commands has ended: no command is run any more");
	for (size_t i = 0; i < RUNNER_JOBS; i++)
		if (r->jobs[i].id)
			end_job(&r->jobs[i], -EPIPE, 0);
}

static void read_replies(struct runner *r)
{
	struct runner_reply reply;

	while (r->fd >= 0) {
		ssize_t n = recv(r->fd, &reply, sizeof(reply), MSG_DONTWAIT);

		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		if (n < (ssize_t)offsetof(struct runner_reply, text))
			lose(r);
		else
			take(r, &reply, (size_t)n);
	}
}

static void ask_to_end(struct runner *r, const struct job *j, enum runner_verb verb)
{
	struct runner_message m = { .verb = verb, .id = (uint32_t)j->id };

	(void)tell(r, &m);
}

static void look_at_time(struct runner *r, struct job *j)
{
	int64_t over = clock_mono_ms() - j->started - j->limit;

	if (over >= 0 && !j->asked) {
		j->asked = true;
		log_line(LOG_WARNING, j->subject, "takes longer than %lld s and is ended",
			 (long long)(j->limit / 1000));
		ask_to_end(r, j, RUNNER_TERM);
	} else if (over >= GRACE_MS && !j->killed) {
		j->killed = true;
		ask_to_end(r, j, RUNNER_KILL);
	}
}

void runner_tick(struct runner *r)
{
	if (!r)
		return;
	read_replies(r);
	for (size_t i = 0; i < RUNNER_JOBS; i++)
		if (r->jobs[i].id)
			look_at_time(r, &r->jobs[i]);
}

static bool any_job(const struct runner *r)
{
	for (size_t i = 0; i < RUNNER_JOBS; i++)
		if (r->jobs[i].id)
			return true;
	return false;
}

/* In real time: the bench's own clock may stand still by now. */
static void wait_for_jobs(struct runner *r, unsigned ms)
{
	struct pollfd p = { .fd = r->fd, .events = POLLIN };

	read_replies(r);
	for (unsigned waited = 0; waited < ms && r->fd >= 0 && any_job(r); waited += POLL_MS) {
		poll(&p, 1, POLL_MS);
		read_replies(r);
	}
}

static void end_all(struct runner *r, enum runner_verb verb)
{
	for (size_t i = 0; i < RUNNER_JOBS && r->fd >= 0; i++)
		if (r->jobs[i].id)
			ask_to_end(r, &r->jobs[i], verb);
}

static void free_all(struct runner *r)
{
	for (size_t i = 0; i < r->commands.count; i++) {
		for (size_t n = 0; r->commands.row[i].argv && n < r->commands.row[i].words; n++)
			free(r->commands.row[i].argv[n]);
		free(r->commands.row[i].argv);
		free(r->commands.row[i].name);
	}
	free(r->commands.row);
	free(r);
}

void runner_finish(struct runner *r)
{
	if (!r)
		return;
	wait_for_jobs(r, WAIT_AT_END_MS);
	end_all(r, RUNNER_TERM);
	wait_for_jobs(r, GRACE_MS);
	end_all(r, RUNNER_KILL);
	wait_for_jobs(r, GRACE_MS);
	if (r->fd >= 0)
		close(r->fd);
	if (r->pid > 0)
		while (waitpid(r->pid, NULL, 0) < 0 && errno == EINTR)
			;
	free_all(r);
}
