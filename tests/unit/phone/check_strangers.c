/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_strangers.c -- a phone of another maker is done, and safe to move, by its own word alone:
 * that it was given all of its load, came back, read its configuration and registered says nothing
 * about a phone that does not compare names (nr_model.proofs).  An older load that it names is
 * what it runs, whatever it was given.
 */
#include <config.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/deed.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/phone/safety.h"
#include "core/serve/answer.h"
#include "tests/unit/scratch.h"

#include <arpa/inet.h>
#include <check.h>

/* -- the phone ---------------------------------------------------------------------- */

/* "ours-2.0": SIP, one file ".bin". */
static bool parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	struct nr_load l = { .kind = NR_KIND_LOAD, .ordered = true, .family = "O", .train = "1", .protocol = "SIP" };

	(void)self;
	if (!nr_scan_lit(&name, "ours-"))
		return false;
	snprintf(l.text, sizeof(l.text), "%.20s", name);
	snprintf(l.printed, sizeof(l.printed), "%.20s", name);
	if (!nr_scan_u16(&name, &l.version.part[0]) || !nr_scan_lit(&name, ".") ||
	    !nr_scan_u16(&name, &l.version.part[1]) || *name)
		return false;
	l.latest = l.version;
	*out = l;
	return true;
}

/* "Ours/2.0" */
static bool says(const struct nr_model *self, enum nr_fact fact, const char *text, const char *asked, unsigned i,
		 char *load, size_t size)
{
	(void)self, (void)asked;
	return fact == NR_FACT_USER_AGENT && i == 0 && nr_scan_lit(&text, "Ours/") &&
	       snprintf(load, size, "ours-%s", text) < (int)size;
}

static bool config_of(const struct nr_model *self, enum nr_want want, const struct nr_ask *ask, struct nr_body *body)
{
	(void)self, (void)want;
	nr_body_printf(body, "# of the bench\n%s\n", ask->file ? ask->file : "");
	return true;
}

static const char *const prefixes[] = { "ours-", NULL }, *const sip[] = { "SIP", NULL }, *const none[] = { NULL };
static const struct nr_match matches[] = {
	{ NR_FACT_VENDOR_CLASS, NR_SURE, "Ours", NR_FACT_END, NULL }, { .glob = NULL }
};
static const struct nr_name names[] = { { NR_WANT_CONFIG, "%M.cfg" }, { .glob = NULL } };
static const struct nr_suffix suffixes[] = { { ".bin", NR_FILE_LOAD }, { .text = NULL } };

static struct plugin_model ours = {
	.plugin = "ours", .path = "ours.so",
	.model = {
		.id = "ours-1", .name = "ours", .title = "Ours", .type_name = "Ours", .load_prefixes = prefixes,
		.protocols = sip, .load_suffix = ".bin", .load_format = "ours-%V", .archive_format = "ours-%V.zip",
		.matches = matches, .names = names, .suffixes = suffixes, .patience = { 60, 30, 300 },
		.formats = none, .parts = none, .phone_name = "OURS%M",
		.parse = parse, .says = says, .config = config_of,
	},
};

/* -- the bench ------------------------------------------------------------------------ */

static int64_t now_ms = 1000000;

static int64_t test_now(void)
{
	return now_ms;
}

static const struct clock_ops test_clock = { test_now, test_now };
static struct plugin_model *models[] = { &ours };
static struct plugins plugins;
static struct settings config;
static struct library library;
static struct bench bench;
static const struct nr_mac mac = { { 0x02, 0, 0, 0, 0, 1 } };

static void quiet(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)arg;
	if (getenv("VERBOSE"))
		fprintf(stderr, "%s\n", line);
}

static void setup(void)
{
	char folder[96];

	clock_ops = &test_clock;
	log_set_sink(quiet, NULL);
	scratch_setup();
	scratch_folder("lib");
	scratch_write("lib/ours-2.0.bin", "an image", 8);
	plugins = (struct plugins){ .model = models, .model_count = 1 };
	ck_assert_int_eq(settings_load(&config, NULL, NULL, 0), 0);
	snprintf(folder, sizeof(folder), "%s/lib", scratch);
	ck_assert_int_eq(library_open(&library, folder, &plugins), 0);
	bench = (struct bench){ .config = &config, .plugins = &plugins, .library = &library, .guard = NR_GUARD_CLEAR };
	inet_pton(AF_INET, "10.77.0.1", &bench.wire.address);
}

static struct phone *sight(enum nr_source source, enum nr_fact fact, const char *text, enum nr_fact fact2,
			   const char *text2)
{
	const struct nr_fact_value facts[] = { { fact, text }, { fact2, text2 }, { NR_FACT_END, NULL } };
	const struct nr_sighting s = { .source = source, .mac = &mac, .facts = facts };
	struct phone *p;

	now_ms += 1000;
	p = recovery_sight(&bench, &s);
	ck_assert_ptr_nonnull(p);
	return p;
}

static struct phone *starts(void)
{
	now_ms += 600000;
	return sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, "Ours", NR_FACT_BOOT, "discover");
}

static bool takes(const char *name)
{
	struct phone *p = sight(NR_SOURCE_TFTP, NR_FACT_FILE_WANTED, name, NR_FACT_END, NULL);
	struct nr_file f;

	if (answer_file(&bench, p, name, &f) != NR_SERVE)
		return false;
	deed_started(&bench, p, "tftp", f.name, f.size);
	deed_sent(&bench, p, "tftp", f.name, f.size, f.size);
	answer_close(&bench, &f);
	return true;
}

/* It ran 1.0, was given all of 2.0, and starts. */
static struct phone *given_all(void)
{
	struct phone *p = starts();

	ck_assert_ptr_eq(p->belief.model, &ours.model);
	sight(NR_SOURCE_HTTP, NR_FACT_USER_AGENT, "Ours/1.0", NR_FACT_END, NULL);
	ck_assert_str_eq(p->belief.load, "ours-1.0");
	ck_assert_ptr_null(recovery_say_target(&bench, p, "ours-2.0"));
	ck_assert_int_eq(p->state, PHONE_PLANNED);
	ck_assert(takes("020000000001.cfg"));
	ck_assert(takes("ours-2.0.bin"));
	ck_assert_int_eq(p->state, PHONE_SENT);
	ck_assert_str_eq(safety_advice(p), "do not unplug");
	return starts();
}

static void not_done(const struct phone *p)
{
	ck_assert_int_ne(p->state, PHONE_DONE);
	ck_assert_str_ne(safety_advice(p) ? safety_advice(p) : "", "safe to move");
}

/* It reads its configuration, asks for nothing more, and registers: a model whose phones compare
 * (NR_PROOF_CONFIG) would be proven by that. */
static void works(void)
{
	ck_assert(takes("020000000001.cfg"));
	sight(NR_SOURCE_SIP, NR_FACT_REGISTERS, "sip", NR_FACT_END, NULL);
	sight(NR_SOURCE_SIP, NR_FACT_REGISTERS, "sip", NR_FACT_END, NULL);
}

/* -- what must be --------------------------------------------------------------------- */

START_TEST(silence_proves_nothing)
{
	struct phone *p = given_all();

	ours.model.proofs = 0;
	works();
	not_done(p);
	sight(NR_SOURCE_HTTP, NR_FACT_USER_AGENT, "Ours/2.0", NR_FACT_END, NULL);
	ck_assert_int_eq(p->state, PHONE_DONE);
	ck_assert_str_eq(safety_advice(p), "safe to move");
}
END_TEST

START_TEST(an_old_load_is_no_new_one)
{
	struct phone *p = given_all();

	ours.model.proofs = 0;
	sight(NR_SOURCE_HTTP, NR_FACT_USER_AGENT, "Ours/1.0", NR_FACT_END, NULL);
	not_done(p);
	works();
	not_done(p);
	ck_assert_str_eq(p->belief.load, "ours-1.0");
}
END_TEST

/* The same of a phone that compares: then it is enough, and no word of it: it may be unplugged. */
START_TEST(who_compares_proves_it)
{
	struct phone *p;

	ours.model.proofs = NR_PROOF_CONFIG;
	p = given_all();
	works();
	ck_assert_int_eq(p->state, PHONE_DONE);
	ck_assert_str_eq(safety_advice(p), "safe to unplug");
	ours.model.proofs = 0;
}
END_TEST

static void teardown(void)
{
	registry_finish(&bench);
	library_close(&library);
	settings_finish(&config);
	scratch_teardown();
}

int main(void)
{
	Suite *s = suite_create("strangers");
	TCase *t = tcase_create("strangers");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, silence_proves_nothing);
	tcase_add_test(t, an_old_load_is_no_new_one);
	tcase_add_test(t, who_compares_proves_it);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
