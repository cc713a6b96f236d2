/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * instance.c -- the life of protocol plugins: made and configured, opened with
 * rights, started without, stopped all, freed all.
 */
#include <config.h>

#include "core/bench.h"
#include "core/log.h"

#include <errno.h>
#include <stdlib.h>

int instances_make(struct bench *b)
{
	size_t n = b->plugins->protocol_count;

	b->instance = calloc(n ? n : 1, sizeof(*b->instance));
	if (!b->instance)
		return -ENOMEM;
	for (size_t i = 0; i < n; i++) {
		struct nr_instance *self = &b->instance[i];
		const struct nr_protocol *p = &b->plugins->protocol[i]->protocol;

		self->bench = b;
		self->plugin = b->plugins->protocol[i];
		self->conf = calloc(1, p->conf_size ? p->conf_size : 1);
		if (!self->conf)
			return -ENOMEM;
		b->instance_count = i + 1;
		if (p->options)
			ini_apply(&b->config->ini, p->type, "", p->options, self->conf);
	}
	return 0;
}

int instances_open(struct bench *b)
{
	for (size_t i = 0; i < b->instance_count; i++) {
		struct nr_instance *self = &b->instance[i];
		int err;

		self->opened = true;
		err = self->plugin->protocol.open(self);
		if (err < 0)
			return err;
	}
	return 0;
}

int instances_start(struct bench *b)
{
	for (size_t i = 0; i < b->instance_count; i++) {
		int err = b->instance[i].plugin->protocol.start(&b->instance[i]);

		if (err < 0)
			return err;
	}
	return 0;
}

void instances_stop(struct bench *b)
{
	for (size_t i = b->instance_count; i-- > 0;)
		if (b->instance[i].opened)
			b->instance[i].plugin->protocol.stop(&b->instance[i]);
	for (size_t i = 0; i < b->instance_count; i++)
		free(b->instance[i].conf);
	free(b->instance);
	b->instance = NULL;
	b->instance_count = 0;
}
