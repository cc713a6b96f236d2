/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_DEVICE_NAME_H
#define CORE_DEVICE_NAME_H
/*
 * device_name.h -- what a device is called: by its MAC address, in the form that its model
 * gives it.  Pure.
 */
#include <netrecover/types.h>

#define DEVICE_NAME_SIZE 32

/* May a model call its devices so?  One %M or %m, and letters, digits, '-', '_', '.' around it. */
bool device_name_good(const char *pattern);

/* "001B54AA0001", what %M stands for.  Returns @out. */
#define DEVICE_NAME_DIGITS 13
char *device_name_digits(const struct nr_mac *mac, char out[DEVICE_NAME_DIGITS]);

/* "SEP%M" with the address in it, or the address alone for NULL.  Returns @out. */
char *device_name_write(const char *pattern, const struct nr_mac *mac, char out[DEVICE_NAME_SIZE]);

/* The address in a name that device_name_write() may have written, whatever the pattern, or as
 * people write one.  False: there is none, and *out is untouched. */
bool device_name_mac(const char *name, struct nr_mac *out);

#endif
