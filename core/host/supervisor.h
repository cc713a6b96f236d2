/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SUPERVISOR_H
#define CORE_SUPERVISOR_H
/*
 * supervisor.h -- tell the service manager that started the bench how it is: sd_notify(3),
 * of which nothing but its datagram is needed.  Without a manager all of it does nothing.
 */

struct supervisor {
	int fd;                 /* connected; -1: nobody wants to know */
};

/*
 * Connect to the socket that the environment names, and take its name out of there, so that no
 * child speaks for the bench.  To be called before the rights go.  A socket that is not there is logged,
 * and no failure.
 */
void supervisor_init(struct supervisor *n);
/* Lines of the protocol: "READY=1\nSTATUS=serving eth1".  Never waits; what the manager
 * does not take is lost. */
void supervisor_say(const struct supervisor *n, const char *lines);
void supervisor_finish(struct supervisor *n);

#endif
