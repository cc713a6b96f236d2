/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_PACKET_H
#define TESTS_PACKET_H
/*
 * packet.h -- addresses, and DHCP packets built field by field, as bytes and as they
 * are read.
 */
#include "plugins/dhcp/lease.h"
#include "plugins/dhcp/message.h"

#define ck_assert_ip(a, text) ck_assert_uint_eq((a).s_addr, ip(text).s_addr)

struct in_addr ip(const char *text);
struct nr_mac mac_number(uint32_t n);
struct lease_book *book_of(const char *first, const char *last);

struct packet {
	uint8_t bytes[1500];
	size_t size;
};

void add(struct packet *p, const void *bytes, size_t n);
void add_option(struct packet *p, uint8_t code, const void *bytes, uint8_t n);

/* A BOOTP header as a 79xx makes it: rubbish in every field that it does not use. */
void begin(struct packet *p, uint8_t op, const struct nr_mac *mac, uint16_t flags);

/* The end mark, and zeroes up to @padded bytes. */
void finish(struct packet *p, size_t padded);

#define PHONE_WANTS 7

extern const uint8_t phone_wants[PHONE_WANTS];
extern const struct nr_mac phone_mac;

/* The DISCOVER of a 7911G as seen on the wire: 548 bytes, option 60 with its NUL inside. */
void phone_discover(struct packet *p);

/* What a phone says, as it was read. */
struct message simple(enum message_type type, const struct nr_mac *mac);

enum drop parse(const struct packet *p, struct message *m);

#endif
