/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * run.c -- the bench: open everything while privileged, become an ordinary
 * user, serve until stopped, and take back what was put on the machine.
 */
#include <config.h>

#include "core/base/build.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/noun.h"
#include "core/base/refused.h"
#include "core/host/address.h"
#include "core/host/folder.h"
#include "core/host/give.h"
#include "core/host/supervisor.h"
#include "core/host/rights.h"
#include "core/host/sandbox.h"
#include "core/phone/alert.h"
#include "core/phone/course.h"
#include "core/phone/diary.h"
#include "core/phone/memory.h"
#include "core/phone/patience.h"
#include "core/phone/power.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/phone/safety.h"
#include "core/phone/state.h"
#include "core/plugin/callback.h"
#include "core/serve/control.h"
#include "core/serve/hook.h"
#include "core/serve/instance.h"
#include "core/serve/metrics.h"
#include "core/serve/orders.h"
#include "core/serve/pickup.h"
#include "core/serve/rewire.h"
#include "core/serve/status.h"
#include "core/serve/wire.h"
#include "core/verbs/app.h"
#include "core/verbs/checklist.h"
#include "core/verbs/checkup_files.h"
#include "core/verbs/screen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* "Every phone seen is at rest" must hold this long before --until-done ends:
 * a shelf of phones does not switch on in one instant. */
#define SETTLE_MS 6000
/* Looks for new files in the library are so many seconds apart. */
#define PICKUP_TICKS 3
/* Journal lines of changed states are put on disk together, this late (seconds). */
#define SYNC_DELAY 0.05

struct run {
	struct app *app;
	struct bench bench;
	struct settings config;
	struct plugins plugins;
	struct pickup pickup;
	struct xmldefault xmldefault;
	struct address address;
	struct control *control, *view;
	struct supervisor supervisor;
	char told[128];         /* what it heard last */
	struct rights_user user;
	int state_fd;
	struct screen *screen;          /* NULL: no terminal */
	bool stale;             /* something of the status has changed since it was shown */
	struct metrics metrics;
	struct hook hook;
	struct watch *watch;
	struct rewire_machine machine;
	struct rewire rewire;
	ev_io wire;
	ev_signal interrupted, terminated, hangup;
	ev_timer tick, limit;
	unsigned ticks;
	ev_prepare prepare;
	ev_timer sync;
	size_t unread;          /* in the library, as it was last said */
	bool short_of_memory;   /* and it was said */
	int status;             /* exit status to end with */
};

/* -- the end ----------------------------------------------------------------------- */

static void end_with(struct run *r, int status)
{
	r->status = status;
	ev_break(r->bench.loop, EVBREAK_ALL);
}

/* The first Ctrl-C asks, when there is a terminal and somebody writes; no other signal does. */
static void on_interrupt(struct ev_loop *loop, ev_signal *w, int revents)
{
	struct run *r = w->data;

	(void)loop;
	(void)revents;
	if (w->signum == SIGINT && r->screen && screen_ask_quit(r->screen))
		return;
	end_with(r, w->signum == SIGINT ? EXIT_INTERRUPTED : EXIT_GOOD);
}

static void on_hangup(struct ev_loop *loop, ev_signal *w, int revents)
{
	struct run *r = w->data;

	(void)loop;
	(void)revents;
	pickup_look(&r->pickup, true);
	for (struct phone *p = r->bench.phones; p; p = p->next)
		if (p->state == PHONE_BLOCKED || p->state == PHONE_REFUSED)
			course_replan(&r->bench, p);
}

/* How did it go?  Strangers and held phones do not count as failures. */
static int verdict(const struct bench *b)
{
	bool any = false;

	for (const struct phone *p = b->phones; p; p = p->next) {
		if (p->state == PHONE_STRANGER || p->state == PHONE_HELD)
			continue;
		any = true;
		if (p->state != PHONE_DONE)
			return EXIT_NOT_DONE;
	}
	return any ? EXIT_GOOD : EXIT_NOTHING;
}

static bool all_at_rest(const struct bench *b)
{
	bool any = false;

	for (const struct phone *p = b->phones; p; p = p->next) {
		if (!safety_at_rest(p) || p->transfer.running)
			return false;
		any |= p->state != PHONE_STRANGER;
	}
	return any;
}

static void on_limit(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct run *r = w->data;
	int v = verdict(&r->bench);

	(void)loop;
	(void)revents;
	log_line(LOG_WARNING, "bench", "the time limit of %u s has passed", r->app->until_seconds);
	end_with(r, v);
}

/* One line for "systemctl status", when it is another one. */
static void tell_supervisor(struct run *r)
{
	unsigned phones = 0, done = 0, writing = 0;
	char text[sizeof(r->told)];

	for (const struct phone *p = r->bench.phones; p; p = p->next) {
		phones += p->state != PHONE_STRANGER;
		done += p->state == PHONE_DONE;
		writing += safety_may_write(p);
	}
	snprintf(text, sizeof(text), "STATUS=%s: %u %s, %u done, %u not to be unplugged",
		 r->bench.wire.interface, phones, noun_of(phones, "phone", "phones"), done, writing);
	if (strcmp(text, r->told) == 0)
		return;
	memcpy(r->told, text, sizeof(text));
	supervisor_say(&r->supervisor, text);
}

/* What cannot be kept is said where the operator looks, for as long as it is so. */
static void look_at_journal(struct run *r)
{
	int error = journal_check(r->bench.journal);

	if (error < 0)
		alert_raise(&r->bench, CODE_JOURNAL, NR_NO_PHONE, 0,
			    "the journal cannot be written (%s): phones are served, and what happens now is lost with "
			    "the next restart; %s", error == -ENOENT ? "its folder was taken away" : strerror(-error),
			    error == -ENOENT ? "put it back" : "make room on the disk of the state folder");
	else
		alert_clear(&r->bench, CODE_JOURNAL, NR_NO_PHONE);
}

/* What cannot be read may be just what a phone needs. */
static void look_at_library(struct run *r)
{
	const struct library *lib = r->bench.library;
	bool known = r->unread == lib->unread;

	r->unread = lib->unread;
	if (lib->unread == 0) {
		alert_clear(&r->bench, CODE_LIB, NR_NO_PHONE);
		return;
	}
	alert_raise(&r->bench, CODE_LIB, NR_NO_PHONE, 0, "%zu in the library cannot be read: %.150s; "
		    "let everybody read it (chmod -R a+rX), or look at the disk", lib->unread, lib->unread_first);
	if (!known)
		log_line(LOG_ERR, "library", "[NR-LIB] %zu cannot be read, so loads may be missing: %s", lib->unread,
			 lib->unread_first);
}

/* It serves on; who is not served knows why. */
static void look_at_memory(struct run *r)
{
	if (!r->short_of_memory && refused_any())
		log_line(LOG_ERR, "bench", "memory was refused: what was asked for then is not done; give it more, and start "
			 "it anew");
	r->short_of_memory = refused_any();
}

static void on_tick(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct run *r = w->data;

	(void)loop;
	(void)revents;
	wire_tick(&r->bench);
	if (!rewire_tick(&r->rewire))
		end_with(r, EXIT_RUNTIME);
	patience_tick(&r->bench);
	instance_tell_news(&r->bench);
	runner_tick(r->bench.runner);
	hook_tick(&r->hook);
	power_tick(&r->bench);
	look_at_journal(r);
	look_at_memory(r);
	if (r->bench.library && !r->bench.indexing)
		look_at_library(r);
	metrics_tick(&r->metrics, &r->bench);
	tell_supervisor(r);
	if (++r->ticks % PICKUP_TICKS == 0)
		pickup_look(&r->pickup, false);
	log_flush();
	if (r->app->until_done && all_at_rest(&r->bench) &&
	    clock_mono_ms() - r->bench.changed_at >= SETTLE_MS)
		end_with(r, verdict(&r->bench));
}

static void look_at_wire(struct run *r)
{
	if (!rewire_look(&r->rewire))
		end_with(r, EXIT_RUNTIME);
}

static void on_wire(struct ev_loop *loop, ev_io *w, int revents)
{
	struct run *r = w->data;

	(void)loop;
	(void)revents;
	watch_drain(r->watch);
	look_at_wire(r);
}

/* A boot storm changes hundreds of states at once: one write() and one fdatasync() serve all. */
static void on_prepare(struct ev_loop *loop, ev_prepare *w, int revents)
{
	struct run *r = w->data;

	(void)revents;
	journal_flush(r->bench.journal);
	if (r->bench.journal_dirty && !ev_is_active(&r->sync)) {
		ev_timer_set(&r->sync, SYNC_DELAY, 0.);
		ev_timer_start(loop, &r->sync);
	}
}

static void on_sync(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct run *r = w->data;

	(void)loop;
	(void)revents;
	r->bench.journal_dirty = false;
	journal_sync(r->bench.journal);
}

/* -- what the operator sees ---------------------------------------------------------- */

/* What moves by itself: bytes.  All else comes with on_change(). */
static bool anything_moves(const struct bench *b)
{
	for (const struct phone *p = b->phones; p; p = p->next)
		if (p->transfer.running)
			return true;
	return false;
}

static json_t *on_status(void *arg)
{
	struct run *r = arg;

	/* What is said of a phone may change without its state. */
	if (!r->stale && r->ticks % 5 != 0 && !r->bench.indexing && !anything_moves(&r->bench))
		return NULL;
	r->stale = false;
	return status_document(&r->bench);
}

static json_t *on_order(const char *line, char **error, void *arg)
{
	struct run *r = arg;

	return orders_answer(&r->bench, line, error);
}

static void on_quit(void *arg)
{
	end_with(arg, EXIT_GOOD);
}

static void on_log(int priority, const char *line, void *arg)
{
	struct run *r = arg;

	if (r->screen)
		screen_log(r->screen, line);
	else
		log_write(STDERR_FILENO, priority, line);
}

static void on_change(struct bench *b, struct phone *p, void *arg)
{
	struct run *r = arg;
	json_t *o;

	r->stale = true;
	if (b->guard == NR_GUARD_TRIPPED && !b->guard_passed)
		end_with(r, EXIT_GUARD);
	if (p)
		hook_phone(&r->hook, p);
	if (!p || !r->app->json)
		return;
	o = status_phone(b, p);
	json_dumpf(o, stdout, JSON_COMPACT);
	putchar('\n');
	fflush(stdout);
	json_decref(o);
}

/* -- the control socket ---------------------------------------------------------------- */

static json_t *on_request(const char *line, char **error, void *arg)
{
	struct run *r = arg;

	return orders_answer(&r->bench, line, error);
}

/* Whoever may look. */
static json_t *on_look(const char *line, char **error, void *arg)
{
	struct run *r = arg;

	return orders_look(&r->bench, line, error);
}

/* -- setting up -------------------------------------------------------------------------- */

static void say_finding(const struct finding *f)
{
	int priority = LOG_DEBUG;

	if (f->answer == NR_ANSWER_BAD)
		priority = LOG_ERR;
	else if (f->answer == NR_ANSWER_LACKS || f->answer == NR_ANSWER_WAITS)
		priority = LOG_NOTICE;
	log_line(priority, f->check, "%s%s%s%s", f->text, f->mend ? " (mend: " : "", f->mend ? f->mend : "",
		 f->mend ? ")" : "");
}

/* May it start?  What the doctor calls BAD is what stops it here, in the same words. */
static int check_all(struct run *r)
{
	struct checkup c;
	int status;

	checkup_init(&c, r->app, &r->bench, &r->xmldefault);
	c.starting = true;
	checklist_run(&c);
	for (size_t i = 0; i < c.found.count; i++)
		say_finding(&c.found.row[i]);
	r->user = c.user;
	status = checkup_status(&c);
	checkup_finish(&c);
	return status;
}

/* The state folder, made when missing and handed to the bench's user. */
static int setup_state(struct run *r)
{
	const char *path = r->config.state;
	int err;

	r->state_fd = folder_open("state", path, &r->user);
	if (r->state_fd < 0)
		return EXIT_RUNTIME;
	memory_read(&r->bench, r->state_fd);
	recovery_revive(&r->bench);
	if (journal_open(&r->bench.journal, r->state_fd, r->config.name, journal_new_run(r->bench.run)) < 0)
		return EXIT_RUNTIME;            /* said already */
	journal_limit(r->bench.journal, (off_t)r->config.journal_size, memory_snapshot, &r->bench);
	err = give_open(journal_fd(r->bench.journal), &r->user);
	if (err < 0)
		log_line(LOG_WARNING, "state", "%s/journal.jsonl: chown: %s", path, strerror(-err));
	return EXIT_GOOD;
}

/* Without the sandbox, what only root may read stays readable; with it, no right stays. */
static int drop_rights(struct run *r)
{
	bool keep = !r->config.sandbox && !checkup_files_readable(&r->config, &r->user, LIBRARY_DEPTH);

	if (keep)
		log_line(LOG_NOTICE, "library", "%s: not readable by %s; keeping the right to read any file "
			 "(chmod -R a+rX mends it)", r->config.library, r->config.user);
	return rights_drop(&r->user, keep) < 0 ? EXIT_RUNTIME : EXIT_GOOD;
}

static int setup_wire(struct run *r)
{
	const struct address_wanted want = {
		.interface = r->config.interface, .vlan = r->config.vlan,
		.address = r->config.address, .prefix = r->config.prefix,
		/* Where root opened them, the bench may not remove them any more. */
		.socket = { geteuid() == 0 ? r->config.control : NULL, geteuid() == 0 ? r->config.view : NULL },
	};

	if (control_open(&r->control, r->config.control) < 0 ||
	    control_open_view(&r->view, r->config.view) < 0 ||
	    address_ensure(&r->address, &r->bench.wire, &want) < 0)
		return EXIT_RUNTIME;
	if (watch_open(&r->watch) < 0) {
		log_line(LOG_ERR, "interface", "cannot watch %s: no rtnetlink", r->bench.wire.interface);
		return EXIT_RUNTIME;
	}
	r->machine = (struct rewire_machine){ r->watch, &r->address.helper };
	r->rewire = (struct rewire){ .bench = &r->bench, .ops = &rewire_machine_ops, .arg = &r->machine };
	return instance_open_all(&r->bench) < 0 ? EXIT_RUNTIME : EXIT_GOOD;
}

static int become_user(void *arg)
{
	struct run *r = arg;

	return rights_drop(&r->user, false);
}

/* What commands the configuration has can be started from here on, and nothing else. */
static int setup_runner(struct run *r)
{
	int err;

	r->bench.runner = runner_new();
	err = r->bench.runner ? power_add_commands(&r->bench, r->bench.runner) : -ENOMEM;
	if (err == 0)
		err = hook_setup(&r->hook, &r->bench, r->bench.runner);
	r->bench.hook = &r->hook;
	if (err == 0 && !runner_is_empty(r->bench.runner))
		err = runner_start(r->bench.runner, become_user, r);
	if (err < 0)
		log_line(LOG_ERR, "runner", "cannot start the process that runs commands: %s", strerror(-err));
	return err < 0 ? EXIT_RUNTIME : EXIT_GOOD;
}

static json_t *about(const struct run *r)
{
	char a[INET_ADDRSTRLEN];

	inet_ntop(AF_INET, &r->bench.wire.address, a, sizeof(a));
	return json_pack("{s:s, s:s, s:s, s:i}", "version", build_version(), "interface",
			 r->bench.wire.interface, "address", a, "loads", (int)index_count_loads(r->bench.library));
}

/* The library is known: from here on phones are answered. */
static void on_library(int error, void *arg)
{
	struct run *r = arg;

	if (error < 0) {
		log_line(LOG_ERR, "library", "%s: %s", r->config.library, strerror(-error));
		end_with(r, EXIT_RUNTIME);
		return;
	}
	r->bench.changed_at = clock_mono_ms();
	look_at_library(r);
	journal_event(r->bench.journal, "bench.started", about(r), true);
	if (instance_start_all(&r->bench) < 0) {
		end_with(r, EXIT_RUNTIME);
		return;
	}
	supervisor_say(&r->supervisor, "READY=1");
	log_line(LOG_INFO, "bench", "serving %s, library %s (%zu %s)", r->bench.wire.interface,
		 r->config.library, index_count_loads(r->bench.library),
		 noun_of(index_count_loads(r->bench.library), "load", "loads"));
}

static int setup_library(struct run *r)
{
	int err = pickup_init(&r->pickup, &r->bench, r->config.library, on_library, r);

	if (err < 0)
		log_line(LOG_ERR, "library", "%s: %s", r->config.library, strerror(-err));
	return err < 0 ? EXIT_USAGE : EXIT_GOOD;
}

static int name_folders(const struct run *r)
{
	int dirfd = open(r->config.library, O_RDONLY | O_DIRECTORY | O_CLOEXEC), err;

	err = dirfd < 0 ? -errno : sandbox_read(dirfd);
	if (dirfd >= 0)
		close(dirfd);
	if (err == 0)
		err = sandbox_write(r->state_fd);
	if (err == 0 && r->config.metrics)
		err = sandbox_write_folder_of(r->config.metrics);
	/* Started as root, the helper removes the sockets. */
	if (err == 0 && geteuid() != 0)
		err = sandbox_write_folder_of(r->config.control);
	if (err == 0 && geteuid() != 0)
		err = sandbox_write_folder_of(r->config.view);
	return err;
}

/* The last step before it serves: from here on it can open and start nothing else. */
static int close_in(struct run *r)
{
	if (r->config.sandbox)
		return sandbox_enter() < 0 ? EXIT_RUNTIME : EXIT_GOOD;
	log_line(LOG_NOTICE, "sandbox", "off: what a hostile packet could do to this program is not bounded");
	sandbox_forget();
	return EXIT_GOOD;
}

/* What the terminal can do stands in a file, which must be read before the rest is closed. */
static void open_screen(struct run *r)
{
	static const struct screen_ops ops = { on_status, on_order, on_quit, true };

	r->stale = true;
	if (isatty(STDERR_FILENO) && !r->app->json && !r->app->quiet)
		r->screen = screen_new(&ops, r);
	if (r->screen)
		log_set_sink(on_log, r);
}

/* The terminal as it was: what is said from here on stays on it. */
static void close_screen(struct run *r)
{
	screen_free(r->screen);
	r->screen = NULL;
}

static int setup(struct run *r)
{
	int err;

	if (!app_has_file(r->app))
		return app_fail(EXIT_USAGE, "there is no bench.ini here: 'netrecover init' makes one, -c FILE names one");
	err = app_bench(r->app, &r->bench, &r->config, &r->plugins);

	supervisor_init(&r->supervisor);
	if (!err)
		err = check_all(r);
	if (!err)
		err = setup_library(r);
	if (!err)
		err = setup_state(r);
	if (!err)
		err = setup_wire(r);
	if (!err)
		err = setup_runner(r);
	/* While we may still open them. */
	if (!err && name_folders(r) < 0)
		err = EXIT_RUNTIME;
	if (!err)
		err = drop_rights(r);
	if (!err && refused_any()) {
		log_line(LOG_ERR, "bench", "out of memory before a phone is served");
		err = EXIT_RUNTIME;
	}
	if (!err)
		open_screen(r);
	return err ? err : close_in(r);
}

/* -- the loop ---------------------------------------------------------------------------- */

static void start_watchers(struct run *r)
{
	struct ev_loop *loop = r->bench.loop;

	ev_signal_init(&r->interrupted, on_interrupt, SIGINT);
	ev_signal_init(&r->terminated, on_interrupt, SIGTERM);
	ev_signal_init(&r->hangup, on_hangup, SIGHUP);
	ev_timer_init(&r->tick, on_tick, 1., 1.);
	ev_prepare_init(&r->prepare, on_prepare);
	ev_timer_init(&r->sync, on_sync, SYNC_DELAY, 0.);
	ev_io_init(&r->wire, on_wire, watch_fd(r->watch), EV_READ);
	r->wire.data = r->prepare.data = r->sync.data = r;
	ev_io_start(loop, &r->wire);
	look_at_wire(r);
	ev_prepare_start(loop, &r->prepare);
	r->interrupted.data = r->terminated.data = r->hangup.data = r;
	r->tick.data = r->limit.data = r;
	ev_signal_start(loop, &r->interrupted);
	ev_signal_start(loop, &r->terminated);
	ev_signal_start(loop, &r->hangup);
	ev_timer_start(loop, &r->tick);
	if (r->screen)
		screen_start(r->screen, loop);
	if (r->app->until_done && r->app->until_seconds) {
		ev_timer_init(&r->limit, on_limit, r->app->until_seconds, 0.);
		r->limit.data = r;
		ev_timer_start(loop, &r->limit);
	}
}

/* Phones cannot be served by a socket of what is no longer there. */
static bool interface_gone(const struct bench *b)
{
	unsigned index = if_nametoindex(b->wire.interface);

	/* It opens a socket to ask: there may be no descriptor left for one. */
	return index ? index != b->wire.ifindex : errno == ENODEV;
}

/* What this turn of the loop noted is not on the disk yet, and phones may have their answers. */
static void on_fault(void *arg)
{
	const struct run *r = arg;

	journal_rescue(r->bench.journal);
}

static int serve(struct run *r)
{
	log_set_form(log_find_form(STDERR_FILENO, true));
	log_set_sink(on_log, r);
	r->metrics.path = r->config.metrics;
	r->bench.changed = on_change;
	r->bench.changed_arg = r;
	start_watchers(r);
	if (control_start(r->control, r->bench.loop, on_request, r) < 0 ||
	    control_start(r->view, r->bench.loop, on_look, r) < 0)
		return EXIT_RUNTIME;
	pickup_start(&r->pickup);
	callback_rescue(on_fault, r);
	journal_batch(r->bench.journal, true);
	ev_run(r->bench.loop, 0);
	callback_rescue(NULL, NULL);
	close_screen(r);
	if (r->status == EXIT_GOOD && interface_gone(&r->bench)) {
		log_line(LOG_ERR, "bench", "%s was taken off this machine while the bench served it",
			 r->bench.wire.interface);
		return EXIT_RUNTIME;
	}
	return r->status;
}

/* The last line: what must not be unplugged, though nobody watches it any more. */
static void say_who_writes(const struct bench *b)
{
	unsigned n = 0;

	for (const struct phone *p = b->phones; p; p = p->next)
		n += safety_may_write(p);
	if (n)
		log_line(LOG_WARNING, "bench", "%u %s may be writing %s flash: do not unplug; start the bench "
			 "again, and it goes on", n, noun_of(n, "phone", "phones"), noun_of(n, "its", "their"));
}

static void summarise(struct run *r)
{
	for (const struct phone *p = r->bench.phones; p; p = p->next)
		if (p->state != PHONE_STRANGER)
			log_line(LOG_INFO, p->name, "%s, %s, %s%s%s",
				 p->belief.model ? p->belief.model->name : "unknown",
				 p->belief.load[0] ? p->belief.load : "load unknown",
				 state_name(p->state), safety_advice(p) ? " -- " : "",
				 safety_advice(p) ? safety_advice(p) : "");
}

static void tear_down(struct run *r)
{
	supervisor_say(&r->supervisor, "STOPPING=1");
	supervisor_finish(&r->supervisor);
	close_screen(r);
	log_set_sink(NULL, NULL);
	runner_finish(r->bench.runner);
	hook_finish(&r->hook);
	instance_stop_all(&r->bench);
	control_close(r->control);
	control_close(r->view);
	watch_close(r->watch);
	address_release(&r->address);
	registry_finish(&r->bench);
	if (r->bench.journal)
		journal_close(r->bench.journal);
	if (r->state_fd >= 0)
		close(r->state_fd);
	xmldefault_finish(&r->xmldefault);
	pickup_finish(&r->pickup);
	plugins_finish(&r->plugins);
	settings_finish(&r->config);
	ev_loop_destroy(r->bench.loop);
}

int verb_run(struct app *app, int argc, char **argv)
{
	struct run r = { .app = app, .state_fd = -1, .address = { .helper = { .fd = -1 } },
			 .supervisor = { .fd = -1 } };
	int status;

	(void)argc;
	(void)argv;
	r.bench.loop = ev_loop_new(EVFLAG_AUTO);
	if (!r.bench.loop)
		return EXIT_RUNTIME;
	status = setup(&r);
	if (status == EXIT_GOOD) {
		status = serve(&r);
		close_screen(&r);
		power_say_end(&r.bench);
		hook_end(&r.hook, status);
		runner_finish(r.bench.runner);
		r.bench.runner = NULL;
		summarise(&r);
		say_who_writes(&r.bench);
		metrics_end(&r.metrics, &r.bench);
		/* All went well but that nobody can read of it later. */
		if (status == EXIT_GOOD && journal_missing(r.bench.journal))
			status = EXIT_RUNTIME;
		journal_event(r.bench.journal, "bench.stopped", json_pack("{s:i}", "status", status), true);
	}
	tear_down(&r);
	return status;
}
