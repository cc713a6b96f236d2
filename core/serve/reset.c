/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * reset.c -- the operator wants a phone to restart.
 *
 * Only a phone that is registered with the bench can be asked to restart; the plugin at which
 * it is tells it when it next speaks (nr_ask_restart).  One that may be writing
 * its flash is left alone, whoever asks.
 */
#include <config.h>

#include "core/serve/reset.h"
#include "core/phone/diary.h"
#include "core/phone/progress.h"
#include "core/phone/safety.h"
#include "core/phone/witness.h"

#include <stdio.h>
#include <string.h>

static bool registered(const struct phone *p)
{
	const struct fact *e = &p->evidence.fact[NR_FACT_REGISTERS];

	return e->text && e->at >= p->progress.booted_at && witness_is_registrar(e->source);
}

bool reset_ask(struct bench *b, struct phone *p, char **why)
{
	const char *wipe = p->belief.model ? p->belief.model->reset : NULL;

	*why = NULL;
	if (safety_disturbs(p)) {
		*why = strdup("it fetches files or may be writing its flash: leave it alone, and do not "
			      "unplug it");
		return false;
	}
	if (!registered(p)) {
		if (asprintf(why, "it is not registered with the bench, so nothing can ask it to "
			     "restart: take its power and give it back%s%s",
			     wipe ? "; to wipe it: " : "", wipe ? wipe : "") < 0)
			*why = NULL;
		return false;
	}
	progress_want_restart(p);
	diary_note(b, p, "phone.reset", NULL, false);
	return true;
}
