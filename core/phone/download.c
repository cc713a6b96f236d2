/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * download.c -- what a phone fetches: its configuration, the list of its step,
 * the images; and what it means when it comes for the same list again.
 */
#include <config.h>

#include "core/phone/recovery.h"
#include "core/base/clock.h"
#include "core/plan/hardware.h"
#include "core/plugin/knowledge.h"
#include "core/base/log.h"

/* A list asked again this soon, without a boot between, is one boot's doing:
 * a 7906 was seen to ask for it twice within a second. */
#define SAME_BOOT_MS 5000

const char *recovery_load_to_name(const struct phone *p)
{
	const struct plan_step *s = course_step(p);

	switch (p->state) {
	case PHONE_PLANNED:
	case PHONE_SERVING:
	case PHONE_SENT:
	case PHONE_STALLED:
		if (s)
			return s->load;
		return p->planned ? p->plan.target : NULL;
	case PHONE_DONE:
		return p->load;
	case PHONE_BLOCKED:
		return p->probe[0] ? p->probe : NULL;
	case PHONE_SEEN:
	case PHONE_KNOWN:
	case PHONE_REFUSED:
	case PHONE_HELD:
	case PHONE_STRANGER:
	case PHONE_STATES:
		break;
	}
	return NULL;
}

void recovery_config(struct bench *b, struct phone *p)
{
	const char *load = recovery_load_to_name(p);

	(void)b;
	snprintf(p->told, sizeof(p->told), "%s", load ? load : "");
	if (load)
		p->ever_told = true;
	p->config_served = true;
	p->restart_wanted = false;
	p->progress.config_at = clock_mono_ms();
	if (p->progress.sent)
		p->progress.config_after = true;
}

static bool list_is_image(const struct lib_load *l)
{
	return l && l->file_count == 1 && l->file[0] == l->list;
}

/* It comes for the same list again: what became of the last time? */
static bool turned_down(struct phone *p)
{
	struct step_progress *g = &p->progress;

	if (!g->lists)
		return false;
	/* A load of one file has no list to turn down: its download was broken off. */
	if (!g->images && list_is_image(course_list(p)))
		return false;
	if (!g->booted && clock_mono_ms() - g->list_at < SAME_BOOT_MS && !g->images)
		return false;
	if (g->sent)
		g->not_installed++;
	else if (!g->images)
		g->turned_down++;
	else
		return false;   /* broken off in the middle: it simply starts again */
	return true;
}

static void say_turned_down(struct phone *p)
{
	const struct step_progress *g = &p->progress;
	const char *load = p->plan.step[p->step].load;
	unsigned times = g->not_installed ? g->not_installed : g->turned_down;

	if (p->reason)
		phone_say(p, "NR-STEP", "did not take %s, %u times, and says '%s': %s", load, times,
			  p->reason->words, p->reason->plain);
	else if (g->not_installed)
		phone_say(p, "NR-STEP", "it fetched all of %s and did not install it, %u times: hardware that "
			  "the load does not support, power lost, or a flash fault", load, times);
	else
		phone_say(p, "NR-STEP", "it read the file list of %s and turned it down, %u times: signed with "
			  "a key that its load does not know, or hardware that the load does not support",
			  load, times);
}

/*
 * A wiped phone that turned the target down gets the model's stepping stone; when it
 * turned that down twice, the oldest list for newer hardware, and the next one then.
 */
static bool fall_back(struct bench *b, struct phone *p)
{
	const struct step_progress *g = &p->progress;
	const struct lib_load *refused = course_list(p);
	struct stop unused;

	if (!p->wiped || !p->model->wiped_hop ||
	    (p->wiped_tries && g->turned_down + g->not_installed < 2))
		return false;
	p->wiped_parts |= refused ? refused->hardware_comp : 0;
	if (p->wiped_tries && !course_wiped_board(b, p, &unused))
		return false;
	log_line(LOG_NOTICE, p->name, "turned down %s as it is wiped: trying %s",
		 p->plan.step[p->step].load,
		 p->wiped_tries ? "a load for newer hardware" : "the stepping stone");
	p->wiped_tries = p->wiped_tries ? 2 : 1;
	recovery_replan(b, p);
	return true;
}

void recovery_list(struct bench *b, struct phone *p)
{
	struct step_progress *g = &p->progress;
	bool again = turned_down(p);

	if (again && fall_back(b, p)) {
		if (!course_step(p) || p->state == PHONE_BLOCKED)
			return;
	} else if (again && (g->turned_down >= LOOPS || g->not_installed >= LOOPS)) {
		say_turned_down(p);
		phone_event(b, p, EV_TURNED_DOWN);
		return;
	}
	if (g->lists++ == 0)
		recovery_journal(b, p, "step.started",
				 json_pack("{s:s}", "load", p->plan.step[p->step].load), true);
	g->images = 0;
	g->sent = g->config_after = g->booted = false;
	g->list_at = clock_mono_ms();
	phone_say(p, NULL, "downloading");
	phone_event(b, p, EV_LIST);
}

void recovery_image(struct phone *p)
{
	p->image_at = clock_mono_ms();
}

void recovery_sent(struct bench *b, struct phone *p, const char *file)
{
	const struct lib_load *l = course_list(p);
	uint32_t all;
	int i = -1;

	if (!l || !index_load_file(l, file, &i) || i < 0 || i >= 32)
		return;
	all = l->file_count >= 32 ? UINT32_MAX : (1u << l->file_count) - 1;
	p->progress.images |= 1u << i;
	/* A phone skips images that it has, so the last one in order is enough. */
	if (p->progress.sent || (p->progress.images != all && (size_t)i + 1 != l->file_count))
		return;
	p->progress.sent = true;
	phone_say(p, "NR-WAIT", "has all of %s: writing flash and restarting; up to %u min is normal",
		  p->plan.step[p->step].load, (p->model->patience.flash + 59u) / 60u);
	phone_event(b, p, EV_SENT);
}

void recovery_asked_other(struct bench *b, struct phone *p, const char *want)
{
	struct nr_load l;
	const char *load;

	/* Asked for the target's list or images: so it does not run it. */
	if (p->state == PHONE_BLOCKED && model_parse(p->model, want, &l))
		p->probe[0] = '\0';
	if (p->state != PHONE_KNOWN || p->load[0] || p->ever_told || p->wiped ||
	    !model_parse(p->model, want, &l))
		return;
	load = l.kind == NR_KIND_LOAD ? want : l.kind == NR_KIND_COMPONENT ? l.load : "";
	if (!load[0] || !belief_load(b, p, load, l.kind == NR_KIND_LOAD ? LOAD_ASKED : LOAD_COMPONENT))
		return;
	phone_journal_identified(b, p);
	course_try(b, p);
}
