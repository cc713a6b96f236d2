/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * progress.c -- see progress.h.
 */
#include <config.h>

#include "core/phone/progress.h"
#include "core/base/clock.h"
#include "core/phone/reason.h"

void progress_new_step(struct phone *p)
{
	memset(&p->progress.step, 0, sizeof(p->progress.step));
}

void progress_sent_before(struct phone *p)
{
	p->progress.step.sent = true;
	p->progress.step.images = 1;
}

void progress_image_before(struct phone *p)
{
	p->progress.image_at = p->evidence.seen_at;
}

void progress_start(struct phone *p)
{
	p->progress.booted_at = clock_mono_ms();
}

void progress_boot(struct phone *p)
{
	p->progress.step.booted = true;
	p->progress.restart_wanted = false;
	p->progress.registers_at = 0;
	p->progress.config_served = false;
}

void progress_silent_boot(struct phone *p)
{
	p->progress.silent_boots++;
}

void progress_spoke(struct phone *p)
{
	p->progress.silent_boots = 0;
}

void progress_config(struct phone *p, const char *load)
{
	snprintf(p->progress.told, sizeof(p->progress.told), "%s", load ? load : "");
	p->progress.ever_told |= load != NULL;
	p->progress.config_served = true;
	p->progress.restart_wanted = false;
	p->progress.step.config_at = p->progress.config_at = clock_mono_ms();
	p->progress.step.config_after |= p->progress.step.sent;
}

void progress_untold(struct phone *p)
{
	p->progress.told[0] = '\0';
}

unsigned progress_signed(struct phone *p)
{
	return ++p->progress.signed_asked;
}

bool progress_list(struct phone *p)
{
	struct step_progress *s = &p->progress.step;

	s->images = 0;
	s->sent = s->config_after = s->booted = false;
	s->list_at = clock_mono_ms();
	return s->lists++ == 0;
}

void progress_not_installed(struct phone *p)
{
	p->progress.step.not_installed++;
}

void progress_rejected(struct phone *p)
{
	p->progress.step.rejected++;
}

void progress_image(struct phone *p)
{
	p->progress.image_at = clock_mono_ms();
}

void progress_image_sent(struct phone *p, int i)
{
	p->progress.step.images |= (uint64_t)1 << i;
}

void progress_sent(struct phone *p)
{
	p->progress.step.sent = true;
}

void progress_offer_again(struct phone *p)
{
	p->progress.step.booted = true;
	progress_untold(p);
}

void progress_call(struct phone *p, bool awaited)
{
	p->progress.registers_at = awaited ? clock_mono_ms() : 0;
}

unsigned progress_ignored(struct phone *p)
{
	return ++p->progress.step.ignored;
}

void progress_reason(struct phone *p, const struct reason *reason)
{
	p->progress.step.reason = reason;
}

void progress_want_restart(struct phone *p)
{
	p->progress.restart_wanted = true;
}
