/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_PHONE_WEB_H
#define TESTS_PHONE_WEB_H
/*
 * web.h -- the web server of a simulated phone: one connection at a time, one page,
 * and the ways in which a page can be a trap.
 */
#include "tests/phone/host.h"

#define WEB_PORT 80

enum web_kind {
	WEB_NONE,               /* the port is closed */
	WEB_XML,                /* Serviceability?adapterX=..., as a 79x5 */
	WEB_OLD,                /* DeviceInformationX, as a 7940 */
	WEB_HTML,               /* only pages for people */
	WEB_RUBBISH,
	WEB_ENDLESS,
	WEB_SLOW,               /* begins, and does not go on */
	WEB_OTHER,              /* the page of another phone */
	WEB_KINDS,
};

/* The kind that is called @name, or WEB_KINDS. */
enum web_kind web_kind(const char *name);

struct web_says {
	const char *name;       /* "SEP001B54AA0001" */
	const char *load, *model;
};

struct web {
	struct stream c;        /* dport 0: no connection */
	bool endless;
	size_t have;
	char request[512];
};

/* Is it for the web server?  So is what opens a connection to any port: it is refused. */
bool web_takes(const struct packet *p);

/* Answer it.  Returns the path, in @w, when a request is complete, else NULL. */
const char *web_packet(struct web *w, struct host *h, const struct packet *p, enum web_kind kind,
		       const struct web_says *says);

/* The whole answer to a request for @path, with its header; its length.  Pure. */
size_t web_answer(char *out, size_t size, const char *path, enum web_kind kind,
		  const struct web_says *says);

#endif
