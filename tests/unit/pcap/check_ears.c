/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_ears.c -- whose facts are they?  And the plugin as a whole: it replays a
 * capture that the test writes, with verbs of the test's own.
 */
#include "plugins/pcap/ears.h"
#include "tests/unit/frames.h"
#include "tests/unit/verbs.h"


#include <check.h>
#include <stdlib.h>
#include <unistd.h>

#define PHONE "00:1b:54:aa:00:01"
#define PHONE_NAME "SEP001B54AA0001"
#define OTHER "00:1b:54:aa:00:02"
#define LAPTOP "02:00:00:00:00:99"

static struct wire w;
static struct ears ears;
static struct sniff sniffed;
static char text[2048];
static double now;

static void setup(void)
{
	ears_init(&ears);
	ears.serving = true;
	now = 1000;
}

static const char *heard(void)
{
	struct nr_sighting s;

	ck_assert_ptr_null(sniff_frame(&sniffed, FRAME_LINK_ETHERNET, w.data, w.len));
	if (!ears_sighting(&ears, &sniffed, now, &s))
		return "";
	return sighting_text(&s, text, sizeof(text));
}

static void announce(const char *mac, const char *device)
{
	cdp_phone(&w, mac, device, "0.0.0.0", 0x490, "SCCP45.8-3-3S", "Cisco IP Phone 7945");
	ck_assert_str_ne(heard(), "");
}

START_TEST(only_known_devices)
{
	arp(&w, 1, PHONE, "10.77.0.10", "10.1.1.5");
	ck_assert_str_eq(heard(), "");
	tcp_begin(&w, PHONE, "10.77.0.10", "10.77.0.1", 2000, TCP_SYN);
	ip_end(&w);
	ck_assert_str_eq(heard(), "");
	announce(PHONE, PHONE_NAME);
	arp(&w, 1, PHONE, "10.77.0.10", "10.1.1.5");
	ck_assert_str_eq(heard(), "arp " PHONE " 10.77.0.10 server=10.1.1.5");
	tcp_begin(&w, OTHER, "10.77.0.11", "10.77.0.1", 2000, TCP_SYN);
	ip_end(&w);
	ck_assert_str_eq(heard(), "");
}
END_TEST

START_TEST(known_by_dhcp)
{
	dhcp_phone(&w, PHONE, "Cisco Systems, Inc. IP Phone CP-7945G", NULL);
	ck_assert_str_ne(heard(), "");
	tcp_begin(&w, PHONE, "10.77.0.10", "10.77.0.1", 2000, TCP_SYN);
	ip_end(&w);
	ck_assert_str_eq(heard(), "tcp " PHONE " 10.77.0.10 registers=sccp");
	ck_assert_str_ne(heard(), "");  /* each try counts */
}
END_TEST

START_TEST(announcements_are_always_news)
{
	announce(PHONE, PHONE_NAME);
	announce(PHONE, PHONE_NAME);
	ck_assert_uint_eq(ears.count, 1);
}
END_TEST

START_TEST(arp_is_news_once)
{
	announce(PHONE, PHONE_NAME);
	arp(&w, 2, PHONE, "10.77.0.10", "10.77.0.1");
	ck_assert_str_eq(heard(), "arp " PHONE " 10.77.0.10");
	ck_assert_str_eq(heard(), "");
	arp(&w, 1, PHONE, "10.77.0.10", "10.1.1.5");
	ck_assert_str_eq(heard(), "arp " PHONE " 10.77.0.10 server=10.1.1.5");
	ck_assert_str_eq(heard(), "");
	arp(&w, 2, PHONE, "10.77.0.11", "10.77.0.1");
	ck_assert_str_eq(heard(), "arp " PHONE " 10.77.0.11");
}
END_TEST

/* Its own server hears the DISCOVER too: copies and repeats in a hurry add nothing. */
START_TEST(dhcp_is_news_per_boot)
{
	dhcp_phone(&w, PHONE, "Cisco Systems, Inc. IP Phone CP-7945G", NULL);
	ck_assert_ptr_nonnull(strstr(heard(), "boot=discover"));
	ck_assert_str_eq(heard(), "");
	now += 4;
	ck_assert_ptr_nonnull(strstr(heard(), "boot=discover"));
	now += 1;
	dhcp_phone(&w, PHONE, "Cisco Systems, Inc. IP Phone", NULL);
	ck_assert_ptr_nonnull(strstr(heard(), "class=Cisco Systems, Inc. IP Phone host"));
	dhcp_phone(&w, OTHER, "Cisco Systems, Inc. IP Phone", NULL);
	ck_assert_str_ne(heard(), "");
}
END_TEST

START_TEST(own_frames_are_passed_over)
{
	ears.self = (struct nr_mac){ { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 } };
	dhcp_phone(&w, PHONE, "probe", NULL);
	ck_assert_str_eq(heard(), "");
	ck_assert_uint_eq(ears.count, 0);
}
END_TEST

/* What our own TFTP server is asked, it reports itself. */
START_TEST(requests_to_our_own_server)
{
	ears.self_addr.s_addr = htonl(0x0a4d0001);
	announce(PHONE, PHONE_NAME);
	tftp_request(&w, PHONE, "10.77.0.10", "10.77.0.1", PHONE_NAME ".cnf.xml");
	ck_assert_str_eq(heard(), "tftp " PHONE " 10.77.0.10 server=10.77.0.1");
	tftp_request(&w, PHONE, "10.77.0.10", "10.1.1.5", PHONE_NAME ".cnf.xml");
	ck_assert_str_eq(heard(), "tftp " PHONE " 10.77.0.10 file=" PHONE_NAME
			 ".cnf.xml server=10.1.1.5");
}
END_TEST

START_TEST(names_on_the_wire)
{
	/* A laptop that asks for the file of a phone is no phone. */
	tftp_request(&w, LAPTOP, "10.77.0.99", "10.77.0.1", PHONE_NAME ".cnf.xml");
	ck_assert_str_eq(heard(), "");
	tftp_request(&w, PHONE, "10.77.0.10", "10.77.0.1", "CTL" PHONE_NAME ".tlv");
	ck_assert_str_eq(heard(), "tftp " PHONE " 10.77.0.10 file=CTL" PHONE_NAME
			 ".tlv server=10.77.0.1");
	tftp_request(&w, PHONE, "10.77.0.10", "10.77.0.1", "RINGLIST.XML");
	ck_assert_str_ne(heard(), "");
}
END_TEST

/* A capture, or a wire on which nothing is served. */
START_TEST(names_when_only_listening)
{
	ears.serving = false;
	tftp_request(&w, LAPTOP, "10.9.0.10", "10.77.0.1", PHONE_NAME ".cnf.xml");
	ck_assert_str_eq(heard(), "tftp " PHONE " 10.9.0.10 file=" PHONE_NAME
			 ".cnf.xml server=10.77.0.1");
	tftp_request(&w, LAPTOP, "10.9.0.10", "10.77.0.1", "rfc1350.txt");
	ck_assert_str_eq(heard(), "");
}
END_TEST

/* More devices than the table holds: the first ones are forgotten, the last are known. */
START_TEST(table_is_bounded)
{
	char mac[NR_MAC_STR_SIZE];

	for (unsigned i = 0; i < 3 * EARS_KNOWN + 7; i++) {
		snprintf(mac, sizeof(mac), "00:1b:54:%02x:%02x:%02x", i % 5, i >> 8, i & 0xff);
		announce(mac, "SEP");
		ck_assert_uint_le(ears.count, EARS_KNOWN);
		arp(&w, 2, mac, "10.77.0.10", "10.77.0.1");
		ck_assert_str_ne(heard(), "");
	}
	for (unsigned i = 0; i < 3 * EARS_KNOWN + 7; i++) {
		snprintf(mac, sizeof(mac), "00:1b:54:%02x:%02x:%02x", i % 5, i >> 8, i & 0xff);
		arp(&w, 2, mac, "10.77.0.11", "10.77.0.1");
		ck_assert_int_eq(heard()[0] != '\0', i >= 2 * EARS_KNOWN + 7);
	}
}
END_TEST

/* -- the plugin ------------------------------------------------------------------ */

static const struct nr_protocol *protocol;
static struct nr_instance instance;
static char path[64];
static FILE *capture;

static void plugin_setup(void)
{
	protocol = verbs_load("pcap");
	memset(&instance, 0, sizeof(instance));
	instance.bench = (struct nr_bench){ .parent = "nr-absent0" };
	snprintf(path, sizeof(path), "check_ears.%ld.pcap", (long)getpid());
}

static void plugin_teardown(void)
{
	unlink(path);
}

static void host_u32(uint32_t v)
{
	ck_assert_uint_eq(fwrite(&v, 4, 1, capture), 1);
}

/* A capture file of @link in the byte order of this machine. */
static void capture_begin(uint32_t link)
{
	capture = fopen(path, "wb");
	ck_assert_ptr_nonnull(capture);
	host_u32(0xa1b2c3d4);
	ck_assert_uint_eq(fwrite((uint16_t[]){ 2, 4 }, 4, 1, capture), 1);
	host_u32(0);
	host_u32(0);
	host_u32(65535);
	host_u32(link);
}

static void capture_frame(uint32_t second)
{
	host_u32(second);
	host_u32(0);
	host_u32((uint32_t)w.len);
	host_u32((uint32_t)w.len);
	ck_assert_uint_eq(fwrite(w.data, w.len, 1, capture), 1);
}

static int capture_replay(void)
{
	int r;

	fclose(capture);
	r = protocol->replay(&instance, path);
	protocol->stop(&instance);
	ck_assert_ptr_null(instance.data);
	return r;
}

START_TEST(replay)
{
	capture_begin(1);
	tftp_request(&w, LAPTOP, "10.77.0.99", "10.77.0.1", "notes.txt");
	capture_frame(1);
	cdp_phone(&w, PHONE, PHONE_NAME, "10.77.0.10", 0x490, "SCCP45.8-3-3S", "Cisco IP Phone 7945");
	capture_frame(2);
	w.len = 20;                     /* broken */
	capture_frame(3);
	tftp_request(&w, PHONE, "10.77.0.10", "10.77.0.1", "SCCP45.8-5-2S.loads");
	capture_frame(4);
	ck_assert_int_eq(capture_replay(), 0);
	ck_assert_str_eq(instance.sights,
			 "cdp " PHONE " 10.77.0.10 name=" PHONE_NAME " platform=Cisco IP Phone 7945 "
			 "load=SCCP45.8-3-3S\n"
			 "tftp " PHONE " 10.77.0.10 file=SCCP45.8-5-2S.loads server=10.77.0.1\n");
	ck_assert_str_eq(instance.log, "");
}
END_TEST

START_TEST(replay_of_a_file_that_is_cut)
{
	capture_begin(1);
	cdp_phone(&w, PHONE, PHONE_NAME, "10.77.0.10", 0x490, "SCCP45.8-3-3S", "Cisco IP Phone 7945");
	capture_frame(1);
	host_u32(2);
	ck_assert_int_eq(capture_replay(), 0);
	ck_assert_ptr_nonnull(strstr(instance.sights, "SCCP45.8-3-3S"));
	ck_assert_ptr_nonnull(strstr(instance.log, "read up to there"));
}
END_TEST

START_TEST(replay_of_other_files)
{
	capture_begin(105);             /* IEEE 802.11 */
	ck_assert_int_lt(capture_replay(), 0);
	ck_assert_ptr_nonnull(strstr(instance.log, "link type"));
	capture = fopen(path, "wb");
	fputs("no capture", capture);
	ck_assert_int_lt(capture_replay(), 0);
	ck_assert_int_lt(protocol->replay(&instance, "absent.pcap"), 0);
	protocol->stop(&instance);
	ck_assert_ptr_nonnull(strstr(instance.log, "absent.pcap"));
}
END_TEST

/* Without the interface, or without rights: one line, an error, nothing left. */
START_TEST(open_fails)
{
	ck_assert_int_lt(protocol->open(&instance), 0);
	ck_assert_ptr_nonnull(strstr(instance.log, "cannot listen on nr-absent0: "));
	protocol->stop(&instance);
	ck_assert_ptr_null(instance.data);
	protocol->stop(&instance);
}
END_TEST

static Suite *ears_suite(void)
{
	Suite *s = suite_create("ears");
	TCase *t = tcase_create("attribution");

	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, only_known_devices);
	tcase_add_test(t, known_by_dhcp);
	tcase_add_test(t, announcements_are_always_news);
	tcase_add_test(t, arp_is_news_once);
	tcase_add_test(t, dhcp_is_news_per_boot);
	tcase_add_test(t, own_frames_are_passed_over);
	tcase_add_test(t, requests_to_our_own_server);
	tcase_add_test(t, names_on_the_wire);
	tcase_add_test(t, names_when_only_listening);
	tcase_add_test(t, table_is_bounded);
	suite_add_tcase(s, t);

	t = tcase_create("plugin");
	tcase_add_checked_fixture(t, plugin_setup, plugin_teardown);
	tcase_add_test(t, replay);
	tcase_add_test(t, replay_of_a_file_that_is_cut);
	tcase_add_test(t, replay_of_other_files);
	tcase_add_test(t, open_fails);
	suite_add_tcase(s, t);
	return s;
}

int main(void)
{
	SRunner *r = srunner_create(ears_suite());
	int failed;

	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
