/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * doctor.c -- look at everything that a run needs, change nothing, and say for
 * each finding how to mend it; the worst first.
 */
#include <config.h>

#include "core/base/log.h"
#include "core/phone/registry.h"
#include "core/verbs/app.h"
#include "core/verbs/checklist.h"
#include "core/verbs/columns.h"

#include <jansson.h>

struct doctor {
	struct bench bench;
	struct settings config;
	struct plugins plugins;
	struct xmldefault xmldefault;
	struct checkup checkup;
};

/* What is wrong with the configuration is logged line by line; each is a finding. */
static void hear_error(int priority, const char *line, void *arg)
{
	struct checkup *c = arg;

	if (priority <= LOG_ERR)
		checkup_find(c, NR_ANSWER_BAD, EXIT_USAGE, NULL, "%s", line);
}

static void read_configuration(struct doctor *d, struct app *app)
{
	int r;

	d->checkup.now = "configuration";
	log_set_sink(hear_error, &d->checkup);
	r = app_bench(app, &d->bench, &d->config, &d->plugins);
	log_set_sink(NULL, NULL);
	if (r != EXIT_GOOD && !findings_answer(&d->checkup.found, "configuration"))
		checkup_find(&d->checkup, NR_ANSWER_BAD, r, NULL, "cannot be used");
}

/* -- how it is shown ---------------------------------------------------------------------- */

/* Several checks of which the same is to be said: one line. */
static bool same(const struct finding *a, const struct finding *b)
{
	return a->answer == b->answer && !a->mend && !b->mend && strcmp(a->text, b->text) == 0;
}

static void put(struct columns *c, const char *answer, enum tint tint, const char *check, const char *what,
		const char *text)
{
	columns_put(c, "%s", answer);
	columns_tint(c, tint);
	columns_put(c, "%s", check);
	columns_put(c, "%s%s", what, text);
}

static enum tint tint_of(enum nr_answer answer)
{
	switch (answer) {
	case NR_ANSWER_BAD:
		return TINT_BAD;
	case NR_ANSWER_LACKS:
	case NR_ANSWER_WAITS:
		return TINT_WARN;
	case NR_ANSWER_OK:
		return TINT_GOOD;
	case NR_ANSWER_UNCHECKED:
		break;
	}
	return TINT_DIM;
}

/* How many of @l, from number @i on, this row says. */
static size_t put_finding(struct columns *c, const struct finding_list *l, size_t i, bool quiet)
{
	const struct finding *f = &l->row[i];
	char others[512] = "";
	size_t n = 1, len = 0;

	for (; i + n < l->count && same(f, &l->row[i + n]); n++)
		if (len < sizeof(others))
			len += (size_t)snprintf(others + len, sizeof(others) - len, "%s%s", n == 1 ? "and " : ", ",
						l->row[i + n].check);
	if (len > 0 && len < sizeof(others))
		snprintf(others + len, sizeof(others) - len, ": ");
	if (quiet && f->answer == NR_ANSWER_OK)
		return n;
	put(c, finding_answer_name(f->answer), tint_of(f->answer), f->check, others, f->text);
	if (f->mend)
		put(c, "", TINT_NONE, "", "mend: ", f->mend);
	return n;
}

static json_t *as_json(const struct finding *f)
{
	bool ok = f->answer != NR_ANSWER_BAD && f->answer != NR_ANSWER_LACKS;

	return json_pack("{s:s, s:s, s:b, s:o, s:s?}", "check", f->check, "answer", finding_answer_name(f->answer),
			 "ok", ok, "message", app_json_text(f->text), "mend", f->mend);
}

static void show_json(const struct finding_list *l)
{
	json_t *list = json_array();

	for (size_t i = 0; i < l->count; i++)
		json_array_append_new(list, as_json(&l->row[i]));
	app_print_json(list);
}

static void show(const struct finding_list *l, const struct app *app)
{
	struct columns c;

	columns_init(&c, 3, NULL);
	for (size_t i = 0; i < l->count;)
		i += put_finding(&c, l, i, app->quiet);
	(void)columns_print(&c);
}

int verb_doctor(struct app *app, int argc, char **argv)
{
	struct doctor d = { .bench.loop = ev_loop_new(EVFLAG_AUTO) };
	int status;

	(void)argc;
	(void)argv;
	if (!d.bench.loop)
		return EXIT_RUNTIME;
	checkup_init(&d.checkup, app, &d.bench, &d.xmldefault);
	read_configuration(&d, app);
	checklist_run(&d.checkup);
	status = checkup_status(&d.checkup);
	findings_sort(&d.checkup.found);
	if (app->json)
		show_json(&d.checkup.found);
	else
		show(&d.checkup.found, app);
	/* The order of identify.c, over another struct: what is used ends last. */
	instance_stop_all(&d.bench);
	registry_finish(&d.bench);
	checkup_finish(&d.checkup);
	xmldefault_finish(&d.xmldefault);
	plugins_finish(&d.plugins);
	settings_finish(&d.config);
	ev_loop_destroy(d.bench.loop);
	return status;
}
