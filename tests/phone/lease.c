/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* lease.c -- see lease.h. */
#include <config.h>

#include "tests/phone/lease.h"
#include "tests/phone/files.h"
#include "tests/phone/life.h"
#include "tests/phone/stranger.h"

static void send_dhcp(struct phone *p, enum dhcp_type type, uint32_t requested, uint32_t server)
{
	uint8_t message[DHCP_SIZE];
	char device[16];
	struct dhcp_out m = {
		.type = type,
		.mac = p->setup.mac,
		.class_id = p->setup.class_id[0] ? p->setup.class_id : NULL,
		.host_name = device,
		.requested = requested,
		.server = server,
		.retry = p->tries,
		.unicast = p->setup.no_broadcast,
	};
	struct datagram d = {
		.src = p->old_ip, .dst = 0xffffffff, .sport = 68, .dport = 67,
		.data = message, .len = sizeof(message), .no_checksum = true,
	};

	life_device_name(p, device);
	if (stranger_is(p))
		stranger_dhcp(p, &m);
	dhcp_encode(&m, message);
	host_send_udp(&p->host, &d);
}

/* Wait for a reply: 4, 8, 16, 32 s. */
static void dhcp_wait(struct phone *p, enum phone_state state, int64_t now)
{
	life_move(p, state, now, 4000 << p->tries, 400 << p->tries);
}

void lease_discover(struct phone *p, int64_t now, bool again)
{
	p->tries = again && p->tries < 3 ? p->tries + 1 : 0;
	if (p->tries == 0)
		life_say(p, now, "sends DISCOVER");
	send_dhcp(p, DHCP_DISCOVER, 0, 0);
	dhcp_wait(p, PHONE_SELECTING, now);
}

void lease_rebind(struct phone *p, int64_t now, bool again)
{
	char ip[16];

	if (again && p->tries == 3) {
		lease_discover(p, now, false);
		return;
	}
	p->tries = again ? p->tries + 1 : 0;
	if (!again)
		life_say(p, now, "asks for its old address %s", life_dotted(p->old_ip, ip));
	send_dhcp(p, DHCP_REQUEST, p->old_ip, 0);
	dhcp_wait(p, PHONE_REBINDING, now);
}

void lease_request(struct phone *p, int64_t now, bool again)
{
	if (again && p->tries == 3) {
		lease_discover(p, now, false);
		return;
	}
	p->tries = again ? p->tries + 1 : 0;
	send_dhcp(p, DHCP_REQUEST, p->lease.yiaddr, p->lease.server);
	dhcp_wait(p, PHONE_REQUESTING, now);
}

/* Nothing else is asked of it: where its file server is, nobody says. */
static void keep_fixed(struct phone *p, int64_t now)
{
	p->host.ip = p->setup.fixed_ip;
	p->host.mask = 0xffffff00;
	host_announce(&p->host);
	life_move(p, PHONE_WAITING, now, 60000, 1000);
}

void lease_begin(struct phone *p, int64_t now)
{
	if (p->setup.fixed_ip)
		keep_fixed(p, now);
	else if (p->setup.init_reboot && p->old_ip)
		lease_rebind(p, now, false);
	else
		lease_discover(p, now, false);
}

static void bound(struct phone *p, int64_t now)
{
	char ip[16];

	p->host.ip = p->old_ip = p->lease.yiaddr;
	p->host.mask = p->lease.mask ? p->lease.mask : 0xffffff00;
	p->host.router = p->lease.router;
	p->host.probing = 0;
	life_say(p, now, "has address %s", life_dotted(p->host.ip, ip));
	host_announce(&p->host);
	files_first(p, now);
}

void lease_probe(struct phone *p, int64_t now, bool again)
{
	p->tries = again ? p->tries + 1 : 0;
	if (p->host.conflict) {
		life_say(p, now, "declines an address that is in use");
		p->tries = 0;
		send_dhcp(p, DHCP_DECLINE, p->lease.yiaddr, p->lease.server);
		host_reset(&p->host);
		life_move(p, PHONE_WAITING, now, 10000, 100);
	} else if (p->tries == 3) {
		bound(p, now);
	} else {
		host_probe(&p->host, p->lease.yiaddr);
		life_move(p, PHONE_PROBING, now, 1000, 10);
	}
}

void lease_input(struct phone *p, const struct packet *packet, int64_t now)
{
	struct dhcp_reply r;
	const char *why;
	enum dhcp_result result;

	if (p->state != PHONE_REBINDING && p->state != PHONE_SELECTING &&
	    p->state != PHONE_REQUESTING)
		return;
	result = dhcp_decode(packet->data, packet->len, p->setup.mac, &r, &why);
	if (result == DHCP_OTHER)
		return;
	if (result == DHCP_TAKEN && r.type != DHCP_NAK && stranger_is(p) &&
	    (why = p->setup.handset->profile->lacks(&p->device, &r)))
		result = DHCP_BAD;
	if (result == DHCP_BAD) {
		life_say(p, now, "throws a DHCP reply away: %s", why);
		return;
	}
	if (r.type == DHCP_OFFER && p->state == PHONE_SELECTING) {
		p->lease = r;
		lease_request(p, now, false);
	} else if (r.type == DHCP_ACK && p->state != PHONE_SELECTING) {
		p->lease = r;
		lease_probe(p, now, false);
	} else if (r.type == DHCP_NAK && p->state != PHONE_SELECTING) {
		life_say(p, now, "gets a NAK");
		p->old_ip = 0;
		lease_discover(p, now, false);
	}
}
