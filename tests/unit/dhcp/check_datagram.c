/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_datagram.c -- frames of Ethernet, IP and UDP around a message.
 */
#include "plugins/dhcp/datagram.h"
#include "tests/unit/dhcp/packet.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <stdlib.h>

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
	/*
	 * The sums were worked out by hand.
	 *   Ethernet  to ff:ff:ff:ff:ff:ff, from a8:b1:d4:1f:4e:c9, type 0800 (IPv4)
	 *   IPv4      version 4, 5 words; TOS 10; length 31; id 0; do not fragment;
	 *             TTL 64; protocol 17 (UDP); sum 3071; 10.77.0.1 to 255.255.255.255
	 *   UDP       port 67 to 68, length 11, sum f101
	 *   payload   01 02 03
	 */
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

int main(void)
{
	TCase *t = tcase_create("frame");

	tcase_add_test(t, frame_comes_back_as_it_went);
	tcase_add_test(t, frame_sums_are_the_known_ones);
	tcase_add_test(t, frame_sums_are_checked);
	tcase_add_test(t, frame_cut_at_each_byte);
	tcase_add_test(t, frame_headers_are_checked);
	return suite_run("frame", t);
}
