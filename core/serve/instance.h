/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_INSTANCE_H
#define CORE_INSTANCE_H
/*
 * instance.h -- the life of protocol plugins.
 */
#include "core/phone/bench.h"

struct nr_instance {
	struct bench *bench;
	const struct plugin_protocol *plugin;
	void *conf, *data;
	bool opened;
};

/* Make the instances of all loaded protocol plugins, with their configuration. */
int instances_make(struct bench *b);
/* What those in @b->instance want to hear, and for whom they stand in. */
void instances_attach(struct bench *b);
int instances_open(struct bench *b);
int instances_start(struct bench *b);
void instances_stop(struct bench *b);   /* all, then free all */

#endif
