/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * tftp-core.c -- a core of a few lines for one protocol plugin.
 */
#include "tests/unit/tftp/tftp-core.h"
#include "tests/unit/accessors.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <stdlib.h>
#include <strings.h>

static void put_number(struct nr_instance *core, const struct nr_option *o, uint32_t value)
{
	memcpy(core->conf.bytes + o->offset, &value, sizeof(value));
}

void core_init(struct nr_instance *core, const struct nr_protocol *protocol,
	       const char *interface, const char *address)
{
	memset(core, 0, sizeof(*core));
	core->protocol = protocol;
	core->loop = ev_loop_new(EVFLAG_AUTO);
	snprintf(core->bench.interface, sizeof(core->bench.interface), "%s", interface);
	inet_pton(AF_INET, address, &core->bench.address);
	for (const struct nr_option *o = protocol->options; o->key; o++)
		put_number(core, o, (uint32_t)strtoul(o->fallback, NULL, 10));
}

void core_set(struct nr_instance *core, const char *key, uint32_t value)
{
	for (const struct nr_option *o = core->protocol->options; o->key; o++)
		if (strcmp(o->key, key) == 0)
			put_number(core, o, value);
}

void core_finish(struct nr_instance *core)
{
	core->protocol->stop(core);
	ev_loop_destroy(core->loop);
}

void nr_log(const struct nr_instance *self, int priority, const char *fmt, ...)
{
	struct nr_instance *core = (struct nr_instance *)(uintptr_t)self;
	va_list ap;

	if (priority == 7)
		return;
	va_start(ap, fmt);
	vsnprintf(core->log, sizeof(core->log), fmt, ap);
	va_end(ap);
	if (core->verbose)
		fprintf(stderr, "%s\n", core->log);
}

nr_phone_id nr_sight(struct nr_instance *self, const struct nr_sighting *s)
{
	self->sightings++;
	for (const struct nr_fact_value *f = s->facts; f && f->fact != NR_FACT_END; f++)
		if (f->fact == NR_FACT_FILE_WANTED)
			snprintf(self->sighted, sizeof(self->sighted), "%s", f->text);
	return CORE_PHONE;
}

enum nr_verdict nr_ask_lease(struct nr_instance *self, nr_phone_id phone)
{
	(void)self;
	(void)phone;
	return NR_IGNORE;
}

enum nr_verdict nr_ask_request(struct nr_instance *self, nr_phone_id phone, const struct nr_request *r,
			       size_t size, struct nr_file *out)
{
	struct core_file *f = self->files;

	(void)phone;
	(void)size;
	self->asked++;
	self->door = r->door;
	snprintf(self->wanted, sizeof(self->wanted), "%s", r->want);
	while (f && f->name && strcasecmp(f->name, r->want) != 0)
		f++;
	if (!f)
		return NR_REFUSE;
	if (f->verdict == NR_SERVE) {
		f->open++;
		memset(out, 0, sizeof(*out));
		out->data = f->data;
		out->size = f->size;
		out->handle = f;
		snprintf(out->name, sizeof(out->name), "%s", r->want);
	}
	return f->verdict;
}

void nr_file_close(struct nr_instance *self, struct nr_file *file)
{
	struct core_file *f = file->handle;

	(void)self;
	f->open--;
}

void nr_tell(struct nr_instance *self, nr_phone_id phone, enum nr_deed deed, const char *what,
	     uint64_t bytes, uint64_t total, const char *why)
{
	struct core_deed *d;

	self->counts[deed]++;
	if (self->deed_count == CORE_DEEDS)
		return;
	d = &self->deeds[self->deed_count++];
	d->deed = deed;
	d->phone = phone;
	d->bytes = bytes;
	d->total = total;
	snprintf(d->what, sizeof(d->what), "%s", what ? what : "");
	snprintf(d->why, sizeof(d->why), "%s", why ? why : "");
}

void nr_find(struct nr_instance *self, enum nr_answer answer, const char *mend, const char *fmt, ...)
{
	(void)self;
	(void)answer;
	(void)mend;
	(void)fmt;
}

void nr_want_port(struct nr_instance *self, uint16_t port, unsigned how)
{
	(void)self;
	(void)port;
	(void)how;
}

bool nr_may_send(struct nr_instance *self, struct in_addr to)
{
	(void)to;
	return !self->out_of_reach;
}

void nr_want_frames(struct nr_instance *self)
{
	(void)self;
}
