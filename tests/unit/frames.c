/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * frames.c -- see frames.h.
 */
#include "tests/unit/frames.h"

#include <arpa/inet.h>
#include <stdlib.h>

void put_bytes(struct wire *w, const void *data, size_t len)
{
	if (len > sizeof(w->data) - w->len)
		abort();
	memcpy(w->data + w->len, data, len);
	w->len += len;
}

void put_u8(struct wire *w, unsigned v)
{
	uint8_t b = (uint8_t)v;

	put_bytes(w, &b, 1);
}

void put_u16(struct wire *w, unsigned v)
{
	put_u8(w, v >> 8);
	put_u8(w, v & 0xff);
}

void put_u32(struct wire *w, uint32_t v)
{
	put_u16(w, v >> 16);
	put_u16(w, v & 0xffff);
}

void put_text(struct wire *w, const char *text)
{
	put_bytes(w, text, strlen(text));
}

void put_mac(struct wire *w, const char *mac)
{
	for (int i = 0; i < 6; i++, mac += 3)
		put_u8(w, (unsigned)strtoul(mac, NULL, 16));
}

void put_addr(struct wire *w, const char *addr)
{
	struct in_addr a = { 0 };

	if (inet_pton(AF_INET, addr, &a) != 1)
		abort();
	put_bytes(w, &a, 4);
}

static void set_u16(struct wire *w, size_t at, unsigned v)
{
	w->data[at] = (uint8_t)(v >> 8);
	w->data[at + 1] = (uint8_t)v;
}

void wire_begin(struct wire *w, const char *to, const char *from, unsigned vlan)
{
	w->len = 0;
	put_mac(w, to);
	put_mac(w, from);
	if (vlan != 0) {
		put_u16(w, 0x8100);
		put_u16(w, 5u << 13 | vlan);
	}
}

void snap_begin(struct wire *w, const char *from, unsigned protocol)
{
	wire_begin(w, "01:00:0c:cc:cc:cc", from, 0);
	put_u16(w, 0);
	/* LLC: DSAP aa, SSAP aa, control 03 (unnumbered); SNAP: 00000c (Cisco) */
	put_bytes(w, "\xaa\xaa\x03\x00\x00\x0c", 6);
	put_u16(w, protocol);
	w->start = w->len;
	/* CDP: version 2, holdtime 180, checksum to come */
	put_bytes(w, "\x02\xb4\x00\x00", 4);
}

static void snap_head(struct wire *w, unsigned type, size_t len)
{
	put_u16(w, type);
	put_u16(w, (unsigned)len + 4);
}

void snap_text(struct wire *w, unsigned type, const char *text)
{
	snap_head(w, type, strlen(text));
	put_text(w, text);
}

void snap_u32(struct wire *w, unsigned type, uint32_t value)
{
	snap_head(w, type, 4);
	put_u32(w, value);
}

void snap_addr(struct wire *w, unsigned type, const char *addr)
{
	snap_head(w, type, 4);
	put_addr(w, addr);
}

/* The sum as a switch computes it: words as they lie, an odd last octet signed. */
static unsigned snap_sum(const uint8_t *p, size_t len)
{
	int32_t sum = 0;

	for (; len > 1; p += 2, len -= 2)
		sum += p[0] << 8 | p[1];
	if (len == 1)
		sum += *p < 0x80 ? *p : 0xff00 + *p - 1;
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return ~(unsigned)sum & 0xffff;
}

void snap_end(struct wire *w)
{
	set_u16(w, w->start - 10, (unsigned)(w->len - w->start + 8));
	set_u16(w, w->start + 2, 0);
	set_u16(w, w->start + 2, snap_sum(w->data + w->start, w->len - w->start));
}

void cdp_phone(struct wire *w, const char *mac, const char *device, const char *addr,
	       uint32_t capabilities, const char *load, const char *platform)
{
	snap_begin(w, mac, 0x2000);
	snap_text(w, 1, device);
	snap_head(w, 2, 13);
	/* addresses: 1; protocol type 1 (NLPID), length 1: cc (IP); address length 4 */
	put_bytes(w, "\x00\x00\x00\x01\x01\x01\xcc\x00\x04", 9);
	put_addr(w, addr);
	snap_text(w, 3, "Port 1");
	snap_u32(w, 4, capabilities);
	snap_text(w, 5, load);
	snap_text(w, 6, platform);
	snap_head(w, 0x0f, 4);
	/* 0f VoIP VLAN query: 20 02 00 01, as phones send it */
	put_bytes(w, "\x20\x02\x00\x01", 4);
	snap_head(w, 0x0b, 1);
	put_u8(w, 1);
	snap_head(w, 0x10, 2);
	put_u16(w, 6300);
	snap_end(w);
}

void lldp_begin(struct wire *w, const char *from)
{
	wire_begin(w, "01:80:c2:00:00:0e", from, 0);
	put_u16(w, 0x88cc);
}

void lldp_tlv(struct wire *w, unsigned type, const void *value, size_t len)
{
	put_u16(w, type << 9 | (unsigned)len);
	put_bytes(w, value, len);
}

void lldp_text(struct wire *w, unsigned type, const char *text)
{
	lldp_tlv(w, type, text, strlen(text));
}

void lldp_port(struct wire *w, const char *id)
{
	put_u16(w, 2u << 9 | (unsigned)(strlen(id) + 1));
	put_u8(w, 7);
	put_text(w, id);
}

void lldp_chassis_addr(struct wire *w, const char *addr)
{
	put_u16(w, 1u << 9 | 6);
	put_u16(w, 0x0501);
	put_addr(w, addr);
}

void lldp_capabilities(struct wire *w, unsigned capabilities)
{
	put_u16(w, 7u << 9 | 4);
	put_u16(w, capabilities);
	put_u16(w, capabilities);
}

void lldp_med(struct wire *w, unsigned subtype, const char *text)
{
	put_u16(w, 127u << 9 | (unsigned)(strlen(text) + 4));
	/* OUI 00-12-bb (TIA, LLDP-MED) */
	put_bytes(w, "\x00\x12\xbb", 3);
	put_u8(w, subtype);
	put_text(w, text);
}

void lldp_inventory(struct wire *w, const char *hardware, const char *firmware, const char *software,
		    const char *serial, const char *model)
{
	/* 127 OUI 00-12-bb (LLDP-MED), 1 capabilities: 0033, class III */
	lldp_tlv(w, 127, "\x00\x12\xbb\x01\x00\x33\x03", 7);
	lldp_med(w, 5, hardware);
	lldp_med(w, 6, firmware);
	lldp_med(w, 7, software);
	lldp_med(w, 8, serial);
	lldp_med(w, 9, "Cisco Systems, Inc.");
	lldp_med(w, 10, model);
	lldp_tlv(w, 0, "", 0);
}

void lldp_7962(struct wire *w)
{
	lldp_begin(w, "c8:f9:f9:d6:1b:c2");
	lldp_chassis_addr(w, "10.0.0.62");
	lldp_port(w, "C8F9F9D61BC2:P1");
	lldp_tlv(w, 3, "\x00\xb4", 2);
	lldp_text(w, 4, "SW PORT");
	lldp_text(w, 5, "SEPC8F9F9D61BC2");
	lldp_text(w, 6, "Cisco IP Phone 7962G,V12, SCCP42.9-3-1ES27S");
	lldp_capabilities(w, 0x24);
	/* 8 management address: length 5, IPv4, 10.0.0.62; interface: 1 (unknown), 0; no OID */
	lldp_tlv(w, 8, "\x05\x01\x0a\x00\x00\x3e\x01\x00\x00\x00\x00\x00", 12);
	lldp_inventory(w, "12", "tnp62.8-3-1-21a.bin", "SCCP42.9-3-1ES27S", "FCH1610A5S5", "CP-7962G");
}

void arp(struct wire *w, unsigned operation, const char *mac, const char *addr, const char *target)
{
	wire_begin(w, "ff:ff:ff:ff:ff:ff", mac, 0);
	put_u16(w, 0x0806);
	/* ARP: hardware 1 (Ethernet), protocol 0800 (IPv4), lengths 6 and 4 */
	put_bytes(w, "\x00\x01\x08\x00\x06\x04", 6);
	put_u16(w, operation);
	put_mac(w, mac);
	put_addr(w, addr);
	put_mac(w, "00:00:00:00:00:00");
	put_addr(w, target);
}

static void ip_begin(struct wire *w, const char *from_mac, const char *from, const char *to,
		     unsigned protocol)
{
	wire_begin(w, "02:00:00:00:00:01", from_mac, 0);
	put_u16(w, 0x0800);
	w->start = w->len;
	/* IPv4: 5 words, TOS 0, length to come, id 0, no fragment, TTL 64 */
	put_bytes(w, "\x45\x00\x00\x00\x00\x00\x00\x00\x40", 9);
	put_u8(w, protocol);
	put_u16(w, 0);
	put_addr(w, from);
	put_addr(w, to);
}

void udp_begin(struct wire *w, const char *from_mac, const char *from, const char *to, unsigned port)
{
	ip_begin(w, from_mac, from, to, 17);
	put_u16(w, port == 67 ? 68 : 50001);
	put_u16(w, port);
	put_u32(w, 0);
}

void tcp_begin(struct wire *w, const char *from_mac, const char *from, const char *to,
	       unsigned port, unsigned flags)
{
	ip_begin(w, from_mac, from, to, 6);
	put_u16(w, 49152);
	put_u16(w, port);
	put_u32(w, 1000);
	put_u32(w, 0);
	put_u16(w, 0x5000 | flags);
	put_u16(w, 8192);
	put_u32(w, 0);
}

void ip_end(struct wire *w)
{
	unsigned len = (unsigned)(w->len - w->start);

	set_u16(w, w->start + 2, len);
	if (w->data[w->start + 9] == 17)
		set_u16(w, w->start + 24, len - 20);
}

static void dhcp_option(struct wire *w, unsigned code, const void *value, size_t len)
{
	put_u8(w, code);
	put_u8(w, (unsigned)len);
	put_bytes(w, value, len);
}

/* Order of options, broadcast flag and rubbish behind the MAC as a 7911G has them. */
void dhcp_phone(struct wire *w, const char *mac, const char *vendor_class, const char *requested)
{
	static const uint8_t rubbish[10 + 64 + 128] = { 0x29, 0xcd };
	char name[16];
	const char *m = mac;

	udp_begin(w, mac, "10.10.15.97", "255.255.255.255", 67);
	/*
	 * BOOTP: op 1 (request), Ethernet, 6 bytes of address, hops 0; xid d41f4ec9;
	 * secs 0, flags 8000 (broadcast); ciaddr, yiaddr, siaddr, giaddr 0; chaddr, then
	 * rubbish to the end of it, in sname and in file; magic cookie
	 */
	put_u32(w, 0x01010600);
	put_u32(w, 0xd41f4ec9);
	put_u32(w, 0x00008000);
	for (int i = 0; i < 4; i++)
		put_u32(w, 0);
	put_mac(w, mac);
	put_bytes(w, rubbish, sizeof(rubbish));
	put_u32(w, 0x63825363);
	/* 53 message type: 3 REQUEST or 1 DISCOVER; 61 client id: 7 bytes, type 1, the MAC */
	put_bytes(w, requested ? "\x35\x01\x03\x3d\x07\x01" : "\x35\x01\x01\x3d\x07\x01", 6);
	put_mac(w, mac);
	snprintf(name, sizeof(name), "SEP%.2s%.2s%.2s%.2s%.2s%.2s", m, m + 3, m + 6, m + 9, m + 12,
		 m + 15);
	for (char *p = name; *p; p++)
		if (*p >= 'a' && *p <= 'f')
			*p = (char)(*p - 32);
	dhcp_option(w, 12, name, strlen(name));
	dhcp_option(w, 60, vendor_class, strlen(vendor_class) + 1);
	if (requested) {
		put_u16(w, 50u << 8 | 4);
		put_addr(w, requested);
	}
	/* asks for 1 netmask, 66 server name, 6 DNS, 3 router, 15 domain, 150 servers, 35 ARP timeout */
	dhcp_option(w, 55, "\x01\x42\x06\x03\x0f\x96\x23", 7);
	put_u8(w, 255);
	ip_end(w);
}

void tftp_request(struct wire *w, const char *from_mac, const char *from, const char *to,
		  const char *file)
{
	udp_begin(w, from_mac, from, to, 69);
	put_u16(w, 1);
	put_bytes(w, file, strlen(file) + 1);
	put_bytes(w, "octet", 6);
	ip_end(w);
}

/* As in core/phone/witness.c; a test that stands in for the core has no core.  Kept the same
 * by tests/unit/phone/check_witness.c. */
static const char *const source_names[NR_SOURCE_COUNT] = {
	[NR_SOURCE_NONE] = "none",
	[NR_SOURCE_CDP] = "cdp",
	[NR_SOURCE_LLDP] = "lldp",
	[NR_SOURCE_ESP] = "esp",
	[NR_SOURCE_DHCP] = "dhcp",
	[NR_SOURCE_TFTP] = "tftp",
	[NR_SOURCE_HTTP] = "http",
	[NR_SOURCE_SCCP] = "sccp",
	[NR_SOURCE_SIP] = "sip",
	[NR_SOURCE_WEB] = "web",
	[NR_SOURCE_ARP] = "arp",
	[NR_SOURCE_TCP] = "tcp",
	[NR_SOURCE_PLUGIN] = "plugin",
};

const char *frame_source(enum nr_source s)
{
	return source_names[s];
}

static const char *const fact_names[NR_FACT_COUNT] = {
	[NR_FACT_VENDOR_CLASS] = "class",
	[NR_FACT_HOST_NAME] = "host",
	[NR_FACT_WANTS_SERVER] = "wants",
	[NR_FACT_BOOT] = "boot",
	[NR_FACT_PLATFORM] = "platform",
	[NR_FACT_DEVICE_NAME] = "name",
	[NR_FACT_LOAD] = "load",
	[NR_FACT_HARDWARE] = "hardware",
	[NR_FACT_SERIAL] = "serial",
	[NR_FACT_FILE_WANTED] = "file",
	[NR_FACT_SERVER] = "server",
	[NR_FACT_REGISTERS] = "registers",
	[NR_FACT_REASON] = "reason",
	[NR_FACT_VLAN] = "vlan",
	[NR_FACT_ADDRESS] = "address",
	[NR_FACT_USER_AGENT] = "user-agent",
	[NR_FACT_MAC] = "mac",
	[NR_FACT_DEVICE_TYPE] = "type",
	[NR_FACT_SWITCH_PORT] = "port",
};

char *sighting_text(const struct nr_sighting *s, char *buf, size_t size)
{
	char mac[NR_MAC_STR_SIZE] = "-", addr[INET_ADDRSTRLEN];
	size_t n;

	if (s->mac)
		nr_mac_str(s->mac, mac);
	inet_ntop(AF_INET, &s->addr, addr, sizeof(addr));
	n = (size_t)snprintf(buf, size, "%s %s %s", frame_source(s->source), mac,
			     s->addr.s_addr ? addr : "-");
	for (const struct nr_fact_value *f = s->facts; f && f->fact != NR_FACT_END; f++)
		if (n < size)
			n += (size_t)snprintf(buf + n, size - n, " %s=%s", fact_names[f->fact],
					      f->text);
	return buf;
}
