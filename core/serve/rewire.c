/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* rewire.c -- see rewire.h. */
#include <config.h>

#include "core/serve/rewire.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/host/manager.h"
#include "core/host/orphan.h"
#include "core/serve/instance.h"
#include "core/serve/wire.h"

#include <errno.h>

#define MINUTE_MS 60000

/* -- the machine ----------------------------------------------------------------------- */

static int machine_look(void *arg, unsigned index, struct in_addr address, struct watch_seen *out)
{
	const struct rewire_machine *m = arg;

	return watch_look(m->watch, index, address, out);
}

static int machine_put(void *arg, struct helper_reply *out)
{
	const struct rewire_machine *m = arg;

	return helper_put(m->helper, out);
}

static int adopt_one(int fd, void *arg)
{
	return helper_bind(arg, fd);
}

static int machine_adopt(void *arg)
{
	const struct rewire_machine *m = arg;

	return orphan_each(adopt_one, m->helper);
}

const struct rewire_ops rewire_machine_ops = { machine_look, machine_put, machine_adopt };

/* -- what is done ------------------------------------------------------------------------- */

/* The plugins hear of it; each binds its packet sockets itself. */
static int tell_plugins(struct bench *b)
{
	int r = instance_wire_changed(b);

	if (r == 0 && orphan_packet_count() > 0) {
		log_line(LOG_ERR, "interface", "a plugin that is older than this program hears nothing on %s any more",
			 b->wire.interface);
		r = -ENOTSUP;
	}
	return r;
}

static void set_name(struct nr_bench *wire, const char *name)
{
	snprintf(wire->interface, sizeof(wire->interface), "%.15s", name);
	if (!wire->vlan)
		snprintf(wire->parent, sizeof(wire->parent), "%.15s", name);
}

static int renamed(struct rewire *r, const char *name)
{
	struct bench *b = r->bench;

	log_line(LOG_NOTICE, "interface", "%s is called %s now, and is served on; the next start needs interface = %s",
		 b->wire.interface, name, name);
	if (b->journal)
		journal_event(b->journal, "link.renamed", json_pack("{s:s, s:s}", "interface", name, "was",
								     b->wire.interface), true);
	set_name(&b->wire, name);
	return tell_plugins(b);
}

/* It has another index, so nothing that was bound to the one before hears anything. */
static int move_to(struct rewire *r, const struct helper_reply *now)
{
	struct bench *b = r->bench;
	int err;

	if (now->index != b->wire.ifindex)
		log_line(LOG_NOTICE, "interface", "%s is here again, as number %u", now->name, (unsigned)now->index);
	b->wire.ifindex = now->index;
	memcpy(b->wire.mac.b, now->mac, sizeof(b->wire.mac.b));
	set_name(&b->wire, now->name);
	r->half = true;
	err = r->ops->adopt(r->arg);
	if (err == 0)
		err = tell_plugins(b);
	r->half = err < 0;
	return err;
}

/* Somebody takes it off again and again. */
static bool is_fight(struct rewire *r)
{
	int64_t now = clock_mono_ms(), *oldest = &r->put_at[r->puts % REWIRE_MOST];
	bool fight = r->puts >= REWIRE_MOST && now - *oldest < MINUTE_MS;

	*oldest = now;
	r->puts++;
	return fight;
}

static bool give_up(const struct rewire *r, const char *why)
{
	const struct bench *b = r->bench;
	enum manager m = manager_find("", b->wire.ifindex);
	char off[200];

	log_line(LOG_ERR, "interface", "%s cannot be served any more: %s; the bench ends%s%s", b->wire.interface, why,
		 m == MANAGER_NONE ? "" : "; keep its manager off: ", manager_off(m, b->wire.interface, off, sizeof(off)));
	return false;
}

static bool failed(struct rewire *r, int err)
{
	int64_t now = clock_mono_ms();

	if (!r->lost_at)
		r->lost_at = now;
	if (now - r->lost_at < REWIRE_GRACE_MS)
		return true;
	return give_up(r, err == -EPERM ? "nothing may be put back without rights, and it did not come back" :
		       err == -EADDRINUSE ? "another interface has the bench's address" :
		       err == -EPIPE ? "the process that puts it back has ended" : strerror(-err));
}

static bool mend(struct rewire *r, const struct watch_seen *seen)
{
	struct helper_reply reply = { .put = 0 };
	struct watch_seen now;
	int err = r->ops->put(r->arg, &reply);

	if (err == -ENODEV && !seen->there) {
		r->lost_at = 0;         /* waited for: wire.c says so */
		return true;
	}
	if (err == 0 && (r->half || reply.index != r->bench->wire.ifindex))
		err = move_to(r, &reply);
	if (err < 0)
		return failed(r, err);
	r->lost_at = 0;
	if (reply.put && is_fight(r))
		return give_up(r, "its address is taken off again and again");
	if (r->ops->look(r->arg, r->bench->wire.ifindex, r->bench->wire.address, &now) == 0)
		wire_seen(r->bench, &now);
	return true;
}

bool rewire_look(struct rewire *r)
{
	struct bench *b = r->bench;
	struct watch_seen now;
	int err = 0;

	if (r->ops->look(r->arg, b->wire.ifindex, b->wire.address, &now) < 0)
		return true;            /* the next second asks again */
	if (now.there && now.name[0] && strcmp(now.name, b->wire.interface) != 0)
		err = renamed(r, now.name);
	wire_seen(b, &now);
	if (err < 0)
		return give_up(r, strerror(-err));
	if (now.there && now.address && !r->half) {
		r->lost_at = 0;
		return true;
	}
	return mend(r, &now);
}

bool rewire_tick(struct rewire *r)
{
	const struct bench *b = r->bench;

	return r->half || r->lost_at || b->no_address ? rewire_look(r) : true;
}
