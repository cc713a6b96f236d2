/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_ACTOR_H
#define PHONE_ACTOR_H
/*
 * actor.h -- one phone of a transcript: it does what it is told, one thing at a time, and
 * tells how the server answered.  It has an address and a network, and no will of its own.
 */
#include "tests/phone/http.h"
#include "tests/phone/host.h"
#include "tests/phone/tftp.h"
#include "tests/phone/transcript.h"

enum actor_act {
	ACTOR_IDLE,
	ACTOR_REBINDING,
	ACTOR_SELECTING,
	ACTOR_REQUESTING,
	ACTOR_ASKING_DEAF,      /* until its request can leave */
	ACTOR_FETCHING,         /* TFTP */
	ACTOR_WRITING,
	ACTOR_CONNECTING,
	ACTOR_READING,          /* HTTP */
	ACTOR_REGISTERING,
};

struct actor {
	struct host host;
	const char *class_id;   /* option 60; NULL: none */
	bool stranger;          /* it is no phone of the kind that these programs play */
	uint32_t old_ip;        /* what it sends from before it has an address */
	uint32_t server;        /* TFTP; 0: no lease named one */
	enum actor_act act;
	int64_t due;            /* of what is not answered yet */
	unsigned tries;
	unsigned ignored;       /* requests in a row; who ignores so many is not there for it */
	uint32_t asked_ip, offered_by;
	uint16_t port, next_port;
	enum transcript_outcome outcome;
	bool lossy;             /* not all of its packets arrive, so it refuses none either */
	struct tftp tftp;
	uint8_t out[512];       /* the request to write */
	size_t out_len;
	struct http http;
	struct stream door;
	const char *method;     /* "GET"; NULL: it registers, or only knocks */
	uint16_t door_port;
	const char *device, *load;      /* what it registers as */
	uint32_t type;
	struct stream manager;  /* its connection, when it is registered */
	/* How what it did last was answered: SENT, NOTFOUND, TIMEOUT, ERROR, or an ACK. */
	enum transcript_kind answer;
	char words[96];
};

void actor_init(struct actor *a, struct wire *w, const uint8_t mac[6]);
void actor_finish(struct actor *a);

/* Forget address and connections, as a restart does. */
void actor_restart(struct actor *a);
/* Ask for an address: any, or (INIT-REBOOT) @ip. */
void actor_discover(struct actor *a, int64_t now);
void actor_rebind(struct actor *a, uint32_t ip, int64_t now);
/* It has an address that nobody gave it here. */
void actor_settle(struct actor *a, uint32_t ip, uint32_t server);
bool actor_bound(const struct actor *a);

/* @port 0: a new one. */
void actor_read(struct actor *a, const char *name, uint16_t port, enum transcript_outcome outcome,
		int64_t now);
void actor_write(struct actor *a, const char *name, int64_t now);
/* "GET" or "PUT", by HTTP. */
void actor_http(struct actor *a, const char *method, const char *name, int64_t now);
/* Connect to a port: to register there when it is that of SCCP. */
void actor_register(struct actor *a, int64_t now);
void actor_knock(struct actor *a, uint16_t port, int64_t now);
void actor_ask_dns(struct actor *a, const char *name);

bool actor_busy(const struct actor *a);
void actor_frame(struct actor *a, const uint8_t *frame, size_t len, int64_t now);
void actor_timer(struct actor *a, int64_t now);
/* When actor_timer() wants to be called; INT64_MAX: not at all. */
int64_t actor_due(const struct actor *a);

#endif
