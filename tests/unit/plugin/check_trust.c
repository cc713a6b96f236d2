/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_trust.c -- whose plugins root runs, and which names of devices are read. */
#include "core/base/device_name.h"
#include "core/plugin/plugin_trust.h"

#include <check.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
	uid_t owner, uid;
	mode_t mode;
	bool above, good;
} rows[] = {
	{ 0, 0, 0644, false, true },        { 0, 0, 0755, false, true },
	{ 0, 0, 0775, false, false },       { 0, 0, 0757, false, false },
	{ 0, 1000, 0644, false, false },    /* anybody's */
	{ 1000, 1000, 0644, false, true },  /* whose program this is */
	{ 1000, 1001, 0644, false, false }, { 1000, 0, 0644, false, true },
	{ 0, 0, 01777, false, false },      /* /tmp itself */
	{ 0, 0, 01777, true, true },        /* and what lies above */
	{ 0, 0, 0777, true, false },        { 0, 1000, 01755, true, false },
};

START_TEST(judged)
{
	ck_assert_msg(plugin_trust_judge(rows[_i].owner, rows[_i].uid, rows[_i].mode, rows[_i].above) ==
			      rows[_i].good, "row %d", _i);
}
END_TEST

START_TEST(no_regular_file)
{
	char folder[] = "/tmp/check_trust.XXXXXX", fifo[64];
	struct plugin_file_problem p;

	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(fifo, sizeof(fifo), "%s/a.so", folder);
	ck_assert_int_eq(mkfifo(fifo, 0600), 0);
	ck_assert_int_eq(plugin_trust_open(fifo, &p), -1);
	ck_assert_str_eq(p.text, "no regular file");
	ck_assert_int_eq(plugin_trust_open(folder, &p), -1);
	ck_assert_str_eq(p.text, "no regular file");
	unlink(fifo);
	ck_assert_int_eq(plugin_trust_open(fifo, &p), -1);
	ck_assert_str_eq(p.text, "cannot be opened: No such file or directory");
	rmdir(folder);
}
END_TEST

/* Ways that lead to one good file of root's; what is wrong with them lies on the way. */
static const char good_file[] = "d/a.so";
static const struct {
	const char *what;               /* in a folder of root's below /tmp, by sh */
	const char *path, *wrong;       /* wrong: a part of the line; NULL: it is loaded */
} ways[] = {
	{ "true", good_file, NULL },
	{ "chmod 777 d", good_file, "/d belongs to user 0 and has mode 0777" },
	{ "chmod 1777 d", good_file, "/d belongs to user 0 and has mode 1777" },
	{ "chmod 775 .", good_file, "has mode 0775" },
	{ "chmod 1777 .", good_file, NULL },
	{ "chown nobody d/a.so", good_file, "it belongs to user 65534" },
	{ "mkdir l; ln -s ../d/a.so l/b.so", "l/b.so", NULL },
	{ "mkdir l; ln -s ../d/a.so l/b.so; chown nobody l", "l/b.so", "/l belongs to user 65534" },
	{ "mkdir l; ln -s ../d/a.so l/b.so; chmod 777 l", "l/b.so", "/l belongs to user 0 and has mode 0777" },
	{ "ln -s d l", "l/a.so", NULL },
	{ "chmod 1777 .; ln -s d l; chown -h nobody l", "l/a.so", "/l belongs to user 65534" },
	{ "mkdir e; chmod 777 e; ln -s ../d/a.so e/x.so; mkdir l; ln -s ../e/x.so l/b.so", "l/b.so", "/e belongs to user 0" },
	{ "ln -s l l", "l", "cannot be opened: Too many levels" },
	{ "mkdir -p l/m; ln -s ../../d l/m/k", "l/../l/m/./k/a.so", NULL },
};

START_TEST(ways_to_a_file)
{
	char folder[] = "/tmp/check_trust.XXXXXX", command[512], path[128];
	struct plugin_file_problem p = { "" };
	int fd;

	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(command, sizeof(command), "cd %s && chmod 755 . && mkdir d && : >d/a.so && chmod 755 d && chmod 644 d/a.so && "
		 "umask 22 && (%s) 2>/dev/null", folder, ways[_i].what);
	if (geteuid() == 0 && system(command) == 0) {
		snprintf(path, sizeof(path), "%s/%s", folder, ways[_i].path);
		fd = plugin_trust_open(path, &p);
		if (ways[_i].wrong)
			ck_assert_msg(fd < 0 && strstr(p.text, ways[_i].wrong), "%s: %s", ways[_i].what, p.text);
		else
			ck_assert_msg(fd >= 0, "%s: %s", ways[_i].what, p.text);
	}
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	ck_assert_int_eq(system(command), 0);
}
END_TEST

static const struct {
	const char *pattern, *name;
} names[] = {
	{ "SEP%M", "SEP001B54AA0C01" },   { "%m", "001b54aa0c01" },
	{ "snom-%M-a", "snom-001B54AA0C01-a" }, { NULL, "00:1b:54:aa:0c:01" },
};

START_TEST(names_of_devices)
{
	const struct nr_mac mac = { { 0x00, 0x1b, 0x54, 0xaa, 0x0c, 0x01 } };
	char name[DEVICE_NAME_SIZE];
	struct nr_mac back;

	ck_assert_str_eq(device_name_write(names[_i].pattern, &mac, name), names[_i].name);
	ck_assert(device_name_mac(name, &back));
	ck_assert_mem_eq(&back, &mac, sizeof(mac));
	ck_assert(!names[_i].pattern || device_name_good(names[_i].pattern));
}
END_TEST

START_TEST(no_names)
{
	static const char *const bad[] = { "SEP", "%M%m", "a b%M", "%x", "../%M", "%M/", "a-name-that-is-too-long-for-it-%M" };
	struct nr_mac mac;

	for (size_t i = 0; i < NR_ARRAY_SIZE(bad); i++)
		ck_assert_msg(!device_name_good(bad[i]), "%s", bad[i]);
	ck_assert(!device_name_mac("nobody", &mac));
	ck_assert(!device_name_mac("x-001b54aa0c010-y", &mac));         /* 13 digits */
	ck_assert(!device_name_mac("", &mac));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("trust");
	TCase *c = tcase_create("trust");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(c, judged, 0, NR_ARRAY_SIZE(rows));
	tcase_add_test(c, no_regular_file);
	tcase_add_loop_test(c, ways_to_a_file, 0, NR_ARRAY_SIZE(ways));
	tcase_add_loop_test(c, names_of_devices, 0, NR_ARRAY_SIZE(names));
	tcase_add_test(c, no_names);
	suite_add_tcase(s, c);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
