/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_helper.c -- what the helper does, and what it does for nobody: the test speaks to it as
 * a bench would that was taken over.  Everything happens in a network of the test's own.
 */
#include <config.h>

#include "core/host/helper.h"
#include "core/host/filter.h"
#include "core/host/link.h"
#include "tests/unit/host/own_network.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static struct netlink n;
static struct helper_task task;

/* A dummy interface: RTM_NEWLINK or RTM_DELLINK. */
static int change_link(uint16_t type, const char *name)
{
	struct nlmsghdr *h = netlink_begin(&n, type, NLM_F_ACK | (type == RTM_NEWLINK ? NLM_F_CREATE | NLM_F_EXCL : 0));
	struct ifinfomsg *info = mnl_nlmsg_put_extra_header(h, sizeof(*info));
	struct nlattr *kind;

	info->ifi_family = AF_UNSPEC;
	mnl_attr_put_strz(h, IFLA_IFNAME, name);
	if (type == RTM_NEWLINK) {
		kind = mnl_attr_nest_start(h, IFLA_LINKINFO);
		mnl_attr_put_strz(h, IFLA_INFO_KIND, "veth");
		mnl_attr_nest_end(h, kind);
	}
	return netlink_talk(&n, h, NULL, NULL);
}

static void rename_link(const char *from, const char *to)
{
	struct interface link;
	struct nlmsghdr *h;
	struct ifinfomsg *info;

	ck_assert_int_eq(link_get(&n, from, &link), 0);
	h = netlink_begin(&n, RTM_NEWLINK, NLM_F_ACK);
	info = mnl_nlmsg_put_extra_header(h, sizeof(*info));
	info->ifi_family = AF_UNSPEC;
	info->ifi_index = (int)link.index;
	mnl_attr_put_strz(h, IFLA_IFNAME, to);
	ck_assert_int_eq(netlink_talk(&n, h, NULL, NULL), 0);
}

/* The index of what has the bench's address; 0: nothing. */
static unsigned where(void)
{
	struct place w = task.place;

	w.index = UINT32_MAX;           /* none is the one that counts more */
	ck_assert_int_eq(place_find(&n, &w), 0);
	return w.found_index;
}

static unsigned index_of(const char *name)
{
	struct interface link;

	return link_get(&n, name, &link) == 0 ? link.index : 0;
}

static void setup(void)
{
	ck_assert_int_eq(netlink_open(&n), 0);
	memset(&task, 0, sizeof(task));
	snprintf(task.interface, sizeof(task.interface), "wire0");
	snprintf(task.place.name, sizeof(task.place.name), "wire0");
	inet_pton(AF_INET, "10.77.0.1", &task.place.address);
	task.place.prefix = 24;
	change_link(RTM_DELLINK, "wire0");      /* of a test that failed */
	ck_assert_int_eq(change_link(RTM_NEWLINK, "wire0"), 0);
}

static void teardown(void)
{
	change_link(RTM_DELLINK, "wire0");
	netlink_close(&n);
}

static void take_off(void)
{
	struct place w = task.place;

	w.index = where();
	ck_assert_int_eq(place_take_off(&n, &w), 0);
}

START_TEST(puts_and_takes_off)
{
	struct helper_reply r;
	struct interface link;
	struct helper h;

	ck_assert_int_eq(helper_start(&h, &task), 0);
	ck_assert_uint_eq(where(), 0);
	ck_assert_int_eq(helper_put(&h, &r), 0);
	ck_assert_uint_eq(r.put, 1);
	ck_assert_uint_eq(r.index, index_of("wire0"));
	ck_assert_uint_eq(where(), r.index);
	ck_assert_str_eq(r.name, "wire0");
	ck_assert_int_eq(link_get(&n, "wire0", &link), 0);
	ck_assert_mem_eq(r.mac, link.mac, 6);
	ck_assert(link.flags & IFF_UP);
	ck_assert_int_eq(helper_put(&h, &r), 0);
	ck_assert_uint_eq(r.put, 0);
	take_off();
	ck_assert_int_eq(helper_put(&h, &r), 0);
	ck_assert_uint_eq(r.put, 1);
	ck_assert_int_eq(helper_finish(&h), 0);
	ck_assert_uint_eq(where(), 0);
	ck_assert_int_eq(helper_put(&h, &r), -EPIPE);
	ck_assert_int_eq(helper_finish(&h), 0);
}
END_TEST

/* What was there before it stays; what it put there itself, because that went, does not. */
START_TEST(owns_only_what_it_put)
{
	struct helper_reply r;
	struct place w = task.place;
	struct helper h;

	w.index = index_of("wire0");
	ck_assert_int_eq(place_put_on(&n, &w), 0);
	ck_assert_int_eq(helper_start(&h, &task), 0);
	ck_assert_int_eq(helper_put(&h, &r), 0);
	ck_assert_uint_eq(r.put, 0);
	helper_finish(&h);
	ck_assert_uint_eq(where(), w.index);
	ck_assert_int_eq(helper_start(&h, &task), 0);
	ck_assert_int_eq(helper_put(&h, &r), 0);
	take_off();
	ck_assert_int_eq(helper_put(&h, &r), 0);
	ck_assert_uint_eq(r.put, 1);
	helper_finish(&h);
	ck_assert_uint_eq(where(), 0);
}
END_TEST

START_TEST(finds_it_by_another_index)
{
	struct helper_reply r;
	unsigned before;
	struct helper h;

	ck_assert_int_eq(helper_start(&h, &task), 0);
	ck_assert_int_eq(helper_put(&h, &r), 0);
	before = r.index;
	ck_assert_int_eq(change_link(RTM_DELLINK, "wire0"), 0);
	ck_assert_int_eq(helper_put(&h, &r), -ENODEV);
	ck_assert_int_eq(change_link(RTM_NEWLINK, "wire0"), 0);
	ck_assert_int_eq(helper_put(&h, &r), 0);
	ck_assert_uint_eq(r.put, 1);
	ck_assert_uint_ne(r.index, before);
	ck_assert_uint_eq(where(), index_of("wire0"));
	helper_finish(&h);
}
END_TEST

/* It stays with its index, though another takes the name. */
START_TEST(follows_a_new_name)
{
	struct helper_reply r;
	struct helper h;

	ck_assert_int_eq(helper_start(&h, &task), 0);
	ck_assert_int_eq(helper_put(&h, &r), 0);
	rename_link("wire0", "other0");
	take_off();
	ck_assert_int_eq(change_link(RTM_NEWLINK, "wire0"), 0);
	ck_assert_int_eq(helper_put(&h, &r), 0);
	ck_assert_str_eq(r.name, "other0");
	ck_assert_uint_eq(where(), index_of("other0"));
	helper_finish(&h);
	ck_assert_uint_eq(where(), 0);
	change_link(RTM_DELLINK, "other0");
}
END_TEST

START_TEST(leaves_another_interface_alone)
{
	struct place w = task.place;
	struct helper_reply r;
	struct helper h;

	ck_assert_int_eq(helper_start(&h, &task), 0);
	ck_assert_int_eq(helper_put(&h, &r), 0);
	take_off();
	w.index = index_of("lo");
	ck_assert_int_eq(place_put_on(&n, &w), 0);
	ck_assert_int_eq(helper_put(&h, &r), -EADDRINUSE);
	helper_finish(&h);
	ck_assert_uint_eq(where(), index_of("lo"));
	take_off();
}
END_TEST

/* -- sockets --------------------------------------------------------------------------- */

static int udp_on(const char *device)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	ck_assert_int_ge(fd, 0);
	if (device)
		ck_assert_int_eq(setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, device, (socklen_t)strlen(device)), 0);
	return fd;
}

START_TEST(binds_what_lost_its_interface)
{
	int fd = udp_on("wire0"), free = udp_on(NULL), other = udp_on("lo"), file = open("/dev/null", O_RDONLY);
	int pair[2];
	char device[IF_NAMESIZE];
	socklen_t size = sizeof(device);
	struct helper_reply r;
	struct helper h;

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	ck_assert_int_eq(helper_start(&h, &task), 0);
	ck_assert_int_eq(helper_put(&h, &r), 0);
	ck_assert_int_eq(helper_bind(&h, fd), -EPERM);
	ck_assert_int_eq(change_link(RTM_DELLINK, "wire0"), 0);
	ck_assert_int_eq(helper_bind(&h, fd), -ENODEV);
	ck_assert_int_eq(change_link(RTM_NEWLINK, "wire0"), 0);
	ck_assert_int_eq(helper_put(&h, &r), 0);
	ck_assert_int_eq(helper_bind(&h, fd), 0);
	ck_assert_int_eq(getsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, device, &size), 0);
	ck_assert_str_eq(device, "wire0");
	ck_assert_int_eq(helper_bind(&h, free), -EPERM);
	ck_assert_int_eq(helper_bind(&h, other), -EPERM);
	ck_assert_int_eq(helper_bind(&h, file), -ENOTSOCK);
	ck_assert_int_eq(helper_bind(&h, pair[0]), -EAFNOSUPPORT);
	ck_assert_int_eq(helper_bind(&h, -1), -EBADF);
	helper_finish(&h);
}
END_TEST

/* -- a stranger's messages ------------------------------------------------------------------ */

static int32_t answer_to(const struct helper *h, const void *bytes, size_t size, const int *fds, size_t count)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(8 * sizeof(int))];
	} control = { .bytes = { 0 } };
	struct iovec iov = { (void *)(uintptr_t)bytes, size };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1 };
	struct helper_reply r = { .error = 12345 };

	if (count) {
		control.align.cmsg_len = CMSG_LEN(count * sizeof(int));
		control.align.cmsg_level = SOL_SOCKET;
		control.align.cmsg_type = SCM_RIGHTS;
		memcpy(CMSG_DATA(&control.align), fds, count * sizeof(int));
		m.msg_control = &control;
		m.msg_controllen = CMSG_SPACE(count * sizeof(int));
	}
	ck_assert_int_eq(sendmsg(h->fd, &m, 0), (ssize_t)size);
	ck_assert_int_eq(recv(h->fd, &r, sizeof(r), 0), (ssize_t)sizeof(r));
	return r.error;
}

START_TEST(believes_no_message)
{
	const uint32_t none = 0, put = HELPER_PUT, bind_one = HELPER_BIND, more = 77;
	const uint32_t two[] = { HELPER_PUT, HELPER_PUT };
	char large[5000] = { HELPER_PUT };
	int fds[8];
	struct helper h;

	for (size_t i = 0; i < 8; i++)
		fds[i] = udp_on(NULL);
	ck_assert_int_eq(helper_start(&h, &task), 0);
	ck_assert_int_eq(answer_to(&h, &none, 4, NULL, 0), -EBADMSG);
	ck_assert_int_eq(answer_to(&h, &more, 4, NULL, 0), -EBADMSG);
	ck_assert_int_eq(answer_to(&h, &put, 3, NULL, 0), -EBADMSG);
	ck_assert_int_eq(answer_to(&h, two, 8, NULL, 0), -EBADMSG);
	ck_assert_int_eq(answer_to(&h, large, sizeof(large), NULL, 0), -EBADMSG);
	ck_assert_int_eq(answer_to(&h, &put, 4, fds, 1), -EBADMSG);
	ck_assert_int_eq(answer_to(&h, &bind_one, 4, fds, 8), -EBADMSG);
	ck_assert_int_eq(answer_to(&h, &bind_one, 4, NULL, 0), -EBADF);
	ck_assert_uint_eq(where(), 0);
	/* Descriptors that were sent are closed, however many: it has room for a few only. */
	for (int i = 0; i < 2000; i++)
		ck_assert_int_eq(answer_to(&h, &bind_one, 4, fds, 1), -EPERM);
	ck_assert_int_eq(answer_to(&h, &put, 4, NULL, 0), 0);
	ck_assert_uint_ne(where(), 0);
	helper_finish(&h);
}
END_TEST

/* -- its rights, and its end -------------------------------------------------------------------- */

/* A line of its /proc/PID/status. */
static const char *status_of(const struct helper *h, const char *key)
{
	static char value[100];
	char path[40], line[200];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)h->pid);
	f = fopen(path, "re");
	value[0] = '\0';
	while (f && fgets(line, sizeof(line), f))
		if (strncmp(line, key, strlen(key)) == 0 && line[strlen(key)] == ':')
			snprintf(value, sizeof(value), "%.*s", (int)strcspn(line + strlen(key) + 2, "\n"),
				 line + strlen(key) + 2);
	if (f)
		fclose(f);
	return value;
}

START_TEST(has_few_rights)
{
	struct helper_reply r;
	struct helper h;

	ck_assert_int_eq(helper_start(&h, &task), 0);
	ck_assert_int_eq(helper_put(&h, &r), 0);
	/* CAP_NET_ADMIN is 12, CAP_NET_RAW 13. */
	ck_assert_str_eq(status_of(&h, "CapPrm"), "0000000000003000");
	ck_assert_str_eq(status_of(&h, "CapEff"), "0000000000003000");
	ck_assert_str_eq(status_of(&h, "CapInh"), "0000000000000000");
	ck_assert_str_eq(status_of(&h, "CapBnd"), "0000000000000000");
	ck_assert_str_eq(status_of(&h, "CapAmb"), "0000000000000000");
	ck_assert_str_eq(status_of(&h, "NoNewPrivs"), "1");
	if (*status_of(&h, "Seccomp"))
		ck_assert_str_eq(status_of(&h, "Seccomp"), filter_fits() ? "2" : "0");
	helper_finish(&h);
}
END_TEST

START_TEST(removes_the_control_socket)
{
	char folder[] = "/tmp/check_helper.XXXXXX";
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	struct stat st;
	struct helper h;
	int fd, again;

	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(a.sun_path, sizeof(a.sun_path), "%s/s", folder);
	task.socket[1] = a.sun_path;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(helper_start(&h, &task), 0);
	helper_finish(&h);
	ck_assert_int_eq(lstat(a.sun_path, &st), -1);
	/* One that a later bench made is not its. */
	close(fd);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(helper_start(&h, &task), 0);
	ck_assert_int_eq(helper_bind(&h, -1), -EBADF);
	again = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	unlink(a.sun_path);
	ck_assert_int_eq(bind(again, (struct sockaddr *)&a, sizeof(a)), 0);
	helper_finish(&h);
	ck_assert_int_eq(lstat(a.sun_path, &st), 0);
	unlink(a.sun_path);
	rmdir(folder);
}
END_TEST

static bool has_veth(void)
{
	bool there;

	if (netlink_open(&n) < 0)
		return false;
	there = change_link(RTM_NEWLINK, "wire0") == 0;
	change_link(RTM_DELLINK, "wire0");
	netlink_close(&n);
	return there;
}

int main(void)
{
	TCase *t = tcase_create("helper");

	if (!own_network() || !has_veth()) {
		puts("SKIP: no network namespace, or no veth in it, to be had; on Debian: "
		     "sysctl kernel.unprivileged_userns_clone=1");
		return 77;
	}
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, puts_and_takes_off);
	tcase_add_test(t, owns_only_what_it_put);
	tcase_add_test(t, finds_it_by_another_index);
	tcase_add_test(t, follows_a_new_name);
	tcase_add_test(t, leaves_another_interface_alone);
	tcase_add_test(t, binds_what_lost_its_interface);
	tcase_add_test(t, believes_no_message);
	tcase_add_test(t, has_few_rights);
	tcase_add_test(t, removes_the_control_socket);
	return suite_run("helper", t);
}
