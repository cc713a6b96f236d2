/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * web.c -- netrecover-web: the live page of a bench, in a process of its own without rights.
 *
 *	netrecover-web FD VIEW USER SANDBOX NETWORK/PREFIX LEVEL
 *
 *	FD        a TCP socket that listens
 *	VIEW      the bench's socket for looking
 *	USER      whom to become when started as root
 *	SANDBOX   yes, no
 *	NETWORK   of the bench: nobody from there is let in
 *	LEVEL     of the log: a number of syslog(3)
 *
 * "netrecover web" (verb_web.c) has looked at all of it, and starts this program in its place.
 */
#include <config.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/noun.h"
#include "core/host/rights.h"
#include "core/host/sandbox.h"
#include "core/web/door.h"
#include "core/web/feed.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ARGUMENTS 7

struct web {
	struct shelf *shelf;
	struct feed *feed;
	struct door *door;
	struct ev_loop *loop;
	char lost[128];         /* as it was logged last */
	int status;
};

static void on_said(const json_t *status, void *arg)
{
	struct web *w = arg;

	if (shelf_take(w->shelf, status, clock_wall_ms()) < 0)
		log_line(LOG_ERR, "web", "no memory for all phones");
	if (w->lost[0])
		log_line(LOG_INFO, "web", "the bench answers again");
	w->lost[0] = '\0';
	door_news(w->door);
}

static void on_lost(const char *why, void *arg)
{
	struct web *w = arg;

	if (strcmp(w->lost, why) != 0)
		log_line(LOG_NOTICE, "web", "%s; it is tried again", why);
	snprintf(w->lost, sizeof(w->lost), "%s", why);
	shelf_lose(w->shelf, why);
	door_news(w->door);
}

static void on_viewers(unsigned count, void *arg)
{
	struct web *w = arg;

	log_line(LOG_DEBUG, "web", "%u %s open", count, noun_of(count, "page is", "pages are"));
	feed_want(w->feed, count > 0);
}

static void on_signal(struct ev_loop *loop, ev_signal *w, int revents)
{
	struct web *web = w->data;

	(void)revents;
	web->status = w->signum == SIGINT ? 130 : 0;
	ev_break(loop, EVBREAK_ALL);
}

static int give_up_rights(const char *user, bool sandbox)
{
	struct rights_user who;

	if (rights_lookup(user, &who) < 0 || rights_drop(&who, false) < 0)
		return 1;
	if (sandbox)
		return sandbox_enter() < 0;
	sandbox_forget();
	return 0;
}

/* What the verb wrote; what is no number is -1. */
static int number(const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	return end == text || *end || n < 0 || n > 65535 ? -1 : (int)n;
}

static int open_all(struct web *w, const char *const *argv)
{
	static const struct feed_ops ops = { on_said, on_lost };
	struct door_conf conf = { .fd = number(argv[1]), .viewers = on_viewers, .arg = w };
	char network[INET_ADDRSTRLEN];
	const char *slash = strchr(argv[5], '/');
	int prefix;

	snprintf(network, sizeof(network), "%.*s", (int)(slash ? slash - argv[5] : 0), argv[5]);
	prefix = slash ? number(slash + 1) : -1;
	if (inet_pton(AF_INET, network, &conf.wire) != 1 || prefix < 0 || prefix > 32 || conf.fd < 3) {
		log_line(LOG_ERR, "web", "this is started by: " PACKAGE_NAME " web");
		return 2;
	}
	conf.prefix = (unsigned)prefix;
	w->loop = ev_loop_new(EVFLAG_AUTO);
	conf.shelf = w->shelf = shelf_new();
	w->feed = w->loop && w->shelf ? feed_new(w->loop, argv[2], &ops, w) : NULL;
	if (!w->feed) {
		log_line(LOG_ERR, "web", "no memory");
		return 1;
	}
	if (give_up_rights(argv[3], strcmp(argv[4], "yes") == 0))
		return 1;
	return door_open(&w->door, w->loop, &conf) < 0;
}

static void serve(struct web *w)
{
	ev_signal interrupted, terminated;

	ev_signal_init(&interrupted, on_signal, SIGINT);
	ev_signal_init(&terminated, on_signal, SIGTERM);
	interrupted.data = terminated.data = w;
	ev_signal_start(w->loop, &interrupted);
	ev_signal_start(w->loop, &terminated);
	ev_run(w->loop, 0);
}

int main(int argc, char **argv)
{
	struct web w = { .status = 1 };

	if (argc != ARGUMENTS) {
		log_line(LOG_ERR, NULL, "this is started by: " PACKAGE_NAME " web");
		return 2;
	}
	log_set_form(log_find_form(STDERR_FILENO, true));
	log_set_level(number(argv[6]));
	signal(SIGPIPE, SIG_IGN);
	if (open_all(&w, (const char *const *)argv) == 0)
		serve(&w);
	door_close(w.door);
	feed_free(w.feed);
	shelf_free(w.shelf);
	if (w.loop)
		ev_loop_destroy(w.loop);
	return w.status;
}
