/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_CONTAINER_H
#define CORE_CONTAINER_H
/*
 * container.h -- the signed header before every firmware file.  A pure decoder:
 * bytes in, values out.
 */
#include <netrecover/reader.h>
#include <netrecover/types.h>

struct container {
	uint16_t header_size;           /* where the payload starts */
	char name[128];                 /* the name inside (tag 0x0e) */
	uint8_t hash;                   /* 1 SHA-1, 2 SHA-256, 3 SHA-512 */
	uint16_t signature_at;          /* where its value starts, at least 3 */
	uint16_t signature_size;        /* 0: there is none, or more than one */
};

enum container_result {
	CONTAINER_OK = 0,
	CONTAINER_NONE,                 /* does not start like a signed file */
	CONTAINER_BROKEN,               /* starts like one and is not: cut off, damaged */
};
/* @len: what is at hand, at least the header; @file_size: of the whole file. */
enum container_result container_decode(const uint8_t *data, size_t len, uint64_t file_size,
				       struct container *out);

#endif
