/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_PROFILE_H
#define PHONE_PROFILE_H
/*
 * profile.h -- in what the phones of other makers differ from each other: what they say
 * and ask by DHCP, which file comes next, what their loaders take.
 *
 * A profile is a const struct of pure functions, in a file of its own: snom.c, nortel.c,
 * polycom.c.  stranger.c does what they say.  Each tells what public documents say, and is
 * a second reading of them: it shares nothing with the plugins under test.
 *
 * No header of any of these makers' images is public.  The synthetic ones begin with a line
 * in its place (image.h).
 */
#include "tests/phone/dhcp.h"
#include "tests/phone/handset.h"

#define DEVICE_PARTS 3
#define DEVICE_WANT 128

/* Where files come from: "http://10.77.0.1:80/path", "tftp://10.77.0.1". */
struct server {
	bool tftp;
	uint32_t ip;
	uint16_t port;          /* of HTTP */
	char path[DEVICE_WANT]; /* without the slash before it */
};

/* One phone: what is in its flash, and what it is about. */
struct device {
	const struct handset *handset;
	uint8_t mac[6];
	char part[DEVICE_PARTS][24];    /* the version that it runs of each; "": none */
	bool early;                     /* an old boot: without a vendor class */
	/* of this start */
	struct server server;
	char want[DEVICE_WANT];         /* what it asks for now, */
	char agent[128];                /* and what it calls itself there; "": nothing */
	unsigned stage;
	char first[DEVICE_WANT], second[DEVICE_WANT];   /* what a configuration named */
	uint32_t call;          /* the call server that it tries; 0: none */
	/* what it writes */
	unsigned writes;                /* which part */
	char version[24];
	char says[160];                 /* for its log, when it has something to say; else "" */
};

/* What it does next. */
enum act {
	ACT_ASK,                /* for @want, from @server */
	ACT_WRITE,              /* what it fetched goes to its flash; then it restarts */
	ACT_RESTART,
	ACT_REST,               /* it works */
	ACT_CALL,               /* it works, and calls a server that does not answer: again with DHCP */
	ACT_AGAIN,              /* with DHCP, after a while */
	ACT_DEAD,               /* it waits for a person */
};

struct profile {
	/* Option 60 as it is; 0: none. */
	size_t (*vendor_class)(const struct device *d, uint8_t out[64]);
	const uint8_t *wanted;          /* option 55 */
	size_t wanted_len;
	/* What an OFFER or ACK lacks, so that it is thrown away; NULL: nothing. */
	const char *(*lacks)(const struct device *d, const struct dhcp_reply *r);
	/* It has an address: what comes first? */
	enum act (*start)(struct device *d, const struct dhcp_reply *r);
	/* What it asked for is there, or is not. */
	enum act (*got)(struct device *d, const uint8_t *data, size_t len);
	enum act (*absent)(struct device *d);
	/* d->version of d->writes is in flash. */
	void (*written)(struct device *d);
};

/* "http://..." or "tftp://..." with a dotted address; false: it is none. */
bool profile_server(const char *url, struct server *out);
/* The same, and what follows the address is wanted from there; false: it is none. */
bool profile_url(struct device *d, const char *url);
/* "001B54AA0001", with @small "001b54aa0001". */
const char *profile_mac(const struct device *d, bool small, char out[13]);
/* What lies between @before and the next @end in @data, of @len bytes; false: nothing. */
bool profile_between(const uint8_t *data, size_t len, const char *before, char end, char *out,
		     size_t size);
/* Field by field, as numbers; what is missing is 0.  < 0: @a is the older one. */
int profile_compare(const char *a, const char *b);

extern const struct profile profile_snom, profile_nortel, profile_polycom;

#endif
