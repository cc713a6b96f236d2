/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * netascii.c -- LF leaves as CR LF, CR as CR NUL.
 */
#include "plugins/tftp/netascii.h"

uint64_t netascii_size(const uint8_t *data, uint64_t size)
{
	uint64_t n = size;

	for (uint64_t i = 0; i < size; i++)
		n += data[i] == '\n' || data[i] == '\r';
	return n;
}

void netascii_encode(const uint8_t *data, uint64_t size, uint8_t *out)
{
	for (uint64_t i = 0; i < size; i++) {
		if (data[i] == '\n')
			*out++ = '\r';
		*out++ = data[i];
		if (data[i] == '\r')
			*out++ = '\0';
	}
}
