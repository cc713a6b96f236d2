/* SPDX-License-Identifier: GPL-3.0-or-later */
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

#include <string.h>

static bool registered(const struct phone *p)
{
	const struct fact *e = &p->evidence.fact[NR_FACT_REGISTERS];

	return e->text && e->at >= p->progress.booted_at &&
	       (e->source == NR_SOURCE_SCCP || e->source == NR_SOURCE_SIP);
}

const char *reset_ask(struct bench *b, struct phone *p)
{
	static char why[400];

	if (safety_disturbs(p))
		return "it fetches files or writes its flash: leave it alone, and do not unplug it";
	if (!registered(p)) {
		snprintf(why, sizeof(why),
			 "it is not registered with the bench, so nobody can tell it: take its "
			 "power and give it back%s%s",
			 p->belief.model && p->belief.model->reset ? "; to wipe it: " : "",
			 p->belief.model && p->belief.model->reset ? p->belief.model->reset :
								     "");
		return why;
	}
	progress_want_restart(p);
	diary_note(b, p, "phone.reset", NULL, false);
	return NULL;
}
