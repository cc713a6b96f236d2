/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * alert.c -- see alert.h.
 */
#include <config.h>

#include "core/phone/alert.h"
#include "core/base/clock.h"
#include "core/phone/uplink.h"

#include <stdarg.h>

/* What plugins say again while it lasts comes every ten seconds, or with the next request of a
 * phone: 64 s apart at most. */
#define SAID_AGAIN_MS 130000

static struct alert *find(struct bench *b, enum code code, nr_phone_id phone)
{
	struct alerts *all = &b->alerts;

	for (size_t i = 0; i < all->count; i++)
		if (all->row[i].code == code && all->row[i].phone == phone)
			return &all->row[i];
	return NULL;
}

static bool is_over(const struct alert *a, int64_t now)
{
	return a->until && a->until <= now;
}

static void remove_row(struct alerts *all, size_t i)
{
	memmove(&all->row[i], &all->row[i + 1], (all->count - i - 1) * sizeof(all->row[0]));
	all->count--;
}

static struct alert *make(struct bench *b, enum code code, nr_phone_id phone)
{
	struct alerts *all = &b->alerts;
	struct alert *a;

	for (size_t i = all->count; i-- > 0;)
		if (is_over(&all->row[i], clock_mono_ms()))
			remove_row(all, i);
	if (all->count == ALERTS)
		remove_row(all, 0);
	a = &all->row[all->count++];
	*a = (struct alert){ .code = code, .phone = phone, .since = clock_wall_ms() };
	return a;
}

static bool put(struct bench *b, enum code code, nr_phone_id phone, int64_t ms, const char *text)
{
	struct alert *a = find(b, code, phone);
	int64_t now = clock_mono_ms();
	bool is_new = !a || is_over(a, now);

	if (is_new)
		a = make(b, code, phone);
	a->until = ms ? now + ms : 0;
	snprintf(a->message, sizeof(a->message), "%s", text);
	if (is_new && b->changed)
		b->changed(b, NULL, b->changed_arg);
	return is_new;
}

bool alert_raise(struct bench *b, enum code code, nr_phone_id phone, int64_t ms, const char *fmt, ...)
{
	char text[sizeof(b->alerts.row[0].message)];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return put(b, code, phone, ms, text);
}

bool alert_clear(struct bench *b, enum code code, nr_phone_id phone)
{
	struct alert *a = find(b, code, phone);

	if (!a)
		return false;
	remove_row(&b->alerts, (size_t)(a - b->alerts.row));
	if (b->changed)
		b->changed(b, NULL, b->changed_arg);
	return true;
}

void alert_read(struct bench *b, const char *line)
{
	const char *end = strchr(line, ':');
	enum code code;
	char text[16];

	if (!end || end[1] != ' ' || (size_t)(end - line) >= sizeof(text))
		return;
	snprintf(text, sizeof(text), "%.*s", (int)(end - line), line);
	code = code_find(text);
	/* The guard says itself what it makes of it, and for how long. */
	if (code != CODE_COUNT && code != CODE_ROGUE)
		put(b, code, NR_NO_PHONE, SAID_AGAIN_MS, end + 2);
}

/* -- the list ------------------------------------------------------------------------ */

static json_t *row(const char *code, const char *message, const struct phone *p, int64_t since)
{
	char time[CLOCK_STR_SIZE];

	return json_pack("{s:s, s:s, s:s?, s:s?, s:s}", "code", code, "message", message, "remedy", code_remedy(code),
			 "phone", p ? p->name : NULL, "since", clock_str(since, time));
}

static json_t *rogue(const struct bench *b)
{
	char text[sizeof(b->guard_who) + UPLINK_TEXT_SIZE + 160], where[UPLINK_TEXT_SIZE];
	int64_t ago = clock_mono_ms() - b->guard_at;

	uplink_text(b, where);
	snprintf(text, sizeof(text), "another DHCP server is on this wire: %s%s%s; take it off. No new address "
		 "and no new step until it is gone, what runs goes on", b->guard_who,
		 where[0] ? "; the bench is at " : "", where);
	return row(code_text(CODE_ROGUE), text, NULL, clock_wall_ms() - ago);
}

static const struct phone *whose(const struct bench *b, nr_phone_id id)
{
	const struct phone *p = b->phones;

	while (p && p->id != id)
		p = p->next;
	return p;
}

json_t *alert_list(const struct bench *b)
{
	int64_t now = clock_mono_ms();
	json_t *list = json_array();

	if (b->guard == NR_GUARD_TRIPPED)
		json_array_append_new(list, rogue(b));
	for (size_t i = 0; i < b->alerts.count; i++) {
		const struct alert *a = &b->alerts.row[i];
		const struct phone *p = whose(b, a->phone);

		if (!is_over(a, now) && (p || a->phone == NR_NO_PHONE))
			json_array_append_new(list, row(code_text(a->code), a->message, p, a->since));
	}
	return list;
}
