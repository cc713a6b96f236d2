/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_HOLDER_H
#define CORE_HOLDER_H
/*
 * holder.h -- which process has a port already, so that a message can name it.
 */
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

struct holder {
	char name[64];          /* "nginx (process 812)"; "another program" when we may not look at it */
	char stop[160];         /* "systemctl stop nginx.service", "kill 812", or how to find out */
};

/* Who has @port, TCP or UDP, of @addr, or of every address?  @addr INADDR_ANY: of any one. */
void holder_find(struct holder *out, bool tcp, struct in_addr addr, uint16_t port);

#endif
