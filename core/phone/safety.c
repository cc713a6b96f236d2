/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * safety.c -- may a phone be unplugged, disturbed, or left alone?
 */
#include <config.h>

#include "core/phone/safety.h"
#include "core/base/clock.h"
#include "core/phone/witness.h"

bool safety_at_rest(const struct phone *p)
{
	switch (p->state) {
	case PHONE_DONE:
	case PHONE_BLOCKED:
	case PHONE_REFUSED:
	case PHONE_HELD:
	case PHONE_STRANGER:
		return true;
	case PHONE_SEEN:
	case PHONE_KNOWN:
	case PHONE_PLANNED:
	case PHONE_SERVING:
	case PHONE_SENT:
	case PHONE_STALLED:
	case PHONE_STATES:
		break;
	}
	return false;
}

bool safety_may_write(const struct phone *p)
{
	return p->progress.writes;
}

bool safety_came_back(const struct phone *p)
{
	const struct progress *g = &p->progress;

	return g->booted_at > g->image_at || g->config_at > g->image_at;
}

bool safety_is_overdue(const struct phone *p)
{
	return p->progress.writes && p->belief.model &&
	       clock_mono_ms() - p->progress.writing_from >
		       p->belief.model->patience.flash * INT64_C(1000);
}

bool safety_needs_power(const struct phone *p)
{
	return p->state == PHONE_SERVING || p->state == PHONE_SENT || safety_may_write(p);
}

bool safety_disturbs(const struct phone *p)
{
	return p->transfer.running || safety_needs_power(p);
}

const char *safety_advice(const struct phone *p)
{
	if (safety_needs_power(p))
		return "do not unplug";
	switch (p->state) {
	case PHONE_DONE:
		return witness_is_word(p->belief.load_source) && !p->belief.load_restored ?
			       "safe to move" :
			       "safe to unplug";
	case PHONE_STALLED:
	case PHONE_KNOWN:
	case PHONE_PLANNED:
	case PHONE_BLOCKED:
	case PHONE_REFUSED:
	case PHONE_HELD:
		return "safe to unplug";
	case PHONE_SERVING:
	case PHONE_SENT:
	case PHONE_SEEN:
	case PHONE_STRANGER:
	case PHONE_STATES:
		break;
	}
	return NULL;
}

bool safety_is_quiet(const struct phone *p)
{
	return p->state != PHONE_SERVING &&
	       (!p->progress.writes || safety_came_back(p) || p->state == PHONE_STALLED);
}
