/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check_tftp.c -- the TFTP plugin: packets, the transfer machine with a clock of
 * its own, and the server on the loopback with a client that does everything
 * wrong that phones do.
 */
#include "plugins/listener/holder.h"
#include "plugins/listener/listener.h"
#include "plugins/tftp/netascii.h"
#include "plugins/tftp/tftp.h"
#include "plugins/tftp/session.h"
#include "plugins/tftp/transfer.h"
#include "tests/unit/tftp-core.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

extern const struct nr_plugin netrecover_plugin;

/* A packet written as a string literal, with the NULs inside. */
#define PACKET(s) (const uint8_t *)(s), sizeof(s) - 1

/* -- packets ----------------------------------------------------------------- */

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

/* -- the transfer machine ------------------------------------------------------ */

static struct transfer machine(uint64_t size, uint16_t blksize, uint16_t window)
{
	struct transfer_options o = { .blksize = blksize, .window = window, .patience = 120000 };
	struct transfer t;

	transfer_init(&t, &o, size, 0);
	return t;
}

static void expect(struct transfer_step s, enum transfer_verb verb, uint64_t first, unsigned count)
{
	ck_assert_int_eq(s.verb, verb);
	if (verb == TRANSFER_SEND) {
		ck_assert_uint_eq(s.first, first);
		ck_assert_uint_eq(s.count, count);
	}
}

#define SEND(first, count) TRANSFER_SEND, first, count
#define NOTHING TRANSFER_NOTHING, 0, 0
#define DONE TRANSFER_DONE, 0, 0

START_TEST(test_lock_step)
{
	struct transfer t = machine(1100, 512, 1);

	expect(transfer_start(&t, 0), SEND(1, 1));
	ck_assert_uint_eq(transfer_length(&t, 1), 512);
	expect(transfer_on_ack(&t, 1, 1), SEND(2, 1));
	ck_assert_uint_eq(transfer_offset(&t, 2), 512);
	ck_assert_uint_eq(transfer_bytes(&t), 512);
	expect(transfer_on_ack(&t, 2, 2), SEND(3, 1));
	ck_assert_uint_eq(transfer_length(&t, 3), 76);
	expect(transfer_on_ack(&t, 3, 3), DONE);
	ck_assert_uint_eq(transfer_bytes(&t), 1100);
}
END_TEST

START_TEST(test_exact_multiple)
{
	struct transfer t = machine(1024, 512, 1);

	ck_assert_uint_eq(t.last, 3);
	transfer_start(&t, 0);
	transfer_on_ack(&t, 1, 0);
	expect(transfer_on_ack(&t, 2, 0), SEND(3, 1));
	ck_assert_uint_eq(transfer_length(&t, 3), 0);
	expect(transfer_on_ack(&t, 3, 0), DONE);
}
END_TEST

START_TEST(test_empty_file)
{
	struct transfer t = machine(0, 512, 1);

	expect(transfer_start(&t, 0), SEND(1, 1));
	ck_assert_uint_eq(transfer_length(&t, 1), 0);
	expect(transfer_on_ack(&t, 1, 0), DONE);
	ck_assert_uint_eq(transfer_bytes(&t), 0);
}
END_TEST

/* Repeated, old and unknown ACKs bring nothing: no sorcerer's apprentice. */
START_TEST(test_foreign_acks)
{
	struct transfer t = machine(100000, 512, 1);

	transfer_start(&t, 0);
	expect(transfer_on_ack(&t, 0, 1), NOTHING);
	expect(transfer_on_ack(&t, 2, 1), NOTHING);
	expect(transfer_on_ack(&t, 65535, 1), NOTHING);
	expect(transfer_on_ack(&t, 1, 1), SEND(2, 1));
	for (int i = 0; i < 1000; i++)
		expect(transfer_on_ack(&t, 1, 2), NOTHING);
	expect(transfer_on_ack(&t, 0, 2), NOTHING);
	expect(transfer_on_ack(&t, 2, 3), SEND(3, 1));
	expect(transfer_on_ack(&t, 1, 3), NOTHING);
}
END_TEST

/* 140,000 blocks: the number on the wire goes 65535, 0, 1 twice. */
START_TEST(test_rollover)
{
	const uint16_t window = (uint16_t)_i;
	struct transfer t = machine(140000u * 8 - 3, 8, window);
	struct transfer_step s = transfer_start(&t, 0);
	uint64_t got = 0;
	unsigned wrong = 0;             /* an assertion for each block would take minutes */

	ck_assert_uint_eq(t.last, 140000);
	while (s.verb == TRANSFER_SEND && s.first == got + 1) {
		got += s.count;
		if (got > window)
			wrong += transfer_on_ack(&t, (uint16_t)(s.first - 1), 0).verb != TRANSFER_NOTHING;
		wrong += transfer_on_ack(&t, (uint16_t)(got + 1), 0).verb != TRANSFER_NOTHING;
		s = transfer_on_ack(&t, (uint16_t)got, 0);
	}
	ck_assert_uint_eq(wrong, 0);
	ck_assert_int_eq(s.verb, TRANSFER_DONE);
	ck_assert_uint_eq(got, 140000);
}
END_TEST

START_TEST(test_rollover_edge)
{
	struct transfer t = machine(70000u * 512, 512, 1);

	transfer_start(&t, 0);
	for (unsigned i = 1; i < 65535; i++)
		transfer_on_ack(&t, (uint16_t)i, 0);
	expect(transfer_on_ack(&t, 65535, 0), SEND(65536, 1));
	ck_assert_uint_eq(transfer_offset(&t, 65536), 65535u * 512);
	expect(transfer_on_ack(&t, 1, 0), NOTHING);
	expect(transfer_on_ack(&t, 65535, 0), NOTHING);
	expect(transfer_on_ack(&t, 0, 0), SEND(65537, 1));
	expect(transfer_on_ack(&t, 0, 0), NOTHING);
}
END_TEST

START_TEST(test_window)
{
	struct transfer t = machine(20 * 512, 512, 8);

	ck_assert_uint_eq(t.last, 21);
	expect(transfer_start(&t, 0), SEND(1, 8));
	expect(transfer_on_ack(&t, 8, 1), SEND(9, 8));
	expect(transfer_on_ack(&t, 8, 1), NOTHING);
	/* Block 12 was lost: the client says so with each that follows, once is enough. */
	expect(transfer_on_ack(&t, 11, 1), SEND(12, 8));
	for (int i = 0; i < 5; i++)
		expect(transfer_on_ack(&t, 11, 1), NOTHING);
	expect(transfer_on_ack(&t, 20, 1), NOTHING);    /* not sent yet */
	expect(transfer_on_ack(&t, 19, 2), SEND(20, 2));
	expect(transfer_on_ack(&t, 20, 2), SEND(21, 1));
	expect(transfer_on_ack(&t, 21, 2), DONE);
}
END_TEST

/* The first block of a window is lost: only the deadline repairs that. */
START_TEST(test_window_first_lost)
{
	struct transfer t = machine(20 * 512, 512, 4);

	transfer_start(&t, 0);
	transfer_on_ack(&t, 4, 0);
	expect(transfer_on_ack(&t, 4, 1), NOTHING);
	expect(transfer_on_timer(&t, transfer_next_deadline(&t)), SEND(5, 4));
	expect(transfer_on_ack(&t, 8, 500), SEND(9, 4));
}
END_TEST

START_TEST(test_oack)
{
	struct transfer_options o = { .blksize = 512, .window = 4, .oack = true, .patience = 9000 };
	struct transfer t;

	transfer_init(&t, &o, 5000, 0);
	expect(transfer_start(&t, 0), TRANSFER_SEND_OACK, 0, 0);
	expect(transfer_on_ack(&t, 1, 0), NOTHING);
	expect(transfer_on_timer(&t, 300), TRANSFER_SEND_OACK, 0, 0);
	expect(transfer_on_repeat(&t, 301), TRANSFER_SEND_OACK, 0, 0);
	expect(transfer_on_ack(&t, 0, 400), SEND(1, 4));
	expect(transfer_on_ack(&t, 0, 400), NOTHING);
	expect(transfer_on_repeat(&t, 401), NOTHING);
	expect(transfer_on_ack(&t, 4, 400), SEND(5, 4));
}
END_TEST

START_TEST(test_repeated_request)
{
	struct transfer t = machine(5000, 512, 1);

	transfer_start(&t, 0);
	expect(transfer_on_repeat(&t, 100), SEND(1, 1));
	/* Which of the two was it?  No measure is taken (Karn). */
	expect(transfer_on_ack(&t, 1, 5), SEND(2, 1));
	ck_assert(!t.measured);
	expect(transfer_on_repeat(&t, 100), NOTHING);
}
END_TEST

START_TEST(test_backoff)
{
	static const int64_t at[] = { 300, 900, 2100, 4500, 8500, 12500, 16500 };
	struct transfer t = machine(5000, 512, 1);

	transfer_start(&t, 0);
	expect(transfer_on_timer(&t, 299), NOTHING);
	for (size_t i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
		ck_assert_int_eq(transfer_next_deadline(&t), at[i]);
		expect(transfer_on_timer(&t, at[i]), SEND(1, 1));
	}
	expect(transfer_on_ack(&t, 1, 16600), SEND(2, 1));
	ck_assert(!t.measured);
	ck_assert_int_eq(transfer_next_deadline(&t), 20600);
	/* The first block that was sent once gives a measure, and the pace is back. */
	expect(transfer_on_ack(&t, 2, 16610), SEND(3, 1));
	ck_assert_int_eq(transfer_next_deadline(&t), 16810);
}
END_TEST

START_TEST(test_round_trip)
{
	struct transfer t = machine(1000000, 512, 1);
	int64_t now = 0;

	transfer_start(&t, now);
	now += 100;
	transfer_on_ack(&t, 1, now);
	ck_assert_uint_eq(t.rto, 300);          /* 100 + 4 * 50 */
	for (uint16_t b = 2; b < 100; b++)
		transfer_on_ack(&t, b, now += 100);
	ck_assert_uint_ge(t.rto, TRANSFER_RTO_MIN);
	ck_assert_uint_le(t.rto, 210);
	/* A slow spell widens it, up to the phone's own timer. */
	for (uint16_t b = 100; b < 110; b++)
		transfer_on_ack(&t, b, now += 3000);
	ck_assert_uint_gt(t.rto, 3000);
	ck_assert_uint_le(t.rto, TRANSFER_RTO_MAX);
}
END_TEST

/* A phone that writes flash says nothing for a minute, then goes on. */
START_TEST(test_patience)
{
	struct transfer t = machine(5000, 512, 1);
	struct transfer_step s;
	int64_t now = 0;
	unsigned sent = 0;

	transfer_start(&t, 0);
	transfer_on_ack(&t, 1, 10);
	for (;;) {
		now = transfer_next_deadline(&t);
		s = transfer_on_timer(&t, now);
		if (now > 60000 && sent < 1000) {
			struct transfer awake = t;

			expect(transfer_on_ack(&awake, 2, now + 1), SEND(3, 1));
		}
		if (s.verb != TRANSFER_SEND)
			break;
		sent++;
	}
	ck_assert_int_eq(s.verb, TRANSFER_GIVE_UP);
	ck_assert_int_eq(now, 120010);
	ck_assert_uint_gt(sent, 30);
	ck_assert_uint_lt(sent, 40);
}
END_TEST

START_TEST(test_agreed_timeout)
{
	struct transfer_options o = { .blksize = 512, .window = 1, .timeout = 60, .oack = true,
				      .patience = 120000 };
	struct transfer t;

	transfer_init(&t, &o, 5000, 0);
	transfer_start(&t, 0);
	transfer_on_ack(&t, 0, 10);
	for (int64_t i = 1; i < 4; i++) {
		ck_assert_int_eq(transfer_next_deadline(&t), 10 + i * 60000);
		expect(transfer_on_timer(&t, 10 + i * 60000), SEND(1, 1));
	}
	expect(transfer_on_timer(&t, 240010), TRANSFER_GIVE_UP, 0, 0);
}
END_TEST

/* A receiver of RFC 7440 behind a wire that loses one packet in five, both ways. */
START_TEST(test_lossy_wire)
{
	struct transfer t = machine(300000, 512, (uint16_t)_i);
	struct transfer_step s = transfer_start(&t, 0);
	uint64_t got = 0, acked = 0;
	uint32_t seed = 12345;
	int64_t now = 0;
	unsigned rounds = 0;

	while (s.verb != TRANSFER_DONE) {
		bool ack = false;

		ck_assert_uint_lt(rounds++, 100000);
		for (unsigned i = 0; s.verb == TRANSFER_SEND && i < s.count; i++) {
			seed = seed * 1103515245u + 12345u;
			if ((seed >> 16) % 5 == 0)
				continue;
			got += s.first + i == got + 1;
			ack = true;
		}
		seed = seed * 1103515245u + 12345u;
		now++;
		if (ack && (seed >> 16) % 5 != 0) {
			acked = got;
			s = transfer_on_ack(&t, (uint16_t)acked, now);
			if (s.verb != TRANSFER_NOTHING)
				continue;
		}
		now = transfer_next_deadline(&t);
		s = transfer_on_timer(&t, now);
		ck_assert_int_eq(s.verb, TRANSFER_SEND);
	}
	ck_assert_uint_eq(got, t.last);
}
END_TEST

/* -- the table of sessions ------------------------------------------------------- */

START_TEST(test_session_table)
{
	struct session_table t = { .count = 0 };
	struct sockaddr_in peer = { .sin_family = AF_INET };

	for (unsigned i = 0; i < SESSION_MAX; i++) {
		peer.sin_addr.s_addr = htonl(0x0a4d0000u + i / 2);
		peer.sin_port = htons((uint16_t)(1024 + i % 2));
		ck_assert_ptr_null(session_find(&t, &peer));
		ck_assert_ptr_nonnull(session_take(&t, &peer));
		ck_assert_ptr_nonnull(session_find(&t, &peer));
	}
	peer.sin_port = 0;
	ck_assert_ptr_null(session_take(&t, &peer));
	for (unsigned i = 0; i < SESSION_MAX; i++) {
		peer.sin_addr.s_addr = htonl(0x0a4d0000u + i / 2);
		peer.sin_port = htons((uint16_t)(1024 + i % 2));
		session_give_back(&t, session_find(&t, &peer));
		ck_assert_ptr_null(session_find(&t, &peer));
	}
	ck_assert_uint_eq(t.count, 0);
	ck_assert_ptr_null(session_any(&t));
	session_table_finish(&t);
}
END_TEST

/* -- the server ------------------------------------------------------------------- */

#define BIG 200000

static struct nr_instance core;
static uint16_t port;
static uint8_t content[BIG];
static struct core_file files[] = {
	{ "term45.default.loads", NR_SERVE, content, 1100, 0 },
	{ "big.sbn", NR_SERVE, content, BIG, 0 },
	{ "even.sbn", NR_SERVE, content, 1024, 0 },
	{ "empty", NR_SERVE, content, 0, 0 },
	{ "secret", NR_IGNORE, NULL, 0, 0 },
	{ NULL, NR_REFUSE, NULL, 0, 0 },
};

struct client {
	int fd;
	struct sockaddr_in to;          /* the server, then the transfer */
	uint8_t buf[2048];
	size_t len;
};

static uint16_t free_port(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	socklen_t n = sizeof(a);

	ck_assert_int_eq(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&a, &n), 0);
	close(fd);
	return ntohs(a.sin_port);
}

static void setup(void)
{
	for (size_t i = 0; i < BIG; i++)
		content[i] = (uint8_t)(i * 7 + i / 512);
	core_init(&core, netrecover_plugin.protocols[0], "lo", "127.0.0.1");
	core.files = files;
	port = free_port();
	core_set(&core, "port", port);
	ck_assert_int_eq(core.protocol->open(&core), 0);
	ck_assert_int_eq(core.protocol->start(&core), 0);
}

static void teardown(void)
{
	core_finish(&core);
	for (struct core_file *f = files; f->name; f++)
		ck_assert_int_eq(f->open, 0);
}

static struct client client_new(void)
{
	struct client c = { .to = { .sin_family = AF_INET,
				    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) } };
	struct sockaddr_in a = c.to;

	c.fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	ck_assert_int_eq(bind(c.fd, (struct sockaddr *)&a, sizeof(a)), 0);
	return c;
}

static void say(struct client *c, const uint8_t *data, size_t len)
{
	ck_assert_int_eq(sendto(c->fd, data, len, 0, (struct sockaddr *)&c->to, sizeof(c->to)),
			 (ssize_t)len);
}

static void request(struct client *c, const uint8_t *data, size_t len)
{
	c->to.sin_port = htons(port);
	say(c, data, len);
}

static void ack(struct client *c, unsigned block)
{
	uint8_t p[] = { 0, TFTP_ACK, (uint8_t)(block >> 8), (uint8_t)block };

	say(c, p, sizeof(p));
}

/* Let the server work until a packet comes; false when none does in @ms. */
static bool hear(struct client *c, int ms)
{
	struct pollfd p = { .fd = c->fd, .events = POLLIN };
	socklen_t n = sizeof(c->to);

	for (int i = 0; i <= ms; i++) {
		ev_run(core.loop, EVRUN_NOWAIT);
		if (poll(&p, 1, i < ms ? 1 : 0) == 1) {
			ssize_t len = recvfrom(c->fd, c->buf, sizeof(c->buf), 0,
					       (struct sockaddr *)&c->to, &n);

			ck_assert_int_ge(len, 4);
			c->len = (size_t)len;
			return true;
		}
	}
	return false;
}

#define SOON 5000

/* What is handled in the turns of the loop that are due now brings no answer. */
static void hear_nothing(struct client *c)
{
	ck_assert(!hear(c, 20));
}

static unsigned heard(const struct client *c)
{
	return (unsigned)(c->buf[2] << 8 | c->buf[3]);
}

static void expect_data(struct client *c, unsigned block, size_t len)
{
	ck_assert(hear(c, SOON));
	ck_assert_uint_eq(c->buf[1], TFTP_DATA);
	ck_assert_uint_eq(heard(c), block);
	ck_assert_uint_eq(c->len, 4 + len);
	ck_assert_uint_ne(ntohs(c->to.sin_port), port);
}

static void expect_error(struct client *c, unsigned code)
{
	ck_assert(hear(c, SOON));
	ck_assert_uint_eq(c->buf[1], TFTP_ERROR);
	ck_assert_uint_eq(heard(c), code);
	ck_assert_uint_ne(ntohs(c->to.sin_port), port);
}

/* Turn the loop until the plugin has told @deed @times. */
static void until(enum nr_deed deed, unsigned times)
{
	for (int i = 0; i < SOON && core.counts[deed] < times; i++) {
		ev_run(core.loop, EVRUN_NOWAIT);
		poll(NULL, 0, core.counts[deed] < times);
	}
	ck_assert_uint_eq(core.counts[deed], times);
}

static const struct core_deed *last_deed(void)
{
	return &core.deeds[core.deed_count - 1];
}

#define RRQ(name) PACKET("\0\1" name "\0octet\0")

START_TEST(test_serve)
{
	struct client c = client_new();

	request(&c, RRQ("TFTP:/term45.default.loads"));
	expect_data(&c, 1, 512);
	ck_assert_mem_eq(c.buf + 4, content, 512);
	ck_assert_str_eq(core.sighted, "term45.default.loads");
	ck_assert_str_eq(core.wanted, "term45.default.loads");
	ck_assert_int_eq(core.deeds[0].deed, NR_FILE_STARTED);
	ck_assert_uint_eq(core.deeds[0].phone, CORE_PHONE);
	ck_assert_uint_eq(core.deeds[0].total, 1100);
	ack(&c, 1);
	expect_data(&c, 2, 512);
	ack(&c, 2);
	expect_data(&c, 3, 76);
	ck_assert_mem_eq(c.buf + 4, content + 1024, 76);
	ck_assert_uint_eq(core.counts[NR_FILE_SENT], 0);
	ack(&c, 3);
	until(NR_FILE_SENT, 1);
	ck_assert_uint_eq(last_deed()->bytes, 1100);
	ck_assert_int_eq(files[0].open, 0);
	/* The port is closed at once. */
	ack(&c, 3);
	hear_nothing(&c);
	close(c.fd);
}
END_TEST

START_TEST(test_serve_ends)
{
	struct client c = client_new();

	request(&c, RRQ("even.sbn"));
	expect_data(&c, 1, 512);
	ack(&c, 1);
	expect_data(&c, 2, 512);
	ack(&c, 2);
	expect_data(&c, 3, 0);
	ack(&c, 3);
	until(NR_FILE_SENT, 1);
	request(&c, RRQ("empty"));
	expect_data(&c, 1, 0);
	ack(&c, 1);
	until(NR_FILE_SENT, 2);
	close(c.fd);
}
END_TEST

START_TEST(test_refused)
{
	struct client c = client_new();

	request(&c, RRQ("CTLSEP001B54AA0001.tlv"));
	expect_error(&c, TFTP_E_NOT_FOUND);
	request(&c, RRQ("secret"));
	hear_nothing(&c);
	request(&c, PACKET("\0\1big.sbn\0mail\0"));
	expect_error(&c, TFTP_E_ILLEGAL);
	ck_assert_uint_eq(core.deed_count, 0);
	close(c.fd);
}
END_TEST

START_TEST(test_write_request)
{
	struct client c = client_new();

	request(&c, PACKET("\0\2big.sbn\0octet\0"));
	expect_error(&c, TFTP_E_ACCESS);
	request(&c, PACKET("\0\2new\0octet\0"));
	expect_error(&c, TFTP_E_ACCESS);
	request(&c, PACKET("\0\2secret\0octet\0"));
	hear_nothing(&c);
	ck_assert_str_eq(core.sighted, "");
	close(c.fd);
}
END_TEST

START_TEST(test_malformed_requests)
{
	struct client c = client_new();
	uint8_t large[1500] = { 0, 1, 'a' };

	request(&c, PACKET("\0\3\0\1data"));
	request(&c, PACKET("\0\4\0\1"));
	request(&c, PACKET("\0\5\0\1x\0"));
	request(&c, PACKET("\0\11x"));
	request(&c, PACKET("\0\1big.sbn"));
	request(&c, PACKET("x"));
	request(&c, PACKET(""));
	request(&c, large, sizeof(large));
	hear_nothing(&c);
	ck_assert_uint_eq(core.asked, 0);
	ck_assert_uint_eq(core.sightings, 0);
	request(&c, RRQ("empty"));
	expect_data(&c, 1, 0);
	ack(&c, 1);
	until(NR_FILE_SENT, 1);
	close(c.fd);
}
END_TEST

START_TEST(test_options_served)
{
	static const char oack[] = "\0\6blksize\0001024\0tsize\000200000\0windowsize\0004";
	struct client c = client_new();

	request(&c, PACKET("\0\1big.sbn\0octet\0tsize\0000\0blksize\0001024\0windowsize\0004\0"
			   "timeout\0000\0unknown\0x\0"));
	ck_assert(hear(&c, SOON));
	ck_assert_uint_eq(c.len, sizeof(oack));
	ck_assert_mem_eq(c.buf, oack, sizeof(oack));
	ack(&c, 0);
	for (unsigned block = 1; block <= 196; block++) {
		expect_data(&c, block, block < 196 ? 1024 : 320);
		ck_assert_mem_eq(c.buf + 4, content + (block - 1) * 1024, c.len - 4);
		if (block % 4 == 0)
			ack(&c, block);
	}
	until(NR_FILE_SENT, 1);
	ck_assert_uint_eq(core.counts[NR_FILE_MOVED], 3);
	close(c.fd);
}
END_TEST

/* Nothing legal was asked for: no OACK, 512 bytes. */
START_TEST(test_no_oack)
{
	struct client c = client_new();

	request(&c, PACKET("\0\1big.sbn\0octet\0blksize\0007\0windowsize\0-1\0x\0y\0"));
	expect_data(&c, 1, 512);
	close(c.fd);
}
END_TEST

START_TEST(test_same_request_again)
{
	struct client c = client_new();
	struct sockaddr_in first;

	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	first = c.to;
	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	ck_assert_uint_eq(c.to.sin_port, first.sin_port);
	ck_assert_uint_eq(core.counts[NR_FILE_STARTED], 1);
	/* Two first blocks, two ACKs: one second block. */
	ack(&c, 1);
	ack(&c, 1);
	expect_data(&c, 2, 512);
	hear_nothing(&c);
	/* Once a block was confirmed it is a new request. */
	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	ck_assert_uint_eq(core.counts[NR_FILE_STARTED], 2);
	ck_assert_uint_eq(core.counts[NR_FILE_FAILED], 1);
	ck_assert_int_eq(files[1].open, 1);
	close(c.fd);
}
END_TEST

/* A 7921 uses port 1024 for every file. */
START_TEST(test_one_port_for_all)
{
	struct client c = client_new();
	struct sockaddr_in old;

	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	old = c.to;
	request(&c, RRQ("even.sbn"));
	expect_data(&c, 1, 512);
	ck_assert_uint_eq(core.counts[NR_FILE_FAILED], 1);
	ck_assert_int_eq(files[1].open, 0);
	ack(&c, 1);
	expect_data(&c, 2, 512);
	c.to = old;
	ack(&c, 1);
	hear_nothing(&c);
	close(c.fd);
}
END_TEST

START_TEST(test_stranger_in_transfer)
{
	struct client c = client_new(), stranger = client_new();

	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	stranger.to = c.to;
	ack(&stranger, 1);
	hear_nothing(&stranger);
	hear_nothing(&c);
	ack(&c, 1);
	expect_data(&c, 2, 512);
	close(c.fd);
	close(stranger.fd);
}
END_TEST

START_TEST(test_client_error)
{
	struct client c = client_new();

	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	say(&c, PACKET("\0\5\0\0Checksum err\0"));
	until(NR_FILE_FAILED, 1);
	ck_assert_str_eq(last_deed()->why, "Checksum err");
	ck_assert_str_eq(last_deed()->what, "big.sbn");
	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	say(&c, PACKET("\0\5\0\10"));
	until(NR_FILE_FAILED, 2);
	ck_assert_str_eq(last_deed()->why, "the client's error 8");
	close(c.fd);
}
END_TEST

START_TEST(test_client_gone)
{
	struct client c = client_new();

	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	close(c.fd);
	until(NR_FILE_FAILED, 1);       /* at the first resend */
	ck_assert_str_eq(last_deed()->why, "port closed");
}
END_TEST

START_TEST(test_resend)
{
	struct client c = client_new();

	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	expect_data(&c, 1, 512);
	ack(&c, 1);
	expect_data(&c, 2, 512);
	expect_data(&c, 2, 512);
	ack(&c, 1);
	ack(&c, 2);
	expect_data(&c, 3, 512);
	close(c.fd);
}
END_TEST

START_TEST(test_timeout)
{
	struct client c = client_new();

	core_set(&core, "patience", 1);
	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	until(NR_FILE_FAILED, 1);
	ck_assert_str_eq(last_deed()->why, "timeout");
	close(c.fd);
}
END_TEST

START_TEST(test_netascii_served)
{
	static uint8_t text[] = "one\ntwo\r\n";
	struct core_file of_text[] = { { "t", NR_SERVE, text, 9, 0 }, { NULL, NR_REFUSE, NULL, 0, 0 } };
	struct client c = client_new();

	core.files = of_text;
	request(&c, PACKET("\0\1t\0NetASCII\0tsize\0000\0"));
	ck_assert(hear(&c, SOON));
	ck_assert_mem_eq(c.buf, "\0\6tsize\00012", c.len);
	ack(&c, 0);
	expect_data(&c, 1, 12);
	ck_assert_mem_eq(c.buf + 4, "one\r\ntwo\r\0\r\n", 12);
	ack(&c, 1);
	until(NR_FILE_SENT, 1);
	ck_assert_uint_eq(last_deed()->total, 9);
	ck_assert_int_eq(of_text[0].open, 0);
	close(c.fd);
}
END_TEST

/* 200 phones ask in one moment: each gets its first block, once. */
START_TEST(test_storm)
{
	static struct client phones[200];

	for (size_t i = 0; i < 200; i++) {
		phones[i] = client_new();
		request(&phones[i], RRQ("even.sbn"));
	}
	for (size_t i = 0; i < 200; i++)
		expect_data(&phones[i], 1, 512);
	ck_assert_uint_eq(core.counts[NR_FILE_STARTED], 200);
	for (size_t i = 0; i < 200; i++)
		close(phones[i].fd);
}
END_TEST

START_TEST(test_stop_in_transfer)
{
	struct client c = client_new();

	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	core.protocol->stop(&core);
	ck_assert_str_eq(last_deed()->why, "the bench stopped");
	ck_assert_int_eq(core.protocol->open(&core), 0);
	expect_error(&c, TFTP_E_UNDEFINED);
	close(c.fd);
}
END_TEST

START_TEST(test_passive)
{
	core.protocol->stop(&core);
	core.bench.passive = true;
	ck_assert_int_eq(core.protocol->open(&core), 0);
	ck_assert_int_eq(core.protocol->start(&core), 0);
}
END_TEST

START_TEST(test_port_taken)
{
	struct nr_instance second;
	char mine[32];

	core_init(&second, netrecover_plugin.protocols[0], "lo", "127.0.0.1");
	core_set(&second, "port", port);
	ck_assert_int_eq(second.protocol->open(&second), -EADDRINUSE);
	snprintf(mine, sizeof(mine), "(process %d)", (int)getpid());
	ck_assert_msg(strstr(second.log, mine), "%s", second.log);
	core_finish(&second);
}
END_TEST

START_TEST(test_nobody_holds)
{
	struct in_addr a = { htonl(INADDR_LOOPBACK) };
	char buf[64];

	holder_find(LISTENER_UDP, a, free_port(), buf, sizeof(buf));
	ck_assert_str_eq(buf, "another program");
}
END_TEST

static TCase *packets(void)
{
	TCase *tc = tcase_create("packets");

	tcase_add_test(tc, test_plain_request);
	tcase_add_test(tc, test_stray_nul);
	tcase_add_test(tc, test_modes);
	tcase_add_test(tc, test_options);
	tcase_add_loop_test(tc, test_option_value, 0,
			    sizeof(option_values) / sizeof(option_values[0]));
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
	return tc;
}

static TCase *transfers(void)
{
	TCase *tc = tcase_create("transfers");

	tcase_add_test(tc, test_lock_step);
	tcase_add_test(tc, test_exact_multiple);
	tcase_add_test(tc, test_empty_file);
	tcase_add_test(tc, test_foreign_acks);
	tcase_add_loop_test(tc, test_rollover, 1, 4);
	tcase_add_test(tc, test_rollover_edge);
	tcase_add_test(tc, test_window);
	tcase_add_test(tc, test_window_first_lost);
	tcase_add_test(tc, test_oack);
	tcase_add_test(tc, test_repeated_request);
	tcase_add_test(tc, test_backoff);
	tcase_add_test(tc, test_round_trip);
	tcase_add_test(tc, test_patience);
	tcase_add_test(tc, test_agreed_timeout);
	tcase_add_loop_test(tc, test_lossy_wire, 1, 9);
	tcase_add_test(tc, test_session_table);
	return tc;
}

static TCase *server(void)
{
	TCase *tc = tcase_create("server");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, test_serve);
	tcase_add_test(tc, test_serve_ends);
	tcase_add_test(tc, test_refused);
	tcase_add_test(tc, test_write_request);
	tcase_add_test(tc, test_malformed_requests);
	tcase_add_test(tc, test_options_served);
	tcase_add_test(tc, test_no_oack);
	tcase_add_test(tc, test_same_request_again);
	tcase_add_test(tc, test_one_port_for_all);
	tcase_add_test(tc, test_stranger_in_transfer);
	tcase_add_test(tc, test_client_error);
	tcase_add_test(tc, test_client_gone);
	tcase_add_test(tc, test_resend);
	tcase_add_test(tc, test_timeout);
	tcase_add_test(tc, test_netascii_served);
	tcase_add_test(tc, test_storm);
	tcase_add_test(tc, test_stop_in_transfer);
	tcase_add_test(tc, test_passive);
	tcase_add_test(tc, test_port_taken);
	tcase_add_test(tc, test_nobody_holds);
	return tc;
}

int main(void)
{
	Suite *s = suite_create("tftp");
	SRunner *sr = srunner_create(s);
	int failed;

	suite_add_tcase(s, packets());
	suite_add_tcase(s, transfers());
	suite_add_tcase(s, server());
	srunner_run_all(sr, CK_NORMAL);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? 1 : 0;
}
