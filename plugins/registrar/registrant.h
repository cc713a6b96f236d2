/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PLUGINS_REGISTRAR_REGISTRANT_H
#define PLUGINS_REGISTRAR_REGISTRANT_H
/*
 * registrant.h -- what a device says of itself to its call manager, as a sighting.
 */
#include <netrecover/protocol.h>

struct registrant {
	enum nr_source source;
	const struct nr_mac *mac;       /* NULL: not said */
	struct in_addr addr;
	/* NULL or "": not said */
	const char *name, *model, *user_agent, *load, *reason;
	uint32_t type;                  /* the call manager's number of its model; 0: not said */
	const char *registers;          /* "sccp", "sip" */
};

nr_phone_id registrant_sight(struct nr_instance *self, const struct registrant *r);

#endif
