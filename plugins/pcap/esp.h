/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PCAP_ESP_H
#define PCAP_ESP_H
/*
 * esp.h -- the third identity frame of the 79xx: SNAP 00000c, protocol 0x0128,
 * to the multicast address of CDP.  Nothing about it is public; the fields
 * below are those whose meaning one frame of a 7942G shows.  (No kin of the
 * IPsec protocol: the program in the phone that sends it is called espd.)
 * Pure: the bytes behind the SNAP header to a struct.
 */
#include <netrecover/reader.h>
#include <netrecover/types.h>

struct esp {
	bool checksum_ok;
	bool has_mac;
	struct nr_mac mac;
	char load[64];                  /* "SCCP42.9-2-1S" */
	char model[32];                 /* "CP-7942G" */
	char serial[32];
	char device[64];                /* "SEP20370616005C" */
	struct in_addr addr;
};

/* 0, or -EBADMSG; @out is then zero. */
int esp_read(struct esp *out, const void *data, size_t len);

#endif
