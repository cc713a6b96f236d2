/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * report_html.c -- the report to print or to attach: one page that needs nothing else,
 * no script, no file from outside.  Whatever comes from a phone or from the
 * operator goes through put().
 */
#include <config.h>

#include "core/base/code.h"
#include "core/base/noun.h"
#include "core/report/report.h"
#include "core/report/report_html.h"
#include "core/report/timeline.h"

#include <string.h>

static const char style[] =
	"*{box-sizing:border-box}"
	"body{font:14px/1.4 system-ui,sans-serif;color:#1b1f24;background:#fff;max-width:780px;margin:24px auto;padding:0 16px}"
	"h1{font-size:22px;margin:0 0 4px}h2{font-size:17px;margin:24px 0 6px}h3{font-size:16px;margin:0 0 4px}"
	"table{border-collapse:collapse;width:100%;margin:6px 0}"
	"th,td{text-align:left;vertical-align:top;padding:3px 8px 3px 0;border-bottom:1px solid #d9dde2}"
	"th{font-weight:600}td.n{font-variant-numeric:tabular-nums;white-space:nowrap}"
	"code{font:12px ui-monospace,monospace;overflow-wrap:anywhere}"
	".big{font-size:17px;font-weight:600}"
	".g0{border-left:6px solid #d0342c}.g1{border-left:6px solid #e0b100}.g2{border-left:6px solid #7a828c}"
	".g3{border-left:6px solid #2e9b4f}.g4{border-left:6px solid #b9bec5}"
	".g0,.g1,.g2,.g3,.g4{padding-left:8px}"
	"section.phone{border-top:2px solid #1b1f24;padding:12px 0 20px;break-inside:avoid}"
	"svg{max-width:100%;height:auto}"
	".sign{margin-top:28px;border-top:1px solid #1b1f24;width:60%;font-size:12px}"
	"a{color:inherit}"
	"@media print{body{margin:0;max-width:none}section.phone{min-height:45vh}}";

static void put(FILE *out, const char *text)
{
	for (text = report_or(text, "-"); *text; text++)
		switch (*text) {
		case '&':
			fputs("&amp;", out);
			break;
		case '<':
			fputs("&lt;", out);
			break;
		case '>':
			fputs("&gt;", out);
			break;
		case '"':
			fputs("&quot;", out);
			break;
		case '\'':
			fputs("&#39;", out);
			break;
		default:                /* a byte like any other */
			fputc(*text, out);
			break;
		}
}

/* <before>text<after> */
static void element(FILE *out, const char *before, const char *text, const char *after)
{
	fputs(before, out);
	put(out, text);
	fputs(after, out);
}

static void row(FILE *out, const char *name, const char *value)
{
	element(out, "<tr><th>", name, "</th><td>");
	put(out, value);
	fputs("</td></tr>\n", out);
}

/* -- the batch -------------------------------------------------------------------------- */

static void print_head(const struct record *r, FILE *out)
{
	char from[REPORT_TIME_SIZE], to[REPORT_TIME_SIZE], span[REPORT_TIME_SIZE];

	fputs("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
	      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
	      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
	      out);
	element(out, "<title>", r->bench, ": report</title><style>");
	fprintf(out, "%s</style></head>\n<body>\n", style);
	element(out, r->benches > 1 ? "<h1>" : "<h1>Bench ", r->bench, "</h1>\n");
	fprintf(out, "<p>%s to %s (%s)", report_day(r->from, from), report_day(r->to, to),
		report_span(r->to - r->from, span));
	if (r->interface)
		element(out, ", on ", r->interface, "");
	if (r->address)
		element(out, " ", r->address, "");
	if (r->runs > 1)
		fprintf(out, ", %u %s", r->runs, noun_of(r->runs, "run", "runs"));
	if (r->version)
		element(out, ", netrecover ", r->version, "");
	fprintf(out, "</p>\n");
}

static void print_counts(const struct record *r, FILE *out)
{
	size_t count[GROUPS];

	record_count(r, count);
	fprintf(out, "<p class=\"big\">%zu %s came, %zu safe to move, %zu %s work.</p>\n<table>\n", r->phone_count,
		noun_of(r->phone_count, "phone", "phones"), count[GROUP_SAFE_TO_MOVE], count[GROUP_NEEDS_YOU],
		noun_of(count[GROUP_NEEDS_YOU], "needs", "need"));
	for (int g = 0; g < GROUPS; g++)
		fprintf(out, "<tr><td class=\"g%d\">%s</td><td class=\"n\">%zu</td></tr>\n", g,
			group_title((enum group)g), count[g]);
	fputs("</table>\n", out);
}

static void print_alarms(const struct record *r, FILE *out)
{
	char at[REPORT_TIME_SIZE];

	for (size_t i = 0; i < r->alarm_count; i++) {
		fprintf(out, "<p class=\"g%d\">%s ", r->alarm[i].code ? 0 : 3, report_clock(r->alarm[i].at, at));
		if (r->alarm[i].code)
			element(out, "<b>", r->alarm[i].code, "</b> ");
		put(out, r->alarm[i].text);
		fputs("</p>\n", out);
	}
}

static void print_group(const struct record *r, enum group group, FILE *out)
{
	char at[REPORT_TIME_SIZE];

	for (size_t i = 0; i < r->phone_count; i++) {
		const struct record_phone *p = r->phone[i];

		if (record_group(p) != group)
			continue;
		fprintf(out, "<tr><td class=\"g%d\"><a href=\"#p%zu\">", (int)group, i + 1);
		element(out, "", p->name, "</a></td><td>");
		element(out, "", p->serial, "</td><td>");
		element(out, "", p->model, "</td><td><code>");
		element(out, "", p->from, "</code></td><td><code>");
		element(out, "", p->to, "</code></td><td>");
		if (p->done)
			fprintf(out, "done %s", report_clock(p->done, at));
		else
			element(out, "", p->code ? p->code : p->state, "");
		fputs("</td></tr>\n", out);
	}
}

static void print_batch(const struct record *r, FILE *out)
{
	size_t count[GROUPS];

	print_counts(r, out);
	print_alarms(r, out);
	record_count(r, count);
	fputs("<h2>When</h2>\n", out);
	timeline_print(r, out);
	fputs("<h2>Phones</h2>\n<table>\n<tr><th>phone</th><th>serial</th><th>model</th><th>from</th><th>to</th>"
	      "<th></th></tr>\n", out);
	for (int g = 0; g < GROUPS; g++) {
		if (count[g] == 0)
			continue;
		fprintf(out, "<tr><th colspan=\"6\">%s &middot; %zu</th></tr>\n", group_title((enum group)g), count[g]);
		print_group(r, (enum group)g, out);
	}
	fputs("</table>\n", out);
}

/* -- a phone ---------------------------------------------------------------------------- */

static void print_step(const struct record_step *s, size_t number, FILE *out)
{
	char text[REPORT_TIME_SIZE];

	fprintf(out, "<tr><td class=\"n\">%zu</td><td><code>", number);
	element(out, "", s->load, "</code></td><td class=\"n\">");
	element(out, "", report_clock(s->started, text), "");
	if (s->times > 1)
		fprintf(out, "<br>%u %s", s->times, noun_of(s->times, "time", "times"));
	element(out, "</td><td class=\"n\">", report_clock(s->sent, text), "</td><td class=\"n\">");
	element(out, "", report_clock(s->proven, text), "</td><td>");
	element(out, "", s->source, "</td></tr>\n");
	if (!s->sha256)
		return;
	element(out, "<tr><td></td><td colspan=\"5\"><code>", s->list, "</code> SHA-256 <code>");
	element(out, "", s->sha256, "</code>");
	element(out, ", signed ", report_or(s->signed_on, "(not all of it could be checked)"), "</td></tr>\n");
}

static void print_steps(const struct record_phone *p, FILE *out)
{
	if (p->step_count == 0)
		return;
	fputs("<table>\n<tr><th>step</th><th>load</th><th>begun</th><th>sent</th><th>proven</th><th>by</th></tr>\n", out);
	for (size_t i = 0; i < p->step_count; i++)
		print_step(&p->step[i], i + 1, out);
	fputs("</table>\n", out);
}

static void print_lines(const struct record_line *line, size_t count, const char *title, FILE *out)
{
	char at[REPORT_TIME_SIZE];

	if (count == 0)
		return;
	fprintf(out, "<table>\n<tr><th colspan=\"3\">%s</th></tr>\n", title);
	for (size_t i = 0; i < count; i++) {
		fprintf(out, "<tr><td class=\"n\">%s</td><td>", report_day(line[i].at, at));
		put(out, report_or(line[i].code, "note"));
		element(out, "</td><td>", line[i].text, "</td></tr>\n");
	}
	fputs("</table>\n", out);
}

/* What to do about its last trouble, while it lasts. */
static void print_remedy(const struct record_phone *p, FILE *out)
{
	enum code code = p->code ? code_find(p->code) : CODE_COUNT;

	if (!p->code)
		return;
	element(out, "<p><b>", p->code, "</b> ");
	put(out, p->message);
	if (code < CODE_COUNT)
		element(out, "<br>", code_row(code)->remedy, "");
	fputs("</p>\n", out);
}

static void print_wiped(const struct record_phone *p, FILE *out)
{
	char text[80], at[REPORT_TIME_SIZE];

	snprintf(text, sizeof(text), "%s%s%s", report_wiped(p), p->wiped ? " " : "", report_day(p->wiped, at));
	row(out, "reset", text);
}

static void print_phone(const struct record_phone *p, size_t number, FILE *out)
{
	enum group group = record_group(p);
	char text[REPORT_TIME_SIZE], seen[REPORT_TIME_SIZE];

	fprintf(out, "<section class=\"phone\" id=\"p%zu\">\n<h3 class=\"g%d\">", number, (int)group);
	element(out, "", p->name, " &middot; ");
	fprintf(out, "%s</h3>\n<table>\n", group_title(group));
	if (p->bench)
		row(out, "bench", p->bench);
	row(out, "model", p->model);
	row(out, "MAC", p->mac);
	row(out, "serial", p->serial);
	row(out, "board", p->hardware);
	row(out, "from", p->from);
	row(out, "to", p->to);
	element(out, "<tr><th>runs</th><td>", p->runs, "");
	if (p->witness)
		element(out, ", by ", p->witness, "");
	fputs("</td></tr>\n", out);
	print_wiped(p, out);
	fprintf(out, "<tr><th>seen</th><td>%s, for %s</td></tr>\n</table>\n", report_day(p->seen, seen),
		report_span((p->done ? p->done : p->last) - p->seen, text));
	print_remedy(p, out);
	print_steps(p, out);
	print_lines(p->trouble, p->trouble_count, "Troubles", out);
	print_lines(p->note, p->note_count, "Notes", out);
	fputs("<p class=\"sign\">name, date</p>\n</section>\n", out);
}

void report_html(const struct record *r, FILE *out)
{
	print_head(r, out);
	print_batch(r, out);
	for (size_t i = 0; i < r->phone_count; i++)
		print_phone(r->phone[i], i + 1, out);
	fputs("</body></html>\n", out);
}
