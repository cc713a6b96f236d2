/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_packet.c -- TFTP packets, and text as netascii.
 *
 * All below are written in full (RFC 1350, 2347):
 *	0 1 name 0 mode 0 option 0 value 0 ...	RRQ; 0 2: WRQ
 *	0 3 block data			DATA
 *	0 4 block			ACK
 *	0 5 number text 0		ERROR
 */
#include "plugins/tftp/netascii.h"
#include "plugins/tftp/tftp.h"
#include "tests/unit/suite.h"
#include "tests/unit/tftp/octets.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static struct tftp_request parse(const char *bytes, size_t len)
{
	struct tftp_request r = { 0 };

	ck_assert_int_eq(tftp_parse_request((const uint8_t *)bytes, len, &r), TFTP_TAKEN);
	return r;
}

#define PARSE(s) parse((s), sizeof(s) - 1)

START_TEST(test_plain_request)
{
	struct tftp_request r = PARSE("\0\1term45.default.loads\0octet\0");

	ck_assert_int_eq(r.opcode, TFTP_RRQ);
	ck_assert_int_eq(r.mode, TFTP_MODE_OCTET);
	ck_assert_str_eq(r.name, "term45.default.loads");
	ck_assert_uint_eq(r.options.has, 0);
}
END_TEST

/* OS79XX.TXT of an ancient 79xx loader: 20 bytes where 19 suffice. */
START_TEST(test_stray_nul)
{
	struct tftp_request r = PARSE("\0\1OS79XX.TXT\0octet\0\0");

	ck_assert_uint_eq(r.options.has, 0);
	r = PARSE("\0\1a\0octet\0blksize\0001024\0\0\0\0");
	ck_assert_uint_eq(r.options.has, TFTP_HAS_BLKSIZE);
	ck_assert_uint_eq(r.options.blksize, 1024);
	r = PARSE("\0\1a\0octet\0\0blksize\0001024\0");
	ck_assert_uint_eq(r.options.has, 0);
}
END_TEST

START_TEST(test_modes)
{
	ck_assert_int_eq(PARSE("\0\1a\0OcTeT\0").mode, TFTP_MODE_OCTET);
	ck_assert_int_eq(PARSE("\0\1a\0NETASCII\0").mode, TFTP_MODE_NETASCII);
	ck_assert_int_eq(PARSE("\0\1a\0mail\0").mode, TFTP_MODE_OTHER);
	ck_assert_int_eq(PARSE("\0\1a\0\0").mode, TFTP_MODE_OTHER);
	ck_assert_int_eq(PARSE("\0\2a\0octet\0").opcode, TFTP_WRQ);
}
END_TEST

START_TEST(test_options)
{
	struct tftp_options o =
		PARSE("\0\1a\0octet\0BLKSIZE\0001428\0tsize\0000\0timeout\0005\0"
		      "windowsize\00016\0multicast\0\0").options;

	ck_assert_uint_eq(o.has, TFTP_HAS_BLKSIZE | TFTP_HAS_TSIZE | TFTP_HAS_TIMEOUT |
				 TFTP_HAS_WINDOW);
	ck_assert_uint_eq(o.blksize, 1428);
	ck_assert_uint_eq(o.timeout, 5);
	ck_assert_uint_eq(o.window, 16);
	ck_assert_uint_eq(o.tsize, 0);
}
END_TEST

static const struct {
	const char *name, *value;
	bool legal;
} option_values[] = {
	{ "blksize", "7", false },
	{ "blksize", "8", true },
	{ "blksize", "65464", true },
	{ "blksize", "65465", false },
	{ "blksize", "-1", false },
	{ "blksize", "+512", false },
	{ "blksize", " 512", false },
	{ "blksize", "512 ", false },
	{ "blksize", "abc", false },
	{ "blksize", "0x200", false },
	{ "blksize", "", false },
	{ "blksize", "4294967297", false },             /* 2^32 + 1 */
	{ "blksize", "4294967808", false },             /* 2^32 + 512 */
	{ "blksize", "18446744073709552128", false },   /* 2^64 + 512 */
	{ "blksize", "0512", true },
	{ "timeout", "0", false },
	{ "timeout", "1", true },
	{ "timeout", "255", true },
	{ "timeout", "256", false },
	{ "windowsize", "0", false },
	{ "windowsize", "1", true },
	{ "windowsize", "65535", true },
	{ "windowsize", "65536", false },
	{ "tsize", "0", true },
	{ "tsize", "18446744073709551615", true },
	{ "tsize", "18446744073709551616", false },
	{ "tsize", "-0", false },
};

START_TEST(test_option_value)
{
	char buf[128] = "\0\1a\0octet";
	size_t at = 10;
	struct tftp_request r;

	at += (size_t)snprintf(buf + at, sizeof(buf) - at, "%s", option_values[_i].name) + 1;
	at += (size_t)snprintf(buf + at, sizeof(buf) - at, "%s", option_values[_i].value) + 1;
	r = parse(buf, at);
	ck_assert_msg((r.options.has != 0) == option_values[_i].legal, "%s=%s",
		      option_values[_i].name, option_values[_i].value);
}
END_TEST

START_TEST(test_option_twice)
{
	ck_assert_uint_eq(PARSE("\0\1a\0octet\0blksize\0001024\0blksize\0002048\0").options.blksize,
			  1024);
	/* Also when the first was not legal. */
	ck_assert_uint_eq(PARSE("\0\1a\0octet\0blksize\0007\0blksize\0002048\0").options.has, 0);
}
END_TEST

START_TEST(test_option_cut)
{
	ck_assert_uint_eq(PARSE("\0\1a\0octet\0blksize").options.has, 0);
	ck_assert_uint_eq(PARSE("\0\1a\0octet\0blksize\0").options.has, 0);
	ck_assert_uint_eq(PARSE("\0\1a\0octet\0blksize\0001024").options.has, 0);
	ck_assert_uint_eq(PARSE("\0\1a\0octet\0tsize\0000\0blksize\0001024").options.has,
			  TFTP_HAS_TSIZE);
}
END_TEST

static enum tftp_drop drop(const uint8_t *data, size_t len)
{
	struct tftp_request r;

	return tftp_parse_request(data, len, &r);
}

START_TEST(test_malformed)
{
	char longest[300] = "\0\1";

	ck_assert_int_eq(drop(PACKET("")), TFTP_DROP_SHORT);
	ck_assert_int_eq(drop(PACKET("\0")), TFTP_DROP_SHORT);
	ck_assert_int_eq(drop(PACKET("\0\3\0\1")), TFTP_DROP_OPCODE);
	ck_assert_int_eq(drop(PACKET("\1\1a\0octet\0")), TFTP_DROP_OPCODE);
	ck_assert_int_eq(drop(PACKET("\0\1")), TFTP_DROP_NAME);
	ck_assert_int_eq(drop(PACKET("\0\1abc")), TFTP_DROP_NAME);
	ck_assert_int_eq(drop(PACKET("\0\1\0octet\0")), TFTP_DROP_NAME);
	ck_assert_int_eq(drop(PACKET("\0\1/\0octet\0")), TFTP_DROP_NAME);
	ck_assert_int_eq(drop(PACKET("\0\1   \0octet\0")), TFTP_DROP_NAME);
	ck_assert_int_eq(drop(PACKET("\0\1a\0")), TFTP_DROP_MODE);
	ck_assert_int_eq(drop(PACKET("\0\1a\0octet")), TFTP_DROP_MODE);
	memset(longest + 2, 'a', 256);
	memcpy(longest + 259, "octet", 6);
	ck_assert_int_eq(drop((uint8_t *)longest, 265), TFTP_DROP_TOO_LONG);
	longest[257] = '\0';
	ck_assert_int_eq(drop((uint8_t *)longest, 265), TFTP_TAKEN);
	for (enum tftp_drop d = 0; d < TFTP_DROP_COUNT; d++)
		ck_assert_ptr_nonnull(tftp_drop_str(d));
}
END_TEST

START_TEST(test_name_is_text)
{
	ck_assert_str_eq(PARSE("\0\1a\033[2Jb\n\0octet\0").name, "a?[2Jb?");
	ck_assert_str_eq(PARSE("\0\1OS79XX.TXT \0octet\0").name, "OS79XX.TXT");
}
END_TEST

START_TEST(test_bare_name)
{
	ck_assert_str_eq(tftp_bare_name("a.loads"), "a.loads");
	ck_assert_str_eq(tftp_bare_name("/a.loads"), "a.loads");
	ck_assert_str_eq(tftp_bare_name("//./a"), "a");
	ck_assert_str_eq(tftp_bare_name("\\a"), "a");
	ck_assert_str_eq(tftp_bare_name(".\\a"), "a");
	ck_assert_str_eq(tftp_bare_name("tftp:/a"), "a");
	ck_assert_str_eq(tftp_bare_name("TFTP:a"), "a");
	ck_assert_str_eq(tftp_bare_name(".hidden"), ".hidden");
	ck_assert_str_eq(tftp_bare_name("../a"), "../a");
	ck_assert_str_eq(tftp_bare_name("/../a"), "../a");
	ck_assert_str_eq(tftp_bare_name("tft"), "tft");
	ck_assert_str_eq(tftp_bare_name(""), "");
}
END_TEST

START_TEST(test_answers)
{
	struct tftp_answer a;

	ck_assert(tftp_parse_answer(PACKET("\0\4\377\376"), &a));
	ck_assert_int_eq(a.opcode, TFTP_ACK);
	ck_assert_uint_eq(a.number, 65534);
	ck_assert(tftp_parse_answer(PACKET("\0\4\0\1padding"), &a));
	ck_assert(tftp_parse_answer(PACKET("\0\5\0\0Checksum err\0"), &a));
	ck_assert_int_eq(a.opcode, TFTP_ERROR);
	ck_assert_str_eq(a.text, "Checksum err");
	ck_assert(tftp_parse_answer(PACKET("\0\5\0\3Write Error"), &a));
	ck_assert_str_eq(a.text, "Write Error");
	ck_assert(tftp_parse_answer(PACKET("\0\5\0\3"), &a));
	ck_assert_str_eq(a.text, "");
	ck_assert(!tftp_parse_answer(PACKET("\0\4\0"), &a));
	ck_assert(!tftp_parse_answer(PACKET(""), &a));
	ck_assert(!tftp_parse_answer(PACKET("\0\3\0\1"), &a));
	ck_assert(!tftp_parse_answer(PACKET("\1\4\0\1"), &a));
}
END_TEST

START_TEST(test_grant)
{
	struct tftp_options o = PARSE("\0\1a\0octet\0blksize\0009000\0windowsize\0001000\0"
				      "tsize\0000\0timeout\0009\0").options;
	struct tftp_options g = tftp_grant(&o, 1468, 64, 8000000000u);
	uint8_t buf[TFTP_OACK_MAX];
	static const char want[] = "\0\6blksize\0001468\0timeout\0009\0tsize\0008000000000\0"
				   "windowsize\00064";
	size_t n;

	ck_assert_uint_eq(g.blksize, 1468);
	ck_assert_uint_eq(g.window, 64);
	n = tftp_put_oack(buf, &g);
	ck_assert_uint_eq(n, sizeof(want));
	ck_assert_mem_eq(buf, want, n);
	/* Never above what was asked; at least 512 on whatever wire. */
	o.blksize = 300;
	ck_assert_uint_eq(tftp_grant(&o, 1468, 64, 1).blksize, 300);
	o.blksize = 1024;
	ck_assert_uint_eq(tftp_grant(&o, 100, 64, 1).blksize, 512);
	o.has = 0;
	g = tftp_grant(&o, 1468, 64, 1);
	ck_assert_uint_eq(g.blksize, 512);
	ck_assert_uint_eq(g.window, 1);
	ck_assert_uint_eq(g.timeout, 0);
}
END_TEST

START_TEST(test_largest_oack)
{
	struct tftp_options o = { .has = ~0u, .blksize = 65464, .timeout = 255, .window = 65535 };
	uint8_t buf[TFTP_OACK_MAX];

	o = tftp_grant(&o, 65464, 65535, UINT64_MAX);
	ck_assert_uint_le(tftp_put_oack(buf, &o), sizeof(buf));
}
END_TEST

START_TEST(test_error_packet)
{
	uint8_t buf[TFTP_ERROR_MAX];
	char text[300];

	ck_assert_uint_eq(tftp_put_error(buf, TFTP_E_NOT_FOUND, "no"), 7);
	ck_assert_mem_eq(buf, "\0\5\0\1no", 7);
	memset(text, 'x', sizeof(text));
	text[299] = '\0';
	ck_assert_uint_eq(tftp_put_error(buf, TFTP_E_FULL, text), sizeof(buf));
	ck_assert_uint_eq(buf[sizeof(buf) - 1], 0);
}
END_TEST

START_TEST(test_netascii)
{
	static const uint8_t in[] = "a\nb\r\nc\r";
	uint8_t out[32];
	uint64_t n = netascii_size(in, sizeof(in) - 1);

	ck_assert_uint_eq(n, 11);
	netascii_encode(in, sizeof(in) - 1, out);
	ck_assert_mem_eq(out, "a\r\nb\r\0\r\nc\r\0", 11);
	ck_assert_uint_eq(netascii_size(in, 0), 0);
}
END_TEST

int main(void)
{
	TCase *tc = tcase_create("packets");

	tcase_add_test(tc, test_plain_request);
	tcase_add_test(tc, test_stray_nul);
	tcase_add_test(tc, test_modes);
	tcase_add_test(tc, test_options);
	tcase_add_loop_test(tc, test_option_value, 0,
			    NR_ARRAY_SIZE(option_values));
	tcase_add_test(tc, test_option_twice);
	tcase_add_test(tc, test_option_cut);
	tcase_add_test(tc, test_malformed);
	tcase_add_test(tc, test_name_is_text);
	tcase_add_test(tc, test_bare_name);
	tcase_add_test(tc, test_answers);
	tcase_add_test(tc, test_grant);
	tcase_add_test(tc, test_largest_oack);
	tcase_add_test(tc, test_error_packet);
	tcase_add_test(tc, test_netascii);
	return suite_run("packets", tc);
}
