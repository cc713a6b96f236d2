/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PCAP_PCAPNG_H
#define PCAP_PCAPNG_H
/*
 * pcapng.h -- write the pcapng capture format (draft-ietf-opsawg-pcapng), as far
 * as one interface with comments on its packets needs it.  libpcap reads the
 * format and cannot write it.  Pure: values to bytes, in the byte order of this
 * machine.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PCAPNG_SECTION_MAX 512
#define PCAPNG_COMMENT_MAX 1024

/*
 * Section header and the description of one Ethernet interface, for which names
 * are cut to 64 bytes; @snaplen in bytes.  Returns the length of both blocks, at
 * most PCAPNG_SECTION_MAX; 0: @size is too small.
 */
size_t pcapng_section(uint8_t *out, size_t size, const char *program, const char *interface,
		      uint32_t snaplen);

struct pcapng_packet {
	uint64_t at;            /* microseconds since 1970 */
	const uint8_t *data;
	uint32_t captured;      /* bytes at @data */
	uint32_t length;        /* bytes on the wire */
	bool sent;              /* by us; else received */
	const char *comment;    /* UTF-8, lines parted by \n; NULL: none.  Cut to PCAPNG_COMMENT_MAX */
};

/* An enhanced packet block.  Returns its length; 0: @size is too small. */
size_t pcapng_packet(uint8_t *out, size_t size, const struct pcapng_packet *p);

/* How long that block is. */
size_t pcapng_packet_size(const struct pcapng_packet *p);

#endif
