/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_PROMISES_WIRE_H
#define TESTS_PROMISES_WIRE_H
/*
 * wire.h -- frames on their way to the bench: lost, doubled, late, false; and what the
 * bench could know by those that came.
 */
#include "tests/unit/phone/promises/handset.h"

#define FACTS 6

struct frame {
	struct handset *from;
	enum nr_source source;
	bool has_mac, is_false;
	int64_t sent_at;
	struct nr_mac mac;
	struct in_addr addr;
	struct {
		enum nr_fact fact;
		char text[80];
	} say[FACTS];
	unsigned count;
};

/* No frame is under way. */
void wire_begin(void);
struct frame wire_frame(struct handset *h, enum nr_source source);
/* @text NULL: it does not say that. */
void wire_say(struct frame *f, enum nr_fact fact, const char *text);
/* It sends a frame; NR_NO_PHONE: nobody heard it, or nobody knows from whom it is. */
nr_phone_id wire_send(struct frame *f);
/* The same, and it arrives for sure. */
nr_phone_id wire_deliver(const struct frame *f);
/* Frames that were late arrive. */
void wire_late_frames(void);
/* Somebody says this with the MAC of the phone; texts may be NULL. */
void wire_lie(struct handset *h, enum nr_source source, const char *platform, const char *load,
	      const char *boot);
/* It was falsely said to run that. */
void wire_note_lie(struct handset *h, const char *load);

#endif
