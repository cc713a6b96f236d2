/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PCAP_SNIFF_H
#define PCAP_SNIFF_H
/*
 * sniff.h -- one captured frame to the facts that it states.  Pure.
 *
 * Whose facts they are is not always plain: a request that came through a
 * router carries the router's MAC.  So the result keeps apart who sent the frame
 * and which phone its text names; ears.h decides.
 */
#include "plugins/pcap/frame.h"

#include <netrecover/sighting.h>

#define SNIFF_FACTS 8
#define SNIFF_TEXT 128

struct sniff {
	enum nr_source source;          /* NR_SOURCE_NONE: nothing of interest */
	bool identifies;                /* a phone's announcement or DHCP: @mac is the device */
	bool near;                      /* asks, from this wire, for what only phones ask: @mac does */
	bool has_mac;
	struct nr_mac mac;              /* the device, else only the sender of the frame */
	bool names;                     /* the text names a phone: SEP<MAC> */
	struct nr_mac named;
	struct in_addr addr;            /* its own address; zero: not known */
	struct in_addr target;          /* whom it asks: ARP, TFTP */
	bool boots;                     /* one of @facts is NR_FACT_BOOT */
	size_t count;
	struct nr_fact_value facts[SNIFF_FACTS + 1];    /* point into @text */
	char text[SNIFF_FACTS][SNIFF_TEXT];
};

/*
 * Read one frame into @out, which must stay where it is.  NULL, or the reason
 * why the frame is malformed; @out->source is NR_SOURCE_NONE then, and also for
 * a sound frame that says nothing about a phone.
 */
const char *sniff_frame(struct sniff *out, enum frame_link link, const void *data, size_t len);

/* The MAC in SEP<MAC>..., SIP<MAC>..., CTLSEP<MAC>..., ITLSEP<MAC>... (any case). */
bool sniff_name(const char *name, struct nr_mac *out);

#endif
