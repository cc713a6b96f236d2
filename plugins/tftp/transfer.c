/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * transfer.c -- one file on its way to one client: which blocks leave when.
 */
#include "plugins/tftp/transfer.h"

#include <string.h>

static const struct transfer_step nothing;

void transfer_init(struct transfer *t, const struct transfer_options *o, uint64_t size,
		   int64_t now)
{
	memset(t, 0, sizeof(*t));
	t->size = size;
	t->blksize = o->blksize;
	t->window = o->window;
	t->last = size / o->blksize + 1;
	t->oack = o->oack;
	t->fixed = o->timeout > 0;
	t->rto = t->fixed ? o->timeout * 1000u : TRANSFER_RTO_FIRST;
	t->patience = o->patience;
	/* A client that asks for long pauses gets a few resends all the same. */
	if (t->fixed && t->patience < 4 * t->rto)
		t->patience = 4 * t->rto;
	t->progress_at = now;
	t->deadline = now;
}

static void arm(struct transfer *t, int64_t now)
{
	int64_t end = t->progress_at + t->patience;

	t->deadline = now + t->rto < end ? now + t->rto : end;
}

/* What is on its way, again. */
static struct transfer_step outstanding(const struct transfer *t)
{
	struct transfer_step step = {
		.verb = t->oack ? TRANSFER_SEND_OACK : TRANSFER_SEND,
		.first = t->acked + 1,
		.count = (unsigned)(t->sent - t->acked),
	};

	return step;
}

/* Everything that the window allows, from the first block that was not ACKed. */
static struct transfer_step send_window(struct transfer *t, int64_t now)
{
	uint64_t left = t->last - t->acked;

	t->sent = t->acked + (left < t->window ? left : t->window);
	t->sent_at = now;
	t->timed = true;
	arm(t, now);
	return outstanding(t);
}

struct transfer_step transfer_start(struct transfer *t, int64_t now)
{
	t->blind = 1;
	if (!t->oack)
		return send_window(t, now);
	t->sent_at = now;
	t->timed = true;
	arm(t, now);
	return outstanding(t);
}

struct transfer_step transfer_on_repeat(struct transfer *t, int64_t now)
{
	if (t->answered || (t->blind >= TRANSFER_BLIND && now - t->sent_at < TRANSFER_BLIND_PAUSE))
		return nothing;
	if (t->blind < TRANSFER_BLIND)
		t->blind++;
	t->sent_at = now;
	t->timed = false;
	arm(t, now);
	return outstanding(t);
}

/* RFC 6298, section 2, in integers: srtt += (r - srtt) / 8, and so on. */
static void measure(struct transfer *t, int64_t now)
{
	uint32_t r = (uint32_t)(now - t->sent_at), srtt = t->srtt / 8, rto;

	if (!t->timed || t->fixed)
		return;
	if (!t->measured) {
		t->srtt = 8 * r;
		t->rttvar = 2 * r;
		t->measured = true;
	} else {
		t->rttvar = t->rttvar - t->rttvar / 4 + (r > srtt ? r - srtt : srtt - r);
		t->srtt = t->srtt - t->srtt / 8 + r;
	}
	rto = t->srtt / 8 + t->rttvar;
	t->rto = rto < TRANSFER_RTO_MIN ? TRANSFER_RTO_MIN :
		 rto > TRANSFER_RTO_MAX ? TRANSFER_RTO_MAX : rto;
}

struct transfer_step transfer_on_ack(struct transfer *t, uint16_t block, int64_t now)
{
	uint16_t ahead = (uint16_t)(block - (uint16_t)t->acked);
	struct transfer_step done = { .verb = TRANSFER_DONE };

	/*
	 * An ACK of something older, or of what never left, is ahead by more
	 * than is on its way.  In a window, the ACK of a middle block says that
	 * the next one was lost: the window goes on from there.
	 */
	if (t->oack ? block != 0 : ahead == 0 || ahead > t->sent - t->acked)
		return nothing;
	measure(t, now);
	t->oack = false;
	t->answered = true;
	t->progress_at = now;
	t->acked += ahead;
	return t->acked == t->last ? done : send_window(t, now);
}

struct transfer_step transfer_on_timer(struct transfer *t, int64_t now)
{
	struct transfer_step give_up = { .verb = TRANSFER_GIVE_UP };

	if (now < t->deadline)
		return nothing;
	if (now - t->progress_at >= t->patience)
		return give_up;
	if (!t->answered && t->blind >= TRANSFER_BLIND) {
		t->deadline = t->progress_at + t->patience;
		return nothing;
	}
	if (!t->answered) {
		t->blind++;
		t->sent_at = now;
	}
	if (!t->fixed)
		t->rto = t->rto < TRANSFER_RTO_MAX / 2 ? t->rto * 2 : TRANSFER_RTO_MAX;
	t->timed = false;
	arm(t, now);
	return outstanding(t);
}
