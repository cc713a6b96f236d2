/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_WIRE_H
#define PHONE_WIRE_H
/*
 * wire.h -- one interface, over a raw socket: frames in and out, kept as a pcap file.
 * It needs no address.  The caller owns it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define WIRE_MAX (16 << 10)             /* what arrives: segments come together on a veth
					 * pair, never more than our window */

struct wire {
	int fd;
	int ifindex;
	FILE *pcap;                     /* every frame goes here too, or NULL */
};

/* 0 or -errno.  @pcap: a file to write, or NULL. */
int wire_open(struct wire *w, const char *interface, const char *pcap);
void wire_close(struct wire *w);
/* The next frame that is waiting, its length; 0: none; -errno: the wire is gone. */
int wire_receive(struct wire *w, uint8_t *frame, size_t size);

/* A frame that went out or came in goes to the pcap file, when there is one. */
void wire_record(const struct wire *w, const uint8_t *frame, size_t len);

#endif
