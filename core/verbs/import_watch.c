/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * import_watch.c -- import what is dropped into a folder, until interrupted.
 *
 * A process of its own: the bench holds no right to write to the library, and sees by
 * itself what came in.  What was imported stays where it was dropped.
 */
#include <config.h>
#include "core/verbs/import_watch.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/library/import.h"
#include "core/library/inbox.h"
#include "core/verbs/import_print.h"

#include <errno.h>
#include <ev.h>
#include <jansson.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

struct import_watcher {
	struct app *app;
	struct desk *desk;
	const char *folder;
	struct inbox *inbox;
	ev_io event;
	ev_timer again;
	ev_signal interrupted, terminated;
	int status;
};

static void take(struct import_watcher *w, const char *path)
{
	struct import_report report;

	import_quietly(w->desk->config.library, &path, 1, &w->desk->plugins, &report);
	if (w->app->json)
		import_print_stream(&report);
	else
		import_print_lines(w->app, &report);
	outcomes_finish(&report.found);
}

/* One file a turn, so that a signal is heard between two. */
static void turn(struct import_watcher *w, struct ev_loop *loop)
{
	char path[PATH_SIZE];
	bool took = inbox_next(w->inbox, clock_mono_ms(), path);
	int64_t ms;

	if (took)
		take(w, path);
	ms = took ? 0 : inbox_wait_ms(w->inbox);
	ev_timer_stop(loop, &w->again);
	if (ms < 0)
		return;
	ev_timer_set(&w->again, (double)ms / 1000, 0.);
	ev_timer_start(loop, &w->again);
}

static void on_again(struct ev_loop *loop, ev_timer *timer, int revents)
{
	(void)revents;
	turn(timer->data, loop);
}

static void on_event(struct ev_loop *loop, ev_io *io, int revents)
{
	struct import_watcher *w = io->data;
	int r = inbox_read(w->inbox, clock_mono_ms());

	(void)revents;
	if (r < 0) {
		w->status = app_fail(EXIT_RUNTIME, "%s: %s", w->folder, r == -ENOENT ? "the folder is gone" :
				     strerror(-r));
		ev_break(loop, EVBREAK_ALL);
		return;
	}
	turn(w, loop);
}

/* As in verb_bench.c, for another struct: ev_signal has no more than a pointer. */
static void on_signal(struct ev_loop *loop, ev_signal *signal, int revents)
{
	struct import_watcher *w = signal->data;

	(void)revents;
	w->status = signal->signum == SIGINT ? EXIT_INTERRUPTED : EXIT_GOOD;
	ev_break(loop, EVBREAK_ALL);
}

static void run(struct import_watcher *w, struct ev_loop *loop)
{
	ev_io_init(&w->event, on_event, inbox_fd(w->inbox), EV_READ);
	ev_timer_init(&w->again, on_again, 0., 0.);
	ev_signal_init(&w->interrupted, on_signal, SIGINT);
	ev_signal_init(&w->terminated, on_signal, SIGTERM);
	w->event.data = w->again.data = w->interrupted.data = w->terminated.data = w;
	ev_io_start(loop, &w->event);
	ev_signal_start(loop, &w->interrupted);
	ev_signal_start(loop, &w->terminated);
	ev_timer_start(loop, &w->again);
	if (!w->app->json)
		log_line(LOG_INFO, "import", "waiting for archives in %s; Ctrl-C ends this", w->folder);
	ev_run(loop, 0);
}

static bool same_folder(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

int import_watch(struct app *app, struct desk *d, const char *folder)
{
	struct import_watcher w = { .app = app, .desk = d, .folder = folder };
	struct ev_loop *loop;
	int r;

	if (same_folder(folder, d->config.library))
		return app_fail(EXIT_USAGE, "%s is the library itself: what lies there needs no import", folder);
	r = inbox_new(&w.inbox, folder, clock_mono_ms());
	if (r < 0)
		return app_fail(EXIT_USAGE, "%s: %s", folder, strerror(-r));
	loop = ev_loop_new(EVFLAG_AUTO);
	if (loop)
		run(&w, loop);
	else
		w.status = app_fail(EXIT_RUNTIME, "no event loop");
	if (loop)
		ev_loop_destroy(loop);
	inbox_free(w.inbox);
	return w.status;
}
