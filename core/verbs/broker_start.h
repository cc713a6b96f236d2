/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_BROKER_START_H
#define CORE_BROKER_START_H
/*
 * broker_start.h -- netrecover-mqtt for "netrecover mqtt" and "netrecover fleet BROKER": what it needs
 * is read and looked at here, and handed over in memory.
 */
#include "core/verbs/app.h"

#include <jansson.h>

/*
 * What both need, from [mqtt] and @broker (NULL: that of the section), as core/fleet/mqtt.c describes it.
 * NULL: *status, and what is wrong was said.
 */
json_t *broker_start_conf(const struct settings *c, const char *broker, int *status);
/* Become that program, with its standard output to @out (-1: as it is).  Steals @conf.  Returns only an
 * exit status, when that failed. */
int broker_start_become(json_t *conf, int out);

#endif
