/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* fetch.c -- see fetch.h. */
#include <config.h>

#include "tests/phone/fetch.h"
#include "tests/phone/files.h"
#include "tests/phone/life.h"

#include <string.h>

#define CONFIG_MAX 550001               /* a 7942 takes no longer configuration */
#define FILE_MAX (64u << 20)

static void send_tftp(struct phone *p)
{
	struct datagram d = {
		.src = p->host.ip, .dst = p->server, .sport = p->tftp_port,
		.dport = p->tftp.tid ? p->tftp.tid : 69,
		.data = p->tftp.out, .len = p->tftp.out_len,
	};

	host_send_udp(&p->host, &d);
}

static const struct resend *resend_of(const struct phone *p)
{
	static const struct resend as_79x1 = { 4, 4000, 4000, 1 };
	struct loader l = life_loader(p);

	return life_family(p)->resend ? life_family(p)->resend(&l) : &as_79x1;
}

static void tftp_wait(struct phone *p, int64_t now)
{
	const struct resend *r = resend_of(p);

	life_move(p, PHONE_FETCHING, now, p->tries == 0 && !p->tftp.tid ? r->first_ms : r->ms,
		  500);
}

static void ask_by_tftp(struct phone *p, int64_t now)
{
	p->tftp_port = p->setup.port        ? p->setup.port :
		       life_family(p)->port ? life_family(p)->port :
					      life_port(p);
	p->tries = 0;
	send_tftp(p);
	tftp_wait(p, now);
}

static void fetch_by_tftp(struct phone *p, int64_t now)
{
	p->by_http = false;
	p->ports = 0;
	ask_by_tftp(p, now);
}

/* It waits for an answer for half a minute; a third of that a busy machine may need. */
static void http_wait(struct phone *p, int64_t now)
{
	life_move(p, PHONE_FETCHING, now, 30000, 10000);
}

static void fetch_by_http(struct phone *p, int64_t now)
{
	struct stream to = { .peer = p->server, .sport = life_port(p), .dport = p->http_port };

	p->by_http = true;
	p->tftp_port = to.sport;
	http_finish(&p->http);
	http_begin(&p->http, p->tftp.max);
	client_open(&p->door, &p->host, &to, now);
	http_wait(p, now);
}

static bool knocks_at_http(const struct phone *p)
{
	if (p->http_failed)
		return false;
	if (p->setup.doors == DOORS_OF_FAMILY)
		return life_family(p)->http;
	return p->setup.doors != DOORS_TFTP;
}

void fetch_begin(struct phone *p, int64_t now)
{
	bool firmware = p->want == WANT_LIST || p->want == WANT_IMAGE;
	char name[128];

	files_wanted(p, name);
	client_init(&p->door);
	tftp_finish(&p->tftp);
	tftp_begin(&p->tftp, name, firmware ? FILE_MAX : CONFIG_MAX);
	if (!p->http_failed)
		life_say(p, now, "asks %s%s", name, knocks_at_http(p) ? " by HTTP" : "");
	if (knocks_at_http(p))
		fetch_by_http(p, now);
	else
		fetch_by_tftp(p, now);
}

/* No answer in 16 s, or an answer that makes no sense. */
void fetch_failed(struct phone *p, int64_t now, const char *why)
{
	life_say(p, now, "fails to fetch %s: %s", p->tftp.name, why);
	if (files_unheard(p, now))
		return;
	if (++p->timeouts == 3) {
		life_move(p, PHONE_WAITING, now, 1000, 50);
		return;
	}
	life_move(p, PHONE_PAUSING, now, 20000 + host_random(&p->host) % 20000, 50);
}

void fetch_tftp(struct phone *p, const struct packet *packet, int64_t now)
{
	bool reply;

	switch (tftp_input(&p->tftp, packet->sport, packet->data, packet->len, &reply)) {
	case TFTP_IGNORED:
		return;
	case TFTP_GOING:
		p->tries = 0;
		send_tftp(p);
		tftp_wait(p, now);
		return;
	case TFTP_DONE:
		send_tftp(p);
		files_got(p, now);
		return;
	case TFTP_ABSENT:
		files_absent(p, now);
		return;
	case TFTP_BUSY:
		life_move(p, PHONE_PAUSING, now, 4000, 100);
		return;
	case TFTP_FAILED:
		if (reply)
			send_tftp(p);
		fetch_failed(p, now, p->tftp.error);
		return;
	}
}

/* Nobody at that port, or no answer that it understands: TFTP, for this file. */
static void http_failed(struct phone *p, int64_t now, const char *why)
{
	client_abort(&p->door, &p->host);
	if (p->setup.doors == DOORS_HTTP) {
		fetch_failed(p, now, why);
		return;
	}
	life_say(p, now, "HTTP download error (%s), asks %s by TFTP", why, p->tftp.name);
	p->http_failed = true;
	life_move(p, PHONE_PAUSING, now, 650, 1);
}

static void http_connected(struct phone *p, int64_t now)
{
	char request[HTTP_REQUEST_MAX], ip[16];
	size_t len = http_request(request, p->tftp.name, life_dotted(p->server, ip), p->http_port,
				  p->device.agent);

	client_send(&p->door, &p->host, request, len, now);
	http_wait(p, now);
}

static void http_body(struct phone *p, const uint8_t *data, size_t len, int64_t now)
{
	switch (http_input(&p->http, data, len)) {
	case HTTP_GOING:
		http_wait(p, now);
		return;
	case HTTP_DONE:
		p->tftp.data = p->http.data;
		p->tftp.len = p->http.len;
		p->http.data = NULL;
		client_close(&p->door, &p->host);
		files_got(p, now);
		return;
	case HTTP_ABSENT:
		snprintf(p->tftp.error, sizeof(p->tftp.error), "%s", p->http.error);
		client_close(&p->door, &p->host);
		files_absent(p, now);
		return;
	case HTTP_FAILED:
		http_failed(p, now, p->http.error);
		return;
	}
}

void fetch_http(struct phone *p, const struct packet *packet, int64_t now)
{
	bool open = p->door.open;
	const uint8_t *data;
	size_t len;

	if (p->state != PHONE_FETCHING || !p->door.stream.dport || packet->dport != p->door.stream.sport) {
		client_late(&p->host, packet);
		return;
	}
	switch (client_input(&p->door, &p->host, packet, &data, &len)) {
	case CLIENT_NOTHING:
		return;
	case CLIENT_OPEN:
		http_connected(p, now);
		return;
	case CLIENT_BYTES:
		http_body(p, data, len, now);
		return;
	case CLIENT_RESET:
		http_failed(p, now, open ? "connection reset" : "connection refused");
		return;
	}
}

bool fetch_from_http(const struct phone *p, const struct packet *packet)
{
	return packet->src == p->server && packet->sport == p->http_port;
}

void fetch_again(struct phone *p, int64_t now)
{
	char name[sizeof(p->tftp.name)];
	size_t max;

	if (p->by_http) {
		http_failed(p, now, "timeout");
		return;
	}
	if (++p->tries < resend_of(p)->sends) {
		send_tftp(p);
		tftp_wait(p, now);
	} else if (++p->ports < resend_of(p)->ports) {
		memcpy(name, p->tftp.name, sizeof(name));
		max = p->tftp.max;
		tftp_finish(&p->tftp);
		tftp_begin(&p->tftp, name, max);
		life_say(p, now, "asks %s from another port", name);
		ask_by_tftp(p, now);
	} else {
		fetch_failed(p, now, "timeout");
	}
}
