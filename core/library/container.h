/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CONTAINER_H
#define CORE_CONTAINER_H
/*
 * container.h -- the header before a firmware file: of signed elements, or the wrapper
 * of the 78xx and 88xx.  A pure decoder: bytes in, values out.
 */
#include <netrecover/reader.h>
#include <netrecover/types.h>

enum container_kind {
	CONTAINER_SIGNED,               /* elements; all phones but the newest */
	CONTAINER_WRAPPER,              /* values at fixed places: 78xx, part of the 88xx */
};

struct container {
	enum container_kind kind;
	bool encrypted;                 /* what follows is: 8961, 9951, 9971 */
	uint32_t header_size;           /* where the payload starts */
	uint32_t payload_size;          /* a wrapper says it; 0: not said */
	char name[128];                 /* the name inside; only a wrapper may have none: "" */
	uint8_t hash;                   /* 1 SHA-1, 2 SHA-256, 3 SHA-512; 0: not said */
	uint16_t signature_at;          /* where its value starts, at least 3 */
	uint16_t signature_size;        /* 0: there is none, or more than one */
};

enum container_result {
	CONTAINER_OK = 0,
	CONTAINER_NONE,                 /* starts like none that is known */
	CONTAINER_BROKEN,               /* starts like one and is not: cut off, damaged */
};
/* @len: what is at hand, at least the header; @file_size: of the whole file. */
enum container_result container_decode(const uint8_t *data, size_t len, uint64_t file_size,
				       struct container *out);

#endif
