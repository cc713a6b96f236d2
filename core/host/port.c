/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* port.c -- see port.h. */
#include <config.h>

#include "core/host/port.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int ports_add(struct port_list *l, const struct port *p)
{
	struct port *row = reallocarray(l->row, l->count + 1, sizeof(*row));

	if (!row)
		return -ENOMEM;
	l->row = row;
	row[l->count++] = *p;
	return 0;
}

void ports_finish(struct port_list *l)
{
	free(l->row);
	memset(l, 0, sizeof(*l));
}

const char *port_text(const struct port *p, struct in_addr address, char buf[PORT_TEXT_SIZE])
{
	char text[INET_ADDRSTRLEN];

	inet_ntop(AF_INET, &address, text, sizeof(text));
	snprintf(buf, PORT_TEXT_SIZE, "%s port %u%s%s", p->how & NR_PORT_TCP ? "TCP" : "UDP", p->number,
		 p->how & NR_PORT_EVERY ? "" : " of ", p->how & NR_PORT_EVERY ? "" : text);
	return buf;
}

bool port_is_low(const struct port *p)
{
	FILE *f = fopen("/proc/sys/net/ipv4/ip_unprivileged_port_start", "re");
	unsigned first = 1024;

	if (f) {
		if (fscanf(f, "%u", &first) != 1)
			first = 1024;
		fclose(f);
	}
	return p->number < first;
}

int port_try(const struct port *p, const char *interface, struct in_addr address)
{
	const struct sockaddr_in a = {
		.sin_family = AF_INET,
		.sin_port = htons(p->number),
		.sin_addr = { p->how & NR_PORT_EVERY ? INADDR_ANY : address.s_addr },
	};
	bool tcp = p->how & NR_PORT_TCP;
	int fd = socket(AF_INET, (tcp ? SOCK_STREAM : SOCK_DGRAM) | SOCK_CLOEXEC, 0), on = 1, r = 0;

	if (fd < 0)
		return -errno;
	(void)setsockopt(fd, IPPROTO_IP, IP_FREEBIND, &on, sizeof(on));
	/* Connections of an earlier run do not count. */
	if (tcp)
		(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, interface, (socklen_t)strlen(interface)) < 0 &&
	    errno != EPERM)
		r = -errno;
	if (r == 0 && bind(fd, (const struct sockaddr *)&a, sizeof(a)) < 0)
		r = -errno;
	close(fd);
	return r;
}
