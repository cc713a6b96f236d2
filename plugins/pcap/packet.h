/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PCAP_PACKET_H
#define PCAP_PACKET_H
/*
 * packet.h -- one frame in one line for people: who, to whom, what.  Pure.
 *
 *	00:1b:54:aa:00:01 10.77.0.10:49152 > 10.77.0.1:69 TFTP RRQ 'SCCP45.8-5-2S.loads'
 *
 * What a transfer sends is known by its form alone, since its ports are any.
 */
#include "plugins/pcap/frame.h"

#define PACKET_LINE 320

/* Always a line, also of a frame that breaks off: clean ASCII, without a newline. */
void packet_line(enum frame_link link, const void *data, size_t len, char out[PACKET_LINE]);

#endif
