/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* checkup.c -- see checkup.h. */
#include <config.h>

#include "core/verbs/checkup.h"

void checkup_init(struct checkup *c, struct app *app, struct bench *b, struct xmldefault *x)
{
	memset(c, 0, sizeof(*c));
	c->app = app;
	c->bench = b;
	c->xmldefault = x;
	c->library.dirfd = -1;
	c->plugins.found = &c->found;
	c->plugins.bad_status = EXIT_USAGE;
}

void checkup_finish(struct checkup *c)
{
	if (c->bench->library == &c->library) {
		library_close(&c->library);
		c->bench->library = NULL;
	}
	ports_finish(&c->plugins.ports);
	findings_finish(&c->found);
}

void checkup_find(struct checkup *c, enum nr_answer answer, int status, const char *mend, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	findings_vadd(&c->found, answer, status, c->now, mend, fmt, ap);
	va_end(ap);
}

int checkup_status(const struct checkup *c)
{
	int status = EXIT_GOOD;
	bool lacks = false;

	for (size_t i = 0; i < c->found.count; i++) {
		const struct finding *f = &c->found.row[i];

		lacks |= f->answer == NR_ANSWER_LACKS;
		if (f->answer == NR_ANSWER_BAD && (status == EXIT_GOOD || f->status == EXIT_GUARD))
			status = f->status;
	}
	/* What lacks keeps no bench from starting: other phones can be served. */
	return status == EXIT_GOOD && lacks && !c->starting ? EXIT_LIBRARY : status;
}

struct nr_instance *checkup_instance(const struct checkup *c, const char *type)
{
	for (size_t i = 0; i < c->bench->instance_count; i++)
		if (strcmp(c->bench->instance[i].plugin->protocol.type, type) == 0)
			return &c->bench->instance[i];
	return NULL;
}
