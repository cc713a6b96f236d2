/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * witness.c -- who says something about a phone: the names of the sources of
 * packets, their words, and what each is for a belief: one table.
 */
#include <config.h>

#include "core/phone/witness.h"

#include <string.h>

/* The sources of packets.  Whose word is one about the load gives it a name as well.
 * The tests write the names again (tests/unit/frames.c). */
static const struct {
	const char *name, *words;
	enum load_source load;          /* LOAD_NONE: no word about it */
	const char *protocol;           /* of the loads that speak so; NULL: of any */
	bool registrar;                 /* who registers so did it here: it can be told to restart */
	bool phones_only;               /* nothing but a phone speaks so */
	bool early;                     /* it speaks while a phone still boots, not only when its
					 * application runs */
} witnesses[NR_SOURCE_COUNT] = {
	[NR_SOURCE_NONE] = { .name = "none" },
	[NR_SOURCE_CDP] = { "cdp", "CDP", LOAD_CDP, .early = true },
	[NR_SOURCE_LLDP] = { "lldp", "LLDP", LOAD_LLDP, .early = true },
	[NR_SOURCE_ESP] = { "esp", "SNAP 0128", LOAD_ESP, .early = true },
	[NR_SOURCE_DHCP] = { "dhcp", "DHCP", .load = LOAD_NONE },
	[NR_SOURCE_TFTP] = { "tftp", "TFTP", .load = LOAD_NONE },
	[NR_SOURCE_HTTP] = { "http", "HTTP", .load = LOAD_AGENT },
	[NR_SOURCE_SCCP] = { "sccp", "SCCP", LOAD_SCCP, "SCCP", .registrar = true, .phones_only = true },
	[NR_SOURCE_SIP] = { "sip", "SIP", LOAD_SIP, "SIP", .registrar = true },
	[NR_SOURCE_WEB] = { "web", "its web page", .load = LOAD_WEB },
	[NR_SOURCE_ARP] = { "arp", "ARP", .load = LOAD_NONE },
	[NR_SOURCE_TCP] = { "tcp", "TCP", .load = LOAD_NONE },
	[NR_SOURCE_PLUGIN] = { "plugin", "another plugin", LOAD_PLUGIN, .registrar = true },
};

/* Where a load is known from that no packet named in so many words. */
static const char *const unsaid[LOAD_SOURCES] = {
	[LOAD_NONE] = "none",
	[LOAD_REGISTRATION] = "registration",
	[LOAD_SIGN] = "request",
	[LOAD_ASKED] = "asked",
	[LOAD_COMPONENT] = "component",
	[LOAD_OPERATOR] = "operator",
};

const char *witness_load_name(enum load_source s)
{
	const char *name = unsaid[s];

	for (size_t i = 0; !name && i < NR_SOURCE_COUNT; i++)
		if (witnesses[i].load == s)
			name = witnesses[i].name;
	return name;
}

const char *witness_name(enum nr_source s)
{
	return s < NR_SOURCE_COUNT ? witnesses[s].name : "unknown";
}

enum nr_source witness_source(const char *name)
{
	for (int s = NR_SOURCE_NONE; s < NR_SOURCE_COUNT; s++)
		if (strcmp(witnesses[s].name, name) == 0)
			return (enum nr_source)s;
	return NR_SOURCE_NONE;
}

const char *witness_of_load(const struct phone *p)
{
	return p->belief.load_source == LOAD_PLUGIN && p->evidence.plugin[0] ? p->evidence.plugin :
		       witness_load_name(p->belief.load_source);
}

const char *witness_model_name(const struct phone *p)
{
	if (p->belief.said)
		return "operator";
	return p->belief.model_source == NR_SOURCE_NONE ? "journal" :
							  witness_name(p->belief.model_source);
}

enum load_source witness_load_source(enum nr_source s)
{
	return s < NR_SOURCE_COUNT ? witnesses[s].load : LOAD_NONE;
}

const char *witness_protocol(enum load_source s)
{
	for (size_t i = 0; i < NR_SOURCE_COUNT; i++)
		if (s != LOAD_NONE && witnesses[i].load == s)
			return witnesses[i].protocol;
	return NULL;
}

bool witness_is_application(enum load_source s)
{
	for (size_t i = 0; i < NR_SOURCE_COUNT; i++)
		if (s != LOAD_NONE && witnesses[i].load == s)
			return !witnesses[i].early;
	return false;
}

bool witness_is_registrar(enum nr_source s)
{
	return s < NR_SOURCE_COUNT && witnesses[s].registrar;
}

bool witness_phones_only(const char *name)
{
	return witnesses[witness_source(name)].phones_only;
}

bool witness_twice(uint32_t sources)
{
	static const uint32_t ways[] = {
		1u << NR_SOURCE_CDP | 1u << NR_SOURCE_LLDP | 1u << NR_SOURCE_ESP,
		1u << NR_SOURCE_DHCP | 1u << NR_SOURCE_ARP,
		1u << NR_SOURCE_TFTP | 1u << NR_SOURCE_HTTP,
		1u << NR_SOURCE_SCCP | 1u << NR_SOURCE_SIP | 1u << NR_SOURCE_TCP,
		1u << NR_SOURCE_WEB,
	};
	unsigned n = 0;

	for (size_t i = 0; i < NR_ARRAY_SIZE(ways); i++)
		n += (sources & ways[i]) != 0;
	return n >= 2;
}

bool witness_is_word(enum load_source s)
{
	return s >= LOAD_CDP && s <= LOAD_PLUGIN;
}

bool witness_is_strong(enum load_source s)
{
	return s >= LOAD_CDP && s <= LOAD_SIGN;
}

const char *witness_words(enum nr_source source)
{
	const char *words = source < NR_SOURCE_COUNT ? witnesses[source].words : NULL;

	return words ? words : witnesses[NR_SOURCE_PLUGIN].words;
}
