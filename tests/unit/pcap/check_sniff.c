/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_sniff.c -- frames of known phones, built from their field values, and
 * the facts that each must give.
 */
#include "plugins/pcap/cdp.h"
#include "plugins/pcap/ears.h"
#include "plugins/pcap/esp.h"
#include "plugins/pcap/lldp.h"
#include "tests/unit/frames.h"

#include <check.h>
#include <errno.h>
#include <stdlib.h>

static struct wire w;
static struct sniff sniffed;
static char text[2048];

/* What the frame in @w says, whoever it is: "" for nothing. */
static const char *said(enum frame_link link)
{
	struct nr_sighting s;
	const char *why = sniff_frame(&sniffed, link, w.data, w.len);

	if (why)
		return why;
	if (sniffed.source == NR_SOURCE_NONE)
		return "";
	s.source = sniffed.source;
	s.mac = sniffed.has_mac ? &sniffed.mac : NULL;
	s.addr = sniffed.addr;
	s.facts = sniffed.facts;
	return sighting_text(&s, text, sizeof(text));
}

/*
 * Cut the frame at each byte: it never says more than the whole one does, and
 * never is a frame that is cut in its headers or TLVs taken for a whole one.
 * Each cut lies in a block of its own size, for the sanitizers.
 */
static void cut_everywhere(void)
{
	struct sniff s;

	for (size_t n = 0; n < w.len; n++) {
		uint8_t *block = malloc(n ? n : 1);

		ck_assert_ptr_nonnull(block);
		memcpy(block, w.data, n);
		sniff_frame(&s, FRAME_LINK_ETHERNET, block, n);
		ck_assert_uint_le(s.count, sniffed.count);
		if (sniffed.source == NR_SOURCE_CDP || sniffed.source == NR_SOURCE_ESP)
			ck_assert_int_eq(s.source, NR_SOURCE_NONE);
		free(block);
	}
}

static void expect(const char *facts)
{
	ck_assert_str_eq(said(FRAME_LINK_ETHERNET), facts);
	cut_everywhere();
	ck_assert_str_eq(said(FRAME_LINK_ETHERNET), facts);
	ck_assert_int_eq(sniffed.facts[sniffed.count].fact, NR_FACT_END);
}

/* -- CDP ---------------------------------------------------------------------- */

static const struct {
	const char *mac, *device, *addr;
	uint32_t capabilities;
	const char *load, *platform, *facts;
} cdp_phones[] = {
	{ "0c:27:24:31:7f:2e", "SEP0C2724317F2E", "10.0.0.45", 0x490, "79XX_default_load",
	  "Cisco IP Phone 7945",
	  "cdp 0c:27:24:31:7f:2e 10.0.0.45 name=SEP0C2724317F2E platform=Cisco IP Phone 7945 "
	  "load=79XX_default_load" },
	{ "00:21:d8:ba:09:65", "SEP0021D8BA0965", "10.0.0.42", 0x490, "SCCP42.8-4-2S",
	  "Cisco IP Phone 7942",
	  "cdp 00:21:d8:ba:09:65 10.0.0.42 name=SEP0021D8BA0965 platform=Cisco IP Phone 7942 "
	  "load=SCCP42.8-4-2S" },
	{ "00:1f:9e:ab:59:f1", "SEP001F9EAB59F1", "0.0.0.0", 0x90, "SCCP41.8-2-1S",
	  "Cisco IP Phone 7941",
	  "cdp 00:1f:9e:ab:59:f1 - name=SEP001F9EAB59F1 platform=Cisco IP Phone 7941 "
	  "load=SCCP41.8-2-1S" },
	{ "38:20:56:45:aa:aa", "SEP38205645AAAA", "10.0.0.51", 0x490, "sip88xx.10-3-1-20.loads",
	  "Cisco IP Phone 8851",
	  "cdp 38:20:56:45:aa:aa 10.0.0.51 name=SEP38205645AAAA platform=Cisco IP Phone 8851 "
	  "load=sip88xx.10-3-1-20.loads" },
	/* An 8945 puts a blank behind its platform. */
	{ "00:07:0e:ea:50:86", "SEP00070EEA5086", "10.0.0.40", 0x490, "SCCP894x.9-4-2SR1-2",
	  "Cisco IP Phone 8945 ",
	  "cdp 00:07:0e:ea:50:86 10.0.0.40 name=SEP00070EEA5086 platform=Cisco IP Phone 8945 "
	  "load=SCCP894x.9-4-2SR1-2" },
	/* A 7940 with SIP says host only. */
	{ "00:07:0e:ea:50:86", "SIP00070EEA5086", "10.0.0.40", 0x10, "P003-08-8-00",
	  "Cisco IP Phone 7940",
	  "cdp 00:07:0e:ea:50:86 10.0.0.40 name=SIP00070EEA5086 platform=Cisco IP Phone 7940 "
	  "load=P003-08-8-00" },
	/* SEP, and no phone: a video codec.  The core decides. */
	{ "00:9e:2e:69:ac:48", "SEP009E2E69AC48", "10.0.0.80", 0x90, "ce9.15.3", "CTS-CODEC-SX80",
	  "cdp 00:9e:2e:69:ac:48 10.0.0.80 name=SEP009E2E69AC48 platform=CTS-CODEC-SX80 "
	  "load=ce9.15.3" },
};

START_TEST(cdp_of_phones)
{
	cdp_phone(&w, cdp_phones[_i].mac, cdp_phones[_i].device, cdp_phones[_i].addr,
		  cdp_phones[_i].capabilities, cdp_phones[_i].load, cdp_phones[_i].platform);
	expect(cdp_phones[_i].facts);
	ck_assert(sniffed.identifies);
}
END_TEST

/* Of a switch: where the bench is plugged in; of a router nothing. */
START_TEST(cdp_of_a_switch)
{
	cdp_phone(&w, "00:11:22:33:44:01", "bench-switch", "10.0.0.2", 0x28,
		  "Cisco IOS Software, C3560\nRelease", "cisco WS-C3560-24PS");
	expect("cdp 00:11:22:33:44:01 - name=bench-switch port=Port 1");
	cdp_phone(&w, "00:11:22:33:44:01", "router", "10.0.0.1", 0x39, "IOS", "Cisco 2811");
	expect("");
}
END_TEST

static int cdp_of(struct cdp *out)
{
	return cdp_read(out, w.data + w.start, w.len - w.start);
}

START_TEST(cdp_fields)
{
	struct cdp c;

	cdp_phone(&w, "00:21:d8:ba:09:65", "SEP0021D8BA0965", "10.0.0.42", 0x490, "SCCP42.8-4-2S",
		  "Cisco IP Phone 7942");
	ck_assert_int_eq(cdp_of(&c), 0);
	ck_assert(c.checksum_ok);
	ck_assert(c.asks_vlan);
	ck_assert_uint_eq(c.version, 2);
	ck_assert_uint_eq(c.ttl, 180);
	ck_assert_uint_eq(c.power, 6300);
	ck_assert_uint_eq(c.capabilities, 0x490);
	ck_assert_str_eq(c.port, "Port 1");
	w.data[w.start + 12] ^= 1;      /* in the device id */
	ck_assert_int_eq(cdp_of(&c), 0);
	ck_assert(!c.checksum_ok);
	ck_assert_str_eq(c.load, "SCCP42.8-4-2S");
}
END_TEST

/* The sums were worked out by hand, octet by octet. */
START_TEST(cdp_checksum)
{
	/* CDP: version 2, holdtime 180, checksum, and an odd last octet */
	static const struct { const char *data; size_t len; bool ok; } sums[] = {
		{ "\x02\xb4\xfd\x4b", 4, true },                 /* 02b4 + fd4b = ffff */
		{ "\x02\xb4\xfd\x4a", 4, false },
		{ "\x02\xb4\xfd\x0a\x41", 5, true },             /* odd: + 0041 */
		{ "\x02\xb4\xbc\x4b\x41", 5, false },            /* not 4100, as RFC 1071 has it */
		{ "\x02\xb4\xfd\xcb\x80", 5, true },             /* odd, high: + ff7f */
		{ "\x02\xb4\xfd\x4c\xff", 5, true },             /* + fffe */
		{ "\x02\xb4\xfc\xcb\x80", 5, false },            /* not 0080 */
		{ "", 0, false },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(sums); i++)
		ck_assert_msg(cdp_checksum_ok(sums[i].data, sums[i].len) == sums[i].ok, "row %zu", i);
}
END_TEST

/* CDP: version, holdtime, checksum (2); then TLVs of type (2), length (2) with these four, value */
static const struct { const char *body; size_t len; } bad_cdp[] = {
	{ "\x02\xb4\x00", 3 },                                  /* no whole header */
	{ "\x03\xb4\x00\x00", 4 },                              /* version 3 */
	{ "\x02\xb4\x00\x00\x00\x01\x00", 7 },                  /* half a TLV header */
	{ "\x02\xb4\x00\x00\x00\x01\x00\x03", 8 },              /* shorter than its header */
	{ "\x02\xb4\x00\x00\x00\x01\x00\x00", 8 },
	{ "\x02\xb4\x00\x00\x00\x01\x00\x09SEP0", 12 },         /* one octet too long */
	{ "\x02\xb4\x00\x00\x00\x01\xff\xffSEP0", 12 },
};

START_TEST(cdp_that_breaks_off)
{
	struct cdp c;

	ck_assert_int_eq(cdp_read(&c, bad_cdp[_i].body, bad_cdp[_i].len), -EBADMSG);
	ck_assert_uint_eq(c.version, 0);
}
END_TEST

/* An address list that claims more than it holds ends with its TLV. */
START_TEST(cdp_addresses)
{
	struct cdp c;

	snap_begin(&w, "00:21:d8:ba:09:65", 0x2000);
	/*
	 * 2 addresses, length 17: ffffffff of them; NLPID, cc (IP); address length 5, and 4 bytes
	 * 2 addresses, length 8: 2 of them, and nothing
	 */
	put_bytes(&w, "\x00\x02\x00\x11\xff\xff\xff\xff\x01\x01\xcc\x00\x05\x0a\x00\x00\x01", 17);
	put_bytes(&w, "\x00\x02\x00\x08\x00\x00\x00\x02", 8);
	snap_end(&w);
	ck_assert_int_eq(cdp_of(&c), 0);
	ck_assert_uint_eq(c.addr.s_addr, 0);

	/* An IPv6 address stands first. */
	snap_begin(&w, "00:21:d8:ba:09:65", 0x2000);
	/*
	 * 2 addresses, length 45: 2 of them
	 *   protocol type 2 (802.2), length 8: SNAP, 86dd (IPv6); address length 16: fe80::1
	 *   protocol type 1 (NLPID), length 1: cc (IP); address length 4: 10.0.0.9
	 */
	put_bytes(&w, "\x00\x02\x00\x2d\x00\x00\x00\x02", 8);
	put_bytes(&w, "\x02\x08\xaa\xaa\x03\x00\x00\x00\x86\xdd\x00\x10", 12);
	put_bytes(&w, "\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\1", 16);
	put_bytes(&w, "\x01\x01\xcc\x00\x04\x0a\x00\x00\x09", 9);
	snap_end(&w);
	ck_assert_int_eq(cdp_of(&c), 0);
	ck_assert_uint_eq(c.addr.s_addr, htonl(0x0a000009));
}
END_TEST

START_TEST(hostile_text)
{
	cdp_phone(&w, "00:21:d8:ba:09:65", "SEP\x1b[2J\n\x80", "10.0.0.42", 0x90,
		  "0123456789012345678901234567890123456789012345678901234567890123456789",
		  "Cisco IP Phone 7942\t");
	expect("cdp 00:21:d8:ba:09:65 10.0.0.42 name=SEP?[2J?? platform=Cisco IP Phone 7942? "
	       "load=012345678901234567890123456789012345678901234567890123456789012");
}
END_TEST

/* -- LLDP --------------------------------------------------------------------- */

static void lldp_7911_pc_port(void)
{
	lldp_begin(&w, "00:1b:54:94:5a:8b");
	lldp_chassis_addr(&w, "172.16.10.109");
	lldp_port(&w, "001B54945A8B:P2");
	lldp_tlv(&w, 3, "\x00\xb4", 2);
	lldp_text(&w, 4, "PC Port");
	lldp_text(&w, 5, "SEP001B54945A8B.example.net");
	lldp_text(&w, 6, "Cisco IP Phone CP-7911G,V2, SCCP11.8-4-3S");
	lldp_capabilities(&w, 0x24);
	/*
	 * 8 management address: length 5, IPv4, 172.16.10.109; interface: 1 (unknown), 0; no OID
	 * 127 OUI 00-12-0f (IEEE 802.3), 1 MAC/PHY: autonegotiation there and on; PMD 0036; MAU 16
	 */
	lldp_tlv(&w, 8, "\x05\x01\xac\x10\x0a\x6d\x01\x00\x00\x00\x00\x00", 12);
	lldp_tlv(&w, 127, "\x00\x12\x0f\x01\x03\x00\x36\x00\x10", 9);
	lldp_tlv(&w, 0, "", 0);
}

START_TEST(lldp_of_the_pc_port)
{
	struct lldp l;

	lldp_7911_pc_port();
	expect("lldp 00:1b:54:94:5a:8b 172.16.10.109 name=SEP001B54945A8B "
	       "platform=Cisco IP Phone CP-7911G hardware=V2 load=SCCP11.8-4-3S");
	ck_assert_int_eq(lldp_read(&l, w.data + 14, w.len - 14), 0);
	ck_assert_str_eq(l.port, "001B54945A8B:P2");
	ck_assert_str_eq(l.port_text, "PC Port");
	ck_assert_uint_eq(l.med_class, 0);
}
END_TEST

START_TEST(lldp_with_med)
{
	struct lldp l;

	lldp_7962(&w);
	expect("lldp c8:f9:f9:d6:1b:c2 10.0.0.62 name=SEPC8F9F9D61BC2 "
	       "platform=Cisco IP Phone 7962G hardware=V12 load=SCCP42.9-3-1ES27S "
	       "serial=FCH1610A5S5");
	ck_assert_int_eq(lldp_read(&l, w.data + 14, w.len - 14), 0);
	ck_assert_str_eq(l.med_firmware, "tnp62.8-3-1-21a.bin");
	ck_assert_str_eq(l.med_hardware, "12");
	ck_assert_str_eq(l.med_model, "CP-7962G");
	ck_assert_uint_eq(l.med_class, 3);
}
END_TEST

/* A 7971 without a description: all of it comes from MED. */
START_TEST(lldp_med_only)
{
	lldp_begin(&w, "00:1e:f7:28:9c:8e");
	lldp_port(&w, "001EF7289C8E:P1");
	lldp_text(&w, 5, "SEP001EF7289C8E.example.com");
	lldp_capabilities(&w, 0x24);
	lldp_med(&w, 5, "3");
	lldp_med(&w, 6, "7971_020706_cert.bin");
	lldp_med(&w, 7, "SCCP70.8-3-3SR2S");
	lldp_med(&w, 8, "FCH12028WCZ");
	lldp_med(&w, 10, "CP-7971G-GE");
	expect("lldp 00:1e:f7:28:9c:8e - name=SEP001EF7289C8E platform=CP-7971G-GE hardware=3 "
	       "load=SCCP70.8-3-3SR2S serial=FCH12028WCZ");
}
END_TEST

static const struct { const char *text, *facts; } descriptions[] = {
	{ "Cisco IP Phone 6901,SCCP6901.9-3-1-SR2-2",
	  "lldp 00:00:5e:00:53:01 - platform=Cisco IP Phone 6901 load=SCCP6901.9-3-1-SR2-2" },
	{ "Cisco IP Phone CP-DX650, V1, sipdx650.10-2-5-215",
	  "lldp 00:00:5e:00:53:01 - platform=Cisco IP Phone CP-DX650 hardware=V1 "
	  "load=sipdx650.10-2-5-215" },
	{ "Cisco IP Phone 7945G", "lldp 00:00:5e:00:53:01 - platform=Cisco IP Phone 7945G" },
	{ "Cisco IP Phone 7945G,V12",
	  "lldp 00:00:5e:00:53:01 - platform=Cisco IP Phone 7945G hardware=V12" },
	{ "Cisco IP Phone 7945G,", "lldp 00:00:5e:00:53:01 - platform=Cisco IP Phone 7945G" },
	{ "Linux 6.1.0, Debian", "lldp 00:00:5e:00:53:01 -" },
};

START_TEST(lldp_descriptions)
{
	lldp_begin(&w, "00:00:5e:00:53:01");
	lldp_text(&w, 6, descriptions[_i].text);
	lldp_capabilities(&w, LLDP_TELEPHONE);
	expect(descriptions[_i].facts);
}
END_TEST

START_TEST(lldp_of_a_switch)
{
	lldp_begin(&w, "00:11:22:33:44:01");
	lldp_text(&w, 5, "switch");
	lldp_text(&w, 6, "Some switch, 24 ports");
	lldp_capabilities(&w, 0x14);
	expect("");             /* it does not say which port */
	lldp_begin(&w, "00:11:22:33:44:01");
	lldp_tlv(&w, 2, "\x03\x00\x11\x22\x33\x44\x01", 7); /* an address in place of a name */
	lldp_text(&w, 4, "GigabitEthernet0/7");
	lldp_text(&w, 5, "switch");
	lldp_capabilities(&w, 0x14);
	expect("lldp 00:11:22:33:44:01 - name=switch port=GigabitEthernet0/7");
	lldp_begin(&w, "00:11:22:33:44:01");
	lldp_port(&w, "Gi0/7");
	lldp_text(&w, 5, "switch");
	lldp_capabilities(&w, 0x14);
	expect("lldp 00:11:22:33:44:01 - name=switch port=Gi0/7");
	lldp_begin(&w, "00:11:22:33:44:01");
	lldp_port(&w, "eth0");
	lldp_text(&w, 5, "laptop");
	lldp_capabilities(&w, 0x80);
	expect("");
}
END_TEST

START_TEST(lldp_that_breaks_off)
{
	struct lldp l;

	lldp_7962(&w);
	for (size_t n = 0; n < w.len - 14; n++)
		if (lldp_read(&l, w.data + 14, n) != 0)
			ck_assert_str_eq(l.device, "");
	ck_assert_int_eq(lldp_read(&l, w.data + 14, 1), -EBADMSG);
	ck_assert_int_eq(lldp_read(&l, w.data + 14, 7), -EBADMSG);
}
END_TEST

/* -- 0x0128 ------------------------------------------------------------------- */

START_TEST(esp_of_a_7942)
{
	struct esp e;

	snap_begin(&w, "00:00:5e:00:53:42", 0x0128);
	snap_u32(&w, 2, 1);
	snap_u32(&w, 6, 2);
	/* 31 MAC address, length 10 */
	put_bytes(&w, "\x00\x31\x00\x0a\x00\x00\x5e\x00\x53\x42", 10);
	snap_text(&w, 0x3f, "SEP00005E005342");
	snap_text(&w, 0x32, "SCCP42.9-2-1S");
	snap_text(&w, 0x33, "CP-7942G");
	snap_text(&w, 0x34, "FCH152399SJ");
	snap_addr(&w, 0x37, "10.0.0.201");
	snap_addr(&w, 0x38, "255.255.0.0");
	snap_text(&w, 0x40, "example.com");
	snap_end(&w);
	expect("esp 00:00:5e:00:53:42 10.0.0.201 name=SEP00005E005342 platform=CP-7942G "
	       "load=SCCP42.9-2-1S serial=FCH152399SJ");
	ck_assert_int_eq(esp_read(&e, w.data + w.start, w.len - w.start), 0);
	ck_assert(e.checksum_ok);
	ck_assert(e.has_mac);
	ck_assert_mem_eq(&e.mac, &sniffed.mac, 6);
	w.data[w.start] = 1;
	ck_assert_str_eq(said(FRAME_LINK_ETHERNET), "SNAP 0128 that breaks off");
}
END_TEST

/* -- the rest ------------------------------------------------------------------ */

#define PHONE "00:1b:54:aa:00:01"
#define PHONE_NAME "SEP001B54AA0001"

START_TEST(dhcp)
{
	dhcp_phone(&w, PHONE, "Cisco Systems, Inc. IP Phone CP-7945G", NULL);
	expect("dhcp " PHONE " - class=Cisco Systems, Inc. IP Phone CP-7945G host=" PHONE_NAME
	       " wants=150 boot=discover");
	ck_assert(sniffed.identifies && sniffed.boots);
	dhcp_phone(&w, PHONE, "Cisco Systems, Inc. IP Phone", "10.1.1.7");
	expect("dhcp " PHONE " - class=Cisco Systems, Inc. IP Phone host=" PHONE_NAME
	       " wants=150 boot=init-reboot");
}
END_TEST

START_TEST(dhcp_other_than_of_a_client)
{
	dhcp_phone(&w, PHONE, "x", NULL);
	w.data[42] = 2;                 /* a reply */
	expect("");
	dhcp_phone(&w, PHONE, "x", NULL);
	w.data[42 + 236] = 0;           /* cookie */
	ck_assert_str_eq(said(FRAME_LINK_ETHERNET), "DHCP without a whole header");
	dhcp_phone(&w, PHONE, "x", NULL);
	w.data[42 + 241] = 200;         /* an option that runs over the end */
	ck_assert_str_eq(said(FRAME_LINK_ETHERNET), "DHCP with an option that breaks off");
}
END_TEST

START_TEST(arp_frames)
{
	arp(&w, 1, PHONE, "10.77.0.10", "10.1.1.5");
	expect("arp " PHONE " 10.77.0.10 server=10.1.1.5");
	arp(&w, 2, PHONE, "10.77.0.10", "10.77.0.1");
	expect("arp " PHONE " 10.77.0.10");
	arp(&w, 1, PHONE, "10.77.0.10", "10.77.0.10");  /* announces itself */
	expect("arp " PHONE " 10.77.0.10");
	arp(&w, 1, PHONE, "0.0.0.0", "10.77.0.10");     /* probes */
	expect("");
	arp(&w, 1, PHONE, "10.77.0.10", "10.1.1.5");
	w.data[27] ^= 1;                /* speaks for another MAC */
	expect("");
}
END_TEST

START_TEST(tftp)
{
	struct nr_mac mac = { { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 } };

	tftp_request(&w, PHONE, "10.77.0.10", "10.1.1.5", "CTL" PHONE_NAME ".tlv");
	expect("tftp " PHONE " 10.77.0.10 file=CTL" PHONE_NAME ".tlv server=10.1.1.5");
	ck_assert(sniffed.names && !sniffed.identifies);
	ck_assert_mem_eq(&sniffed.named, &mac, 6);

	/* An ancient 79xx puts one more NUL behind the mode. */
	udp_begin(&w, PHONE, "10.77.0.10", "10.77.0.1", 69);
	put_bytes(&w, "\x00\x01OS79XX.TXT\0octet\0", 20);
	ip_end(&w);
	expect("tftp " PHONE " 10.77.0.10 file=OS79XX.TXT server=10.77.0.1");

	udp_begin(&w, PHONE, "10.77.0.10", "10.77.0.1", 69);
	put_bytes(&w, "\x00\x02upload\0octet", 15);     /* a write request */
	ip_end(&w);
	expect("");
	udp_begin(&w, PHONE, "10.77.0.10", "10.77.0.1", 69);
	put_bytes(&w, "\x00\x01term45.default.loads\0octet", 28);
	ip_end(&w);
	ck_assert_str_eq(said(FRAME_LINK_ETHERNET), "TFTP request that breaks off");
	/* Blocks and their ACKs go to other ports. */
	udp_begin(&w, PHONE, "10.77.0.10", "10.77.0.1", 40000);
	/* TFTP: opcode 4 (ACK), block 1 */
	put_bytes(&w, "\x00\x04\x00\x01", 4);
	ip_end(&w);
	expect("");
}
END_TEST

static const struct { const char *name; bool ok; } names[] = {
	{ PHONE_NAME ".cnf.xml", true }, { "CTL" PHONE_NAME ".tlv", true },
	{ "ITL" PHONE_NAME ".tlv", true }, { "SEP001b54aa0001.cnf.xml.sgn", true },
	{ "sep001b54aa0001.cnf.xml", true }, { "SIP001B54AA0001.cnf", true }, { PHONE_NAME, true },
	{ "SEP001B54AA000", false }, { "SEP001B54AA00011.cnf.xml", false },
	{ "SEPx01B54AA0001.cnf.xml", false }, { "SEPDefault.cnf", false }, { "SIPDefault.cnf", false },
	{ "CTLFile.tlv", false }, { "SEP", false }, { "", false }, { "XCTL" PHONE_NAME, false },
	{ "SEP011B54AA0001.cnf.xml", false },   /* no device has a multicast address */
};

START_TEST(names_of_files)
{
	struct nr_mac mac = { { 0 } }, want = { { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 } };

	ck_assert(sniff_name(names[_i].name, &mac) == names[_i].ok);
	if (names[_i].ok)
		ck_assert_mem_eq(&mac, &want, 6);
}
END_TEST

static const struct { unsigned port, flags; const char *facts; } syns[] = {
	{ 2000, TCP_SYN, "tcp " PHONE " 10.77.0.10 registers=sccp" },
	{ 5060, TCP_SYN, "tcp " PHONE " 10.77.0.10 registers=sip" },
	{ 5061, TCP_SYN, "tcp " PHONE " 10.77.0.10 registers=sip" },
	{ 2000, TCP_SYN | TCP_ACK, "" },
	{ 2000, TCP_ACK, "" },
	{ 80, TCP_SYN, "" },
};

START_TEST(syn)
{
	tcp_begin(&w, PHONE, "10.77.0.10", "10.77.0.1", syns[_i].port, syns[_i].flags);
	ip_end(&w);
	expect(syns[_i].facts);
	ck_assert(!sniffed.identifies);
}
END_TEST

START_TEST(sip)
{
	udp_begin(&w, PHONE, "10.77.0.10", "10.77.0.1", 5060);
	put_text(&w, "REGISTER sip:10.77.0.1 SIP/2.0\r\n");
	ip_end(&w);
	expect("sip " PHONE " 10.77.0.10 registers=sip");
	udp_begin(&w, PHONE, "10.77.0.10", "10.77.0.1", 5060);
	put_text(&w, "OPTIONS sip:10.77.0.1 SIP/2.0\r\n");
	ip_end(&w);
	expect("");
}
END_TEST

static void sccp(unsigned ttl, unsigned message, const char *name)
{
	tcp_begin(&w, PHONE, "10.77.0.10", "10.77.0.1", 2000, TCP_ACK);
	put_u32(&w, 0x14000000);        /* length, least significant octet first */
	put_u32(&w, 0);
	put_u32(&w, message << 24);
	put_text(&w, name);
	for (size_t n = strlen(name); n < 16; n++)
		put_u8(&w, 0);
	ip_end(&w);
	w.data[w.start + 8] = (uint8_t)ttl;
}

START_TEST(sccp_messages)
{
	sccp(64, 1, PHONE_NAME);
	expect("sccp " PHONE " 10.77.0.10 registers=sccp name=" PHONE_NAME);
	ck_assert(sniffed.names && !sniffed.identifies);
	sccp(64, 1, "NONSECURE_CONF");  /* a conference bridge registers too */
	expect("");
	sccp(64, 0x26, "");
	expect("sccp " PHONE " 10.77.0.10 registers=sccp");
	ck_assert(sniffed.identifies);
	sccp(62, 0x26, "");             /* from behind routers: the MAC is not its own */
	expect("sccp " PHONE " 10.77.0.10 registers=sccp");
	ck_assert(!sniffed.identifies);
	sccp(64, 0, "");                /* keep-alive */
	expect("");
}
END_TEST

static void little(uint32_t v)
{
	for (int i = 0; i < 4; i++)
		put_u8(&w, v >> 8 * i & 0xff);
}

static void field(const char *value, size_t size)
{
	put_text(&w, value);
	for (size_t n = strlen(value); n < size; n++)
		put_u8(&w, 0);
}

static void alarm_message(const char *words)
{
	little(4 + 4 + 80 + 8);
	little(0);
	little(0x20);
	little(2);
	field(words, 80);
	little(0);
	little(0);
}

START_TEST(sccp_alarms)
{
	tcp_begin(&w, PHONE, "10.77.0.10", "10.1.1.5", 2000, TCP_ACK);
	alarm_message("25: Name=" PHONE_NAME " Load=SCCP45.8-3-3S Last=Load Rejected HC");
	ip_end(&w);
	expect("sccp " PHONE " 10.77.0.10 registers=sccp name=" PHONE_NAME
	       " load=SCCP45.8-3-3S reason=Load Rejected HC");
	ck_assert(sniffed.names && !sniffed.identifies);

	/* Together with the Register, whose load field is empty: the alarm's word stays. */
	tcp_begin(&w, PHONE, "10.77.0.10", "10.1.1.5", 2000, TCP_ACK);
	alarm_message("25: Name=" PHONE_NAME " Load=SCCP45.8-3-3S Last=Initialized");
	little(4 + 16);
	little(0);
	little(1);
	field(PHONE_NAME, 16);
	ip_end(&w);
	expect("sccp " PHONE " 10.77.0.10 registers=sccp name=" PHONE_NAME
	       " load=SCCP45.8-3-3S reason=Initialized");

	tcp_begin(&w, PHONE, "10.77.0.10", "10.1.1.5", 2000, TCP_ACK);
	alarm_message("25: Load=SCCP45.8-3-3S Last=Initialized");        /* of whom? */
	ip_end(&w);
	expect("");
	tcp_begin(&w, PHONE, "10.77.0.10", "10.1.1.5", 2000, TCP_ACK);
	little(4 + 90);                 /* its end is in another segment */
	little(0);
	little(0x20);
	ip_end(&w);
	expect("");
}
END_TEST

/* Put a tag into the frame. */
static void tag(unsigned type, unsigned vlan)
{
	memmove(w.data + 16, w.data + 12, w.len - 12);
	w.data[12] = (uint8_t)(type >> 8);
	w.data[13] = (uint8_t)type;
	w.data[14] = (uint8_t)(0xa0 | vlan >> 8);
	w.data[15] = (uint8_t)vlan;
	w.len += 4;
}

START_TEST(tags)
{
	arp(&w, 2, PHONE, "10.77.0.10", "10.77.0.1");
	tag(0x8100, 0);                 /* priority only */
	expect("arp " PHONE " 10.77.0.10");
	arp(&w, 2, PHONE, "10.77.0.10", "10.77.0.1");
	tag(0x8100, 110);
	expect("arp " PHONE " 10.77.0.10 vlan=110");
	tag(0x88a8, 4094);
	expect("arp " PHONE " 10.77.0.10 vlan=4094");
	tag(0x88a8, 7);                 /* three deep: not ours */
	expect("");
	cdp_phone(&w, PHONE, PHONE_NAME, "10.77.0.10", 0x90, "SCCP45.9-4-2SR3-1S",
		  "Cisco IP Phone 7945");
	tag(0x8100, 20);
	expect("cdp " PHONE " 10.77.0.10 name=" PHONE_NAME " platform=Cisco IP Phone 7945 "
	       "load=SCCP45.9-4-2SR3-1S vlan=20");
}
END_TEST

START_TEST(ip_headers)
{
	tftp_request(&w, PHONE, "10.77.0.10", "10.77.0.1", "a");
	w.data[w.start + 6] = 0x20;     /* more fragments */
	ck_assert_str_eq(said(FRAME_LINK_ETHERNET), "IPv4 that breaks off, or in fragments");
	w.data[w.start + 6] = 0x40;     /* don't fragment */
	ck_assert_str_eq(said(FRAME_LINK_ETHERNET),
			 "tftp " PHONE " 10.77.0.10 file=a server=10.77.0.1");
	w.data[w.start + 2] = w.data[w.start + 3] = 0;  /* length left to the card */
	ck_assert_str_eq(said(FRAME_LINK_ETHERNET),
			 "tftp " PHONE " 10.77.0.10 file=a server=10.77.0.1");
	w.data[w.start + 3] = 19;
	ck_assert_ptr_nonnull(strstr(said(FRAME_LINK_ETHERNET), "IPv4"));
	w.data[w.start + 3] = 255;
	ck_assert_ptr_nonnull(strstr(said(FRAME_LINK_ETHERNET), "IPv4"));
	w.data[w.start] = 0x44;
	ck_assert_ptr_nonnull(strstr(said(FRAME_LINK_ETHERNET), "IPv4"));
	w.data[w.start] = 0x65;
	ck_assert_ptr_nonnull(strstr(said(FRAME_LINK_ETHERNET), "IPv4"));
}
END_TEST

/* A sender with a multicast address, or with none, is nobody. */
START_TEST(senders)
{
	tftp_request(&w, "01:1b:54:aa:00:01", "10.77.0.10", "10.77.0.1", "a");
	ck_assert_str_eq(said(FRAME_LINK_ETHERNET), "tftp - 10.77.0.10 file=a server=10.77.0.1");
	tftp_request(&w, "00:00:00:00:00:00", "10.77.0.10", "10.77.0.1", "a");
	ck_assert_str_eq(said(FRAME_LINK_ETHERNET), "tftp - 10.77.0.10 file=a server=10.77.0.1");
}
END_TEST

START_TEST(other_links)
{
	struct wire ether;

	tftp_request(&w, PHONE, "10.77.0.10", "10.77.0.1", "a");
	ether = w;
	w.len = 0;
	put_bytes(&w, ether.data + 14, ether.len - 14);
	ck_assert_str_eq(said(FRAME_LINK_IP), "tftp - 10.77.0.10 file=a server=10.77.0.1");
	w.len = 0;
	/* cooked: packet type 0 (to us), ARPHRD 1, 6 bytes of address; padding; 0800 (IPv4) */
	put_bytes(&w, "\x00\x00\x00\x01\x00\x06", 6);
	put_mac(&w, PHONE);
	put_bytes(&w, "\x00\x00\x08\x00", 4);
	put_bytes(&w, ether.data + 14, ether.len - 14);
	ck_assert_str_eq(said(FRAME_LINK_COOKED),
			 "tftp " PHONE " 10.77.0.10 file=a server=10.77.0.1");
	w.len = 0;
	/*
	 * cooked, version 2: 0800 (IPv4), reserved 0, interface 2, ARPHRD 1, packet type 0,
	 * 6 bytes of address; padding
	 */
	put_bytes(&w, "\x08\x00\x00\x00\x00\x00\x00\x02\x00\x01\x00\x06", 12);
	put_mac(&w, PHONE);
	put_u16(&w, 0);
	put_bytes(&w, ether.data + 14, ether.len - 14);
	ck_assert_str_eq(said(FRAME_LINK_COOKED2),
			 "tftp " PHONE " 10.77.0.10 file=a server=10.77.0.1");
	/* CDP in a cooked capture */
	cdp_phone(&ether, PHONE, PHONE_NAME, "0.0.0.0", 0x90, "x", "Cisco IP Phone 7945");
	w.len = 0;
	/* the same; padding; 0004 (802.2) */
	put_bytes(&w, "\x00\x00\x00\x01\x00\x06", 6);
	put_mac(&w, PHONE);
	put_bytes(&w, "\x00\x00\x00\x04", 4);
	put_bytes(&w, ether.data + 14, ether.len - 14);
	ck_assert_str_eq(said(FRAME_LINK_COOKED),
			 "cdp " PHONE " - name=" PHONE_NAME " platform=Cisco IP Phone 7945 load=x");
}
END_TEST

#define ROWS(a) ((int)NR_ARRAY_SIZE(a))

static Suite *sniff_suite(void)
{
	Suite *s = suite_create("sniff");
	TCase *t = tcase_create("announcements");

	tcase_add_loop_test(t, cdp_of_phones, 0, ROWS(cdp_phones));
	tcase_add_test(t, cdp_of_a_switch);
	tcase_add_test(t, cdp_fields);
	tcase_add_test(t, cdp_checksum);
	tcase_add_loop_test(t, cdp_that_breaks_off, 0, ROWS(bad_cdp));
	tcase_add_test(t, cdp_addresses);
	tcase_add_test(t, hostile_text);
	tcase_add_test(t, lldp_of_the_pc_port);
	tcase_add_test(t, lldp_with_med);
	tcase_add_test(t, lldp_med_only);
	tcase_add_loop_test(t, lldp_descriptions, 0, ROWS(descriptions));
	tcase_add_test(t, lldp_of_a_switch);
	tcase_add_test(t, lldp_that_breaks_off);
	tcase_add_test(t, esp_of_a_7942);
	suite_add_tcase(s, t);

	t = tcase_create("requests");
	tcase_add_test(t, dhcp);
	tcase_add_test(t, dhcp_other_than_of_a_client);
	tcase_add_test(t, arp_frames);
	tcase_add_test(t, tftp);
	tcase_add_loop_test(t, names_of_files, 0, ROWS(names));
	tcase_add_loop_test(t, syn, 0, ROWS(syns));
	tcase_add_test(t, sip);
	tcase_add_test(t, sccp_messages);
	tcase_add_test(t, sccp_alarms);
	suite_add_tcase(s, t);

	t = tcase_create("headers");
	tcase_add_test(t, tags);
	tcase_add_test(t, ip_headers);
	tcase_add_test(t, senders);
	tcase_add_test(t, other_links);
	suite_add_tcase(s, t);
	return s;
}

int main(void)
{
	SRunner *r = srunner_create(sniff_suite());
	int failed;

	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
