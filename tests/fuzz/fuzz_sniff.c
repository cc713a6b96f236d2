/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fuzz_sniff.c -- whole frames, on the wire and in a capture file, and the line for people
 * of each.  The table of devices lives on from frame to frame, as it does in the bench.
 */
#include "plugins/pcap/ears.h"
#include "plugins/pcap/packet.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every fact is clean text. */
static void check(const struct nr_sighting *s)
{
	if (s->source <= NR_SOURCE_NONE || s->source >= NR_SOURCE_COUNT || !s->mac)
		abort();
	for (const struct nr_fact_value *f = s->facts; f->fact != NR_FACT_END; f++) {
		if (f->fact >= NR_FACT_COUNT || !f->text[0] || strlen(f->text) >= SNIFF_TEXT)
			abort();
		for (const char *p = f->text; *p; p++)
			if (*p < 0x20 || *p > 0x7e)
				abort();
	}
}

static void check_line(enum frame_link link, const uint8_t *data, size_t size)
{
	char line[PACKET_LINE];

	packet_line(link, data, size, line);
	if (!line[0])
		abort();
	for (const char *p = line; *p; p++)
		if (*p < 0x20 || *p > 0x7e)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct ears ears;
	static bool ready;
	static double now;
	struct nr_sighting s;
	struct sniff sniffed;

	if (!ready)
		ears_init(&ears);
	ready = true;
	for (int link = FRAME_LINK_ETHERNET; link <= FRAME_LINK_IP; link++) {
		ears.serving = !ears.serving;
		sniff_frame(&sniffed, (enum frame_link)link, data, size);
		if (ears_sighting(&ears, &sniffed, now++, &s))
			check(&s);
		check_line((enum frame_link)link, data, size);
	}
	return 0;
}
