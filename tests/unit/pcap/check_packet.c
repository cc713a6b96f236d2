/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_packet.c -- frames, and the line that people read of each.
 */
#include "plugins/pcap/packet.h"
#include "tests/unit/frames.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <stdlib.h>

#define MAC "00:1b:54:aa:00:01"
#define IP "10.77.0.10"
#define US "10.77.0.1"

static struct wire w;

static void is_clean(const char *line)
{
	ck_assert_uint_lt(strlen(line), PACKET_LINE);
	ck_assert(line[0] != '\0');
	for (const char *p = line; *p; p++)
		ck_assert_msg(*p >= 0x20 && *p <= 0x7e, "not clean: %s", line);
}

/* Also cut at each byte, in a block of its own size for the sanitizers. */
static void expect(const char *wanted)
{
	char line[PACKET_LINE];

	for (size_t n = 0; n < w.len; n++) {
		uint8_t *block = malloc(n ? n : 1);

		ck_assert_ptr_nonnull(block);
		memcpy(block, w.data, n);
		packet_line(FRAME_LINK_ETHERNET, block, n, line);
		is_clean(line);
		free(block);
	}
	packet_line(FRAME_LINK_ETHERNET, w.data, w.len, line);
	is_clean(line);
	ck_assert_str_eq(line, wanted);
}

START_TEST(announcements)
{
	cdp_phone(&w, MAC, "SEP001B54AA0001", IP, 0x490, "SCCP45.8-3-3S", "Cisco IP Phone 7945");
	expect(MAC " CDP 'SEP001B54AA0001' 'Cisco IP Phone 7945' 'SCCP45.8-3-3S'");
	arp(&w, 1, MAC, IP, US);
	expect(MAC " ARP who has 10.77.0.1, asks 10.77.0.10");
	arp(&w, 2, MAC, IP, US);
	expect(MAC " ARP answer to 10.77.0.1: here is 10.77.0.10");
}
END_TEST

START_TEST(requests)
{
	dhcp_phone(&w, MAC, "Cisco Systems, Inc. IP Phone CP-7945G", NULL);
	expect(MAC " 10.10.15.97:68 > 255.255.255.255:67 DHCP DISCOVER, client " MAC
	       " 'SEP001B54AA0001' 'Cisco Systems, Inc. IP Phone CP-7945G'");
	tftp_request(&w, MAC, IP, US, "SCCP45.8-5-2S.loads");
	expect(MAC " 10.77.0.10:50001 > 10.77.0.1:69 TFTP RRQ 'SCCP45.8-5-2S.loads'");
}
END_TEST

/* TFTP: opcode 3 (DATA), block 7, three bytes; 4 (ACK), block 7; 5 (ERROR), code 1, its text;
 * 6 (OACK), one option; none of these */
START_TEST(transfers)
{
	static const struct {
		const char *data;
		size_t len;
		const char *line;
	} rows[] = {
		{ "\0\3\0\7abc", 7, "TFTP DATA 7, 3 bytes" },
		{ "\0\4\0\7", 4, "TFTP ACK 7" },
		{ "\0\4\0\7x", 5, "UDP, 5 bytes" },
		{ "\0\5\0\1gone", 8, "TFTP ERROR 1 'gone'" },
		{ "\0\6blksize\0001432\0", 15, "TFTP OACK, 13 bytes" },
		{ "\0\3\0", 3, "UDP, 3 bytes" },
		{ "\1", 1, "UDP, 1 byte" },
		{ "", 0, "UDP, 0 bytes" },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		char line[160];

		udp_begin(&w, MAC, IP, US, 40000);
		put_bytes(&w, rows[i].data, rows[i].len);
		ip_end(&w);
		snprintf(line, sizeof(line), MAC " 10.77.0.10:50001 > 10.77.0.1:40000 %s", rows[i].line);
		expect(line);
	}
}
END_TEST

/* TCP: SYN; an SCCP message of 4 bytes with number 0 (length, version, number, all little-endian) */
START_TEST(streams)
{
	tcp_begin(&w, MAC, IP, US, 2000, TCP_SYN);
	ip_end(&w);
	expect(MAC " 10.77.0.10:49152 > 10.77.0.1:2000 TCP SYN");
	tcp_begin(&w, MAC, IP, US, 2000, TCP_ACK);
	put_bytes(&w, "\4\0\0\0\0\0\0\0\0\0\0\0", 12);
	ip_end(&w);
	expect(MAC " 10.77.0.10:49152 > 10.77.0.1:2000 SCCP message 0000, 12 bytes");
	tcp_begin(&w, MAC, IP, US, 6970, TCP_ACK);
	put_text(&w, "GET /SCCP45.8-5-2S.loads HTTP/1.1\r\nHost: x\r\n\r\n");
	ip_end(&w);
	expect(MAC " 10.77.0.10:49152 > 10.77.0.1:6970 TCP ACK 'GET /SCCP45.8-5-2S.loads HTTP/1.1'");
	tcp_begin(&w, MAC, IP, US, 5060, TCP_ACK);
	put_text(&w, "REGISTER sip:\33[2Jx SIP/2.0\r\n");
	ip_end(&w);
	expect(MAC " 10.77.0.10:49152 > 10.77.0.1:5060 TCP ACK 'REGISTER sip:?[2Jx SIP/2.0'");
}
END_TEST

START_TEST(others)
{
	char line[PACKET_LINE];

	wire_begin(&w, "ff:ff:ff:ff:ff:ff", MAC, 100);
	put_u16(&w, 0x86dd);
	put_text(&w, "abcd");
	expect(MAC " VLAN 100 EtherType 86dd, 4 bytes");
	packet_line(FRAME_LINK_ETHERNET, "abc", 3, line);
	ck_assert_str_eq(line, "a frame that breaks off, 3 bytes");
	/* IPv4: version 4, header of 5 words, 20 bytes, time to live 64, protocol 1 (ICMP) */
	packet_line(FRAME_LINK_IP, "\x45\0\0\x14\0\0\0\0\x40\1\0\0\xa\0\0\1\xa\0\0\2", 20, line);
	ck_assert_str_eq(line, "10.0.0.1 > 10.0.0.2 IPv4 protocol 1, 0 bytes");
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("packet");

	tcase_add_test(t, announcements);
	tcase_add_test(t, requests);
	tcase_add_test(t, transfers);
	tcase_add_test(t, streams);
	tcase_add_test(t, others);
	return suite_run("packet", t);
}
