/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* manager.c -- see manager.h. */
#include <config.h>

#include "tests/phone/manager.h"
#include "tests/phone/files.h"
#include "tests/phone/life.h"
#include "tests/phone/sccp.h"
#include "tests/phone/sip.h"

#include <string.h>
#include <strings.h>

#define REGISTER_TRIES 4

void manager_reached(struct phone *p, int64_t now)
{
	if (p->reached || (p->setup.until[0] && strcmp(p->setup.until, p->setup.load) != 0))
		return;
	p->reached = true;
	life_say(p, now, "has reached %s after %u boots", p->setup.load, p->boots);
}

static bool speaks_sip(const struct phone *p)
{
	return strncasecmp(p->setup.load, "SIP", 3) == 0 || strncmp(p->setup.load, "P0S3", 4) == 0;
}

static struct sip_line sip_line(const struct phone *p)
{
	return (struct sip_line){
		.name = p->name, .platform = p->setup.handset->platform, .load = p->setup.load,
		.type = (unsigned)p->setup.handset->type, .ip = p->host.ip, .server = p->settings.call_manager,
		.port = p->own_port, .udp = p->setup.sip_udp, .cseq = p->sip_cseq,
	};
}

/* To the call manager: by its connection, or by UDP. */
static void say_call_manager(struct phone *p, const void *data, size_t len)
{
	const struct datagram d = {
		.src = p->host.ip, .dst = p->settings.call_manager, .sport = p->own_port,
		.dport = p->settings.sip_port, .data = data, .len = len,
	};

	if (speaks_sip(p) && p->setup.sip_udp) {
		host_send_udp(&p->host, &d);
		return;
	}
	host_send_stream(&p->host, &p->call_manager, data, len);
	p->call_manager.seq += (uint32_t)len;
}

static void say_sip_register(struct phone *p)
{
	char out[SIP_TEXT_MAX];
	struct sip_line line;

	p->sip_cseq++;
	line = sip_line(p);
	say_call_manager(p, out, sip_register(&line, out));
}

static void knock(struct phone *p, uint16_t port)
{
	p->own_port = life_port(p);
	if (speaks_sip(p) && p->setup.sip_udp)
		say_sip_register(p);
	else
		host_send_syn(&p->host, p->settings.call_manager, p->own_port, port);
}

void manager_try(struct phone *p, int64_t now, bool again)
{
	bool sip = speaks_sip(p);
	uint16_t port = sip ? p->settings.sip_port : p->settings.sccp_port;
	char ip[16];

	if (p->setup.sick) {
		life_say(p, now, "crashes");
		life_reboot(p, now);
		return;
	}
	p->call_manager.dport = 0;
	p->tries = again ? p->tries + 1 : 0;
	if (p->tries == REGISTER_TRIES) {
		life_say(p, now, "gives up registering and begins again");
		life_move(p, PHONE_WAITING, now, 10000, 50);
		return;
	}
	if (!again)
		life_say(p, now, "registers at %s port %u with %s",
			 life_dotted(p->settings.call_manager, ip), port, p->setup.load);
	manager_reached(p, now);
	if (p->settings.call_manager && !p->setup.no_register)
		knock(p, port);
	/* Long enough for whoever waits until it is idle. */
	life_move(p, PHONE_REGISTERING, now, 15000, p->setup.web ? 2000 : 100);
}

/* The connection stands: an alarm and a registration. */
void manager_connected(struct phone *p, const struct packet *packet)
{
	const struct sccp_alarm alarm = {
		p->name, life_load(p), p->setup.prints && !p->manifest[0], p->rejected,
	};
	uint8_t out[SCCP_HELLO_MAX];

	p->call_manager = (struct stream){
		.peer = packet->src, .sport = packet->dport, .dport = packet->sport,
		.seq = packet->tcp_ack, .ack = packet->tcp_seq + 1,
	};
	if (speaks_sip(p))
		say_sip_register(p);
	else
		say_call_manager(p, out, sccp_hello(out, &alarm, (uint32_t)p->setup.handset->type));
	p->rejected = false;
}

void manager_keep_alive(struct phone *p, int64_t now)
{
	uint8_t out[SCCP_HELLO_MAX];

	p->due = INT64_MAX;
	if (!p->call_manager.dport && !(speaks_sip(p) && p->setup.sip_udp))
		return;
	if (speaks_sip(p))
		say_sip_register(p);
	else
		say_call_manager(p, out, sccp_keepalive(out));
	life_move(p, PHONE_REGISTERED, now, 30000, 500);
}

/* Returns what its call manager says; a NOTIFY is answered. */
unsigned manager_hear(struct phone *p, const struct packet *packet)
{
	struct sip_line line = sip_line(p);
	char answer[SIP_TEXT_MAX];
	size_t len = 0;
	unsigned words;

	if (!speaks_sip(p))
		return sccp_hear(packet->data, packet->len);
	words = sip_hear(&line, packet->data, packet->len, answer, &len);
	if (len)
		say_call_manager(p, answer, len);
	return words;
}

void manager_heed(struct phone *p, unsigned words, int64_t now)
{
	if (words & SCCP_REGISTERED) {
		if (p->state == PHONE_REGISTERING)
			life_say(p, now, "is registered");
		life_move(p, PHONE_REGISTERED, now, 30000, 500);
	}
	if (!(words & (SCCP_RESET | SCCP_RESTART)))
		return;
	p->call_manager.dport = 0;
	life_say(p, now, words & SCCP_RESET ? "is told to reset" : "is told to restart");
	if (words & SCCP_RESET)
		life_reboot(p, now);
	else
		files_next(p, WANT_CTL, now, 1000);
}

void manager_packet(struct phone *p, const struct packet *packet, int64_t now)
{
	unsigned words;

	if (packet->tcp_flags & (TCP_RST | TCP_FIN)) {
		p->call_manager.dport = 0;
		manager_try(p, now, true);
		return;
	}
	if (!packet->len || packet->tcp_seq != p->call_manager.ack)
		return;
	p->call_manager.ack += (uint32_t)packet->len;
	host_send_stream(&p->host, &p->call_manager, NULL, 0);
	words = manager_hear(p, packet);
	if (words & (SCCP_RESET | SCCP_RESTART))
		host_send_rst(&p->host, packet);
	manager_heed(p, words, now);
}

bool manager_from_sip(const struct phone *p, const struct packet *packet)
{
	return p->setup.sip_udp && packet->src == p->settings.call_manager && packet->dport == p->own_port &&
	       (p->state == PHONE_REGISTERING || p->state == PHONE_REGISTERED);
}
