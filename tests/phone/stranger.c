/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* stranger.c -- see stranger.h. */
#include <config.h>

#include "tests/phone/stranger.h"
#include "tests/phone/life.h"
#include "tests/phone/manager.h"

#include <string.h>

bool stranger_is(const struct phone *p)
{
	return p->setup.handset->profile != NULL;
}

static const struct profile *profile_of(const struct phone *p)
{
	return p->setup.handset->profile;
}

bool stranger_set(struct phone *p, const char *load)
{
	for (size_t i = 0; i < DEVICE_PARTS; i++) {
		size_t n = strcspn(load, "/");

		if (n >= sizeof(p->device.part[i]))
			return false;
		snprintf(p->device.part[i], sizeof(p->device.part[i]), "%.*s", (int)n, load);
		load += n + (load[n] == '/');
	}
	return load[0] == '\0';
}

/* What it runs, as setup.load has it: without empty parts behind. */
static void tell_load(struct phone *p)
{
	char *load = p->setup.load;
	size_t size = sizeof(p->setup.load), n = 0;

	for (size_t i = 0; i < DEVICE_PARTS && n < size; i++)
		n += (size_t)snprintf(load + n, size - n, "%s%s", i ? "/" : "", p->device.part[i]);
	for (n = strlen(load); n > 0 && load[n - 1] == '/'; n--)
		load[n - 1] = '\0';
}

void stranger_dhcp(struct phone *p, struct dhcp_out *m)
{
	const struct profile *f = profile_of(p);

	m->stranger = true;
	m->wanted = f->wanted;
	m->wanted_len = f->wanted_len;
	m->class_id = NULL;
	m->class_len = f->vendor_class(&p->device, p->vendor_class);
	m->class_bytes = m->class_len ? p->vendor_class : NULL;
}

static void rest(struct phone *p, int64_t now)
{
	if (p->setup.sick) {
		life_say(p, now, "crashes");
		life_reboot(p, now);
		return;
	}
	life_say(p, now, "works, with %s", p->setup.load);
	manager_reached(p, now);
	p->state = PHONE_REGISTERED;
	p->due = INT64_MAX;
}

/* In vain: two datagrams, whose form nobody needs to know. */
static void call(struct phone *p, int64_t now)
{
	const struct datagram d = {
		.src = p->host.ip, .dst = p->device.call, .sport = life_port(p), .dport = 4100,
		.data = "?", .len = 1,
	};

	if (p->device.call) {
		life_say(p, now, "calls its server, with %s", p->setup.load);
		host_send_udp(&p->host, &d);
		host_send_udp(&p->host, &d);
	}
	manager_reached(p, now);
	life_move(p, PHONE_WAITING, now, 60000, 500);
}

static void dead(struct phone *p)
{
	p->state = PHONE_REGISTERED;
	p->due = INT64_MAX;
}

static void ask(struct phone *p, int64_t now)
{
	const struct server *s = &p->device.server;

	p->setup.doors = s->tftp ? DOORS_TFTP : DOORS_HTTP;
	p->server = s->ip;
	p->http_port = s->port;
	p->want = WANT_STRANGER;
	p->http_failed = false;
	p->timeouts = 0;
	life_move(p, PHONE_PAUSING, now, 1000, 1);
}

static void act(struct phone *p, int64_t now, enum act act)
{
	if (p->device.says[0])
		life_say(p, now, "%s", p->device.says);
	p->device.says[0] = '\0';
	switch (act) {
	case ACT_ASK:
		ask(p, now);
		break;
	case ACT_WRITE:
		life_say(p, now, "writes %s to flash", p->device.version);
		life_move(p, PHONE_FLASHING, now, 60000, 100);
		break;
	case ACT_RESTART:
		life_reboot(p, now);
		break;
	case ACT_REST:
		rest(p, now);
		break;
	case ACT_CALL:
		call(p, now);
		break;
	case ACT_AGAIN:
		life_move(p, PHONE_WAITING, now, 60000, 200);
		break;
	case ACT_DEAD:
		dead(p);
		break;
	}
}

void stranger_first(struct phone *p, int64_t now)
{
	act(p, now, profile_of(p)->start(&p->device, &p->lease));
}

void stranger_got(struct phone *p, int64_t now)
{
	act(p, now, profile_of(p)->got(&p->device, p->tftp.data, p->tftp.len));
}

void stranger_absent(struct phone *p, int64_t now)
{
	act(p, now, profile_of(p)->absent(&p->device));
}

void stranger_flashed(struct phone *p, int64_t now)
{
	profile_of(p)->written(&p->device);
	tell_load(p);
	p->setup.sick = false;
	p->flashes++;
	life_reboot(p, now);
}
