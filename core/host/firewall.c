/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * firewall.c -- see firewall.h.
 *
 * A packet is led through every base chain that it meets on its way in.  What a rule asks
 * for and is not known here (a mark, a limit, a source address that only some phones
 * have) makes that rule one that may or may not act; the answer is then "unknown" where
 * it would have been another without the rule.
 */
#include <config.h>

#include "core/host/firewall.h"
#include "core/base/member.h"
#include "core/base/output.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netrecover/types.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RULES_SIZE (4u << 20)
#define JUMPS 16

enum firewall_match { MATCH_NO, MATCH_YES, MATCH_UNKNOWN };

/* What a chain or a rule came to. */
enum firewall_act { ACT_NEXT, ACT_ACCEPT, ACT_DROP, ACT_RETURN, ACT_JUMP, ACT_GOTO, ACT_UNKNOWN };

struct firewall_walk {
	const json_t *list;             /* of objects: tables, chains, rules, sets */
	const struct firewall_packet *packet;
	const char *family, *table;     /* of the chain that is walked */
	bool may_accept, may_drop;      /* a rule that may act was passed */
	const char *target;             /* of a jump */
	int jumps;
};

/* -- does one value fit? --------------------------------------------------------------- */

/* A value of the packet: one of these. */
struct firewall_value {
	const char *text;               /* and another that means the same */
	const char *other;
	bool is_number, is_address;
	json_int_t number;
	struct in_addr address, mask;   /* any address of this network */
};

static enum firewall_match fits_text(const struct firewall_value *v, const char *want)
{
	size_t n = strlen(want);

	if (v->is_address || !v->text)
		return MATCH_UNKNOWN;
	if (n > 0 && want[n - 1] == '*')
		return strncmp(v->text, want, n - 1) == 0 ? MATCH_YES : MATCH_NO;
	return strcmp(v->text, want) == 0 || (v->other && strcmp(v->other, want) == 0) ? MATCH_YES : MATCH_NO;
}

/* All of the network lies in @net, none of it does, or a part. */
static enum firewall_match fits_prefix(const struct firewall_value *v, const char *net, json_int_t len)
{
	uint32_t mask = len <= 0 ? 0 : UINT32_MAX << (32 - (len > 32 ? 32 : len)), own = ntohl(v->mask.s_addr);
	struct in_addr a;

	if (!v->is_address || inet_pton(AF_INET, net, &a) != 1)
		return v->is_address ? MATCH_NO : MATCH_UNKNOWN;
	if ((ntohl(a.s_addr) & mask & own) != (ntohl(v->address.s_addr) & mask & own))
		return MATCH_NO;
	return (mask & own) == mask ? MATCH_YES : MATCH_UNKNOWN;
}

static enum firewall_match fits_range(const struct firewall_value *v, const json_t *range)
{
	const json_t *from = json_array_get(range, 0), *to = json_array_get(range, 1);

	if (!v->is_number || !json_is_integer(from) || !json_is_integer(to))
		return MATCH_UNKNOWN;
	return v->number >= json_integer_value(from) && v->number <= json_integer_value(to) ? MATCH_YES : MATCH_NO;
}

static enum firewall_match fits_one(const struct firewall_value *v, const json_t *want)
{
	const json_t *prefix = json_object_get(want, "prefix"), *range = json_object_get(want, "range");
	const char *s = json_string_value(want);

	if (s)
		return v->is_address ? fits_prefix(v, s, 32) : fits_text(v, s);
	if (json_is_integer(want) && v->is_number)
		return v->number == json_integer_value(want) ? MATCH_YES : MATCH_NO;
	if (range)
		return fits_range(v, range);
	if (prefix)
		return fits_prefix(v, member_text(prefix, "addr"), json_integer_value(json_object_get(prefix, "len")));
	return MATCH_UNKNOWN;
}

static enum firewall_match fits_any(const struct firewall_value *v, const json_t *list)
{
	enum firewall_match best = MATCH_NO, one;
	const json_t *item;
	size_t i;

	json_array_foreach(list, i, item) {
		const json_t *elem = json_object_get(item, "elem");

		one = fits_one(v, elem ? json_object_get(elem, "val") : item);
		if (one == MATCH_YES)
			return one;
		if (one == MATCH_UNKNOWN)
			best = one;
	}
	return best;
}

/* "@name" */
static enum firewall_match fits_set(const struct firewall_walk *w, const struct firewall_value *v, const char *name)
{
	const json_t *item, *set;
	size_t i;

	json_array_foreach(w->list, i, item) {
		set = json_object_get(item, "set");
		if (set && strcmp(member_text(set, "name"), name) == 0 && strcmp(member_text(set, "table"), w->table) == 0 &&
		    strcmp(member_text(set, "family"), w->family) == 0)
			return fits_any(v, json_object_get(set, "elem"));
	}
	return MATCH_UNKNOWN;
}

static enum firewall_match fits(const struct firewall_walk *w, const struct firewall_value *v, const json_t *right)
{
	const char *s = json_string_value(right);
	const json_t *set = json_object_get(right, "set");

	if (s && s[0] == '@')
		return fits_set(w, v, s + 1);
	if (set)
		return fits_any(v, set);
	return json_is_array(right) ? fits_any(v, right) : fits_one(v, right);
}

/* -- what of the packet is asked for? ---------------------------------------------------- */

static bool read_meta(const struct firewall_walk *w, const char *key, struct firewall_value *v)
{
	if (strcmp(key, "iifname") == 0 || strcmp(key, "iif") == 0) {
		v->text = w->packet->interface;
	} else if (strcmp(key, "l4proto") == 0) {
		v->text = w->packet->tcp ? "tcp" : "udp";
		v->is_number = true;
		v->number = w->packet->tcp ? IPPROTO_TCP : IPPROTO_UDP;
	} else if (strcmp(key, "nfproto") == 0) {
		v->text = "ipv4";
	} else if (strcmp(key, "protocol") == 0) {
		v->text = "ip";
	} else if (strcmp(key, "pkttype") == 0) {
		v->text = "host";
		v->other = "unicast";
	} else {
		return false;
	}
	return true;
}

/* False: not known.  *never: it cannot be in this packet. */
static bool read_payload(const struct firewall_walk *w, const json_t *payload, struct firewall_value *v, bool *never)
{
	const char *protocol = member_text(payload, "protocol"), *field = member_text(payload, "field");
	const char *own = w->packet->tcp ? "tcp" : "udp";

	if (strcmp(protocol, own) == 0 || strcmp(protocol, "th") == 0) {
		v->is_number = true;
		v->number = w->packet->port;
		return strcmp(field, "dport") == 0;
	}
	if (strcmp(protocol, "ip") != 0) {
		*never = strcmp(protocol, "tcp") == 0 || strcmp(protocol, "udp") == 0 || strcmp(protocol, "icmp") == 0 ||
			 strcmp(protocol, "ip6") == 0 || strcmp(protocol, "icmpv6") == 0;
		return false;
	}
	if (strcmp(field, "protocol") == 0)
		return read_meta(w, "l4proto", v);
	v->is_address = true;
	v->address = w->packet->address;
	v->mask = w->packet->netmask;
	if (strcmp(field, "daddr") == 0)
		v->mask.s_addr = INADDR_NONE;
	return strcmp(field, "daddr") == 0 || strcmp(field, "saddr") == 0;
}

static enum firewall_match negate(enum firewall_match m)
{
	return m == MATCH_UNKNOWN ? m : m == MATCH_YES ? MATCH_NO : MATCH_YES;
}

static bool read_value(const struct firewall_walk *w, const json_t *left, struct firewall_value *v, bool *never)
{
	const json_t *meta = json_object_get(left, "meta"), *ct = json_object_get(left, "ct");
	const json_t *payload = json_object_get(left, "payload");

	memset(v, 0, sizeof(*v));
	*never = false;
	if (meta)
		return read_meta(w, member_text(meta, "key"), v);
	if (payload)
		return read_payload(w, payload, v, never);
	v->text = "new";
	return ct && strcmp(member_text(ct, "key"), "state") == 0;
}

static enum firewall_match judge_match(const struct firewall_walk *w, const json_t *match)
{
	const json_t *right = json_object_get(match, "right");
	const char *op = member_text(match, "op");
	struct firewall_value v;
	bool never;

	if (!read_value(w, json_object_get(match, "left"), &v, &never))
		return never ? MATCH_NO : MATCH_UNKNOWN;
	if (strcmp(op, "==") == 0 || strcmp(op, "in") == 0)
		return fits(w, &v, right);
	if (strcmp(op, "!=") == 0)
		return negate(fits(w, &v, right));
	return MATCH_UNKNOWN;
}

/* -- rules and chains ---------------------------------------------------------------------- */

static enum firewall_act verdict_of(struct firewall_walk *w, const json_t *statement)
{
	const json_t *jump = json_object_get(statement, "jump"), *onward = json_object_get(statement, "goto");

	if (json_object_get(statement, "accept"))
		return ACT_ACCEPT;
	if (json_object_get(statement, "drop") || json_object_get(statement, "reject"))
		return ACT_DROP;
	if (json_object_get(statement, "return"))
		return ACT_RETURN;
	if (!jump && !onward)
		return ACT_UNKNOWN;             /* a limit, a queue, an extension of iptables */
	w->target = member_text(jump ? jump : onward, "target");
	return jump ? ACT_JUMP : ACT_GOTO;
}

/* Of a map, what stands for this packet. */
static enum firewall_act map_verdict(struct firewall_walk *w, const json_t *map, enum firewall_match *match)
{
	const json_t *pairs = json_object_get(json_object_get(map, "data"), "set"), *pair;
	struct firewall_value v;
	bool never;
	size_t i;

	if (!read_value(w, json_object_get(map, "key"), &v, &never) || !pairs) {
		*match = never ? MATCH_NO : MATCH_UNKNOWN;
		return never ? ACT_NEXT : ACT_UNKNOWN;
	}
	json_array_foreach(pairs, i, pair) {
		enum firewall_match one = fits(w, &v, json_array_get(pair, 0));

		if (one == MATCH_NO)
			continue;
		*match = one == MATCH_UNKNOWN ? one : *match;
		return one == MATCH_UNKNOWN ? ACT_UNKNOWN : verdict_of(w, json_array_get(pair, 1));
	}
	return ACT_NEXT;
}

static bool changes_nothing(const json_t *statement)
{
	static const char *const names[] = { "counter", "log", "mangle", "comment", "set", "ct helper", "notrack" };

	for (size_t i = 0; i < NR_ARRAY_SIZE(names); i++)
		if (json_object_get(statement, names[i]))
			return true;
	return false;
}

/* What the rule does with the packet, if *match is what it wants. */
static enum firewall_act judge_rule(struct firewall_walk *w, const json_t *rule, enum firewall_match *match)
{
	const json_t *expressions = json_object_get(rule, "expr"), *e;
	enum firewall_act act = ACT_NEXT;
	size_t i;

	*match = MATCH_YES;
	json_array_foreach(expressions, i, e) {
		const json_t *wanted = json_object_get(e, "match"), *map = json_object_get(e, "vmap");
		enum firewall_match one = MATCH_YES;

		if (wanted)
			one = judge_match(w, wanted);
		else if (map)
			act = map_verdict(w, map, &one);
		else if (!changes_nothing(e))
			act = verdict_of(w, e);
		if (one == MATCH_NO) {
			*match = MATCH_NO;
			return ACT_NEXT;
		}
		if (one == MATCH_UNKNOWN || act == ACT_UNKNOWN)
			*match = MATCH_UNKNOWN;
		if (act != ACT_NEXT && act != ACT_UNKNOWN)
			break;
	}
	return act;
}

/* A rule that may or may not act: both must be thought of. */
static void may_act(struct firewall_walk *w, enum firewall_act act)
{
	w->may_accept |= act != ACT_DROP && act != ACT_NEXT;
	w->may_drop |= act != ACT_ACCEPT && act != ACT_NEXT;
}

static bool is_of_chain(const struct firewall_walk *w, const json_t *rule, const char *name)
{
	return rule && strcmp(member_text(rule, "chain"), name) == 0 && strcmp(member_text(rule, "table"), w->table) == 0 &&
	       strcmp(member_text(rule, "family"), w->family) == 0;
}

static enum firewall_act walk_chain(struct firewall_walk *w, const char *name)
{
	enum firewall_match match;
	const json_t *item;
	size_t i;

	if (++w->jumps > JUMPS)
		return ACT_UNKNOWN;
	json_array_foreach(w->list, i, item) {
		const json_t *rule = json_object_get(item, "rule");
		enum firewall_act act = is_of_chain(w, rule, name) ? judge_rule(w, rule, &match) : ACT_NEXT;
		bool back = act == ACT_GOTO || act == ACT_RETURN;

		if (act == ACT_NEXT)
			continue;
		if (match == MATCH_UNKNOWN) {
			may_act(w, act);
			continue;
		}
		if (act == ACT_JUMP || act == ACT_GOTO)
			act = walk_chain(w, w->target);
		if (act != ACT_NEXT && act != ACT_RETURN)
			return act;
		if (back)
			return ACT_NEXT;        /* to the chain that jumped here, behind its rule */
	}
	return ACT_NEXT;
}

/* A base chain that a packet for this machine meets. */
static bool is_met(const json_t *chain, const struct firewall_packet *p)
{
	const char *family = member_text(chain, "family"), *hook = member_text(chain, "hook"), *dev = member_text(chain, "dev");

	if (strcmp(family, "netdev") == 0)
		return strcmp(hook, "ingress") == 0 && (!*dev || strcmp(dev, p->interface) == 0);
	return (strcmp(family, "ip") == 0 || strcmp(family, "inet") == 0) &&
	       (strcmp(hook, "input") == 0 || strcmp(hook, "prerouting") == 0 || strcmp(hook, "ingress") == 0);
}

static enum firewall_verdict judge_chain(const json_t *list, const json_t *chain, const struct firewall_packet *p)
{
	struct firewall_walk w = {
		.list = list, .packet = p, .family = member_text(chain, "family"), .table = member_text(chain, "table"),
	};
	enum firewall_act act = walk_chain(&w, member_text(chain, "name"));

	if (act == ACT_NEXT)
		act = strcmp(member_text(chain, "policy"), "drop") == 0 ? ACT_DROP : ACT_ACCEPT;
	if (act == ACT_UNKNOWN || (act == ACT_DROP ? w.may_accept : w.may_drop))
		return FIREWALL_UNKNOWN;
	return act == ACT_DROP ? FIREWALL_DROP : FIREWALL_PASS;
}

enum firewall_verdict firewall_judge(const json_t *rules, const struct firewall_packet *p,
				     struct firewall_chain *by)
{
	const json_t *list = json_object_get(rules, "nftables"), *item, *chain;
	enum firewall_verdict worst = FIREWALL_PASS, one;
	size_t i;

	json_array_foreach(list, i, item) {
		chain = json_object_get(item, "chain");
		if (!chain || !is_met(chain, p))
			continue;
		one = judge_chain(list, chain, p);
		if (one == FIREWALL_PASS || (worst == FIREWALL_UNKNOWN && one == FIREWALL_UNKNOWN))
			continue;
		snprintf(by->family, sizeof(by->family), "%s", member_text(chain, "family"));
		snprintf(by->table, sizeof(by->table), "%s", member_text(chain, "table"));
		snprintf(by->name, sizeof(by->name), "%s", member_text(chain, "name"));
		worst = one;
		if (worst == FIREWALL_DROP)
			break;
	}
	return worst;
}

/* -- where they come from --------------------------------------------------------------------- */

json_t *firewall_read(char *why, size_t size)
{
	static const char *const argv[] = { "nft", "-j", "list", "ruleset", NULL };
	char *text = malloc(RULES_SIZE), err[256] = "";
	json_t *rules = NULL;
	int r = text ? output_of(argv, text, RULES_SIZE, err, sizeof(err)) : -ENOMEM;

	if (r == 0)
		rules = json_loads(text, 0, NULL);
	err[r == 0 ? 0 : strcspn(err, "\n")] = '\0';
	if (r == -ENOENT)
		snprintf(why, size, "there is no nft here to read the rules with");
	else if (r < 0)
		snprintf(why, size, "nft: %s", strerror(-r));
	else if (r > 0)
		snprintf(why, size, "nft cannot read the rules: %s", err);
	else if (!rules)
		snprintf(why, size, "what nft -j prints is not JSON");
	free(text);
	return rules;
}

bool firewall_legacy(const char *path, char *tables, size_t size)
{
	FILE *f = fopen(path, "re");
	char line[64];

	tables[0] = '\0';
	while (f && fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = '\0';
		snprintf(tables + strlen(tables), size - strlen(tables), "%s%s", tables[0] ? ", " : "", line);
	}
	if (f)
		fclose(f);
	return tables[0] != '\0';
}
