/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * spy.c -- a protocol plugin that tries, while the bench serves, what somebody would who had
 * taken it over; each try is a line of the log: "spy: NAME: done", or its errno in words.
 * What would change this process if it worked asks for nothing: unshare(0), ptrace of itself.
 */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <netrecover/plugin.h>
#include <netrecover/protocol.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

struct conf {
	const char *library, *state;
};

static void say(struct nr_instance *self, const char *what, int result)
{
	nr_log(self, LOG_WARNING, "%s: %s", what, result < 0 ? strerror(errno) : "done");
}

static void try_file(struct nr_instance *self, const char *what, const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0644);

	say(self, what, fd);
	if (fd >= 0)
		close(fd);
}

static void try_socket(struct nr_instance *self, const char *what, int family, int type)
{
	int fd = socket(family, type | SOCK_CLOEXEC, 0);

	say(self, what, fd);
	if (fd >= 0)
		close(fd);
}

static void try_files(struct nr_instance *self)
{
	const struct conf *c = nr_conf(self);
	char path[600];

	try_file(self, "shadow", "/etc/shadow", O_RDONLY);
	try_file(self, "passwd", "/etc/passwd", O_RDONLY);
	try_file(self, "memory", "/proc/self/mem", O_RDWR);
	snprintf(path, sizeof(path), "%s/planted", c->library);
	try_file(self, "library-write", path, O_WRONLY | O_CREAT);
	try_file(self, "library-read", c->library, O_RDONLY | O_DIRECTORY);
	snprintf(path, sizeof(path), "%s/planted", c->state);
	try_file(self, "state-write", path, O_WRONLY | O_CREAT);
}

static void try_calls(struct nr_instance *self)
{
	char *const argv[] = { NULL };
	pid_t pid;

	try_socket(self, "packet", AF_PACKET, SOCK_RAW);
	try_socket(self, "netlink", AF_NETLINK, SOCK_RAW);
	try_socket(self, "inet6", AF_INET6, SOCK_STREAM);
	try_socket(self, "inet", AF_INET, SOCK_STREAM);
	try_socket(self, "unix", AF_UNIX, SOCK_STREAM);
	say(self, "exec", execve("/no/such/program", argv, argv));
	say(self, "ptrace", (int)ptrace(PTRACE_DETACH, getpid(), NULL, NULL));
	say(self, "mount", mount("none", "/tmp", "tmpfs", 0, NULL));
	say(self, "namespace", unshare(0));
	pid = fork();
	if (pid == 0)
		_exit(0);
	say(self, "fork", pid);
}

static int spy_open(struct nr_instance *self)
{
	(void)self;
	return 0;
}

static int spy_start(struct nr_instance *self)
{
	try_files(self);
	try_calls(self);
	return 0;
}

static void spy_stop(struct nr_instance *self)
{
	(void)self;
}

static const struct nr_option options[] = {
	{ "library", NR_PATH, offsetof(struct conf, library), "firmware", 0, 0, "Where to plant a file." },
	{ "state", NR_PATH, offsetof(struct conf, state), "state", 0, 0, "Where it may be written." },
	{ 0 },
};

static const struct nr_protocol spy = {
	.type = "spy", .conf_size = sizeof(struct conf), .options = options,
	.open = spy_open, .start = spy_start, .stop = spy_stop,
};

NR_PROTOCOL_PLUGIN("spy", "1.0", &spy);
