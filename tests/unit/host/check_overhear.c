/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_overhear.c -- who is on the wire, frame by frame. */
#include <config.h>

#include "core/host/overhear.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <string.h>

#define BYTES(s) (s), sizeof(s) - 1

/* Ethernet: to everybody, from 00:11:22:33:44:55 */
#define HEAD "\xff\xff\xff\xff\xff\xff\x00\x11\x22\x33\x44\x55"
/* ARP: Ethernet, IPv4, sizes 6 and 4 */
#define ARP HEAD "\x08\x06\x00\x01\x08\x00\x06\x04"
#define MAC "\x00\x11\x22\x33\x44\x55"
#define NONE "\0\0\0\0\0\0"
/* IPv4: 20 bytes of header, length 60, no fragment, time to live 1; protocol, checksum follow */
#define IP HEAD "\x08\x00\x45\xc0\x00\x3c\0\0\0\0\x01"

static struct overhear o;

static void setup(void)
{
	memset(&o, 0, sizeof(o));
	memcpy(o.mac.b, "\x02\0\0\0\0\1", 6);
	inet_pton(AF_INET, "10.77.0.1", &o.address);
	inet_pton(AF_INET, "255.255.255.0", &o.netmask);
}

static const struct {
	const char *frame;
	size_t len;
	bool taken;
} conflicts[] = {
	/* reply, sender 10.77.0.1 */
	{ BYTES(ARP "\0\2" MAC "\x0a\x4d\0\1\x02\0\0\0\0\1\0\0\0\0"), true },
	/* request of its owner, sender 10.77.0.1 for 10.77.0.9 */
	{ BYTES(ARP "\0\1" MAC "\x0a\x4d\0\1" NONE "\x0a\x4d\0\x09"), true },
	/* probe of another host for 10.77.0.1 */
	{ BYTES(ARP "\0\1" MAC "\0\0\0\0" NONE "\x0a\x4d\0\1"), true },
	/* a phone asks for the bench: sender 10.77.0.10 */
	{ BYTES(ARP "\0\1" MAC "\x0a\x4d\0\x0a" NONE "\x0a\x4d\0\1"), false },
	/* a probe for 10.77.0.10 */
	{ BYTES(ARP "\0\1" MAC "\0\0\0\0" NONE "\x0a\x4d\0\x0a"), false },
	/* cut off inside of the last address */
	{ BYTES(ARP "\0\2" MAC "\x0a\x4d\0\1\x02\0\0\0\0\1\0\0"), false },
	/* our own probe, come back: sender MAC 02:00:00:00:00:01 */
	{ BYTES(ARP "\0\1\x02\0\0\0\0\1\0\0\0\0" NONE "\x0a\x4d\0\1"), false },
};

START_TEST(test_conflict)
{
	overhear_frame(&o, conflicts[_i].frame, conflicts[_i].len, 0);
	ck_assert_int_eq(o.taken, conflicts[_i].taken);
	if (o.taken)
		ck_assert_mem_eq(o.by.b, MAC, 6);
	ck_assert_uint_eq(o.count + o.devices, 0);
}
END_TEST

static const struct {
	const char *frame;
	size_t len;
	int kind;                       /* -1: nothing of interest */
	const char *how;
} heard[] = {
	/* protocol 89, from 10.77.0.254 to 224.0.0.5 */
	{ BYTES(IP "\x59\0\0\x0a\x4d\0\xfe\xe0\0\0\5\2\1\0\x2c"), OVERHEAR_ROUTER, "OSPF" },
	/* protocol 112, VRRP */
	{ BYTES(IP "\x70\0\0\x0a\x4d\0\xfe\xe0\0\0\x12\x21\1\x64\1"), OVERHEAR_ROUTER, "VRRP" },
	/* UDP, port 1985 to 1985, HSRP */
	{ BYTES(IP "\x11\0\0\x0a\x4d\0\xfe\xe0\0\0\2\x07\xc1\x07\xc1\0\x1c\0\0"), OVERHEAR_ROUTER, "HSRP" },
	/* UDP, port 49152 to 1985: nobody's hello */
	{ BYTES(IP "\x11\0\0\x0a\x4d\0\xfe\xe0\0\0\2\xc0\0\x07\xc1\0\x1c\0\0"), -1, NULL },
	/* IGMP, a query of 10.77.0.254, and one of a snooping switch without an address */
	{ BYTES(IP "\x02\0\0\x0a\x4d\0\xfe\xe0\0\0\1\x11\x64\0\0"), OVERHEAR_ROUTER, "IGMP queries" },
	{ BYTES(IP "\x02\0\0\0\0\0\0\xe0\0\0\1\x11\x64\0\0"), -1, NULL },
	/* ICMPv6 (58), hop limit 255, two addresses, type 134 */
	{ BYTES(HEAD "\x86\xdd\x60\0\0\0\0\x10\x3a\xff" "aaaaaaaaaaaaaaaa" "bbbbbbbbbbbbbbbb" "\x86\0\0\0"),
	  OVERHEAR_ROUTER, "IPv6 router advertisements" },
	/* the same, type 135: a neighbour */
	{ BYTES(HEAD "\x86\xdd\x60\0\0\0\0\x10\x3a\xff" "aaaaaaaaaaaaaaaa" "bbbbbbbbbbbbbbbb" "\x87\0\0\0"),
	  -1, NULL },
	/* TCP, from port 2000 to 50000 */
	{ BYTES(IP "\x06\0\0\x0a\x4d\0\xfe\x0a\x4d\0\x0a\x07\xd0\xc3\x50\0\0\0\0"), OVERHEAR_CALL_MANAGER,
	  "TCP port 2000, SCCP" },
	/* TCP, from port 50000 to 2000: a phone */
	{ BYTES(IP "\x06\0\0\x0a\x4d\0\x0a\x0a\x4d\0\1\xc3\x50\x07\xd0\0\0\0\0"), -1, NULL },
	/* UDP, from 192.168.1.20 to 255.255.255.255 */
	{ BYTES(IP "\x11\0\0\xc0\xa8\1\x14\xff\xff\xff\xff\xc0\0\xc0\1\0\x1c\0\0"), OVERHEAR_DEVICE, "IP" },
	/* UDP, from 0.0.0.0, port 68 to 67: DHCP */
	{ BYTES(IP "\x11\0\0\0\0\0\0\xff\xff\xff\xff\0\x44\0\x43\0\x1c\0\0"), -1, NULL },
	/* ARP, sender 169.254.3.4: it has no network */
	{ BYTES(ARP "\0\1" MAC "\xa9\xfe\3\4" NONE "\xa9\xfe\3\4"), -1, NULL },
	/* ARP, sender 192.168.1.20 */
	{ BYTES(ARP "\0\1" MAC "\xc0\xa8\1\x14" NONE "\xc0\xa8\1\1"), OVERHEAR_DEVICE, "ARP" },
	/* IPv4 with a header of 24 bytes (an option), protocol 89 */
	{ BYTES(HEAD "\x08\x00\x46\xc0\x00\x3c\0\0\0\0\1\x59\0\0\x0a\x4d\0\xfe\xe0\0\0\5\x94\4\0\0\2\1"),
	  OVERHEAR_ROUTER, "OSPF" },
	/* cut off inside of that option */
	{ BYTES(HEAD "\x08\x00\x46\xc0\x00\x3c\0\0\0\0\1\x59\0\0\x0a\x4d\0\xfe\xe0\0\0\5\x94\4"), -1, NULL },
};

START_TEST(test_heard)
{
	const struct overheard *row;

	overhear_frame(&o, heard[_i].frame, heard[_i].len, 0);
	overhear_frame(&o, heard[_i].frame, heard[_i].len, 0);
	ck_assert_uint_eq(o.count + o.devices, heard[_i].kind >= 0);
	ck_assert(!o.taken);
	if (heard[_i].kind < 0)
		return;
	row = o.count ? o.row : o.device;
	ck_assert_int_eq((int)row->kind, heard[_i].kind);
	ck_assert_str_eq(row->how, heard[_i].how);
	ck_assert_mem_eq(row->mac.b, MAC, 6);
}
END_TEST

/* A cut frame is never read behind its end, and proves nothing that is not in it. */
START_TEST(test_cut)
{
	char copy[128];

	for (size_t len = 0; len <= heard[_i].len; len++) {
		memcpy(copy, heard[_i].frame, len);
		overhear_frame(&o, copy, len, 0);
	}
	ck_assert_uint_eq(o.count + o.devices, heard[_i].kind >= 0);
}
END_TEST

START_TEST(test_other_vlan)
{
	overhear_frame(&o, conflicts[0].frame, conflicts[0].len, 20);
	ck_assert(!o.taken);
	o.vlan = 20;
	overhear_frame(&o, conflicts[0].frame, conflicts[0].len, 0);
	ck_assert(!o.taken);
	overhear_frame(&o, conflicts[0].frame, conflicts[0].len, 20);
	ck_assert(o.taken);
}
END_TEST

START_TEST(test_many)
{
	uint8_t frame[64];

	/* ARP request of 192.168.1.20 for 192.168.1.1 */
	memcpy(frame, ARP "\0\1" MAC "\xc0\xa8\1\x14" NONE "\xc0\xa8\1\1", 42);
	for (unsigned i = 0; i < 200; i++) {
		frame[11] = (uint8_t)i;
		overhear_frame(&o, frame, 42, 0);
	}
	ck_assert_uint_eq(o.devices, OVERHEAR_DEVICES);
}
END_TEST

START_TEST(test_probe)
{
	/*
	 * To everybody, from 02:00:00:00:00:01; ARP request: sender 02:00:00:00:00:01 without
	 * an address, for 10.77.0.1.  With the tag of VLAN 258 behind the addresses.
	 */
	static const char want[] = "\xff\xff\xff\xff\xff\xff\2\0\0\0\0\1\x08\x06\0\1\x08\0\6\4\0\1\2\0\0\0\0\1"
				   "\0\0\0\0\0\0\0\0\0\0\x0a\x4d\0\1";
	uint8_t buf[OVERHEAR_PROBE];

	ck_assert_uint_eq(overhear_probe(&o, buf), 42);
	ck_assert_mem_eq(buf, want, 42);
	o.vlan = 258;
	ck_assert_uint_eq(overhear_probe(&o, buf), 46);
	ck_assert_mem_eq(buf + 12, "\x81\0\1\2", 4);
	ck_assert_mem_eq(buf + 16, want + 12, 30);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("frames");

	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_loop_test(t, test_conflict, 0, NR_ARRAY_SIZE(conflicts));
	tcase_add_loop_test(t, test_heard, 0, NR_ARRAY_SIZE(heard));
	tcase_add_loop_test(t, test_cut, 0, NR_ARRAY_SIZE(heard));
	tcase_add_test(t, test_other_vlan);
	tcase_add_test(t, test_many);
	tcase_add_test(t, test_probe);
	return suite_run("overhear", t);
}
