/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PLUGINS_HOLDER_H
#define PLUGINS_HOLDER_H
/*
 * holder.h -- which process has a port already, so that a message can name it.
 */
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Which program has @port, TCP or UDP, of @addr, or of every address?  INADDR_ANY: of any one.  Writes
 * "nginx (process 812)", or "another program" when we may not look at it.
 */
void holder_find(bool tcp, struct in_addr addr, uint16_t port, char *buf,
		     size_t size);

#endif
