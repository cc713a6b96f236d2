/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PLUGINS_HOLDER_H
#define PLUGINS_HOLDER_H
/*
 * holder.h -- which process has a port already, so that a message can name it.
 */
#include "plugins/listener/listener.h"

/*
 * Who has @port of @addr, or of every address?  @addr INADDR_ANY: of any one.  Writes
 * "nginx (process 812)", or "another program" when we may not look at it.
 */
void holder_find(enum listener_kind kind, struct in_addr addr, uint16_t port, char *buf,
		     size_t size);

#endif
