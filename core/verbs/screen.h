/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SCREEN_H
#define CORE_SCREEN_H
/*
 * screen.h -- the table of a bench on a terminal: the alternate screen, keys, questions.
 * What it shows is made by view.h; it draws once a second, and at once after a key, and
 * sends the terminal only what has changed.
 */
#include <ev.h>
#include <jansson.h>
#include <stdbool.h>

struct screen;

struct screen_ops {
	/* The status document, a new reference; NULL: nothing has changed since. */
	json_t *(*status)(void *arg);
	/* Do what the line says, as the control socket does: a new reference, or NULL with
	 * *error (malloc()ed or NULL).  NULL: this screen only looks. */
	json_t *(*ask)(const char *line, char **error, void *arg);
	void (*quit)(void *arg);
	bool asks_before_quit;          /* when phones must not be unplugged */
};

/* Reads what it needs to know of the terminal and the locale: before a sandbox is entered.
 * NULL: this is no terminal on which that is possible (TERM=dumb), or no memory. */
struct screen *screen_new(const struct screen_ops *ops, void *arg);
/* Begin to draw, and to read keys. */
void screen_start(struct screen *s, struct ev_loop *loop);
/* A line of the log goes to the pane. */
void screen_log(struct screen *s, const char *line);
/* Somebody wants to end it (Ctrl-C).  True: a question stands there now; false: it may end. */
bool screen_ask_quit(struct screen *s);
/* The terminal as it was before.  NULL is right. */
void screen_free(struct screen *s);

#endif
