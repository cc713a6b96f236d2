/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_INSTANCE_H
#define CORE_INSTANCE_H
/*
 * instance.h -- the life of protocol plugins.
 */
#include "core/base/finding.h"
#include "core/host/port.h"
#include "core/phone/bench.h"
#include "core/serve/terms.h"

/* What the plugins say when they check their sections and the machine. */
struct instance_check {
	struct finding_list *found;     /* the name of each check is the plugin's type */
	struct port_list ports;         /* that they are going to open; ports_finish() frees */
	bool frames;                    /* a plugin wants a packet socket */
	int bad_status;                 /* exit status of what is BAD */
};

struct nr_instance {
	struct bench *bench;
	const struct plugin_protocol *plugin;
	void *conf, *data;
	bool opened;
	struct instance_check *check;   /* while the plugin's check() runs */
	char text[TERMS_TEXT];          /* of the last DHCP row that it was given */
};

/* Make the instances of all loaded protocol plugins, with their configuration. */
int instance_make_all(struct bench *b);
/* What those in @b->instance want to hear, and for whom they stand in. */
void instance_attach_all(struct bench *b);
/* What changed in the beliefs about phones, to those that want to hear it: after each verb
 * of a plugin, and after what the clock moved. */
void instance_tell_news(struct bench *b);
/* Every plugin's check(); those that have none are said to be not checked. */
void instance_check_all(struct bench *b, struct instance_check *c);
/* open(), start() and replay() of one; opened or replayed, it is stopped by instance_stop_all(). */
int instance_open(struct nr_instance *self);
int instance_start(struct nr_instance *self);
int instance_replay(struct nr_instance *self, const char *path);
int instance_open_all(struct bench *b);
int instance_start_all(struct bench *b);
/* The operator says that the other DHCP server is gone; NULL, or why not. */
const char *instance_resume_guard(struct bench *b);
/* b->wire has another index, MAC or name: the plugins hear of it.  0, or the -errno of the first
 * that cannot go on, with a logged line. */
int instance_wire_changed(struct bench *b);
void instance_stop_all(struct bench *b); /* all, then free all */

#endif
