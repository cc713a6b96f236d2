/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fuzz_overhear.c -- the first byte is the VLAN, the rest a frame.
 */
#include "core/host/overhear.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct overhear o = { .address = { 0x01004d0a }, .netmask = { 0x00ffffff }, .vlan = 0 };

	if (size < 1)
		return 0;
	overhear_frame(&o, data + 1, size - 1, data[0]);
	overhear_frame(&o, data + 1, size - 1, data[0]);
	if (o.count > 1 || o.devices > 1 || (o.taken && o.frames == 0))
		abort();
	if ((o.count && !o.row[0].how) || (o.devices && !o.device[0].how))
		abort();
	return 0;
}
