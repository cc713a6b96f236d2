/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PCAP_RECORDER_H
#define PCAP_RECORDER_H
/*
 * recorder.h -- the frames of each phone, both directions, in a pcapng file of
 * its own, with a comment on each packet that changed a belief.
 *
 * Frames wait for a moment in memory, since whatever a packet changes is reported
 * by the core a little earlier or later.  Of a sender that is not known as a
 * phone (yet) only the last few stay, and they are written once it is one.
 *
 * Owns the folder's descriptor and all that waits.  Files get new names, and none
 * stays open.  @now is in seconds, from any point on.
 */
#include <netrecover/protocol.h>

struct track;

struct recorder {
	struct nr_instance *self;       /* for its lines */
	int dirfd;
	char interface[16];
	struct nr_mac us;               /* the bench: no file for it */
	uint32_t snaplen;               /* bytes */
	uint64_t limit;                 /* bytes a file */
	struct track *tracks;           /* by MAC */
	struct track *due;              /* the phones of which frames wait */
	uint8_t *buf;                   /* what the next write() takes */
};

struct recorder_frame {
	const uint8_t *data;
	uint32_t captured, length;      /* bytes at @data, on the wire */
	uint64_t at;                    /* microseconds since 1970 */
};

/* Takes @dirfd over; the other members are the caller's to fill.  0 or -ENOMEM. */
int recorder_init(struct recorder *r, int dirfd);
void recorder_finish(struct recorder *r);       /* writes what waits */

void recorder_frame(struct recorder *r, const struct recorder_frame *f, double now);
/* What nr_protocol.believed says. */
void recorder_believed(struct recorder *r, const struct nr_mac *mac, enum nr_source source,
		       const char *what, double now);
/* Write what has waited long enough; call it a few times a second while recorder_waits(). */
void recorder_flush(struct recorder *r, double now);
bool recorder_waits(const struct recorder *r);

#endif
