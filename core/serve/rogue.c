/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * rogue.c -- see rogue.h.
 */
#include <config.h>

#include "core/serve/rogue.h"
#include "core/base/clock.h"
#include "core/base/journal.h"
#include "core/base/log.h"
#include "core/phone/evidence.h"
#include "core/phone/registry.h"
#include "core/phone/uplink.h"

#include <arpa/inet.h>
#include <stdarg.h>

static const struct nr_mac none;

/* -- who it is, in words ----------------------------------------------------------- */

/* Makers of what another server often is, by the registry of the IEEE. */
static const struct {
	uint8_t prefix[3];
	const char *name;
} makers[] = {
	{ { 0x00, 0x0c, 0x29 }, "VMware" },
	{ { 0x00, 0x50, 0x56 }, "VMware" },
	{ { 0x00, 0x15, 0x5d }, "Microsoft, as Hyper-V gives them" },
	{ { 0x08, 0x00, 0x27 }, "PCS Systemtechnik, as VirtualBox gives them" },
	{ { 0xb8, 0x27, 0xeb }, "Raspberry Pi" },
	{ { 0xdc, 0xa6, 0x32 }, "Raspberry Pi" },
	{ { 0x00, 0x0c, 0x42 }, "MikroTik" },
	{ { 0x00, 0x00, 0x0c }, "Cisco" },
};

static const char *maker_of(const struct nr_mac *mac)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(makers); i++)
		if (memcmp(mac->b, makers[i].prefix, sizeof(makers[i].prefix)) == 0)
			return makers[i].name;
	return mac->b[0] & 0x02 ? "no maker's address: a virtual machine, a bridge or a changed one" :
				  NULL;
}

static void __attribute__((format(printf, 2, 3))) add(struct bench *b, const char *fmt, ...)
{
	size_t at = strlen(b->guard_who);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(b->guard_who + at, sizeof(b->guard_who) - at, fmt, ap);
	va_end(ap);
}

/* What it calls itself, as far as CDP or LLDP told. */
static void add_neighbours(struct bench *b, const struct nr_mac *mac)
{
	const struct phone *it = registry_known(b, mac);
	const char *name = it ? evidence_fact(it, NR_FACT_DEVICE_NAME) : "";

	if (name[0])
		add(b, ", calls itself %.60s", name);
	if (uplink_is(b, mac))
		add(b, ": the switch itself, %.60s", uplink_name(b));
}

/* "10.0.0.1 (00:50:56:00:00:01, VMware)"; "10.0.0.1 (named by 00:...; it was not heard itself)" */
static void describe(struct bench *b, const struct nr_server *by)
{
	char address[INET_ADDRSTRLEN], mac[NR_MAC_STR_SIZE];
	bool heard = memcmp(&by->mac, &none, sizeof(none)) != 0;
	const char *maker = heard ? maker_of(&by->mac) : NULL;

	b->guard_who[0] = '\0';
	inet_ntop(AF_INET, &by->address, address, sizeof(address));
	if (heard)
		add(b, "%s (%s%s%s)", address, nr_mac_str(&by->mac, mac), maker ? ", " : "",
		    maker ? maker : "");
	else
		add(b, "%s (named by %s; it was not heard itself)", address,
		    nr_mac_str(&by->client, mac));
	add_neighbours(b, &by->mac);
}

/* -- what is said ---------------------------------------------------------------------- */

static json_t *mac_or_null(const struct nr_mac *mac)
{
	char text[NR_MAC_STR_SIZE];

	return memcmp(mac, &none, sizeof(none)) == 0 ? json_null() :
						       json_string(nr_mac_str(mac, text));
}

static void journal_tripped(struct bench *b)
{
	const struct nr_server *by = &b->guard_by;
	char address[INET_ADDRSTRLEN], where[UPLINK_TEXT_SIZE];
	json_t *o = json_pack("{s:s}", "who", b->guard_who);

	if (by->address.s_addr != INADDR_ANY)
		json_object_set_new(o, "address", json_string(inet_ntop(AF_INET, &by->address, address,
									sizeof(address))));
	json_object_set_new(o, "mac", mac_or_null(&by->mac));
	json_object_set_new(o, "client", mac_or_null(&by->client));
	if (uplink_text(b, where)[0])
		json_object_set_new(o, "switch", json_string(where));
	journal_event(b->journal, "guard.tripped", o, true);
}

static void say_tripped(struct bench *b)
{
	char where[UPLINK_TEXT_SIZE];

	if (b->guard_passed)
		log_line(LOG_ERR, "guard", "[NR-ROGUE] another DHCP server is on %s: %s; nobody gets a new address "
			 "and no step begins until it is gone, what runs goes on: take it off this wire",
			 b->wire.interface, b->guard_who);
	else
		log_line(LOG_ERR, "guard", "[NR-ROGUE] another DHCP server answers on %s: %s; take it off this "
			 "wire, or serve another interface", b->wire.interface, b->guard_who);
	if (uplink_text(b, where)[0])
		log_line(LOG_NOTICE, "guard", "the bench is at %s: that switch knows where the address is", where);
	if (b->journal)
		journal_tripped(b);
}

static void say_clear(struct bench *b, enum nr_guard_state before)
{
	if (before == NR_GUARD_TRIPPED && b->guard_resumed)
		log_line(LOG_NOTICE, "guard", "everything is served again on %s, at the operator's word: one "
			 "more question shows whether the other DHCP server is gone", b->wire.interface);
	else if (before == NR_GUARD_TRIPPED)
		log_line(LOG_NOTICE, "guard", "the other DHCP server is gone from %s: everything is served again",
			 b->wire.interface);
	else
		log_line(LOG_INFO, "guard", "nobody else serves DHCP on %s", b->wire.interface);
	if (b->journal)
		journal_event(b->journal, "guard.cleared", b->guard_resumed ? json_pack("{s:s}", "by", "operator") : NULL,
			      true);
}

static void enter(struct bench *b, enum nr_guard_state state)
{
	enum nr_guard_state before = b->guard;

	b->guard = state;
	b->guard_at = clock_mono_ms();
	switch (state) {
	case NR_GUARD_CLEAR:
		say_clear(b, before);
		break;
	case NR_GUARD_TRIPPED:
		say_tripped(b);
		break;
	case NR_GUARD_OFF:
		log_line(LOG_WARNING, "guard", "off: nobody looked for other DHCP servers on %s",
			 b->wire.interface);
		break;
	case NR_GUARD_ASKING:
		log_line(LOG_DEBUG, "guard", "asking who else serves DHCP on %s", b->wire.interface);
		break;
	}
	b->guard_passed |= state == NR_GUARD_CLEAR || state == NR_GUARD_OFF;
	if (b->changed)
		b->changed(b, NULL, b->changed_arg);
}

void rogue_state(struct bench *b, enum nr_guard_state state, const char *who)
{
	if (b->guard == state)
		return;
	memset(&b->guard_by, 0, sizeof(b->guard_by));
	snprintf(b->guard_who, sizeof(b->guard_who), "%s", who ? who : "");
	enter(b, state);
}

void rogue_tripped(struct bench *b, const struct nr_server *by)
{
	b->guard_by = *by;
	if (by->address.s_addr != INADDR_ANY)
		b->guard_last = by->address;
	describe(b, by);
	if (b->guard != NR_GUARD_TRIPPED)
		enter(b, NR_GUARD_TRIPPED);
	else
		log_line(LOG_NOTICE, "guard", "[NR-ROGUE] the other DHCP server is %s", b->guard_who);
}
