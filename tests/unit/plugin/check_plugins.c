/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_plugins.c -- which plugin files are believed, and what is said about the others. */
#include "core/base/log.h"
#include "core/plugin/plugin_file.h"
#include "core/plugin/plugins.h"
#include "core/verbs/check_plugin.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[] = "/tmp/check_plugins.XXXXXX", said[4096];
static const char *fixtures;
static struct plugins p;
static const char *const none[] = { NULL };

static void keep(int priority, const char *line, void *arg)
{
	size_t n = strlen(said);

	(void)arg;
	snprintf(said + n, sizeof(said) - n, "%d %s\n", priority, line);
}

static void setup(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	setenv("NETRECOVER_PLUGIN_PATH", folder, 1);
	said[0] = '\0';
	log_set_sink(keep, NULL);
}

static void teardown(void)
{
	char command[PATH_MAX];

	plugins_finish(&p);
	dlerror();              /* frees the last text, in a place where LeakSanitizer does not look */
	log_set_sink(NULL, NULL);
	snprintf(command, sizeof(command), "rm -r '%s'", folder);
	ck_assert_int_eq(system(command), 0);
	memcpy(folder + sizeof(folder) - 7, "XXXXXX", 6);
}

static void fixture_path(char out[PATH_MAX], const char *name)
{
	snprintf(out, PATH_MAX, "%s/%s.so", fixtures, name);
}

/* Put the plugin @fixture into the folder under the file name @as. */
static void install(const char *fixture, const char *as)
{
	char from[PATH_MAX], to[PATH_MAX];

	fixture_path(from, fixture);
	snprintf(to, sizeof(to), "%s/%s", folder, as);
	ck_assert_int_eq(symlink(from, to), 0);
}

#define ck_said(text) ck_assert_msg(strstr(said, text) != NULL, "\"%s\" is not in:\n%s", text, said)

/* -- loading -- */

START_TEST(good_model)
{
	install("good", "test-9901.so");
	ck_assert_int_eq(plugins_load(&p, NULL, none), 0);
	ck_assert_uint_eq(p.model_count, 1);
	ck_assert_str_eq(p.model[0]->model.name, "9901");
	ck_assert_str_eq(p.model[0]->plugin, "fixture");
	ck_assert_ptr_nonnull(strstr(p.model[0]->path, "/test-9901.so"));
	ck_assert_ptr_eq(plugins_model(&p, "9901"), &p.model[0]->model);
	ck_assert_ptr_eq(plugins_model(&p, "test-9901"), &p.model[0]->model);
	ck_assert_ptr_null(plugins_model(&p, "*"));
	ck_assert_ptr_null(plugins_model(&p, "99"));
}
END_TEST

START_TEST(left_out_members)
{
	const struct nr_model *m;

	install("good", "a.so");
	ck_assert_int_eq(plugins_load(&p, NULL, none), 0);
	m = &p.model[0]->model;
	ck_assert_str_eq(m->type_name, m->title);
	ck_assert_str_eq(m->load_suffix, "");
	ck_assert_str_eq(m->archive_format, m->load_format);
}
END_TEST

START_TEST(newer_plugin)
{
	install("newer", "a.so");
	ck_assert_int_eq(plugins_load(&p, NULL, none), 0);
	ck_assert_uint_eq(p.model_count, 1);
	ck_assert_ptr_null(p.model[0]->model.config);
}
END_TEST

START_TEST(same_model_twice)
{
	install("good", "a.so");
	install("twin", "b.so");
	ck_assert_int_eq(plugins_load(&p, NULL, none), -EINVAL);
	ck_assert_uint_eq(p.model_count, 1);
	ck_said("b.so: model '9901' (test-9901) is in ");
	ck_said("/a.so already");
}
END_TEST

START_TEST(found_earlier_hides)
{
	char path[PATH_MAX];

	install("good", "a.so");
	install("newer", "b.so");
	ck_assert_int_eq(plugins_load(&p, NULL, none), 0);
	ck_assert_uint_eq(p.model_count, 1);
	ck_assert_ptr_nonnull(strstr(p.model[0]->path, "/a.so"));
	plugins_finish(&p);
	snprintf(path, sizeof(path), ":/nonexistent:%s:%s", folder, folder);
	setenv("NETRECOVER_PLUGIN_PATH", path, 1);
	ck_assert_int_eq(plugins_load(&p, NULL, none), 0);
	ck_assert_uint_eq(p.model_count, 1);
}
END_TEST

START_TEST(only_wanted)
{
	static const char *const other[] = { "9902", NULL }, *const right[] = { "TEST-9901", NULL };
	static const char *const echo[] = { "echo", NULL };

	install("good", "a.so");
	install("protocol", "b.so");
	ck_assert_int_eq(plugins_load(&p, other, none), -EINVAL);
	ck_said("no model '9902' is installed");
	ck_assert_uint_eq(p.model_count, 0);
	ck_assert_uint_eq(p.handle_count, 0);
	plugins_finish(&p);
	ck_assert_int_eq(plugins_load(&p, right, echo), 0);
	ck_assert_uint_eq(p.model_count, 1);
	ck_assert_uint_eq(p.protocol_count, 1);
	ck_assert_str_eq(p.protocol[0]->protocol.type, "echo");
	ck_assert_uint_eq(p.idle_count, 0);
	plugins_finish(&p);
	ck_assert_int_eq(plugins_load(&p, none, none), 0);
	ck_assert_uint_eq(p.handle_count, 0);
	/* It is installed, which makes a section of that name no mistake. */
	ck_assert_uint_eq(p.idle_count, 1);
	ck_assert_str_eq(p.idle[0], "echo");
	plugins_finish(&p);
	ck_assert_int_eq(plugins_load(&p, none, right), -EINVAL);
	ck_said("no protocol plugin 'TEST-9901' is installed");
}
END_TEST

START_TEST(not_modules)
{
	install("abi", ".hidden.so");
	install("abi", "a.la");
	install("abi", "so");
	ck_assert_int_eq(plugins_load(&p, NULL, NULL), 0);
	ck_assert_str_eq(said, "");
}
END_TEST

START_TEST(broken_stops_only_when_wanted)
{
	static const char *const other[] = { "9901", NULL }, *const named[] = { "broken", NULL };

	install("good", "a.so");
	install("abi", "broken.so");
	ck_assert_int_eq(plugins_load(&p, NULL, NULL), -EINVAL);
	ck_assert_uint_eq(p.model_count, 1);
	ck_said("3 plugins: ");
	plugins_finish(&p);
	said[0] = '\0';
	ck_assert_int_eq(plugins_load(&p, other, none), 0);
	ck_said("4 plugins: ");
	ck_assert_uint_eq(p.model_count, 1);
	plugins_finish(&p);
	ck_assert_int_eq(plugins_load(&p, named, none), -EINVAL);
}
END_TEST

/* A protocol plugin may need functions that a program for models only does not have. */
START_TEST(unresolved)
{
	static const char *const echo[] = { "echo", NULL };

	install("unresolved", "b.so");
	ck_assert_int_eq(plugins_load(&p, NULL, NULL), -EINVAL);
	ck_said("b.so: cannot be loaded: undefined symbol: nr_no_such_function");
	ck_assert_uint_eq(p.protocol_count, 0);
	plugins_finish(&p);
	ck_assert_int_eq(plugins_load(&p, none, echo), -EINVAL);
}
END_TEST

/* -- one file -- */

static const struct {
	const char *fixture, *problem;
} broken[] = {
	{ "abi", "made for plugin ABI 99, expected 2" },
	{ "short", "plugin_size is 8, expected " },
	{ "short_model", "model_size is 16, expected " },
	{ "huge_model", "model_size is 1000000, expected " },
	{ "no_symbol", "not a netrecover plugin: no symbol 'netrecover_plugin' in it" },
	{ "no_name", "no usable name" },
	{ "no_parse", "model '9901' has no parse" },
	{ "bad_offset", "option 'port' lies outside its conf struct (6 + 4, conf_size 8)" },
	{ "bad_default", "the default of 'port': '0' is not between 1 and 65535" },
	{ "unresolved", "nr_no_such_function" },
	{ "crash", "crashed: parse(\".\") of model '9901'" },
	{ "greedy", "parse() claims to know" },
	{ "bad_hop", "hop 'T1' has no reason" },
	{ "bad_hop", "hop 'T1': via_min is newer than via_max" },
};

START_TEST(check_broken)
{
	char path[PATH_MAX];

	fixture_path(path, broken[_i].fixture);
	ck_assert_int_eq(check_plugin(path, false), -EINVAL);
	ck_said(broken[_i].problem);
	ck_said(path);
}
END_TEST

START_TEST(check_sound)
{
	static const char *const sound[] = { "good", "newer", "protocol" };
	char path[PATH_MAX];

	for (size_t i = 0; i < 3; i++) {
		fixture_path(path, sound[i]);
		ck_assert_int_eq(check_plugin(path, false), 0);
		ck_assert_int_eq(check_plugin(path, true), 0);
	}
	ck_assert_str_eq(said, "");
}
END_TEST

START_TEST(check_missing)
{
	ck_assert_int_eq(check_plugin("nothing.so", false), -EINVAL);
	ck_said("nothing.so: cannot be opened: No such file or directory");
}
END_TEST

START_TEST(names)
{
	ck_assert(plugin_file_good_name("cisco-7945"));
	ck_assert(plugin_file_good_name("7941G-GE"));
	ck_assert(!plugin_file_good_name(NULL));
	ck_assert(!plugin_file_good_name(""));
	ck_assert(!plugin_file_good_name("a b"));
	ck_assert(!plugin_file_good_name("a\n"));
	ck_assert(!plugin_file_good_name("../x"));
	ck_assert(!plugin_file_good_name("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
}
END_TEST

int main(void)
{
	static char path[PATH_MAX];
	const char *top = getenv("top_builddir");
	TCase *t = tcase_create("plugins");

	snprintf(path, sizeof(path), "%s/tests/unit/plugin/.libs", top ? top : ".");
	fixtures = realpath(path, NULL);
	if (!fixtures) {
		perror(path);
		return EXIT_FAILURE;
	}
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, good_model);
	tcase_add_test(t, left_out_members);
	tcase_add_test(t, newer_plugin);
	tcase_add_test(t, same_model_twice);
	tcase_add_test(t, found_earlier_hides);
	tcase_add_test(t, only_wanted);
	tcase_add_test(t, not_modules);
	tcase_add_test(t, broken_stops_only_when_wanted);
	tcase_add_test(t, unresolved);
	tcase_add_loop_test(t, check_broken, 0, (int)(NR_ARRAY_SIZE(broken)));
	tcase_add_test(t, check_sound);
	tcase_add_test(t, check_missing);
	tcase_add_test(t, names);
	return suite_run("plugins", t);
}
