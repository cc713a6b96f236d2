/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TFTP_NETASCII_H
#define TFTP_NETASCII_H
/*
 * netascii.h -- the other mode of RFC 1350 (RFC 764): LF leaves as CR LF, CR as
 * CR NUL.  No phone asks for it; the tftp command of many systems does, unless the
 * user said "binary", and converts everything back.
 */
#include <stddef.h>
#include <stdint.h>

/* How many bytes @data becomes. */
uint64_t netascii_size(const uint8_t *data, uint64_t size);

/* Write them to @out, which has room for netascii_size() bytes. */
void netascii_encode(const uint8_t *data, uint64_t size, uint8_t *out);

#endif
