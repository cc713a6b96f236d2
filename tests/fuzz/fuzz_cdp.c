/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fuzz_cdp.c -- CDP and its sibling 0x0128: bytes behind the SNAP header.
 */
#include "plugins/pcap/cdp.h"
#include "plugins/pcap/esp.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ended(const char *text, size_t size)
{
	if (!memchr(text, 0, size))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cdp c;
	struct esp e;

	if (cdp_read(&c, data, size) < 0 && c.version != 0)
		abort();
	ended(c.device, sizeof(c.device));
	ended(c.load, sizeof(c.load));
	ended(c.platform, sizeof(c.platform));
	esp_read(&e, data, size);
	ended(e.load, sizeof(e.load));
	ended(e.model, sizeof(e.model));
	return 0;
}
