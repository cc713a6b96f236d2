/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * safety.c -- may a phone be unplugged, disturbed, or left alone?
 */
#include <config.h>

#include "core/phone/safety.h"
#include "core/base/clock.h"

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

bool safety_needs_power(const struct phone *p)
{
	if (p->state == PHONE_DONE)
		return false;
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
		return "safe to move";
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

bool safety_writes_flash(const struct phone *p)
{
	switch (p->state) {
	case PHONE_SERVING:
		return true;
	case PHONE_SENT:
	case PHONE_HELD:
		if (p->progress.step.images && !p->progress.step.config_after)
			return true;
		break;
	case PHONE_DONE:
	case PHONE_STALLED:             /* longer than flash takes */
		return false;
	case PHONE_SEEN:
	case PHONE_KNOWN:
	case PHONE_PLANNED:
	case PHONE_BLOCKED:
	case PHONE_REFUSED:
	case PHONE_STRANGER:
	case PHONE_STATES:
		break;
	}
	return p->progress.config_at < p->progress.image_at && safety_may_write(p);
}
