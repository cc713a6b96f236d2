/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_VISIT_H
#define CORE_VISIT_H
/*
 * visit.h -- may this request be answered?  Pure: what a browser says of where it comes from.
 *
 * A page of somebody else, open in a browser that reaches the bench's page, must not read
 * it: its own name may be made to lead here (DNS rebinding), so only names of this machine
 * count, and addresses, which cannot be rebound.
 */
#include <stdbool.h>

/*
 * The Host header, with or without a port: the address @local at which the connection
 * arrived, in any spelling; localhost, where that is one of 127.0.0.0/8 or ::1; or @name,
 * that of this machine, alone or with .local behind it.  NULL is no host.
 */
bool visit_host_is_ours(const char *host, const char *local, const char *name);
/*
 * @origin (Origin), @site (Sec-Fetch-Site): NULL where the browser does not say.  Does the page
 * that asks come from here, from @host?
 */
bool visit_is_own_page(const char *origin, const char *site, const char *host);

#endif
