/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PLUGINS_SIP_IDENTITY_H
#define PLUGINS_SIP_IDENTITY_H
/*
 * identity.h -- who sends a REGISTER: by its Reason, or by the name or the instance of
 * its Contact.  Pure.
 */
#include "plugins/registrar/alarm.h"
#include "plugins/sip/sip.h"

struct identity {
	char name[24];                  /* "SEP001B54AA0001", or "" */
	struct alarm alarm;
	struct nr_mac mac;
	bool has_mac;
};

void identity_read(const struct sip_message *m, struct identity *out);

#endif
