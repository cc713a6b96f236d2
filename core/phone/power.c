/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * power.c -- see power.h.
 *
 * To take the power of a phone that writes its flash is the worst that this
 * program could do.  So a phone is switched only when it is stalled, which is
 * silence beyond what is normal, and surely does not write (safety_may_write()).
 * While the command runs it is served nothing, so that nothing can begin.  It
 * is not switched again at once, nor endlessly.
 */
#include <config.h>

#include "core/phone/power.h"
#include "core/base/clock.h"
#include "core/base/command.h"
#include "core/base/log.h"
#include "core/base/runner.h"
#include "core/phone/diary.h"
#include "core/phone/evidence.h"
#include "core/phone/registry.h"
#include "core/phone/safety.h"
#include "core/phone/uplink.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>

#define TRIES 3                 /* without a proof between */
#define APART_MS 600000         /* two of the same phone */
#define LIMIT_MS 120000         /* for the command */
#define POWER_NAME_SIZE (sizeof("power-cycle ") + NR_MAC_STR_SIZE)

/* -- which phone, and when --------------------------------------------------------------------- */

static const char *command_for(const struct bench *b, const struct phone *p)
{
	const struct settings_phone *cp = p->section;

	if (cp && cp->power_cycle)
		return strcmp(cp->power_cycle, "no") == 0 ? NULL : cp->power_cycle;
	return b->config->power_cycle;
}

/* How long it must have been stalled, beyond the silence that made it so. */
static int64_t wait_ms(const struct phone *p)
{
	return p->belief.model->patience.ask * INT64_C(250);
}

static bool due(const struct bench *b, const struct phone *p, int64_t now)
{
	/* A phone that was not seen to start may still be writing what it was given earlier. */
	/* What it is stuck for is not in the phone while it is heard. */
	if (p->state != PHONE_STALLED || p->talks || p->course.hold || p->transfer.running ||
	    !p->progress.booted_at || safety_may_write(p) ||
	    evidence_asks_elsewhere(p, b->wire.address) || !command_for(b, p))
		return false;
	if (p->power.count >= TRIES || (p->power.count && now - p->power.at < APART_MS))
		return false;
	return now - p->since_mono >= wait_ms(p) && now - p->evidence.heard_at >= wait_ms(p);
}

static bool runs(const struct bench *b)
{
	return runner_runs(b->runner, b->power.job);
}

bool power_busy(const struct bench *b, const struct phone *p)
{
	return runs(b) && strcmp(b->power.phone, p->name) == 0;
}

/* -- what the command is given ------------------------------------------------------------------- */

#define OWN 9

/* What the command finds in its environment, beside what the bench was started with. */
struct environment {
	char own[OWN][800];
	const char *all[OWN + 1];
	size_t count;
};

static void put(struct environment *e, const char *name, const char *value)
{
	if (e->count == OWN)
		return;
	snprintf(e->own[e->count], sizeof(e->own[0]), "NETRECOVER_%s=%s", name, value);
	e->all[e->count] = e->own[e->count];
	e->all[++e->count] = NULL;
}

static const char *port_of(const struct phone *p)
{
	const struct settings_phone *cp = p->section;

	return cp && cp->switch_port ? cp->switch_port : "";
}

static void describe(struct environment *e, const struct bench *b, const struct phone *p,
		     const char *mac)
{
	char ip[INET_ADDRSTRLEN] = "", number[12];

	if (p->ip.s_addr != INADDR_ANY)
		inet_ntop(AF_INET, &p->ip, ip, sizeof(ip));
	snprintf(number, sizeof(number), "%u", p->power.count + 1);
	e->count = 0;
	put(e, "PHONE", p->name);
	put(e, "MAC", mac);
	put(e, "IP", ip);
	put(e, "MODEL", p->belief.model->name);
	put(e, "CODE", p->code);
	put(e, "REASON", p->message);
	put(e, "TRY", number);
	put(e, "PORT", port_of(p));
	put(e, "SWITCH", uplink_name(b));
}

/* -- doing it -------------------------------------------------------------------------- */

static void say_end(struct phone *p, int status)
{
	if (WIFSIGNALED(status))
		log_line(LOG_WARNING, p->name, "[NR-CYCLE] the power-cycle command was ended by signal %d: check "
			 "whether the phone has power", WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		log_line(LOG_WARNING, p->name, "[NR-CYCLE] the power-cycle command failed with status %d: check "
			 "whether the phone has power", WEXITSTATUS(status));
	else
		log_line(LOG_INFO, p->name, "its power was switched off and on: it should boot now");
	if (p->power.count == TRIES)
		log_line(LOG_WARNING, p->name, "[NR-CYCLE] that was the last of %d times: from now on it needs a "
			 "hand", TRIES);
}

static void not_started(struct bench *b, struct phone *p, int error)
{
	log_line(LOG_ERR, p->name, "[NR-CYCLE] power-cycle: %s", strerror(-error));
	diary_note(b, p, "power.failed", json_pack("{s:s}", "message", strerror(-error)), true);
}

static void ended(int error, int status, void *arg)
{
	struct bench *b = arg;
	struct phone *p = registry_find_name(b, b->power.phone);

	b->power.job = 0;
	if (!p)
		return;
	p->power.at = clock_mono_ms();
	if (error < 0) {
		not_started(b, p, error);
		return;
	}
	if (WIFSIGNALED(status))
		diary_note(b, p, "power.failed", json_pack("{s:i}", "signal", WTERMSIG(status)),
			   true);
	else
		diary_note(b, p, WEXITSTATUS(status) ? "power.failed" : "power.done",
			   json_pack("{s:i}", "status", WEXITSTATUS(status)), true);
	say_end(p, status);
}

/* Under which name the command of @p was added; its section may have one of its own. */
static const char *name_for(const struct phone *p, char buf[POWER_NAME_SIZE])
{
	const struct settings_phone *cp = p->section;
	char mac[NR_MAC_STR_SIZE];

	snprintf(buf, POWER_NAME_SIZE, "power-cycle%s%s", cp && cp->power_cycle ? " " : "",
		 cp && cp->power_cycle ? nr_mac_str(&p->mac, mac) : "");
	return buf;
}

static int start(struct bench *b, const struct phone *p)
{
	char mac[NR_MAC_STR_SIZE], name[POWER_NAME_SIZE];
	const char *args[] = { mac, port_of(p), NULL };
	struct environment e;
	const struct runner_job job = {
		.command = name_for(p, name), .subject = "power-cycle", .args = args, .env = e.all,
		.limit = LIMIT_MS, .ended = ended, .arg = b,
	};
	int r;

	nr_mac_str(&p->mac, mac);
	describe(&e, b, p, mac);
	snprintf(b->power.phone, sizeof(b->power.phone), "%s", p->name);
	r = runner_run(b->runner, &job);
	b->power.job = r > 0 ? r : 0;
	return r < 0 ? r : 0;
}

static void cycle(struct bench *b, struct phone *p, int64_t now)
{
	struct command c;
	int r = command_read(&c, command_for(b, p)) ? -EINVAL : start(b, p);

	p->power.count++;
	p->power.at = now;
	diary_note(b, p, "power.started",
		   json_pack("{s:s, s:i, s:s}", "command", c.count ? c.word[0] : "", "try",
			     (int)p->power.count, "code", p->code),
		   true);
	if (r == 0) {
		log_line(LOG_NOTICE, p->name,
			 "[NR-CYCLE] stays stalled: its power is switched off and on "
			 "(%u of at most %d)",
			 p->power.count, TRIES);
		return;
	}
	not_started(b, p, r);
}

void power_recall(struct phone *p, unsigned count)
{
	p->power.count = count;
	p->power.at = p->evidence.seen_at;
}

void power_proven(struct phone *p)
{
	p->power.count = 0;
}

void power_tick(struct bench *b)
{
	int64_t now = clock_mono_ms();

	if (runs(b) || b->guard == NR_GUARD_TRIPPED || b->wire.passive)
		return;
	for (struct phone *p = b->phones; p; p = p->next)
		if (due(b, p, now)) {
			cycle(b, p, now);
			return;
		}
}

void power_say_end(const struct bench *b)
{
	if (runs(b))
		log_line(LOG_NOTICE, b->power.phone, "its power is being switched: waiting for the command");
}

/* -- is it there? ----------------------------------------------------------------------- */

static int add(struct bench *b, struct runner *r, const char *name, const char *text)
{
	char program[4096];
	struct command c;

	if (command_read(&c, text))
		return -EINVAL;
	/* One that is not there now is looked for, in vain or not, when it is to run. */
	(void)settings_program(b->config, &c, program, sizeof(program));
	return runner_add(r, name, program, &c);
}

int power_add_commands(struct bench *b, struct runner *r)
{
	const struct settings *c = b->config;
	char name[POWER_NAME_SIZE], mac[NR_MAC_STR_SIZE];
	int err = c->power_cycle ? add(b, r, "power-cycle", c->power_cycle) : 0;

	for (size_t i = 0; i < c->phone_count && err == 0; i++) {
		const char *text = c->phone[i].power_cycle;

		snprintf(name, sizeof(name), "power-cycle %s", nr_mac_str(&c->phone[i].mac, mac));
		if (text && strcmp(text, "no") != 0)
			err = add(b, r, name, text);
	}
	return err;
}

unsigned power_check(struct bench *b, void (*say)(const char *command, const char *why, void *arg),
		     void *arg)
{
	const struct settings *c = b->config;
	char program[4096];
	unsigned bad = 0;
	const char *why;

	for (size_t i = 0; i <= c->phone_count; i++) {
		const char *text = i ? c->phone[i - 1].power_cycle : c->power_cycle;

		if (!text || (i && strcmp(text, "no") == 0))
			continue;
		why = settings_command_fault(b->config, text, program, sizeof(program));
		if (!why)
			continue;
		say(program, why, arg);
		bad++;
	}
	return bad;
}
