/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * report_csv.c -- the report as a table: a row for each phone.  netrecover(8) describes
 * the columns; a new one comes at the end.
 */
#include <config.h>

#include "core/base/clock.h"
#include "core/report/report.h"
#include "core/report/report_csv.h"

#include <string.h>

/* A field; what a spreadsheet would take for a formula begins with a blank. */
static void put(FILE *out, const char *text)
{
	bool formula;

	text = report_or(text, "");
	formula = text[0] && strchr("=+-@\t", text[0]);
	if (!formula && !strpbrk(text, ",\"\n\r")) {
		fputs(text, out);
		return;
	}
	fputc('"', out);
	if (formula)
		fputc(' ', out);
	for (; *text; text++) {
		if (*text == '"')
			fputc('"', out);
		fputc(*text, out);
	}
	fputc('"', out);
}

static void put_next(FILE *out, const char *text)
{
	fputc(',', out);
	put(out, text);
}

static void put_time(FILE *out, int64_t at)
{
	char text[CLOCK_STR_SIZE] = "";

	put_next(out, at ? clock_str(at, text) : "");
}

/* All notes in one field. */
static void put_notes(FILE *out, const struct record_phone *p)
{
	char text[4096] = "";
	size_t n = 0;

	for (size_t i = 0; i < p->note_count && n < sizeof(text); i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%s%s", i ? "; " : "",
				      report_or(p->note[i].text, ""));
	put_next(out, text);
}

static void put_row(FILE *out, const struct record *r, const struct record_phone *p)
{
	const struct record_step *last = p->step_count ? &p->step[p->step_count - 1] : NULL;

	put(out, p->bench ? p->bench : r->bench);
	put_next(out, p->name);
	put_next(out, p->mac);
	put_next(out, p->serial);
	put_next(out, p->hardware);
	put_next(out, p->model);
	put_next(out, p->from);
	put_next(out, p->to);
	put_next(out, p->runs);
	put_next(out, p->witness);
	put_next(out, group_name(record_group(p)));
	put_next(out, p->state);
	put_next(out, p->code);
	put_next(out, p->message);
	fprintf(out, ",%zu", p->step_count);
	put_time(out, p->seen);
	put_time(out, p->last);
	put_time(out, p->done);
	put_time(out, p->wiped);
	put_next(out, last ? last->sha256 : "");
	put_next(out, last ? last->signed_on : "");
	put_notes(out, p);
	fputs("\r\n", out);
}

void report_csv(const struct record *r, FILE *out)
{
	fputs("bench,name,mac,serial,hardware,model,from,to,runs,witness,group,state,code,message,steps,seen,last,"
	      "done,factory_reset_seen,list_sha256,signed,notes\r\n", out);
	for (size_t i = 0; i < r->phone_count; i++)
		put_row(out, r, r->phone[i]);
}
