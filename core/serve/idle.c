/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * idle.c -- which phones may be asked for their own word, such as their web page.
 *
 * A phone that fetches files or writes flash is left alone: whatever it is asked
 * then costs it time and memory, and what it would say is out of date soon.
 */
#include <config.h>

#include "core/serve/idle.h"
#include "core/base/clock.h"
#include "core/phone/safety.h"
#include "core/phone/witness.h"
#include "core/serve/answer.h"

/* Without a request for a file; longer while it boots and has asked for none yet. */
#define QUIET_MS 3000
#define BOOT_MS 10000

static bool on_wire(const struct bench *b, struct in_addr ip)
{
	const struct nr_bench *w = &b->wire;

	return ip.s_addr != INADDR_ANY && ip.s_addr != w->address.s_addr &&
	       ((ip.s_addr ^ w->address.s_addr) & w->netmask.s_addr) == 0;
}

static bool quiet(const struct phone *p)
{
	const struct fact *boot = &p->evidence.fact[NR_FACT_BOOT],
			  *want = &p->evidence.fact[NR_FACT_FILE_WANTED];
	int64_t now = clock_mono_ms();

	if (p->transfer.running)
		return false;
	if (boot->text && (!want->text || boot->at > want->at))
		return now - boot->at >= BOOT_MS;
	return !want->text || now - want->at >= QUIET_MS;
}

/* Would its word tell anything that is not known? */
static bool word_wanted(const struct phone *p)
{
	const char *advice = safety_advice(p);

	if (p->progress.step.sent)
		return true;
	/* Nobody waits for a word of one that may be carried away. */
	if (p->belief.wiped || (advice && strcmp(advice, "safe to move") == 0))
		return false;
	return !(p->evidence.sources & 1u << NR_SOURCE_WEB) || !p->belief.model ||
	       p->belief.load_restored || !witness_is_strong(p->belief.load_source);
}

bool idle_may_restart(const struct bench *b, const struct phone *p)
{
	return p->belief.is_phone && on_wire(b, p->ip) && safety_is_quiet(p) && quiet(p) &&
	       answer_lease(b, p) == NR_SERVE;
}

bool idle_may_ask(const struct bench *b, const struct phone *p)
{
	return word_wanted(p) && idle_may_restart(b, p);
}
