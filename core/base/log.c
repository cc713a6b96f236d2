/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * log.c -- lines for people: "subject: text" to stderr, or to a sink.
 *
 * A terminal needs no more.  What a bench writes to a file or a pipe has its time
 * and its level in front; what goes to journald, which adds the time itself, has
 * the priority in the form of sd-daemon(3).  A line is one write, so that lines of
 * two processes do not mix.
 */
#include <config.h>
#include "core/base/log.h"

#include "core/base/clock.h"
#include "core/base/noun.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINE_SIZE 1024

static struct {
	int level;
	enum log_form form;
	log_sink *sink;
	void *sink_arg;
	char last[LINE_SIZE];   /* the line before, to know it again */
	char subject[64];       /* of that line */
	int last_priority;
	unsigned repeats;       /* how often it came again */
} state = { .level = LOG_INFO };

static const char *const levels[] = {
	[LOG_EMERG] = "emerg", [LOG_ALERT] = "alert", [LOG_CRIT] = "crit", [LOG_ERR] = "error",
	[LOG_WARNING] = "warning", [LOG_NOTICE] = "notice", [LOG_INFO] = "info", [LOG_DEBUG] = "debug",
};

const char *log_level_name(int priority)
{
	return levels[priority & 7];
}

void log_set_form(enum log_form form)
{
	state.form = form;
}

enum log_form log_find_form(int fd, bool bench)
{
	const char *stream = getenv("JOURNAL_STREAM");
	unsigned long long dev, ino;
	struct stat st;

	if (stream && sscanf(stream, "%llu:%llu", &dev, &ino) == 2 && fstat(fd, &st) == 0 &&
	    st.st_dev == dev && st.st_ino == ino)
		return LOG_FORM_JOURNALD;
	return bench && !isatty(fd) ? LOG_FORM_STAMPED : LOG_FORM_PLAIN;
}

void log_write(int fd, int priority, const char *line)
{
	char out[LINE_SIZE + 64], now[CLOCK_STR_SIZE];
	ssize_t done;
	int n = 0;

	switch (state.form) {
	case LOG_FORM_PLAIN:
		n = snprintf(out, sizeof(out), "%s\n", line);
		break;
	case LOG_FORM_STAMPED:
		/* no table: a line at a time; "warning" has 7 letters */
		n = snprintf(out, sizeof(out), "%s %-7s %s\n", clock_str(clock_wall_ms(), now),
			     log_level_name(priority), line);
		break;
	case LOG_FORM_JOURNALD:
		n = snprintf(out, sizeof(out), "<%d>%s\n", priority & 7, line);
		break;
	}
	done = write(fd, out, (size_t)n);
	(void)done;             /* there is nowhere to report this */
}

static void put(int priority, const char *line)
{
	if (state.sink)
		state.sink(priority, line, state.sink_arg);
	else
		log_write(STDERR_FILENO, priority, line);
}

/* The length of the UTF-8 character at @s, or 0 when it is not one that may be printed. */
static size_t utf8_length(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t n = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;

	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	for (size_t i = 1; i < n; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	if (p[0] == 0xc2 && p[1] < 0xa0)        /* C1 control characters */
		return 0;
	return n;
}

/* Copy @text into @out; what a terminal could take for a command becomes \xNN. */
static void escape(const char *text, char *out, size_t size)
{
	size_t n = 0;

	while (*text) {
		unsigned char c = (unsigned char)*text;
		size_t more = c >= 0x20 && c < 0x7f ? 1 : c >= 0x80 ? utf8_length(text) : 0;

		if (n + 4 + sizeof("...") > size) {
			memcpy(out + n, "...", 3);
			n += 3;
			break;
		}
		if (more == 0) {
			n += (size_t)snprintf(out + n, size - n, "\\x%02x", c);
			text++;
			continue;
		}
		memcpy(out + n, text, more);
		n += more;
		text += more;
	}
	out[n] = '\0';
}

void log_set_level(int priority)
{
	state.level = priority;
}

int log_level(void)
{
	return state.level;
}

void log_set_sink(log_sink *sink, void *arg)
{
	log_flush();
	state.last[0] = '\0';
	state.sink = sink;
	state.sink_arg = arg;
}

void log_flush(void)
{
	char line[LINE_SIZE];
	unsigned n = state.repeats;

	if (n == 0)
		return;
	state.repeats = 0;
	snprintf(line, sizeof(line), "%s%s(the line before, %u %s more)", state.subject,
		 state.subject[0] ? ": " : "", n, noun_of(n, "time", "times"));
	put(state.last_priority, line);
}

void log_vline(int priority, const char *subject, const char *fmt, va_list ap)
{
	char text[LINE_SIZE], raw[LINE_SIZE + 66], line[LINE_SIZE];

	if (priority > state.level)
		return;
	vsnprintf(text, sizeof(text), fmt, ap);
	if (subject && subject[0])
		snprintf(raw, sizeof(raw), "%.63s: %s", subject, text);
	else
		snprintf(raw, sizeof(raw), "%s", text);
	escape(raw, line, sizeof(line));
	if (priority == state.last_priority && strcmp(line, state.last) == 0) {
		state.repeats++;
		return;
	}
	log_flush();
	escape(subject ? subject : "", state.subject, sizeof(state.subject));
	memcpy(state.last, line, sizeof(line));
	state.last_priority = priority;
	put(priority, line);
}

void log_line(int priority, const char *subject, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_vline(priority, subject, fmt, ap);
	va_end(ap);
}
