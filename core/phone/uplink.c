/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * uplink.c -- see uplink.h.  A switch announces itself once a minute by CDP, and twice by
 * LLDP, under the address of the port; receivers keep that for 180 and 120 s (the defaults of
 * its maker).  A switch that knows neither passes on what others announce: then there may be
 * more than one, and nobody knows which has the bench's cable.
 */
#include <config.h>

#include "core/phone/uplink.h"
#include "core/base/clock.h"

#include <string.h>

#define KEPT_MS 180000

static bool is_kept(int64_t at)
{
	return at && clock_mono_ms() - at < KEPT_MS;
}

bool uplink_sight(struct bench *b, const struct sighting *s)
{
	const char *name = s->says[NR_FACT_DEVICE_NAME], *port = s->says[NR_FACT_SWITCH_PORT];
	struct uplink *u = &b->uplink;

	if (!port)
		return false;
	if (!name || !s->mac)
		return true;
	if (is_kept(u->at) && strncmp(u->name, name, sizeof(u->name) - 1) != 0)
		u->other_at = clock_mono_ms();
	snprintf(u->name, sizeof(u->name), "%s", name);
	snprintf(u->port, sizeof(u->port), "%s", port);
	u->mac = *s->mac;
	u->at = clock_mono_ms();
	return true;
}

static bool is_known(const struct bench *b)
{
	return is_kept(b->uplink.at) && !is_kept(b->uplink.other_at);
}

const char *uplink_name(const struct bench *b)
{
	return is_known(b) ? b->uplink.name : "";
}

const char *uplink_text(const struct bench *b, char buf[UPLINK_TEXT_SIZE])
{
	buf[0] = '\0';
	if (is_known(b))
		snprintf(buf, UPLINK_TEXT_SIZE, "port %s of %s", b->uplink.port, b->uplink.name);
	return buf;
}

bool uplink_is(const struct bench *b, const struct nr_mac *mac)
{
	return is_kept(b->uplink.at) && memcmp(mac, &b->uplink.mac, sizeof(*mac)) == 0;
}
