/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check_table.c -- the live table as a terminal of a given size shows it, and the
 * printing of identify.
 */
#include "core/verbs/identify_print.h"
#include "core/verbs/table.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* -- a terminal: as much of one as the table uses ------------------------------- */

#define ROWS 64
#define COLUMNS 256

static struct {
	char cell[ROWS][COLUMNS + 1];
	size_t row, column, width;
} term;

static void term_reset(size_t width)
{
	memset(&term, 0, sizeof(term));
	term.width = width;
}

/* Lines as they are on the screen, without what stands right of the last character. */
static const char *screen(void)
{
	static char text[ROWS * (COLUMNS + 2)];
	size_t at = 0;

	text[0] = '\0';
	for (size_t r = 0; r <= term.row; r++) {
		size_t n = strlen(term.cell[r]);

		while (n > 0 && term.cell[r][n - 1] == ' ')
			n--;
		at += (size_t)snprintf(text + at, sizeof(text) - at, "%.*s%s", (int)n, term.cell[r],
				       r < term.row ? "\n" : "");
	}
	return text;
}

static void term_put(char c)
{
	char *row = term.cell[term.row];

	if (c == '\r') {
		term.column = 0;
	} else if (c == '\n') {
		ck_assert_uint_lt(++term.row, ROWS);
		term.column = 0;
	} else {
		ck_assert_msg(term.column < term.width, "a line of more than %zu columns", term.width);
		for (size_t i = strlen(row); i < term.column; i++)
			row[i] = ' ';
		row[term.column++] = c;
	}
}

/* After ESC [: a number, a letter. */
static const char *term_escape(const char *p)
{
	char *end;
	unsigned long n = strtoul(p, &end, 10);

	while (*end == ';')
		strtoul(end + 1, &end, 10);
	switch (*end) {
	case 'A':
		ck_assert_uint_le(n, term.row);
		term.row -= n;
		break;
	case 'J':
		for (size_t r = term.row + 1; r < ROWS; r++)
			memset(term.cell[r], 0, sizeof(term.cell[r]));
		__attribute__((fallthrough));
	case 'K':
		memset(term.cell[term.row] + term.column, 0, COLUMNS - term.column);
		break;
	case 'm':
		break;
	default:
		ck_abort_msg("escape sequence %c", *end);
	}
	return end + 1;
}

static void term_write(const char *p)
{
	while (*p) {
		if (p[0] == '\033' && p[1] == '[') {
			p = term_escape(p + 2);
			continue;
		}
		term_put(*p++);
	}
}

/* -- drawing -------------------------------------------------------------------- */

static struct table *table;
static char *out;
static size_t out_size;
static FILE *stream;

static void setup(void)
{
	unsetenv("NO_COLOR");
	stream = open_memstream(&out, &out_size);
	table = table_new(stream, false);
	table_set_size(table, 132, 24);
	term_reset(132);
}

static void teardown(void)
{
	table_free(table);
	fclose(stream);
	free(out);
}

/* What the table wrote since the last look goes to the terminal. */
static const char *look(void)
{
	fputc('\0', stream);
	fflush(stream);
	term_write(out);
	rewind(stream);
	return screen();
}

static json_t *document(const char *phones)
{
	json_error_t error;
	char text[8192];
	json_t *doc;

	snprintf(text, sizeof(text),
		 "{\"version\":\"0.1.0\",\"interface\":\"eth1\",\"address\":\"10.77.0.1\","
		 "\"guard\":\"clear\",\"phones\":[%s]}", phones);
	doc = json_loads(text, 0, &error);
	ck_assert_msg(doc != NULL, "%s", error.text);
	return doc;
}

static void draw(const char *phones)
{
	json_t *doc = document(phones);

	table_draw(table, doc);
	json_decref(doc);
}

#define SERVING                                                                           \
	"{\"name\":\"SEP001B54AA0001\",\"mac\":\"00:1b:54:aa:00:01\",\"ip\":\"10.77.0.10\","        \
	"\"model\":\"7945\",\"load\":\"SCCP45.8-5-2S\",\"load_source\":\"cdp\",\"model_source\":\"dhcp\","\
	"\"target\":\"SCCP45.9-4-2SR3-1S\",\"state\":\"serving\",\"step\":2,\"steps\":3,"           \
	"\"step_load\":\"SCCP45.9-3-1SR4-1S\",\"file\":\"apps45.9-3-1ES26.sbn\",\"bytes\":102400,"  \
	"\"total\":204800,\"code\":null,\"message\":\"downloading\",\"advice\":\"do not unplug\","  \
	"\"since\":\"2026-01-01T00:00:00.000Z\"}"
#define SENT                                                                              \
	"{\"name\":\"SEP001B54AA0002\",\"ip\":\"10.77.0.11\",\"model\":\"7945\","                   \
	"\"load\":\"SCCP45.8-5-2S\",\"state\":\"sent\",\"step\":2,\"steps\":3,"                     \
	"\"file\":\"apps45.9-3-1ES26.sbn\",\"bytes\":10,\"total\":10,\"code\":null,"                \
	"\"message\":\"writing flash\",\"advice\":\"do not unplug\"}"
#define DONE                                                                              \
	"{\"name\":\"SEP001B54AA0003\",\"ip\":\"10.77.0.12\",\"model\":\"7965\","                   \
	"\"load\":\"SCCP45.9-4-2SR3-1S\",\"state\":\"done\",\"step\":3,\"steps\":3,"                \
	"\"file\":null,\"bytes\":0,\"total\":0,\"code\":null,\"message\":null,"                     \
	"\"advice\":\"safe to move\"}"
#define BLOCKED                                                                           \
	"{\"name\":\"SEP001B54AA0004\",\"ip\":\"10.77.0.13\",\"model\":\"7945\","                   \
	"\"load\":\"SCCP45.8-3-3S\",\"model_source\":\"cdp\",\"disagreement\":null,"                \
	"\"state\":\"blocked\",\"step\":0,\"steps\":3,"                                           \
	"\"code\":\"NR-LIB\",\"message\":\"the library lacks 8.5(2): put "                          \
	"cmterm-7945_7965-sccp.8-5-2.zip there\",\"advice\":\"safe to unplug\"}"
#define SEEN "{\"name\":\"SEP001B54AA0005\",\"ip\":null,\"model\":null,\"load\":null,"              \
	"\"state\":\"seen\",\"step\":0,\"steps\":0,\"code\":null,\"message\":null,\"advice\":null}"

START_TEST(empty)
{
	draw("");
	ck_assert_str_eq(look(), "eth1  10.77.0.1  guard clear  0 phones\n"
			 "waiting for a phone: plug one in\n");
}
END_TEST

START_TEST(tripped)
{
	json_error_t error;
	json_t *doc = json_loads("{\"interface\":\"eth1\",\"address\":\"10.77.0.1\",\"guard\":\"tripped\","
				 "\"guard_by\":{\"who\":\"10.0.0.1 (00:50:56:01:02:03, VMware)\"},\"phones\":[]}",
				 0, &error);

	ck_assert_ptr_nonnull(doc);
	table_draw(table, doc);
	json_decref(doc);
	ck_assert_str_eq(look(), "eth1  10.77.0.1  guard TRIPPED: another DHCP server answers here  0 phones\n"
			 "    NR-ROGUE: 10.0.0.1 (00:50:56:01:02:03, VMware): take it off this wire. No new address and no new "
			 "step until it is gone; what\n"
			 "    runs goes on\n"
			 "waiting for a phone: plug one in\n");
}
END_TEST

START_TEST(wide)
{
	draw(SERVING "," SENT "," DONE "," BLOCKED "," SEEN);
	ck_assert_str_eq(look(),
"eth1  10.77.0.1  guard clear  5 phones: 1 blocked, 1 sent, 1 serving, 1 seen, 1 done\n"
"PHONE            ADDRESS     MODEL  RUNS                BY   STEP  PROGRESS              FILE            STATE\n"
"SEP001B54AA0001  10.77.0.10  7945   SCCP45.8-5-2S       cdp  2/3   [======       ]  50%  ..-3-1ES26.sbn  serving  DO NOT UNPLUG\n"
"SEP001B54AA0002  10.77.0.11  7945   SCCP45.8-5-2S            2/3                                         sent     DO NOT UNPLUG\n"
"SEP001B54AA0003  10.77.0.12  7965   SCCP45.9-4-2SR3-1S       3/3                                         done     safe to move\n"
"SEP001B54AA0004  10.77.0.13  7945   SCCP45.8-3-3S       cdp  0/3                                         blocked  safe to unplug\n"
"    NR-LIB: the library lacks 8.5(2): put cmterm-7945_7965-sccp.8-5-2.zip there\n"
"SEP001B54AA0005                                                                                          seen\n");
}
END_TEST

START_TEST(disagreement)
{
	draw("{\"name\":\"SEP001B54AA0001\",\"state\":\"known\",\"code\":null,\"message\":\"a 7945\","
	     "\"disagreement\":\"SCCP says A, CDP says B: CDP is believed\",\"load_source\":\"cdp\"}");
	ck_assert_str_eq(look(), "eth1  10.77.0.1  guard clear  1 phone: 1 known\n"
			 "PHONE            BY   STATE\n"
			 "SEP001B54AA0001  cdp  known\n"
			 "    SCCP says A, CDP says B: CDP is believed\n");
}
END_TEST

START_TEST(eighty_columns)
{
	table_set_size(table, 80, 24);
	term_reset(80);
	draw(SERVING "," DONE "," BLOCKED);
	ck_assert_str_eq(look(),
"eth1  10.77.0.1  guard clear  3 phones: 1 blocked, 1 serving, 1 done\n"
"PHONE            MODEL  RUNS                STEP  PROG  STATE\n"
"SEP001B54AA0001  7945   SCCP45.8-5-2S       2/3    50%  serving  DO NOT UNPLUG\n"
"SEP001B54AA0003  7965   SCCP45.9-4-2SR3-1S  3/3         done     safe to move\n"
"SEP001B54AA0004  7945   SCCP45.8-3-3S       0/3         blocked  safe to unplug\n"
"    NR-LIB: the library lacks 8.5(2): put cmterm-7945_7965-sccp.8-5-2.zip there\n");
}
END_TEST

/* What to do with the phone is the last thing to go. */
START_TEST(narrow)
{
	table_set_size(table, 40, 24);
	term_reset(40);
	draw(SERVING "," BLOCKED);
	ck_assert_str_eq(look(),
"eth1  10.77.0.1  guard clear  2 phones:\n"
"PHONE         STATE\n"
"..1B54AA0001  serving  DO NOT UNPLUG\n"
"..1B54AA0004  blocked  safe to unplug\n"
"    NR-LIB: the library lacks 8.5(2):\n"
"    put cmterm-7945_7965-sccp.8-5-2.zip\n"
"    there\n");
	table_clear(table);
	look();
	table_set_size(table, 1, 24);   /* 24 are assumed */
	term_reset(24);
	draw(SERVING);
	ck_assert_str_eq(look(), "eth1  10.77.0.1  guard\n"
			 "PHONE\n"
			 "..0001  DO NOT UNPLUG\n");
}
END_TEST

START_TEST(in_place)
{
	char first[4096];

	term_write("a line of before\r\n");
	draw(SERVING "," SENT "," DONE);
	snprintf(first, sizeof(first), "%s", look());
	ck_assert_ptr_eq(strstr(first, "a line of before\neth1"), first);
	draw(BLOCKED);
	draw(SEEN);
	draw(SERVING "," SENT "," DONE);
	ck_assert_str_eq(look(), first);
}
END_TEST

START_TEST(log_lines_scroll_above)
{
	draw(SEEN);
	table_clear(table);
	ck_assert_str_eq(look(), "");
	term_write("SEP001B54AA0005: seen\r\n");
	draw(SEEN);
	ck_assert_str_eq(look(), "SEP001B54AA0005: seen\neth1  10.77.0.1  guard clear  1 phone: 1 seen\n"
			 "PHONE            STATE\nSEP001B54AA0005  seen\n");
	table_clear(table);
	table_clear(table);
	ck_assert_str_eq(look(), "SEP001B54AA0005: seen\n");
}
END_TEST

/* @n phones of a state, numbered. */
static size_t many(char *text, size_t size, size_t at, const char *state, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		at += (size_t)snprintf(text + at, size - at,
				       "%s{\"name\":\"%s%02u\",\"state\":\"%s\",\"message\":\"do this\"}",
				       at ? "," : "", state, i, state);
	return at;
}

START_TEST(more_than_the_height)
{
	static char phones[8000];
	size_t at = many(phones, sizeof(phones), 0, "done", 30);

	at = many(phones, sizeof(phones), at, "serving", 6);
	many(phones, sizeof(phones), at, "stalled", 1);
	table_set_size(table, 60, 12);
	term_reset(60);
	draw(phones);
	ck_assert_str_eq(look(),
"eth1  10.77.0.1  guard clear  37 phones: 1 stalled, 6 servi\n"
"PHONE      STATE\n"
"serving00  serving\n"
"serving01  serving\n"
"serving02  serving\n"
"serving03  serving\n"
"serving04  serving\n"
"serving05  serving\n"
"stalled00  stalled\n"
"    do this\n"
"and 30 more: 30 done\n");
	ck_assert_uint_eq(term.row, 11);
	table_set_size(table, 60, 8);
	draw(phones);
	ck_assert_str_eq(look(),
"eth1  10.77.0.1  guard clear  37 phones: 1 stalled, 6 servi\n"
"PHONE      STATE\n"
"serving00  serving\n"
"serving01  serving\n"
"stalled00  stalled\n"
"    do this\n"
"and 34 more: 4 serving, 30 done\n");
}
END_TEST

START_TEST(long_messages_wrap)
{
	table_set_size(table, 50, 24);
	term_reset(50);
	draw("{\"name\":\"SEP001B54AA0001\",\"state\":\"stalled\",\"code\":\"NR-WAIT\",\"message\":"
	     "\"silent for 9 minutes; normal are up to 6. Wait 5 more minutes, then pull the cable "
	     "for ten seconds and plug it in again: it goes on where it stopped\"}");
	ck_assert_str_eq(look(),
"eth1  10.77.0.1  guard clear  1 phone: 1 stalled\n"
"PHONE            STATE\n"
"SEP001B54AA0001  stalled\n"
"    NR-WAIT: silent for 9 minutes; normal are up\n"
"    to 6. Wait 5 more minutes, then pull the\n"
"    cable for ten seconds and plug it in again:\n"
"    it goes on where it stopped\n");
}
END_TEST

/* No room for all that could be said: the first line of each. */
START_TEST(long_messages_give_way)
{
	table_set_size(table, 60, 9);
	term_reset(60);
	draw(BLOCKED "," BLOCKED "," SENT);
	ck_assert_str_eq(look(),
"eth1  10.77.0.1  guard clear  3 phones: 2 blocked, 1 sent\n"
"PHONE            STEP  STATE\n"
"SEP001B54AA0004  0/3   blocked  safe to unplug\n"
"    NR-LIB: the library lacks 8.5(2): put\n"
"SEP001B54AA0004  0/3   blocked  safe to unplug\n"
"    NR-LIB: the library lacks 8.5(2): put\n"
"SEP001B54AA0002  2/3   sent     DO NOT UNPLUG\n");
}
END_TEST

START_TEST(hostile_text)
{
	draw("{\"name\":\"SEP\\u001b[2J\",\"load\":\"\\u00e4\\n\\r\",\"state\":\"blocked\","
	     "\"code\":\"\",\"message\":\"\\u001b]0;x\\u0007\"}");
	ck_assert_str_eq(look(),
"eth1  10.77.0.1  guard clear  1 phone: 1 blocked\n"
"PHONE    RUNS  STATE\n"
"SEP?[2J  ????  blocked\n"
"    ?]0;x?\n");
}
END_TEST

static int count(const char *text, const char *word)
{
	int n = 0;

	for (; (text = strstr(text, word)) != NULL; text += strlen(word))
		n++;
	return n;
}

START_TEST(colours)
{
	struct table *colored = table_new(stream, true), *plain;
	json_t *doc = document(SERVING "," DONE);

	setenv("NO_COLOR", "1", 1);
	plain = table_new(stream, true);
	table_set_size(colored, 132, 24);
	table_set_size(plain, 132, 24);
	table_draw(colored, doc);
	fflush(stream);
	ck_assert_int_eq(count(out, "\033[32m"), 2);
	ck_assert_ptr_nonnull(strstr(out, "\033[1;33mDO NOT UNPLUG\033[0m"));
	rewind(stream);
	table_draw(plain, doc);
	fputc('\0', stream);
	fflush(stream);
	ck_assert_int_eq(count(out, "m"), count("10.77.0.1 safe to move", "m"));
	table_free(plain);
	table_free(colored);
	table_free(NULL);
	json_decref(doc);
}
END_TEST

/* The terminal became narrower and has wrapped what was drawn: all of it goes. */
START_TEST(narrower)
{
	draw(SERVING);
	look();
	table_set_size(table, 66, 24);
	draw(SEEN);
	fflush(stream);
	/* 53, 110 and 121 columns take 1, 2 and 2 lines of 66. */
	ck_assert_ptr_eq(strstr(out, "\r\033[5A"), out);
}
END_TEST

/* -- identify -------------------------------------------------------------------- */

static struct identify_phone phones[2];

static void identify_setup(void)
{
	setup();
	memset(phones, 0, sizeof(phones));
	phones[0].mac = (struct nr_mac){ { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 } };
	snprintf(phones[0].name, sizeof(phones[0].name), "SEP001B54AA0001");
	phones[0].ip.s_addr = htonl(0x0a4d000a);
	phones[0].model = "7945";
	snprintf(phones[0].load, sizeof(phones[0].load), "SCCP45.8-3-3S");
	phones[0].load_source = "cdp";
	phones[0].vlan = 110;
	phones[0].sources[0] = "cdp";
	phones[0].sources[1] = "dhcp";
	phones[1].mac.b[5] = 2;
	snprintf(phones[1].name, sizeof(phones[1].name), "SEP000000000002");
	phones[1].sources[0] = "tftp";
}

START_TEST(identify_as_table)
{
	ck_assert_int_eq(identify_print_to(stream, phones, 2, false), 0);
	ck_assert_str_eq(out,
"PHONE            ADDRESS     MODEL  LOAD           FROM  VLAN  SEEN BY   NOTE\n"
"SEP001B54AA0001  10.77.0.10  7945   SCCP45.8-3-3S  cdp   110   cdp,dhcp  -\n"
"SEP000000000002  -           -      -              -     -     tftp      -\n");
}
END_TEST

START_TEST(identify_nothing)
{
	ck_assert_int_eq(identify_print_to(stream, phones, 0, false), 0);
	ck_assert_str_eq(out, "no phones seen\n");
	rewind(stream);
	ck_assert_int_eq(identify_print_to(stream, phones, 0, true), 0);
	ck_assert_int_eq(strncmp(out, "[]\n", 3), 0);
}
END_TEST

START_TEST(identify_as_json)
{
	json_t *doc, *want;

	ck_assert_int_eq(identify_print_to(stream, phones, 2, true), 0);
	doc = json_loads(out, 0, NULL);
	want = json_loads("[{\"name\":\"SEP001B54AA0001\",\"mac\":\"00:1b:54:aa:00:01\","
			  "\"ip\":\"10.77.0.10\",\"model\":\"7945\",\"load\":\"SCCP45.8-3-3S\","
			  "\"load_source\":\"cdp\",\"vlan\":110,\"sources\":[\"cdp\",\"dhcp\"],"
			  "\"family\":[],\"wiped\":false,\"fetches\":null,\"unanswered\":0},"
			  "{\"name\":\"SEP000000000002\",\"mac\":\"00:00:00:00:00:02\",\"ip\":null,"
			  "\"model\":null,\"load\":null,\"load_source\":null,\"vlan\":null,"
			  "\"sources\":[\"tftp\"],\"family\":[],\"wiped\":false,\"fetches\":null,"
			  "\"unanswered\":0}]", 0, NULL);
	ck_assert_ptr_nonnull(want);
	ck_assert(json_equal(doc, want));
	json_decref(doc);
	json_decref(want);
}
END_TEST

START_TEST(identify_line)
{
	ck_assert_int_eq(identify_print_line(stream, &phones[0], true), 0);
	ck_assert_str_eq(out, "{\"name\":\"SEP001B54AA0001\",\"mac\":\"00:1b:54:aa:00:01\","
			 "\"ip\":\"10.77.0.10\",\"model\":\"7945\",\"load\":\"SCCP45.8-3-3S\","
			 "\"load_source\":\"cdp\",\"vlan\":110,\"sources\":[\"cdp\",\"dhcp\"],"
			 "\"family\":[],\"wiped\":false,\"fetches\":null,\"unanswered\":0}\n");
	rewind(stream);
	ck_assert_int_eq(identify_print_line(stream, &phones[1], false), 0);
	fputc('\0', stream);
	fflush(stream);
	ck_assert_int_eq(count(out, "\n"), 1);
}
END_TEST

static Suite *table_suite(void)
{
	Suite *s = suite_create("table");
	TCase *t = tcase_create("table");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, empty);
	tcase_add_test(t, tripped);
	tcase_add_test(t, wide);
	tcase_add_test(t, disagreement);
	tcase_add_test(t, eighty_columns);
	tcase_add_test(t, narrow);
	tcase_add_test(t, in_place);
	tcase_add_test(t, log_lines_scroll_above);
	tcase_add_test(t, more_than_the_height);
	tcase_add_test(t, long_messages_wrap);
	tcase_add_test(t, long_messages_give_way);
	tcase_add_test(t, hostile_text);
	tcase_add_test(t, colours);
	tcase_add_test(t, narrower);
	suite_add_tcase(s, t);

	t = tcase_create("identify");
	tcase_add_checked_fixture(t, identify_setup, teardown);
	tcase_add_test(t, identify_as_table);
	tcase_add_test(t, identify_nothing);
	tcase_add_test(t, identify_as_json);
	tcase_add_test(t, identify_line);
	suite_add_tcase(s, t);
	return s;
}

int main(void)
{
	SRunner *r = srunner_create(table_suite());
	int failed;

	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
