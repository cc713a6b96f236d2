/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fuzz_lldp.c -- LLDP: bytes behind the EtherType.
 */
#include "plugins/pcap/lldp.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ended(const char *text, size_t size)
{
	if (!memchr(text, 0, size))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct lldp l;

	lldp_read(&l, data, size);
	ended(l.device, sizeof(l.device));
	ended(l.text, sizeof(l.text));
	ended(l.platform, sizeof(l.platform));
	ended(l.revision, sizeof(l.revision));
	ended(l.text_load, sizeof(l.text_load));
	ended(l.med_software, sizeof(l.med_software));
	return 0;
}
