/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PLUGINS_PROBE_PAGE_H
#define PLUGINS_PROBE_PAGE_H
/*
 * page.h -- what a phone's own web page says about it.  Pure: bytes in, texts out;
 * nothing is fetched, no entity is looked up, nothing is logged.
 *
 * Two shapes are read: XML (DeviceInformationX, Serviceability?adapterX=...), in
 * which each fact is an element, and the HTML of people, in which each fact is a row
 * of a table: label, value.
 */
#include <netrecover/types.h>

/* Bytes; real ones have about 1,000 to 20,000.  The worst that was found for libxml2 (a page of
 * nothing but attributes, or of comments in comments) takes a tenth of a second at this size. */
#define PAGE_MAX 32768u

/* Each text is "" when the page does not say. */
struct page {
	bool has_mac;
	struct nr_mac mac;
	char name[24];          /* HostName: "SEP001B54AA0001" */
	char app[64];           /* appLoadID: "jar45sccp.9-4-2ES26.sbn", "P00308010200" */
	char boot[64];          /* bootLoadID: "tnp65.8-5-2-5.bin", "PC03A300" */
	char version[64];       /* versionID: "SCCP45.9-4-2SR3-1S", "8.1(2.0)" */
	char model[32];         /* "CP-7945G" */
	char hardware[32];      /* "12.0" */
	char serial[32];
};

/* False when it is no page of a phone: neither MAC, model nor load. */
bool page_read(const void *data, size_t len, struct page *out);

/* The name of the load that it runs, or "" when the page has none. */
const char *page_load(const struct page *p);

#endif
