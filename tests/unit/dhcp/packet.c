/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * packet.c -- see packet.h.
 */
#include "tests/unit/dhcp/packet.h"

#include <arpa/inet.h>
#include <check.h>

struct in_addr ip(const char *text)
{
	struct in_addr a;

	ck_assert_int_eq(inet_pton(AF_INET, text, &a), 1);
	return a;
}

struct nr_mac mac_number(uint32_t n)
{
	struct nr_mac mac = { { 0x00, 0x1b, 0x54, (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n } };

	return mac;
}

struct lease_book *book_of(const char *first, const char *last)
{
	struct lease_book *book = lease_book_new(ip(first), ip(last), 600);

	ck_assert_ptr_nonnull(book);
	return book;
}

void add(struct packet *p, const void *bytes, size_t n)
{
	ck_assert_uint_le(n, sizeof(p->bytes) - p->size);
	memcpy(p->bytes + p->size, bytes, n);
	p->size += n;
}

void add_option(struct packet *p, uint8_t code, const void *bytes, uint8_t n)
{
	add(p, &code, 1);
	add(p, &n, 1);
	add(p, bytes, n);
}

void begin(struct packet *p, uint8_t op, const struct nr_mac *mac, uint16_t flags)
{
	static const uint8_t cookie[4] = { 0x63, 0x82, 0x53, 0x63 };
	uint16_t n = htons(flags);

	memset(p->bytes, 0, sizeof(p->bytes));
	memset(p->bytes + 34, 0xa7, 10 + 64 + 128);
	p->bytes[0] = op;
	p->bytes[1] = 1;
	p->bytes[2] = 6;
	memcpy(p->bytes + 4, mac->b + 2, 4);
	memcpy(p->bytes + 10, &n, 2);
	memcpy(p->bytes + 28, mac->b, 6);
	p->size = 236;
	add(p, cookie, 4);
}

void finish(struct packet *p, size_t padded)
{
	static const uint8_t end = 255;

	add(p, &end, 1);
	if (p->size < padded)
		p->size = padded;
}

const uint8_t phone_wants[PHONE_WANTS] = { 1, 66, 6, 3, 15, 150, 35 };

const struct nr_mac phone_mac = { { 0xa8, 0xb1, 0xd4, 0x1f, 0x4e, 0xc9 } };

void phone_discover(struct packet *p)
{
	static const uint8_t type = 1, id[] = { 1, 0xa8, 0xb1, 0xd4, 0x1f, 0x4e, 0xc9 };
	static const char vendor[] = "Cisco Systems, Inc. IP Phone CP-7911G";

	begin(p, 1, &phone_mac, 0x8000);
	add_option(p, 53, &type, 1);
	add_option(p, 61, id, sizeof(id));
	add_option(p, 12, "SEPA8B1D41F4EC9", 15);
	add_option(p, 60, vendor, sizeof(vendor));
	add_option(p, 55, phone_wants, sizeof(phone_wants));
	finish(p, 548);
}

struct message simple(enum message_type type, const struct nr_mac *mac)
{
	struct message m = { .type = type, .mac = *mac, .flags = 0x8000 };

	memcpy(m.chaddr, mac->b, 6);
	for (size_t i = 0; i < sizeof(phone_wants); i++)
		m.wants[phone_wants[i] / 8] |= (uint8_t)(1u << phone_wants[i] % 8);
	return m;
}

enum drop parse(const struct packet *p, struct message *m)
{
	return message_parse(p->bytes, p->size, MESSAGE_REQUEST_OP, m);
}
