/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_recorder.c -- the captures of phones: blocks are read back one by one;
 * whose frames they are, where comments stand, limits, and disks that are full.
 */
/* with plugins/pcap/recorder.c */
#include <config.h>

#include "plugins/pcap/pcapng.h"
#include "plugins/pcap/recorder.h"
#include "tests/unit/frames.h"
#include "tests/unit/scratch.h"
#include "tests/unit/verbs.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <signal.h>
#include <sys/resource.h>

#define BENCH "02:00:00:00:00:01"
#define PHONE "00:1b:54:aa:00:01"
#define PHONE_NAME "SEP001B54AA0001"
#define OTHER "00:1b:54:aa:00:02"
#define LAPTOP "02:00:00:00:00:99"

static const struct nr_mac phone = { { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 } };
static const struct nr_mac other = { { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x02 } };

static struct wire w;
static struct nr_instance instance;
static struct recorder recorder;
static double now;

/* -- reading back ---------------------------------------------------------------- */

static uint8_t file[4 << 20];
static size_t file_size;

static uint32_t u32(size_t at)
{
	uint32_t v;

	ck_assert_uint_le(at + 4, file_size);
	memcpy(&v, file + at, 4);
	return v;
}

static uint16_t u16(size_t at)
{
	uint16_t v;

	ck_assert_uint_le(at + 2, file_size);
	memcpy(&v, file + at, 2);
	return v;
}

static size_t padded(size_t n)
{
	return (n + 3) / 4 * 4;
}

/* The value of an option between @at and @end, as text; "": not there. */
static const char *option(size_t at, size_t end, unsigned code, char text[1100])
{
	text[0] = '\0';
	while (at + 4 <= end && u16(at) != 0) {
		size_t n = u16(at + 2);

		ck_assert_uint_le(n, end - at - 4);
		if (u16(at) == code)
			snprintf(text, 1100, "%.*s", (int)n, (const char *)file + at + 4);
		at += 4 + padded(n);
	}
	ck_assert_uint_eq(at + 4, end);         /* it ends with the end of options */
	return text;
}

static size_t block_end(size_t at)
{
	uint32_t length = u32(at + 4);

	ck_assert_uint_eq(length % 4, 0);
	ck_assert_uint_ge(length, 12);
	ck_assert_uint_le(length, file_size - at);
	ck_assert_uint_eq(u32(at + length - 4), length);
	return at + length;
}

/* Section and interface; returns where the first packet stands. */
static size_t check_head(void)
{
	size_t at = block_end(0);
	char text[1100];

	ck_assert_uint_eq(u32(0), 0x0a0d0d0a);
	ck_assert_uint_eq(u32(8), 0x1a2b3c4d);
	ck_assert_uint_eq(u16(12), 1);
	ck_assert_uint_eq(u16(14), 0);
	ck_assert_str_eq(option(24, at - 4, 4, text), PACKAGE_STRING);
	ck_assert_uint_eq(u32(at), 1);
	ck_assert_uint_eq(u16(at + 8), 1);
	ck_assert_uint_eq(u32(at + 12), 2048);
	ck_assert_str_eq(option(at + 16, block_end(at) - 4, 2, text), "eth1");
	return block_end(at);
}

static bool read_file(const char *name)
{
	FILE *f = fopen(scratch_path(name), "r");

	if (!f)
		return false;
	file_size = fread(file, 1, sizeof(file), f);
	fclose(f);
	return true;
}

/* "in 60 cdp text|out 342|...": each packet with its comment. */
static const char *packets(const char *name)
{
	static char said[8192];
	char comment[1100], flags[1100];
	size_t at, n = 0;

	said[0] = '\0';
	if (!read_file(name))
		return "no file";
	for (at = check_head(); at < file_size; at = block_end(at)) {
		size_t captured = u32(at + 20), options = at + 28 + padded(captured);

		ck_assert_uint_eq(u32(at), 6);
		ck_assert_uint_eq(u32(at + 8), 0);
		option(options, block_end(at) - 4, 1, comment);
		option(options, block_end(at) - 4, 2, flags);
		n += (size_t)snprintf(said + n, sizeof(said) - n, "%s%s%s%s", n ? "|" : "",
				      flags[0] == 2 ? "out" : "in", comment[0] ? " " : "", comment);
	}
	return said;
}

/* -- writing --------------------------------------------------------------------- */

static void start_recorder(void)
{
	int fd = open(scratch, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(recorder_init(&recorder, fd), 0);
	recorder.self = &instance;
	snprintf(recorder.interface, sizeof(recorder.interface), "eth1");
	recorder.us = (struct nr_mac){ { 2, 0, 0, 0, 0, 1 } };
	recorder.snaplen = 2048;
	recorder.limit = 1 << 20;
	now = 1000;
}

static void setup(void)
{
	memset(&instance, 0, sizeof(instance));
	scratch_setup();
	start_recorder();
}

static void frame(void)
{
	struct recorder_frame f = { .data = w.data, .captured = (uint32_t)w.len,
				    .length = (uint32_t)w.len, .at = 1700000000123456 };

	recorder_frame(&recorder, &f, now);
}

static void announce(const char *mac)
{
	cdp_phone(&w, mac, "SEP", "0.0.0.0", 0x490, "SCCP45.8-3-3S", "Cisco IP Phone 7945");
	frame();
}

static void request(const char *mac)
{
	tftp_request(&w, mac, "10.77.0.10", "10.77.0.1", "x");
	frame();
}

/* What the bench sends to the phone. */
static void answer(const char *mac)
{
	udp_begin(&w, BENCH, "10.77.0.1", "10.77.0.10", 50000);
	ip_end(&w);
	memmove(w.data, (uint8_t[6]){ 0 }, 6);
	for (int i = 0; i < 6; i++)
		w.data[i] = (uint8_t)strtoul(mac + i * 3, NULL, 16);
	frame();
}

static void pass(double seconds)
{
	now += seconds;
	recorder_flush(&recorder, now);
}

START_TEST(block_by_block)
{
	uint8_t out[256], payload[5] = { 1, 2, 3, 4, 5 };
	struct pcapng_packet p = { .at = 0x0005060708090a0bull, .data = payload, .captured = 5,
				   .length = 1500, .comment = "abc" };
	/*
	 * pcapng, enhanced packet block, on a machine with the low byte first
	 *   type 6, length 60, interface 0
	 *   time 00050607 08090a0b: the high word first
	 *   5 bytes captured of 1500: 01 02 03 04 05, and 3 of padding
	 *   option 1 (comment), 3 bytes: "abc", and 1 of padding
	 *   option 2 (flags), 4 bytes: 1, inbound
	 *   option 0 (end), length 60 again
	 */
	static const uint8_t little[] = {
		6, 0, 0, 0, 60, 0, 0, 0, 0, 0, 0, 0, 0x07, 0x06, 0x05, 0, 0x0b, 0x0a, 0x09, 0x08,
		5, 0, 0, 0, 0xdc, 5, 0, 0, 1, 2, 3, 4, 5, 0, 0, 0, 1, 0, 3, 0, 'a', 'b', 'c', 0,
		2, 0, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0, 60, 0, 0, 0,
	};

	ck_assert_uint_eq(pcapng_packet_size(&p), 60);
	ck_assert_uint_eq(pcapng_packet(out, sizeof(out), &p), 60);
	if (*(const uint8_t *)&(uint16_t){ 1 } == 1)
		ck_assert_mem_eq(out, little, 60);
	for (size_t n = 0; n < 60; n++)
		ck_assert_uint_eq(pcapng_packet(out, n, &p), 0);
	ck_assert_uint_eq(pcapng_packet(out, 60, &p), 60);
	p.comment = NULL;
	p.captured = 0;
	ck_assert_uint_eq(pcapng_packet(out, sizeof(out), &p), pcapng_packet_size(&p));
	for (size_t n = 0; n < PCAPNG_SECTION_MAX; n++)
		pcapng_section(out, n < sizeof(out) ? n : sizeof(out), "netrecover", "eth1", 2048);
	recorder_finish(&recorder);
}
END_TEST

START_TEST(long_texts_are_cut)
{
	static char text[3000];
	uint8_t out[2000], section[PCAPNG_SECTION_MAX];
	struct pcapng_packet p = { .data = out, .comment = text };

	memset(text, 'x', sizeof(text) - 1);
	ck_assert_uint_eq(pcapng_packet(out, sizeof(out), &p), 44 + 4 + PCAPNG_COMMENT_MAX);
	ck_assert_uint_ne(pcapng_section(section, sizeof(section), text, text, 1), 0);
	recorder_finish(&recorder);
}
END_TEST

START_TEST(comments_stand_on_their_packets)
{
	announce(PHONE);
	recorder_believed(&recorder, &phone, NR_SOURCE_CDP, "model 7945, by CDP platform", now);
	recorder_believed(&recorder, &phone, NR_SOURCE_CDP, "runs SCCP45.8-3-3S, by CDP", now);
	request(PHONE);
	answer(PHONE);
	ck_assert_str_eq(packets(PHONE_NAME ".pcapng"), "no file");
	ck_assert(recorder_waits(&recorder));
	pass(0.3);
	ck_assert(!recorder_waits(&recorder));
	ck_assert_str_eq(packets(PHONE_NAME ".pcapng"),
			 "in model 7945, by CDP platform\nruns SCCP45.8-3-3S, by CDP|in|out");
	announce(PHONE);
	recorder_finish(&recorder);
	ck_assert_ptr_nonnull(strstr(packets(PHONE_NAME ".pcapng"), "|in|out|in"));
	ck_assert_str_eq(instance.log, "");
}
END_TEST

/* Another plugin heard the packet first. */
START_TEST(a_comment_waits_for_its_packet)
{
	announce(PHONE);
	recorder_believed(&recorder, &phone, NR_SOURCE_TFTP, "asks", now);
	announce(PHONE);
	request(PHONE);
	pass(1);
	ck_assert_str_eq(packets(PHONE_NAME ".pcapng"), "in|in|in asks");
	recorder_believed(&recorder, &phone, NR_SOURCE_SCCP, "says", now);
	now += 0.3;
	announce(PHONE);                /* its packet never came: the next one will do */
	pass(1);
	ck_assert_str_eq(packets(PHONE_NAME ".pcapng"), "in|in|in asks|in says");
	recorder_finish(&recorder);
}
END_TEST

START_TEST(nobody_else_is_recorded)
{
	for (int i = 0; i < 2000; i++)
		request(LAPTOP);
	answer(LAPTOP);
	request(BENCH);
	ck_assert(!recorder_waits(&recorder));
	pass(1);
	announce(PHONE);
	announce(OTHER);
	recorder_believed(&recorder, &phone, NR_SOURCE_CDP, "a phone, by CDP", now);
	pass(1);
	ck_assert_str_eq(packets("SEP020000000099.pcapng"), "no file");
	ck_assert_str_eq(packets("SEP020000000001.pcapng"), "no file");
	ck_assert_str_eq(packets("SEP001B54AA0002.pcapng"), "no file");
	ck_assert_str_eq(packets(PHONE_NAME ".pcapng"), "in a phone, by CDP");
	recorder_believed(&recorder, &other, NR_SOURCE_CDP, "a phone, by CDP", now);
	pass(1);                        /* what came before it was known */
	ck_assert_str_eq(packets("SEP001B54AA0002.pcapng"), "in a phone, by CDP");
	recorder_finish(&recorder);
}
END_TEST

START_TEST(broadcasts_go_to_whom_they_are_for)
{
	request(PHONE);
	recorder_believed(&recorder, &phone, NR_SOURCE_TFTP, "a phone", now);
	arp(&w, 1, BENCH, "10.77.0.1", "10.77.0.10");
	frame();
	arp(&w, 1, BENCH, "10.77.0.1", "10.77.0.99");   /* somebody else */
	frame();
	dhcp_phone(&w, PHONE, "x", NULL);
	w.data[36] = 0;                                 /* to the client's port */
	w.data[37] = 68;
	/* Ethernet: to ff:ff:ff:ff:ff:ff, from 02:00:00:00:00:01 */
	memcpy(w.data, "\xff\xff\xff\xff\xff\xff\x02\0\0\0\0\x01", 12);
	frame();
	pass(1);
	ck_assert_str_eq(packets(PHONE_NAME ".pcapng"), "in a phone|out|out");
	recorder_finish(&recorder);
}
END_TEST

START_TEST(a_new_name_for_each_run)
{
	announce(PHONE);
	recorder_believed(&recorder, &phone, NR_SOURCE_CDP, "one", now);
	recorder_finish(&recorder);
	start_recorder();
	announce(PHONE);
	recorder_believed(&recorder, &phone, NR_SOURCE_CDP, "two", now);
	recorder_finish(&recorder);
	ck_assert_str_eq(packets(PHONE_NAME ".pcapng"), "in one");
	ck_assert_str_eq(packets(PHONE_NAME "-2.pcapng"), "in two");
}
END_TEST

START_TEST(the_limit_is_kept)
{
	struct stat st;

	recorder.limit = 4096;
	announce(PHONE);
	recorder_believed(&recorder, &phone, NR_SOURCE_CDP, "a phone", now);
	for (int i = 0; i < 100; i++) {
		announce(PHONE);
		pass(0.3);
	}
	ck_assert_int_eq(stat(scratch_path(PHONE_NAME ".pcapng"), &st), 0);
	ck_assert_int_le(st.st_size, 4096);
	ck_assert_int_gt(st.st_size, 3500);
	packets(PHONE_NAME ".pcapng");
	ck_assert_ptr_nonnull(strstr(instance.log, "no more of this phone is recorded (capture-limit)"));
	ck_assert_ptr_eq(strchr(instance.log, '\n'), strrchr(instance.log, '\n'));
	recorder_finish(&recorder);
}
END_TEST

/* As on a full disk: a write that ends in the middle of a block. */
START_TEST(a_full_disk_leaves_a_sound_file)
{
	struct rlimit before, small;

	getrlimit(RLIMIT_FSIZE, &before);
	small = (struct rlimit){ 1000, before.rlim_max };
	signal(SIGXFSZ, SIG_IGN);
	announce(PHONE);
	recorder_believed(&recorder, &phone, NR_SOURCE_CDP, "a phone", now);
	pass(1);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	for (int i = 0; i < 20; i++)
		announce(PHONE);
	pass(1);
	announce(PHONE);
	pass(1);
	setrlimit(RLIMIT_FSIZE, &before);
	recorder_finish(&recorder);
	ck_assert_str_eq(packets(PHONE_NAME ".pcapng"), "in a phone");
	ck_assert_ptr_nonnull(strstr(instance.log, PHONE_NAME ".pcapng: the disk is full; no more of"));
	ck_assert_ptr_eq(strchr(instance.log, '\n'), strrchr(instance.log, '\n'));
}
END_TEST

/* A flood of senders costs a bounded amount, and no phone its place. */
START_TEST(a_flood_of_senders)
{
	char mac[18];

	announce(PHONE);
	recorder_believed(&recorder, &phone, NR_SOURCE_CDP, "a phone", now);
	for (int i = 0; i < 5000; i++) {
		snprintf(mac, sizeof(mac), "02:11:22:33:%02x:%02x", i >> 8, i & 255);
		request(mac);
	}
	announce(PHONE);
	pass(1);
	ck_assert_str_eq(packets(PHONE_NAME ".pcapng"), "in a phone|in");
	recorder_finish(&recorder);
}
END_TEST

START_TEST(frames_that_break_off)
{
	struct recorder_frame f = { .data = w.data, .at = 1 };

	recorder_believed(&recorder, &phone, NR_SOURCE_CDP, "a phone", now);
	dhcp_phone(&w, PHONE, "x", NULL);
	w.data[36] = 0;
	w.data[37] = 68;
	for (size_t n = 0; n < w.len; n++) {
		f.captured = f.length = (uint32_t)n;
		recorder_frame(&recorder, &f, now);
	}
	recorder_finish(&recorder);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("captures");

	tcase_add_checked_fixture(t, setup, scratch_teardown);
	tcase_add_test(t, block_by_block);
	tcase_add_test(t, long_texts_are_cut);
	tcase_add_test(t, comments_stand_on_their_packets);
	tcase_add_test(t, a_comment_waits_for_its_packet);
	tcase_add_test(t, nobody_else_is_recorded);
	tcase_add_test(t, broadcasts_go_to_whom_they_are_for);
	tcase_add_test(t, a_new_name_for_each_run);
	tcase_add_test(t, the_limit_is_kept);
	tcase_add_test(t, a_full_disk_leaves_a_sound_file);
	tcase_add_test(t, a_flood_of_senders);
	tcase_add_test(t, frames_that_break_off);
	return suite_run("recorder", t);
}
