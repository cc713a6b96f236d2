/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CNFXML_H
#define CORE_CNFXML_H
/*
 * cnfxml.h -- the configurations that the bench writes for a phone, with
 * libxml2: plain ASCII, no BOM, parsed again before anyone gets them.
 */
#include <netrecover/model.h>

/* Write the answer to NR_WANT_CONFIG (SEP<MAC>.cnf.xml) or NR_WANT_DEFAULTS
 * (XMLDefault.cnf.xml).  *out is malloc()ed, free it; 0 or -errno. */
int cnfxml_write(const struct nr_model *model, enum nr_want want, const struct nr_ask *ask,
		 uint8_t **out, size_t *len);

#endif
