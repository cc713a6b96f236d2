/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * port.c -- see port.h.
 */
#include <config.h>

#include "plugins/dhcp/port.h"

#include <errno.h>
#include <linux/filter.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The kernel drops each datagram at the door: no wake-up, no buffer. */
static int deafen(int fd)
{
	struct sock_filter none[] = { BPF_STMT(BPF_RET | BPF_K, 0) };
	struct sock_fprog program = { 1, none };

	return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof(program));
}

int port_hold(const char *interface)
{
	struct sockaddr_in any = { .sin_family = AF_INET, .sin_port = htons(PORT_SERVER) };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), failed;

	if (fd < 0)
		return -errno;
	if (deafen(fd) == 0 &&
	    setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, interface,
		       (socklen_t)strlen(interface)) == 0 &&
	    bind(fd, (struct sockaddr *)&any, sizeof(any)) == 0)
		return fd;
	failed = errno;
	close(fd);
	return -failed;
}
