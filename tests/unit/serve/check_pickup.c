/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_pickup.c -- a library that changes while the bench runs.
 */
#include <config.h>

#include "core/serve/pickup.h"
#include "core/phone/safety.h"
#include "core/serve/status.h"
#include "tests/unit/phone/life.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <fcntl.h>
#include <unistd.h>

static void pick_up(void)
{
	struct scan *scan;
	struct library now;

	ck_assert(library_changed(&library));
	ck_assert_int_eq(scan_again(&scan, &library, bench.plugins), 0);
	ck_assert_int_eq(scan_step(scan, 0, &now), 0);
	scan_free(scan);
	pickup_replace(&bench, &now);
	ck_assert(!library_changed(&library));
}

static void remove_release(const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	ck_assert_int_eq(nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS), 0);
}

START_TEST(missing_stop_is_picked_up)
{
	remove_release("cmterm-7945_7965-sccp.8-5-2");
	pick_up();
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-LIB");
	make_library((const char *const[]){ STONE, NULL });
	pick_up();
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
}
END_TEST

/* A transfer keeps its bytes, and its phone the step that it is at. */
START_TEST(step_goes_on_over_a_change)
{
	struct nr_file list, image;
	uint8_t before[64];

	cdp(OLD);
	config_names(STONE);
	ck_assert(asks(STONE ".loads", &list));
	ck_assert(asks("cnu45.8-5-2.sbn", &image));
	memcpy(before, (const uint8_t *)image.data + image.size - sizeof(before), sizeof(before));
	make_library((const char *const[]){ "SCCP45.9-2-1S", NULL });
	pick_up();
	make_library((const char *const[]){ "SIP45.8-5-2S", NULL });
	pick_up();
	ck_assert_int_eq(the_phone()->state, PHONE_SERVING);
	receives(&list);
	ck_assert_mem_eq((const uint8_t *)image.data + image.size - sizeof(before), before,
			 sizeof(before));
	receives(&image);
	takes_images("8-5-2");
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	back(STONE);
	config_names(MIDDLE);
}
END_TEST

START_TEST(lost_step_blocks)
{
	cdp(OLD);
	config_names(STONE);
	ck_assert(takes(STONE ".loads"));
	remove_release("cmterm-7945_7965-sccp.9-4-2SR3-1");
	pick_up();
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-LIB");
	ck_assert(!takes("jar45sccp.8-5-2.sbn"));
	make_library((const char *const[]){ GOAL, NULL });
	pick_up();
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
}
END_TEST

/* The archive of a later step leaves while it writes this one, and then this one's too: it is
 * blocked, and nothing of that makes it safe to unplug. */
START_TEST(a_later_step_leaves_while_it_writes)
{
	json_t *row;

	cdp(OLD);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	remove_release("cmterm-7945_7965-sccp.9-4-2SR3-1");
	pick_up();
	ck_assert_str_eq(the_phone()->code, "NR-LIB");
	ck_assert_str_eq(safety_advice(the_phone()), "do not unplug");
	remove_release("cmterm-7945_7965-sccp.8-5-2");
	pick_up();
	row = status_phone(&bench, the_phone());
	ck_assert_str_eq(json_string_value(json_object_get(row, "advice")), "do not unplug");
	ck_assert(json_is_string(json_object_get(row, "writing_since")));
	json_decref(row);
	back(STONE);
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(safety_advice(the_phone()), "safe to unplug");
}
END_TEST

/* It is behind the phone: what happens to it does not matter. */
START_TEST(lost_step_that_was_taken)
{
	cdp(OLD);
	takes_load(STONE, "8-5-2");
	back(STONE);
	remove_release("cmterm-7945_7965-sccp.8-5-2");
	pick_up();
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert_uint_eq(the_phone()->course.step, 1);
	takes_load(MIDDLE, "9-3-1ES26");
}
END_TEST

/* A file that is still being copied in: its folder is not touched again at the end. */
START_TEST(file_that_grows)
{
	char path[256];
	struct stat st;

	snprintf(path, sizeof(path), "%s/cmterm-7945_7965-sccp.8-5-2/cnu45.8-5-2.sbn", folder);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(truncate(path, st.st_size - 100), 0);
	pick_up();
	back(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_int_eq(truncate(path, st.st_size), 0);
	pick_up();
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("a library that changes");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, missing_stop_is_picked_up);
	tcase_add_test(t, step_goes_on_over_a_change);
	tcase_add_test(t, lost_step_blocks);
	tcase_add_test(t, a_later_step_leaves_while_it_writes);
	tcase_add_test(t, lost_step_that_was_taken);
	tcase_add_test(t, file_that_grows);
	return suite_run("pickup", t);
}
