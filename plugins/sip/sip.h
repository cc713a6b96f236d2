/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PLUGINS_SIP_SIP_H
#define PLUGINS_SIP_SIP_H
/*
 * sip.h -- bytes <-> SIP messages (RFC 3261), as far as a phone needs to
 * register and to be restarted.
 *
 * A message is read where it lies: headers are slices of it.  Pure: no socket,
 * clock, log or allocation.
 */
#include <netrecover/reader.h>
#include <netrecover/types.h>

#define SIP_MESSAGE_MAX 8192u           /* the longest REGISTER seen has 3 kB, most of it a body */
#define SIP_VIA_MAX 8
#define SIP_CONTACT_MAX 8

/* Text in a message; not terminated.  p NULL: the header is missing. */
struct sip_slice {
	const char *p;
	size_t n;
};

struct sip_message {
	bool request;
	struct sip_slice method, uri;           /* of a request */
	unsigned status;                        /* of a response */
	struct sip_slice via[SIP_VIA_MAX];      /* whole values, topmost first */
	unsigned via_count;
	struct sip_slice from, to, call_id, cseq, expires, user_agent, reason;
	struct sip_slice contact[SIP_CONTACT_MAX];
	unsigned contact_count;
	struct sip_slice content_type, body;
};

enum sip_result {
	SIP_MESSAGE,                            /* *out and *used are set */
	SIP_MORE,                               /* stream: its end has not come yet */
	SIP_KEEPALIVE,                          /* empty lines: *used of them */
	SIP_BROKEN,
};

/*
 * Read the message at the start of @data.  @stream: a Content-Length is needed to
 * know its end (18.3); in a datagram one that promises more than there is breaks
 * it.  Folded headers are joined in place: @data is changed.
 */
enum sip_result sip_read(char *data, size_t len, bool stream, struct sip_message *out,
			 size_t *used);

bool sip_slice_is(struct sip_slice s, const char *text);        /* without case */
/* As text, made safe by nr_text(); cut when it is too long.  Returns @buf. */
char *sip_text(struct sip_slice s, char *buf, size_t size);

/* The value of a parameter behind the address of @header; quotes are taken off. */
bool sip_parameter(struct sip_slice header, const char *name, struct sip_slice *value);
/* "sip:1001@10.77.0.10:5060" of <...> or of the bare form. */
bool sip_address_uri(struct sip_slice header, struct sip_slice *uri);
/* The text="..." of a Reason header. */
bool sip_reason_text(struct sip_slice reason, struct sip_slice *text);

/* Where an answer by UDP goes (18.2.2, RFC 3581): *port is the source's when the
 * Via has rport, else that of its sent-by, or 5060. */
uint16_t sip_via_port(struct sip_slice via, uint16_t source);

/* -- writing ---------------------------------------------------------------------- */

struct sip_answer {
	unsigned status;
	const char *phrase;
	const char *tag;                        /* of To, when it has none */
	struct in_addr received;                /* where the request came from */
	uint16_t rport;
	unsigned expires;                       /* of each Contact; with 200 to a REGISTER */
	bool contacts;                          /* list them */
};

/* Returns its length; 0 when it does not fit. */
size_t sip_put_answer(char *out, size_t size, const struct sip_message *m,
		      const struct sip_answer *a);

struct sip_notify {
	const char *event;                      /* "check-sync"; NULL: service-control, with a body that says: */
	const char *action;                     /* "restart", "reset" */
	const char *uri;                        /* of the phone's Contact */
	const char *local, *transport;          /* "10.77.0.1:5060", "UDP" */
	const char *to;                         /* "<sip:1001@10.77.0.1>" */
	const char *branch, *tag, *call_id;     /* of ours */
	const char *register_call_id;           /* the phone checks it */
	unsigned cseq;
};

size_t sip_put_notify(char *out, size_t size, const struct sip_notify *n);

#endif
