/* SPDX-License-Identifier: GPL-3.0-or-later */
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
#include "core/phone/diary.h"
#include "core/phone/evidence.h"
#include "core/phone/registry.h"
#include "core/phone/safety.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define TRIES 3                 /* without a proof between */
#define APART_MS 600000         /* two of the same phone */
#define LIMIT_MS 120000         /* for the command */

/* -- which phone, and when --------------------------------------------------------------------- */

static const char *command_for(const struct bench *b, const struct phone *p)
{
	const struct settings_phone *cp = settings_phone(b->config, &p->mac);

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

bool power_busy(const struct bench *b, const struct phone *p)
{
	return b->power.child.pid && strcmp(b->power.phone, p->name) == 0;
}

/* -- what the command is given ------------------------------------------------------------------- */

/* The switch, when just one says its name on this wire. */
static const char *only_switch(const struct bench *b)
{
	const uint32_t announces = 1u << NR_SOURCE_CDP | 1u << NR_SOURCE_LLDP;
	const char *name = "";

	for (const struct phone *p = b->phones; p; p = p->next) {
		if (p->belief.is_phone || p->belief.model ||
		    !(p->evidence.sources & announces) ||
		    !p->evidence.fact[NR_FACT_DEVICE_NAME].text)
			continue;
		if (name[0])
			return "";
		name = p->evidence.fact[NR_FACT_DEVICE_NAME].text;
	}
	return name;
}

#define OWN 9

/* What the command finds in its environment, before what the bench has in its own. */
struct environment {
	char own[OWN][800];
	size_t count;
	const char **all;       /* NULL: no memory */
};

static void put(struct environment *e, const char *name, const char *value)
{
	if (e->count < OWN)
		snprintf(e->own[e->count++], sizeof(e->own[0]), "NETRECOVER_%s=%s", name, value);
}

static void join(struct environment *e)
{
	size_t n = 0, at = 0;

	while (environ[n])
		n++;
	e->all = calloc(n + e->count + 1, sizeof(*e->all));
	for (size_t i = 0; e->all && i < e->count; i++)
		e->all[at++] = e->own[i];
	for (size_t i = 0; e->all && i < n; i++)
		if (strncmp(environ[i], "NETRECOVER_", 11) != 0)
			e->all[at++] = environ[i];
}

static const char *port_of(const struct bench *b, const struct phone *p)
{
	const struct settings_phone *cp = settings_phone(b->config, &p->mac);

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
	put(e, "PORT", port_of(b, p));
	put(e, "SWITCH", only_switch(b));
	join(e);
}

/* -- doing it -------------------------------------------------------------------------- */

/* A program with a slash is relative to the folder of the configuration. */
static int find_program(struct bench *b, const struct command *c, char *out, size_t size)
{
	const char *program = c->word[0];

	if (strchr(program, '/'))
		program = ini_path(&b->config->ini, program);
	return program ? command_find(program, out, size) : -ENOMEM;
}

static int start(struct bench *b, const struct phone *p, const struct command *c)
{
	const char *argv[COMMAND_WORDS + 3] = { NULL };
	char mac[NR_MAC_STR_SIZE], program[4096];
	struct environment e;
	int r = find_program(b, c, program, sizeof(program));

	if (r < 0)
		return r;
	nr_mac_str(&p->mac, mac);
	describe(&e, b, p, mac);
	memcpy(argv, c->word, c->count * sizeof(*argv));
	argv[0] = program;
	argv[c->count] = mac;
	argv[c->count + 1] = port_of(b, p);
	snprintf(b->power.phone, sizeof(b->power.phone), "%s", p->name);
	r = e.all ? child_start(&b->power.child, "power-cycle", argv, e.all) : -ENOMEM;
	free(e.all);
	return r;
}

static void cycle(struct bench *b, struct phone *p, int64_t now)
{
	struct command c;
	int r = command_read(&c, command_for(b, p)) ? -EINVAL : start(b, p, &c);

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
	log_line(LOG_ERR, p->name, "[NR-CYCLE] power-cycle: %s: %s", c.count ? c.word[0] : "",
		 strerror(-r));
	diary_note(b, p, "power.failed", json_pack("{s:s}", "message", strerror(-r)), true);
}

static void say_end(struct phone *p, int status)
{
	if (WIFSIGNALED(status))
		log_line(LOG_WARNING, p->name, "[NR-CYCLE] the power-cycle command was ended by signal %d: look "
			 "whether the phone has power", WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		log_line(LOG_WARNING, p->name, "[NR-CYCLE] the power-cycle command failed with status %d: look "
			 "whether the phone has power", WEXITSTATUS(status));
	else
		log_line(LOG_INFO, p->name, "its power was switched off and on: it should boot now");
	if (p->power.count == TRIES)
		log_line(LOG_WARNING, p->name, "[NR-CYCLE] that was the last of %d times: from now on it needs a "
			 "hand", TRIES);
}

static void ended(struct bench *b, int status)
{
	struct phone *p = registry_find_name(b, b->power.phone);

	if (!p)
		return;
	p->power.at = clock_mono_ms();
	if (WIFSIGNALED(status))
		diary_note(b, p, "power.failed", json_pack("{s:i}", "signal", WTERMSIG(status)),
			   true);
	else
		diary_note(b, p, WEXITSTATUS(status) ? "power.failed" : "power.done",
			   json_pack("{s:i}", "status", WEXITSTATUS(status)), true);
	say_end(p, status);
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
	int status;

	if (child_tick(&b->power.child, LIMIT_MS, &status))
		ended(b, status);
	if (b->power.child.pid || b->guard == NR_GUARD_TRIPPED || b->wire.passive)
		return;
	for (struct phone *p = b->phones; p; p = p->next)
		if (due(b, p, now)) {
			cycle(b, p, now);
			return;
		}
}

void power_finish(struct bench *b)
{
	int status;

	if (b->power.child.pid)
		log_line(LOG_NOTICE, b->power.phone, "its power is being switched: waiting for the command");
	if (child_finish(&b->power.child, &status))
		ended(b, status);
}

/* -- is it there? ----------------------------------------------------------------------- */

static bool usable(struct bench *b, const char *text, char *program, size_t size, const char **why)
{
	struct command c;
	int r;

	*why = command_read(&c, text);
	if (*why) {
		snprintf(program, size, "%s", text);
		return false;
	}
	r = find_program(b, &c, program, size);
	*why = r < 0 ? strerror(-r) : NULL;
	return r == 0;
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

		if (!text || (i && strcmp(text, "no") == 0) ||
		    usable(b, text, program, sizeof(program), &why))
			continue;
		say(program, why, arg);
		bad++;
	}
	return bad;
}
