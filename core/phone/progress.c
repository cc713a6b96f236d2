/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * progress.c -- see progress.h.
 */
#include <config.h>

#include "core/phone/progress.h"
#include "core/base/clock.h"
#include "core/phone/reason.h"

/* What is seen on the wire so soon after a request came in is that request. */
#define SAME_REQUEST_MS 1000

void progress_new_step(struct phone *p)
{
	memset(&p->progress.step, 0, sizeof(p->progress.step));
}

void progress_sent_before(struct phone *p)
{
	p->progress.step.sent = true;
	p->progress.step.images = 1;
}

/*
 * How long ago an earlier run saw that, in milliseconds.  A machine without a battery has a
 * wrong clock until somebody sets it, then or now: what cannot be, or is older than a month, is 0,
 * so that nobody is told too early that a phone writes for too long.
 */
static int64_t since_wall(int64_t at)
{
	int64_t ago = clock_wall_ms() - at;

	return ago < 0 || ago > INT64_C(31) * 24 * 3600 * 1000 ? 0 : ago;
}

void progress_image_before(struct phone *p, const char *load, int64_t at)
{
	snprintf(p->progress.writing, sizeof(p->progress.writing), "%.63s", load);
	p->progress.image_at = p->evidence.seen_at;
	p->progress.writes = p->progress.wrote_before = true;
	p->progress.writing_since = at;
	p->progress.writing_from = clock_mono_ms() - since_wall(at);
}

void progress_start(struct phone *p, bool discovers)
{
	p->progress.booted_at = clock_mono_ms();
	p->progress.discovers = discovers ? p->progress.discovers + 1 : 0;
	p->progress.configs_alone = 0;
}

void progress_leased(struct phone *p)
{
	p->progress.discovers = 0;
}

void progress_asked(struct phone *p, const char *name)
{
	struct progress *g = &p->progress;

	if (strncmp(g->asked, name, sizeof(g->asked) - 1) != 0)
		g->configs_alone = 0;
	snprintf(g->asked, sizeof(g->asked), "%.63s", name);
	g->asked_at = clock_mono_ms();
	g->on_wire = 0;
	g->discovers = 0;
}

void progress_on_wire(struct phone *p)
{
	int64_t now = clock_mono_ms();

	if (now <= p->progress.asked_at + SAME_REQUEST_MS)
		return;
	if (p->progress.on_wire++ == 0)
		p->progress.on_wire_at = now;
}

void progress_sign(struct phone *p)
{
	p->progress.sign_at = clock_mono_ms();
}

void progress_heard(struct phone *p)
{
	p->progress.unheard = 0;
	p->progress.step.arrived++;
}

void progress_unheard(struct phone *p)
{
	p->progress.unheard++;
	p->progress.step.lost++;
}

unsigned progress_refused(struct phone *p, const char *name, int64_t apart)
{
	struct progress *g = &p->progress;
	int64_t now = clock_mono_ms();
	bool again = strncmp(g->refused, name, sizeof(g->refused) - 1) == 0 &&
		     now - g->refused_at <= apart;

	g->refusals = again ? g->refusals + 1 : 1;
	g->refused_at = now;
	snprintf(g->refused, sizeof(g->refused), "%.63s", name);
	return g->refusals;
}

void progress_config_good(struct phone *p)
{
	p->progress.configs = p->progress.configs_alone = 0;
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

void progress_config_asked(struct phone *p, const char *load)
{
	snprintf(p->progress.naming, sizeof(p->progress.naming), "%s", load ? load : "");
	p->progress.restart_wanted = false;
	p->progress.config_at = clock_mono_ms();
}

void progress_config(struct phone *p)
{
	memcpy(p->progress.told, p->progress.naming, sizeof(p->progress.told));
	memcpy(p->progress.config, p->progress.asked, sizeof(p->progress.config));
	p->progress.ever_told |= p->progress.told[0] != '\0';
	p->progress.config_served = true;
	p->progress.told_ip = p->ip;
	p->progress.configs++;
	p->progress.configs_alone++;
	p->progress.step.config_at = clock_mono_ms();
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

void progress_lacks(struct phone *p, const char *load)
{
	snprintf(p->progress.lacks, sizeof(p->progress.lacks), "%.63s", load);
}

bool progress_list(struct phone *p, const char *load)
{
	struct step_progress *s = &p->progress.step;

	progress_lacks(p, load);
	p->progress.configs = 0;
	s->images = 0;
	s->sent = s->config_after = s->booted = s->list_read = false;
	s->list_alone = (s->list_alone || !s->lists) && p->progress.booted_at &&
			p->progress.sign_at < p->progress.booted_at;
	s->list_at = clock_mono_ms();
	return s->lists++ == 0;
}

void progress_list_read(struct phone *p)
{
	p->progress.step.list_read = true;
}

void progress_not_installed(struct phone *p)
{
	p->progress.step.not_installed++;
}

void progress_rejected(struct phone *p)
{
	p->progress.step.rejected++;
}

bool progress_image(struct phone *p, const char *load)
{
	bool begins = !p->progress.writes;

	snprintf(p->progress.writing, sizeof(p->progress.writing), "%.63s", load);
	p->progress.image_at = clock_mono_ms();
	if (begins) {
		p->progress.writing_since = clock_wall_ms();
		p->progress.writing_from = clock_mono_ms();
	}
	p->progress.writes = true;
	p->progress.wrote_before = false;
	return begins;
}

bool progress_written(struct phone *p)
{
	bool wrote = p->progress.writes;

	p->progress.writes = p->progress.wrote_before = false;
	return wrote;
}

void progress_image_sent(struct phone *p, int i)
{
	p->progress.step.images |= (uint64_t)1 << i;
}

void progress_sent(struct phone *p)
{
	p->progress.step.sent = true;
	p->progress.lacks[0] = '\0';
}

void progress_offer_again(struct phone *p)
{
	p->progress.step.booted = true;
	progress_untold(p);
}

void progress_called(struct phone *p)
{
	p->progress.called_at = clock_mono_ms();
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
