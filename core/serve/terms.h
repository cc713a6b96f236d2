/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_TERMS_H
#define CORE_TERMS_H
/*
 * terms.h -- on what terms a phone is dealt with: what DHCP says to it and how it is
 * restarted, as its model has it.
 */
#include "core/phone/bench.h"

#define TERMS_TEXT 256

/* Row @i of what the model of @p wants DHCP to say, its marks replaced in @text, to which
 * out->text points.  False: there are no more, or @p is NULL. */
bool terms_dhcp_row(const struct bench *b, const struct phone *p, unsigned i, struct nr_dhcp *out,
		    char text[TERMS_TEXT]);

/* Row @i of how it is restarted, likewise. */
bool terms_restart_row(const struct phone *p, unsigned i, struct nr_restart *out);

/* The row by which a GET restarts it: its best one, or one of several where it did not register
 * since it started; else NULL. */
const struct nr_restart *terms_restart_by_get(const struct phone *p);

/*
 * @text with %S, the bench's address, and %H, "http://ADDRESS:PORT", replaced.  False: it does
 * not fit, has another mark, or asks for HTTP where none is served.
 */
bool terms_text(const struct bench *b, const char *text, char out[TERMS_TEXT]);

#endif
