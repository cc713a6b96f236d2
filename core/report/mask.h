/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_MASK_H
#define CORE_MASK_H
/*
 * mask.h -- a report for others: without the MAC addresses and serial numbers.
 */
#include "core/report/record.h"

/*
 * In place: of each MAC address, and of each name, the half of the manufacturer stays, and a
 * running number takes the place of the rest (SEP001B54xx0001, 00:1b:54:xx:00:01); of a serial
 * number the first three characters.  The same in everything that was said.
 */
void mask_record(struct record *r);

#endif
