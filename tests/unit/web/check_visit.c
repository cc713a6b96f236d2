/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_visit.c -- whose page may read the bench's. */
#include "core/web/visit.h"
#include "tests/unit/suite.h"

#include <netrecover/types.h>

#include <string.h>

START_TEST(hosts)
{
	static const struct {
		const char *host, *local;
		bool ours;
	} rows[] = {
		{ "192.168.1.5:8080", "192.168.1.5", true },
		{ "192.168.1.5", "192.168.1.5", true },
		{ "127.0.0.1:8080", "127.0.0.1", true },
		{ "localhost:8080", "127.0.0.1", true },
		{ "LocalHost", "127.9.9.9", true },
		{ "localhost:8080", "::1", true },
		{ "[::1]:8080", "::1", true },
		{ "[0:0:0:0:0:0:0:1]", "::1", true },
		{ "[2001:DB8::5]:80", "2001:db8::5", true },
		{ "shelf:8080", "192.168.1.5", true },
		{ "SHELF.local:8080", "192.168.1.5", true },
		/* a name of somebody else that was made to lead here */
		{ "evil.example:8080", "127.0.0.1", false },
		{ "shelf.evil.example", "192.168.1.5", false },
		{ "shelf.localhost", "192.168.1.5", false },
		{ "evilshelf", "192.168.1.5", false },
		{ "shelfish", "192.168.1.5", false },
		{ "localhost:8080", "192.168.1.5", false },
		{ "localhost.evil.example", "127.0.0.1", false },
		{ "192.168.1.6:8080", "192.168.1.5", false },
		{ "192.168.1.5.evil.example", "192.168.1.5", false },
		{ "10.77.0.1", "192.168.1.5", false },
		/* what is no host */
		{ "", "127.0.0.1", false },
		{ ":8080", "127.0.0.1", false },
		{ "127.0.0.1:80a", "127.0.0.1", false },
		{ "127.0.0.1:80:80", "127.0.0.1", false },
		{ "[::1", "::1", false },
		{ "[::1]x", "::1", false },
		{ "[]", "::1", false },
		{ "::1", "::1", false },
		{ "localhost evil", "127.0.0.1", false },
		{ "user@localhost", "127.0.0.1", false },
		{ NULL, "127.0.0.1", false },
	};
	char longest[400];

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++)
		ck_assert_msg(visit_host_is_ours(rows[i].host, rows[i].local, "shelf") == rows[i].ours, "%s at %s",
			      rows[i].host ? rows[i].host : "no host", rows[i].local);
	ck_assert(!visit_host_is_ours(".local", "192.168.1.5", ""));
	ck_assert(!visit_host_is_ours("x", "192.168.1.5", ""));
	memset(longest, 'a', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	ck_assert(!visit_host_is_ours(longest, "127.0.0.1", "a"));
}
END_TEST

START_TEST(pages)
{
	ck_assert(visit_is_own_page(NULL, NULL, "127.0.0.1:8080"));
	ck_assert(visit_is_own_page(NULL, "same-origin", "127.0.0.1:8080"));
	ck_assert(visit_is_own_page(NULL, "none", "127.0.0.1:8080"));
	ck_assert(visit_is_own_page("http://127.0.0.1:8080", "same-origin", "127.0.0.1:8080"));
	ck_assert(!visit_is_own_page(NULL, "cross-site", "127.0.0.1:8080"));
	ck_assert(!visit_is_own_page(NULL, "same-site", "127.0.0.1:8080"));
	ck_assert(!visit_is_own_page("null", NULL, "127.0.0.1:8080"));
	ck_assert(!visit_is_own_page("http://127.0.0.1", NULL, "127.0.0.1:8080"));
	ck_assert(!visit_is_own_page("http://127.0.0.1:8080.evil.example", NULL, "127.0.0.1:8080"));
	ck_assert(!visit_is_own_page("https://127.0.0.1:8080", NULL, "127.0.0.1:8080"));
	ck_assert(!visit_is_own_page("http://evil.example", "same-origin", "127.0.0.1:8080"));
	ck_assert(!visit_is_own_page("http://", NULL, NULL));
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("visit");

	tcase_add_test(t, hosts);
	tcase_add_test(t, pages);
	return suite_run("visit", t);
}
