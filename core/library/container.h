/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_CONTAINER_H
#define CORE_CONTAINER_H
/*
 * container.h -- the signed header before every firmware file, and the text of
 * a .loads.  Pure decoders: bytes in, values out.
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

/* Is a CNU_File_Archive_3.0 payload whole?  1 yes, 0 no, -1 not such an archive.
 * @data: the first @len bytes of the payload (header and entry table). */
int cnu_whole(const uint8_t *data, size_t len, uint64_t payload_size);

/* How large such a payload must be, without the pad byte that an odd one may
 * have; 0 when @data is no such archive or its table is not within @len. */
uint64_t cnu_size(const uint8_t *data, size_t len);

/* The MD5 that the payload of a 7921, 7925 or 7926 image begins with, over itself with
 * zeros in its place; false: it has none. */
bool payload_md5(const uint8_t *data, size_t len, char out[33]);

/* How large the payload of a "kup1" image (7902, 7905, 7912, ATA) must be; 0: it is none. */
uint64_t kup_size(const uint8_t *data, size_t len);

/* How large the payload of a signed 69xx, 6901 or 6911 image must be at least; 0: it is none. */
uint64_t packed_size(const uint8_t *data, size_t len);

/* The name at its place in an unsigned image of a 7910, 7940 or 7960, whose first words
 * are jumps of an ARM; false: it is none.  @out: at least 32 bytes. */
bool arm_name(const uint8_t *data, size_t len, char out[32]);

struct loads_line {
	char name[128];
	uint32_t size;                  /* of the file, as the list says; 0: it does not */
	char md5[33];                   /* the same, in upper case; "": it does not */
};
struct loads {
	struct loads_line file[32];
	size_t count;
	char release_version[32];       /* "9-4-2ES26", or "" */
	uint32_t hardware_comp;         /* 0: no line */
	bool for_boards;                /* 792x: it says for which, "#? HW_REV 0-4.*" */
	uint16_t board_first, board_last;
};
/* The text of a .loads payload; false when it holds no file name or too many. */
bool loads_decode(const uint8_t *text, size_t len, struct loads *out);

#endif
