/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_FIREWALL_H
#define CORE_FIREWALL_H
/*
 * firewall.h -- would the rules of nftables let a phone's first packet in?  Read as
 * "nft -j list ruleset" prints them (libnftables-json(5)); the rules of iptables-legacy,
 * which nft does not show, are only known to be there.
 *
 * firewall_judge() is pure.
 */
#include <jansson.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct firewall_packet {
	const char *interface;          /* that it comes in by */
	bool tcp;                       /* else UDP */
	uint16_t port;
	struct in_addr address, netmask;        /* of the bench: it is sent to @address, from its network */
};

enum firewall_verdict {
	FIREWALL_PASS,
	FIREWALL_DROP,
	FIREWALL_UNKNOWN,               /* it depends on what is not known here */
};

struct firewall_chain {
	char family[12], table[64], name[64];
};

/* @by: the base chain that drops it, or may. */
enum firewall_verdict firewall_judge(const json_t *rules, const struct firewall_packet *p,
				     struct firewall_chain *by);

/* All rules (a new reference), or NULL and @why. */
json_t *firewall_read(char *why, size_t size);
/* Has iptables-legacy tables here?  Their names in @tables.  @path: /proc/net/ip_tables_names */
bool firewall_legacy(const char *path, char *tables, size_t size);

#endif
