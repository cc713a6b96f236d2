/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * vlan.c -- on which VLAN a phone lives, and that the bench serves another one.
 *
 * The tag of its DHCP is the VLAN that it lives on; its CDP goes untagged all
 * the same.  On a VLAN that the bench does not serve nothing ever reaches it:
 * it is blocked, with the number and the remedy, until it asks elsewhere.
 */
#include <config.h>

#include "core/phone/vlan.h"
#include "core/base/log.h"
#include "core/phone/course.h"
#include "core/phone/sighting.h"
#include "core/phone/state.h"

#include <stdlib.h>

/* The VLAN on which it asks has changed, or is the bench's again. */
static void vlan_changed(struct bench *b, struct phone *p)
{
	if (p->state == PHONE_HELD || p->state == PHONE_DONE || p->state == PHONE_REFUSED)
		return;
	if (p->belief.model) {
		course_replan(b, p);
	} else if (p->belief.is_phone && p->off_wire) {
		course_say_off_wire(b, p);
		log_line(LOG_WARNING, p->name, "[%s] %s", p->code, p->message);
	} else if (p->belief.is_phone) {
		state_say(p, NULL, "a phone, model not known yet");
	}
}

void vlan_sight(struct bench *b, struct phone *p, const struct sighting *s)
{
	const char *tag = s->says[NR_FACT_VLAN];
	unsigned vlan = tag ? (unsigned)strtoul(tag, NULL, 10) : 0, was = p->vlan;
	bool was_off = p->off_wire;

	if (s->source != NR_SOURCE_DHCP || b->wire.passive || !(tag || s->says[NR_FACT_BOOT]))
		return;
	p->vlan = vlan;
	p->off_wire = vlan != b->wire.vlan;
	if (p->off_wire != was_off || (was_off && vlan != was))
		vlan_changed(b, p);
}
