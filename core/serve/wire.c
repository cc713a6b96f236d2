/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * wire.c -- see wire.h.
 */
#include <config.h>

#include "core/serve/wire.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/alert.h"

#include <arpa/inet.h>

static void note(struct bench *b, const char *event, const char *what)
{
	if (b->journal)
		journal_event(b->journal, event, json_pack("{s:s, s:s}", "interface", b->wire.interface,
							   "message", what), true);
}

static void say(struct bench *b, enum code code, const char *event, const char *text)
{
	if (!alert_raise(b, code, NR_NO_PHONE, 0, "%s", text))
		return;
	log_line(LOG_ERR, "interface", "[%s] %s", code_text(code), text);
	note(b, event, text);
}

static void over(struct bench *b, enum code code, const char *event, const char *text)
{
	if (!alert_clear(b, code, NR_NO_PHONE))
		return;
	log_line(LOG_NOTICE, "interface", "%s", text);
	note(b, event, text);
}

static void say_link(struct bench *b, const struct watch_seen *now)
{
	const char *name = b->wire.interface;
	char text[300];

	if (now && !now->there)
		snprintf(text, sizeof(text), "%s was taken off this machine: the bench serves nobody until it is "
			 "back, and then goes on by itself", name);
	else if (now && !now->up)
		snprintf(text, sizeof(text), "%s was set down: the bench hears and serves nobody; "
			 "ip link set %s up brings it back", name, name);
	else
		snprintf(text, sizeof(text), "%s has no carrier for %u s: its cable is out, or what it leads to has "
			 "no power; phones that write their flash go on writing", name, WIRE_CARRIER_MS / 1000);
	say(b, CODE_LINK, "link.down", text);
}

static void link_back(struct bench *b)
{
	char text[100];

	snprintf(text, sizeof(text), "%s has its carrier again", b->wire.interface);
	over(b, CODE_LINK, "link.up", text);
}

static void seen_link(struct bench *b, const struct watch_seen *now)
{
	bool up = now->there && now->up && now->carrier;

	if (up != (b->link == BENCH_LINK_UP) || b->link == BENCH_LINK_UNKNOWN)
		b->wire_at = clock_mono_ms();
	b->link = up ? BENCH_LINK_UP : BENCH_LINK_DOWN;
	if (up)
		link_back(b);
	else if (!now->there || !now->up)
		say_link(b, now);
}

static void seen_address(struct bench *b, const struct watch_seen *now)
{
	char address[INET_ADDRSTRLEN], text[400];
	bool gone = !now->address;

	if (gone != b->no_address)
		b->wire_at = clock_mono_ms();
	b->no_address = gone;
	inet_ntop(AF_INET, &b->wire.address, address, sizeof(address));
	if (!now->there)
		return;
	if (!gone) {
		snprintf(text, sizeof(text), "%s is on %s again", address, b->wire.interface);
		over(b, CODE_ADDRESS, "address.back", text);
		return;
	}
	snprintf(text, sizeof(text), "the bench's address %s was taken off %s, so no phone reaches it: it is put back. "
		 "Who took it does so again: nmcli device set %s managed no", address, b->wire.interface,
		 b->wire.interface);
	say(b, CODE_ADDRESS, "address.gone", text);
}

void wire_seen(struct bench *b, const struct watch_seen *now)
{
	seen_link(b, now);
	seen_address(b, now);
}

void wire_tick(struct bench *b)
{
	if (b->link == BENCH_LINK_DOWN && clock_mono_ms() - b->wire_at >= WIRE_CARRIER_MS)
		say_link(b, NULL);
}
