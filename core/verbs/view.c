/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * view.c -- see view.h.
 *
 *   head        the bench, the guard, how many phones, the time
 *   alarms      what is wrong with the bench, until it is over
 *   four groups, each with its heading and as many of its phones as fit
 *   aside       held phones and strangers, counted
 *   log         the last lines
 *   action      what is to be done with the selected phone, in full
 *   keys
 */
#include <config.h>

#include "core/verbs/view.h"
#include "core/base/clock.h"
#include "core/base/code.h"
#include "core/base/member.h"
#include "core/base/noun.h"

#include <netrecover/types.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ACTION_LINES 4
#define LOG_LINES 8
#define BENCH_WIDTH 10
#define TEXT 1200

struct item {
	const json_t *phone;
	const char *name;
	enum group group;
};

/* What is being made. */
struct making {
	struct view *view;
	const struct view_wish *wish;
	unsigned width;
	struct item *item;              /* sorted by group */
	size_t count, first[GROUPS + 1];
	size_t selected;                /* index of the item; count: none */
	size_t need;                    /* how many need somebody, also those that are not shown */
	bool many;                      /* of several benches: each row says of which */
};

/* -- the document -------------------------------------------------------------------- */

static bool is_true(const json_t *object, const char *key)
{
	return json_is_true(json_object_get(object, key));
}

/* -- lines --------------------------------------------------------------------------- */

/* A character is a column: what comes from phones is plain text, or '?'. */
static void plain(char *text)
{
	for (char *p = text; *p; p++)
		if (*p < 0x20 || *p > 0x7e)
			*p = '?';
}

static struct view_line *put_line(struct making *m, int style, const char *text)
{
	struct view_line *l;

	if (m->view->count >= VIEW_ROWS || m->view->count >= m->wish->rows)
		return NULL;
	l = &m->view->line[m->view->count++];
	snprintf(l->text, sizeof(l->text), "%.*s", (int)m->width, text);
	plain(l->text);
	l->style = style;
	return l;
}

static void __attribute__((format(printf, 3, 4))) line(struct making *m, int style, const char *fmt, ...)
{
	char text[TEXT];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	put_line(m, style, text);
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

/* Wrapped, at most @most lines; with @count_only, how many it takes. */
static size_t wrap(struct making *m, int style, const char *text, unsigned indent, size_t most, bool count_only)
{
	size_t width = m->width > indent + 10 ? m->width - indent : 10, lines = 0;

	for (; *text && lines < most; lines++) {
		size_t n = break_at(text, width);

		if (!count_only)
			line(m, style, "%*s%.*s", (int)indent, "", (int)n, text);
		text += n;
		text += strspn(text, " ");
	}
	return lines;
}

/* -- a phone in a line ---------------------------------------------------------------- */

/* "3:10", "1:02:03" */
static const char *span(int64_t seconds, char buf[24])
{
	long long s = seconds > 0 ? (long long)seconds : 0;

	if (s < 3600)
		snprintf(buf, 24, "%lld:%02lld", s / 60, s % 60);
	else
		snprintf(buf, 24, "%lld:%02lld:%02lld", s / 3600 % 10000, s / 60 % 60, s % 60);
	return buf;
}

/* "14:21" here, of a time of the document. */
static const char *clock_of(const char *text, char buf[8])
{
	time_t at = (time_t)(clock_parse(text) / 1000);
	struct tm tm;

	buf[0] = '\0';
	if (at && localtime_r(&at, &tm))
		strftime(buf, 8, "%H:%M", &tm);
	return buf;
}

/* "2026-01-31 14:21" here. */
static const char *when_of(const char *text, char buf[24])
{
	time_t at = (time_t)(clock_parse(text) / 1000);
	struct tm tm;

	buf[0] = '\0';
	if (at && localtime_r(&at, &tm))
		strftime(buf, 24, "%Y-%m-%d %H:%M", &tm);
	return buf;
}

/* A load as people say it; its name where that is not known. */
static const char *load_text(const json_t *phone, const char *version, const char *load)
{
	if (member_text(phone, version)[0])
		return member_text(phone, version);
	return member_text(phone, load)[0] ? member_text(phone, load) : "?";
}

/* "8.3(3) > 8.5(2)"; "> 9.4(2)SR3-1" where both have no room: half a version is another one. */
static void put_way(const json_t *phone, unsigned room, char *out, size_t size)
{
	const char *from = load_text(phone, "load_version", "load");

	if (member_text(phone, "step_load")[0] && strcmp(member_text(phone, "state"), "done") != 0) {
		const char *to = load_text(phone, "step_version", "step_load");

		if (strlen(from) + strlen(to) + 3 > room)
			from = "";
		snprintf(out, size, "%s%s> %s", from, from[0] ? " " : "", to);
	} else {
		snprintf(out, size, "%s", from);
	}
}

/* "[#####     ]  52%" for the whole step, or for its file where nobody knows the step. */
static void put_bar(const json_t *phone, unsigned width, char *out, size_t size)
{
	long long done = member_number(phone, "step_bytes"), of = member_number(phone, "step_total");
	unsigned percent, filled;

	if (of <= 0) {
		done = member_number(phone, "bytes");
		of = member_number(phone, "total");
	}
	out[0] = '\0';
	if (of <= 0)
		return;
	percent = done <= 0 ? 0 : done >= of ? 100 : (unsigned)((double)done * 100 / (double)of);
	filled = width * percent / 100;
	if (width)
		snprintf(out, size, "[%.*s%*s] %3u%%", (int)filled, "####################", (int)(width - filled), "",
			 percent);
	else
		snprintf(out, size, "%3u%%", percent);
}

/* What it does at this moment, and for how much longer. */
static void put_doing(const struct making *m, const json_t *phone, char *out, size_t size)
{
	int64_t since = clock_parse(member_text(phone, "writing_since"));
	char bar[40], time[24];

	if (strcmp(member_text(phone, "state"), "serving") == 0 && !is_true(phone, "overdue")) {
		put_bar(phone, m->width >= 72 ? 10 : 0, bar, sizeof(bar));
		if (member_number(phone, "left") > 0)
			snprintf(out, size, "%s  %s left", bar, span(member_number(phone, "left"), time));
		else
			snprintf(out, size, "%s", bar[0] ? bar : "downloading");
		return;
	}
	if (!since)
		since = clock_parse(member_text(phone, "since"));
	snprintf(out, size, "writing %5s%s%s%s", span((m->wish->now - since) / 1000, time),
		 is_true(phone, "overdue") ? "  OVERDUE" : "",
		 strcmp(member_text(phone, "link"), "down") == 0 ? "  link down" : "",
		 strcmp(member_text(phone, "state"), "held") == 0 ? "  held" : "");
}

/* The letter that answers it. */
static const char *hint_of(const char *code)
{
	static const struct {
		const char *code, *hint;
	} hints[] = {
		{ "NR-UNKNOWN", "  [l]" }, { "NR-NOPLAN", "  [t]" }, { "NR-DOWN", "  [t]" },
		{ "NR-PROTO", "  [t]" },   { "NR-STEP", "  [r]" },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(hints); i++)
		if (strcmp(hints[i].code, code) == 0)
			return hints[i].hint;
	return "";
}

/* Two dots say that there is more of it. */
static void put_cut(const char *text, int room, char *out, size_t size)
{
	int n = room > 2 ? room - 2 : 0;

	if ((int)strlen(text) <= room) {
		snprintf(out, size, "%s", text);
		return;
	}
	while (n > 0 && text[n - 1] == ' ')
		n--;
	snprintf(out, size, "%.*s%s", n, text, n ? ".." : "");
}

static void put_rest(const struct making *m, const struct item *it, bool same, char *out, size_t size)
{
	const json_t *p = it->phone;
	const char *hint;
	char at[8], cut[VIEW_COLUMNS + 1];
	int room;

	switch (it->group) {
	case GROUP_NEEDS_YOU:
		hint = m->wish->can_order ? hint_of(member_text(p, "code")) : "";
		room = (int)m->width - 49 - (m->many ? BENCH_WIDTH + 2 : 0) - (int)strlen(hint) -
		       (m->width >= 110 ? 17 : 0) -
		       (m->width >= 130 ? 13 : 0) - (m->width >= 150 ? 8 : 0);
		put_cut(same ? "" : member_text(p, "message"), room, cut, sizeof(cut));
		snprintf(out, size, "%-11s %s%s", member_text(p, "code"), cut, hint);
		return;
	case GROUP_DO_NOT_UNPLUG:
		put_doing(m, p, out, size);
		return;
	case GROUP_SAFE_TO_MOVE:
		snprintf(out, size, "done %s", clock_of(member_text(p, "since"), at));
		return;
	case GROUP_SAFE_TO_UNPLUG:
	case GROUP_ASIDE:
	case GROUPS:
		break;
	}
	snprintf(out, size, "%s%s%.200s", member_text(p, "code"), member_text(p, "code")[0] ? " " : "",
		 same ? "" : member_text(p, "message"));
}

/* What wider terminals have beside. */
static size_t put_wide(const struct making *m, const json_t *p, char *out, size_t size)
{
	size_t n = 0;

	if (m->width >= 110)
		n += (size_t)snprintf(out + n, size - n, "%-15.15s  ", member_text(p, "ip"));
	if (m->width >= 130)
		n += (size_t)snprintf(out + n, size - n, "%-11.11s  ", member_text(p, "serial"));
	if (m->width >= 150)
		n += (size_t)snprintf(out + n, size - n, "%-6.6s  ", member_text(p, "load_source"));
	return n;
}

/* @text goes behind the row if all of it has room. */
static void put_if_room(const struct making *m, char out[TEXT], const char *text)
{
	size_t n = strlen(out);

	if (n + strlen(text) <= m->width)
		snprintf(out + n, TEXT - n, "%s", text);
}

/* File k of n, and how fast; behind what it does. */
static void put_file(const struct making *m, const json_t *p, char out[TEXT])
{
	char text[80];

	if (!member_text(p, "file")[0] || strcmp(member_text(p, "state"), "serving") != 0)
		return;
	snprintf(text, sizeof(text), "  file %lld of %lld", member_number(p, "file_number"), member_number(p, "files"));
	put_if_room(m, out, text);
	snprintf(text, sizeof(text), "  %.40s", member_text(p, "file"));
	put_if_room(m, out, text);
	snprintf(text, sizeof(text), "  %lld kB/s", member_number(p, "rate") / 1000);
	if (member_number(p, "rate") > 0)
		put_if_room(m, out, text);
}

/* The bench of a phone, where there are several. */
static void put_of(const struct making *m, const json_t *p, char out[BENCH_WIDTH + 3])
{
	out[0] = '\0';
	if (m->many)
		snprintf(out, BENCH_WIDTH + 3, "%-*.*s  ", BENCH_WIDTH, BENCH_WIDTH, member_text(p, "bench"));
}

static void make_row(const struct making *m, const struct item *it, bool same, char out[TEXT])
{
	const json_t *p = it->phone;
	char way[140], step[24] = "", rest[320], wide[64] = "", of[BENCH_WIDTH + 3];
	int room;

	put_of(m, p, of);
	room = m->width >= 100 ? 26 : m->width >= 76 && !m->many ? 20 : 15;
	put_way(p, (unsigned)room, way, sizeof(way));
	if (member_number(p, "steps") > 0 && it->group != GROUP_NEEDS_YOU)
		snprintf(step, sizeof(step), "%lld/%lld", member_number(p, "step"), member_number(p, "steps"));
	put_rest(m, it, same, rest, sizeof(rest));
	put_wide(m, p, wide, sizeof(wide));
	if (it->group == GROUP_NEEDS_YOU)
		snprintf(out, TEXT, " %-15.20s  %s%-4.8s  %s%-11.30s  %s", it->name, of, member_text(p, "model"), wide,
			 load_text(p, "load_version", "load"), rest);
	else
		snprintf(out, TEXT, " %-15.20s  %s%-4.8s  %s%-*.*s  %3s  %s", it->name, of, member_text(p, "model"), wide, room,
			 room, way, step, rest);
	put_file(m, p, out);
}

/* -- the order ----------------------------------------------------------------------------- */

static int need_of(const json_t *p)
{
	return group_rank(member_text(p, "state"), is_true(p, "overdue"));
}

static int compare_as(enum view_sort sort, const struct item *a, const struct item *b)
{
	switch (sort) {
	case VIEW_BY_NEED:
		return need_of(a->phone) - need_of(b->phone);
	case VIEW_BY_MODEL:
		return strcmp(member_text(a->phone, "model"), member_text(b->phone, "model"));
	case VIEW_BY_TIME:
		return strcmp(member_text(a->phone, "since"), member_text(b->phone, "since"));
	case VIEW_BY_NAME:
	case VIEW_SORTS:
		break;
	}
	return 0;
}

static int compare(const void *x, const void *y, void *sort)
{
	const struct item *a = x, *b = y;
	int d = (int)a->group - (int)b->group;

	if (d == 0)
		d = compare_as(*(const enum view_sort *)sort, a, b);
	return d ? d : strcmp(a->name, b->name);
}

static bool wanted(const json_t *p, const char *filter)
{
	static const char *const keys[] = { "name", "mac", "serial", "ip", "model", "load", "target", "state", "code",
					    "message", "bench" };

	if (!filter[0])
		return true;
	for (size_t i = 0; i < NR_ARRAY_SIZE(keys); i++)
		if (strcasestr(member_text(p, keys[i]), filter))
			return true;
	return false;
}

static void sort_items(struct making *m, const json_t *status)
{
	const json_t *phones = json_object_get(status, "phones"), *p;
	enum view_sort sort = m->wish->sort;
	size_t i;

	m->view->writing = 0;
	json_array_foreach(phones, i, p) {
		struct item *it = &m->item[m->count];

		it->group = group_of(member_text(p, "state"), member_text(p, "advice"), member_text(p, "code"));
		m->view->writing += it->group == GROUP_DO_NOT_UNPLUG;
		m->need += it->group == GROUP_NEEDS_YOU;
		if (!wanted(p, m->wish->filter))
			continue;
		it->phone = p;
		it->name = member_text(p, "name");
		m->count++;
	}
	qsort_r(m->item, m->count, sizeof(*m->item), compare, &sort);
	for (size_t g = 0, k = 0; g <= GROUPS; g++) {
		while (k < m->count && m->item[k].group < g)
			k++;
		m->first[g] = g == GROUPS ? m->count : k;
	}
	m->selected = m->first[GROUP_ASIDE] ? 0 : m->count;
	for (i = 0; i < m->first[GROUP_ASIDE]; i++)
		if (strcmp(m->item[i].name, m->wish->selected) == 0)
			m->selected = i;
}

static size_t size_of(const struct making *m, size_t g)
{
	return m->first[g + 1] - m->first[g];
}

/* -- the height ------------------------------------------------------------------------------- */

/*
 * How many lines each group gets below its heading.  Everybody has one; what is left goes to
 * the group in which the selection is, up to a third, then to the groups in their order.
 */
static void share_out(const struct making *m, size_t room, size_t lines[GROUPS])
{
	size_t chosen = m->selected < m->count ? m->item[m->selected].group : GROUPS, groups = 0, g, extra;

	memset(lines, 0, GROUPS * sizeof(*lines));
	for (g = 0; g < GROUP_ASIDE; g++)
		groups += size_of(m, g) > 0;
	if (room < 2 * groups)
		room = 2 * groups;
	room -= groups;
	for (g = 0; g < GROUP_ASIDE; g++)
		if (size_of(m, g) > 0) {
			lines[g] = 1;
			room--;
		}
	if (chosen < GROUP_ASIDE) {
		extra = size_of(m, chosen) - 1;
		extra = extra < room / 3 ? extra : room / 3;
		lines[chosen] += extra;
		room -= extra;
	}
	for (g = 0; g < GROUP_ASIDE && room; g++) {
		extra = size_of(m, g) > lines[g] ? size_of(m, g) - lines[g] : 0;
		extra = extra < room ? extra : room;
		lines[g] += extra;
		room -= extra;
	}
}

/* Do all of a group say the same?  Then it is said once, in its heading. */
static bool all_same(const struct making *m, size_t g)
{
	const json_t *one = m->item[m->first[g]].phone;

	if (size_of(m, g) < 3 || !member_text(one, "message")[0] || g == GROUP_DO_NOT_UNPLUG || g == GROUP_SAFE_TO_MOVE)
		return false;
	for (size_t i = m->first[g] + 1; i < m->first[g + 1]; i++)
		if (strcmp(member_text(one, "message"), member_text(m->item[i].phone, "message")) != 0 ||
		    strcmp(member_text(one, "code"), member_text(m->item[i].phone, "code")) != 0)
			return false;
	return true;
}

static void put_group(struct making *m, size_t g, size_t lines)
{
	size_t n = size_of(m, g), from = m->first[g], shown, more;
	const char *message = member_text(m->item[from].phone, "message");
	bool same = all_same(m, g);
	char text[TEXT], beside[40] = "";

	shown = n > lines ? (lines > 1 ? lines - 1 : lines) : n;
	more = n - shown;
	if (more && lines == 1)
		snprintf(beside, sizeof(beside), "  (%zu more)", more);
	line(m, VIEW_GROUP + (int)g, "%s  %zu%s%s%s", group_title((enum group)g), n, beside, same ? "   all: " : "",
	     same ? message : "");
	if (m->selected < m->count && m->item[m->selected].group == g && m->selected >= from + shown)
		from = m->selected + 1 - shown;
	for (size_t i = from; i < from + shown; i++) {
		make_row(m, &m->item[i], same, text);
		put_line(m, i == m->selected ? VIEW_SELECTED : VIEW_PLAIN, text);
	}
	if (more && lines > 1)
		line(m, VIEW_DIM, " ... %zu more", more);
}

/* -- what stands around it ---------------------------------------------------------------------- */

/* Without what is no phone, and what nobody knows to be one. */
static size_t phones_of(const json_t *status)
{
	const json_t *p;
	size_t i, n = 0;

	json_array_foreach(json_object_get(status, "phones"), i, p)
		n += strcmp(member_text(p, "state"), "stranger") != 0 &&
		     (strcmp(member_text(p, "state"), "seen") != 0 || member_text(p, "code")[0]);
	return n;
}

static void put_head(struct making *m, const json_t *status)
{
	const json_t *totals = json_object_get(status, "totals");       /* of a fleet: also of what is not shown */
	size_t n = totals ? (size_t)member_number(totals, "phones") : phones_of(status);
	size_t need = totals ? (size_t)member_number(totals, "needs_you") : m->need;
	time_t now = (time_t)(m->wish->now / 1000);
	char text[TEXT], clock[12] = "";
	struct tm tm;
	size_t at;

	if (localtime_r(&now, &tm))
		strftime(clock, sizeof(clock), "%H:%M:%S", &tm);
	if (m->many)
		snprintf(text, sizeof(text), "%.40s   guard %.40s   %zu %s", member_text(status, "bench"),
			 member_text(status, "guard"), n, noun_of(n, "phone", "phones"));
	else
		snprintf(text, sizeof(text), "%.40s%s%.15s %.15s   guard %.10s   %zu %s", member_text(status, "bench"),
			 member_text(status, "bench")[0] ? "  " : "", member_text(status, "interface"),
			 member_text(status, "address"), member_text(status, "guard"), n, noun_of(n, "phone", "phones"));
	at = strlen(text);
	if (need)
		at += (size_t)snprintf(text + at, sizeof(text) - at, ", %zu %s you", need, noun_of(need, "needs", "need"));
	if (m->wish->filter[0])
		at += (size_t)snprintf(text + at, sizeof(text) - at, ", %zu with '%s'", m->count, m->wish->filter);
	if (at + strlen(clock) + 1 < m->width)
		snprintf(text + at, sizeof(text) - at, "%*s", (int)(m->width - at), clock);
	put_line(m, VIEW_HEAD, text);
}

static void put_alarms(struct making *m, const json_t *status)
{
	const json_t *alerts = json_object_get(status, "alerts"), *a, *indexing = json_object_get(status, "indexing");
	char text[TEXT];
	size_t i, shown = 0;

	if (!m->many && strcmp(member_text(status, "guard"), "tripped") == 0) {
		snprintf(text, sizeof(text), "NR-ROGUE: %s: take it off this wire. No new address and no new step until it is "
			 "gone; what runs goes on", member_text(json_object_get(status, "guard_by"), "who"));
		wrap(m, VIEW_ALARM, text, 0, 3, false);
	}
	json_array_foreach(alerts, i, a) {
		/* What is about one phone its row says. */
		if (json_is_string(json_object_get(a, "phone")) ||
		    (!m->many && strcmp(member_text(a, "code"), "NR-ROGUE") == 0) || shown++ >= 3)
			continue;
		snprintf(text, sizeof(text), "%s%s%s", member_text(a, "code"), member_text(a, "code")[0] ? ": " : "",
			 member_text(a, "message"));
		/* What to do stands at its end. */
		wrap(m, VIEW_ALARM, text, 0, shown == 1 && m->wish->rows >= 20 ? 4 : 2, false);
	}
	if (indexing)
		line(m, VIEW_ALARM, "reading the library: %lld %s so far; phones must wait",
		     (long long)json_integer_value(indexing),
		     noun_of((unsigned long long)json_integer_value(indexing), "file", "files"));
}

static int need_of_bench(const json_t *b)
{
	const char *state = member_text(b, "state");

	if (strcmp(state, "gone") == 0 || strcmp(member_text(b, "guard"), "tripped") == 0)
		return 0;
	return strcmp(state, "running") != 0 ? 1 : member_number(b, "need") > 0 ? 2 : 3;
}

static void put_bench(struct making *m, const json_t *b)
{
	int need = need_of_bench(b);
	char heard[8];

	line(m, need == 0 ? VIEW_ALARM : VIEW_DIM, " %-16.24s  %-8.10s guard %-8.10s %4lld %s, %lld %s you  heard %s",
	     member_text(b, "bench"), member_text(b, "state"), member_text(b, "guard"), member_number(b, "phones"),
	     noun_of((unsigned long long)member_number(b, "phones"), "phone ", "phones"), member_number(b, "need"),
	     noun_of((unsigned long long)member_number(b, "need"), "needs", "need"), clock_of(member_text(b, "heard"), heard));
}

/* The benches of a fleet, those with trouble first, in a fourth of the screen. */
static void put_benches(struct making *m, const json_t *status)
{
	const json_t *benches = json_object_get(status, "benches"), *b;
	size_t n = json_array_size(benches), most = m->wish->rows / 4, shown = 0, i;

	if (n > most && most > 0)
		most--;
	for (int need = 0; need < 4; need++)
		json_array_foreach(benches, i, b)
			if (need_of_bench(b) == need && shown < most) {
				put_bench(m, b);
				shown++;
			}
	if (n > shown)
		line(m, VIEW_DIM, " ... %zu more %s", n - shown, noun_of(n - shown, "bench", "benches"));
}

/* The end of @text before @n, at a word. */
static size_t words_before(const char *text, size_t n)
{
	while (n > 0 && text[n - 1] != ' ')
		n--;
	return n > 0 ? n - 1 : 0;
}

/*
 * The selected phone, and what to do with it, in full: where both have no room in @lines, what
 * is so is cut, and the details have all of it.
 */
static void make_action(struct making *m, size_t lines, char out[TEXT])
{
	const json_t *p = m->selected < m->count ? m->item[m->selected].phone : NULL;
	enum code c = p ? code_find(member_text(p, "code")) : CODE_COUNT;
	const char *message = member_text(p, "message");
	size_t whole = strlen(message), n = whole;

	out[0] = '\0';
	while (p) {
		snprintf(out, TEXT, "%s: %s%s%.*s%s%s%s", member_text(p, "name"), member_text(p, "code"),
			 member_text(p, "code")[0] ? " " : "", (int)n, message, n < whole ? " .. (enter: all of it)" : "",
			 c < CODE_COUNT ? ". Do: " : "", c < CODE_COUNT ? code_row(c)->remedy : "");
		if (n == 0 || wrap(m, VIEW_ACTION, out, 0, lines + 1, true) <= lines)
			return;
		n = words_before(message, n);
	}
}

static void put_count(char *text, size_t size, size_t n, const char *what)
{
	size_t at = strlen(text);

	if (n)
		snprintf(text + at, size - at, "%s%zu %s", strcmp(text, "aside: ") == 0 ? "" : ", ", n, what);
}

static void put_aside(struct making *m)
{
	size_t held = 0, strangers = 0, others = 0;
	char text[120] = "aside: ";

	for (size_t i = m->first[GROUP_ASIDE]; i < m->count; i++) {
		const char *state = member_text(m->item[i].phone, "state");

		held += strcmp(state, "held") == 0;
		strangers += strcmp(state, "stranger") == 0;
	}
	others = size_of(m, GROUP_ASIDE) - held - strangers;
	put_count(text, sizeof(text), held, "held");
	put_count(text, sizeof(text), strangers, noun_of(strangers, "stranger", "strangers"));
	put_count(text, sizeof(text), others, "not known yet");
	line(m, VIEW_DIM, "%s", text);
}

static void put_log(struct making *m, size_t lines)
{
	size_t have = m->wish->log_count < lines ? m->wish->log_count : lines;

	for (size_t i = m->wish->log_count - have; i < m->wish->log_count; i++)
		line(m, VIEW_DIM, "%s", m->wish->log[i]);
}

static void put_keys(struct making *m)
{
	static const char all[] = "enter details  l load  t target  h hold  r retry  / find  s sort  ? help  q quit";
	static const char few[] = "enter details  / find  s sort  ? help  q quit";

	if (m->wish->prompt)
		line(m, VIEW_ACTION, "%s", m->wish->prompt);
	else
		line(m, VIEW_DIM, "%s", m->wish->can_order ? all : few);
}

static void fill_to(struct making *m, size_t row)
{
	while (m->view->count < row && m->view->count < m->wish->rows)
		put_line(m, VIEW_PLAIN, "");
}

/* -- all of it ------------------------------------------------------------------------------------ */

static void put_body(struct making *m, size_t below)
{
	size_t lines[GROUPS], used = m->view->count + below, rows = m->wish->rows > used ? m->wish->rows - used : 1;

	if (m->count == 0) {
		line(m, VIEW_PLAIN, "%s", m->wish->filter[0] ? "no phone has that in its line" :
		     m->many ? "no phone on any of these benches" : "waiting for a phone: plug one in");
		return;
	}
	if (size_of(m, GROUP_ASIDE))
		rows = rows > 1 ? rows - 1 : 1;
	share_out(m, rows, lines);
	for (size_t g = 0; g < GROUP_ASIDE; g++)
		if (size_of(m, g))
			put_group(m, g, lines[g]);
	if (size_of(m, GROUP_ASIDE))
		put_aside(m);
}

/* As the bar and the dots look where the terminal has more characters. */
static void beautify(struct view *v)
{
	for (size_t i = 0; i < v->count; i++) {
		char text[VIEW_TEXT], *t = v->line[i].text;
		size_t n = 0;

		for (size_t k = 0; t[k] && n + 4 < sizeof(text); k++)
			if (t[k] == '#' && (k == 0 || strchr("#[", t[k - 1])))
				n += (size_t)snprintf(text + n, 4, "\xe2\x96\x88");
			else
				text[n++] = t[k];
		text[n] = '\0';
		memcpy(t, text, n + 1);
	}
}

static int keep_order(struct making *m)
{
	struct view *v = m->view;
	size_t n = m->first[GROUP_ASIDE];

	free(v->order);
	v->order = calloc(n + 1, sizeof(*v->order));
	v->phones = v->order ? n : 0;
	for (size_t i = 0; i < v->phones; i++)
		snprintf(v->order[i], sizeof(v->order[i]), "%s", m->item[i].name);
	return v->order ? 0 : -ENOMEM;
}

static struct making begin(struct view *v, const struct view_wish *w)
{
	v->count = 0;
	return (struct making){ .view = v, .wish = w, .width = w->columns < VIEW_COLUMNS ? w->columns : VIEW_COLUMNS };
}

int view_make(struct view *v, const json_t *status, const struct view_wish *w)
{
	struct making m = begin(v, w);
	size_t action, log;
	char text[TEXT];
	int r;

	m.item = calloc(json_array_size(json_object_get(status, "phones")) + 1, sizeof(*m.item));
	if (!m.item)
		return -ENOMEM;
	m.many = json_is_array(json_object_get(status, "benches"));
	sort_items(&m, status);
	r = keep_order(&m);
	put_head(&m, status);
	put_alarms(&m, status);
	put_benches(&m, status);
	action = w->rows >= 20 ? ACTION_LINES : 1;
	make_action(&m, action, text);
	action = wrap(&m, VIEW_ACTION, text, 0, action, true);
	log = w->rows >= 40 ? LOG_LINES : w->rows >= 20 ? 2 : 0;
	log = log < w->log_count ? log : w->log_count;
	put_body(&m, action + log + 1);
	fill_to(&m, w->rows - action - log - 1);
	put_log(&m, log);
	wrap(&m, VIEW_ACTION, text, 0, action, false);
	put_keys(&m);
	if (w->utf8)
		beautify(v);
	free(m.item);
	return r;
}

/* -- one phone -------------------------------------------------------------------------------------- */

/* A name of at most ten letters and what it says.  Not by columns.h: the screen is made of lines
 * of its width, and a long text goes on below itself, not below the name. */
static void __attribute__((format(printf, 3, 4)))
put_pair(struct making *m, const char *name, const char *fmt, ...)
{
	char text[TEXT];
	const unsigned indent = 11;
	size_t n;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (!text[0] || strcmp(text, " by ") == 0)
		return;
	n = break_at(text, m->width > indent + 10 ? m->width - indent : 10);
	line(m, VIEW_PLAIN, "%-*s%.*s", (int)indent, name, (int)n, text);
	wrap(m, VIEW_PLAIN, text + n + strspn(text + n, " "), indent, 11, false);
}

static void put_plan(struct making *m, const json_t *phone)
{
	const json_t *plan = json_object_get(phone, "plan"), *s;
	bool done = strcmp(member_text(phone, "state"), "done") == 0;
	size_t i;

	if (!json_array_size(plan))
		return;
	line(m, VIEW_HEAD, "Plan");
	json_array_foreach(plan, i, s) {
		char text[TEXT];

		line(m, VIEW_PLAIN, " %s %zu  %s  %s", done || (long long)i + 1 < member_number(phone, "step") ? "done" :
		     (long long)i + 1 == member_number(phone, "step") ? " now" : "    ", i + 1, member_text(s, "version"),
		     member_text(s, "load"));
		snprintf(text, sizeof(text), "%s (%s)", member_text(s, "reason"), member_text(s, "source"));
		wrap(m, VIEW_DIM, text, 9, 8, false);
	}
}

static void put_events(struct making *m, const char *name)
{
	size_t n = 0, at[10];

	for (size_t i = m->wish->log_count; i-- > 0 && n < NR_ARRAY_SIZE(at);)
		if (strstr(m->wish->log[i], name))
			at[n++] = i;
	if (n)
		line(m, VIEW_HEAD, "Last lines");
	while (n-- > 0)
		wrap(m, VIEW_DIM, m->wish->log[at[n]], 1, 2, false);
}

static void put_advice(struct making *m, const json_t *p)
{
	enum code c = code_find(member_text(p, "code"));
	enum group g = group_of(member_text(p, "state"), member_text(p, "advice"), member_text(p, "code"));

	line(m, VIEW_GROUP + (int)g, "%s   %s", member_text(p, "name"), group_title(g));
	put_pair(m, "is so", "%s%s%s", member_text(p, "code"), member_text(p, "code")[0] ? ": " : "", member_text(p, "message"));
	if (c < CODE_COUNT)
		put_pair(m, "do", "%s", code_row(c)->remedy);
}

static void put_facts(struct making *m, const json_t *p)
{
	char when[24];

	put_pair(m, "bench", "%s", member_text(p, "bench"));
	put_pair(m, "model", "%s by %s", member_text(p, "model"), member_text(p, "model_source"));
	put_pair(m, "MAC", "%s", member_text(p, "mac"));
	put_pair(m, "address", "%s", member_text(p, "ip"));
	put_pair(m, "serial", "%s", member_text(p, "serial"));
	put_pair(m, "board", "%s", member_text(p, "hardware"));
	put_pair(m, "runs", "%s by %s", member_text(p, "load"), member_text(p, "load_source"));
	put_pair(m, "but", "%s", member_text(p, "disagreement"));
	put_pair(m, "target", "%s", member_text(p, "target"));
	put_pair(m, "state", "%s since %s", member_text(p, "state"), when_of(member_text(p, "since"), when));
	put_pair(m, "writes", "%s%s%s", member_text(p, "writing_since")[0] ? "since " : "",
		 when_of(member_text(p, "writing_since"), when),
		 is_true(p, "overdue") ? ", longer than is usual" : "");
	if (member_number(p, "files") > 0)
		put_pair(m, "files", "%lld of %lld %s", member_number(p, "file_number"), member_number(p, "files"),
			 member_text(p, "file"));
	put_pair(m, "it said", "%s", member_text(p, "reason"));
	put_pair(m, "note", "%s", member_text(p, "address_note"));
}

void view_details(struct view *v, const json_t *phone, const struct view_wish *w, size_t scroll)
{
	struct view_wish tall = *w;
	struct making m = begin(v, &tall);
	size_t rows = w->rows < VIEW_ROWS ? w->rows : VIEW_ROWS;

	tall.rows = VIEW_ROWS - 1;
	put_advice(&m, phone);
	put_facts(&m, phone);
	put_plan(&m, phone);
	put_events(&m, member_text(phone, "name"));
	if (scroll + 1 > v->count)
		scroll = v->count ? v->count - 1 : 0;
	memmove(v->line, v->line + scroll, (v->count - scroll) * sizeof(*v->line));
	v->count -= scroll;
	if (v->count > rows - 1)
		v->count = rows - 1;
	tall.rows = rows;
	fill_to(&m, rows - 1);
	line(&m, w->prompt ? VIEW_ACTION : VIEW_DIM, "%s", w->prompt ? w->prompt : w->can_order ?
	     "esc back  up/down scroll  l load  t target  h hold  r retry  q quit" : "esc back  up/down scroll  q quit");
}

void view_help(struct view *v, const struct view_wish *w)
{
	static const char *const keys[] = {
		"up, down, j, k        the phone before, the next one",
		"page up, page down    ten at once",
		"home, end             the first, the last",
		"enter                 all about this phone; escape goes back",
		"/                     show only phones with this text; empty: all",
		"s                     sort within a group: need, name, model, time",
		"l                     say which load it runs",
		"t                     say which load it shall reach",
		"h                     hold it, or release it",
		"r                     try again with one that was refused or blocked",
		"n                     keep a note about it",
		"q                     quit; asks while phones must not be unplugged",
		"",
		"NEEDS YOU: somebody must do something; the line at the bottom says what.",
		"DO NOT UNPLUG: it downloads, or may be writing its flash.",
		"SAFE TO UNPLUG: it waits; it goes on when it is plugged in again.",
		"SAFE TO MOVE: it has proven that it runs its target.",
	};
	struct making m = begin(v, w);

	for (size_t i = 0; i < NR_ARRAY_SIZE(keys); i++)
		line(&m, VIEW_PLAIN, "%s", keys[i]);
	fill_to(&m, w->rows - 1);
	line(&m, VIEW_DIM, "any key: back");
}

void view_finish(struct view *v)
{
	free(v->order);
	v->order = NULL;
}
