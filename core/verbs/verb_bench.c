/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * verb_bench.c -- the verbs that talk to a running bench through its control
 * socket: status, watch, hold, resume, retry, forget, reset.
 */
#include <config.h>

#include "core/base/log.h"
#include "core/base/device_name.h"
#include "core/base/noun.h"
#include "core/verbs/app.h"
#include "core/verbs/ask.h"
#include "core/verbs/columns.h"
#include "core/verbs/screen.h"

#include <ev.h>
#include <stdlib.h>
#include <unistd.h>

#define WATCH_EVERY 0.5         /* seconds */

/* -- what people read ----------------------------------------------------------------- */

/* As text_of() of view.c, where what is not there is blank. */
static const char *text(const json_t *object, const char *key)
{
	const char *s = json_string_value(json_object_get(object, key));

	return s ? s : "-";
}

static long long number(const json_t *object, const char *key)
{
	return (long long)json_integer_value(json_object_get(object, key));
}

/* ". Do: ..." to @phone, or @alert; "" where nothing is. */
static const char *what_to_do(const json_t *row, char buf[400])
{
	const char *remedy = json_string_value(json_object_get(row, "remedy"));

	snprintf(buf, 400, "%s%s", remedy ? ". Do: " : "", remedy ? remedy : "");
	return buf;
}

/* "step 2/3 SCCP45.9-3-1SR4-1S, apps45.sbn 3%: downloading; do not unplug" */
static void put_progress(struct columns *c, const json_t *phone)
{
	long long bytes = number(phone, "bytes"), total = number(phone, "total");
	const char *code = json_string_value(json_object_get(phone, "code"));
	const char *advice = json_string_value(json_object_get(phone, "advice"));
	char step[120] = "", file[120] = "", remedy[400];

	if (number(phone, "steps") > 0)
		snprintf(step, sizeof(step), "step %lld/%lld %.80s, ", number(phone, "step"), number(phone, "steps"),
			 text(phone, "step_load"));
	if (json_is_string(json_object_get(phone, "file")) && total > 0)
		snprintf(file, sizeof(file), "%.80s %lld%%, ", text(phone, "file"), bytes * 100 / total);
	columns_below(c, "    %s%s%s%s%s%s%s%s", step, file, code ? code : "", code ? ": " : "", text(phone, "message"),
		      advice ? "; " : "", advice ? advice : "", what_to_do(phone, remedy));
}

#define STATUS_COLUMNS 5

static void put_phone(struct columns *c, const json_t *phone)
{
	columns_put(c, "%s", text(phone, "name"));
	columns_put(c, "%s", text(phone, "ip"));
	columns_put(c, "%s", text(phone, "model"));
	columns_put(c, "%s", text(phone, "state"));
	columns_put(c, "%s -> %s", text(phone, "load"), text(phone, "target"));
	put_progress(c, phone);
	if (json_is_string(json_object_get(phone, "address_note")))
		columns_below(c, "    %s", text(phone, "address_note"));
}

static int print_status(const json_t *doc)
{
	const json_t *phones = json_object_get(doc, "phones"), *phone, *alert;
	struct columns c;
	size_t i, count = 0;
	char remedy[400];

	json_array_foreach(phones, i, phone)
		count += strcmp(text(phone, "state"), "stranger") != 0 &&
			 (strcmp(text(phone, "state"), "seen") != 0 || json_is_string(json_object_get(phone, "code")));
	printf("netrecover %s on %s, %s, guard %s, %zu %s\n", text(doc, "version"),
	       text(doc, "interface"), text(doc, "address"), text(doc, "guard"),
	       count, noun_of(count, "phone", "phones"));
	json_array_foreach(json_object_get(doc, "alerts"), i, alert)
		printf("    %s: %s%s%s%s\n", text(alert, "code"),
		       json_is_string(json_object_get(alert, "phone")) ? text(alert, "phone") : "",
		       json_is_string(json_object_get(alert, "phone")) ? ": " : "", text(alert, "message"),
		       what_to_do(alert, remedy));
	columns_init(&c, STATUS_COLUMNS, NULL);
	json_array_foreach(phones, i, phone)
		put_phone(&c, phone);
	return columns_print(&c);
}

/* Everything that is known of one phone, a line each. */
static int print_phone_whole(const json_t *phone)
{
	static const char *const keys[] = { "name", "mac", "ip", "model", "model_source", "load",
					    "load_source", "serial", "hardware", "target", "state", "step",
					    "steps", "step_load", "file", "step_bytes", "step_total",
					    "rate", "left", "link", "code", "message", "remedy", "certainty",
					    "advice", "writing_since", "overdue", "vlan", "address_note",
					    "disagreement", "reason", "since" };
	struct columns c;

	columns_init(&c, 2, NULL);
	for (size_t i = 0; i < NR_ARRAY_SIZE(keys); i++) {
		const json_t *v = json_object_get(phone, keys[i]);

		if (!json_is_integer(v) && !json_is_true(v) && !(json_is_string(v) && json_string_value(v)[0]))
			continue;
		columns_put(&c, "%s", keys[i]);
		if (json_is_integer(v))
			columns_put(&c, "%lld", (long long)json_integer_value(v));
		else if (json_is_true(v))
			columns_put(&c, "yes");
		else
			columns_put(&c, "%s", json_string_value(v));
	}
	return columns_print(&c);
}

/* -- one question --------------------------------------------------------------------- */

/* Ask @line of the bench of this configuration, also where one may only look (@looks); the
 * answer, or NULL with the exit status. */
static json_t *ask(struct app *app, const char *line, bool looks, int *status)
{
	struct settings c;
	json_t *answer;

	*status = app_config(app, &c);
	if (*status != EXIT_GOOD)
		return NULL;
	answer = looks ? ask_to_look(c.control, c.view, line) : ask_bench(c.control, line);
	if (!answer)
		*status = EXIT_RUNTIME;
	settings_finish(&c);
	return answer;
}

int verb_status(struct app *app, int argc, char **argv)
{
	int status;
	char line[128];
	json_t *doc;

	snprintf(line, sizeof(line), "status%s%.60s", argc ? " " : "", argc ? argv[0] : "");
	doc = ask(app, line, true, &status);
	if (!doc)
		return status;
	if (app->json)
		return app_print_json(doc);
	status = argc ? print_phone_whole(doc) : print_status(doc);
	json_decref(doc);
	return status;
}

/* Without a newline, which ends a request. */
static bool append(char *line, size_t size, const char *word)
{
	size_t n = strlen(line);

	if (strpbrk(word, "\r\n"))
		return false;
	return snprintf(line + n, size - n, "%s%s", n ? " " : "", word) < (int)(size - n);
}

/*
 * hold, resume, retry, forget, reset, model, load, target, note: the bench does it, we send
 * the line and print what it says.
 */
int verb_control(struct app *app, int argc, char **argv)
{
	char line[1024] = "";
	bool fits = append(line, sizeof(line), app->verb);
	const char *said;
	int status;
	json_t *doc;

	if (app->force)
		fits &= append(line, sizeof(line), "force");
	for (int i = 0; i < argc; i++)
		fits &= append(line, sizeof(line), argv[i]);
	if (!fits)
		return app_fail(EXIT_USAGE, "that is too long, or has a line break in it");
	doc = ask(app, line, false, &status);
	if (!doc)
		return status;
	if (app->json)
		return app_print_json(doc);
	said = json_string_value(json_object_get(doc, "message"));
	if (said && !app->quiet)
		puts(said);
	json_decref(doc);
	return EXIT_GOOD;
}

/* Write the MAC address of the phone that @word means, with a line when it means none. */
static bool read_phone(const char *word, char mac[NR_MAC_STR_SIZE])
{
	struct nr_mac m;

	if (!device_name_mac(word, &m)) {
		app_fail(EXIT_USAGE, "'%s' is not a phone: write its name or its MAC address", word);
		return false;
	}
	nr_mac_str(&m, mac);
	return true;
}

/* -- watch ------------------------------------------------------------------------------ */

struct watcher {
	const struct app *app;
	struct settings config;
	char only[NR_MAC_STR_SIZE]; /* the address of this phone; "": all */
	struct screen *screen;  /* NULL: no terminal */
	struct ev_loop *loop;
	char said[300];         /* the last line of the log */
	json_t *last;           /* name -> phone, as printed last */
	bool answered, gone;
	int status;             /* exit status to end with */
	ev_timer again;
	ev_signal interrupted, terminated;
};

/* Would a reader of lines want to hear it?  Not that some more bytes were sent. */
static bool same_news(const json_t *a, const json_t *b)
{
	static const char *const keys[] = { "state", "model", "load", "target", "step", "file",
					    "code", "message", "advice" };

	for (size_t i = 0; i < NR_ARRAY_SIZE(keys); i++)
		if (!json_equal(json_object_get(a, keys[i]), json_object_get(b, keys[i])))
			return false;
	return true;
}

/* A line at a time: the widths are those that nearly all have. */
static void print_phone(const json_t *phone)
{
	static const size_t width[] = { 15, sizeof("255.255.255.255") - 1, 6, 8 };
	struct columns c;

	columns_init(&c, STATUS_COLUMNS, NULL);
	for (size_t i = 0; i < NR_ARRAY_SIZE(width); i++)
		columns_least(&c, i, width[i]);
	put_phone(&c, phone);
	(void)columns_print(&c);
}

static void print_news(struct watcher *w, json_t *phone)
{
	const char *name = text(phone, "name");
	const json_t *before = json_object_get(w->last, name);

	if (before && (w->app->json ? json_equal(before, phone) : same_news(before, phone)))
		return;
	json_object_set(w->last, name, phone);
	if (w->app->json) {
		json_dumpf(phone, stdout, JSON_COMPACT);
		putchar('\n');
	} else {
		print_phone(phone);
	}
}

/* Take all phones but the one that is watched out of the document. */
static void keep_only(json_t *doc, const char *mac)
{
	json_t *phones = json_object_get(doc, "phones");

	for (size_t i = json_array_size(phones); i-- > 0;)
		if (strcmp(text(json_array_get(phones, i), "mac"), mac) != 0)
			json_array_remove(phones, i);
}

static void show(struct watcher *w, json_t *doc)
{
	json_t *phone;
	size_t i;

	if (w->only[0])
		keep_only(doc, w->only);
	json_array_foreach(json_object_get(doc, "phones"), i, phone)
		print_news(w, phone);
	fflush(stdout);
}

/* What the bench says now; NULL: it is gone, and the watch ends. */
static json_t *look(struct watcher *w)
{
	json_t *doc = NULL;

	/* A bench takes its socket with it when it stops in order. */
	if (w->answered && access(w->config.control, F_OK) < 0)
		w->gone = true;
	else
		doc = ask_to_look(w->config.control, w->config.view, "status");
	if (doc) {
		w->answered = true;
		return doc;
	}
	if (!w->gone)
		w->status = EXIT_RUNTIME;
	ev_break(w->loop, EVBREAK_ALL);
	return NULL;
}

static void on_again(struct ev_loop *loop, ev_timer *timer, int revents)
{
	struct watcher *w = timer->data;
	json_t *doc = look(w);

	(void)loop;
	(void)revents;
	if (doc)
		show(w, doc);
	json_decref(doc);
}

static json_t *on_status(void *arg)
{
	struct watcher *w = arg;
	json_t *doc = look(w);

	if (doc && w->only[0])
		keep_only(doc, w->only);
	return doc;
}

static json_t *on_order(const char *line, char **error, void *arg)
{
	struct watcher *w = arg;
	json_t *answer = ask_bench(w->config.control, line);

	if (!answer)
		*error = strdup(w->said);
	return answer;
}

/* What is wrong goes to the screen, while there is one. */
static void on_log(int priority, const char *text, void *arg)
{
	struct watcher *w = arg;

	(void)priority;
	snprintf(w->said, sizeof(w->said), "%s", text);
	screen_log(w->screen, text);
}

static void on_quit(void *arg)
{
	struct watcher *w = arg;

	ev_break(w->loop, EVBREAK_ALL);
}

/* As in import_watch.c, for another struct. */
static void on_signal(struct ev_loop *loop, ev_signal *signal, int revents)
{
	struct watcher *w = signal->data;

	(void)revents;
	w->status = signal->signum == SIGINT ? EXIT_INTERRUPTED : EXIT_GOOD;
	ev_break(loop, EVBREAK_ALL);
}

static void watch_run(struct watcher *w, struct ev_loop *loop)
{
	ev_timer_init(&w->again, on_again, 0., WATCH_EVERY);
	ev_signal_init(&w->interrupted, on_signal, SIGINT);
	ev_signal_init(&w->terminated, on_signal, SIGTERM);
	w->again.data = w->interrupted.data = w->terminated.data = w;
	ev_signal_start(loop, &w->interrupted);
	ev_signal_start(loop, &w->terminated);
	if (w->screen) {
		log_set_sink(on_log, w);
		screen_start(w->screen, loop);
	} else {
		ev_timer_start(loop, &w->again);
	}
	ev_run(loop, 0);
	log_set_sink(NULL, NULL);
}

/* The table of a running bench on another terminal; elsewhere a line, or with
 * --json an object, whenever a phone has changed. */
int verb_watch(struct app *app, int argc, char **argv)
{
	static const struct screen_ops ops = { on_status, on_order, on_quit, false };
	struct watcher w = { .app = app };
	struct ev_loop *loop;

	if (argc > 0 && !read_phone(argv[0], w.only))
		return EXIT_USAGE;
	w.status = app_config(app, &w.config);
	if (w.status != EXIT_GOOD)
		return w.status;
	w.last = json_object();
	loop = w.loop = ev_loop_new(EVFLAG_AUTO);
	if (loop && w.last && !app->json)
		w.screen = screen_new(&ops, &w);
	if (loop && w.last)
		watch_run(&w, loop);
	else
		w.status = EXIT_RUNTIME;
	screen_free(w.screen);
	if (w.gone)
		log_line(LOG_INFO, NULL, "the bench has stopped");
	if (loop)
		ev_loop_destroy(loop);
	json_decref(w.last);
	settings_finish(&w.config);
	return w.status;
}
