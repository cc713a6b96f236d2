/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * screen.c -- see screen.h.
 *
 * ncurses knows the terminal, keeps what it shows, and sends the difference.  All of
 * its calls are here.
 */
#include <config.h>

#include "core/verbs/screen.h"
#include "core/base/clock.h"
#include "core/base/noun.h"
#include "core/verbs/view.h"

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define LOG_KEPT 200
#define LOG_TEXT 320
#define ESCAPE 27

enum mode {
	MODE_TABLE,
	MODE_DETAILS,
	MODE_HELP,
	MODE_QUIT,              /* quit?  y/n */
	MODE_INPUT,             /* words of the operator */
};

struct screen {
	struct screen_ops ops;
	void *arg;
	SCREEN *terminal;
	struct ev_loop *loop;
	ev_io keys;
	ev_timer second;
	ev_signal resized;
	enum mode mode, before;         /* @before: a question */
	struct view view;
	struct view_wish wish;
	json_t *status, *details;
	char (*log)[LOG_TEXT];          /* a ring, oldest at @log_at when it is full */
	size_t log_count, log_at;
	const char *shown_log[LOG_KEPT];
	char verb[16];                  /* for which @input is */
	char input[120], prompt[400];
	size_t scroll;
	int64_t prompt_until;           /* an answer goes away by itself; 0: it stays */
};

/* -- drawing -------------------------------------------------------------------------- */

static attr_t look_of(int style)
{
	static const int group_pair[GROUPS] = { 1, 2, 0, 3, 0 };

	if (style >= VIEW_GROUP && style < VIEW_GROUP + GROUPS)
		return A_BOLD | (has_colors() ? (attr_t)COLOR_PAIR(group_pair[style - VIEW_GROUP]) : 0);
	switch ((enum view_style)style) {
	case VIEW_HEAD:
	case VIEW_ACTION:
		return A_BOLD;
	case VIEW_ALARM:
		return A_BOLD | (has_colors() ? (attr_t)COLOR_PAIR(1) : (attr_t)A_REVERSE);
	case VIEW_DIM:
		return A_DIM;
	case VIEW_SELECTED:
		return A_REVERSE;
	case VIEW_PLAIN:
	case VIEW_GROUP:
		break;
	}
	return A_NORMAL;
}

static void use_size(struct screen *s)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0 &&
	    (size.ws_row != LINES || size.ws_col != COLS))
		resizeterm(size.ws_row, size.ws_col);
	s->wish.columns = (unsigned)COLS;
	s->wish.rows = LINES < VIEW_ROWS ? (unsigned)LINES : VIEW_ROWS;
}

static void order_log(struct screen *s)
{
	for (size_t i = 0; i < s->log_count; i++)
		s->shown_log[i] = s->log[(s->log_at + i) % LOG_KEPT];
	s->wish.log = s->shown_log;
	s->wish.log_count = s->log_count;
}

static void make_lines(struct screen *s)
{
	s->wish.now = clock_wall_ms();
	if (s->prompt_until && clock_mono_ms() > s->prompt_until)
		s->prompt_until = s->prompt[0] = 0;
	s->wish.prompt = s->prompt[0] ? s->prompt : NULL;
	order_log(s);
	if (s->mode == MODE_HELP)
		view_help(&s->view, &s->wish);
	else if (s->details && (s->mode == MODE_DETAILS || s->before == MODE_DETAILS))
		view_details(&s->view, s->details, &s->wish, s->scroll);
	else
		view_make(&s->view, s->status, &s->wish);
}

static void draw(struct screen *s)
{
	use_size(s);
	make_lines(s);
	for (int i = 0; i < (int)s->wish.rows; i++) {
		move(i, 0);
		if ((size_t)i < s->view.count) {
			attrset(look_of(s->view.line[i].style));
			addstr(s->view.line[i].text);
			attrset(A_NORMAL);
		}
		clrtoeol();
	}
	refresh();
}

static void say(struct screen *s, const char *text)
{
	snprintf(s->prompt, sizeof(s->prompt), "%s", text);
	s->prompt_until = clock_mono_ms() + 6000;
}

/* -- orders ------------------------------------------------------------------------------- */

static json_t *ask(struct screen *s, const char *line)
{
	char *error = NULL;
	json_t *answer = s->ops.ask ? s->ops.ask(line, &error, s->arg) : NULL;

	if (!answer && error)
		say(s, error);
	free(error);
	return answer;
}

static void order(struct screen *s, const char *verb, const char *more)
{
	char text[400];
	const char *said;
	json_t *answer;

	snprintf(text, sizeof(text), "%s %s%s%s", verb, s->wish.selected, more[0] ? " " : "", more);
	answer = ask(s, text);
	said = json_string_value(json_object_get(answer, "message"));
	if (said)
		say(s, said);
	json_decref(answer);
}

static const json_t *selected(const struct screen *s)
{
	const json_t *phones = json_object_get(s->status, "phones"), *p;
	size_t i;

	json_array_foreach(phones, i, p) {
		const char *name = json_string_value(json_object_get(p, "name"));

		if (name && strcmp(name, s->wish.selected) == 0)
			return p;
	}
	return NULL;
}

static void refresh_details(struct screen *s)
{
	char text[64];
	json_t *answer;

	if (s->mode != MODE_DETAILS && s->before != MODE_DETAILS)
		return;
	snprintf(text, sizeof(text), "status %s", s->wish.selected);
	answer = ask(s, text);
	if (!answer && selected(s))
		answer = json_deep_copy(selected(s));
	json_decref(s->details);
	s->details = answer;
}

/* -- keys ---------------------------------------------------------------------------------- */

static void select_at(struct screen *s, long at)
{
	if (s->view.phones == 0)
		return;
	if (at < 0)
		at = 0;
	if (at >= (long)s->view.phones)
		at = (long)s->view.phones - 1;
	snprintf(s->wish.selected, sizeof(s->wish.selected), "%s", s->view.order[at]);
}

static void move_by(struct screen *s, long by)
{
	long at = 0;

	for (size_t i = 0; i < s->view.phones; i++)
		if (strcmp(s->view.order[i], s->wish.selected) == 0)
			at = (long)i;
	select_at(s, at + by);
}

static void show_input(struct screen *s)
{
	snprintf(s->prompt, sizeof(s->prompt), "%s %s: %s_", s->verb[0] == '/' ? "find" : s->verb,
		 s->verb[0] == '/' ? "(empty: all)" : s->wish.selected, s->input);
	s->prompt_until = 0;
}

static void begin_input(struct screen *s, const char *verb)
{
	if (s->verb[0] != '/' && !s->wish.selected[0])
		return;
	snprintf(s->verb, sizeof(s->verb), "%s", verb);
	s->input[0] = '\0';
	s->before = s->mode;
	s->mode = MODE_INPUT;
	show_input(s);
}

static void leave_question(struct screen *s)
{
	s->mode = s->before;
	s->before = MODE_TABLE;
	s->prompt[0] = '\0';
	s->prompt_until = 0;
}

static void key_input(struct screen *s, int key)
{
	size_t n = strlen(s->input);

	if (key == ESCAPE) {
		leave_question(s);
		return;
	}
	if (key == '\n' || key == '\r' || key == KEY_ENTER) {
		leave_question(s);
		if (s->verb[0] == '/')
			snprintf(s->wish.filter, sizeof(s->wish.filter), "%.39s", s->input);
		else if (s->input[0])
			order(s, s->verb, s->input);
		return;
	}
	if ((key == KEY_BACKSPACE || key == 127 || key == '\b') && n > 0)
		s->input[n - 1] = '\0';
	else if (key >= ' ' && key < 127 && n + 1 < sizeof(s->input)) {
		s->input[n] = (char)key;
		s->input[n + 1] = '\0';
	}
	show_input(s);
}

bool screen_ask_quit(struct screen *s)
{
	unsigned n = s->view.writing;

	if (!s->ops.asks_before_quit || n == 0 || s->mode == MODE_QUIT)
		return false;
	s->before = s->mode == MODE_INPUT || s->mode == MODE_HELP ? MODE_TABLE : s->mode;
	s->mode = MODE_QUIT;
	snprintf(s->prompt, sizeof(s->prompt), "Quit? y/n  %u %s plugged in; %s next step waits for the bench", n,
		 noun_of(n, "phone must stay", "phones must stay"), noun_of(n, "its", "their"));
	s->prompt_until = 0;
	draw(s);
	return true;
}

static void key_quit(struct screen *s, int key)
{
	leave_question(s);
	if (key == 'y' || key == 'Y')
		s->ops.quit(s->arg);
}

static void hold_or_release(struct screen *s)
{
	const json_t *p = selected(s);
	const char *state = json_string_value(json_object_get(p, "state"));

	if (state)
		order(s, strcmp(state, "held") == 0 ? "resume" : "hold", "");
}

/* What works in the table and in the details. */
static bool key_order(struct screen *s, int key)
{
	if (key == 'q') {
		if (!screen_ask_quit(s))
			s->ops.quit(s->arg);
		return true;
	}
	if (!s->ops.ask || !selected(s))
		return false;
	switch (key) {
	case 'l':
		begin_input(s, "load");
		return true;
	case 't':
		begin_input(s, "target");
		return true;
	case 'n':
		begin_input(s, "note");
		return true;
	case 'h':
		hold_or_release(s);
		return true;
	case 'r':
		order(s, "retry", "");
		return true;
	default:
		return false;
	}
}

static void key_details(struct screen *s, int key)
{
	switch (key) {
	case KEY_UP:
	case 'k':
		s->scroll -= s->scroll > 0;
		break;
	case KEY_DOWN:
	case 'j':
		s->scroll += s->view.count > 2;
		break;
	case ESCAPE:
	case '\n':
	case '\r':
	case KEY_ENTER:
	case KEY_BACKSPACE:
	case KEY_LEFT:
		s->mode = MODE_TABLE;
		break;
	default:
		key_order(s, key);
		break;
	}
}

static void open_details(struct screen *s)
{
	if (!selected(s))
		return;
	s->mode = MODE_DETAILS;
	s->scroll = 0;
	refresh_details(s);
}

static void key_table(struct screen *s, int key)
{
	switch (key) {
	case KEY_UP:
	case 'k':
		move_by(s, -1);
		break;
	case KEY_DOWN:
	case 'j':
		move_by(s, 1);
		break;
	case KEY_PPAGE:
		move_by(s, -10);
		break;
	case KEY_NPAGE:
		move_by(s, 10);
		break;
	case KEY_HOME:
		select_at(s, 0);
		break;
	case KEY_END:
		select_at(s, (long)s->view.phones);
		break;
	case '\n':
	case '\r':
	case KEY_ENTER:
		open_details(s);
		break;
	case '/':
		s->verb[0] = '/';
		begin_input(s, "/");
		break;
	case 's':
		s->wish.sort = (enum view_sort)((s->wish.sort + 1) % VIEW_SORTS);
		break;
	case '?':
		s->mode = MODE_HELP;
		break;
	case 'L' & 0x1f:        /* Ctrl-L */
		clearok(curscr, TRUE);
		break;
	default:
		key_order(s, key);
		break;
	}
}

static void take_key(struct screen *s, int key)
{
	if (s->prompt_until)
		s->prompt_until = s->prompt[0] = 0;
	if (!s->wish.selected[0])
		select_at(s, 0);
	switch (s->mode) {
	case MODE_TABLE:
		key_table(s, key);
		break;
	case MODE_DETAILS:
		key_details(s, key);
		break;
	case MODE_HELP:
		s->mode = MODE_TABLE;
		break;
	case MODE_QUIT:
		key_quit(s, key);
		break;
	case MODE_INPUT:
		key_input(s, key);
		break;
	}
}

/* -- events --------------------------------------------------------------------------------- */

static void take_status(struct screen *s)
{
	json_t *doc = s->ops.status(s->arg);

	if (!doc)
		return;
	json_decref(s->status);
	s->status = doc;
	refresh_details(s);
}

static void on_second(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct screen *s = w->data;

	(void)loop;
	(void)revents;
	take_status(s);
	draw(s);
}

static void on_resize(struct ev_loop *loop, ev_signal *w, int revents)
{
	(void)loop;
	(void)revents;
	draw(w->data);
}

static void on_keys(struct ev_loop *loop, ev_io *w, int revents)
{
	struct screen *s = w->data;
	bool any = false;
	int key;

	(void)loop;
	(void)revents;
	while ((key = getch()) != ERR) {
		take_key(s, key);
		any = true;
	}
	if (!any) {                     /* the terminal is gone */
		ev_io_stop(s->loop, &s->keys);
		return;
	}
	take_status(s);
	draw(s);
}

void screen_log(struct screen *s, const char *line)
{
	size_t at = (s->log_at + s->log_count) % LOG_KEPT;

	snprintf(s->log[at], LOG_TEXT, "%s", line);
	if (s->log_count < LOG_KEPT)
		s->log_count++;
	else
		s->log_at = (s->log_at + 1) % LOG_KEPT;
}

/* -- its life ---------------------------------------------------------------------------------- */

static bool possible(void)
{
	const char *term = getenv("TERM");

	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term && term[0] && strcmp(term, "dumb") != 0;
}

static void use_colours(void)
{
	const char *no_color = getenv("NO_COLOR");

	if ((no_color && no_color[0]) || !has_colors() || start_color() == ERR)
		return;
	use_default_colors();
	init_pair(1, COLOR_RED, -1);
	init_pair(2, COLOR_YELLOW, -1);
	init_pair(3, COLOR_GREEN, -1);
}

struct screen *screen_new(const struct screen_ops *ops, void *arg)
{
	struct screen *s = possible() ? calloc(1, sizeof(*s)) : NULL;

	if (!s)
		return NULL;
	setlocale(LC_CTYPE, "");
	tzset();                        /* its file cannot be opened later */
	s->ops = *ops;
	s->arg = arg;
	s->log = calloc(LOG_KEPT, sizeof(*s->log));
	s->status = json_object();
	s->terminal = s->log && s->status ? newterm(NULL, stdout, stdin) : NULL;
	if (!s->terminal) {
		json_decref(s->status);
		free(s->log);
		free(s);
		return NULL;
	}
	s->wish.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	s->wish.can_order = ops->ask != NULL;
	cbreak();
	noecho();
	nodelay(stdscr, TRUE);
	keypad(stdscr, TRUE);
	set_escdelay(25);
	curs_set(0);
	use_colours();
	return s;
}

void screen_start(struct screen *s, struct ev_loop *loop)
{
	s->loop = loop;
	ev_io_init(&s->keys, on_keys, STDIN_FILENO, EV_READ);
	ev_timer_init(&s->second, on_second, 0., 1.);
	ev_signal_init(&s->resized, on_resize, SIGWINCH);
	s->keys.data = s->second.data = s->resized.data = s;
	ev_io_start(loop, &s->keys);
	ev_timer_start(loop, &s->second);
	ev_signal_start(loop, &s->resized);
}

void screen_free(struct screen *s)
{
	if (!s)
		return;
	if (s->loop) {
		ev_io_stop(s->loop, &s->keys);
		ev_timer_stop(s->loop, &s->second);
		ev_signal_stop(s->loop, &s->resized);
	}
	endwin();
	/* It never came to be shown: somebody wants to read why. */
	for (size_t i = 0; !s->loop && i < s->log_count; i++)
		fprintf(stderr, "%s\n", s->log[(s->log_at + i) % LOG_KEPT]);
	delscreen(s->terminal);
	view_finish(&s->view);
	json_decref(s->status);
	json_decref(s->details);
	free(s->log);
	free(s);
}
