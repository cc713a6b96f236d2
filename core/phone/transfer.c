/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * transfer.c -- the transfer of a phone that is shown, and what the journal says
 * about each.
 */
#include <config.h>

#include "core/phone/transfer.h"
#include "core/base/clock.h"
#include "core/phone/diary.h"

#define RATE_EVERY_MS 1000
#define RATE_OLD_MS   10000     /* nothing has moved for so long: it stands still */

void transfer_note(struct bench *b, struct phone *p, const char *protocol, const char *event,
		   const char *file, uint64_t bytes, const char *why)
{
	json_t *o = json_pack("{s:s, s:I, s:s}", "file", file, "bytes", (json_int_t)bytes, "protocol",
			      protocol);

	if (why)
		json_object_set_new(o, "message", json_string(why));
	diary_note(b, p, event, o, false);
}

/* Measured over at least a second; what is older counts for less. */
static void measure(struct shown_transfer *t, uint64_t moved)
{
	int64_t now = clock_mono_ms(), took;

	if (!t->moved_at || now - t->shown_at > RATE_OLD_MS) {
		t->moved_at = now;
		t->moved = 0;
	}
	t->shown_at = now;
	t->moved += moved;
	took = now - t->moved_at;
	if (took < RATE_EVERY_MS)
		return;
	moved = t->moved * 1000 / (uint64_t)took;
	t->rate = t->rate ? (t->rate + moved) / 2 : moved;
	t->moved = 0;
	t->moved_at = now;
}

uint64_t transfer_rate(const struct phone *p)
{
	const struct shown_transfer *t = &p->transfer;

	return t->running && clock_mono_ms() - t->shown_at <= RATE_OLD_MS ? t->rate : 0;
}

void transfer_show(struct phone *p, const char *file, uint64_t bytes, uint64_t total)
{
	bool same = strcmp(p->transfer.file, file) == 0 && bytes >= p->transfer.bytes;

	measure(&p->transfer, same ? bytes - p->transfer.bytes : bytes);
	snprintf(p->transfer.file, sizeof(p->transfer.file), "%s", file);
	p->transfer.bytes = bytes;
	p->transfer.total = total;
}

void transfer_none(struct phone *p)
{
	p->transfer.file[0] = '\0';
	p->transfer.bytes = p->transfer.total = 0;
	p->transfer.rate = 0;
	p->transfer.moved_at = 0;
}

void transfer_begin(struct phone *p, const char *file, uint64_t total)
{
	p->transfer.running++;
	transfer_show(p, file, 0, total);
}

void transfer_end(struct phone *p)
{
	p->transfer.running -= p->transfer.running > 0;
}
