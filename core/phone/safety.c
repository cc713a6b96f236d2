/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * safety.c -- may a phone be unplugged, disturbed, or left alone?
 */
#include <config.h>

#include "core/phone/safety.h"
#include "core/base/clock.h"

#include <string.h>

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
	int64_t since = clock_mono_ms() - p->progress.image_at;

	return p->progress.image_at &&
	       (p->progress.booted_at <= p->progress.image_at || !p->belief.model ||
		since < p->belief.model->patience.flash * INT64_C(2000));
}

const char *safety_advice(const struct phone *p)
{
	switch (p->state) {
	case PHONE_SERVING:
	case PHONE_SENT:
		return "do not unplug";
	case PHONE_STALLED:
		return safety_may_write(p) ? "do not unplug" : "safe to unplug";
	case PHONE_DONE:
		return "safe to move";
	case PHONE_KNOWN:
	case PHONE_PLANNED:
	case PHONE_BLOCKED:
	case PHONE_REFUSED:
	case PHONE_HELD:
		return "safe to unplug";
	case PHONE_SEEN:
	case PHONE_STRANGER:
	case PHONE_STATES:
		break;
	}
	return NULL;
}

/* What was sent is written to flash until the phone comes back for its configuration. */
bool safety_writes_flash(const struct phone *p)
{
	switch (p->state) {
	case PHONE_SERVING:
		return true;
	case PHONE_SENT:
	case PHONE_HELD:
		return p->progress.step.images && !p->progress.step.config_after;
	case PHONE_SEEN:
	case PHONE_KNOWN:
	case PHONE_PLANNED:
	case PHONE_DONE:
	case PHONE_BLOCKED:
	case PHONE_REFUSED:
	case PHONE_STALLED:             /* longer than flash takes */
	case PHONE_STRANGER:
	case PHONE_STATES:
		break;
	}
	return false;
}

bool safety_at_work(const struct phone *p)
{
	const char *advice = safety_advice(p);

	return p->transfer.running || (advice && strcmp(advice, "do not unplug") == 0);
}
