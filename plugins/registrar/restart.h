/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PLUGINS_REGISTRAR_RESTART_H
#define PLUGINS_REGISTRAR_RESTART_H
/*
 * restart.h -- when to restart a registered phone whose next step waits.
 *
 * A restart makes it fetch its configuration; a reset boots it.  The gentle way
 * comes first, the other when it did not help, and then ever more rarely: a
 * phone must not be kept in a loop of restarts.  Pure; the clock is passed in.
 */
#include <netrecover/protocol.h>

enum restart_kind {
	RESTART_NONE = 0,
	RESTART_GENTLE,
	RESTART_HARD,
};

#define RESTART_PHONES 1024             /* remembered; a new one takes the oldest place */
#define RESTART_PAUSE 60.               /* seconds between the first two; doubled each time */
#define RESTART_PAUSE_MAX 1920.

struct restart_entry {
	nr_phone_id phone;
	char load[32];                  /* that it said it runs: another one is a new matter */
	unsigned tries;
	double at;                      /* of the last one */
};

struct restarts {
	struct restart_entry entry[RESTART_PHONES];
};

/*
 * @wanted: what nr_ask_restart() said; @load: what the phone says that it runs, or
 * "".  What is returned counts as sent.
 */
enum restart_kind restart_due(struct restarts *r, nr_phone_id phone, const char *load, bool wanted,
			      double now);

#endif
