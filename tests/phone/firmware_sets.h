/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_FIRMWARE_SETS_H
#define TESTS_FIRMWARE_SETS_H
/*
 * firmware_sets.h -- what the two halves of the firmware maker share: firmware.c
 * (the header, the Java phones, the disk) and firmware_sets.c (all other phones).
 */
#include "tests/phone/firmware.h"

/* @n bytes that depend on nothing but @name and @n. */
void firmware_noise(uint8_t *p, size_t n, const char *name);
/* Add a file; takes @data over.  false: @data is NULL, or there are too many. */
bool firmware_add(struct firmware *fw, const char *name, uint8_t *data, size_t size);
/* firmware_make() for all loads but those of the Java phones. */
int firmware_make_set(struct firmware *out, const char *load, size_t total);

#endif
