/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_LOG_H
#define CORE_LOG_H
/*
 * log.h -- lines for people.  Each starts with its subject ("dhcp",
 * "SEP001B54AA0001").  Text of the network must have gone through nr_text();
 * the log escapes control bytes all the same.  Equal lines that follow each
 * other are counted ("14 times"), not repeated.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <syslog.h>

/* Lines above this priority number are dropped: LOG_INFO at first; -v LOG_DEBUG, -q LOG_WARNING. */
void log_set_level(int priority);
int log_level(void);

/* Where lines go: stderr at first.  @sink gets whole lines without newline. */
typedef void log_sink(int priority, const char *line, void *arg);
void log_set_sink(log_sink *sink, void *arg);

/* What stands before a line: nothing; its time (UTC) and level; or "<4>" for journald. */
enum log_form {
	LOG_FORM_PLAIN,
	LOG_FORM_STAMPED,
	LOG_FORM_JOURNALD,
};
void log_set_form(enum log_form form);  /* plain at first */
/* Which of them suits what @fd is: journald where JOURNAL_STREAM says so.  Only the lines of
 * a bench get a time in a file or a pipe: what is wrong with a command needs none. */
enum log_form log_find_form(int fd, bool bench);
/* "warning" */
const char *log_level_name(int priority);
/* Write a line in that form, in one write. */
void log_write(int fd, int priority, const char *line);

void log_line(int priority, const char *subject, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void log_vline(int priority, const char *subject, const char *fmt, va_list ap)
	__attribute__((format(printf, 3, 0)));
/* Write a pending "n times" line now. */
void log_flush(void);

#endif
