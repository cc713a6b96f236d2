/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_JAIL_H
#define CORE_JAIL_H
/*
 * jail.h -- a child that runs what nobody vouches for takes everything from itself first.
 */

/*
 * From now on: no network but a loopback of its own, no rights, nothing written to a file, at
 * most @seconds of processor time and a gigabyte of memory, no core file.  What this machine
 * does not let a process do to itself is left out: an ordinary user has no rights to lose.
 */
void jail_enter(unsigned seconds);

#endif
