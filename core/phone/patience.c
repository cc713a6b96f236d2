/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * patience.c -- silence: how long is normal, and what it means after that.
 */
#include <config.h>

#include "core/phone/patience.h"
#include "core/base/clock.h"
#include "core/phone/download.h"
#include "core/phone/evidence.h"
#include "core/phone/progress.h"
#include "core/phone/proof.h"
#include "core/phone/state.h"

#include <arpa/inet.h>

/* From a phone's SYN to its words, at a call manager that answers. */
#define WORDS_MS 2000

static unsigned minutes(int64_t ms)
{
	return (unsigned)((ms + 59999) / 60000);
}

/* It may write what it has, wait for what did not reach it, or have lost its power. */
static void say_partly(struct phone *p, int64_t silent)
{
	unsigned of, taken = download_taken(p, &of);

	state_say(
		p, "NR-GONE",
		"no sign of life for %u min after %u of %u files of %s: it may be writing them, or "
		"have lost cable or power: look at its display",
		minutes(silent), taken, of, p->course.plan.step[p->course.step].load);
}

static void stall(struct bench *b, struct phone *p, int64_t silent)
{
	if (p->state == PHONE_SENT)
		state_say(
			p, "NR-WAIT",
			"no sign of life for %u min since it has all of %s; a phone that writes flash may "
			"be this slow, one that is dead too",
			minutes(silent), p->course.plan.step[p->course.step].load);
	else if (p->progress.step.images)
		say_partly(p, silent);
	else if (p->state == PHONE_SERVING)
		state_say(
			p, "NR-GONE",
			"stopped in the middle of %s: cable, power, or it rejected the file",
			p->transfer.file[0] ? p->transfer.file : "its download");
	else if (evidence_asks_elsewhere(p, b->wire.address))
		state_say(
			p, "NR-NOTFTP",
			"has an address but asks %s for its files: an alternate TFTP server is set on "
			"the phone",
			evidence_fact(p, NR_FACT_SERVER));
	else
		state_say(
			p, "NR-NOTFTP",
			"has an address but asks for nothing for %u min: alternate TFTP server in its "
			"settings, or damaged manufacturing data",
			minutes(silent));
	state_event(b, p, EV_SILENT);
}

static void tick_serving(struct bench *b, struct phone *p, int64_t silent)
{
	if (p->transfer.running)
		return;         /* the transfer has a patience of its own */
	stall(b, p, silent);
}

/* Silence while another server is on the wire, and before, is nobody's fault. */
static int64_t since_guard(const struct bench *b, int64_t silent, int64_t now)
{
	if (b->guard == NR_GUARD_TRIPPED)
		return 0;
	return b->guard_at && now - b->guard_at < silent ? now - b->guard_at : silent;
}

static void tick_phone(struct bench *b, struct phone *p, int64_t now)
{
	int64_t last =
		p->evidence.heard_at > p->since_mono ? p->evidence.heard_at : p->since_mono;
	int64_t silent = now - last;

	if (!p->belief.model)
		return;
	if (p->progress.registers_at && now - p->progress.registers_at >= WORDS_MS) {
		progress_call(p, false);
		proof_registers(b, p);
	}
	if (p->state == PHONE_SERVING && silent > p->belief.model->patience.transfer * 1000)
		tick_serving(b, p, silent);
	else if (p->state == PHONE_SENT && silent > p->belief.model->patience.flash * 1000)
		stall(b, p, silent);
	else if ((p->state == PHONE_PLANNED || p->state == PHONE_KNOWN) &&
		 p->ip.s_addr != INADDR_ANY && since_guard(b, silent, now) > p->belief.model->patience.ask * 1000)
		stall(b, p, silent);
}

void patience_tick(struct bench *b)
{
	int64_t now = clock_mono_ms();

	for (struct phone *p = b->phones; p; p = p->next)
		tick_phone(b, p, now);
}
