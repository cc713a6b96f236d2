/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_message.c -- DHCP messages, read and written.
 */
#include "plugins/dhcp/drop.h"
#include "plugins/dhcp/extra.h"
#include "tests/unit/dhcp/packet.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <stdlib.h>

START_TEST(discover_of_a_7911_is_the_documented_bytes)
{
	/*
	 * DHCP options of a 7911G
	 *   magic cookie     63 82 53 63
	 *   53 message type  1, DISCOVER
	 *   61 client id     type 1 (Ethernet), a8:b1:d4:1f:4e:c9
	 *   12 host name     "SEPA8B1D41F4EC9", 15 bytes
	 *   60 vendor class  "Cisco Systems, Inc. IP Phone CP-7911G" and its NUL, 38 bytes
	 *   55 asks for      1 netmask, 66 server name, 6 DNS, 3 router, 15 domain, 150 TFTP servers, 35 ARP timeout
	 *   255 end
	 */
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

/* As a Polycom says it, in the form of RFC 3925: enterprise 13885, 47 bytes; sub-option 1, 45 bytes. */
START_TEST(class_with_a_number_before_it)
{
	static const char said[] = "\0\0\x36\x3d\x2f\1\x2dPolycomSoundPointIP-SPIP_550-2345-12500-001\0\n";
	static const uint8_t type = 1;
	struct packet p;
	struct message m;

	begin(&p, 1, &phone_mac, 0);
	add_option(&p, 53, &type, 1);
	add_option(&p, 60, said, sizeof(said) - 1);
	finish(&p, 0);
	ck_assert_int_eq(parse(&p, &m), DROP_NONE);
	ck_assert_str_eq(m.vendor_class, "??6=/?-PolycomSoundPointIP-SPIP_550-2345-12500-001??");
	/* with a NUL at its end only, it is the text before it; nothing but a NUL is no name */
	begin(&p, 1, &phone_mac, 0);
	add_option(&p, 53, &type, 1);
	add_option(&p, 60, "Nortel-i2004-A\0", 15);
	finish(&p, 0);
	ck_assert_int_eq(parse(&p, &m), DROP_NONE);
	ck_assert_str_eq(m.vendor_class, "Nortel-i2004-A");
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
	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
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

START_TEST(model_says_what_it_wants_instead)
{
	static const struct nr_dhcp rows[] = {
		{ 66, 0, NR_DHCP_TEXT, "http://10.77.0.1", false, NULL },
		{ 150, 0, NR_DHCP_TEXT, NULL, false, NULL },
		{ 6, 0, NR_DHCP_ADDRESSES, "10.77.0.2", true, NULL },
		{ 43, 2, NR_DHCP_TEXT, "http://a", false, NULL },
		{ 43, 3, NR_DHCP_BYTES, "00", false, NULL },
		{ 160, 0, NR_DHCP_TEXT, "http://b", false, NULL },
	};
	struct message_answer a = answer_of(MESSAGE_OFFER, "10.77.0.10");
	struct message m = simple(MESSAGE_DISCOVER, &phone_mac);
	struct extra x = { .count = 0 };
	uint8_t out[MESSAGE_MAX];
	size_t n;

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++)
		ck_assert(extra_add(&x, &rows[i]));
	a.extra = &x;
	memset(m.wants, 0, sizeof(m.wants));
	m.wants[66 / 8] = 1u << 66 % 8;
	m.wants[43 / 8] = 1u << 43 % 8;
	n = message_write_answer(out, &m, &a);
	ck_assert(message_offer_valid(out, n));
	ck_option(out, n, 66, "http://10.77.0.1", 16);
	ck_option(out, n, 6, (const uint8_t[]){ 10, 77, 0, 2 }, 4);
	ck_option(out, n, 43, "\2\10http://a\3\1\0", 13);
	ck_no_option(out, n, 150);
	ck_no_option(out, n, 160);
	memset(m.wants, 0, sizeof(m.wants));
	n = message_write_answer(out, &m, &a);
	ck_no_option(out, n, 66);
	ck_no_option(out, n, 43);
	ck_option(out, n, 6, (const uint8_t[]){ 10, 77, 0, 2 }, 4);
	/* a denial says nothing of it */
	a.type = MESSAGE_NAK;
	n = message_write_answer(out, &m, &a);
	ck_no_option(out, n, 6);
}
END_TEST

/* An option that does not fit is left out whole, and the end mark is there all the same. */
START_TEST(what_does_not_fit_is_left_out)
{
	struct message_answer a = answer_of(MESSAGE_OFFER, "10.77.0.10");
	struct message m = simple(MESSAGE_DISCOVER, &phone_mac);
	struct extra x = { .count = 0 };
	uint8_t out[MESSAGE_MAX];
	char text[256];
	size_t n;

	memset(m.wants, 0xff, sizeof(m.wants));
	a.extra = &x;
	for (size_t len = 1; len < 255; len++) {
		size_t have;

		x.count = x.used = 0;
		memset(text, 'x', len);
		text[len] = '\0';
		ck_assert(extra_add(&x, &(struct nr_dhcp){ 66, 0, NR_DHCP_TEXT, text, true, NULL }));
		(void)extra_add(&x, &(struct nr_dhcp){ 160, 0, NR_DHCP_TEXT, text, true, NULL });
		n = message_write_answer(out, &m, &a);
		ck_assert_uint_le(n, MESSAGE_MAX);
		ck_option(out, n, 66, text, len);
		if (reply_option(out, n, 160, &have))
			ck_option(out, n, 160, text, len);
	}
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
 *
 * BOOTP, op 2 (reply), yiaddr 10.10.15.97, sname and file: 255 (end), then zeroes
 *   53 message type  2, OFFER
 *   54 server        10.10.15.1
 *   51 lease         0x15180 seconds, a day
 *    1 netmask       255.255.255.0
 *   52 overload      3, options go on in sname and file
 *    6 DNS           8.8.8.8
 *    3 router        10.10.15.1
 *   15 domain        "example.net" and its NUL
 *  150 TFTP servers  "74.213.137.138" and its NUL: should be 4 bytes for each
 *  255 end, padded to 300 bytes
 */
static void firewall_offer(struct packet *p)
{
	static const uint8_t type = 2, overload = 3, server[] = { 10, 10, 15, 1 },
			     lease[] = { 0, 1, 0x51, 0x80 }, mask[] = { 255, 255, 255, 0 };

	begin(p, 2, &phone_mac, 0x8000);
	memset(p->bytes + 34, 0, 202);
	/* yiaddr: 10.10.15.97; sname and file hold no options */
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

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
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

/* Option 150 is counted whole, given as far as there is room, and cut at each byte is safe. */
START_TEST(file_servers_are_listed)
{
	static const uint8_t two[] = { 10, 77, 0, 9, 10, 77, 0, 1 };
	struct in_addr list[2] = { { 0 } };
	const struct message m = { .type = MESSAGE_DISCOVER };
	const struct message_answer a = {
		.type = MESSAGE_OFFER, .address = { htonl(0x0a4d000a) }, .server = { htonl(0x0a4d0001) },
		.netmask = { htonl(0xffffff00) }, .lease = 600,
	};
	struct packet p = { .size = 0 };

	p.size = message_write_answer(p.bytes, &m, &a);
	ck_assert_uint_eq(message_file_servers(p.bytes, p.size, list, 2), 1);
	ck_assert_uint_eq(list[0].s_addr, htonl(0x0a4d0001));
	while (p.bytes[--p.size] != 255)
		;
	add_option(&p, 150, two, sizeof(two));
	finish(&p, 300);
	ck_assert_uint_eq(message_file_servers(p.bytes, p.size, list, 2), 3);
	ck_assert_uint_eq(list[1].s_addr, htonl(0x0a4d0009));
	for (size_t n = 0; n < p.size; n++) {
		uint8_t *copy = malloc(n ? n : 1);

		memcpy(copy, p.bytes, n);
		ck_assert_uint_le(message_file_servers(copy, n, list, 2), 3);
		free(copy);
	}
}
END_TEST

START_TEST(no_file_servers)
{
	struct packet p;
	struct in_addr list[2];

	/* Option 150 as text: nothing that a phone takes. */
	firewall_offer(&p);
	ck_assert_uint_eq(message_file_servers(p.bytes, p.size, list, 2), 0);
}
END_TEST

START_TEST(every_reason_has_words)
{
	for (int why = 0; why < DROP_COUNT; why++)
		ck_assert_ptr_nonnull(drop_text((enum drop)why));
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("message");

	tcase_add_test(t, discover_of_a_7911_is_the_documented_bytes);
	tcase_add_test(t, discover_of_a_7911_is_dissected);
	tcase_add_test(t, request_carries_addresses);
	tcase_add_test(t, text_of_the_network_is_made_harmless);
	tcase_add_test(t, class_with_a_number_before_it);
	tcase_add_test(t, discover_cut_at_each_byte);
	tcase_add_test(t, header_is_checked);
	tcase_add_test(t, addresses_have_four_bytes);
	tcase_add_test(t, offer_is_what_a_phone_needs);
	tcase_add_test(t, what_was_asked_for_and_no_more);
	tcase_add_test(t, model_says_what_it_wants_instead);
	tcase_add_test(t, what_does_not_fit_is_left_out);
	tcase_add_test(t, longest_addresses_fit);
	tcase_add_test(t, nak_gives_nothing);
	tcase_add_test(t, inform_gets_no_lease);
	tcase_add_test(t, offer_of_a_firewall_is_called_bad);
	tcase_add_test(t, every_fault_of_an_offer_is_named);
	tcase_add_test(t, offer_cut_at_each_byte_is_safe);
	tcase_add_test(t, file_servers_are_listed);
	tcase_add_test(t, no_file_servers);
	tcase_add_test(t, every_reason_has_words);
	return suite_run("message", t);
}
