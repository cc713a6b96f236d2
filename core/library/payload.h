/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PAYLOAD_H
#define CORE_PAYLOAD_H
/*
 * payload.h -- what lies behind the signed header of a firmware file.  Pure decoders:
 * bytes in, values out.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Is a CNU_File_Archive_3.0 payload whole?  1 yes, 0 no, -1 not such an archive.
 * @data: the first @len bytes of the payload (header and entry table). */
int payload_cnu_whole(const uint8_t *data, size_t len, uint64_t payload_size);

/* How large such a payload must be, without the pad byte that an odd one may
 * have; 0 when @data is no such archive or its table is not within @len. */
uint64_t payload_cnu_size(const uint8_t *data, size_t len);

/* The MD5 that the payload of a 7921, 7925 or 7926 image begins with, over itself with
 * zeros in its place; false: it has none. */
bool payload_md5(const uint8_t *data, size_t len, char out[33]);

/* How large the payload of a "kup1" image (7902, 7905, 7912, ATA) must be; 0: it is none. */
uint64_t payload_kup_size(const uint8_t *data, size_t len);

/* How large the payload of a signed 69xx, 6901 or 6911 image must be at least; 0: it is none. */
uint64_t payload_packed_size(const uint8_t *data, size_t len);

/* The name at its place in an unsigned image of a 7910, 7940 or 7960, whose first words
 * are jumps of an ARM; false: it is none.  @out: at least 32 bytes. */
bool payload_arm_name(const uint8_t *data, size_t len, char out[32]);

#define PAYLOAD_MD5_TEXT 32

/* As many hexadecimal digits as text in upper case; false: other bytes. */
bool payload_copy_md5(char out[PAYLOAD_MD5_TEXT + 1], const uint8_t *text);

#endif
