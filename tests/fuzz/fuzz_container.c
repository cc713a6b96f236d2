/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* fuzz_container.c -- any file as signed firmware, its payload as an archive, its signature. */
#include "core/library/payload.h"
#include "core/library/signature.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct signature signature;
	struct container c;
	size_t at = 0;

	if (container_decode(data, size, size, &c) == CONTAINER_OK) {
		if (c.header_size > size || !memchr(c.name, 0, sizeof(c.name)))
			abort();
		if (c.kind == CONTAINER_SIGNED ? !c.name[0] || c.payload_size : c.signature_size || c.encrypted)
			abort();
		if (c.signature_size && (c.signature_at < 3 ||
		    c.signature_size > c.header_size - c.signature_at))
			abort();
		at = c.header_size;
	}
	if (payload_cnu_whole(data + at, size - at, size - at) == 1 &&
	    size - at - payload_cnu_size(data + at, size - at) > 1)
		abort();
	payload_cnu_whole(data, size, UINT64_MAX);
	signature_of(data, size, &signature);
	return 0;
}
