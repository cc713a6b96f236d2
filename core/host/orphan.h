/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_ORPHAN_H
#define CORE_ORPHAN_H
/*
 * orphan.h -- sockets of this process, whoever opened them, whose interface was taken off the
 * machine.  Only looks.
 */

/*
 * Calls @adopt for each socket of AF_INET that is bound (SO_BINDTODEVICE) to an interface that
 * is gone.  0, or what the first @adopt below 0 returned; the others are called all the same.
 */
int orphan_each(int (*adopt)(int fd, void *arg), void *arg);
/* How many sockets of AF_PACKET are bound to an interface that is gone. */
unsigned orphan_packet_count(void);

#endif
