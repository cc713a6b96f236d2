/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * payload.c -- what lies behind the signed header: the archive in the images of the
 * Java phones, and the images of others that say how large they are.
 */
#include "core/library/payload.h"

#include <netrecover/reader.h>

#include <ctype.h>
#include <string.h>

/* -- CNU_File_Archive_3.0 ---------------------------------------------------- */

#define CNU_MAGIC "CNU_File_Archive_3.0"
#define CNU_COUNT 0x30
#define CNU_TABLE 0x248
#define CNU_ENTRY 20
#define CNU_ENTRY_SIZE 8        /* where an entry says how large its file is */

static bool is_cnu(const uint8_t *data, size_t len)
{
	return len >= sizeof(CNU_MAGIC) - 1 && memcmp(data, CNU_MAGIC, sizeof(CNU_MAGIC) - 1) == 0;
}

/* The end of the table of entries; 0: the count itself is not there. */
static uint64_t cnu_table_end(const uint8_t *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len);

	nr_take(&r, CNU_COUNT);
	return nr_left(&r) < 4 ? 0 : CNU_TABLE + (uint64_t)nr_u32(&r) * CNU_ENTRY;
}

uint64_t payload_cnu_size(const uint8_t *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len);
	uint64_t size, end;
	uint32_t count;

	if (!is_cnu(data, len))
		return 0;
	end = cnu_table_end(data, len);
	if (end == 0 || end > len)
		return 0;
	nr_take(&r, CNU_COUNT);
	count = nr_u32(&r);
	size = nr_u32(&r);
	if (size < end)
		return 0;
	nr_take(&r, CNU_TABLE - CNU_COUNT - 8);
	for (uint32_t i = 0; i < count; i++) {
		struct nr_reader entry = nr_sub(&r, CNU_ENTRY);

		nr_take(&entry, CNU_ENTRY_SIZE);
		size += nr_u32(&entry);
	}
	return size;
}

int payload_cnu_whole(const uint8_t *data, size_t len, uint64_t payload_size)
{
	uint64_t end, size;

	if (!is_cnu(data, len))
		return -1;
	end = cnu_table_end(data, len);
	if (end == 0)
		return 0;
	/* A table beyond what is at hand says nothing, unless the file ends first. */
	if (end > len)
		return end > payload_size ? 0 : -1;
	size = payload_cnu_size(data, len);
	return size > 0 && (payload_size == size || (size % 2 == 1 && payload_size == size + 1));
}

bool payload_copy_md5(char out[PAYLOAD_MD5_TEXT + 1], const uint8_t *text)
{
	for (size_t i = 0; i < PAYLOAD_MD5_TEXT; i++) {
		if (!isxdigit(text[i]))
			return false;
		out[i] = (char)toupper(text[i]);
	}
	out[PAYLOAD_MD5_TEXT] = '\0';
	return true;
}

bool payload_md5(const uint8_t *data, size_t len, char out[33])
{
	return len >= PAYLOAD_MD5_TEXT && payload_copy_md5(out, data);
}

/* -- images of the older phones ----------------------------------------------- */

#define KUP_MAGIC "kup100000000"
#define KUP_SIZE 32             /* where it says how large it is, without its head, */
#define KUP_HEAD 24             /* which is so long */

uint64_t payload_kup_size(const uint8_t *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len);
	const uint8_t *magic = nr_take(&r, KUP_SIZE);
	uint32_t size = nr_u32(&r);

	return magic && nr_ok(&r) && memcmp(magic, KUP_MAGIC, sizeof(KUP_MAGIC) - 1) == 0 ?
	       (uint64_t)size + KUP_HEAD : 0;
}

static uint32_t le32(const uint8_t *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Measured on eleven files of the 6901, 6911, 6921 and 6941: a packed program, a kernel,
 * and a squashfs of the kind 2.x, where the length stands at 8 (later kinds differ). */
uint64_t payload_packed_size(const uint8_t *data, size_t len)
{
	static const uint8_t kernel[4] = { 0x42, 0xfa, 0xed, 0xfe };

	if (len < 32)
		return 0;
	if (memcmp(data, "TiZp", 4) == 0)
		return 256 + (uint64_t)le32(data + 8);
	if (memcmp(data, kernel, 4) == 0)
		return 36 + (uint64_t)le32(data + 4);
	if (memcmp(data, "hsqs", 4) == 0 && data[28] == 2 && data[29] == 0)
		return 8 + (uint64_t)le32(data + 8);
	return 0;
}

#define ARM_NAME 0x20
#define ARM_BRANCH 0xea         /* the high byte, last of a little-endian word */

bool payload_arm_name(const uint8_t *data, size_t len, char out[32])
{
	struct nr_reader r = nr_reader(data, len);
	const uint8_t *vectors = nr_take(&r, ARM_NAME);
	struct nr_reader text = nr_sub(&r, 31);

	if (!vectors || !nr_ok(&text) || vectors[3] != ARM_BRANCH || !isgraph(*text.pos))
		return false;
	nr_text(text, out, 32);
	return true;
}
