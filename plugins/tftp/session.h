/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TFTP_SESSION_H
#define TFTP_SESSION_H
/*
 * session.h -- the running transfers, found by the client's address and port.
 *
 * The table owns the memory of its sessions and nothing inside them: who takes a
 * session fills its members and cleans them up before giving it back.  Sessions
 * come in batches and are used again, so that a transfer costs no allocation.
 */
#include "plugins/tftp/tftp.h"
#include "plugins/tftp/transfer.h"

#include <ev.h>
#include <netinet/in.h>
#include <netrecover/protocol.h>

#define SESSION_MAX 4096u

struct session {
	ev_io io;                       /* its own socket, connected to the client */
	ev_timer timer;                 /* fires at @check, or before */
	int64_t check;
	struct nr_instance *owner;
	struct session *next;           /* in its bucket, or in the free list */
	struct sockaddr_in peer;
	nr_phone_id phone;
	uint64_t digest;                /* of the request, to know it again */
	struct nr_file file;
	uint8_t *converted;             /* netascii: what is sent instead; else NULL */
	const uint8_t *data;
	uint64_t told;                  /* bytes at the last NR_FILE_MOVED */
	struct transfer transfer;
	struct tftp_options granted;
};

struct session_batch;

struct session_table {
	struct session *buckets[SESSION_MAX];
	struct session *free;
	struct session_batch *batches;
	unsigned count;
};

/* A zeroed table is empty. */
void session_table_finish(struct session_table *t);

struct session *session_find(const struct session_table *t, const struct sockaddr_in *peer);

/* A zeroed session for @peer, or NULL: no memory, or SESSION_MAX reached. */
struct session *session_take(struct session_table *t, const struct sockaddr_in *peer);
void session_give_back(struct session_table *t, struct session *s);

/* Any of those that are left, or NULL. */
struct session *session_any(const struct session_table *t);

#endif
