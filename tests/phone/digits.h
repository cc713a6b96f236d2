/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_DIGITS_H
#define PHONE_DIGITS_H
/*
 * digits.h -- what others must know of a 7940 and its universal loader.
 */
#include <stddef.h>

/* The universal loader that belongs to the load of a 7940, "" for one of before 7.0. */
void digits_loader(const char *load, char *out, size_t size);

#endif
