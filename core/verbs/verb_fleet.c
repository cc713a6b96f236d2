/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * verb_fleet.c -- the verb "fleet": all benches whose journals are collected in a folder, or that
 * tell a broker, as the table and the page of one.  It only looks: what it shows is one document
 * (core/fleet), which goes to the screen, to standard output, or through a socket for looking to the
 * page.
 */
#include <config.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/member.h"
#include "core/base/noun.h"
#include "core/fleet/collected.h"
#include "core/fleet/fleet.h"
#include "core/host/rights.h"
#include "core/serve/control.h"
#include "core/verbs/app.h"
#include "core/verbs/broker_start.h"
#include "core/verbs/columns.h"
#include "core/verbs/screen.h"
#include "core/verbs/web_start.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SHOWN 5000              /* phones of a table or a page: the worst */
#define SETTLED_MS 700          /* without one that was retained, after the broker answered: all of them are here */
#define ANSWER_MS 20000         /* for the broker's first word */
#define LINE_MAX_ (2 * FLEET_MESSAGE + 1024)

struct view_of_all {
	struct app *app;
	struct settings config;
	struct fleet *fleet;
	struct collected *collected;    /* NULL: a broker */
	long lines;                     /* read; < 0: -errno */
	int pipe;                       /* from netrecover-mqtt; -1: none */
	pid_t mqtt, web;                /* 0: none */
	char *text;                     /* LINE_MAX_ + 1, a line of it that is not whole */
	size_t len;
	bool skip;                      /* a line that is too long */
	bool up, once;                  /* the broker answers; a document is wanted, once */
	int64_t began, heard;           /* monotonic ms: the start, the last message that was retained */
	char wrong[FLEET_WHY];          /* that was said last */
	char folder[64];                /* with the socket for looking; "": none */
	struct control *control;
	struct screen *screen;
	struct ev_loop *loop;
	ev_io io;
	ev_timer second;
	ev_signal interrupted, terminated;
	int status;
};

/* -- as text ---------------------------------------------------------------------------- */

static void put_bench(struct columns *c, const json_t *b)
{
	char heard[40];

	snprintf(heard, sizeof(heard), "%s", member_text(b, "heard"));
	columns_put(c, "%s", member_text(b, "bench"));
	columns_put(c, "%s", member_text(b, "state"));
	columns_put(c, "guard %s", member_text(b, "guard"));
	columns_put(c, "%s", heard);
	columns_put(c, "%lld", member_number(b, "phones"));
	columns_put(c, "%lld", member_number(b, "need"));
	columns_put(c, "%lld", member_number(b, "missing"));
	if (member_text(b, "note")[0])
		columns_below(c, "    %s", member_text(b, "note"));
}

static int print_benches(const json_t *doc)
{
	static const char *const titles[] = { "BENCH", "STATE", "GUARD", "HEARD", "PHONES", "NEED YOU", "LINES MISSING" };
	const json_t *b;
	struct columns c;
	size_t i;

	columns_init(&c, NR_ARRAY_SIZE(titles), titles);
	json_array_foreach(json_object_get(doc, "benches"), i, b)
		put_bench(&c, b);
	return columns_print(&c);
}

/* "NR-LIB: the library lacks it; safe to unplug", of what there is. */
static void put_why(struct columns *c, const json_t *p)
{
	const char *code = member_text(p, "code"), *message = member_text(p, "message"), *advice = member_text(p, "advice");

	if (code[0] || message[0] || advice[0])
		columns_below(c, "    %s%s%s%s%s", code, code[0] ? ": " : "", message, message[0] && advice[0] ? "; " : "",
			      advice);
}

static int print_phones(const json_t *doc)
{
	static const char *const titles[] = { "PHONE", "BENCH", "MODEL", "STATE", "LOAD" };
	const json_t *p;
	struct columns c;
	size_t i;

	if (json_array_size(json_object_get(doc, "phones")) == 0)
		return EXIT_GOOD;
	putchar('\n');
	columns_init(&c, NR_ARRAY_SIZE(titles), titles);
	json_array_foreach(json_object_get(doc, "phones"), i, p) {
		columns_put(&c, "%s", member_text(p, "name"));
		columns_put(&c, "%s", member_text(p, "bench"));
		columns_put(&c, "%s", member_text(p, "model"));
		columns_put(&c, "%s", member_text(p, "state"));
		columns_put(&c, "%s -> %s", member_text(p, "load")[0] ? member_text(p, "load") : "-",
			    member_text(p, "target")[0] ? member_text(p, "target") : "-");
		put_why(&c, p);
	}
	return columns_print(&c);
}

static int print_all(const json_t *doc)
{
	const json_t *t = json_object_get(doc, "totals"), *a;
	size_t i;
	int status;

	printf("%s, %lld %s: %lld %s you, %lld do not unplug, %lld safe to unplug, %lld safe to move, %lld aside\n",
	       member_text(doc, "bench"), member_number(t, "phones"),
	       noun_of((unsigned long long)member_number(t, "phones"), "phone", "phones"), member_number(t, "needs_you"),
	       noun_of((unsigned long long)member_number(t, "needs_you"), "needs", "need"),
	       member_number(t, "do_not_unplug"), member_number(t, "safe_to_unplug"),
	       member_number(t, "safe_to_move"), member_number(t, "aside"));
	json_array_foreach(json_object_get(doc, "alerts"), i, a)
		printf("    %s%s%s\n", member_text(a, "code"), member_text(a, "code")[0] ? ": " : "", member_text(a, "message"));
	putchar('\n');
	status = print_benches(doc);
	return status == EXIT_GOOD ? print_phones(doc) : status;
}

static void print_once(struct view_of_all *v)
{
	json_t *doc = fleet_document(v->fleet, clock_wall_ms(), 0);

	if (!doc)
		v->status = app_fail(EXIT_RUNTIME, "no memory");
	else if (v->app->json)
		v->status = app_print_json(json_incref(doc));
	else
		v->status = print_all(doc);
	json_decref(doc);
}

/* -- where it comes from ------------------------------------------------------------------ */

static void read_folder(struct view_of_all *v)
{
	char why[200];

	v->lines = collected_read(v->collected, fleet_each, v->fleet);
	snprintf(why, sizeof(why), "%.150s: %s", v->app->journals, v->lines < 0 ? strerror((int)-v->lines) : "");
	fleet_lost(v->fleet, v->lines < 0 ? why : NULL);
}

/* One line for a message that is not understood, until it is another one. */
static void say_wrong(struct view_of_all *v, const char *why)
{
	if (strcmp(v->wrong, why) != 0)
		log_line(LOG_WARNING, "fleet", "[NR-MQTT] %s; it counts for nothing", why);
	snprintf(v->wrong, sizeof(v->wrong), "%s", why);
}

static void take_message(struct view_of_all *v, const json_t *o)
{
	const json_t *text = json_object_get(o, "text");
	char why[FLEET_WHY];

	/* What is retained comes first; what is said after it never ends. */
	if (json_is_true(json_object_get(o, "up")) || json_is_true(json_object_get(o, "retained")))
		v->heard = clock_mono_ms();
	if (json_is_true(json_object_get(o, "up"))) {
		v->up = true;
		fleet_lost(v->fleet, NULL);
	} else if (json_is_string(json_object_get(o, "down"))) {
		v->up = false;
		snprintf(why, sizeof(why), "the broker: %.120s; what is shown is the last that was heard", member_text(o, "down"));
		fleet_lost(v->fleet, why);
	} else if (fleet_message(v->fleet, member_text(o, "topic"), member_text(o, "text"), json_string_length(text),
				 json_is_true(json_object_get(o, "retained")), clock_wall_ms(), why)) {
		say_wrong(v, why);
	}
}

static void take_text(struct view_of_all *v)
{
	json_t *o = v->skip ? NULL : json_loadb(v->text, v->len, 0, NULL);

	if (json_is_object(o))
		take_message(v, o);
	json_decref(o);
	v->len = 0;
	v->skip = false;
}

static void on_pipe(struct ev_loop *loop, ev_io *w, int revents)
{
	struct view_of_all *v = w->data;
	char block[65536];
	ssize_t n = read(v->pipe, block, sizeof(block));

	(void)revents;
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (n <= 0) {
		ev_io_stop(loop, w);
		v->status = app_fail(EXIT_RUNTIME, "netrecover-mqtt has ended");
		ev_break(loop, EVBREAK_ALL);
		return;
	}
	for (ssize_t i = 0; i < n; i++) {
		if (block[i] == '\n')
			take_text(v);
		else if (v->len < LINE_MAX_)
			v->text[v->len++] = block[i];
		else
			v->skip = true;
	}
}

/* A process of its own listens to the broker: what comes from there is a stranger's. */
static int start_listening(struct view_of_all *v, const char *broker)
{
	int p[2], status = EXIT_RUNTIME;
	json_t *conf = broker_start_conf(&v->config, broker, &status);

	if (!conf)
		return status;
	json_object_set_new(conf, "listen", json_true());
	json_object_set_new(conf, "client", json_sprintf("netrecover-fleet-%d-%lld", (int)getpid(), (long long)clock_wall_ms()));
	v->text = malloc(LINE_MAX_ + 1);
	if (!v->text || pipe2(p, O_CLOEXEC) < 0) {
		json_decref(conf);
		return app_fail(EXIT_RUNTIME, "%s", strerror(errno));
	}
	fflush(stdout);
	v->mqtt = fork();
	if (v->mqtt == 0)
		_exit(broker_start_become(conf, p[1]));
	json_decref(conf);
	close(p[1]);
	v->pipe = p[0];
	return v->mqtt < 0 ? app_fail(EXIT_RUNTIME, "%s", strerror(errno)) : EXIT_GOOD;
}

static int start_reading(struct view_of_all *v)
{
	v->collected = collected_new(v->app->journals);
	if (!v->collected)
		return app_fail(EXIT_RUNTIME, "no memory");
	read_folder(v);
	if (v->lines < 0)
		return app_fail(EXIT_RUNTIME, "%s: %s", v->app->journals, strerror((int)-v->lines));
	return EXIT_GOOD;
}

/* -- where it goes -------------------------------------------------------------------------- */

static json_t *on_status(void *arg)
{
	struct view_of_all *v = arg;

	return fleet_document(v->fleet, clock_wall_ms(), SHOWN);
}

static json_t *on_request(const char *line, char **error, void *arg)
{
	if (strcmp(line, "status") == 0)
		return on_status(arg);
	*error = strdup("this socket only shows a fleet: ask for the status");
	return NULL;
}

static void on_quit(void *arg)
{
	struct view_of_all *v = arg;

	ev_break(v->loop, EVBREAK_ALL);
}

static void on_log(int priority, const char *text, void *arg)
{
	struct view_of_all *v = arg;

	(void)priority;
	screen_log(v->screen, text);
}

/* The socket for looking, in a folder that is its own, and netrecover-web at it. */
static int start_page(struct view_of_all *v, int fd, const char *place)
{
	char path[100];
	int err;

	snprintf(v->folder, sizeof(v->folder), "/tmp/netrecover-fleet-XXXXXX");
	if (!mkdtemp(v->folder)) {
		v->folder[0] = '\0';
		return app_fail(EXIT_RUNTIME, "/tmp: %s", strerror(errno));
	}
	snprintf(path, sizeof(path), "%s/view.sock", v->folder);
	err = chmod(v->folder, 0711) < 0 ? -errno : control_open_view(&v->control, path);
	if (err < 0)
		return app_fail(EXIT_RUNTIME, "%s: %s", path, strerror(-err));
	fflush(stdout);
	v->web = fork();
	if (v->web == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
		_exit(web_start_become(v->app, &v->config, path, place, fd));
	}
	return v->web < 0 ? app_fail(EXIT_RUNTIME, "%s", strerror(errno)) : EXIT_GOOD;
}

static void end_child(pid_t pid)
{
	int status;

	if (pid <= 0)
		return;
	kill(pid, SIGTERM);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
}

static void stop_page(struct view_of_all *v)
{
	end_child(v->web);
	control_close(v->control);
	if (v->folder[0])
		rmdir(v->folder);
}

/* -- while it runs ---------------------------------------------------------------------------- */

static bool has_ended(pid_t *pid)
{
	int status;

	if (*pid <= 0 || waitpid(*pid, &status, WNOHANG) != *pid)
		return false;
	*pid = 0;
	return true;
}

/* All that is retained is here, or the broker does not answer. */
static void look_whether_settled(struct view_of_all *v)
{
	int64_t now = clock_mono_ms();

	if (v->up && now - v->heard >= SETTLED_MS) {
		print_once(v);
		ev_break(v->loop, EVBREAK_ALL);
	} else if (!v->up && now - v->began >= ANSWER_MS) {
		v->status = app_fail(EXIT_RUNTIME, "the broker does not answer");
		ev_break(v->loop, EVBREAK_ALL);
	}
}

static void on_second(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct view_of_all *v = w->data;

	(void)revents;
	if (v->collected)
		read_folder(v);
	if (v->once)
		look_whether_settled(v);
	if (has_ended(&v->web)) {
		v->status = app_fail(EXIT_RUNTIME, "netrecover-web has ended");
		ev_break(loop, EVBREAK_ALL);
	}
}

static void on_signal(struct ev_loop *loop, ev_signal *signal, int revents)
{
	struct view_of_all *v = signal->data;

	(void)revents;
	v->status = signal->signum == SIGINT ? EXIT_INTERRUPTED : EXIT_GOOD;
	ev_break(loop, EVBREAK_ALL);
}

static void start_watchers(struct view_of_all *v)
{
	ev_timer_init(&v->second, on_second, v->once ? .1 : 1., v->once ? .1 : 1.);
	ev_signal_init(&v->interrupted, on_signal, SIGINT);
	ev_signal_init(&v->terminated, on_signal, SIGTERM);
	v->io.data = v->second.data = v->interrupted.data = v->terminated.data = v;
	ev_timer_start(v->loop, &v->second);
	ev_signal_start(v->loop, &v->interrupted);
	ev_signal_start(v->loop, &v->terminated);
	if (v->pipe >= 0) {
		ev_io_init(&v->io, on_pipe, v->pipe, EV_READ);
		v->io.data = v;
		ev_io_start(v->loop, &v->io);
	}
	if (v->control)
		control_start(v->control, v->loop, on_request, v);
}

static int run(struct view_of_all *v)
{
	static const struct screen_ops ops = { on_status, NULL, on_quit, false };

	v->began = clock_mono_ms();
	v->loop = ev_loop_new(EVFLAG_AUTO);
	if (!v->loop)
		return app_fail(EXIT_RUNTIME, "no memory");
	if (!v->control && !v->app->json)
		v->screen = screen_new(&ops, v);
	v->once = !v->control && !v->screen;
	if (v->once && v->collected) {
		print_once(v);
		return v->status;
	}
	start_watchers(v);
	if (v->screen) {
		log_set_sink(on_log, v);
		screen_start(v->screen, v->loop);
	}
	ev_run(v->loop, 0);
	log_set_sink(NULL, NULL);
	screen_free(v->screen);
	v->screen = NULL;
	return v->status;
}

/* What was collected may be root's to read; what comes from a broker is read by a user without rights. */
static int give_up_rights(struct view_of_all *v)
{
	struct rights_user who;

	if (rights_lookup(v->config.user, &who) < 0 || rights_drop(&who, v->app->journals != NULL) < 0)
		return EXIT_RUNTIME;
	return EXIT_GOOD;
}

static int start(struct view_of_all *v, const char *broker)
{
	const char *place = NULL;
	int status = EXIT_GOOD, fd = -1;

	if (v->app->listen)
		status = web_start_open(v->app, &v->config, &fd, &place);
	if (status == EXIT_GOOD && broker)
		status = start_listening(v, broker);
	if (status == EXIT_GOOD)
		status = give_up_rights(v);
	if (status == EXIT_GOOD && !broker)
		status = start_reading(v);
	if (status == EXIT_GOOD && fd >= 0)
		status = start_page(v, fd, place);
	if (fd >= 0)
		close(fd);
	return status;
}

static void finish(struct view_of_all *v)
{
	stop_page(v);
	end_child(v->mqtt);
	if (v->pipe >= 0)
		close(v->pipe);
	if (v->loop)
		ev_loop_destroy(v->loop);
	collected_free(v->collected);
	fleet_free(v->fleet);
	free(v->text);
	settings_finish(&v->config);
}

int verb_fleet(struct app *app, int argc, char **argv)
{
	struct view_of_all v = { .app = app, .pipe = -1 };
	int status;

	if ((argc > 0) == (app->journals != NULL))
		return app_fail(EXIT_USAGE, "which benches? BROKER, or --journals FOLDER");
	status = app_config(app, &v.config);
	if (status != EXIT_GOOD)
		return status;
	signal(SIGPIPE, SIG_IGN);
	v.fleet = fleet_new();
	status = v.fleet ? start(&v, argc ? argv[0] : NULL) : EXIT_RUNTIME;
	if (status == EXIT_GOOD)
		status = run(&v);
	finish(&v);
	return status;
}
