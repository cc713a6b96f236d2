/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * hook.c -- see hook.h.
 *
 * Nothing here waits for a command.  A job that finds no place in the runner stands in a
 * queue of its own; when that is full, jobs are lost, counted, and it is said once.
 */
#include <config.h>

#include "core/serve/hook.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/evidence.h"
#include "core/phone/state.h"
#include "core/serve/status.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#define LIMIT_MS 60000
#define LABEL_SIZE (64 * 1024)

struct hook_told {
	nr_phone_id id;
	enum phone_state state;
	char code[12];
	UT_hash_handle hh;
};

/* -- setting up ------------------------------------------------------------------------- */

static int add(struct bench *b, struct runner *r, const char *key, const char *text)
{
	char found[4096];
	struct command c;
	int err;

	if (!text || command_read(&c, text))
		return 0;
	err = settings_program(b->config, &c, found, sizeof(found));
	if (err == -ENOMEM)
		return err;
	/* It was there when the bench looked; what is gone since is looked for when it is to run. */
	if (err < 0)
		log_line(LOG_WARNING, key, "%s: %s", found, strerror(-err));
	return runner_add(r, key, found, &c);
}

unsigned hook_check(struct settings *c, void (*say)(const char *key, const char *what, const char *why, void *arg),
		    void *arg)
{
	const struct {
		const char *key, *command;
	} rows[] = {
		{ "on-done", c->on_done },
		{ "on-trouble", c->on_trouble },
		{ "on-end", c->on_end },
		{ "label-command", c->label_command },
	};
	char program[4096];
	unsigned bad = 0;

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		const char *why = rows[i].command ?
				  settings_command_fault(c, rows[i].command, program, sizeof(program)) : NULL;

		if (why) {
			say(rows[i].key, program, why, arg);
			bad++;
		}
	}
	return bad;
}

static int read_label(struct hook *h, const char *path)
{
	FILE *f = fopen(path, "re");
	size_t n;

	if (!f)
		return -errno;
	h->label = calloc(1, LABEL_SIZE + 1);
	n = h->label ? fread(h->label, 1, LABEL_SIZE, f) : 0;
	fclose(f);
	return h->label && n < LABEL_SIZE ? 0 : -EFBIG;
}

int hook_setup(struct hook *h, struct bench *b, struct runner *r)
{
	const struct settings *c = b->config;
	int err;

	h->bench = b;
	err = add(b, r, "on-done", c->on_done);
	if (err == 0)
		err = add(b, r, "on-trouble", c->on_trouble);
	if (err == 0)
		err = add(b, r, "on-end", c->on_end);
	if (err == 0)
		err = add(b, r, "label-command", c->label_command);
	if (err == 0 && c->label)
		err = read_label(h, c->label);
	if (err < 0)
		log_line(LOG_ERR, "bench", "%s: %s", c->label ? c->label : "commands", strerror(-err));
	return err;
}

void hook_finish(struct hook *h)
{
	struct hook_told *t, *next;

	HASH_ITER(hh, h->told, t, next) {
		HASH_DELETE(hh, h->told, t);
		free(t);
	}
	for (; h->count; h->count--)
		free(h->waiting[h->first++ % HOOK_WAITING].input);
	free(h->label);
	h->label = NULL;
}

/* -- jobs --------------------------------------------------------------------------------- */

static void ended(int error, int status, void *arg)
{
	const char *key = arg;

	if (error < 0)
		log_line(LOG_WARNING, key, "was not run: %s", strerror(-error));
	else if (status != 0)
		log_line(LOG_WARNING, key, "ended with %d", status);
}

/* Not -EAGAIN: it runs, or never will. */
static int start(const struct hook *h, const struct hook_job *j)
{
	const struct runner_job job = {
		.command = j->command, .subject = j->command, .input = j->input, .input_size = strlen(j->input),
		.limit = LIMIT_MS, .ended = ended, .arg = (void *)(uintptr_t)j->command,
	};
	int r = runner_run(h->bench->runner, &job);

	if (r < 0 && r != -EAGAIN)
		ended(r, 0, job.arg);
	return r;
}

void hook_tick(struct hook *h)
{
	while (h->count) {
		struct hook_job *j = &h->waiting[h->first % HOOK_WAITING];

		if (start(h, j) == -EAGAIN)
			return;
		free(j->input);
		h->first++;
		h->count--;
	}
}

/* Takes @input. */
static void submit(struct hook *h, const char *key, char *input)
{
	if (!input || h->count == HOOK_WAITING) {
		if (h->lost++ == 0)
			log_line(LOG_WARNING, key, "too many wait; some are left out");
		free(input);
		return;
	}
	h->waiting[(h->first + h->count++) % HOOK_WAITING] = (struct hook_job){ key, input };
	hook_tick(h);
}

static char *event_text(const struct hook *h, const char *event, json_t *more)
{
	char now[CLOCK_STR_SIZE], *text;
	json_t *o = json_pack("{s:s, s:s, s:s, s:s}", "event", event, "time", clock_str(clock_wall_ms(), now), "bench",
			      h->bench->config->name, "run", h->bench->run);

	json_object_update_missing(o, more);
	json_decref(more);
	text = json_dumps(o, JSON_COMPACT);
	json_decref(o);
	return text;
}

/* -- what is news --------------------------------------------------------------------------- */

/* The same as was said last? */
static bool known(struct hook *h, const struct phone *p)
{
	struct hook_told *t;
	bool same;

	HASH_FIND(hh, h->told, &p->id, sizeof(p->id), t);
	if (!t) {
		t = calloc(1, sizeof(*t));
		if (!t)
			return false;
		t->id = p->id;
		HASH_ADD(hh, h->told, id, sizeof(t->id), t);
	}
	same = t->state == p->state && strcmp(t->code, p->code) == 0;
	t->state = p->state;
	snprintf(t->code, sizeof(t->code), "%s", p->code);
	return same;
}

void hook_phone(struct hook *h, const struct phone *p)
{
	const struct settings *c = h->bench->config;
	bool trouble = p->state == PHONE_BLOCKED || p->state == PHONE_REFUSED || p->state == PHONE_STALLED;

	if ((!c->on_done && !c->on_trouble) || known(h, p))
		return;
	if (p->state == PHONE_DONE && c->on_done)
		submit(h, "on-done", event_text(h, "phone.done", status_phone(h->bench, p)));
	else if (trouble && c->on_trouble)
		submit(h, "on-trouble", event_text(h, "phone.trouble", status_phone(h->bench, p)));
}

void hook_end(struct hook *h, int status)
{
	json_t *doc;

	if (!h->bench || !h->bench->config->on_end)
		return;
	doc = status_document(h->bench);
	json_object_set_new(doc, "status", json_integer(status));
	submit(h, "on-end", event_text(h, "bench.ended", doc));
}

/* -- labels ----------------------------------------------------------------------------------- */

static void put_value(const struct bench *b, const struct phone *p, const char *key, FILE *out)
{
	char mac[NR_MAC_STR_SIZE], day[16] = "";
	time_t now = (time_t)(clock_wall_ms() / 1000);
	struct in_addr ip = p->ip;
	const unsigned char *a = (const unsigned char *)&ip.s_addr;
	struct tm tm;

	if (localtime_r(&now, &tm))
		strftime(day, sizeof(day), "%Y-%m-%d", &tm);
	if (strcmp(key, "name") == 0)
		fputs(p->name, out);
	else if (strcmp(key, "mac") == 0)
		fputs(nr_mac_str(&p->mac, mac), out);
	else if (strcmp(key, "ip") == 0)
		fprintf(out, "%u.%u.%u.%u", a[0], a[1], a[2], a[3]);
	else if (strcmp(key, "model") == 0)
		fputs(p->belief.model ? p->belief.model->name : "", out);
	else if (strcmp(key, "load") == 0)
		fputs(p->belief.load, out);
	else if (strcmp(key, "target") == 0)
		fputs(p->course.planned ? p->course.plan->target : "", out);
	else if (strcmp(key, "serial") == 0)
		fputs(evidence_fact(p, NR_FACT_SERIAL), out);
	else if (strcmp(key, "hardware") == 0)
		fputs(evidence_fact(p, NR_FACT_HARDWARE), out);
	else if (strcmp(key, "state") == 0)
		fputs(state_name(p->state), out);
	else if (strcmp(key, "bench") == 0)
		fputs(b->config->name, out);
	else if (strcmp(key, "date") == 0)
		fputs(day, out);
	else
		fprintf(out, "{%s}", key);
}

char *hook_label_text(const char *label, const struct bench *b, const struct phone *p)
{
	char *text = NULL, key[16];
	size_t size;
	FILE *out = open_memstream(&text, &size);

	while (out && *label) {
		size_t n = *label == '{' ? strcspn(label + 1, "{}\n") : 0;

		if (*label != '{' || label[1 + n] != '}' || n >= sizeof(key)) {
			fputc(*label++, out);
			continue;
		}
		snprintf(key, sizeof(key), "%.*s", (int)n, label + 1);
		put_value(b, p, key, out);
		label += n + 2;
	}
	if (out && fclose(out) == 0)
		return text;
	free(text);
	return NULL;
}

json_t *hook_label(struct hook *h, const struct phone *p, char **error)
{
	char *text;
	json_t *o;

	if (!h || !h->label) {
		*error = strdup("no label is configured: label = FILE in [bench]");
		return NULL;
	}
	text = hook_label_text(h->label, h->bench, p);
	if (!text)
		return NULL;
	o = json_pack("{s:s, s:s}", "message", h->bench->config->label_command ? "the label went to label-command" : text,
		      "label", text);
	if (h->bench->config->label_command)
		submit(h, "label-command", text);
	else
		free(text);
	return o;
}
