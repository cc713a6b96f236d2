/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* mask.c -- see mask.h. */
#include <config.h>

#include "core/report/mask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define PLAIN 3                 /* characters of a serial number that stay */

/* @text with each @what in it, in any case of letters, replaced by @by; in the pool. */
static const char *replace(struct record *r, const char *text, const char *what, const char *by)
{
	size_t n = what ? strlen(what) : 0, size = 0;
	char *out = NULL;
	FILE *f;

	if (n == 0 || !text || !strcasestr(text, what))
		return text;
	f = open_memstream(&out, &size);
	while (f && *text) {
		if (strncasecmp(text, what, n) == 0) {
			fputs(by, f);
			text += n;
		} else {
			fputc(*text++, f);
		}
	}
	if (!f || fclose(f) != 0) {
		r->no_memory = true;
		return "";
	}
	text = pool_text(&r->pool, out);
	free(out);
	r->no_memory |= !text;
	return text ? text : "";
}

/* What was said, without what is to be hidden of @p. */
static const char *hide(struct record *r, const char *text, const struct record_phone *p, const char *name,
			const char *mac, const char *serial)
{
	text = replace(r, text, p->name, name);
	text = replace(r, text, p->mac, mac);
	return replace(r, text, p->serial, serial);
}

static void hide_lines(struct record *r, struct record_line *line, size_t count, const struct record_phone *p,
		       const char *const by[3])
{
	for (size_t i = 0; i < count; i++)
		line[i].text = hide(r, line[i].text, p, by[0], by[1], by[2]);
}

/* One phone is named in what is said of all: an operator's note speaks of its neighbour. */
static void mask_phone(struct record *r, size_t number)
{
	struct record_phone *p = r->phone[number];
	char name[32], mac[32], serial[300] = "";
	const char *const by[3] = { name, mac, serial };

	snprintf(name, sizeof(name), "%.9sxx%04zu", p->name, number + 1);
	snprintf(mac, sizeof(mac), "%.8s:xx:%02zu:%02zu", p->mac ? p->mac : "", (number + 1) / 100 % 100,
		 (number + 1) % 100);
	if (p->serial) {
		snprintf(serial, sizeof(serial), "%s", p->serial);
		for (size_t i = 0; serial[i]; i++)
			if (i >= PLAIN)
				serial[i] = '*';
	}
	for (size_t i = 0; i < r->phone_count; i++) {
		struct record_phone *q = r->phone[i];

		hide_lines(r, q->trouble, q->trouble_count, p, by);
		hide_lines(r, q->note, q->note_count, p, by);
		q->message = hide(r, q->message, p, name, mac, serial);
	}
	hide_lines(r, r->alarm, r->alarm_count, p, by);
	p->name = pool_text(&r->pool, name);
	p->mac = p->mac ? pool_text(&r->pool, mac) : NULL;
	p->serial = p->serial ? pool_text(&r->pool, serial) : NULL;
	if (!p->name) {
		r->no_memory = true;
		p->name = "";
	}
}

void mask_record(struct record *r)
{
	for (size_t i = 0; i < r->phone_count; i++)
		mask_phone(r, i);
}
