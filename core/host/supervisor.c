/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* supervisor.c -- see supervisor.h. */
#include <config.h>

#include "core/host/supervisor.h"
#include "core/base/log.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* A path, or "@name" for one without a file. */
static socklen_t address_of(const char *name, struct sockaddr_un *a)
{
	size_t length = strlen(name);

	memset(a, 0, sizeof(*a));
	a->sun_family = AF_UNIX;
	if ((name[0] != '/' && name[0] != '@') || length < 2 || length >= sizeof(a->sun_path))
		return 0;
	memcpy(a->sun_path, name, length);
	if (name[0] == '@')
		a->sun_path[0] = '\0';
	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
}

void supervisor_init(struct supervisor *n)
{
	const char *name = getenv("NOTIFY_SOCKET");
	struct sockaddr_un a;
	socklen_t length;

	n->fd = -1;
	if (!name)
		return;
	length = address_of(name, &a);
	if (length)
		n->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (n->fd < 0 || connect(n->fd, (struct sockaddr *)&a, length) < 0) {
		log_line(LOG_WARNING, "bench", "cannot reach the service manager: NOTIFY_SOCKET leads nowhere");
		supervisor_finish(n);
	}
	unsetenv("NOTIFY_SOCKET");
}

void supervisor_say(const struct supervisor *n, const char *lines)
{
	if (n->fd >= 0 && send(n->fd, lines, strlen(lines), MSG_NOSIGNAL) < 0)
		log_line(LOG_DEBUG, "bench", "the service manager did not listen: %m");
}

void supervisor_finish(struct supervisor *n)
{
	if (n->fd >= 0)
		close(n->fd);
	n->fd = -1;
}
