/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* life.c -- see life.h. */
#include <config.h>

#include "tests/phone/life.h"
#include "tests/phone/cdp.h"
#include "tests/phone/lldp.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

void __attribute__((format(printf, 3, 4)))
life_say(const struct phone *p, int64_t now, const char *format, ...)
{
	int64_t ms = now - p->started;
	va_list ap;

	if (!p->log)
		return;
	fprintf(p->log, "%4" PRId64 ".%03" PRId64 " %s ", ms / 1000, ms % 1000, p->name);
	va_start(ap, format);
	vfprintf(p->log, format, ap);
	va_end(ap);
	fputc('\n', p->log);
	fflush(p->log);
}

const char *life_dotted(uint32_t ip, char buf[16])
{
	snprintf(buf, 16, "%u.%u.%u.%u", ip >> 24, ip >> 16 & 255, ip >> 8 & 255, ip & 255);
	return buf;
}

/* A waiting time of @ms on a real phone, never shorter than @floor. */
void life_move(struct phone *p, enum phone_state state, int64_t now, int64_t ms,
		      int64_t floor)
{
	int64_t wait = ms / p->speed;

	p->state = state;
	p->due = now + (wait > floor ? wait : floor);
}

const struct family *life_family(const struct phone *p)
{
	return p->setup.handset->family;
}

struct loader life_loader(const struct phone *p)
{
	return (struct loader){
		.handset = p->setup.handset,
		.running = p->setup.load[0] ? p->setup.load : NULL,
		.universal = p->loader[0] ? p->loader : NULL,
		.application = p->application,
		.newest_taken = p->setup.newest_wiped[0] ? p->setup.newest_wiped : NULL,
		.hardware = p->setup.hardware,
	};
}

const char *life_load(const struct phone *p)
{
	return p->manifest[0] ? p->manifest : p->setup.load;
}

/* A 7940 with a SIP load calls itself SIP<MAC>. */
void life_device_name(const struct phone *p, char out[16])
{
	snprintf(out, 16, "%s%s", strncmp(p->setup.load, "P0S3", 4) == 0 ? "SIP" : "SEP", p->name + 3);
}

/* And such a 7940 tells its loader. */
static void spoken_load(const struct phone *p, char out[80])
{
	if (p->loader[0] && strncmp(p->setup.load, "P0S3", 4) == 0)
		snprintf(out, 80, "%s", p->loader);
	else if (!p->setup.load[0])
		snprintf(out, 80, "79XX_default_load");
	else
		snprintf(out, 80, "%s%s", life_load(p),
			 life_family(p)->says_loads ? ".loads" : "");
}

void life_cdp(struct phone *p, int64_t now)
{
	uint8_t frame[CDP_FRAME_MAX];
	char version[80], device[16];
	struct cdp_says s = {
		.mac = p->setup.mac,
		.device = device,
		.version = version,
		.platform = p->setup.handset->platform,
		.ip = p->host.ip,
	};
	int64_t wait = 60000 / p->speed;

	if (p->setup.cdp_ms)
		wait = p->setup.cdp_ms;
	p->cdp_due = now + (wait > 250 ? wait : 250);
	life_device_name(p, device);
	spoken_load(p, version);
	if (!p->setup.no_cdp && !life_family(p)->no_cdp)
		host_send_frame(&p->host, frame, cdp_encode(&s, frame));
	if (p->setup.lldp)
		host_send_frame(&p->host, frame, lldp_encode(&s, frame));
}

/* Power, or the end of a reboot. */
void life_boot(struct phone *p, int64_t now)
{
	int64_t delay = ((p->setup.mac[4] << 8 | p->setup.mac[5]) % 10 + 1) * 1000;

	host_reset(&p->host);
	p->call_manager.dport = p->web.c.dport = 0;
	p->boots++;
	p->timeouts = 0;
	p->application = p->fresh;
	p->fresh = p->twice = false;
	life_say(p, now, "starts, running %s",
		 p->setup.load[0] ? p->setup.load : "no load (wiped)");
	life_cdp(p, now);
	life_move(p, PHONE_BOOTING, now, delay, 0);
}

uint16_t life_port(struct phone *p)
{
	p->next_port = p->next_port < 49152 || p->next_port == UINT16_MAX ? 49152 :
		       (uint16_t)(p->next_port + 1);
	return p->next_port;
}

void life_reboot(struct phone *p, int64_t now)
{
	life_say(p, now, "reboots");
	host_reset(&p->host);
	life_move(p, PHONE_REBOOTING, now,
		  life_family(p)->restart_ms ? life_family(p)->restart_ms : 30000, 50);
}
