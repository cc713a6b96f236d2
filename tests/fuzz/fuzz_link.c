/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* fuzz_link.c -- what rtnetlink says about interfaces, as any bytes. */
#include <config.h>

#include "plugins/pcap/link.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct link link;
	static double now;
	char line[300];
	enum link_state state = link_read(data, size, 2);

	if (link_change(&link, state, now += 0.5, "eth0", line, sizeof(line)) && !line[0])
		abort();
	if (link_settled(&link, now += 0.5, "eth0", line, sizeof(line)) && !line[0])
		abort();
	return 0;
}
