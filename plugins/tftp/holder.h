/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TFTP_HOLDER_H
#define TFTP_HOLDER_H
/*
 * holder.h -- who has a UDP port?  For the one line that tells the operator
 * which program to stop.
 */
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * Write "in.tftpd (process 812)" into @buf when a process that we may look at
 * holds UDP @port on @addr or on every address; else return false.
 */
bool holder_find(struct in_addr addr, uint16_t port, char *buf, size_t size);

#endif
