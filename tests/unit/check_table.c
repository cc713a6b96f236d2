/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check_table.c -- the live table as a terminal of a given size shows it, and the
 * printing of identify.
 */
#include "core/identify.h"
#include "core/table.h"

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
			term.cell[r][0] = '\0';
		/* fall through */
	case 'K':
		term.cell[term.row][term.column] = '\0';
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
	fputc('\0', stream);
	json_decref(doc);
}

#define SERVING                                                                           \
	"{\"name\":\"SEP001B54AA0001\",\"mac\":\"00:1b:54:aa:00:01\",\"ip\":\"10.77.0.10\","        \
	"\"model\":\"7945\",\"load\":\"SCCP45.8-5-2S\",\"load_source\":\"cdp\","                    \
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
	"\"load\":\"SCCP45.8-3-3S\",\"state\":\"blocked\",\"step\":0,\"steps\":3,"                  \
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

START_TEST(wide)
{
	draw(SERVING "," SENT "," DONE "," BLOCKED "," SEEN);
	ck_assert_str_eq(look(),
"eth1  10.77.0.1  guard clear  5 phones: 1 blocked, 1 sent, 1 serving, 1 seen, 1 done\n"
"PHONE            ADDRESS     MODEL  RUNS                STEP  PROGRESS            FILE            STATE\n"
"SEP001B54AA0001  10.77.0.10  7945   SCCP45.8-5-2S       2/3   [======       ]  50%  ..3-1ES26.sbn  serving  DO NOT UNPLUG\n");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("table");
	TCase *t = tcase_create("table");
	SRunner *r;
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, empty);
	tcase_add_test(t, wide);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
