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
int instance_make_all(struct bench *b);
/* What those in @b->instance want to hear, and for whom they stand in. */
void instance_attach_all(struct bench *b);
int instance_open_all(struct bench *b);
int instance_start_all(struct bench *b);
/* The operator says that the other DHCP server is gone; NULL, or why not. */
const char *instance_resume_guard(struct bench *b);
void instance_stop_all(struct bench *b); /* all, then free all */

#endif
