/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* finding.c -- see finding.h. */
#include <config.h>

#include "core/base/finding.h"

#include <netrecover/types.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The numbers are those of the installed header; the gravest is the largest here. */
static const struct {
	const char *name;
	int gravity;
} answers[] = {
	[NR_ANSWER_OK] = { "ok", 1 },
	[NR_ANSWER_BAD] = { "BAD", 5 },
	[NR_ANSWER_LACKS] = { "LACKS", 4 },
	[NR_ANSWER_WAITS] = { "WAITS", 3 },
	[NR_ANSWER_UNCHECKED] = { "not checked", 2 },
};

/* A plugin may give any number. */
static enum nr_answer known(enum nr_answer answer)
{
	return answer >= NR_ANSWER_OK && answer <= NR_ANSWER_UNCHECKED ? answer : NR_ANSWER_UNCHECKED;
}

const char *finding_answer_name(enum nr_answer answer)
{
	return answers[known(answer)].name;
}

static void add(struct finding_list *l, const struct finding *f)
{
	struct finding *row = reallocarray(l->row, l->count + 1, sizeof(*row));

	if (!row) {
		free(f->text);
		free(f->mend);
		return;
	}
	l->row = row;
	row[l->count++] = *f;
}

void findings_vadd(struct finding_list *l, enum nr_answer answer, int status, const char *check,
		   const char *mend, const char *fmt, va_list ap)
{
	struct finding f = { .answer = known(answer), .status = status };

	snprintf(f.check, sizeof(f.check), "%s", check);
	if (vasprintf(&f.text, fmt, ap) < 0)
		f.text = NULL;
	f.mend = mend ? strdup(mend) : NULL;
	if (f.text)
		add(l, &f);
	else
		free(f.mend);
}

void findings_add(struct finding_list *l, enum nr_answer answer, int status, const char *check,
		  const char *mend, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	findings_vadd(l, answer, status, check, mend, fmt, ap);
	va_end(ap);
}

void findings_sort(struct finding_list *l)
{
	for (size_t i = 1; i < l->count; i++) {
		struct finding f = l->row[i];
		size_t at = i;

		for (; at > 0 && answers[l->row[at - 1].answer].gravity < answers[f.answer].gravity; at--)
			l->row[at] = l->row[at - 1];
		l->row[at] = f;
	}
}

void findings_finish(struct finding_list *l)
{
	for (size_t i = 0; i < l->count; i++) {
		free(l->row[i].text);
		free(l->row[i].mend);
	}
	free(l->row);
	memset(l, 0, sizeof(*l));
}

enum nr_answer findings_answer(const struct finding_list *l, const char *check)
{
	enum nr_answer worst = 0;

	for (size_t i = 0; i < l->count; i++)
		if (strcmp(l->row[i].check, check) == 0 &&
		    (!worst || answers[l->row[i].answer].gravity > answers[worst].gravity))
			worst = l->row[i].answer;
	return worst;
}

size_t findings_count_bad(const struct finding_list *l, size_t from)
{
	size_t n = 0;

	for (size_t i = from; i < l->count; i++)
		n += l->row[i].answer == NR_ANSWER_BAD;
	return n;
}
