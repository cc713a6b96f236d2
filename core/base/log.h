/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_LOG_H
#define CORE_LOG_H
/*
 * log.h -- lines for people.  Each starts with its subject ("dhcp",
 * "SEP001B54AA0001").  Text of the network must have gone through nr_text();
 * the log escapes control bytes all the same.  Equal lines that follow each
 * other are counted ("14 times"), not repeated.
 */
#include <stdarg.h>
#include <syslog.h>

/* Lines above this priority number are dropped: LOG_INFO at first; -v LOG_DEBUG, -q LOG_WARNING. */
void log_set_level(int priority);
int log_level(void);

/* Where lines go: stderr at first.  @sink gets whole lines without newline. */
typedef void log_sink(int priority, const char *line, void *arg);
void log_set_sink(log_sink *sink, void *arg);

void log_line(int priority, const char *subject, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void log_vline(int priority, const char *subject, const char *fmt, va_list ap)
	__attribute__((format(printf, 3, 0)));
/* Write a pending "n times" line now. */
void log_flush(void);

#endif
