/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * verb_mqtt.c -- the verb "mqtt": what this bench does is told to a broker, by netrecover-mqtt
 * (core/fleet), which takes the place of this process.
 */
#include <config.h>

#include "core/verbs/app.h"
#include "core/verbs/broker_start.h"

#include <jansson.h>
#include <stdio.h>
#include <unistd.h>

int verb_mqtt(struct app *app, int argc, char **argv)
{
	struct settings c;
	int status = app_config(app, &c);
	json_t *conf;

	(void)argc;
	(void)argv;
	if (status != EXIT_GOOD)
		return status;
	conf = broker_start_conf(&c, NULL, &status);
	if (conf) {
		json_object_set_new(conf, "bench", json_string(c.name));
		json_object_set_new(conf, "client", json_sprintf("netrecover-%s", c.name));
		json_object_set_new(conf, "view", app_json_text(c.view));
		json_object_set_new(conf, "state", app_json_text(c.state));
		if (!app->quiet && !app->json)
			printf("%s tells %s; Ctrl-C ends it\n", c.name, c.mqtt.broker);
		fflush(stdout);
		status = broker_start_become(conf, -1);
	}
	settings_finish(&c);
	return status;
}
