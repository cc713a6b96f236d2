/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * phone.c -- the life of a phone, from power-on to "Registering...":
 *
 *   booting -> (rebinding) -> selecting -> requesting -> probing
 *        ^                                                  |
 *        |          +--------------- pausing <--------------+
 *        |          v                   ^
 *        |       fetching: what its family asks for (family.h), list, images
 *        |          |                   |
 *        |          v                   v
 *        +-- registering    flashing -> rebooting -> booting
 *
 * Its own waiting times are those of real phones, divided by --speed; the ones
 * that a server on a busy machine must be able to meet have a floor.
 */
#include <config.h>

#include "tests/phone/phone.h"
#include "tests/phone/digits.h"
#include "tests/phone/fetch.h"
#include "tests/phone/files.h"
#include "tests/phone/lease.h"
#include "tests/phone/life.h"
#include "tests/phone/manager.h"
#include "tests/phone/stranger.h"

#include <string.h>

/* Somebody asks for its own web page, or knocks at another door of it. */
static void ask_web(struct phone *p, const struct packet *packet, int64_t now)
{
	struct web_says says = { p->name, p->setup.load, p->setup.handset->class_id };
	bool busy = p->state == PHONE_FETCHING || p->state == PHONE_PAUSING || p->state == PHONE_FLASHING;
	const char *path = web_packet(&p->web, &p->host, packet, p->setup.web, &says);

	if (busy && packet->tcp_flags & TCP_SYN)
		life_say(p, now, "is disturbed at port %u", packet->dport);
	if (path)
		life_say(p, now, "is asked for %s", path);
	/* As many phones have it; a model says for whom that is so. */
	if (path && !busy && strcmp(path, "/restart.htm") == 0)
		life_reboot(p, now);
}

static void tcp_packet(struct phone *p, const struct packet *packet, int64_t now)
{
	const struct stream *c = &p->call_manager;
	bool registers = p->state == PHONE_REGISTERING;

	if (c->dport && (registers || p->state == PHONE_REGISTERED) && packet->src == c->peer &&
	    packet->sport == c->dport && packet->dport == c->sport) {
		manager_packet(p, packet, now);
		return;
	}
	if (web_takes(packet)) {
		ask_web(p, packet, now);
		return;
	}
	if ((packet->tcp_flags & (TCP_SYN | TCP_ACK)) != (TCP_SYN | TCP_ACK))
		return;
	if (registers && packet->dport == p->own_port)
		manager_connected(p, packet);
	else
		host_send_rst(&p->host, packet);
}

void phone_frame(struct phone *p, const uint8_t *frame, size_t len, int64_t now)
{
	bool fetching = p->state == PHONE_FETCHING;
	struct packet packet;

	if (p->state == PHONE_REBOOTING)
		return;
	host_input(&p->host, frame, len, &packet);
	switch (packet.kind) {
	case PACKET_NONE:
		break;
	case PACKET_UDP:
		if (packet.dport == 68 && p->setup.deaf)
			break;
		if (packet.dport == 68)
			lease_input(p, &packet, now);
		else if (fetching && packet.dport == p->tftp_port && packet.src == p->server)
			fetch_tftp(p, &packet, now);
		else if (manager_from_sip(p, &packet))
			manager_heed(p, manager_hear(p, &packet), now);
		else
			host_send_unreachable(&p->host, &packet);
		break;
	case PACKET_TCP:
		if (fetch_from_http(p, &packet))
			fetch_http(p, &packet, now);
		else
			tcp_packet(p, &packet, now);
		break;
	case PACKET_UNREACHABLE:
		if (fetching && packet.sport == p->tftp_port && packet.src == p->server)
			fetch_failed(p, now, "port unreachable");
		break;
	}
}

void phone_timer(struct phone *p, int64_t now)
{
	if (now >= p->cdp_due && p->state != PHONE_REBOOTING)
		life_cdp(p, now);
	if (p->state == PHONE_FETCHING)
		client_timer(&p->door, &p->host, now);
	if (now < p->due)
		return;
	switch (p->state) {
	case PHONE_BOOTING:
		lease_begin(p, now);
		break;
	case PHONE_REBINDING:
		lease_rebind(p, now, true);
		break;
	case PHONE_SELECTING:
		lease_discover(p, now, true);
		break;
	case PHONE_REQUESTING:
		lease_request(p, now, true);
		break;
	case PHONE_PROBING:
		lease_probe(p, now, true);
		break;
	case PHONE_PAUSING:
		fetch_begin(p, now);
		break;
	case PHONE_FETCHING:
		fetch_again(p, now);
		break;
	case PHONE_FLASHING:
		files_flashed(p, now);
		break;
	case PHONE_REBOOTING:
		life_boot(p, now);
		break;
	case PHONE_REGISTERING:
		manager_try(p, now, true);
		break;
	case PHONE_REGISTERED:
		manager_keep_alive(p, now);
		break;
	case PHONE_WAITING:
		host_reset(&p->host);
		lease_begin(p, now);
		break;
	}
}

int64_t phone_due(const struct phone *p)
{
	int64_t due = p->due;

	if (p->state == PHONE_REBOOTING)
		return due;
	if (p->state == PHONE_FETCHING && p->door.due < due)
		due = p->door.due;
	return due < p->cdp_due ? due : p->cdp_due;
}

void phone_init(struct phone *p, const struct phone_setup *s, struct wire *w, unsigned speed,
		FILE *log)
{
	const uint8_t *m = s->mac;

	*p = (struct phone){ .setup = *s, .speed = speed, .log = log, .old_ip = s->old_ip };
	host_init(&p->host, w, s->mac);
	client_init(&p->door);
	p->host.loss = s->loss;
	p->host.tagged = s->tagged;
	p->host.vlan = s->vlan;
	/* A SIP 7940 from 7.0 on came with the loader of its set. */
	if (s->handset->family == &family_digits)
		digits_loader(s->load, p->loader, sizeof(p->loader));
	p->http_port = HTTP_PORT;
	p->device.handset = s->handset;
	memcpy(p->device.mac, s->mac, sizeof(p->device.mac));
	stranger_set(p, s->load);
	snprintf(p->name, sizeof(p->name), "%s%02X%02X%02X%02X%02X%02X", stranger_is(p) ? "" : "SEP", m[0],
		 m[1], m[2], m[3], m[4], m[5]);
}

void phone_power_on(struct phone *p, int64_t now)
{
	p->started = now;
	life_boot(p, now);
}

void phone_power_cut(struct phone *p, int64_t now)
{
	if (p->state == PHONE_FLASHING || p->state == PHONE_REBOOTING)
		return;
	life_say(p, now, "loses its power");
	host_reset(&p->host);
	life_move(p, PHONE_REBOOTING, now, 5000, 50);
}

void phone_finish(struct phone *p)
{
	tftp_finish(&p->tftp);
	http_finish(&p->http);
}
