/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* actor.c -- see actor.h. */
#include <config.h>

#include "tests/phone/actor.h"
#include "tests/phone/dhcp.h"
#include "tests/phone/sccp.h"

#include <stdarg.h>
#include <string.h>

#define FILE_MAX (64u << 20)
#define SCCP_PORT 2000
/* Of real time: the server is there, on a busy machine, or it is not. */
#define ANSWER_MS 400                   /* for each of so many tries: */
#define TRIES 3
#define IGNORED_MAX 3
#define SHORT_MS 100                    /* for the only try at who ignored so many */
#define PATIENCE_MS 3000                /* of an answer that has begun */
#define ARP_MS 50                       /* for the server's own address */

static void __attribute__((format(printf, 3, 4)))
end(struct actor *a, enum transcript_kind answer, const char *format, ...)
{
	va_list ap;

	if (a->act >= ACTOR_FETCHING)
		a->ignored = answer == TRANSCRIPT_TIMEOUT ? a->ignored + 1 : 0;
	a->act = ACTOR_IDLE;
	a->due = INT64_MAX;
	a->answer = answer;
	va_start(ap, format);
	vsnprintf(a->words, sizeof(a->words), format, ap);
	va_end(ap);
}

static void begin(struct actor *a, enum actor_act act, int64_t now, int64_t ms)
{
	a->act = act;
	a->due = now + ms;
}

/* For the first answer to a request. */
static void ask(struct actor *a, enum actor_act act, int64_t now)
{
	bool short_of = a->ignored >= IGNORED_MAX;

	a->tries = short_of ? TRIES - 1 : 0;
	begin(a, act, now, short_of ? SHORT_MS : ANSWER_MS);
}

static uint16_t new_port(struct actor *a)
{
	a->next_port = a->next_port < 49152 || a->next_port == UINT16_MAX ? 49152 :
		       (uint16_t)(a->next_port + 1);
	return a->next_port;
}

void actor_init(struct actor *a, struct wire *w, const uint8_t mac[6])
{
	*a = (struct actor){ .act = ACTOR_IDLE, .due = INT64_MAX };
	host_init(&a->host, w, mac);
}

void actor_finish(struct actor *a)
{
	tftp_finish(&a->tftp);
	http_finish(&a->http);
}

void actor_restart(struct actor *a)
{
	host_reset(&a->host);
	a->manager.dport = a->door.dport = 0;
	end(a, TRANSCRIPT_RESTART, "restarted");
}

bool actor_bound(const struct actor *a)
{
	return a->host.ip != 0;
}

bool actor_busy(const struct actor *a)
{
	return a->act != ACTOR_IDLE;
}

int64_t actor_due(const struct actor *a)
{
	return a->due;
}

/* -- its address ------------------------------------------------------------------ */

static void send_dhcp(struct actor *a, enum dhcp_type type, uint32_t server)
{
	uint8_t message[DHCP_SIZE];
	struct dhcp_out m = {
		.type = type, .mac = a->host.mac, .class_id = a->class_id, .host_name = a->device,
		.requested = a->asked_ip, .server = server, .stranger = a->stranger,
	};
	struct datagram d = {
		.src = a->old_ip, .dst = 0xffffffff, .sport = 68, .dport = 67, .data = message, .len = sizeof(message),
		.no_checksum = true,
	};

	dhcp_encode(&m, message);
	host_send_udp(&a->host, &d);
}

void actor_discover(struct actor *a, int64_t now)
{
	a->asked_ip = a->offered_by = 0;
	a->tries = 0;
	send_dhcp(a, DHCP_DISCOVER, 0);
	begin(a, ACTOR_SELECTING, now, ANSWER_MS);
}

void actor_rebind(struct actor *a, uint32_t ip, int64_t now)
{
	a->asked_ip = ip;
	a->offered_by = 0;
	a->tries = 0;
	send_dhcp(a, DHCP_REQUEST, 0);
	begin(a, ACTOR_REBINDING, now, ANSWER_MS);
}

void actor_settle(struct actor *a, uint32_t ip, uint32_t server)
{
	a->host.ip = ip;
	a->host.mask = 0xffffff00;
	a->server = server;
	host_announce(&a->host);
}

static void bound(struct actor *a, const struct dhcp_reply *r)
{
	actor_settle(a, r->yiaddr, 0);
	a->host.mask = r->mask ? r->mask : 0xffffff00;
	a->host.router = r->router;
	dhcp_tftp_server(r, &a->server);
	end(a, TRANSCRIPT_ACK, "has address %u.%u.%u.%u", r->yiaddr >> 24, r->yiaddr >> 16 & 255,
	    r->yiaddr >> 8 & 255, r->yiaddr & 255);
}

static void dhcp_input(struct actor *a, const struct packet *packet, int64_t now)
{
	struct dhcp_reply r;
	const char *why;

	if (a->act != ACTOR_SELECTING && a->act != ACTOR_REQUESTING && a->act != ACTOR_REBINDING)
		return;
	if (dhcp_decode(packet->data, packet->len, a->host.mac, &r, &why) != DHCP_TAKEN)
		return;
	if (r.type == DHCP_OFFER && a->act == ACTOR_SELECTING) {
		a->asked_ip = r.yiaddr;
		a->offered_by = r.server;
		a->tries = 0;
		send_dhcp(a, DHCP_REQUEST, a->offered_by);
		begin(a, ACTOR_REQUESTING, now, ANSWER_MS);
	} else if (r.type == DHCP_ACK && a->act != ACTOR_SELECTING) {
		bound(a, &r);
	} else if (r.type == DHCP_NAK && a->act != ACTOR_SELECTING) {
		actor_discover(a, now);
	}
}

static void dhcp_again(struct actor *a, int64_t now)
{
	if (++a->tries < TRIES) {
		send_dhcp(a, a->act == ACTOR_SELECTING ? DHCP_DISCOVER : DHCP_REQUEST, a->offered_by);
		a->due = now + ANSWER_MS;
	} else if (a->act == ACTOR_SELECTING) {
		end(a, TRANSCRIPT_TIMEOUT, "gets no address");
	} else {
		actor_discover(a, now);
	}
}

/* -- TFTP ------------------------------------------------------------------------- */

static void send_to_server(struct actor *a, uint16_t dport, const void *data, size_t len)
{
	struct datagram d = {
		.src = a->host.ip, .dst = a->server, .sport = a->port, .dport = dport, .data = data,
		.len = len,
	};

	host_send_udp(&a->host, &d);
}

static void send_tftp(struct actor *a)
{
	if (a->act == ACTOR_WRITING)
		send_to_server(a, 69, a->out, a->out_len);
	else
		send_to_server(a, a->tftp.tid ? a->tftp.tid : 69, a->tftp.out, a->tftp.out_len);
}

void actor_read(struct actor *a, const char *name, uint16_t port, enum transcript_outcome outcome,
		int64_t now)
{
	a->port = port ? port : new_port(a);
	a->outcome = outcome;
	tftp_finish(&a->tftp);
	tftp_begin(&a->tftp, name, FILE_MAX);
	ask(a, ACTOR_FETCHING, now);
	send_tftp(a);
	if (outcome == TRANSCRIPT_DEAF) {
		a->lossy = true;
		begin(a, ACTOR_ASKING_DEAF, now, a->host.pending_len ? ARP_MS : 0);
	}
}

void actor_write(struct actor *a, const char *name, int64_t now)
{
	static const char mode[] = "octet";
	size_t n = strlen(name) + 1;

	a->port = new_port(a);
	memcpy(a->out, "\0\2", 2);
	memcpy(a->out + 2, name, n);
	memcpy(a->out + 2 + n, mode, sizeof(mode));
	a->out_len = 2 + n + sizeof(mode);
	ask(a, ACTOR_WRITING, now);
	send_tftp(a);
}

static void read_input(struct actor *a, const struct packet *packet, int64_t now)
{
	bool reply = false;

	switch (tftp_input(&a->tftp, packet->sport, packet->data, packet->len, &reply)) {
	case TFTP_IGNORED:
		return;
	case TFTP_GOING:
		if (a->outcome == TRANSCRIPT_BROKEN) {
			host_send_unreachable(&a->host, packet);
			end(a, TRANSCRIPT_ERROR, "interrupted");
			return;
		}
		a->tries = 0;
		send_tftp(a);
		a->due = now + PATIENCE_MS;
		return;
	case TFTP_DONE:
		send_tftp(a);
		end(a, TRANSCRIPT_SENT, "%zu bytes in %u blocks", a->tftp.len, (unsigned)a->tftp.blocks);
		return;
	case TFTP_ABSENT:
		end(a, TRANSCRIPT_NOTFOUND, "not found");
		return;
	case TFTP_BUSY:
		end(a, TRANSCRIPT_ERROR, "the server is busy");
		return;
	case TFTP_FAILED:
		if (reply)
			send_tftp(a);
		end(a, TRANSCRIPT_ERROR, "%s", a->tftp.error);
		return;
	}
}

/* A request to write is refused, or confirmed: then it has nothing to say. */
static void write_input(struct actor *a, const struct packet *packet)
{
	struct nr_reader r = nr_reader(packet->data, packet->len);
	uint16_t opcode = nr_u16(&r), code = nr_u16(&r);

	if (!nr_ok(&r))
		return;
	if (opcode == 5)
		end(a, TRANSCRIPT_ERROR, "refused with error %u", code);
	else
		end(a, TRANSCRIPT_SENT, "may write");
}

/* -- TCP -------------------------------------------------------------------------- */

static void dial(struct actor *a, uint16_t port, int64_t now)
{
	a->door = (struct stream){ .dport = 0 };
	a->door_port = port;
	a->port = new_port(a);
	host_send_syn(&a->host, a->server, a->port, port);
	ask(a, ACTOR_CONNECTING, now);
}

void actor_http(struct actor *a, const char *method, const char *name, int64_t now)
{
	tftp_finish(&a->tftp);
	tftp_begin(&a->tftp, name, FILE_MAX);
	http_finish(&a->http);
	http_begin(&a->http, FILE_MAX);
	a->method = method;
	dial(a, HTTP_PORT, now);
}

void actor_register(struct actor *a, int64_t now)
{
	a->method = NULL;
	dial(a, SCCP_PORT, now);
}

void actor_knock(struct actor *a, uint16_t port, int64_t now)
{
	a->method = NULL;
	dial(a, port, now);
}

static void send_request(struct actor *a)
{
	char request[HTTP_REQUEST_MAX], host[16];
	size_t len;

	snprintf(host, sizeof(host), "%u.%u.%u.%u", a->server >> 24, a->server >> 16 & 255,
		 a->server >> 8 & 255, a->server & 255);
	if (strcmp(a->method, "GET") == 0)
		len = http_request(request, a->tftp.name, host, HTTP_PORT, "");
	else
		len = (size_t)snprintf(request, sizeof(request),
				       "PUT /%.120s HTTP/1.1\r\nHost:%s:%d\r\nContent-Length: 0\r\n\r\n",
				       a->tftp.name, host, HTTP_PORT);
	host_send_stream(&a->host, &a->door, (const uint8_t *)request, len);
	a->door.seq += (uint32_t)len;
}

static void say_hello(struct actor *a)
{
	const struct sccp_alarm alarm = { a->device, a->load, false, false };
	uint8_t out[SCCP_HELLO_MAX];
	size_t len = sccp_hello(out, &alarm, a->type);

	host_send_stream(&a->host, &a->door, out, len);
	a->door.seq += (uint32_t)len;
}

static void connected(struct actor *a, const struct packet *packet, int64_t now)
{
	a->door = (struct stream){
		.peer = packet->src, .sport = packet->dport, .dport = packet->sport,
		.seq = packet->tcp_ack, .ack = packet->tcp_seq + 1,
	};
	if (a->method) {
		send_request(a);
		begin(a, ACTOR_READING, now, PATIENCE_MS);
	} else if (a->door_port == SCCP_PORT) {
		say_hello(a);
		begin(a, ACTOR_REGISTERING, now, PATIENCE_MS);
	} else {
		host_send_rst(&a->host, packet);
		end(a, TRANSCRIPT_SENT, "is let in at port %u", a->door_port);
	}
}

static void http_body(struct actor *a, const struct packet *packet, int64_t now)
{
	switch (http_input(&a->http, packet->data, packet->len)) {
	case HTTP_GOING:
		a->due = now + PATIENCE_MS;
		return;
	case HTTP_DONE:
		end(a, TRANSCRIPT_SENT, "%zu bytes by HTTP", a->http.len);
		break;
	case HTTP_ABSENT:
		end(a, TRANSCRIPT_NOTFOUND, "not found by HTTP");
		break;
	case HTTP_FAILED:
		end(a, TRANSCRIPT_ERROR, "HTTP: %s", a->http.error);
		break;
	}
	host_send_fin(&a->host, &a->door);
}

/* Bytes of the connection @t, in order; others are told what is there. */
static bool next_bytes(struct actor *a, struct stream *t, const struct packet *packet)
{
	if (packet->tcp_seq != t->ack || !(packet->len || packet->tcp_flags & TCP_FIN)) {
		if (packet->len)
			host_send_stream(&a->host, t, NULL, 0);
		return false;
	}
	t->ack += (uint32_t)packet->len + (packet->tcp_flags & TCP_FIN ? 1 : 0);
	host_send_stream(&a->host, t, NULL, 0);
	return packet->len > 0;
}

static void door_input(struct actor *a, const struct packet *packet, int64_t now)
{
	if (packet->tcp_flags & TCP_RST) {
		a->door.dport = 0;
		if (a->act >= ACTOR_CONNECTING)
			end(a, TRANSCRIPT_ERROR, "refused at port %u", packet->sport);
		return;
	}
	if (a->act == ACTOR_CONNECTING) {
		if ((packet->tcp_flags & (TCP_SYN | TCP_ACK)) == (TCP_SYN | TCP_ACK))
			connected(a, packet, now);
		return;
	}
	if (!a->door.dport || !next_bytes(a, &a->door, packet))
		return;
	if (a->act == ACTOR_READING)
		http_body(a, packet, now);
	else if (a->act == ACTOR_REGISTERING && sccp_hear(packet->data, packet->len) & SCCP_REGISTERED) {
		a->manager = a->door;
		a->door.dport = 0;
		end(a, TRANSCRIPT_SENT, "is registered");
	}
}

static void tcp_input(struct actor *a, const struct packet *packet, int64_t now)
{
	if (a->manager.dport && packet->dport == a->manager.sport && packet->sport == a->manager.dport) {
		if (packet->tcp_flags & TCP_RST)
			a->manager.dport = 0;
		else
			next_bytes(a, &a->manager, packet);
	} else if (packet->dport == a->port && packet->sport == a->door_port) {
		door_input(a, packet, now);
	} else if (!(packet->tcp_flags & TCP_RST)) {
		host_send_rst(&a->host, packet);
	}
}

/* -- DNS -------------------------------------------------------------------------- */

void actor_ask_dns(struct actor *a, const char *name)
{
	/* id 1234; flags: recursion desired; one question */
	uint8_t q[512] = { 0x12, 0x34, 1, 0, 0, 1 };
	size_t len = 12;

	while (*name && len < 400) {
		size_t n = strcspn(name, ".");

		if (n == 0 || n > 63)
			break;
		q[len++] = (uint8_t)n;
		memcpy(q + len, name, n);
		len += n;
		name += n + (name[n] == '.');
	}
	q[len++] = 0;
	/* type A, class IN */
	memcpy(q + len, "\0\1\0\1", 4);
	a->port = new_port(a);
	send_to_server(a, 53, q, len + 4);
}

/* -- all of it -------------------------------------------------------------------- */

static void udp_input(struct actor *a, const struct packet *packet, int64_t now)
{
	bool mine = packet->dport == a->port && packet->src == a->server;

	if (packet->dport == 68)
		dhcp_input(a, packet, now);
	else if (a->act == ACTOR_FETCHING && mine)
		read_input(a, packet, now);
	else if (a->act == ACTOR_WRITING && mine)
		write_input(a, packet);
	else if (!a->lossy)
		host_send_unreachable(&a->host, packet);
}

void actor_frame(struct actor *a, const uint8_t *frame, size_t len, int64_t now)
{
	struct packet packet;

	host_input(&a->host, frame, len, &packet);
	switch (packet.kind) {
	case PACKET_NONE:
		break;
	case PACKET_UDP:
		udp_input(a, &packet, now);
		break;
	case PACKET_TCP:
		if (actor_bound(a))
			tcp_input(a, &packet, now);
		break;
	case PACKET_UNREACHABLE:
		if ((a->act == ACTOR_FETCHING || a->act == ACTOR_WRITING) && packet.sport == a->port)
			end(a, TRANSCRIPT_ERROR, "port unreachable");
		break;
	}
}

void actor_timer(struct actor *a, int64_t now)
{
	if (now < a->due)
		return;
	switch (a->act) {
	case ACTOR_IDLE:
		a->due = INT64_MAX;
		return;
	case ACTOR_REBINDING:
	case ACTOR_SELECTING:
	case ACTOR_REQUESTING:
		dhcp_again(a, now);
		return;
	case ACTOR_FETCHING:
	case ACTOR_WRITING:
		if (++a->tries < TRIES) {
			send_tftp(a);
			a->due = now + ANSWER_MS;
			return;
		}
		break;
	case ACTOR_ASKING_DEAF:
		end(a, TRANSCRIPT_TIMEOUT, "hears nothing");
		return;
	case ACTOR_CONNECTING:
		if (++a->tries < TRIES) {
			host_send_syn(&a->host, a->server, a->port, a->door_port);
			a->due = now + ANSWER_MS;
			return;
		}
		break;
	case ACTOR_READING:
	case ACTOR_REGISTERING:
		break;
	}
	end(a, TRANSCRIPT_TIMEOUT, "no answer");
}
