/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * witness.c -- who says something about a phone: the names of the sources of
 * packets and of beliefs, in one table each.
 */
#include <config.h>

#include "core/phone/witness.h"

#include <string.h>

static const char *const load_source_names[LOAD_SOURCES] = {
	[LOAD_NONE] = "none",
	[LOAD_CDP] = "cdp",
	[LOAD_LLDP] = "lldp",
	[LOAD_ESP] = "esp",
	[LOAD_SCCP] = "sccp",
	[LOAD_SIP] = "sip",
	[LOAD_WEB] = "web",
	[LOAD_PLUGIN] = "plugin",
	[LOAD_REGISTRATION] = "registration",
	[LOAD_ASKED] = "asked",
	[LOAD_COMPONENT] = "component",
	[LOAD_OPERATOR] = "operator",
};

static const char *const nr_source_names[NR_SOURCE_COUNT] = {
	[NR_SOURCE_NONE] = "none",
	[NR_SOURCE_CDP] = "cdp",
	[NR_SOURCE_LLDP] = "lldp",
	[NR_SOURCE_ESP] = "esp",
	[NR_SOURCE_DHCP] = "dhcp",
	[NR_SOURCE_TFTP] = "tftp",
	[NR_SOURCE_HTTP] = "http",
	[NR_SOURCE_SCCP] = "sccp",
	[NR_SOURCE_SIP] = "sip",
	[NR_SOURCE_WEB] = "web",
	[NR_SOURCE_ARP] = "arp",
	[NR_SOURCE_TCP] = "tcp",
	[NR_SOURCE_PLUGIN] = "plugin",
};

const char *witness_load_name(enum load_source s)
{
	return load_source_names[s];
}

const char *witness_name(enum nr_source s)
{
	return s < NR_SOURCE_COUNT ? nr_source_names[s] : "unknown";
}

enum nr_source witness_source(const char *name)
{
	for (int s = NR_SOURCE_NONE; s < NR_SOURCE_COUNT; s++)
		if (strcmp(nr_source_names[s], name) == 0)
			return (enum nr_source)s;
	return NR_SOURCE_NONE;
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
	static const enum load_source of[NR_SOURCE_COUNT] = {
		[NR_SOURCE_CDP] = LOAD_CDP,   [NR_SOURCE_LLDP] = LOAD_LLDP,
		[NR_SOURCE_ESP] = LOAD_ESP,   [NR_SOURCE_SCCP] = LOAD_SCCP,
		[NR_SOURCE_SIP] = LOAD_SIP,   [NR_SOURCE_WEB] = LOAD_WEB,
		[NR_SOURCE_PLUGIN] = LOAD_PLUGIN,
	};

	return s < NR_SOURCE_COUNT ? of[s] : LOAD_NONE;
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
	return s >= LOAD_CDP && s <= LOAD_REGISTRATION;
}

static const char *const source_words[NR_SOURCE_COUNT] = {
	[NR_SOURCE_CDP] = "CDP",
	[NR_SOURCE_LLDP] = "LLDP",
	[NR_SOURCE_ESP] = "SNAP 0128",
	[NR_SOURCE_DHCP] = "DHCP",
	[NR_SOURCE_TFTP] = "TFTP",
	[NR_SOURCE_HTTP] = "HTTP",
	[NR_SOURCE_SCCP] = "SCCP",
	[NR_SOURCE_SIP] = "SIP",
	[NR_SOURCE_WEB] = "its web page",
	[NR_SOURCE_ARP] = "ARP",
	[NR_SOURCE_TCP] = "TCP",
};

const char *witness_words(enum nr_source source)
{
	return source < NR_SOURCE_COUNT && source_words[source] ? source_words[source] : "another plugin";
}
