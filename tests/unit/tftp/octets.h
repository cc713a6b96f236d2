/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_OCTETS_H
#define TESTS_OCTETS_H
/*
 * octets.h -- TFTP packets as they are on the wire.  Numbers have the high byte first:
 *   1 RRQ, 2 WRQ  file, NUL, mode, NUL; then options: name, NUL, value, NUL
 *   3 DATA        block, bytes
 *   4 ACK         block
 *   5 ERROR       code, text, NUL
 *   6 OACK        options
 */
#include <stdint.h>

/* A packet written as a string literal, with the NULs inside. */
#define PACKET(s) (const uint8_t *)(s), sizeof(s) - 1

#endif
