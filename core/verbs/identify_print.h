/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_IDENTIFY_PRINT_H
#define CORE_IDENTIFY_PRINT_H
/*
 * identify_print.h -- print the phones that a capture or a wire showed.
 */
#include "core/base/device_name.h"

#include <netrecover/types.h>
#include <stdio.h>

struct identify_phone {
	char name[DEVICE_NAME_SIZE];    /* "SEP001B54AA0001" */
	struct nr_mac mac;
	struct in_addr ip;              /* zero: not known */
	const char *model;              /* "7945"; NULL: not known */
	char load[64];                  /* "": not known */
	const char *load_source;        /* "cdp"; NULL: no load */
	const char *family[8];          /* models that ask as it does, where @model is not known; ends
					 * with NULL when not full */
	bool wiped;                     /* no load installed */
	unsigned asked;                 /* so often in a row for one file, which nobody answered; or 0 */
	char fetches[64];               /* the load whose files it asks for; "": none */
	unsigned vlan;                  /* 0: untagged */
	const char *sources[12];        /* "cdp", "dhcp", ...; ends with NULL when not full */
};

/* All of them to @out: a JSON array, or a table.  0, or -EIO. */
int identify_print_to(FILE *out, const struct identify_phone *rows, size_t n, bool json);
/* The same to standard output. */
int identify_print(const struct identify_phone *rows, size_t n, bool json);
/* The titles above lines that come one by one, and what it was in all: @others names devices that
 * are no phones of ours, in words; "": none. */
int identify_print_header(FILE *out);
int identify_print_summary(FILE *out, const struct identify_phone *rows, size_t n, const char *others);
/* One phone that is new or changed, as one line: a JSON object, or words. */
int identify_print_line(FILE *out, const struct identify_phone *row, bool json);

#endif
