/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_SETTINGS_H
#define PHONE_SETTINGS_H
/*
 * settings.h -- what a phone takes from its configuration file.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct settings {
	char load[64];          /* "": none named, keep what runs */
	uint32_t call_manager;  /* host order; 0: a name that nobody resolves */
	uint16_t sccp_port, sip_port;
};

/*
 * Read SEP<MAC>.cnf.xml, or XMLDefault.cnf.xml with the row of phone @type.
 * NULL when the phone accepts it, else what it lacks: without a call manager a
 * phone drops the whole file.
 */
const char *settings_read(const uint8_t *data, size_t len, unsigned type, struct settings *out);

/* SIPDefault.cnf or SIP<MAC>.cnf of a 7940: lines of "key: value".  What they do
 * not say stays as it is in *out. */
void settings_read_text(const uint8_t *data, size_t len, struct settings *out);

#endif
