/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_ACCESSORS_H
#define TESTS_ACCESSORS_H
/*
 * accessors.h -- the functions of protocol.h that only read or set a member, or do nothing in
 * a test: once for both cores that stand in for the program, verbs.c and tftp/tftp-core.c.
 * Each includes this behind its struct nr_instance, which has these members.
 */
#include <netrecover/protocol.h>

const void *nr_conf(const struct nr_instance *self)
{
	return self->conf.bytes;
}

void *nr_data(const struct nr_instance *self)
{
	return self->data;
}

void nr_set_data(struct nr_instance *self, void *data)
{
	self->data = data;
}

struct ev_loop *nr_loop(const struct nr_instance *self)
{
	return self->loop;
}

void nr_get_bench(const struct nr_instance *self, struct nr_bench *out, size_t size)
{
	memcpy(out, &self->bench, size);
}

void nr_guard(struct nr_instance *self, enum nr_guard_state state, const char *who)
{
	(void)self;
	(void)state;
	(void)who;
}

void nr_guard_tripped(struct nr_instance *self, const struct nr_server *by, size_t size)
{
	(void)self;
	(void)by;
	(void)size;
}

#endif
