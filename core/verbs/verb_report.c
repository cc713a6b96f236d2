/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * verb_report.c -- report: what became of the phones of a run, or of a span of time, out of
 * the journal in the state folder.  A bench may run meanwhile: it is not asked.
 */
#include <config.h>

#include "core/base/clock.h"
#include "core/base/journal.h"
#include "core/base/noun.h"
#include "core/config/ini_value.h"
#include "core/fleet/collected.h"
#include "core/fleet/fleet.h"
#include "core/report/mask.h"
#include "core/report/report_csv.h"
#include "core/report/report_html.h"
#include "core/report/report_json.h"
#include "core/report/report_text.h"
#include "core/verbs/app.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/*
 * "2026-11-28", "2026-11-28T14:00", "2026-11-28T14:00:00Z" and the times of the journal;
 * "today"; "2h" is two hours ago.  Without Z it is the time of this machine.
 */
static bool read_day(const char *text, int64_t *out)
{
	struct tm tm = { .tm_isdst = -1 };
	int n = 0, ms = 0;

	if (sscanf(text, "%4d-%2d-%2d%n", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &n) != 3)
		return false;
	text += n;
	if (*text == 'T' || *text == ' ') {
		if (sscanf(++text, "%2d:%2d%n", &tm.tm_hour, &tm.tm_min, &n) != 2)
			return false;
		text += n;
		if (*text == ':' && sscanf(text, ":%2d%n", &tm.tm_sec, &n) == 1)
			text += n;
		if (*text == '.' && sscanf(text, ".%3d%n", &ms, &n) == 1)
			text += n;
	}
	tm.tm_year -= 1900;
	tm.tm_mon--;
	if (strcmp(text, "Z") == 0)
		*out = (int64_t)timegm(&tm) * 1000 + ms;
	else if (*text == '\0')
		*out = (int64_t)mktime(&tm) * 1000 + ms;
	else
		return false;
	return *out > 0;
}

static bool read_time(const char *text, int64_t *out)
{
	time_t now = (time_t)(clock_wall_ms() / 1000);
	uint32_t ago;
	struct tm tm;

	if (strcmp(text, "today") == 0 && localtime_r(&now, &tm)) {
		tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
		tm.tm_isdst = -1;
		*out = (int64_t)mktime(&tm) * 1000;
		return true;
	}
	if (ini_value_read_seconds(text, &ago)) {
		*out = clock_wall_ms() - ago * INT64_C(1000);
		return true;
	}
	return read_day(text, out);
}

static int read_query(const struct app *app, struct record_query *q)
{
	if (app->since && !read_time(app->since, &q->since))
		return app_fail(EXIT_USAGE, "--since: '%s' is not a time: write 2026-01-31, 2026-01-31T14:00, today, or "
				"2h for two hours ago", app->since);
	if (app->until && !read_time(app->until, &q->until))
		return app_fail(EXIT_USAGE, "--until: '%s' is not a time: write 2026-01-31 or 2026-01-31T14:00", app->until);
	q->run = app->run;
	q->many = app->journals != NULL;
	q->last = !app->since && !app->until && !app->run && !app->journals;
	return EXIT_GOOD;
}

/* Of many benches: each line once, however often it was collected. */
static int read_journals(const char *path, struct record *r, const struct record_query *q)
{
	struct record_reader reader = { .record = r, .query = *q };
	struct collected *all = collected_new(path);
	struct fleet *fleet = fleet_new();
	long lines = -ENOMEM;

	if (all && fleet) {
		fleet_watch(fleet, record_line, &reader);
		lines = collected_read(all, fleet_each, fleet);
	}
	if (lines >= 0 && fleet_count(fleet) > 1) {
		r->bench = fleet_name(fleet, &r->pool);
		r->interface = NULL;
		r->benches = fleet_count(fleet);
	}
	fleet_free(fleet);
	collected_free(all);
	return lines < 0 ? (int)lines : record_end(r);
}

static int read_journal(const char *state, struct record *r, const struct record_query *q)
{
	struct record_reader reader = { .record = r, .query = *q };
	int fd = open(state, O_RDONLY | O_DIRECTORY | O_CLOEXEC), err;

	err = fd < 0 ? -errno : journal_read(fd, record_line, &reader);
	if (fd >= 0)
		close(fd);
	return err < 0 ? err : record_end(r);
}

static int print_form(const struct app *app, const struct record *r, FILE *out)
{
	json_t *doc;
	int err;

	if (app->json) {
		doc = report_json(r);
		err = json_dumpf(doc, out, JSON_INDENT(2));
		json_decref(doc);
		fputc('\n', out);
		return err < 0 ? -ENOMEM : 0;
	}
	if (app->form == APP_FORM_HTML)
		report_html(r, out);
	else if (app->form == APP_FORM_CSV)
		report_csv(r, out);
	else
		report_text(r, out);
	return 0;
}

/* To the file, or to standard output.  Half a report is none. */
static int print_to(const struct app *app, const struct record *r)
{
	FILE *out = app->output ? fopen(app->output, "we") : stdout;
	int err;

	if (!out)
		return app_fail(EXIT_RUNTIME, "%s: %s", app->output, strerror(errno));
	err = print_form(app, r, out);
	if (fflush(out) != 0 || ferror(out))
		err = -EIO;
	if (app->output && fclose(out) != 0)
		err = -EIO;
	if (err < 0) {
		if (app->output)
			unlink(app->output);
		return app_fail(EXIT_RUNTIME, "%s: the report could not be written", app->output ? app->output :
				"standard output");
	}
	return EXIT_GOOD;
}

static int report(const struct app *app, const char *state, const struct record_query *q)
{
	struct record r = { 0 };
	int err = app->journals ? read_journals(app->journals, &r, q) : read_journal(state, &r, q), status;

	if (err == -ENOMEM)
		status = app_fail(EXIT_RUNTIME, "no memory");
	else if (err < 0)
		status = app_fail(EXIT_RUNTIME, "no journal to report on: %s%s: %s", app->journals ? app->journals : state,
				  app->journals ? "" : "/journal.jsonl", strerror(-err));
	else if (r.from == 0)
		status = app_fail(EXIT_NOTHING, "the journal has nothing of that %s", q->run ? "run" : "time");
	else
		status = EXIT_GOOD;
	if (status == EXIT_GOOD && app->mask)
		mask_record(&r);
	if (status == EXIT_GOOD)
		status = print_to(app, &r);
	if (status == EXIT_GOOD && app->output)
		app_note("the report of %zu %s is in %s", r.phone_count, noun_of(r.phone_count, "phone", "phones"),
			 app->output);
	record_finish(&r);
	return status;
}

int verb_report(struct app *app, int argc, char **argv)
{
	struct record_query q = { 0 };
	struct settings c;
	int status = read_query(app, &q);

	(void)argc;
	(void)argv;
	if (app->forms > 1)
		return app_fail(EXIT_USAGE, "one of --html, --csv, --json and --text");
	if (status == EXIT_GOOD)
		status = app_config(app, &c);
	if (status != EXIT_GOOD)
		return status;
	status = report(app, c.state, &q);
	settings_finish(&c);
	return status;
}
