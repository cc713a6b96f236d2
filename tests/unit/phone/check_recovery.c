/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check_recovery.c -- the life of a phone, event by event, with the real models
 * and a real (synthetic) library, without a network and without waiting.
 */
#include <config.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/belief.h"
#include "core/phone/course.h"
#include "core/phone/deed.h"
#include "core/phone/download.h"
#include "core/phone/patience.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/phone/safety.h"
#include "core/phone/state.h"
#include "core/phone/witness.h"
#include "core/plugin/knowledge.h"
#include "core/serve/answer.h"
#include "core/serve/instance.h"
#include "core/serve/pickup.h"
#include "core/serve/reset.h"

#include <arpa/inet.h>
#include <check.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int64_t now_ms = 1000000;

static int64_t test_now(void)
{
	return now_ms;
}

static const struct clock_ops test_clock = { test_now, test_now };

static char folder[] = "/tmp/netrecover-recovery-XXXXXX";
static struct plugins plugins;
static struct config config;
static struct library library;
static struct xmldefault defaults;
static struct bench bench;
static const struct nr_mac mac = { { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 } };

#define OLD "SCCP45.8-3-3S"
#define STONE "SCCP45.8-5-2S"
#define MIDDLE "SCCP45.9-3-1SR4-1S"
#define GOAL "SCCP45.9-4-2SR3-1S"
#define CONFIG "SEP001B54AA0001.cnf.xml"
#define CLASS "Cisco Systems, Inc. IP Phone CP-7945G"

/* -- the world of one test ----------------------------------------------------- */

static void make_library(const char *const *loads)
{
	char program[512];
	const char *argv[16] = { program, "-d", "-s", "64", "-o", folder };
	const char *top = getenv("top_builddir");
	int n = 6, status;
	pid_t pid;

	snprintf(program, sizeof(program), "%s/netrecover-firmware", top ? top : ".");
	while (*loads)
		argv[n++] = *loads++;
	pid = fork();
	if (pid == 0) {
		union { const char **in; char *const *out; } cast = { .in = argv };

		execv(program, cast.out);
		_exit(127);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
}

static void quiet(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)arg;
	if (getenv("VERBOSE"))
		fprintf(stderr, "%s\n", line);
}

static void setup_with(const char *const *loads, const char *goal)
{
	static const char xml[] = "<Default><callManagerGroup/><loadInformation435 model=\"Cisco 7945\">"
				  "%s</loadInformation435></Default>";
	char text[512];

	clock_ops = &test_clock;
	log_set_sink(quiet, NULL);
	snprintf(folder, sizeof(folder), "/tmp/netrecover-recovery-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	make_library(loads);
	ck_assert_int_eq(plugins_load(&plugins, NULL, (const char *const[]){ NULL }), 0);
	ck_assert_int_eq(config_load(&config, NULL, NULL, 0), 0);
	ck_assert_int_eq(library_open(&library, folder, &plugins), 0);
	snprintf(text, sizeof(text), xml, goal);
	ck_assert_int_eq(xmldefault_parse(&defaults, "XMLDefault.cnf.xml", text, strlen(text)), 0);
	bench = (struct bench){ .config = &config, .plugins = &plugins, .library = &library,
				.xmldefault = &defaults, .guard = NR_GUARD_CLEAR };
	inet_pton(AF_INET, "10.77.0.1", &bench.wire.address);
}

static void setup(void)
{
	setup_with((const char *const[]){ STONE, MIDDLE, GOAL, NULL }, GOAL);
}

static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void teardown(void)
{
	registry_finish(&bench);
	xmldefault_finish(&defaults);
	library_close(&library);
	config_finish(&config);
	plugins_finish(&plugins);
	nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

/* -- what a phone does --------------------------------------------------------- */

static struct phone *the_phone(void)
{
	return registry_get(&bench, &mac);
}

static void sight(enum nr_source source, enum nr_fact fact, const char *text, enum nr_fact fact2,
		  const char *text2)
{
	struct nr_fact_value facts[] = { { fact, text }, { fact2, text2 }, { NR_FACT_END, NULL } };
	struct nr_sighting s = { .source = source, .mac = &mac, .facts = facts };

	ck_assert_ptr_nonnull(recovery_sight(&bench, &s));
}

static void cdp(const char *load)
{
	sight(NR_SOURCE_CDP, NR_FACT_PLATFORM, "Cisco IP Phone 7945", NR_FACT_LOAD, load);
}

static void boots(const char *class)
{
	now_ms += 60000;
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, class, NR_FACT_BOOT, "discover");
}

static void registers(void)
{
	sight(NR_SOURCE_TCP, NR_FACT_REGISTERS, "sccp", NR_FACT_END, NULL);
}

/* Ask for a file, as a plugin does, which tells what it did. */
static bool asks(const char *name, struct nr_file *f)
{
	if (answer_file(&bench, the_phone(), name, f) == NR_SERVE) {
		deed_started(&bench, the_phone(), "tftp", f->name, f->size);
		return true;
	}
	deed_refused(&bench, the_phone(), name);
	return false;
}

static void gets(struct nr_file *f)
{
	deed_sent(&bench, the_phone(), "tftp", f->name, f->size, f->size);
	answer_close(&bench, f);
}

/* Ask for a file and take it whole; true when it was served. */
static bool takes(const char *name)
{
	struct nr_file f;
	bool served;

	sight(NR_SOURCE_TFTP, NR_FACT_FILE_WANTED, name, NR_FACT_END, NULL);
	served = asks(name, &f);
	if (served)
		gets(&f);
	now_ms += 1000;
	return served;
}

/* The configuration that it gets names this load (NULL: none). */
static void config_names(const char *load)
{
	struct nr_file f;
	char text[8192], want[128];

	ck_assert(asks(CONFIG, &f));
	ck_assert_uint_lt(f.size, sizeof(text));
	memcpy(text, f.data, f.size);
	text[f.size] = '\0';
	gets(&f);
	snprintf(want, sizeof(want), "<loadInformation>%s</loadInformation>", load ? load : "");
	if (load)
		ck_assert_msg(strstr(text, want), "no %s in:\n%s", want, text);
	else
		ck_assert_msg(!strstr(text, "<loadInformation>S"), "names a load:\n%s", text);
}

static void takes_images(const char *build)
{
	static const char *const image[] = { "jar45sccp", "cnu45", "apps45", "dsp45", "cvm45sccp" };
	char name[64];

	for (size_t i = 0; i < 5; i++) {
		snprintf(name, sizeof(name), "%s.%s.sbn", image[i], build);
		ck_assert_msg(takes(name), "%s was not served", name);
	}
}

static void takes_load(const char *load, const char *build)
{
	char list[80];

	snprintf(list, sizeof(list), "%s.loads", load);
	ck_assert_msg(takes(list), "%s was not served", list);
	ck_assert_int_eq(the_phone()->state, PHONE_SERVING);
	takes_images(build);
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
}

/* -- tests --------------------------------------------------------------------- */

START_TEST(three_steps_by_cdp)
{
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert_uint_eq(the_phone()->course.plan.count, 3);
	boots(CLASS);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	ck_assert_str_eq(safety_advice(the_phone()), "do not unplug");
	cdp(STONE);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	config_names(MIDDLE);
	takes_load(MIDDLE, "9-3-1ES26");
	cdp(MIDDLE);
	config_names(GOAL);
	takes_load(GOAL, "9-4-2ES26");
	ck_assert_int_ne(the_phone()->state, PHONE_DONE);
	cdp(GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert_str_eq(safety_advice(the_phone()), "safe to move");
}
END_TEST

START_TEST(only_its_step_is_served)
{
	cdp(OLD);
	config_names(STONE);
	ck_assert(!takes(GOAL ".loads"));
	ck_assert(!takes("jar45sccp.9-4-2ES26.sbn"));
	ck_assert(!takes("CTLSEP001B54AA0001.tlv"));
	ck_assert(!takes("SEP001B54AA0002.cnf.xml"));
	ck_assert(!takes("../../../etc/passwd"));
	ck_assert(takes("sccp45.8-5-2s.LOADS"));
}
END_TEST

START_TEST(proof_by_registration)
{
	struct phone *p;

	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, CLASS, NR_FACT_BOOT, "discover");
	p = the_phone();
	belief_load(p, OLD, LOAD_OPERATOR);
	course_replan(&bench, p);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	boots(CLASS);
	ck_assert_int_eq(p->state, PHONE_SENT);
	registers();
	ck_assert_msg(p->state == PHONE_SENT, "it has not even fetched its configuration");
	config_names(STONE);
	registers();
	ck_assert_int_eq(p->state, PHONE_PLANNED);
	ck_assert_str_eq(p->belief.load, STONE);
	ck_assert_int_eq(p->belief.load_source, LOAD_REGISTRATION);
	registers();
	ck_assert_msg(p->course.step == 1, "one fetch proves one step");
	config_names(MIDDLE);
}
END_TEST

/* HEAD, or a write request: nothing was served, so nothing has happened. */
START_TEST(asking_moves_nothing)
{
	static const char *const names[] = { STONE ".loads", "cnu45.8-5-2.sbn", CONFIG,
					     GOAL ".loads", "SEP001B54AA0001.cnf.xml.sgn" };
	struct phone before;
	struct nr_file f;

	cdp(OLD);
	before = *the_phone();
	for (size_t i = 0; i < 20; i++) {
		now_ms += 60000;
		if (answer_file(&bench, the_phone(), names[i % 5], &f) == NR_SERVE)
			answer_close(&bench, &f);
	}
	ck_assert_mem_eq(&before, the_phone(), sizeof(before));
}
END_TEST

static char news[1024];

static void hear_news(struct nr_instance *self, const struct nr_mac *about, enum nr_source source,
		      const char *what)
{
	size_t n = strlen(news);

	(void)self;
	ck_assert_mem_eq(about, &mac, sizeof(mac));
	snprintf(news + n, sizeof(news) - n, "%s: %s\n", witness_name(source), what);
}

static const char *heard(void)
{
	static char text[sizeof(news)];

	memcpy(text, news, sizeof(text));
	news[0] = '\0';
	return text;
}

/* A plugin hears whose words changed a belief, once, and nothing of guesses of our own. */
START_TEST(changed_beliefs_are_told)
{
	struct plugin_protocol ears = { .protocol = { .type = "pcap", .believed = hear_news } };
	struct plugin_protocol older = { .protocol = { .type = "dhcp" } };
	struct nr_instance self[] = { { .bench = &bench, .plugin = &ears, .opened = true },
				      { .bench = &bench, .plugin = &older, .opened = true } };

	bench.instance = self;
	bench.instance_count = 2;
	instance_attach_all(&bench);
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, "MSFT 5.0", NR_FACT_BOOT, "discover");
	ck_assert_str_eq(heard(), "");
	boots(CLASS);
	ck_assert_str_eq(heard(), "dhcp: model 7945, by DHCP vendor class\n");
	boots(CLASS);
	sight(NR_SOURCE_TFTP, NR_FACT_FILE_WANTED, CONFIG, NR_FACT_END, NULL);
	ck_assert_str_eq(heard(), "");
	sight(NR_SOURCE_TFTP, NR_FACT_FILE_WANTED, OLD ".loads", NR_FACT_END, NULL);
	deed_refused(&bench, the_phone(), OLD ".loads");
	ck_assert_str_eq(heard(), "tftp: runs " OLD ", by the load that it asks for\n");
	cdp(OLD);                       /* the guess becomes its word */
	ck_assert_str_eq(heard(), "cdp: runs " OLD ", by CDP\n");
	cdp(OLD);
	ck_assert_str_eq(heard(), "");
	boots(CLASS);                   /* what CDP said is history */
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, STONE, NR_FACT_REGISTERS, "sccp");
	ck_assert_str_eq(heard(), "sccp: runs " STONE ", by SCCP\n");
	bench.instance_count = 0;
	bench.instance = NULL;
}
END_TEST

/* With a plugin that stands in for the call manager, its words come a moment after the SYN. */
START_TEST(a_call_waits_for_words)
{
	struct plugin_protocol sccp = { .protocol = { .type = "sccp" } };
	struct nr_instance self = { .bench = &bench, .plugin = &sccp };

	bench.instance = &self;
	bench.instance_count = 1;
	instance_attach_all(&bench);
	for (int round = 0; round < 2; round++) {
		cdp(OLD);
		boots(CLASS);
		config_names(STONE);
		takes_load(STONE, "8-5-2");
		boots(CLASS);
		config_names(STONE);
		now_ms += 100;
		registers();
		ck_assert_int_eq(the_phone()->state, PHONE_SENT);
		if (round == 0)         /* it says that it still runs the old load */
			sight(NR_SOURCE_SCCP, NR_FACT_LOAD, OLD, NR_FACT_REGISTERS, "sccp");
		now_ms += 2500;
		patience_tick(&bench);
		ck_assert_int_eq(the_phone()->state, round == 0 ? PHONE_SENT : PHONE_PLANNED);
	}
	ck_assert_str_eq(the_phone()->belief.load, STONE);
	bench.instance_count = 0;
	bench.instance = NULL;
}
END_TEST

START_TEST(word_outweighs_deed)
{
	cdp(OLD);
	boots(CLASS);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	boots(CLASS);
	config_names(STONE);
	now_ms += 1000;
	cdp(OLD);
	registers();
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	ck_assert_str_eq(the_phone()->belief.load, OLD);
}
END_TEST

START_TEST(on_target_is_left_alone)
{
	cdp(GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	config_names(GOAL);
	ck_assert(!takes(GOAL ".loads"));
}
END_TEST

START_TEST(missing_stop_blocks)
{
	teardown();
	setup_with((const char *const[]){ MIDDLE, GOAL, NULL }, GOAL);
	cdp("SCCP45.8-2-1S");
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-LIB");
	ck_assert_ptr_nonnull(strstr(the_phone()->message, "cmterm-7945_7965-sccp.8-5-2.zip"));
	config_names(NULL);
	ck_assert(!takes(GOAL ".loads"));
	ck_assert(!takes(MIDDLE ".loads"));
}
END_TEST

START_TEST(wiped_takes_the_target)
{
	boots("Cisco Systems, Inc. IP Phone");
	ck_assert_msg(the_phone()->belief.is_phone && !the_phone()->belief.model,
		      "a boot loader's class is a phone");
	ck_assert(takes("term45.default.loads"));
	ck_assert(the_phone()->belief.wiped);
	takes_images("9-4-2ES26");
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	boots(CLASS);
	config_names(GOAL);
	registers();
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert(!the_phone()->belief.wiped);
}
END_TEST

START_TEST(wiped_falls_back)
{
	cdp("79XX_default_load");
	ck_assert(takes("term45.default.loads"));
	boots(CLASS);
	ck_assert(takes("term45.default.loads"));
	ck_assert_str_eq(the_phone()->course.plan.step[0].load, STONE);
	takes_images("8-5-2");
	cdp(STONE);
	config_names(MIDDLE);
}
END_TEST

START_TEST(turned_down_again_and_again)
{
	cdp(OLD);
	for (int i = 0; i < 3; i++) {
		boots(CLASS);
		config_names(STONE);
		ck_assert(takes(STONE ".loads"));
	}
	boots(CLASS);
	ck_assert(!takes(STONE ".loads"));
	ck_assert_int_eq(the_phone()->state, PHONE_REFUSED);
	ck_assert_str_eq(the_phone()->code, "NR-STEP");
	config_names(NULL);
}
END_TEST

/* A phone that does not loop keeps its load and registers: it must be told again. */
START_TEST(turned_down_and_registers)
{
	struct nr_instance self = { .bench = &bench };

	cdp(OLD);
	for (int i = 0; i < 3; i++) {
		boots(CLASS);
		config_names(STONE);
		ck_assert(takes(STONE ".loads"));
		registers();
		ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
		ck_assert_msg(nr_ask_restart(&self, the_phone()->id), "it is restarted to try again");
	}
	boots(CLASS);
	config_names(STONE);
	ck_assert(!takes(STONE ".loads"));
	ck_assert_int_eq(the_phone()->state, PHONE_REFUSED);
	ck_assert(!nr_ask_restart(&self, the_phone()->id));
}
END_TEST

START_TEST(twice_in_one_boot_is_no_refusal)
{
	cdp(OLD);
	for (int i = 0; i < 8; i++) {
		config_names(STONE);
		ck_assert(takes(STONE ".loads"));
	}
	ck_assert_int_eq(the_phone()->state, PHONE_SERVING);
}
END_TEST

START_TEST(broken_off_starts_again)
{
	cdp(OLD);
	for (int i = 0; i < 6; i++) {
		boots(CLASS);
		ck_assert(takes(STONE ".loads"));
		ck_assert(takes("jar45sccp.8-5-2.sbn"));
		the_phone()->transfer.running =
			1; /* the next file is under way when power goes */
	}
	ck_assert_int_eq(the_phone()->state, PHONE_SERVING);
}
END_TEST

START_TEST(unknown_load_after_three_boots)
{
	for (int i = 0; i < 3; i++) {
		boots(CLASS);
		config_names(NULL);
		ck_assert_int_eq(the_phone()->state, PHONE_KNOWN);
	}
	boots(CLASS);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	config_names(STONE);
}
END_TEST

START_TEST(unknown_load_that_registers)
{
	boots(CLASS);
	config_names(NULL);
	registers();
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-UNKNOWN");
	boots(CLASS);
	config_names(GOAL);
	ck_assert_msg(!takes(GOAL ".loads"), "a question is no offer");
	registers();
	for (int i = 0; i < 5; i++) {
		boots(CLASS);
		config_names(NULL);
	}
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
}
END_TEST

START_TEST(unknown_load_that_is_the_target)
{
	boots(CLASS);
	config_names(NULL);
	registers();
	registers();
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	boots(CLASS);
	config_names(GOAL);
	registers();
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_REGISTRATION);
}
END_TEST

START_TEST(asked_before_told)
{
	boots(CLASS);
	config_names(NULL);
	ck_assert(!takes(OLD ".loads"));
	ck_assert_str_eq(the_phone()->belief.load, OLD);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_ASKED);
	config_names(STONE);
}
END_TEST

START_TEST(laptop_is_a_stranger)
{
	struct nr_file f;

	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, "MSFT 5.0", NR_FACT_HOST_NAME, "LAPTOP");
	ck_assert_int_eq(the_phone()->state, PHONE_STRANGER);
	ck_assert_int_eq(answer_lease(&bench, the_phone()), NR_IGNORE);
	ck_assert_int_eq(answer_file(&bench, the_phone(), CONFIG, &f), NR_IGNORE);
	ck_assert_int_eq(answer_file(&bench, NULL, GOAL ".loads", &f), NR_IGNORE);
}
END_TEST

START_TEST(two_models_are_not_served)
{
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, CLASS, NR_FACT_END, NULL);
	sight(NR_SOURCE_CDP, NR_FACT_PLATFORM, "Cisco IP Phone 7911", NR_FACT_LOAD, "SCCP11.8-3-3S");
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-AMBIG");
	config_names(NULL);
}
END_TEST

START_TEST(held_phone_is_left_alone)
{
	cdp(OLD);
	recovery_hold(&bench, the_phone(), true);
	ck_assert_int_eq(the_phone()->state, PHONE_HELD);
	config_names(NULL);
	ck_assert(!takes(STONE ".loads"));
	recovery_hold(&bench, the_phone(), false);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	config_names(STONE);
}
END_TEST

START_TEST(operator_restarts_a_registered_phone)
{
	struct nr_instance self = { .bench = &bench };
	nr_phone_id id;

	cdp(GOAL);
	id = the_phone()->id;
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert_msg(strstr(reset_ask(&bench, the_phone()), "not registered") != NULL,
		      "by nobody");
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, GOAL, NR_FACT_REGISTERS, "sccp");
	ck_assert(!nr_ask_restart(&self, id));
	ck_assert_ptr_null(reset_ask(&bench, the_phone()));
	ck_assert(nr_ask_restart(&self, id));
	now_ms += 1000;
	sight(NR_SOURCE_DHCP, NR_FACT_BOOT, "1", NR_FACT_END, NULL);
	ck_assert_msg(!nr_ask_restart(&self, id), "it has restarted");
	ck_assert_ptr_nonnull(reset_ask(&bench, the_phone()));
}
END_TEST

START_TEST(phone_at_work_is_not_restarted)
{
	cdp(OLD);
	takes_load(STONE, "8-5-2");
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, OLD, NR_FACT_REGISTERS, "sccp");
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	ck_assert_msg(strstr(reset_ask(&bench, the_phone()), "do not unplug") != NULL,
		      "it may write");
}
END_TEST

/* No word of the operator and no new plan makes a phone safe that may be writing. */
START_TEST(power_stays_on_while_it_may_write)
{
	enum phone_state state;
	struct phone *p;

	cdp(OLD);
	takes_load(STONE, "8-5-2");
	p = the_phone();
	recovery_hold(&bench, p, true);
	ck_assert_str_eq(safety_advice(p), "do not unplug");
	recovery_hold(&bench, p, false);
	ck_assert_int_eq(p->state, PHONE_PLANNED);
	ck_assert_str_eq(safety_advice(p), "do not unplug");
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, OLD, NR_FACT_REGISTERS, "sccp");
	ck_assert_ptr_nonnull(reset_ask(&bench, p));
	course_replan(&bench, p);
	ck_assert_str_eq(safety_advice(p), "do not unplug");
	state = p->state;
	for (int s = 0; s < PHONE_STATES; s++) {
		p->state = (enum phone_state)s;
		ck_assert_msg(strcmp(safety_advice(p) ? safety_advice(p) : "none",
				     s == PHONE_DONE ? "safe to move" : "do not unplug") == 0,
			      "when %s", state_name(p->state));
	}
	p->state = state;
	boots(CLASS);
	now_ms += p->belief.model->patience.flash * INT64_C(2000);
	ck_assert_str_eq(safety_advice(p), "safe to unplug");
}
END_TEST

START_TEST(held_while_it_may_write)
{
	struct phone *p;

	cdp(OLD);
	p = the_phone();
	recovery_hold(&bench, p, true);
	ck_assert_str_eq(p->message, "held: it is served nothing that changes it");
	recovery_hold(&bench, p, false);
	takes_load(STONE, "8-5-2");
	recovery_hold(&bench, p, true);
	ck_assert_int_eq(p->state, PHONE_HELD);
	ck_assert(!takes(STONE ".loads"));
	ck_assert_str_eq(safety_advice(p), "do not unplug");
	ck_assert_msg(strstr(p->message, "may still be writing") != NULL, "%s", p->message);
}
END_TEST

START_TEST(retry_waits_while_it_may_write)
{
	const char *why;
	struct phone *p;

	cdp(OLD);
	p = the_phone();
	ck_assert_ptr_null(recovery_retry(&bench, p, false));
	takes_load(STONE, "8-5-2");
	why = recovery_retry(&bench, p, false);
	ck_assert_ptr_nonnull(why);
	ck_assert_msg(strstr(why, "may be writing") && strstr(why, "--force"), "%s", why);
	ck_assert_int_eq(p->state, PHONE_SENT);
	ck_assert_ptr_null(recovery_retry(&bench, p, true));
	ck_assert_int_eq(p->state, PHONE_PLANNED);
	ck_assert_str_eq(safety_advice(p), "do not unplug");
	ck_assert_ptr_nonnull(recovery_retry(&bench, p, false));
}
END_TEST

START_TEST(silence_is_explained)
{
	cdp(OLD);
	takes_load(STONE, "8-5-2");
	now_ms += 120000;
	patience_tick(&bench);
	ck_assert_msg(the_phone()->state == PHONE_SENT, "writing flash takes minutes");
	now_ms += 3600000;
	patience_tick(&bench);
	ck_assert_int_eq(the_phone()->state, PHONE_STALLED);
	ck_assert_str_eq(safety_advice(the_phone()), "do not unplug");
	boots(CLASS);
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	cdp(STONE);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
}
END_TEST

static char proven[64];

static void find_proof(const json_t *event, void *arg)
{
	const char *name = json_string_value(json_object_get(event, "event"));

	(void)arg;
	if (strcmp(name, "step.proven") == 0)
		snprintf(proven, sizeof(proven), "%s",
			 json_string_value(json_object_get(event, "load")));
}

/* The bench was killed after a step was sent; the phone's first word afterwards proves it. */
START_TEST(sent_before_a_restart_is_proven_after)
{
	int dirfd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	ck_assert_int_eq(journal_open(&bench.journal, dirfd), 0);
	cdp(OLD);
	takes_load(STONE, "8-5-2");
	registry_finish(&bench);
	memory_read(&bench, dirfd);
	cdp(STONE);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	proven[0] = '\0';
	ck_assert_int_eq(journal_read(dirfd, find_proof, NULL), 0);
	ck_assert_str_eq(proven, STONE);
	config_names(MIDDLE);
	journal_close(bench.journal);
	bench.journal = NULL;
	close(dirfd);
}
END_TEST

START_TEST(sent_before_a_restart_is_waited_for)
{
	int dirfd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	ck_assert_int_eq(journal_open(&bench.journal, dirfd), 0);
	cdp(OLD);
	takes_load(STONE, "8-5-2");
	registry_finish(&bench);
	memory_read(&bench, dirfd);
	boots(CLASS);
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	config_names(STONE);
	registers();
	ck_assert_str_eq(the_phone()->belief.load, STONE);
	config_names(MIDDLE);
	journal_close(bench.journal);
	bench.journal = NULL;
	close(dirfd);
}
END_TEST

START_TEST(rolled_back_phone_is_planned_again)
{
	cdp(GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	config_names(STONE);
}
END_TEST

/* -- its own reasons --------------------------------------------------------------- */

START_TEST(reasons)
{
	ck_assert_str_eq(reason_find("Load Rejected HC")->words, "Load Rejected HC");
	ck_assert_str_eq(reason_find("load-rejected-hc")->words, "Load Rejected HC");
	ck_assert_str_eq(reason_find("1: TFTP-Timeout")->words, "TFTP Timeout");
	ck_assert_str_eq(reason_find("TFTP Error")->words, "TFTP Error");
	ck_assert_ptr_null(reason_find("Initialized"));
	ck_assert_ptr_null(reason_find("Reset-Restart"));
	ck_assert_ptr_null(reason_find("TCP-timeout"));
	ck_assert_ptr_null(reason_find("TFTP"));
	ck_assert_ptr_null(reason_find(""));
}
END_TEST

static void reads_the_list_and_says(const char *reason)
{
	boots(CLASS);
	config_names(STONE);
	ck_assert(takes(STONE ".loads"));
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, OLD, NR_FACT_REASON, reason);
	sight(NR_SOURCE_SCCP, NR_FACT_REGISTERS, "sccp", NR_FACT_END, NULL);
}

START_TEST(reason_of_a_refused_step)
{
	boots(CLASS);
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, OLD, NR_FACT_REASON, "Initialized");
	ck_assert_ptr_null(the_phone()->progress.step.reason);
	for (int i = 0; i < 3; i++) {
		reads_the_list_and_says("Auth Fail");
		ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
		ck_assert_msg(strstr(the_phone()->message, "did not take " STONE " and says 'Auth Fail': ") ==
			      the_phone()->message, "%s", the_phone()->message);
	}
	boots(CLASS);
	ck_assert(!takes(STONE ".loads"));
	ck_assert_int_eq(the_phone()->state, PHONE_REFUSED);
	ck_assert_str_eq(the_phone()->code, "NR-STEP");
	ck_assert_msg(strstr(the_phone()->message, "did not take " STONE ", 3 times, and says 'Auth Fail': ") ==
		      the_phone()->message, "%s", the_phone()->message);
	course_replan(&bench, the_phone());
	ck_assert_ptr_null(the_phone()->progress.step.reason);
}
END_TEST

/* Its board will not change: not offered again, and what it needs is named. */
START_TEST(hardware_is_final)
{
	boots(CLASS);
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, OLD, NR_FACT_END, NULL);
	reads_the_list_and_says("Load Rejected HC");
	ck_assert_int_eq(the_phone()->state, PHONE_REFUSED);
	ck_assert_str_eq(the_phone()->code, "NR-STEP");
	ck_assert_str_eq(the_phone()->message, "did not take " STONE " and says 'Load Rejected HC': its board needs "
			 "a load that supports newer hardware; the oldest in the library is " MIDDLE);
	config_names(NULL);
	boots(CLASS);
	ck_assert(!takes(STONE ".loads"));
	ck_assert_int_eq(the_phone()->state, PHONE_REFUSED);
	/* It registers with what it has: that proves nothing, and does not hide why. */
	for (int i = 0; i < 4; i++)
		sight(NR_SOURCE_SCCP, NR_FACT_LOAD, OLD, NR_FACT_REGISTERS, "sccp");
	ck_assert_int_eq(the_phone()->state, PHONE_REFUSED);
	ck_assert_str_eq(the_phone()->code, "NR-STEP");
}
END_TEST

/* What it runs is only guessed: its registration must not be taken for a proof. */
START_TEST(refused_is_not_proven)
{
	boots(CLASS);
	ck_assert(!takes(OLD ".loads"));
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_ASKED);
	config_names(STONE);
	ck_assert(takes(STONE ".loads"));
	sight(NR_SOURCE_SCCP, NR_FACT_REASON, "Load Rejected HC", NR_FACT_END, NULL);
	ck_assert_int_eq(the_phone()->state, PHONE_REFUSED);
	sight(NR_SOURCE_SCCP, NR_FACT_REGISTERS, "sccp", NR_FACT_END, NULL);
	ck_assert_int_eq(the_phone()->state, PHONE_REFUSED);
	ck_assert_str_eq(the_phone()->belief.load, OLD);
}
END_TEST

/* It may come with the words of its last refusal: only a list left alone is one of ours. */
START_TEST(old_reason)
{
	boots(CLASS);
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, OLD, NR_FACT_REASON, "Load Rejected HC");
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	config_names(STONE);
	takes_load(STONE, "8-5-2");
	sight(NR_SOURCE_SCCP, NR_FACT_REASON, "Load Rejected HC", NR_FACT_END, NULL);
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	cdp(STONE);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	config_names(MIDDLE);
	ck_assert(takes(MIDDLE ".loads"));
	sight(NR_SOURCE_SCCP, NR_FACT_REASON, "Load Rejected HC", NR_FACT_END, NULL);
	ck_assert_int_eq(the_phone()->state, PHONE_REFUSED);
}
END_TEST

/* The call manager names a load list: the question is put with the load that it means. */
START_TEST(list_for_a_target)
{
	teardown();
	setup_with((const char *const[]){ STONE, MIDDLE, NULL }, "term45.default");
	boots(CLASS);
	config_names(NULL);
	registers();
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->course.probe, MIDDLE);
	config_names(MIDDLE);
}
END_TEST

/* A first release that prints an inner build is the load of the library. */
START_TEST(inner_build)
{
	teardown();
	setup_with((const char *const[]){ STONE, MIDDLE, NULL }, STONE);
	boots(CLASS);
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, "8.5(2.12S)", NR_FACT_REGISTERS, "sccp");
	ck_assert_str_eq(the_phone()->belief.load, STONE);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
}
END_TEST

START_TEST(held_phone_prints)
{
	cdp(OLD);
	recovery_hold(&bench, the_phone(), true);
	boots(CLASS);
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, "9.3(1SR4.1S)", NR_FACT_END, NULL);
	ck_assert_str_eq(the_phone()->belief.load, MIDDLE);
	recovery_hold(&bench, the_phone(), false);
	ck_assert_uint_eq(the_phone()->course.plan.count, 1);
	config_names(GOAL);
}
END_TEST

/* Neither the target nor the stepping stone: the oldest list for newer boards, then on. */
START_TEST(wiped_board_is_newer)
{
	teardown();
	setup_with((const char *const[]){ STONE, "SCCP45.9-2-1S", MIDDLE, GOAL, NULL }, "SCCP45.9-2-1S");
	cdp("79XX_default_load");
	ck_assert(takes("term45.default.loads"));
	ck_assert_str_eq(the_phone()->course.plan.step[0].load, "SCCP45.9-2-1S");
	boots(CLASS);
	ck_assert(takes("term45.default.loads"));
	ck_assert_str_eq(the_phone()->course.plan.step[0].load, STONE);
	boots(CLASS);
	ck_assert(takes("term45.default.loads"));
	ck_assert_str_eq(the_phone()->course.plan.step[0].load, STONE);
	boots(CLASS);
	ck_assert(takes("term45.default.loads"));
	ck_assert_str_eq(the_phone()->course.plan.step[0].load, MIDDLE);
	/* still too old: the next one */
	boots(CLASS);
	ck_assert(takes("term45.default.loads"));
	ck_assert_str_eq(the_phone()->course.plan.step[0].load, MIDDLE);
	boots(CLASS);
	ck_assert(takes("term45.default.loads"));
	ck_assert_str_eq(the_phone()->course.plan.step[0].load, GOAL);
	takes_images("9-4-2ES26");
	cdp(GOAL);
	config_names("SCCP45.9-2-1S");
}
END_TEST

/* A 79xx prints the version in its alarm.  The number behind a point is the build that
 * the name has too, or an inner one of a first release. */
START_TEST(printed_versions)
{
	struct { const char *load, *build, *printed; } steps[] = {
		{ STONE, "8-5-2", "8.5(2.12S)" }, { MIDDLE, "9-3-1ES26", "9.3(1SR4.1S)" },
		{ GOAL, "9-4-2ES26", "9.4(2SR3.1S)" },
	};

	boots(CLASS);
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, "8.3(3S)", NR_FACT_REASON, "Initialized");
	ck_assert_str_eq(the_phone()->belief.load, OLD);
	for (size_t i = 0; i < 3; i++) {
		ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
		config_names(steps[i].load);
		takes_load(steps[i].load, steps[i].build);
		boots(CLASS);
		sight(NR_SOURCE_SCCP, NR_FACT_LOAD, steps[i].printed, NR_FACT_REGISTERS, "sccp");
		ck_assert_str_eq(the_phone()->belief.load, steps[i].load);
	}
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert_str_eq(the_phone()->belief.disagreement, "");
}
END_TEST

START_TEST(printed_forms)
{
	static const struct {
		const char *protocol, *printed;
		bool build;
		const char *load;
	} rows[] = {
		{ "SCCP", "9.4(2SR3.1S)", true, GOAL },    { "SIP", "9.4(2SR3.1S)", true, "SIP45.9-4-2SR3-1S" },
		{ "SCCP", "9.4(2SR3.1)", true, GOAL },     { "SCCP", "8.3(3S)", true, OLD },
		{ "SCCP", "8.3(3.16S)", true, "SCCP45.8-3-3-16S" }, { "SCCP", "8.3(3.16S)", false, OLD },
		{ "SCCP", "9.3(1ES27S)", true, "SCCP45.9-3-1ES27S" },
		{ "SCCP", "9.2(1TH1.13S)", true, "SCCP45.9-2-1TH1-13S" },
		{ "SCCP", "8.3()", true, NULL },           { "SCCP", "8.3(S)", true, NULL },
		{ "SCCP", "8.3(3", true, NULL },           { "SCCP", "8.3(3S))", true, NULL },
		{ "SCCP", "8(3)", true, NULL },            { "SCCP", "", true, NULL },
		{ "SCCP", "8.3(SR.2)", true, NULL },       { "SCCP", "8.3(3%s)", true, NULL },
		{ "SCCP", "8.3(3333333333333333333333333333333)", true, NULL },
	};
	const struct nr_model *m = plugins_model(&plugins, "7945");
	char out[64];

	/* Others were never seen to print; their names are made in other ways. */
	ck_assert(!model_printed(plugins_model(&plugins, "7921"), "SCCP", "1.4(6.3)", true, out));
	ck_assert(!model_printed(plugins_model(&plugins, "8841"), "SIP", "14.0(1SR1)", true, out));

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bool known = model_printed(m, rows[i].protocol, rows[i].printed, rows[i].build, out);

		ck_assert_msg(known == (rows[i].load != NULL), "%s", rows[i].printed);
		if (known)
			ck_assert_str_eq(out, rows[i].load);
	}
}
END_TEST

/* -- two witnesses ---------------------------------------------------------------- */

static void sccp_says(const char *load)
{
	sight(NR_SOURCE_SCCP, NR_FACT_LOAD, load, NR_FACT_END, NULL);
}

START_TEST(better_witness_stands)
{
	boots(CLASS);
	now_ms += 1000;
	cdp(OLD);
	sccp_says(STONE);
	ck_assert_str_eq(the_phone()->belief.load, OLD);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_CDP);
	ck_assert_str_eq(the_phone()->belief.disagreement,
			 "SCCP says " STONE ", CDP says " OLD ": CDP is believed");
	ck_assert_uint_eq(the_phone()->course.step, 0);
	cdp(OLD);
	ck_assert_str_ne(the_phone()->belief.disagreement, "");
	/* It was only slow to say so. */
	cdp(STONE);
	ck_assert_str_eq(the_phone()->belief.load, STONE);
	ck_assert_str_eq(the_phone()->belief.disagreement, "");
}
END_TEST

START_TEST(better_witness_wins)
{
	boots(CLASS);
	now_ms += 1000;
	sccp_says(STONE);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert_uint_eq(the_phone()->course.plan.count, 2);
	cdp(OLD);
	ck_assert_str_eq(the_phone()->belief.load, OLD);
	ck_assert_str_eq(the_phone()->belief.disagreement,
			 "SCCP says " STONE ", CDP says " OLD ": CDP is believed");
	ck_assert_uint_eq(the_phone()->course.plan.count, 3);
}
END_TEST

/* What it said before it started again is history, not a contradiction. */
START_TEST(words_age)
{
	boots(CLASS);
	now_ms += 1000;
	cdp(OLD);
	boots(CLASS);
	now_ms += 1000;
	sccp_says(STONE);
	ck_assert_str_eq(the_phone()->belief.load, STONE);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_SCCP);
	ck_assert_str_eq(the_phone()->belief.disagreement, "");
	/* ... and so is a disagreement. */
	cdp(OLD);
	ck_assert_str_ne(the_phone()->belief.disagreement, "");
	boots(CLASS);
	ck_assert_str_eq(the_phone()->belief.disagreement, "");
}
END_TEST

/* Who says the same confirms it, and the best of them is named. */
START_TEST(witnesses_agree)
{
	boots(CLASS);
	now_ms += 1000;
	sccp_says(OLD);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_SCCP);
	cdp(OLD);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_CDP);
	sight(NR_SOURCE_WEB, NR_FACT_LOAD, OLD, NR_FACT_END, NULL);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_CDP);
	boots(CLASS);
	now_ms += 1000;
	sccp_says(OLD);
	ck_assert_int_eq(the_phone()->belief.load_source, LOAD_SCCP);
	ck_assert_str_eq(the_phone()->belief.disagreement, "");
	ck_assert_str_eq(witness_model_name(the_phone()), "dhcp");
}
END_TEST

/* A worse witness is no proof of a step when a better one says otherwise. */
START_TEST(contradicted_proof)
{
	cdp(OLD);
	takes_load(STONE, "8-5-2");
	boots(CLASS);
	now_ms += 1000;
	cdp(OLD);
	sccp_says(STONE);
	ck_assert_uint_eq(the_phone()->course.step, 0);
	cdp(STONE);
	ck_assert_uint_eq(the_phone()->course.step, 1);
}
END_TEST

START_TEST(restart_until_told)
{
	struct nr_instance self = { .bench = &bench };
	nr_phone_id id;

	boots(CLASS);
	id = the_phone()->id;
	ck_assert_msg(!nr_ask_restart(&self, id), "nothing is planned");
	cdp(OLD);
	ck_assert(nr_ask_restart(&self, id));
	ck_assert(!nr_ask_restart(&self, NR_NO_PHONE));
	config_names(STONE);
	ck_assert_msg(!nr_ask_restart(&self, id), "it was told");
	takes_load(STONE, "8-5-2");
	ck_assert_msg(!nr_ask_restart(&self, id), "it writes flash");
	cdp(STONE);
	ck_assert_msg(nr_ask_restart(&self, id), "the next step waits");
	bench.guard = NR_GUARD_TRIPPED;
	ck_assert(!nr_ask_restart(&self, id));
	bench.guard = NR_GUARD_CLEAR;
	recovery_hold(&bench, the_phone(), true);
	ck_assert(!nr_ask_restart(&self, id));
	recovery_hold(&bench, the_phone(), false);
	ck_assert(nr_ask_restart(&self, id));
	cdp(GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	ck_assert(!nr_ask_restart(&self, id));
}
END_TEST

/* -- a library that changes while the bench runs -------------------------------- */

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
	gets(&list);
	ck_assert_mem_eq((const uint8_t *)image.data + image.size - sizeof(before), before,
			 sizeof(before));
	gets(&image);
	takes_images("8-5-2");
	ck_assert_int_eq(the_phone()->state, PHONE_SENT);
	cdp(STONE);
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

/* It is behind the phone: what happens to it does not matter. */
START_TEST(lost_step_that_was_taken)
{
	cdp(OLD);
	takes_load(STONE, "8-5-2");
	cdp(STONE);
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
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_int_eq(truncate(path, st.st_size), 0);
	pick_up();
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
}
END_TEST

/* -- VLANs ----------------------------------------------------------------------- */

static void asks_on(const char *vlan)
{
	now_ms += 60000;
	if (vlan)
		sight(NR_SOURCE_DHCP, NR_FACT_BOOT, "discover", NR_FACT_VLAN, vlan);
	else
		sight(NR_SOURCE_DHCP, NR_FACT_BOOT, "discover", NR_FACT_END, NULL);
}

static void is_off_wire(const char *message)
{
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	ck_assert_str_eq(the_phone()->code, "NR-VLAN");
	ck_assert_str_eq(the_phone()->message, message);
	ck_assert_ptr_null(download_load_to_name(the_phone()));
}

START_TEST(tagged_phone_is_told_what_to_do)
{
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	asks_on("100");
	is_off_wire("asks for its address on VLAN 100, and the bench serves what is untagged: write vlan = 100 "
		    "in [bench], or use a port without a voice VLAN and clear its Admin VLAN");
	cdp(OLD);
	ck_assert_int_eq(the_phone()->state, PHONE_BLOCKED);
	cdp(STONE);             /* a load by another way: still nothing can be served */
	ck_assert_str_eq(the_phone()->code, "NR-VLAN");
	asks_on("4094");
	ck_assert_uint_eq(the_phone()->vlan, 4094);
	ck_assert_ptr_nonnull(strstr(the_phone()->message, "VLAN 4094"));
	asks_on(NULL);
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	config_names(MIDDLE);
	takes_load(MIDDLE, "9-3-1ES26");
}
END_TEST

START_TEST(untagged_phone_on_a_bench_with_a_vlan)
{
	bench.wire.vlan = 100;
	cdp(OLD);               /* always untagged: says nothing about the VLAN */
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	sight(NR_SOURCE_DHCP, NR_FACT_END, NULL, NR_FACT_END, NULL);    /* its lease */
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	asks_on("100");
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
	ck_assert(!the_phone()->off_wire);
	asks_on(NULL);
	is_off_wire("asks for its address untagged, and the bench serves VLAN 100 only: take vlan out of "
		    "[bench], or give the phone that VLAN");
	asks_on("110");
	is_off_wire("asks for its address on VLAN 110, and the bench serves VLAN 100 only: write vlan = 110 in "
		    "[bench]");
	asks_on("100");
	ck_assert_int_eq(the_phone()->state, PHONE_PLANNED);
}
END_TEST

START_TEST(done_wherever_it_lives)
{
	asks_on("100");
	ck_assert_int_eq(the_phone()->state, PHONE_STRANGER);   /* nobody knows yet */
	cdp(GOAL);
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	asks_on("110");
	ck_assert_int_eq(the_phone()->state, PHONE_DONE);
	cdp(OLD);
	ck_assert_str_eq(the_phone()->code, "NR-VLAN");
}
END_TEST

START_TEST(loader_on_a_vlan_is_named)
{
	sight(NR_SOURCE_DHCP, NR_FACT_VENDOR_CLASS, "Cisco Systems, Inc. IP Phone", NR_FACT_VLAN, "100");
	ck_assert_int_eq(the_phone()->state, PHONE_SEEN);
	ck_assert(the_phone()->belief.is_phone);
	ck_assert_str_eq(the_phone()->code, "NR-VLAN");
	asks_on(NULL);
	ck_assert_str_eq(the_phone()->code, "");
	asks_on("100");
	boots(CLASS);
	ck_assert_int_eq(the_phone()->state, PHONE_KNOWN);
}
END_TEST

START_TEST(held_phone_on_a_vlan)
{
	cdp(OLD);
	recovery_hold(&bench, the_phone(), true);
	asks_on("100");
	ck_assert_int_eq(the_phone()->state, PHONE_HELD);
	recovery_hold(&bench, the_phone(), false);
	ck_assert_str_eq(the_phone()->code, "NR-VLAN");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("recovery");
	TCase *t = tcase_create("a phone's life");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, three_steps_by_cdp);
	tcase_add_test(t, only_its_step_is_served);
	tcase_add_test(t, proof_by_registration);
	tcase_add_test(t, a_call_waits_for_words);
	tcase_add_test(t, changed_beliefs_are_told);
	tcase_add_test(t, word_outweighs_deed);
	tcase_add_test(t, on_target_is_left_alone);
	tcase_add_test(t, missing_stop_blocks);
	tcase_add_test(t, wiped_takes_the_target);
	tcase_add_test(t, wiped_falls_back);
	tcase_add_test(t, asking_moves_nothing);
	tcase_add_test(t, turned_down_again_and_again);
	tcase_add_test(t, turned_down_and_registers);
	tcase_add_test(t, twice_in_one_boot_is_no_refusal);
	tcase_add_test(t, broken_off_starts_again);
	tcase_add_test(t, unknown_load_after_three_boots);
	tcase_add_test(t, unknown_load_that_registers);
	tcase_add_test(t, unknown_load_that_is_the_target);
	tcase_add_test(t, asked_before_told);
	tcase_add_test(t, laptop_is_a_stranger);
	tcase_add_test(t, two_models_are_not_served);
	tcase_add_test(t, held_phone_is_left_alone);
	tcase_add_test(t, operator_restarts_a_registered_phone);
	tcase_add_test(t, phone_at_work_is_not_restarted);
	tcase_add_test(t, power_stays_on_while_it_may_write);
	tcase_add_test(t, held_while_it_may_write);
	tcase_add_test(t, retry_waits_while_it_may_write);
	tcase_add_test(t, silence_is_explained);
	tcase_add_test(t, sent_before_a_restart_is_proven_after);
	tcase_add_test(t, sent_before_a_restart_is_waited_for);
	tcase_add_test(t, rolled_back_phone_is_planned_again);
	tcase_add_test(t, reasons);
	tcase_add_test(t, reason_of_a_refused_step);
	tcase_add_test(t, hardware_is_final);
	tcase_add_test(t, refused_is_not_proven);
	tcase_add_test(t, old_reason);
	tcase_add_test(t, list_for_a_target);
	tcase_add_test(t, inner_build);
	tcase_add_test(t, held_phone_prints);
	tcase_add_test(t, wiped_board_is_newer);
	tcase_add_test(t, printed_versions);
	tcase_add_test(t, printed_forms);
	tcase_add_test(t, better_witness_stands);
	tcase_add_test(t, better_witness_wins);
	tcase_add_test(t, words_age);
	tcase_add_test(t, witnesses_agree);
	tcase_add_test(t, contradicted_proof);
	tcase_add_test(t, restart_until_told);
	tcase_add_test(t, missing_stop_is_picked_up);
	tcase_add_test(t, step_goes_on_over_a_change);
	tcase_add_test(t, lost_step_blocks);
	tcase_add_test(t, lost_step_that_was_taken);
	tcase_add_test(t, file_that_grows);
	tcase_add_test(t, tagged_phone_is_told_what_to_do);
	tcase_add_test(t, untagged_phone_on_a_bench_with_a_vlan);
	tcase_add_test(t, done_wherever_it_lives);
	tcase_add_test(t, loader_on_a_vlan_is_named);
	tcase_add_test(t, held_phone_on_a_vlan);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}
