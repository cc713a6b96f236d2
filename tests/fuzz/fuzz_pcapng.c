/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fuzz_pcapng.c -- any bytes as a capture file, which libpcap reads and whose frames are decoded; and as the frame
 * and the comment of a packet that is written: libpcap then reads the same frame.
 */
#include <config.h>

#include "plugins/pcap/pcapng.h"
#include "plugins/pcap/sniff.h"

#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static pcap_t *open_bytes(const void *bytes, size_t size)
{
	char why[PCAP_ERRBUF_SIZE];
	FILE *f = size ? fmemopen((void *)(uintptr_t)bytes, size, "r") : NULL;
	pcap_t *p = f ? pcap_fopen_offline(f, why) : NULL;

	if (f && !p)
		fclose(f);
	return p;
}

static void read_file(const uint8_t *data, size_t size)
{
	pcap_t *p = open_bytes(data, size);
	struct pcap_pkthdr *h;
	const u_char *frame;
	struct sniff s;

	while (p && pcap_next_ex(p, &h, &frame) == 1)
		sniff_frame(&s, FRAME_LINK_ETHERNET, frame, h->caplen);
	if (p)
		pcap_close(p);
}

static void write_file(const uint8_t *data, size_t size)
{
	char comment[2 * PCAPNG_COMMENT_MAX + 1];
	size_t words = size / 2 < sizeof(comment) ? size / 2 : sizeof(comment) - 1, room, n;
	struct pcapng_packet packet = { .at = 1, .data = data + words, .captured = (uint32_t)(size - words),
					.length = (uint32_t)(size - words), .comment = comment };
	struct pcap_pkthdr *h;
	const u_char *frame;
	uint8_t *out;
	pcap_t *p;

	if (packet.captured > 65535)
		packet.captured = 65535;
	memcpy(comment, data, words);
	comment[words] = '\0';
	packet.sent = words % 2;
	room = PCAPNG_SECTION_MAX + pcapng_packet_size(&packet);
	out = malloc(room);
	if (!out)
		abort();
	n = pcapng_section(out, room, "fuzz", "eth0", 65535);
	if (!n || pcapng_packet(out + n, room - n, &packet) != pcapng_packet_size(&packet))
		abort();
	p = open_bytes(out, n + pcapng_packet_size(&packet));
	if (!p || pcap_next_ex(p, &h, &frame) != 1 || h->caplen != packet.captured ||
	    memcmp(frame, packet.data, h->caplen) != 0)
		abort();
	pcap_close(p);
	free(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_file(data, size);
	if (size)
		write_file(data, size);
	return 0;
}
