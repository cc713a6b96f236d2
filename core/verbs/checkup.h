/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CHECKUP_H
#define CORE_CHECKUP_H
/*
 * checkup.h -- what the checks of doctor and run share: what they look at, and what
 * they have found so far.
 *
 * The bench, its configuration and its plugins are the verb's own; a checkup frees
 * what it keeps itself.
 */
#include "core/base/finding.h"
#include "core/host/link.h"
#include "core/host/rights.h"
#include "core/serve/instance.h"
#include "core/verbs/app.h"

struct checkup {
	struct app *app;
	struct bench *bench;
	bool starting;                  /* run asks, and starts when nothing is BAD */
	const char *now;                /* the name of the check that is looking */
	struct finding_list found;

	/* What earlier checks know for later ones. */
	struct xmldefault *xmldefault;  /* the verb's own; filled by "call-manager" */
	struct library library;         /* open when bench->library is this one */
	struct interface link;
	struct rights_user user;
	bool have_user;
	bool placed;                    /* the address is on the interface already */
	struct instance_check plugins;  /* the ports that they want */
	char said[512];                 /* the last error that was logged meanwhile */
};

void checkup_init(struct checkup *c, struct app *app, struct bench *b, struct xmldefault *x);
void checkup_finish(struct checkup *c);

/* The check that is looking found this; @status is the exit status that comes of it. */
void checkup_find(struct checkup *c, enum nr_answer answer, int status, const char *mend, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
/* The exit status of all that was found: a guard's, then that of the first that is BAD, then the library's. */
int checkup_status(const struct checkup *c);

/* The instance of a plugin, by its type; NULL: it is not loaded. */
struct nr_instance *checkup_instance(const struct checkup *c, const char *type);

#endif
