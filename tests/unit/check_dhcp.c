/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check_dhcp.c -- the pure parts of the DHCP plugin: messages, frames, address
 * book, server, guard.
 */
#include "plugins/dhcp/datagram.h"
#include "plugins/dhcp/guard.h"
#include "plugins/dhcp/message.h"
#include "plugins/dhcp/server.h"

#include <arpa/inet.h>
#include <check.h>
#include <stdlib.h>

static struct in_addr ip(const char *text)
{
	struct in_addr a;

	ck_assert_int_eq(inet_pton(AF_INET, text, &a), 1);
	return a;
}

#define ck_assert_ip(a, text) ck_assert_uint_eq((a).s_addr, ip(text).s_addr)

static struct nr_mac mac_number(uint32_t n)
{
	struct nr_mac mac = { { 0x00, 0x1b, 0x54, (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n } };

	return mac;
}

/* -- building requests --------------------------------------------------------- */

struct packet {
	uint8_t bytes[1500];
	size_t size;
};

static void add(struct packet *p, const void *bytes, size_t n)
{
	ck_assert_uint_le(n, sizeof(p->bytes) - p->size);
	memcpy(p->bytes + p->size, bytes, n);
	p->size += n;
}

static void add_option(struct packet *p, uint8_t code, const void *bytes, uint8_t n)
{
	add(p, &code, 1);
	add(p, &n, 1);
	add(p, bytes, n);
}

/* A BOOTP header as a 79xx makes it: rubbish in every field that it does not use. */
static void begin(struct packet *p, uint8_t op, const struct nr_mac *mac, uint16_t flags)
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

static void finish(struct packet *p, size_t padded)
{
	static const uint8_t end = 255;

	add(p, &end, 1);
	if (p->size < padded)
		p->size = padded;
}

static const uint8_t phone_wants[] = { 1, 66, 6, 3, 15, 150, 35 };

static const struct nr_mac phone_mac = { { 0xa8, 0xb1, 0xd4, 0x1f, 0x4e, 0xc9 } };

/* The DISCOVER of a 7911G as seen on the wire: 548 bytes, option 60 with its NUL inside. */
static void phone_discover(struct packet *p)
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

static struct message simple(enum message_type type, const struct nr_mac *mac)
{
	struct message m = { .type = type, .mac = *mac, .flags = 0x8000 };

	memcpy(m.chaddr, mac->b, 6);
	for (size_t i = 0; i < sizeof(phone_wants); i++)
		m.wants[phone_wants[i] / 8] |= (uint8_t)(1u << phone_wants[i] % 8);
	return m;
}

static enum drop parse(const struct packet *p, struct message *m)
{
	return message_parse(p->bytes, p->size, MESSAGE_REQUEST_OP, m);
}

/* -- messages -------------------------------------------------------------------- */

START_TEST(discover_of_a_7911_is_the_documented_bytes)
{
	static const uint8_t vector[] = {
		0x63, 0x82, 0x53, 0x63, 0x35, 0x01, 0x01, 0x3d, 0x07, 0x01, 0xa8, 0xb1, 0xd4, 0x1f,
		0x4e, 0xc9, 0x0c, 0x0f, 0x53, 0x45, 0x50, 0x41, 0x38, 0x42, 0x31, 0x44, 0x34, 0x31,
		0x46, 0x34, 0x45, 0x43, 0x39, 0x3c, 0x26, 0x43, 0x69, 0x73, 0x63, 0x6f, 0x20, 0x53,
		0x79, 0x73, 0x74, 0x65, 0x6d, 0x73, 0x2c, 0x20, 0x49, 0x6e, 0x63, 0x2e, 0x20, 0x49,
		0x50, 0x20, 0x50, 0x68, 0x6f, 0x6e, 0x65, 0x20, 0x43, 0x50, 0x2d, 0x37, 0x39, 0x31,
		0x31, 0x47, 0x00, 0x37, 0x07, 0x01, 0x42, 0x06, 0x03, 0x0f, 0x96, 0x23, 0xff,
	};
	struct packet p;

	phone_discover(&p);
	ck_assert_mem_eq(p.bytes + 236, vector, sizeof(vector));
}
END_TEST

START_TEST(discover_of_a_7911_is_dissected)
{
	struct packet p;
	struct message m;

	phone_discover(&p);
	ck_assert_int_eq(parse(&p, &m), DROP_NONE);
	ck_assert_int_eq(m.type, MESSAGE_DISCOVER);
	ck_assert_uint_eq(m.xid, 0xd41f4ec9);
	ck_assert(message_broadcast(&m));
	ck_assert_mem_eq(&m.mac, &phone_mac, 6);
	ck_assert_str_eq(m.vendor_class, "Cisco Systems, Inc. IP Phone CP-7911G");
	ck_assert_str_eq(m.host_name, "SEPA8B1D41F4EC9");
	ck_assert_uint_eq(m.client_id_size, 7);
	for (unsigned code = 0; code < 256; code++)
		ck_assert_int_eq(message_wants(&m, (uint8_t)code),
				 code && memchr(phone_wants, (int)code, sizeof(phone_wants)) != NULL);
	ck_assert_uint_eq(m.requested.s_addr | m.server.s_addr | m.ciaddr.s_addr | m.giaddr.s_addr, 0);
}
END_TEST

START_TEST(request_carries_addresses)
{
	static const uint8_t type = 3, address[] = { 10, 77, 0, 12 }, server[] = { 10, 77, 0, 1 };
	struct packet p;
	struct message m;

	begin(&p, 1, &phone_mac, 0);
	memcpy(p.bytes + 12, address, 4);
	add(&p, "\0\0\0", 3);
	add_option(&p, 53, &type, 1);
	add_option(&p, 50, address, 4);
	add(&p, "\0", 1);
	add_option(&p, 54, server, 4);
	finish(&p, 0);
	ck_assert_int_eq(parse(&p, &m), DROP_NONE);
	ck_assert_int_eq(m.type, MESSAGE_REQUEST);
	ck_assert(!message_broadcast(&m));
	ck_assert_ip(m.ciaddr, "10.77.0.12");
	ck_assert_ip(m.requested, "10.77.0.12");
	ck_assert_ip(m.server, "10.77.0.1");
	ck_assert_str_eq(m.vendor_class, "");
}
END_TEST

START_TEST(text_of_the_network_is_made_harmless)
{
	static const uint8_t type = 1;
	char nasty[200];
	struct packet p;
	struct message m;

	memset(nasty, '\x1b', sizeof(nasty));
	begin(&p, 1, &phone_mac, 0);
	add_option(&p, 53, &type, 1);
	add_option(&p, 60, nasty, sizeof(nasty));
	add_option(&p, 12, "a\nb  \0", 6);
	finish(&p, 0);
	ck_assert_int_eq(parse(&p, &m), DROP_NONE);
	ck_assert_uint_eq(strspn(m.vendor_class, "?"), sizeof(m.vendor_class) - 1);
	ck_assert_str_eq(m.host_name, "a?b");
}
END_TEST

/* Every option of the DISCOVER cut short is malformed; between two options only the end mark lacks. */
START_TEST(discover_cut_at_each_byte)
{
	/* where options begin behind the cookie: 53, 61, 12, 60, 55, 255, padding */
	static const size_t edges[] = { 240, 243, 252, 269, 309, 318 };
	struct packet p;
	struct message m;

	phone_discover(&p);
	for (size_t n = 0; n < p.size; n++) {
		uint8_t *copy = malloc(n ? n : 1);
		enum drop want = n < 240 ? DROP_SHORT : DROP_OPTIONS;

		memcpy(copy, p.bytes, n);
		for (size_t i = 0; i < 6; i++)
			if (edges[i] == n)
				want = n == 240 ? DROP_TYPE : DROP_NONE;
		if (n > 318)
			want = DROP_NONE;
		ck_assert_msg(message_parse(copy, n, MESSAGE_REQUEST_OP, &m) == want, "cut at %zu", n);
		free(copy);
	}
}
END_TEST

struct spoilt {
	size_t at;
	uint8_t value;
	enum drop why;
};

START_TEST(header_is_checked)
{
	static const struct spoilt rows[] = {
		{ 0, 2, DROP_OP },          { 0, 0, DROP_OP },        { 1, 6, DROP_HARDWARE },
		{ 2, 16, DROP_HARDWARE },   { 2, 0, DROP_HARDWARE },  { 28, 0xa9, DROP_MAC },
		{ 236, 0x64, DROP_COOKIE }, { 239, 0, DROP_COOKIE },  { 241, 2, DROP_OPTION_LENGTH },
		{ 242, 0, DROP_TYPE },      { 242, 9, DROP_TYPE },    { 242, 255, DROP_TYPE },
		{ 3, 7, DROP_NONE },        { 40, 0, DROP_NONE },     { 318, 0, DROP_NONE },
	};
	struct packet p;
	struct message m;

	phone_discover(&p);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint8_t old = p.bytes[rows[i].at];

		p.bytes[rows[i].at] = rows[i].value;
		ck_assert_msg(parse(&p, &m) == rows[i].why, "byte %zu: %s", rows[i].at,
			      drop_text(parse(&p, &m)));
		p.bytes[rows[i].at] = old;
	}
	memset(p.bytes + 28, 0, 6);
	ck_assert_int_eq(parse(&p, &m), DROP_MAC);
}
END_TEST

START_TEST(addresses_have_four_bytes)
{
	static const uint8_t type = 3, bytes[8];
	struct packet p;
	struct message m;

	for (uint8_t n = 0; n <= 8; n++)
		for (uint8_t code = 50; code <= 54; code += 4) {
			begin(&p, 1, &phone_mac, 0);
			add_option(&p, 53, &type, 1);
			add_option(&p, code, bytes, n);
			finish(&p, 0);
			ck_assert_int_eq(parse(&p, &m), n == 4 ? DROP_NONE : DROP_OPTION_LENGTH);
		}
}
END_TEST

/* The value of option @code in a reply, or NULL; *n its length.  Counts how often it is there. */
static const uint8_t *reply_option(const uint8_t *reply, size_t size, uint8_t code, size_t *n)
{
	const uint8_t *found = NULL;
	size_t at = 240;

	*n = 0;
	while (at < size && reply[at] != 255) {
		if (reply[at] == code) {
			ck_assert_ptr_null(found);
			found = reply + at + 2;
			*n = reply[at + 1];
		}
		at += reply[at] == 0 ? 1 : 2u + reply[at + 1];
	}
	ck_assert_uint_lt(at, size);
	return found;
}

static void ck_option(const uint8_t *reply, size_t size, uint8_t code, const void *value, size_t n)
{
	size_t have;
	const uint8_t *p = reply_option(reply, size, code, &have);

	ck_assert_msg(p != NULL, "option %d is missing", code);
	ck_assert_uint_eq(have, n);
	ck_assert_mem_eq(p, value, n);
}

static void ck_no_option(const uint8_t *reply, size_t size, uint8_t code)
{
	size_t n;

	ck_assert_msg(reply_option(reply, size, code, &n) == NULL, "option %d is there", code);
}

static struct message_answer answer_of(enum message_type type, const char *address)
{
	struct message_answer a = { .type = type, .address = ip(address), .server = ip("10.77.0.1"),
				    .netmask = ip("255.255.255.0"), .lease = 600 };

	return a;
}

START_TEST(offer_is_what_a_phone_needs)
{
	static const uint8_t own[] = { 10, 77, 0, 1 }, mask[] = { 255, 255, 255, 0 },
			     lease[] = { 0, 0, 2, 0x58 }, type = 2;
	struct message_answer a = answer_of(MESSAGE_OFFER, "10.77.0.10");
	uint8_t out[MESSAGE_MAX];
	struct packet p;
	struct message m, reply;
	size_t n;

	phone_discover(&p);
	ck_assert_int_eq(parse(&p, &m), DROP_NONE);
	n = message_write_answer(out, &m, &a);
	ck_assert_uint_ge(n, 300);
	ck_assert_uint_le(n, 548);
	ck_option(out, n, 53, &type, 1);
	ck_option(out, n, 54, own, 4);
	ck_option(out, n, 51, lease, 4);
	ck_option(out, n, 1, mask, 4);
	ck_option(out, n, 3, own, 4);
	ck_option(out, n, 6, own, 4);
	ck_option(out, n, 66, "10.77.0.1", 9);
	ck_option(out, n, 150, own, 4);
	for (uint8_t code = 15; code <= 61; code++)
		if (code == 15 || code == 43 || code == 52 || code == 58 || code == 59 || code == 61)
			ck_no_option(out, n, code);
	ck_assert_ptr_null(message_offer_fault(out, n));
	/* the header: ours, and what is the client's copied, its rubbish behind the MAC too */
	ck_assert_int_eq(message_parse(out, n, MESSAGE_REPLY_OP, &reply), DROP_NONE);
	ck_assert_ip(reply.yiaddr, "10.77.0.10");
	ck_assert_ip(reply.siaddr, "10.77.0.1");
	ck_assert_ip(reply.server, "10.77.0.1");
	ck_assert_uint_eq(reply.xid, m.xid);
	ck_assert_uint_eq(reply.flags, 0x8000);
	ck_assert_mem_eq(reply.chaddr, m.chaddr, 16);
	for (size_t i = 44; i < 236; i++)
		ck_assert_uint_eq(out[i], 0);
}
END_TEST

START_TEST(what_was_asked_for_and_no_more)
{
	struct message_answer a = answer_of(MESSAGE_OFFER, "10.77.0.10");
	struct message m = simple(MESSAGE_DISCOVER, &phone_mac);
	uint8_t out[MESSAGE_MAX];
	size_t n;

	memset(m.wants, 0, sizeof(m.wants));
	n = message_write_answer(out, &m, &a);
	ck_assert(message_offer_valid(out, n));
	ck_assert_uint_ge(n, 300);
	ck_no_option(out, n, 6);
	ck_no_option(out, n, 58);
	memset(m.wants, 0xff, sizeof(m.wants));
	n = message_write_answer(out, &m, &a);
	ck_assert(message_offer_valid(out, n));
	ck_option(out, n, 58, (const uint8_t[]){ 0, 0, 1, 0x2c }, 4);
	ck_option(out, n, 59, (const uint8_t[]){ 0, 0, 2, 0x0d }, 4);
	ck_no_option(out, n, 43);
}
END_TEST

START_TEST(longest_addresses_fit)
{
	struct message_answer a = answer_of(MESSAGE_ACK, "255.255.255.254");
	struct message m = simple(MESSAGE_REQUEST, &phone_mac);
	uint8_t out[MESSAGE_MAX];
	size_t n;

	a.server = ip("223.255.255.254");
	memset(m.wants, 0xff, sizeof(m.wants));
	n = message_write_answer(out, &m, &a);
	ck_option(out, n, 66, "223.255.255.254", 15);
	ck_assert(message_offer_valid(out, n));
}
END_TEST

START_TEST(nak_gives_nothing)
{
	static const uint8_t own[] = { 10, 77, 0, 1 }, type = 6;
	struct message_answer a = answer_of(MESSAGE_NAK, "0.0.0.0");
	struct message m = simple(MESSAGE_REQUEST, &phone_mac), reply;
	uint8_t out[MESSAGE_MAX];
	size_t n;

	m.ciaddr = ip("192.168.1.5");
	n = message_write_answer(out, &m, &a);
	ck_assert_uint_ge(n, 300);
	ck_option(out, n, 53, &type, 1);
	ck_option(out, n, 54, own, 4);
	ck_no_option(out, n, 51);
	ck_no_option(out, n, 150);
	ck_assert_int_eq(message_parse(out, n, MESSAGE_REPLY_OP, &reply), DROP_NONE);
	ck_assert_uint_eq(reply.ciaddr.s_addr | reply.yiaddr.s_addr | reply.siaddr.s_addr, 0);
}
END_TEST

START_TEST(inform_gets_no_lease)
{
	struct message_answer a = answer_of(MESSAGE_ACK, "0.0.0.0");
	struct message m = simple(MESSAGE_INFORM, &phone_mac), reply;
	uint8_t out[MESSAGE_MAX];
	size_t n;

	m.ciaddr = ip("10.77.0.200");
	memset(m.wants, 0xff, sizeof(m.wants));
	n = message_write_answer(out, &m, &a);
	ck_no_option(out, n, 51);
	ck_no_option(out, n, 58);
	ck_no_option(out, n, 59);
	ck_option(out, n, 150, (const uint8_t[]){ 10, 77, 0, 1 }, 4);
	ck_assert_int_eq(message_parse(out, n, MESSAGE_REPLY_OP, &reply), DROP_NONE);
	ck_assert_uint_eq(reply.yiaddr.s_addr, 0);
	ck_assert_ip(reply.ciaddr, "10.77.0.200");
}
END_TEST

/*
 * An OFFER that 31 phones never took: a firewall's, with overload, the end mark
 * in sname and file, and option 150 typed in as text with its NUL, 15 bytes.
 */
static void firewall_offer(struct packet *p)
{
	static const uint8_t type = 2, overload = 3, server[] = { 10, 10, 15, 1 },
			     lease[] = { 0, 1, 0x51, 0x80 }, mask[] = { 255, 255, 255, 0 };

	begin(p, 2, &phone_mac, 0x8000);
	memset(p->bytes + 34, 0, 202);
	memcpy(p->bytes + 16, "\x0a\x0a\x0f\x61", 4);
	p->bytes[44] = p->bytes[108] = 255;
	add_option(p, 53, &type, 1);
	add_option(p, 54, server, 4);
	add_option(p, 51, lease, 4);
	add_option(p, 1, mask, 4);
	add_option(p, 52, &overload, 1);
	add_option(p, 6, "\x08\x08\x08\x08", 4);
	add_option(p, 3, server, 4);
	add_option(p, 15, "example.net", 12);
	add_option(p, 150, "74.213.137.138", 15);
	finish(p, 300);
}

START_TEST(offer_of_a_firewall_is_called_bad)
{
	struct packet p;

	firewall_offer(&p);
	ck_assert(!message_offer_valid(p.bytes, p.size));
	ck_assert_ptr_nonnull(strstr(message_offer_fault(p.bytes, p.size), "option 150"));
	/* with 150 mended, the overload alone is left to blame */
	memset(p.bytes + p.size, 0, 20);
	for (size_t i = 240; i < p.size; i++)
		if (p.bytes[i] == 150 && p.bytes[i + 1] == 15) {
			p.bytes[i + 1] = 4;
			p.bytes[i + 6] = 255;
			break;
		}
	ck_assert_ptr_nonnull(strstr(message_offer_fault(p.bytes, p.size), "overload"));
}
END_TEST

START_TEST(every_fault_of_an_offer_is_named)
{
	static const struct {
		uint8_t code, size;
		const char *says;
	} rows[] = {
		{ 150, 15, "option 150" }, { 150, 0, "option 150" }, { 150, 3, "option 150" },
		{ 3, 5, "option 3" },      { 3, 0, "option 3" },     { 6, 7, "option 6" },
		{ 66, 64, "option 66" },   { 51, 3, "option 51" },   { 1, 2, "option 1" },
		{ 54, 5, "option 54" },    { 52, 2, "option 52" },   { 53, 1, "option 53" },
	};
	struct message_answer a = answer_of(MESSAGE_OFFER, "10.77.0.10");
	struct message m = simple(MESSAGE_DISCOVER, &phone_mac);
	uint8_t junk[80] = { 9 };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct packet p = { .size = 0 };
		const char *fault;

		p.size = message_write_answer(p.bytes, &m, &a);
		while (p.bytes[--p.size] != 255)
			;
		add_option(&p, rows[i].code, junk, rows[i].size);
		finish(&p, 300);
		fault = message_offer_fault(p.bytes, p.size);
		ck_assert_msg(fault && strstr(fault, rows[i].says), "%s: %s", rows[i].says, fault);
	}
}
END_TEST

START_TEST(offer_cut_at_each_byte_is_safe)
{
	struct packet p;

	firewall_offer(&p);
	for (size_t n = 0; n < p.size; n++) {
		uint8_t *copy = malloc(n ? n : 1);

		memcpy(copy, p.bytes, n);
		ck_assert(!message_offer_valid(copy, n));
		free(copy);
	}
}
END_TEST

/* -- frames ------------------------------------------------------------------------ */

static size_t make_frame(uint8_t out[1600], const void *payload, size_t n)
{
	struct datagram f = {
		.from = phone_mac,
		.to = { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff } },
		.source = ip("10.10.15.97"),
		.destination = ip("255.255.255.255"),
		.source_port = 68,
		.destination_port = 67,
		.payload = payload,
		.size = n,
	};

	return datagram_write(out, 1600, &f);
}

START_TEST(frame_comes_back_as_it_went)
{
	uint8_t bytes[1600], payload[1400];
	struct datagram f;

	for (size_t i = 0; i < sizeof(payload); i++)
		payload[i] = (uint8_t)(i * 7);
	for (size_t n = 0; n < sizeof(payload); n += 53) {      /* odd and even sizes */
		size_t size = make_frame(bytes, payload, n);

		ck_assert_uint_eq(size, 42 + n);
		ck_assert_int_eq(datagram_parse(bytes, size, false, &f), DROP_NONE);
		ck_assert_mem_eq(&f.from, &phone_mac, 6);
		ck_assert_ip(f.source, "10.10.15.97");
		ck_assert_ip(f.destination, "255.255.255.255");
		ck_assert_uint_eq(f.source_port, 68);
		ck_assert_uint_eq(f.destination_port, 67);
		ck_assert_uint_eq(f.size, n);
		ck_assert_mem_eq(f.payload, payload, n);
		/* Ethernet pads; the packet ends where IP says */
		ck_assert_int_eq(datagram_parse(bytes, size + 18, false, &f), DROP_NONE);
		ck_assert_uint_eq(f.size, n);
	}
}
END_TEST

START_TEST(frame_sums_are_the_known_ones)
{
	/* 10.77.0.1:67 to 255.255.255.255:68 with the payload 01 02 03, summed by hand */
	static const uint8_t want[] = {
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xa8, 0xb1, 0xd4, 0x1f, 0x4e, 0xc9, 0x08, 0x00,
		0x45, 0x10, 0x00, 0x1f, 0x00, 0x00, 0x40, 0x00, 0x40, 0x11, 0x30, 0x71, 0x0a, 0x4d,
		0x00, 0x01, 0xff, 0xff, 0xff, 0xff, 0x00, 0x43, 0x00, 0x44, 0x00, 0x0b, 0xf1, 0x01,
		0x01, 0x02, 0x03,
	};
	struct datagram f = { .from = phone_mac, .to = { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff } },
			   .source = ip("10.77.0.1"), .destination = ip("255.255.255.255"),
			   .source_port = 67, .destination_port = 68, .payload = want + 42, .size = 3 };
	uint8_t out[64];

	ck_assert_uint_eq(datagram_write(out, sizeof(out), &f), sizeof(want));
	ck_assert_mem_eq(out, want, sizeof(want));
	ck_assert_uint_eq(datagram_write(out, sizeof(want) - 1, &f), 0);
	ck_assert_uint_eq(datagram_write(out, 41, &f), 0);
}
END_TEST

START_TEST(frame_sums_are_checked)
{
	uint8_t bytes[1600];
	size_t size = make_frame(bytes, "hello world", 11);
	struct datagram f;

	for (size_t at = 14; at < size; at++) {
		bytes[at] ^= 0x10;
		ck_assert_msg(datagram_parse(bytes, size, false, &f) != DROP_NONE, "byte %zu", at);
		bytes[at] ^= 0x10;
	}
	bytes[size - 1] ^= 1;
	ck_assert_int_eq(datagram_parse(bytes, size, false, &f), DROP_UDP_SUM);
	ck_assert_int_eq(datagram_parse(bytes, size, true, &f), DROP_NONE);
	bytes[40] = bytes[41] = 0;      /* the sum that these phones do not make */
	ck_assert_int_eq(datagram_parse(bytes, size, false, &f), DROP_NONE);
}
END_TEST

START_TEST(frame_cut_at_each_byte)
{
	uint8_t bytes[1600];
	size_t size = make_frame(bytes, "hello world", 11);
	struct datagram f;

	for (size_t n = 0; n < size; n++) {
		uint8_t *copy = malloc(n ? n : 1);

		memcpy(copy, bytes, n);
		ck_assert_int_ne(datagram_parse(copy, n, true, &f), DROP_NONE);
		free(copy);
	}
}
END_TEST

/* Set two bytes of the IP header and mend its sum, so that only the one fault is left. */
static enum drop spoil_ip(size_t at, uint8_t high, uint8_t low)
{
	uint8_t bytes[1600];
	size_t size = make_frame(bytes, "hello world", 11);
	struct datagram f;
	uint32_t sum = 0;

	bytes[14 + at] = high;
	bytes[15 + at] = low;
	bytes[24] = bytes[25] = 0;
	for (size_t i = 14; i < 34; i += 2)
		sum += (uint32_t)bytes[i] << 8 | bytes[i + 1];
	sum = (sum & 0xffff) + (sum >> 16);
	sum = ~((sum & 0xffff) + (sum >> 16));
	bytes[24] = (uint8_t)(sum >> 8);
	bytes[25] = (uint8_t)sum;
	return datagram_parse(bytes, size, true, &f);
}

START_TEST(frame_headers_are_checked)
{
	ck_assert_int_eq(spoil_ip(0, 0x45, 0), DROP_NONE);
	ck_assert_int_eq(spoil_ip(0, 0x65, 0), DROP_IP_HEADER);
	ck_assert_int_eq(spoil_ip(0, 0x44, 0), DROP_IP_HEADER);
	ck_assert_int_eq(spoil_ip(0, 0x4f, 0), DROP_IP_HEADER);
	ck_assert_int_eq(spoil_ip(2, 0, 40), DROP_IP_LENGTH);
	ck_assert_int_eq(spoil_ip(2, 0, 19), DROP_IP_LENGTH);
	ck_assert_int_eq(spoil_ip(2, 0, 38), DROP_UDP_LENGTH);
	ck_assert_int_eq(spoil_ip(2, 0, 24), DROP_UDP_LENGTH);
	ck_assert_int_eq(spoil_ip(6, 0x20, 0), DROP_FRAGMENT);
	ck_assert_int_eq(spoil_ip(6, 0, 1), DROP_FRAGMENT);
	ck_assert_int_eq(spoil_ip(8, 64, 6), DROP_NOT_UDP);
}
END_TEST

/* -- the address book ----------------------------------------------------------------- */

static struct lease_book *book_of(const char *first, const char *last)
{
	struct lease_book *book = lease_book_new(ip(first), ip(last), 600);

	ck_assert_ptr_nonnull(book);
	return book;
}

static const struct in_addr no_wish = { INADDR_ANY };

START_TEST(consecutive_macs_never_clash)
{
	struct lease_book *book = book_of("10.77.16.0", "10.77.31.255");
	uint8_t taken[4096] = { 0 };
	struct in_addr a[2000];

	for (uint32_t i = 0; i < 2000; i++) {
		struct nr_mac mac = mac_number(i);
		uint32_t slot;

		a[i] = lease_offer(book, &mac, no_wish, 0);
		slot = ntohl(a[i].s_addr) - 0x0a4d1000;
		ck_assert_uint_lt(slot, 4096);
		ck_assert_uint_eq(taken[slot]++, 0);
	}
	for (uint32_t i = 0; i < 2000; i++) {
		struct nr_mac mac = mac_number(i);

		ck_assert(lease_bind(book, &mac, a[i], 1000));
		ck_assert_uint_eq(lease_offer(book, &mac, no_wish, 700000).s_addr, a[i].s_addr);
	}
	lease_book_free(book);
}
END_TEST

/* The same MAC gets the same address from a book that knows nothing yet. */
START_TEST(address_survives_a_restart)
{
	struct lease_book *one = book_of("10.77.0.10", "10.77.0.200"), *two;
	struct nr_mac mac = mac_number(77), other = mac_number(78);
	struct in_addr a = lease_offer(one, &mac, no_wish, 0), b = ip("10.77.0.150");

	lease_book_free(one);
	two = book_of("10.77.0.10", "10.77.0.200");
	ck_assert_uint_eq(lease_offer(two, &mac, no_wish, 5).s_addr, a.s_addr);
	ck_assert_uint_eq(lease_offer(two, &other, b, 5).s_addr, b.s_addr);
	lease_book_free(two);
}
END_TEST

START_TEST(wish_is_granted_when_free)
{
	struct lease_book *book = book_of("10.77.0.10", "10.77.0.12");
	struct nr_mac a = mac_number(1), b = mac_number(2), c = mac_number(3);

	lease_reserve(book, ip("10.77.0.10"));
	ck_assert_ip(lease_offer(book, &a, ip("10.77.0.12"), 0), "10.77.0.12");
	ck_assert_ip(lease_offer(book, &b, ip("10.77.0.12"), 0), "10.77.0.11");
	ck_assert_ip(lease_offer(book, &b, ip("10.77.0.10"), 0), "10.77.0.11");
	ck_assert_ip(lease_offer(book, &c, ip("10.77.0.10"), 0), "0.0.0.0");
	ck_assert(!lease_bind(book, &c, ip("10.77.0.10"), 0));
	ck_assert(!lease_bind(book, &c, ip("10.77.0.99"), 0));
	lease_book_free(book);
}
END_TEST

START_TEST(full_pool_gives_what_ended_first)
{
	struct lease_book *book = book_of("10.77.0.10", "10.77.0.13");
	struct in_addr a[4];
	struct nr_mac mac[6];

	for (uint32_t i = 0; i < 6; i++)
		mac[i] = mac_number(i);
	for (uint32_t i = 0; i < 4; i++) {
		a[i] = lease_offer(book, &mac[i], no_wish, i);
		ck_assert(lease_bind(book, &mac[i], a[i], i * 1000));
	}
	ck_assert_uint_eq(lease_offer(book, &mac[4], no_wish, 599999).s_addr, 0);
	/* the first renews, so the second is the first to end */
	ck_assert(lease_bind(book, &mac[0], a[0], 300000));
	ck_assert_uint_eq(lease_offer(book, &mac[4], no_wish, 600999).s_addr, 0);
	ck_assert_uint_eq(lease_offer(book, &mac[4], no_wish, 601000).s_addr, a[1].s_addr);
	ck_assert_uint_eq(lease_of(book, &mac[1]).s_addr, 0);
	/* one that never asked further loses its offer */
	ck_assert_uint_eq(lease_offer(book, &mac[5], no_wish, 601000).s_addr, 0);
	ck_assert(lease_release(book, &mac[0], a[0], 601001));
	ck_assert_uint_eq(lease_of(book, &mac[0]).s_addr, a[0].s_addr);
	ck_assert_uint_eq(lease_offer(book, &mac[5], no_wish, 601001).s_addr, a[0].s_addr);
	lease_book_free(book);
}
END_TEST

START_TEST(known_mac_keeps_its_address_for_long)
{
	struct lease_book *book = book_of("10.77.0.10", "10.77.0.13");
	struct nr_mac mac = mac_number(1), other;
	struct in_addr a = lease_offer(book, &mac, no_wish, 0);

	ck_assert(lease_bind(book, &mac, a, 0));
	for (uint32_t i = 0; i < 3; i++) {
		other = mac_number(10 + i);
		ck_assert_uint_ne(lease_offer(book, &other, a, 90000000).s_addr, a.s_addr);
	}
	ck_assert_uint_eq(lease_offer(book, &mac, no_wish, 90000000).s_addr, a.s_addr);
	lease_book_free(book);
}
END_TEST

START_TEST(declined_address_rests)
{
	struct lease_book *book = book_of("10.77.0.10", "10.77.0.10");
	struct nr_mac mac = mac_number(1), other = mac_number(2);
	struct in_addr a = lease_offer(book, &mac, no_wish, 0);

	ck_assert(lease_bind(book, &mac, a, 0));
	ck_assert(!lease_decline(book, &other, a, 0));
	ck_assert(!lease_decline(book, &mac, ip("10.77.0.11"), 0));
	ck_assert(lease_decline(book, &mac, a, 0));
	ck_assert(!lease_decline(book, &mac, a, 0));
	ck_assert_uint_eq(lease_of(book, &mac).s_addr, 0);
	ck_assert(!lease_bind(book, &mac, a, 1));
	ck_assert_uint_eq(lease_offer(book, &mac, a, 599999).s_addr, 0);
	ck_assert(lease_bind(book, &other, a, 600000));
	lease_book_free(book);
}
END_TEST

START_TEST(forgotten_offer_is_free_again)
{
	struct lease_book *book = book_of("10.77.0.10", "10.77.0.10");
	struct nr_mac mac = mac_number(1), other = mac_number(2);
	struct in_addr a = lease_offer(book, &mac, no_wish, 0);

	lease_forget_offer(book, &other);
	ck_assert_uint_eq(lease_offer(book, &other, no_wish, 0).s_addr, 0);
	lease_forget_offer(book, &mac);
	ck_assert_uint_eq(lease_offer(book, &other, no_wish, 0).s_addr, a.s_addr);
	ck_assert(lease_bind(book, &other, a, 0));
	lease_forget_offer(book, &other);       /* a lease is more than an offer */
	ck_assert_uint_eq(lease_of(book, &other).s_addr, a.s_addr);
	lease_book_free(book);
}
END_TEST

/*
 * A long random life against a plain model: an address has at most one owner,
 * nobody loses what has not ended, and full means full.
 */
#define LIFE_POOL 48
#define LIFE_MACS 80

START_TEST(random_life)
{
	struct lease_book *book = book_of("10.77.0.10", "10.77.0.57");
	int64_t bound_until[LIFE_MACS] = { 0 }, now = 0;
	uint32_t state = 12345;

	for (int step = 0; step < 60000; step++) {
		uint32_t who, owners = 0;
		struct in_addr a;
		struct nr_mac mac;

		state = state * 1664525u + 1013904223u;
		who = (state >> 8) % LIFE_MACS;
		mac = mac_number(who);
		now += (state >> 20) % 20000;
		a = lease_of(book, &mac);
		if (bound_until[who] > now)
			ck_assert_uint_ne(a.s_addr, 0);
		switch (state >> 28) {
		case 0:
			if (lease_decline(book, &mac, a, now))
				bound_until[who] = 0;
			break;
		case 1:
			if (lease_release(book, &mac, a, now))
				bound_until[who] = 0;
			break;
		case 2:
			lease_forget_offer(book, &mac);
			break;
		default:
			a = lease_offer(book, &mac, no_wish, now);
			if (a.s_addr && state >> 31 && lease_bind(book, &mac, a, now))
				bound_until[who] = now + 600000;
			break;
		}
		for (uint32_t i = 0; i < LIFE_MACS; i++) {
			struct nr_mac m = mac_number(i);

			owners += a.s_addr && lease_of(book, &m).s_addr == a.s_addr;
		}
		ck_assert_uint_le(owners, 1);
	}
	lease_book_free(book);
}
END_TEST

START_TEST(books_have_limits)
{
	struct lease_book *book;

	ck_assert_ptr_null(lease_book_new(ip("10.0.0.2"), ip("10.0.0.1"), 600));
	ck_assert_ptr_null(lease_book_new(ip("10.0.0.0"), ip("10.1.0.0"), 600));
	book = book_of("10.0.0.0", "10.0.255.255");
	for (uint32_t i = 0; i < 65536; i++) {
		struct nr_mac mac = mac_number(i);

		ck_assert_uint_ne(lease_offer(book, &mac, no_wish, 0).s_addr, 0);
	}
	ck_assert_uint_eq(lease_offer(book, &phone_mac, no_wish, 0).s_addr, 0);
	lease_book_free(book);
	lease_book_free(NULL);
}
END_TEST

/* -- the server -------------------------------------------------------------------------- */

static struct server server;

static void server_up(void)
{
	server = (struct server){ .address = ip("10.77.0.1"), .netmask = ip("255.255.255.0"), .lease = 600 };
	server.book = book_of("10.77.0.0", "10.77.0.255");
	server_reserve_own(&server);
}

static void server_down(void)
{
	lease_book_free(server.book);
}

static struct message_answer ask(const struct message *m, int64_t now, enum drop want)
{
	struct message_answer a;

	ck_assert_int_eq(server_answer(&server, m, now, &a), want);
	if (want != DROP_NONE)
		ck_assert_int_eq(a.type, MESSAGE_NONE);
	return a;
}

/* What a REQUEST of @mac gets: ACK, NAK or NONE. */
static enum message_type request(const struct nr_mac *mac, const char *from, const char *wanted,
				 const char *uses)
{
	struct message m = simple(MESSAGE_REQUEST, mac);
	struct message_answer a;

	m.server = ip(from);
	m.requested = ip(wanted);
	m.ciaddr = ip(uses);
	server_answer(&server, &m, 0, &a);
	if (a.type == MESSAGE_ACK)
		ck_assert_uint_eq(a.address.s_addr, (m.requested.s_addr ? m.requested : m.ciaddr).s_addr);
	else
		ck_assert_uint_eq(a.address.s_addr, 0);
	return a.type;
}

#define NOWHERE "0.0.0.0"
#define OWN "10.77.0.1"

START_TEST(discover_offer_request_ack)
{
	struct message m = simple(MESSAGE_DISCOVER, &phone_mac);
	struct message_answer offer = ask(&m, 0, DROP_NONE), ack;

	ck_assert_int_eq(offer.type, MESSAGE_OFFER);
	ck_assert_ip(server_destination(&m, &offer), "255.255.255.255");
	m.type = MESSAGE_REQUEST;
	m.server = server.address;
	m.requested = offer.address;
	ack = ask(&m, 0, DROP_NONE);
	ck_assert_int_eq(ack.type, MESSAGE_ACK);
	ck_assert_uint_eq(ack.address.s_addr, offer.address.s_addr);
	m.flags = 0;
	ck_assert_uint_eq(server_destination(&m, &ack).s_addr, offer.address.s_addr);
	/* another phone can not have it */
	ck_assert_int_eq(request(&(struct nr_mac){ { 0, 1, 2, 3, 4, 5 } }, OWN,
				 inet_ntoa(offer.address), NOWHERE), MESSAGE_NAK);
}
END_TEST

START_TEST(offer_of_another_server_is_taken)
{
	struct message m = simple(MESSAGE_DISCOVER, &phone_mac);

	ask(&m, 0, DROP_NONE);
	m.type = MESSAGE_REQUEST;
	m.server = ip("10.0.0.1");
	m.requested = ip("10.0.0.99");
	ask(&m, 0, DROP_OTHER_SERVER);
	ck_assert_uint_eq(lease_of(server.book, &phone_mac).s_addr, 0);
}
END_TEST

START_TEST(init_reboot)
{
	struct nr_mac other = mac_number(5);

	/* the address of another network, the reason why a phone hangs for a minute */
	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.10.15.97", NOWHERE), MESSAGE_NAK);
	ck_assert_int_eq(request(&phone_mac, NOWHERE, OWN, NOWHERE), MESSAGE_NAK);
	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.255", NOWHERE), MESSAGE_NAK);
	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.0", NOWHERE), MESSAGE_NAK);
	/* free and not known: we gave it before we were restarted */
	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.44", NOWHERE), MESSAGE_ACK);
	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.44", NOWHERE), MESSAGE_ACK);
	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.45", NOWHERE), MESSAGE_NAK);
	ck_assert_int_eq(request(&other, NOWHERE, "10.77.0.44", NOWHERE), MESSAGE_NAK);
	ck_assert_int_eq(request(&other, NOWHERE, NOWHERE, NOWHERE), MESSAGE_NONE);
}
END_TEST

START_TEST(renewing)
{
	struct nr_mac other = mac_number(5);
	struct message m = simple(MESSAGE_REQUEST, &phone_mac);
	struct message_answer a;

	ck_assert_int_eq(request(&phone_mac, NOWHERE, NOWHERE, "10.77.0.44"), MESSAGE_ACK);
	ck_assert_int_eq(request(&other, NOWHERE, NOWHERE, "10.77.0.44"), MESSAGE_NAK);
	ck_assert_int_eq(request(&other, NOWHERE, NOWHERE, "192.168.0.4"), MESSAGE_NAK);
	m.ciaddr = ip("10.77.0.44");
	a = ask(&m, 0, DROP_NONE);
	ck_assert_ip(server_destination(&m, &a), "10.77.0.44");
	ck_assert_ip(server_client_address(&server, &m), "10.77.0.44");
	m.ciaddr = ip("192.168.0.4");
	a = ask(&m, 0, DROP_NONE);
	ck_assert_int_eq(a.type, MESSAGE_NAK);
	ck_assert_ip(server_destination(&m, &a), "255.255.255.255");
	ck_assert_ip(server_client_address(&server, &m), NOWHERE);
}
END_TEST

START_TEST(inform_decline_release)
{
	struct message m = simple(MESSAGE_INFORM, &phone_mac);
	struct message_answer a;

	m.ciaddr = ip("10.77.0.222");
	a = ask(&m, 0, DROP_NONE);
	ck_assert_int_eq(a.type, MESSAGE_ACK);
	ck_assert_uint_eq(a.address.s_addr, 0);
	ck_assert_ip(server_destination(&m, &a), "10.77.0.222");
	m.ciaddr = ip("192.168.0.4");
	ask(&m, 0, DROP_NO_ADDRESS);

	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.44", NOWHERE), MESSAGE_ACK);
	m = simple(MESSAGE_DECLINE, &phone_mac);
	m.requested = ip("10.77.0.44");
	m.server = ip("10.0.0.1");
	ask(&m, 0, DROP_OTHER_SERVER);
	m.server = server.address;
	ck_assert_int_eq(ask(&m, 0, DROP_NONE).type, MESSAGE_NONE);
	ask(&m, 0, DROP_NOT_ITS_OWN);
	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.44", NOWHERE), MESSAGE_NAK);

	ck_assert_int_eq(request(&phone_mac, NOWHERE, "10.77.0.45", NOWHERE), MESSAGE_ACK);
	m = simple(MESSAGE_RELEASE, &phone_mac);
	m.ciaddr = ip("10.77.0.45");
	m.server = server.address;
	ck_assert_int_eq(ask(&m, 0, DROP_NONE).type, MESSAGE_NONE);
	ck_assert_ip(lease_of(server.book, &phone_mac), "10.77.0.45");
}
END_TEST

START_TEST(relays_and_replies_are_left_alone)
{
	struct message m = simple(MESSAGE_DISCOVER, &phone_mac);

	m.giaddr = ip("10.77.0.254");
	ask(&m, 0, DROP_RELAYED);
	m.giaddr.s_addr = 0;
	m.type = MESSAGE_OFFER;
	ask(&m, 0, DROP_TYPE);
}
END_TEST

START_TEST(full_pool_is_said)
{
	struct message m = simple(MESSAGE_DISCOVER, &phone_mac);

	for (uint32_t i = 0; i < 253; i++) {
		m.mac = mac_number(i);
		ck_assert_int_eq(ask(&m, 0, DROP_NONE).type, MESSAGE_OFFER);
	}
	m.mac = phone_mac;
	ask(&m, 0, DROP_POOL_FULL);
}
END_TEST

START_TEST(default_pools)
{
	static const struct {
		const char *address, *mask, *first, *last;
	} rows[] = {
		{ "10.77.0.1", "255.255.255.0", "10.77.0.10", "10.77.0.200" },
		{ "10.77.0.1", "255.255.0.0", "10.77.10.0", "10.77.200.0" },
		{ "192.168.1.130", "255.255.255.128", "192.168.1.133", "192.168.1.254" },
		{ "192.168.1.2", "255.255.255.248", "192.168.1.1", "192.168.1.6" },
		{ "192.168.1.2", "255.255.255.252", "192.168.1.1", "192.168.1.2" },
		{ "10.0.0.1", "255.0.0.0", "10.10.0.0", "10.10.255.255" },
	};
	struct in_addr first, last;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ck_assert(server_default_pool(ip(rows[i].address), ip(rows[i].mask), &first, &last));
		ck_assert_ip(first, rows[i].first);
		ck_assert_ip(last, rows[i].last);
		ck_assert_ptr_null(server_pool_fault(ip(rows[i].address), ip(rows[i].mask), first, last));
	}
	ck_assert(!server_default_pool(ip("10.0.0.1"), ip("255.255.255.255"), &first, &last));
	ck_assert(!server_default_pool(ip("10.0.0.1"), ip("255.255.255.254"), &first, &last));
}
END_TEST

START_TEST(pools_that_can_not_be)
{
	struct in_addr own = ip(OWN), mask = ip("255.255.255.0");

	ck_assert_ptr_nonnull(server_pool_fault(own, mask, ip("10.77.0.20"), ip("10.77.0.10")));
	ck_assert_ptr_nonnull(server_pool_fault(own, mask, ip("10.77.1.10"), ip("10.77.1.20")));
	ck_assert_ptr_nonnull(server_pool_fault(own, mask, ip("10.76.255.250"), ip("10.77.0.20")));
	ck_assert_ptr_nonnull(server_pool_fault(own, mask, ip("10.77.0.250"), ip("10.77.1.2")));
	ck_assert_ptr_nonnull(server_pool_fault(own, ip("255.0.0.0"), ip("10.0.0.1"), ip("10.200.0.1")));
	ck_assert_ptr_null(server_pool_fault(own, mask, ip("10.77.0.10"), ip("10.77.0.10")));
}
END_TEST

/* -- the guard ------------------------------------------------------------------------------- */

START_TEST(guard_asks_three_times_and_listens)
{
	static const uint8_t random[GUARD_RANDOM] = { 0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
	int64_t sent_at[8], now = 1000, wait;
	unsigned sent = 0;
	struct guard g;

	guard_init(&g, GUARD_ASKING, random);
	ck_assert_uint_eq(g.mac.b[0] & 3, 2);
	for (; g.phase == GUARD_ASKING && now < 100000; now++)
		if (guard_step(&g, now, &wait) == GUARD_SEND) {
			sent_at[sent++] = now;
			guard_sent(&g, now);
		}
	ck_assert_uint_eq(sent, 3);
	ck_assert_int_eq(sent_at[0], 1000);
	ck_assert_int_eq(sent_at[1], 2000);
	ck_assert_int_eq(sent_at[2], 3500);
	ck_assert_int_eq(g.phase, GUARD_CLEAR);
	ck_assert_int_eq(now - 1, 5500);
	ck_assert(!guard_heard(&g));
	ck_assert_int_eq(g.phase, GUARD_CLEAR);
}
END_TEST

/* A program that was away for long still listens after its last question. */
START_TEST(guard_never_hurries)
{
	static const uint8_t random[GUARD_RANDOM];
	int64_t wait;
	struct guard g;

	guard_init(&g, GUARD_ASKING, random);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(guard_step(&g, i * 60000, &wait), GUARD_SEND);
		guard_sent(&g, i * 60000);
	}
	ck_assert_int_eq(guard_step(&g, 120001, &wait), GUARD_WAIT);
	ck_assert_int_eq(wait, 1999);
	ck_assert(guard_heard(&g));
	ck_assert_int_eq(g.phase, GUARD_TRIPPED);
	ck_assert(!guard_heard(&g));
	ck_assert_int_eq(guard_step(&g, 200000, &wait), GUARD_END);
	ck_assert_int_eq(g.phase, GUARD_TRIPPED);
}
END_TEST

START_TEST(guard_question_is_a_sound_discover)
{
	uint8_t out[MESSAGE_MAX];
	struct nr_mac mac = { { 2, 1, 2, 3, 4, 5 } };
	struct message m;
	size_t n = message_write_discover(out, &mac, 7, "Cisco Systems, Inc. IP Phone");

	ck_assert_uint_ge(n, 300);
	ck_assert_int_eq(message_parse(out, n, MESSAGE_REQUEST_OP, &m), DROP_NONE);
	ck_assert_int_eq(m.type, MESSAGE_DISCOVER);
	ck_assert(message_broadcast(&m));
	ck_assert(message_wants(&m, 150));
	ck_assert_mem_eq(&m.mac, &mac, 6);
	ck_assert_str_eq(m.vendor_class, "Cisco Systems, Inc. IP Phone");
}
END_TEST

START_TEST(every_reason_has_words)
{
	for (int why = 0; why < DROP_COUNT; why++)
		ck_assert_ptr_nonnull(drop_text((enum drop)why));
}
END_TEST

static TCase *message_case(void)
{
	TCase *t = tcase_create("message");

	tcase_add_test(t, discover_of_a_7911_is_the_documented_bytes);
	tcase_add_test(t, discover_of_a_7911_is_dissected);
	tcase_add_test(t, request_carries_addresses);
	tcase_add_test(t, text_of_the_network_is_made_harmless);
	tcase_add_test(t, discover_cut_at_each_byte);
	tcase_add_test(t, header_is_checked);
	tcase_add_test(t, addresses_have_four_bytes);
	tcase_add_test(t, offer_is_what_a_phone_needs);
	tcase_add_test(t, what_was_asked_for_and_no_more);
	tcase_add_test(t, longest_addresses_fit);
	tcase_add_test(t, nak_gives_nothing);
	tcase_add_test(t, inform_gets_no_lease);
	tcase_add_test(t, offer_of_a_firewall_is_called_bad);
	tcase_add_test(t, every_fault_of_an_offer_is_named);
	tcase_add_test(t, offer_cut_at_each_byte_is_safe);
	tcase_add_test(t, every_reason_has_words);
	return t;
}

static TCase *frame_case(void)
{
	TCase *t = tcase_create("frame");

	tcase_add_test(t, frame_comes_back_as_it_went);
	tcase_add_test(t, frame_sums_are_the_known_ones);
	tcase_add_test(t, frame_sums_are_checked);
	tcase_add_test(t, frame_cut_at_each_byte);
	tcase_add_test(t, frame_headers_are_checked);
	return t;
}

static TCase *lease_case(void)
{
	TCase *t = tcase_create("lease");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, consecutive_macs_never_clash);
	tcase_add_test(t, address_survives_a_restart);
	tcase_add_test(t, wish_is_granted_when_free);
	tcase_add_test(t, full_pool_gives_what_ended_first);
	tcase_add_test(t, known_mac_keeps_its_address_for_long);
	tcase_add_test(t, declined_address_rests);
	tcase_add_test(t, forgotten_offer_is_free_again);
	tcase_add_test(t, random_life);
	tcase_add_test(t, books_have_limits);
	return t;
}

static TCase *server_case(void)
{
	TCase *t = tcase_create("server");

	tcase_add_checked_fixture(t, server_up, server_down);
	tcase_add_test(t, discover_offer_request_ack);
	tcase_add_test(t, offer_of_another_server_is_taken);
	tcase_add_test(t, init_reboot);
	tcase_add_test(t, renewing);
	tcase_add_test(t, inform_decline_release);
	tcase_add_test(t, relays_and_replies_are_left_alone);
	tcase_add_test(t, full_pool_is_said);
	tcase_add_test(t, default_pools);
	tcase_add_test(t, pools_that_can_not_be);
	return t;
}

static TCase *guard_case(void)
{
	TCase *t = tcase_create("guard");

	tcase_add_test(t, guard_asks_three_times_and_listens);
	tcase_add_test(t, guard_never_hurries);
	tcase_add_test(t, guard_question_is_a_sound_discover);
	return t;
}

int main(void)
{
	Suite *suite = suite_create("dhcp");
	SRunner *runner;
	int failed;

	suite_add_tcase(suite, message_case());
	suite_add_tcase(suite, frame_case());
	suite_add_tcase(suite, lease_case());
	suite_add_tcase(suite, server_case());
	suite_add_tcase(suite, guard_case());
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
