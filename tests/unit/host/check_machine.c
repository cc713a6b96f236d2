/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_machine.c -- what is asked of the machine before a run: who manages the interface,
 * routes, rights, folders.  In a folder, or in a network namespace, of the test's own.
 */
#include <config.h>

#include "core/base/output.h"
#include "core/host/folder.h"
#include "core/host/link.h"
#include "core/host/manager.h"
#include "core/host/rights.h"
#include "tests/unit/scratch.h"
#include "tests/unit/suite.h"

#include <cap-ng.h>
#include <errno.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Make the file and its folders below the root. */
static void put(const char *path, const char *text)
{
	char full[300];
	FILE *f;

	snprintf(full, sizeof(full), "%s/%s", scratch, path);
	for (char *p = full + strlen(scratch) + 1; (p = strchr(p, '/')) != NULL; *p++ = '/') {
		*p = '\0';
		mkdir(full, 0755);
	}
	f = fopen(full, "w");
	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
}

START_TEST(test_networkmanager)
{
	char off[300];

	ck_assert_int_eq(manager_find(scratch, 3), MANAGER_NONE);
	put("run/NetworkManager/devices/3", "[device]\nmanaged=true\nroute-metric-default-effective=100\n");
	ck_assert_int_eq(manager_find(scratch, 3), MANAGER_NONE);          /* it does not run */
	put("proc/812/comm", "NetworkManager\n");
	ck_assert_int_eq(manager_find(scratch, 3), MANAGER_NETWORKMANAGER);
	ck_assert_int_eq(manager_find(scratch, 4), MANAGER_NONE);
	ck_assert_str_eq(manager_off(MANAGER_NETWORKMANAGER, "eth1", off, sizeof(off)),
			 "nmcli device set eth1 managed no");
	put("run/NetworkManager/devices/3", "[device]\nmanaged=false\n");
	ck_assert_int_eq(manager_find(scratch, 3), MANAGER_NONE);
}
END_TEST

START_TEST(test_networkd)
{
	char off[300];

	put("proc/815/comm", "systemd-network\n");
	put("run/systemd/netif/links/7", "# This is private data. Do not parse.\nADMIN_STATE=configured\n");
	ck_assert_int_eq(manager_find(scratch, 7), MANAGER_NETWORKD);
	ck_assert_ptr_nonnull(strstr(manager_off(MANAGER_NETWORKD, "eth1", off, sizeof(off)), "Unmanaged=yes"));
	put("run/systemd/netif/links/7", "ADMIN_STATE=unmanaged\n");
	ck_assert_int_eq(manager_find(scratch, 7), MANAGER_NONE);
}
END_TEST

START_TEST(test_folder)
{
	char path[300];

	put("file", "");
	snprintf(path, sizeof(path), "%s/file", scratch);
	ck_assert_str_eq(folder_fault(path), "is not a folder");
	snprintf(path, sizeof(path), "%s/state", scratch);
	ck_assert_ptr_null(folder_fault(path));                         /* to be made */
	ck_assert_int_gt(folder_free(path), 0);
	snprintf(path, sizeof(path), "%s/state/deeper/", scratch);
	ck_assert_str_eq(folder_fault(path), "cannot be made: the folder above it is not there");
	ck_assert_ptr_null(folder_fault(scratch));
	ck_assert_ptr_null(folder_fault("state"));
	if (geteuid() != 0)
		return;
	/* A folder of root's, looked at with the rights of another user. */
	chmod(scratch, 0755);
	rights_borrow(&(struct rights_user){ 65534, 65534 });
	ck_assert_str_eq(folder_fault(scratch), "Permission denied");
	rights_borrow(NULL);
}
END_TEST

START_TEST(test_rights)
{
	const unsigned all = RIGHTS_ADMIN | RIGHTS_FRAMES | RIGHTS_LOW_PORT;
	char buf[80];

	if (geteuid() != 0)
		return;
	ck_assert_uint_eq(rights_missing(all, buf, sizeof(buf)), 0);
	ck_assert_str_eq(buf, "");
	/* As a file with one capability would run, whoever started it. */
	capng_clear(CAPNG_SELECT_CAPS);
	capng_update(CAPNG_ADD, CAPNG_EFFECTIVE | CAPNG_PERMITTED, CAP_NET_RAW);
	ck_assert_int_eq(capng_apply(CAPNG_SELECT_CAPS), 0);
	ck_assert_uint_eq(rights_missing(all, buf, sizeof(buf)), RIGHTS_ADMIN | RIGHTS_LOW_PORT);
	ck_assert_str_eq(buf, "cap_net_admin,cap_net_bind_service");
	ck_assert_uint_eq(rights_missing(RIGHTS_FRAMES, buf, sizeof(buf)), 0);
}
END_TEST

/* ip(8) with these words. */
static void ip(const char *words)
{
	const char *argv[20] = { "ip" };
	char text[200], out[400], err[400], *at = text;
	size_t n = 1;

	snprintf(text, sizeof(text), "%s", words);
	while (*at && n < 19) {
		argv[n++] = at;
		at += strcspn(at, " ");
		if (*at)
			*at++ = '\0';
	}
	ck_assert_msg(output_of(argv, out, sizeof(out), err, sizeof(err)) == 0, "%s", err);
}

START_TEST(test_default_route)
{
	struct interface link;

	if (unshare(CLONE_NEWNET) < 0)
		return;                 /* no namespaces here */
	ck_assert_int_eq(link_look("wire0", &link), -ENODEV);
	ck_assert_int_eq(link_look("a-name-that-is-too-long", &link), -ENODEV);
	ip("link add wire0 type veth peer name wire1");
	ck_assert_int_eq(link_look("wire0", &link), 0);
	ck_assert_uint_eq(link.flags & IFF_UP, 0);
	ip("link set wire0 up");
	ip("link set wire1 up");
	ck_assert_int_eq(link_look("wire0", &link), 0);
	ck_assert_uint_ne(link.flags & IFF_UP, 0);
	ip("address add 10.0.0.1/24 dev wire0");
	ck_assert_int_eq(link_default_route(link.index), LINK_ROUTE_NONE);
	ip("route add default dev wire0");
	ck_assert_int_eq(link_default_route(link.index), LINK_ROUTE_IPV4);
	ck_assert_int_eq(link_default_route(link.index + 1), LINK_ROUTE_NONE);
	ip("route del default");
	/* By two ways, in a table that a rule leads to. */
	ip("route add default table 99 nexthop via 10.0.0.2 nexthop via 10.0.0.3");
	ck_assert_int_eq(link_default_route(link.index), LINK_ROUTE_IPV4);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("machine");

	tcase_add_checked_fixture(t, scratch_setup, scratch_teardown);
	tcase_add_test(t, test_networkmanager);
	tcase_add_test(t, test_networkd);
	tcase_add_test(t, test_folder);
	tcase_add_test(t, test_rights);
	tcase_add_test(t, test_default_route);
	return suite_run("machine", t);
}
