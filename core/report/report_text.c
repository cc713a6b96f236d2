/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* report_text.c -- the report for a terminal, or the body of a message. */
#include <config.h>

#include "core/base/noun.h"
#include "core/report/report.h"
#include "core/report/report_text.h"

#include <string.h>

static void print_head(const struct record *r, FILE *out)
{
	char from[REPORT_TIME_SIZE], to[REPORT_TIME_SIZE], span[REPORT_TIME_SIZE];
	size_t count[GROUPS];

	record_count(r, count);
	fprintf(out, "%s%s%s%s, %s to %s (%s)\n", r->benches > 1 ? "" : "Bench ",
		report_or(r->bench, "(without a name)"), r->interface ? " on " : "",
		report_or(r->interface, ""), report_day(r->from, from), report_day(r->to, to),
		report_span(r->to - r->from, span));
	fprintf(out, "%zu %s came; %zu safe to move, %zu safe to unplug, %zu not to be unplugged, %zu %s you, "
		"%zu aside\n", r->phone_count, noun_of(r->phone_count, "phone", "phones"),
		count[GROUP_SAFE_TO_MOVE], count[GROUP_SAFE_TO_UNPLUG], count[GROUP_DO_NOT_UNPLUG],
		count[GROUP_NEEDS_YOU], noun_of(count[GROUP_NEEDS_YOU], "needs", "need"), count[GROUP_ASIDE]);
	for (size_t i = 0; i < r->alarm_count; i++)
		fprintf(out, "  %s  %s%s%s\n", report_clock(r->alarm[i].at, from), report_or(r->alarm[i].code, ""),
			r->alarm[i].code ? ": " : "", report_or(r->alarm[i].text, ""));
}

static void print_steps(const struct record_phone *p, FILE *out)
{
	char a[REPORT_TIME_SIZE], b[REPORT_TIME_SIZE], c[REPORT_TIME_SIZE];

	for (size_t i = 0; i < p->step_count; i++) {
		const struct record_step *s = &p->step[i];

		fprintf(out, "    step %zu  %s  begun %s", i + 1, s->load, report_or(report_clock(s->started, a), "-"));
		if (s->times > 1)
			fprintf(out, " (%u %s)", s->times, noun_of(s->times, "time", "times"));
		fprintf(out, ", sent %s, ", report_or(report_clock(s->sent, b), "-"));
		if (s->proven)
			fprintf(out, "proven %s by %s\n", report_clock(s->proven, c), report_or(s->source, "-"));
		else
			fprintf(out, "not proven\n");
		if (s->sha256)
			fprintf(out, "            %s sha256 %s%s%s\n", report_or(s->list, "list"), s->sha256,
				s->signed_on ? " signed " : "", report_or(s->signed_on, ""));
	}
}

static void print_lines(const struct record_line *line, size_t count, const char *what, FILE *out)
{
	char at[REPORT_TIME_SIZE];

	for (size_t i = 0; i < count; i++)
		fprintf(out, "    %s  %s  %s\n", report_clock(line[i].at, at), report_or(line[i].code, what),
			report_or(line[i].text, ""));
}

static void print_phone(const struct record_phone *p, FILE *out)
{
	fprintf(out, "  %s  %s  serial %s  board %s%s%s\n", p->name, report_or(p->model, "model unknown"),
		report_or(p->serial, "-"), report_or(p->hardware, "-"), p->bench ? "  at " : "", report_or(p->bench, ""));
	fprintf(out, "    %s -> %s, runs %s%s%s; %s\n", report_or(p->from, "unknown"), report_or(p->to, "no target"),
		report_or(p->runs, "unknown"), p->witness ? " by " : "", report_or(p->witness, ""), report_wiped(p));
	print_steps(p, out);
	print_lines(p->trouble, p->trouble_count, "", out);
	print_lines(p->note, p->note_count, "note", out);
}

void report_text(const struct record *r, FILE *out)
{
	size_t count[GROUPS];

	print_head(r, out);
	record_count(r, count);
	for (int g = 0; g < GROUPS; g++) {
		if (count[g] == 0)
			continue;
		fprintf(out, "\n%s  %zu\n", group_title((enum group)g), count[g]);
		for (size_t i = 0; i < r->phone_count; i++)
			if (record_group(r->phone[i]) == (enum group)g)
				print_phone(r->phone[i], out);
	}
}
