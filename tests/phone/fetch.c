/* SPDX-License-Identifier: GPL-3.0-or-later */
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

/* It waits for an answer for half a minute. */
static void http_wait(struct phone *p, int64_t now)
{
	life_move(p, PHONE_FETCHING, now, 30000, 3000);
}

static void fetch_by_http(struct phone *p, int64_t now)
{
	p->by_http = true;
	p->tftp_port = life_port(p);
	p->door.dport = 0;
	http_finish(&p->http);
	http_begin(&p->http, p->tftp.max);
	host_send_syn(&p->host, p->server, p->tftp_port, HTTP_PORT);
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
	p->door.dport = 0;
	if (p->setup.doors == DOORS_HTTP) {
		fetch_failed(p, now, why);
		return;
	}
	life_say(p, now, "HTTP download error (%s), asks %s by TFTP", why, p->tftp.name);
	p->http_failed = true;
	life_move(p, PHONE_PAUSING, now, 650, 1);
}

static void http_connected(struct phone *p, const struct packet *packet, int64_t now)
{
	char request[HTTP_REQUEST_MAX], ip[16];
	size_t len = http_request(request, p->tftp.name, life_dotted(p->server, ip));

	p->door = (struct stream){
		.peer = packet->src, .sport = packet->dport, .dport = packet->sport,
		.seq = packet->tcp_ack, .ack = packet->tcp_seq + 1,
	};
	host_send_stream(&p->host, &p->door, (const uint8_t *)request, len);
	p->door.seq += (uint32_t)len;
	http_wait(p, now);
}

static void http_body(struct phone *p, const struct packet *packet, int64_t now)
{
	switch (http_input(&p->http, packet->data, packet->len)) {
	case HTTP_GOING:
		http_wait(p, now);
		return;
	case HTTP_DONE:
		p->tftp.data = p->http.data;
		p->tftp.len = p->http.len;
		p->http.data = NULL;
		host_send_fin(&p->host, &p->door);
		files_got(p, now);
		return;
	case HTTP_ABSENT:
		snprintf(p->tftp.error, sizeof(p->tftp.error), "%s", p->http.error);
		host_send_fin(&p->host, &p->door);
		files_absent(p, now);
		return;
	case HTTP_FAILED:
		host_send_rst(&p->host, packet);
		http_failed(p, now, p->http.error);
		return;
	}
}

/* A segment that is not the next one says so by the ACK of what was before. */
void fetch_http(struct phone *p, const struct packet *packet, int64_t now)
{
	bool fetching = p->state == PHONE_FETCHING && p->by_http;

	if (!p->door.dport) {
		if (fetching && (packet->tcp_flags & (TCP_SYN | TCP_ACK)) == (TCP_SYN | TCP_ACK))
			http_connected(p, packet, now);
		else if (fetching && packet->tcp_flags & TCP_RST)
			http_failed(p, now, "connection refused");
		return;
	}
	if (packet->tcp_flags & TCP_RST) {
		p->door.dport = 0;
		if (fetching)
			http_failed(p, now, "connection reset");
		return;
	}
	if (packet->tcp_seq != p->door.ack || !(packet->len || packet->tcp_flags & TCP_FIN)) {
		if (packet->len)
			host_send_stream(&p->host, &p->door, NULL, 0);
		return;
	}
	p->door.ack += (uint32_t)packet->len + (packet->tcp_flags & TCP_FIN ? 1 : 0);
	host_send_stream(&p->host, &p->door, NULL, 0);
	if (fetching && packet->len)
		http_body(p, packet, now);
}

bool fetch_from_http(const struct phone *p, const struct packet *packet)
{
	return p->by_http && packet->src == p->server && packet->sport == HTTP_PORT &&
	       packet->dport == p->tftp_port;
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
