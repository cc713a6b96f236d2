/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * download.c -- what a phone fetches: its configuration, the list of its step,
 * the images; and what it means when it comes for the same list again.
 */
#include <config.h>

#include "core/phone/download.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/noun.h"
#include "core/phone/alert.h"
#include "core/phone/belief.h"
#include "core/phone/course.h"
#include "core/phone/diary.h"
#include "core/phone/evidence.h"
#include "core/phone/memory.h"
#include "core/phone/news.h"
#include "core/phone/progress.h"
#include "core/phone/proof.h"
#include "core/phone/sign.h"
#include "core/phone/state.h"
#include "core/library/fingerprint.h"
#include "core/plan/hardware.h"
#include "core/plugin/knowledge.h"

#include <strings.h>

/* A list asked again this soon, without a boot between, is one boot's doing:
 * a 7906 was seen to ask for it twice within a second. */
#define SAME_BOOT_MS 5000

/* What it runs: so it asks for nothing. */
static const char *own_load(const struct phone *p)
{
	return p->belief.load[0] ? p->belief.load : NULL;
}

const char *download_load_to_name(const struct bench *b, const struct phone *p)
{
	const struct plan_step *s = course_step(p);

	switch (p->state) {
	case PHONE_PLANNED:
	case PHONE_SERVING:
	case PHONE_SENT:
	case PHONE_STALLED:
		if (s)
			return course_waits(b, p) ? own_load(p) : s->load;
		return p->course.planned ? p->course.plan->target : NULL;
	case PHONE_DONE:
		return p->belief.load;
	case PHONE_BLOCKED:
		return p->course.probe[0] && !course_waits(b, p) ? p->course.probe : NULL;
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

void download_config_asked(const struct bench *b, struct phone *p)
{
	progress_config_asked(p, download_load_to_name(b, p));
}

static bool list_is_image(const struct lib_load *l)
{
	return l && l->file_count == 1 && l->file[0] == l->list;
}

enum again { AGAIN_NOT, AGAIN_REJECTED, AGAIN_NOT_INSTALLED };

/* It comes for the list of its step: what became of the last time? */
static enum again came_again(const struct phone *p)
{
	const struct step_progress *g = &p->progress.step;

	if (!g->lists)
		return AGAIN_NOT;
	/* It never had the list whole: nothing is known of what it makes of it. */
	if (!g->images && !g->list_read && !list_is_image(course_list(p)))
		return AGAIN_NOT;
	/* A load of one file has no list to reject: its download was interrupted. */
	if (!g->images && list_is_image(course_list(p)))
		return AGAIN_NOT;
	if (!g->booted && clock_mono_ms() - g->list_at < SAME_BOOT_MS && !g->images)
		return AGAIN_NOT;
	if (g->sent)
		return AGAIN_NOT_INSTALLED;
	/* Broken off in the middle: it simply starts again. */
	return g->images ? AGAIN_NOT : AGAIN_REJECTED;
}

/*
 * A wiped phone that rejected the target's list gets the model's stepping stone; when it
 * rejected that twice, the oldest list for newer hardware, and the next one then.
 */
static bool falls_back(const struct bench *b, const struct phone *p, unsigned times)
{
	struct rejected r = course_rejected(p);
	struct stop unused;

	if (!p->belief.wiped || !p->belief.model->wiped_hop)
		return false;
	if (!p->course.wiped_tries)
		return true;
	return times >= 2 && course_wiped_next(b, p, &r, &unused);
}

enum download_turn download_turn(const struct bench *b, const struct phone *p)
{
	const struct step_progress *g = &p->progress.step;
	enum again again = came_again(p);
	unsigned rejected = g->rejected + (again == AGAIN_REJECTED);
	unsigned not_installed = g->not_installed + (again == AGAIN_NOT_INSTALLED);

	if (again == AGAIN_NOT)
		return DOWNLOAD_BEGINS;
	if (falls_back(b, p, rejected + not_installed))
		return DOWNLOAD_FALLS_BACK;
	return rejected >= LOOPS || not_installed >= LOOPS ? DOWNLOAD_REJECTED :
							     DOWNLOAD_BEGINS;
}

static void say_rejected(struct phone *p)
{
	const struct step_progress *g = &p->progress.step;
	const char *load = p->course.plan->step[p->course.step].load;
	unsigned times = g->not_installed ? g->not_installed : g->rejected;
	bool ladder = p->belief.wiped && p->course.wiped_tries && p->belief.model->wiped_hop;

	if (p->progress.step.reason)
		state_say(p, "NR-STEP", "rejected %s, %u %s, and says '%s': %s", load,
			  times, noun_of(times, "time", "times"), p->progress.step.reason->words,
			  p->progress.step.reason->plain);
	else if (g->not_installed)
		state_say(
			p, "NR-STEP",
			"it fetched all of %s and did not install it, %u %s: hardware that "
			"the load does not support, power lost, or a flash fault",
			load, times, noun_of(times, "time", "times"));
	else
		state_say(
			p, "NR-STEP",
			"it read the file list of %s and rejected it, %u %s: signed with "
			"a key that its load does not know, or hardware that the load does not support%s%s",
			load, times, noun_of(times, "time", "times"),
			ladder ? "; the library has no older list for a wiped one: " : "",
			ladder ? p->belief.model->wiped_hop->reason : "");
}

static void fall_back(struct bench *b, struct phone *p)
{
	log_line(LOG_NOTICE, p->name, "rejected %s as it is wiped: trying %s",
		 p->course.plan->step[p->course.step].load,
		 p->course.wiped_tries ? "a load for newer hardware, or an older one" : "the stepping stone");
	if (!p->course.wiped_tries)
		diary_note(b, p, "step.rejected",
			   json_pack("{s:s}", "load", p->course.plan->step[p->course.step].load), true);
	course_fall_back(p);
	course_replan(b, p);
}

static void count(struct phone *p, enum again again)
{
	switch (again) {
	case AGAIN_NOT:
		break;
	case AGAIN_REJECTED:
		progress_rejected(p);
		break;
	case AGAIN_NOT_INSTALLED:
		progress_not_installed(p);
		break;
	}
}

/* The step begins: what of the library that is, so that a report can show it. */
static void step_started(struct bench *b, struct phone *p)
{
	const struct lib_load *l = course_list(p);
	const struct signature *by = l ? index_signed_by(l) : NULL;
	char sha256[FINGERPRINT_SIZE] = "", day[16] = "";

	if (l && b->library)
		fingerprint_of(b->library, l->list, sha256);
	if (by)
		signature_date(by, day);
	diary_note(b, p, "step.started",
		   json_pack("{s:s, s:s?, s:s?, s:s?}", "load", p->course.plan->step[p->course.step].load,
			     "list", l ? l->list->name : NULL, "sha256", sha256[0] ? sha256 : NULL, "signed",
			     day[0] ? day : NULL),
		   true);
}

void download_list(struct bench *b, struct phone *p)
{
	enum download_turn turn = download_turn(b, p);

	count(p, came_again(p));
	switch (turn) {
	case DOWNLOAD_BEGINS:
		break;
	case DOWNLOAD_FALLS_BACK:
		fall_back(b, p);
		if (!course_step(p) || p->state == PHONE_BLOCKED)
			return;
		break;
	case DOWNLOAD_REJECTED:
		say_rejected(p);
		state_event(b, p, EV_REJECTED);
		return;
	}
	if (p->progress.booted_at > p->progress.image_at)
		proof_written(b, p);
	memory_begun(b, &p->mac);
	alert_clear(b, CODE_TRUST, p->id);
	if (progress_list(p, p->course.plan->step[p->course.step].load))
		step_started(b, p);
	else
		diary_note(b, p, "step.again", NULL, true); /* so that what was sent before is not proven */
	state_say(p, NULL, "downloading");
	state_event(b, p, EV_LIST);
}

unsigned download_taken(const struct phone *p, unsigned *of)
{
	const struct lib_load *l = course_list(p);

	*of = l ? (unsigned)l->file_count : 0;
	return (unsigned)__builtin_popcount(p->progress.step.images);
}

uint64_t download_bytes(const struct phone *p, uint64_t *of)
{
	const struct lib_load *l = course_list(p);
	uint64_t bytes = 0;

	*of = 0;
	if (l && l->platforms & (l->platforms - 1))
		return 0;       /* it takes what is for its own platform, and nobody says which that is */
	for (size_t i = 0; l && i < l->file_count; i++) {
		uint64_t size = l->file[i] ? l->file[i]->size : 0;

		*of += size;
		if (i < 64 && p->progress.step.images >> i & 1)
			bytes += size;
		else if (p->transfer.running && strcasecmp(l->file_name[i], p->transfer.file) == 0)
			bytes += p->transfer.bytes < size ? p->transfer.bytes : size;
	}
	return bytes;
}

void download_broken_off(struct bench *b, struct phone *p)
{
	unsigned of, taken = download_taken(p, &of);

	state_say(
		p, "NR-WAIT",
		"restarted after %u of %u %s of %s: it comes for the rest, or shows that it runs it",
		taken, of, noun_of(of, "file", "files"), p->course.plan->step[p->course.step].load);
	state_event(b, p, EV_GAVE_UP);
}

void download_image(struct bench *b, struct phone *p)
{
	const struct plan_step *s = course_step(p);

	if (progress_image(p, s ? s->load : ""))
		diary_note(b, p, "phone.writing",
			   json_pack("{s:s?}", "load", s ? s->load : NULL), true);
}

/* A name that stands for a file of its step. */
static const struct lib_file *find_alias(const struct phone *p, const struct lib_load *l,
					 const char *name, int *image)
{
	const struct nr_alias *row = p->belief.model->aliases;

	while (row && row->ask &&
	       (!evidence_glob(p, row->ask, name) ||
		(row->part && model_part(p->belief.model, row->part) != model_part(p->belief.model, l->parsed.part))))
		row++;
	if (!row || !row->ask)
		return NULL;
	if (!row->file)
		return index_load_file(l, l->list->name, image);
	for (size_t i = 0; i < l->file_count; i++)
		if (l->file[i] && evidence_glob(p, row->file, l->file_name[i]))
			return index_load_file(l, l->file_name[i], image);
	return NULL;
}

const struct lib_file *download_file(const struct phone *p, const struct lib_load *l,
				     const char *name, int *image)
{
	const struct lib_file *f = index_load_file(l, name, image);

	return f || !p->belief.model ? f : find_alias(p, l, name, image);
}

void download_sent(struct bench *b, struct phone *p, const char *file)
{
	const struct lib_load *l = course_list(p);
	int i = -1;

	if (l && download_file(p, l, file, &i) && i < 0)
		progress_list_read(p);
	if (!l || i < 0 || i >= 64)
		return;
	progress_image_sent(p, i);
	if (p->progress.step.sent || !index_load_fetched(l, p->progress.step.images, i))
		return;
	progress_sent(p);
	state_say(p, "NR-WAIT",
		  "has all of %s: writing flash and restarting; up to %u min is normal",
		  p->course.plan->step[p->course.step].load,
		  (p->belief.model->patience.flash + 59u) / 60u);
	state_event(b, p, EV_SENT);
}

void download_wants(struct phone *p, const char *want)
{
	char name[LOAD_NAME_SIZE];

	if (!p->progress.told[0] || !file_name_normalise(want, name) ||
	    strcasecmp(name, p->progress.told) != 0)
		return;
	progress_lacks(p, name);
	progress_untold(p);
}

bool download_of_itself(const struct bench *b, const struct phone *p)
{
	return !p->progress.ever_told && (p->progress.booted_at || !memory_find(b, &p->mac));
}

void download_asked_other(struct bench *b, struct phone *p, const char *want)
{
	struct nr_load l;
	const char *load;
	unsigned changed;

	download_wants(p, want);
	/* Asked for the target's list or images: so it does not run it. */
	if (p->state == PHONE_BLOCKED && model_parse(p->belief.model, want, &l))
		course_probe(p, "");
	if (p->state != PHONE_KNOWN || p->belief.load[0] || !download_of_itself(b, p) ||
	    p->belief.wiped || !model_parse(p->belief.model, want, &l))
		return;
	if (sign_of_lists(p, want)) /* what it wants, not what it runs */
		return;
	load = l.kind == NR_KIND_LOAD ? want : l.kind == NR_KIND_COMPONENT ? l.load : "";
	if (!load[0])
		return;
	changed = belief_load(p, load, l.kind == NR_KIND_LOAD ? LOAD_ASKED : LOAD_COMPONENT);
	news_load(b, p, changed);
	if (!(changed & BELIEF_LOAD))
		return;
	diary_identified(b, p);
	course_try(b, p);
}
