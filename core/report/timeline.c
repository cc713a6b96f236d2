/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * timeline.c -- see timeline.h.  The lengths are pixels of a page of A4; who prints it
 * scales the whole.
 */
#include <config.h>

#include "core/report/report.h"
#include "core/report/timeline.h"

#define WIDTH 720
#define LEFT 130                /* for names, where there is room for them */
#define AXIS 18
#define LEGEND 22
#define TICKS 6

static const struct {
	const char *name, *colour;
} phases[RECORD_PHASES] = {
	[RECORD_WAITING] = { "waiting", "#b9bec5" },
	[RECORD_DOWNLOAD] = { "download", "#2f6fd0" },
	[RECORD_WRITING] = { "writing", "#e0b100" },
	[RECORD_DONE] = { "done", "#2e9b4f" },
	[RECORD_TROUBLE] = { "trouble", "#d0342c" },
};

const char *timeline_phase(enum record_phase phase)
{
	return phases[phase].name;
}

/* How high a bar is, with what is between it and the next. */
static unsigned pitch(size_t phones)
{
	return phones <= 60 ? 14 : phones <= 300 ? 6 : 3;
}

/* Where a moment stands, in tenths of a pixel. */
static unsigned place(const struct record *r, unsigned left, int64_t at)
{
	int64_t whole = r->to > r->from ? r->to - r->from : 1;
	int64_t part = at < r->from ? 0 : at > r->to ? whole : at - r->from;

	return left * 10 + (unsigned)((double)part * (WIDTH - (double)left) * 10. / (double)whole);
}

static void print_bar(const struct record *r, const struct record_phone *p, unsigned left, unsigned y,
		      unsigned height, FILE *out)
{
	for (size_t i = 0; i < p->change_count; i++) {
		int64_t until = i + 1 < p->change_count ? p->change[i + 1].at : r->to;
		unsigned from = place(r, left, p->change[i].at), to = place(r, left, until);

		fprintf(out, "<rect class=\"p%d\" x=\"%u.%u\" y=\"%u\" width=\"%u.%u\" height=\"%u\"/>",
			(int)p->change[i].to, from / 10, from % 10, y, (to - from) / 10, (to - from) % 10, height);
	}
	fputc('\n', out);
}

static void print_axis(const struct record *r, unsigned left, unsigned height, FILE *out)
{
	char text[REPORT_TIME_SIZE];

	for (int i = 0; i < TICKS; i++) {
		int64_t at = r->from + (r->to - r->from) * i / (TICKS - 1);
		unsigned x = place(r, left, at) / 10;

		fprintf(out, "<line class=\"axis\" x1=\"%u\" y1=\"%d\" x2=\"%u\" y2=\"%u\"/>", x, AXIS, x, AXIS + height);
		fprintf(out, "<text x=\"%u\" y=\"12\" text-anchor=\"%s\">%s</text>\n", x,
			i == 0 ? "start" : i == TICKS - 1 ? "end" : "middle", report_clock(at, text));
	}
}

static void print_legend(unsigned y, FILE *out)
{
	for (int i = 0; i < RECORD_PHASES; i++)
		fprintf(out, "<rect class=\"p%d\" x=\"%d\" y=\"%u\" width=\"12\" height=\"10\"/>"
			"<text x=\"%d\" y=\"%u\">%s</text>\n", i, i * 110, y, i * 110 + 17, y + 9, phases[i].name);
}

void timeline_print(const struct record *r, FILE *out)
{
	unsigned step = pitch(r->phone_count), left = step >= 12 ? LEFT : 0;
	unsigned height = (unsigned)r->phone_count * step, all = AXIS + height + LEGEND;

	fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %u\" width=\"%d\" height=\"%u\" "
		"role=\"img\" aria-label=\"What each phone did when\">\n<style>", WIDTH, all, WIDTH, all);
	for (int i = 0; i < RECORD_PHASES; i++)
		fprintf(out, ".p%d{fill:%s}", i, phases[i].colour);
	fputs("svg text{font:10px sans-serif;fill:#222}.axis{stroke:#ddd}</style>\n", out);
	print_axis(r, left, height, out);
	for (size_t i = 0; i < r->phone_count; i++) {
		unsigned y = AXIS + (unsigned)i * step;

		if (left)
			fprintf(out, "<text x=\"0\" y=\"%u\">%s</text>", y + 10, r->phone[i]->name);
		print_bar(r, r->phone[i], left, y + 1, step - (step > 3 ? 2 : 1), out);
	}
	print_legend(AXIS + height + 8, out);
	fputs("</svg>\n", out);
}
