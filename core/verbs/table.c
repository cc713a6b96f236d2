/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * table.c -- see table.h.
 *
 * A draw is: make a row of cells per phone, choose the rows that fit the height,
 * fit the columns to the width, write it all at once.  Lines are at least one
 * column shorter than the terminal, so that none wraps and the way back up is
 * known.  Escape sequences are those of ECMA-48 that every terminal has.
 */
#include <config.h>

#include "core/verbs/table.h"

#include <netrecover/types.h>

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

enum column {
	COL_NAME,
	COL_ADDRESS,
	COL_MODEL,
	COL_LOAD,
	COL_WITNESS,
	COL_STEP,
	COL_PROGRESS,
	COL_FILE,
	COL_STATE,
	COL_ADVICE,
	COL_COUNT,
};

static const char *const titles[COL_COUNT] = {
	[COL_NAME] = "PHONE",
	[COL_ADDRESS] = "ADDRESS",
	[COL_MODEL] = "MODEL",
	[COL_LOAD] = "RUNS",
	[COL_WITNESS] = "BY",
	[COL_STEP] = "STEP",
	[COL_PROGRESS] = "PROGRESS",
	[COL_FILE] = "FILE",
	[COL_STATE] = "STATE",
	[COL_ADVICE] = "",
};

#define CELL_SIZE 64
#define BAR 20                  /* "[============ ]  73%" */
#define PERCENT 4
#define INDENT 4
#define MESSAGE_LINES 4
#define MAX_LINES 512

#define PAINT_OFF "\033[0m"
#define PAINT_DIM "\033[2m"
#define PAINT_GOOD "\033[32m"
#define PAINT_BUSY "\033[36m"
#define PAINT_WAIT "\033[33m"
#define PAINT_BAD "\033[1;31m"
#define PAINT_STRONG "\033[1;33m"
#define PAINT_HEAD "\033[1m"

/* In the order in which rows are given up when there are too many: last first. */
static const struct state {
	const char *name, *paint;
	bool trouble;           /* somebody must do something: show the message */
} states[] = {
	{ "blocked", PAINT_BAD, true },
	{ "refused", PAINT_BAD, true },
	{ "stalled", PAINT_BAD, true },
	{ "sent", PAINT_WAIT, false },
	{ "serving", PAINT_BUSY, false },
	{ "planned", "", false },
	{ "known", "", false },
	{ "seen", "", false },
	{ "held", PAINT_DIM, false },
	{ "done", PAINT_GOOD, false },
	{ "stranger", PAINT_DIM, false },
};

#define STATES NR_ARRAY_SIZE(states)

static const struct {
	const char *advice, *words, *paint;
} advices[] = {
	{ "do not unplug", "DO NOT UNPLUG", PAINT_STRONG },
	{ "safe to unplug", "safe to unplug", "" },
	{ "safe to move", "safe to move", PAINT_GOOD },
};

struct row {
	char cell[COL_COUNT][CELL_SIZE];
	size_t state;           /* index into states; STATES: another */
	const char *advice_paint;
	const char *code, *message;     /* of the document; NULL: nothing to do */
	int percent;            /* -1: no transfer */
	size_t height;
	bool shown;
};

struct table {
	FILE *out;
	bool color, fixed;
	unsigned columns, rows;
	unsigned widest[COL_COUNT];     /* so far: columns do not jump about */
	unsigned drawn[MAX_LINES];      /* visible length of each line on the terminal */
	size_t lines;
	size_t message_max;             /* lines of one message */
	FILE *text;                     /* what is being drawn */
};

struct table *table_new(FILE *out, bool color)
{
	const char *no_color = getenv("NO_COLOR");
	struct table *t = calloc(1, sizeof(*t));

	if (!t)
		return NULL;
	t->out = out;
	t->color = color && !(no_color && no_color[0]);
	t->columns = 80;
	t->rows = 24;
	return t;
}

void table_free(struct table *t)
{
	free(t);
}

void table_set_size(struct table *t, unsigned columns, unsigned rows)
{
	t->columns = columns < 24 ? 24 : columns;
	t->rows = rows < 5 ? 5 : rows;
	t->fixed = true;
}

static void ask_size(struct table *t)
{
	struct winsize size;

	if (t->fixed || ioctl(fileno(t->out), TIOCGWINSZ, &size) < 0 || size.ws_col == 0)
		return;
	table_set_size(t, size.ws_col, size.ws_row);
	t->fixed = false;
}

/* -- cells -------------------------------------------------------------------- */

static const char *text_of(const json_t *object, const char *key)
{
	const char *s = json_string_value(json_object_get(object, key));

	return s ? s : "";
}

/* The core has made text of everything; a terminal is worth a second look. */
static void set_cell(struct row *r, enum column c, const char *text)
{
	size_t n = 0;

	for (; text[n] && n + 1 < CELL_SIZE; n++)
		r->cell[c][n] = text[n] < 0x20 || text[n] > 0x7e ? '?' : text[n];
	r->cell[c][n] = '\0';
}

static size_t state_index(const char *name)
{
	size_t i = 0;

	while (i < STATES && strcmp(states[i].name, name) != 0)
		i++;
	return i;
}

static void set_step(struct row *r, const json_t *phone)
{
	json_int_t step = json_integer_value(json_object_get(phone, "step"));
	json_int_t steps = json_integer_value(json_object_get(phone, "steps"));
	char text[24];

	if (steps <= 0)
		return;
	snprintf(text, sizeof(text), "%d/%d", (int)step % 1000, (int)steps % 1000);
	set_cell(r, COL_STEP, text);
}

static void set_progress(struct row *r, const json_t *phone)
{
	json_int_t bytes = json_integer_value(json_object_get(phone, "bytes"));
	json_int_t total = json_integer_value(json_object_get(phone, "total"));

	r->percent = -1;
	if (strcmp(r->cell[COL_STATE], "serving") != 0 || !r->cell[COL_FILE][0] || total <= 0)
		return;
	if (bytes < 0)
		bytes = 0;
	r->percent = bytes >= total ? 100 : (int)((double)bytes * 100 / (double)total);
}

static void set_advice(struct row *r, const char *advice)
{
	r->advice_paint = "";
	for (size_t i = 0; i < NR_ARRAY_SIZE(advices); i++)
		if (strcmp(advices[i].advice, advice) == 0) {
			set_cell(r, COL_ADVICE, advices[i].words);
			r->advice_paint = advices[i].paint;
			return;
		}
	set_cell(r, COL_ADVICE, advice);
}

/* The source of the load; while there is none, that of the model. */
static void set_witness(struct row *r, const json_t *phone)
{
	const char *load = text_of(phone, "load_source");

	set_cell(r, COL_WITNESS, load[0] ? load : text_of(phone, "model_source"));
}

static void make_row(struct row *r, const json_t *phone)
{
	const char *code = text_of(phone, "code");

	set_cell(r, COL_NAME, text_of(phone, "name"));
	set_cell(r, COL_ADDRESS, text_of(phone, "ip"));
	set_cell(r, COL_MODEL, text_of(phone, "model"));
	set_cell(r, COL_LOAD, text_of(phone, "load"));
	set_witness(r, phone);
	set_cell(r, COL_FILE, text_of(phone, "file"));
	set_cell(r, COL_STATE, text_of(phone, "state"));
	set_step(r, phone);
	set_progress(r, phone);
	set_advice(r, text_of(phone, "advice"));
	if (strcmp(r->cell[COL_STATE], "serving") != 0)
		r->cell[COL_FILE][0] = '\0';
	r->state = state_index(r->cell[COL_STATE]);
	/* That a phone is done its row says already. */
	if (strcmp(r->cell[COL_STATE], "done") != 0 &&
	    (code[0] || (r->state < STATES && states[r->state].trouble))) {
		r->code = code;
		r->message = text_of(phone, "message");
	} else if (text_of(phone, "disagreement")[0]) {
		r->code = "";
		r->message = text_of(phone, "disagreement");
	} else if (text_of(phone, "address_note")[0]) {
		r->code = "";
		r->message = text_of(phone, "address_note");
	}
}

/* -- lines ---------------------------------------------------------------------- */

static unsigned usable(const struct table *t)
{
	return t->columns - 1;
}

static void paint(struct table *t, const char *how)
{
	if (t->color && how[0])
		fputs(how, t->text);
}

/* One line; @how colours all of it. */
static void __attribute__((format(printf, 3, 4)))
line(struct table *t, const char *how, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (t->lines == MAX_LINES)
		return;
	if (strlen(text) > usable(t))
		text[usable(t)] = '\0';
	paint(t, how);
	fputs(text, t->text);
	if (how[0])
		paint(t, PAINT_OFF);
	fputs("\033[K\n", t->text);
	t->drawn[t->lines++] = (unsigned)strlen(text);
}

/* Where to break @text so that its first part has at most @width columns. */
static size_t break_at(const char *text, size_t width)
{
	size_t n = strlen(text), at;

	if (n <= width)
		return n;
	for (at = width; at > 0 && text[at] != ' '; at--)
		;
	return at > 0 ? at : width;
}

static void make_message(const struct row *r, char *text, size_t size)
{
	snprintf(text, size, "%s%s%s", r->code, r->code[0] && r->message[0] ? ": " : "", r->message);
	for (char *p = text; *p; p++)
		if (*p < 0x20 || *p > 0x7e)
			*p = '?';
}

/* Write the message of @r below it; with @count_only, say how many lines it takes. */
static size_t message_lines(struct table *t, const struct row *r, bool count_only)
{
	size_t width = usable(t) > INDENT + 16 ? usable(t) - INDENT : 16, n, lines = 0;
	char text[512];
	const char *p = text;

	if (!r->message)
		return 0;
	make_message(r, text, sizeof(text));
	for (; *p && lines < t->message_max; lines++) {
		n = break_at(p, width);
		if (!count_only)
			line(t, "", "%*s%.*s", INDENT, "", (int)n, p);
		p += n;
		p += strspn(p, " ");
	}
	return lines;
}

/* -- the width ------------------------------------------------------------------ */

static unsigned total_width(const unsigned width[COL_COUNT])
{
	unsigned sum = 0;

	for (int c = 0; c < COL_COUNT; c++)
		if (width[c] > 0)
			sum += width[c] + (sum > 0 ? 2 : 0);
	return sum;
}

/* What to give up, in this order, until the line fits. */
static const struct {
	enum column column;
	unsigned to;
} sacrifices[] = {
	{ COL_FILE, 14 },
	{ COL_WITNESS, 0 },
	{ COL_PROGRESS, 13 },
	{ COL_FILE, 0 },
	{ COL_PROGRESS, PERCENT },
	{ COL_ADDRESS, 0 },
	{ COL_LOAD, 14 },
	{ COL_MODEL, 0 },
	{ COL_LOAD, 0 },
	{ COL_STEP, 0 },
	{ COL_PROGRESS, 0 },
	{ COL_NAME, 12 },
	{ COL_STATE, 0 },
	{ COL_NAME, 6 },
	{ COL_ADVICE, 14 },
};

static void widen(struct table *t, enum column c, size_t to)
{
	if (to > t->widest[c])
		t->widest[c] = (unsigned)to;
}

static void fit_columns(struct table *t, const struct row *rows, size_t n, unsigned width[COL_COUNT])
{
	for (size_t i = 0; i < n; i++) {
		for (int c = 0; c < COL_COUNT; c++)
			if (rows[i].cell[c][0]) {
				widen(t, c, strlen(rows[i].cell[c]));
				widen(t, c, strlen(titles[c]));
			}
		if (rows[i].percent >= 0)
			widen(t, COL_PROGRESS, BAR);
	}
	memcpy(width, t->widest, sizeof(t->widest));
	for (size_t i = 0; i < NR_ARRAY_SIZE(sacrifices); i++) {
		if (total_width(width) <= usable(t))
			break;
		if (width[sacrifices[i].column] > sacrifices[i].to)
			width[sacrifices[i].column] = sacrifices[i].to;
	}
}

/* "[======    ]  55%", or what of it fits into @width. */
static void make_progress(char *out, size_t size, int percent, unsigned width)
{
	char bar[BAR];
	unsigned inner = width > PERCENT + 3 ? width - PERCENT - 3 : 0;
	unsigned filled = inner * (unsigned)(percent < 0 ? 0 : percent) / 100;

	out[0] = '\0';
	if (percent < 0 || width < PERCENT)
		return;
	if (inner == 0) {
		snprintf(out, size, "%3d%%", percent);
		return;
	}
	memset(bar, ' ', sizeof(bar));
	memset(bar, '=', filled);
	snprintf(out, size, "[%.*s] %3d%%", (int)inner, bar, percent);
}

/* A cell that is too long loses its end; but a name, load or file keeps it: its end says more. */
static void write_cell(struct table *t, const char *text, unsigned width, bool keep_end, bool last)
{
	size_t n = strlen(text);

	if (n > width && keep_end && width > 2)
		fprintf(t->text, "..%s", text + n - (width - 2));
	else if (last)
		fprintf(t->text, "%.*s", (int)width, text);
	else
		fprintf(t->text, "%-*.*s", (int)width, (int)width, text);
}

static const char *paint_of(const struct row *r, enum column c)
{
	if (c == COL_ADVICE)
		return r->advice_paint;
	if (c == COL_STATE && r->state < STATES)
		return states[r->state].paint;
	return "";
}

static void row_line(struct table *t, const struct row *r, const unsigned width[COL_COUNT])
{
	char progress[BAR + 8];
	unsigned used = 0;

	if (t->lines == MAX_LINES)
		return;
	make_progress(progress, sizeof(progress), r->percent, width[COL_PROGRESS]);
	for (int c = 0; c < COL_COUNT; c++) {
		const char *text = c == COL_PROGRESS ? progress : r->cell[c];

		if (width[c] == 0)
			continue;
		if (used > 0)
			fputs("  ", t->text);
		paint(t, paint_of(r, c));
		write_cell(t, text, width[c], c == COL_NAME || c == COL_LOAD || c == COL_FILE,
			   c == COL_COUNT - 1);
		if (paint_of(r, c)[0])
			paint(t, PAINT_OFF);
		used += width[c] + (used > 0 ? 2 : 0);
	}
	fputs("\033[K\n", t->text);
	t->drawn[t->lines++] = used;
}

static void title_line(struct table *t, const unsigned width[COL_COUNT])
{
	char text[1024];
	size_t at = 0;

	for (int c = 0; c < COL_COUNT; c++)
		if (width[c] > 0)
			at += (size_t)snprintf(text + at, sizeof(text) - at, "%s%-*.*s", at ? "  " : "",
					       (int)width[c], (int)width[c], titles[c]);
	while (at > 0 && text[at - 1] == ' ')
		at--;
	line(t, PAINT_DIM, "%.*s", (int)at, text);
}

/* -- the height ------------------------------------------------------------------- */

static void count_states(const struct row *rows, size_t n, bool hidden_only, char *out, size_t size)
{
	size_t at = 0;

	out[0] = '\0';
	for (size_t s = 0; s < STATES; s++) {
		size_t count = 0;

		for (size_t i = 0; i < n; i++)
			count += rows[i].state == s && !(hidden_only && rows[i].shown);
		if (count > 0 && at < size)
			at += (size_t)snprintf(out + at, size - at, "%s%zu %s", at ? ", " : "", count,
					       states[s].name);
	}
}

static size_t measure_rows(struct table *t, struct row *rows, size_t n, size_t message_max)
{
	size_t need = 0;

	t->message_max = message_max;
	for (size_t i = 0; i < n; i++) {
		rows[i].height = 1 + message_lines(t, &rows[i], true);
		need += rows[i].height;
	}
	return need;
}

/* Choose what to show in @room lines: first the phones that need somebody, each
 * in a few words rather than some of them at length. */
static size_t choose_rows(struct table *t, struct row *rows, size_t n, size_t room)
{
	size_t hidden = 0;

	if (measure_rows(t, rows, n, MESSAGE_LINES) > room &&
	    measure_rows(t, rows, n, 1) > room)
		room--;                 /* for the line that counts the rest */
	for (size_t s = 0; s <= STATES; s++)
		for (size_t i = 0; i < n; i++) {
			if (rows[i].state != s)
				continue;
			rows[i].shown = rows[i].height <= room;
			if (rows[i].shown)
				room -= rows[i].height;
			else
				hidden++;
		}
	return hidden;
}

/* -- a draw -------------------------------------------------------------------------- */

/* Lines that the terminal has wrapped since, because it became narrower, count more. */
static void go_up(struct table *t, FILE *to)
{
	size_t up = 0;

	for (size_t i = 0; i < t->lines; i++)
		up += t->drawn[i] > t->columns ? (t->drawn[i] - 1) / t->columns + 1 : 1;
	if (up > 0)
		fprintf(to, "\r\033[%zuA", up);
	t->lines = 0;
}

/* Who it is, and what becomes of the phones meanwhile. */
static void rogue_lines(struct table *t, const json_t *status)
{
	size_t width = usable(t) > INDENT + 16 ? usable(t) - INDENT : 16, n;
	char text[512];
	const char *p = text;

	snprintf(text, sizeof(text), "NR-ROGUE: %s: take it off this wire. No new address and no new step "
		 "until it is gone; what runs goes on", text_of(json_object_get(status, "guard_by"), "who"));
	for (char *c = text; *c; c++)
		if (*c < 0x20 || *c > 0x7e)
			*c = '?';
	for (int i = 0; *p && i < MESSAGE_LINES; i++) {
		n = break_at(p, width);
		line(t, PAINT_BAD, "%*s%.*s", INDENT, "", (int)n, p);
		p += n;
		p += strspn(p, " ");
	}
}

static void head_line(struct table *t, const json_t *status, const struct row *rows, size_t n)
{
	const char *guard = text_of(status, "guard");
	bool tripped = strcmp(guard, "tripped") == 0;
	char counts[256];

	count_states(rows, n, false, counts, sizeof(counts));
	line(t, tripped ? PAINT_BAD : PAINT_HEAD, "%s  %s  guard %s  %zu phone%s%s%s",
	     text_of(status, "interface"), text_of(status, "address"),
	     tripped ? "TRIPPED: another DHCP server answers here" : guard, n, n == 1 ? "" : "s",
	     counts[0] ? ": " : "", counts);
	if (tripped)
		rogue_lines(t, status);
	for (size_t i = 0; i < json_array_size(json_object_get(status, "alerts")); i++) {
		const json_t *a = json_array_get(json_object_get(status, "alerts"), i);

		line(t, PAINT_BAD, "%s  %s", text_of(a, "code"), text_of(a, "message"));
	}
}

static void draw_rows(struct table *t, const json_t *status, struct row *rows, size_t n)
{
	unsigned width[COL_COUNT];
	const json_t *indexing = json_object_get(status, "indexing");
	char counts[256];
	size_t hidden;

	head_line(t, status, rows, n);
	if (n == 0) {
		if (indexing)
			line(t, "", "reading the library: %lld files so far; phones must wait",
			     (long long)json_integer_value(indexing));
		else
			line(t, "", "waiting for a phone: plug one in");
		return;
	}
	fit_columns(t, rows, n, width);
	title_line(t, width);
	hidden = choose_rows(t, rows, n, t->rows > t->lines + 2 ? t->rows - 1 - t->lines : 1);
	for (size_t i = 0; i < n; i++)
		if (rows[i].shown) {
			row_line(t, &rows[i], width);
			message_lines(t, &rows[i], false);
		}
	if (hidden > 0) {
		count_states(rows, n, true, counts, sizeof(counts));
		line(t, PAINT_DIM, "and %zu more: %s", hidden, counts);
	}
}

void table_draw(struct table *t, const json_t *status)
{
	const json_t *phones = json_object_get(status, "phones");
	size_t n = json_array_size(phones), size = 0;
	struct row *rows = calloc(n + 1, sizeof(*rows));
	char *text = NULL;

	t->text = rows ? open_memstream(&text, &size) : NULL;
	if (!t->text) {
		free(rows);
		return;
	}
	ask_size(t);
	go_up(t, t->text);
	for (size_t i = 0; i < n; i++)
		make_row(&rows[i], json_array_get(phones, i));
	draw_rows(t, status, rows, n);
	fputs("\033[J", t->text);
	if (fclose(t->text) == 0) {
		fwrite(text, 1, size, t->out);
		fflush(t->out);
	}
	t->text = NULL;
	free(text);
	free(rows);
}

void table_clear(struct table *t)
{
	if (t->lines == 0)
		return;
	ask_size(t);
	go_up(t, t->out);
	fputs("\033[J", t->out);
	fflush(t->out);
}
