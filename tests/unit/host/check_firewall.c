/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_firewall.c -- do rules let a phone in?  They are written as for nft, and go through
 * it, in a network namespace of the test's own; without nft only what needs none is tested.
 */
#include <config.h>

#include "core/base/output.h"
#include "core/host/firewall.h"
#include "tests/unit/scratch.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netrecover/types.h>
#include <sched.h>

static bool have_nft;

static const struct {
	const char *rules;
	bool tcp;
	uint16_t port;
	enum firewall_verdict verdict;
} rows[] = {
	{ "", false, 69, FIREWALL_PASS },
	/* a policy, and what lets in before it */
	{ "type filter hook input priority 0; policy drop;", false, 69, FIREWALL_DROP },
	{ "type filter hook input priority 0; policy drop; udp dport 69 accept", false, 69, FIREWALL_PASS },
	{ "type filter hook input priority 0; policy drop; udp dport 69 accept", true, 6970, FIREWALL_DROP },
	{ "type filter hook input priority 0; policy drop; tcp dport { 2000-2005, 6970 } accept", true, 6970, FIREWALL_PASS },
	{ "type filter hook input priority 0; policy drop; tcp dport { 2000-2005, 6970 } accept", true, 2003, FIREWALL_PASS },
	{ "type filter hook input priority 0; policy drop; tcp dport { 2000-2005, 6970 } accept", true, 5060, FIREWALL_DROP },
	{ "type filter hook input priority 0; policy drop; tcp dport @doors accept", true, 5060, FIREWALL_PASS },
	{ "type filter hook input priority 0; policy drop; tcp dport @doors accept", true, 5062, FIREWALL_DROP },
	{ "type filter hook input priority 0; policy drop; iifname \"wire*\" accept", false, 69, FIREWALL_PASS },
	{ "type filter hook input priority 0; policy drop; iifname != \"wire0\" accept", false, 69, FIREWALL_DROP },
	{ "type filter hook input priority 0; policy drop; ct state established,related accept", false, 69, FIREWALL_DROP },
	{ "type filter hook input priority 0; policy drop; ct state vmap { new : accept, invalid : drop }", false, 69,
	  FIREWALL_PASS },
	/* addresses: the phones are somewhere in 10.77.0.0/24 */
	{ "type filter hook input priority 0; policy drop; ip saddr 10.0.0.0/8 accept", false, 69, FIREWALL_PASS },
	{ "type filter hook input priority 0; policy drop; ip saddr 10.77.0.10 accept", false, 69, FIREWALL_UNKNOWN },
	{ "type filter hook input priority 0; policy drop; ip saddr 192.168.0.0/16 accept", false, 69, FIREWALL_DROP },
	{ "type filter hook input priority 0; policy drop; ip daddr 10.77.0.1 udp dport 69 accept", false, 69, FIREWALL_PASS },
	{ "type filter hook input priority 0; policy drop; ip6 saddr fe80::/10 accept", false, 69, FIREWALL_DROP },
	/* single rules */
	{ "type filter hook input priority 0; udp dport 69 counter drop", false, 69, FIREWALL_DROP },
	{ "type filter hook input priority 0; udp dport 69 counter reject", false, 69, FIREWALL_DROP },
	{ "type filter hook input priority 0; udp dport 69 limit rate 1/second drop", false, 69, FIREWALL_UNKNOWN },
	{ "type filter hook input priority 0; meta mark 7 drop", false, 69, FIREWALL_UNKNOWN },
	{ "type filter hook input priority 0; meta mark 7 drop", true, 69, FIREWALL_UNKNOWN },
	{ "type filter hook input priority 0; meta l4proto { tcp, udp } th dport 69 drop", true, 69, FIREWALL_DROP },
	{ "type filter hook input priority 0; tcp dport 69 drop", false, 69, FIREWALL_PASS },
	{ "type filter hook prerouting priority -300; udp dport 69 drop", false, 69, FIREWALL_DROP },
	{ "type filter hook output priority 0; policy drop;", false, 69, FIREWALL_PASS },
	{ "type filter hook forward priority 0; policy drop;", false, 69, FIREWALL_PASS },
	/* other chains */
	{ "type filter hook input priority 0; policy drop; jump doors", false, 69, FIREWALL_PASS },
	{ "type filter hook input priority 0; policy drop; jump doors", true, 80, FIREWALL_DROP },
	{ "type filter hook input priority 0; jump doors; udp dport 70 drop", false, 70, FIREWALL_DROP },
	{ "type filter hook input priority 0; goto doors; udp dport 70 drop", false, 70, FIREWALL_PASS },
	{ "type filter hook input priority 0; udp dport vmap { 69 : jump shut, 70 : accept }", false, 69, FIREWALL_DROP },
	{ "type filter hook input priority 0; meta mark 7 jump shut", false, 69, FIREWALL_UNKNOWN },
};

/* What nft prints of these rules, as the only ones; NULL: it is not to be had. */
static json_t *through_nft(const char *rules, char *why, size_t size)
{
	static const char *const flush[] = { "nft", "flush", "ruleset", NULL };
	const char *load[] = { "nft", "-f", scratch_path("rules"), NULL };
	char text[1000], out[100], err[1000];
	int n = snprintf(text, sizeof(text), "table inet f {\n"
			 "set doors { type inet_service; flags interval; elements = { 5060-5061, 2000 } }\n"
			 "chain shut { drop; }\n"
			 "chain doors { udp dport 70 return; udp dport 69 accept; }\n"
			 "chain in { %s; }\n}\n", rules);

	scratch_write("rules", text, (size_t)n);
	ck_assert_int_eq(output_of(flush, out, sizeof(out), err, sizeof(err)), 0);
	ck_assert_msg(output_of(load, out, sizeof(out), err, sizeof(err)) == 0, "%s: %s", rules, err);
	return firewall_read(why, size);
}

START_TEST(test_rules)
{
	struct firewall_packet p = { .interface = "wire0", .tcp = rows[_i].tcp, .port = rows[_i].port };
	struct firewall_chain by = { "", "", "" };
	char why[200] = "";
	json_t *rules;

	if (!have_nft)
		return;
	inet_pton(AF_INET, "10.77.0.1", &p.address);
	inet_pton(AF_INET, "255.255.255.0", &p.netmask);
	rules = through_nft(rows[_i].rules, why, sizeof(why));
	ck_assert_msg(rules != NULL, "%s", why);
	ck_assert_msg(firewall_judge(rules, &p, &by) == rows[_i].verdict, "%s, port %u", rows[_i].rules, p.port);
	if (rows[_i].verdict != FIREWALL_PASS)
		ck_assert_str_eq(by.name, "in");
	json_decref(rules);
}
END_TEST

/* Rules that nobody would write: no answer is false, and the walk ends. */
START_TEST(test_odd)
{
	static const char *const odd[] = {
		"{}", "[]", "{\"nftables\": 7}", "{\"nftables\": [7, null, {\"rule\": 3}, {\"chain\": {}}]}",
		/* a chain that jumps to itself */
		("{\"nftables\": [{\"chain\": {\"family\": \"ip\", \"table\": \"t\", \"name\": \"c\", \"hook\": \"input\"}},"
		"{\"rule\": {\"family\": \"ip\", \"table\": \"t\", \"chain\": \"c\","
		"\"expr\": [{\"jump\": {\"target\": \"c\"}}]}}]}"),
		("{\"nftables\": [{\"chain\": {\"family\": \"ip\", \"table\": \"t\", \"name\": \"c\", \"hook\": \"input\"}},"
		"{\"rule\": {\"family\": \"ip\", \"table\": \"t\", \"chain\": \"c\", \"expr\": [{\"xt\": null}]}}]}"),
	};
	struct firewall_packet p = { .interface = "wire0", .port = 69 };
	struct firewall_chain by;

	for (size_t i = 0; i < NR_ARRAY_SIZE(odd); i++) {
		json_t *rules = json_loads(odd[i], 0, NULL);

		ck_assert_ptr_nonnull(rules);
		ck_assert_int_eq(firewall_judge(rules, &p, &by), i < 4 ? FIREWALL_PASS : FIREWALL_UNKNOWN);
		json_decref(rules);
	}
}
END_TEST

START_TEST(test_legacy)
{
	char tables[100];

	scratch_write("names", "filter\nnat\n", 11);
	ck_assert(firewall_legacy(scratch_path("names"), tables, sizeof(tables)));
	ck_assert_str_eq(tables, "filter, nat");
	scratch_write("names", "", 0);
	ck_assert(!firewall_legacy(scratch_path("names"), tables, sizeof(tables)));
	ck_assert(!firewall_legacy(scratch_path("nowhere"), tables, sizeof(tables)));
}
END_TEST

START_TEST(test_no_nft)
{
	char why[200] = "";

	setenv("PATH", "/nowhere", 1);
	if (access("/usr/sbin/nft", X_OK) != 0 && access("/sbin/nft", X_OK) != 0) {
		ck_assert_ptr_null(firewall_read(why, sizeof(why)));
		ck_assert_str_eq(why, "there is no nft here to read the rules with");
		return;
	}
	/* It is, but may not read. */
	if (geteuid() == 0)
		ck_assert_int_eq(setuid(65534), 0);
	ck_assert_ptr_null(firewall_read(why, sizeof(why)));
	ck_assert_msg(strncmp(why, "nft cannot read the rules: ", 27) == 0, "%s", why);
}
END_TEST

int main(void)
{
	static const char *const list[] = { "nft", "list", "ruleset", NULL };
	char out[100], err[200];
	TCase *t = tcase_create("rules");

	have_nft = geteuid() == 0 && unshare(CLONE_NEWNET) == 0 &&
		   output_of(list, out, sizeof(out), err, sizeof(err)) == 0;
	if (!have_nft)
		fprintf(stderr, "without nft, or not root: the rules are not tried\n");
	tcase_add_checked_fixture(t, scratch_setup, scratch_teardown);
	tcase_add_loop_test(t, test_rules, 0, NR_ARRAY_SIZE(rows));
	tcase_add_test(t, test_odd);
	tcase_add_test(t, test_legacy);
	tcase_add_test(t, test_no_nft);
	return suite_run("firewall", t);
}
