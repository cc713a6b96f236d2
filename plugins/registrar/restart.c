/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * restart.c -- see restart.h.
 */
#include "plugins/registrar/restart.h"

static struct restart_entry *find(struct restarts *r, nr_phone_id phone)
{
	for (size_t i = 0; i < RESTART_PHONES; i++)
		if (r->entry[i].phone == phone)
			return &r->entry[i];
	return NULL;
}

static struct restart_entry *oldest(struct restarts *r)
{
	struct restart_entry *e = &r->entry[0];

	for (size_t i = 1; i < RESTART_PHONES; i++)
		if (r->entry[i].at < e->at)
			e = &r->entry[i];
	return e;
}

static struct restart_entry *take(struct restarts *r, nr_phone_id phone, const char *load)
{
	struct restart_entry *e = find(r, phone);

	if (!e)
		e = find(r, NR_NO_PHONE);
	if (!e)
		e = oldest(r);
	if (e->phone != phone || strncmp(e->load, load, sizeof(e->load) - 1) != 0) {
		memset(e, 0, sizeof(*e));
		e->phone = phone;
		snprintf(e->load, sizeof(e->load), "%s", load);
	}
	return e;
}

static double pause_after(unsigned tries)
{
	double s = RESTART_PAUSE;

	while (--tries > 0 && s < RESTART_PAUSE_MAX)
		s *= 2;
	return s < RESTART_PAUSE_MAX ? s : RESTART_PAUSE_MAX;
}

enum restart_kind restart_due(struct restarts *r, nr_phone_id phone, const char *load, bool wanted,
			      double now)
{
	struct restart_entry *e;

	if (phone == NR_NO_PHONE)
		return RESTART_NONE;
	if (!wanted) {
		e = find(r, phone);
		if (e)
			memset(e, 0, sizeof(*e));
		return RESTART_NONE;
	}
	e = take(r, phone, load);
	if (e->tries && now - e->at < pause_after(e->tries))
		return RESTART_NONE;
	e->at = now;
	return e->tries++ == 0 ? RESTART_GENTLE : RESTART_HARD;
}
