/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_FINDING_H
#define CORE_FINDING_H
/*
 * finding.h -- what was found when somebody looked at what a run needs: one of the five
 * answers, a sentence, and what mends it.
 *
 * A list owns its findings; what was given to a function is copied.
 */
#include <netrecover/protocol.h>

#include <stdarg.h>

struct finding {
	enum nr_answer answer;
	int status;             /* exit status that comes of it, when it is not well */
	char check[20];         /* "port" */
	char *text;             /* never NULL */
	char *mend;             /* a command or a line of the configuration, or NULL */
};

struct finding_list {
	struct finding *row;
	size_t count;
};

/* @mend: or NULL. */
void findings_add(struct finding_list *l, enum nr_answer answer, int status, const char *check,
		  const char *mend, const char *fmt, ...) __attribute__((format(printf, 6, 7)));
void findings_vadd(struct finding_list *l, enum nr_answer answer, int status, const char *check,
		   const char *mend, const char *fmt, va_list ap) __attribute__((format(printf, 6, 0)));
/* Worst first; equal ones stay in their order. */
void findings_sort(struct finding_list *l);
void findings_finish(struct finding_list *l);

/* The gravest answer of a check; 0: it said nothing. */
enum nr_answer findings_answer(const struct finding_list *l, const char *check);
/* How many are BAD, from number @from on. */
size_t findings_count_bad(const struct finding_list *l, size_t from);
/* "BAD", "not checked" */
const char *finding_answer_name(enum nr_answer answer);

#endif
