/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * datagram.c -- Ethernet, IPv4 and UDP headers, with their lengths and sums.
 */
#include "plugins/dhcp/datagram.h"

#include <netrecover/reader.h>

#define ETHERTYPE_IPV4 0x0800
#define PROTOCOL_UDP 17

/* RFC 1071, over 16-bit words in network order; an odd last byte counts as its high half. */
static uint32_t sum_add(uint32_t sum, const uint8_t *p, size_t n)
{
	for (; n > 1; n -= 2, p += 2)
		sum += (uint32_t)p[0] << 8 | p[1];
	return n ? sum + ((uint32_t)p[0] << 8) : sum;
}

static uint16_t sum_fold(uint32_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return (uint16_t)sum;
}

/* The sum of @udp behind its pseudo header, whose addresses stand in @ip. */
static uint16_t udp_sum(const uint8_t *ip, const uint8_t *udp, size_t size)
{
	uint32_t sum = sum_add(PROTOCOL_UDP + (uint32_t)size, ip + 12, 8);

	return sum_fold(sum_add(sum, udp, size));
}

static enum drop parse_udp(const uint8_t *ip, struct nr_reader r, bool sum_open, struct datagram *out)
{
	const uint8_t *udp = r.pos;
	uint16_t size, sum;

	out->source_port = nr_u16(&r);
	out->destination_port = nr_u16(&r);
	size = nr_u16(&r);
	sum = nr_u16(&r);
	if (!nr_ok(&r) || size < 8 || size - 8u > nr_left(&r))
		return DROP_UDP_LENGTH;
	/* Zero: the sender made none, as these phones do. */
	if (sum != 0 && !sum_open && udp_sum(ip, udp, size) != 0xffff)
		return DROP_UDP_SUM;
	out->size = size - 8u;
	out->payload = nr_take(&r, out->size);
	return DROP_NONE;
}

static enum drop parse_ip(struct nr_reader r, bool sum_open, struct datagram *out)
{
	const uint8_t *ip = r.pos;
	size_t header, total;

	if (nr_left(&r) < 20 || ip[0] >> 4 != 4)
		return DROP_IP_HEADER;
	header = (ip[0] & 0x0fu) * 4;
	total = (size_t)ip[2] << 8 | ip[3];
	if (header < 20 || header > nr_left(&r))
		return DROP_IP_HEADER;
	if (total < header || total > nr_left(&r))
		return DROP_IP_LENGTH;
	if (sum_fold(sum_add(0, ip, header)) != 0xffff)
		return DROP_IP_SUM;
	if ((ip[6] & 0x3f) != 0 || ip[7] != 0)
		return DROP_FRAGMENT;
	if (ip[9] != PROTOCOL_UDP)
		return DROP_NOT_UDP;
	memcpy(&out->source, ip + 12, 4);
	memcpy(&out->destination, ip + 16, 4);
	return parse_udp(ip, nr_reader(ip + header, total - header), sum_open, out);
}

enum drop datagram_parse(const uint8_t *data, size_t size, bool sum_open, struct datagram *out)
{
	struct nr_reader r = nr_reader(data, size);
	const uint8_t *addresses = nr_take(&r, 12);

	memset(out, 0, sizeof(*out));
	if (nr_u16(&r) != ETHERTYPE_IPV4 || !addresses)
		return DROP_ETHERNET;
	memcpy(out->to.b, addresses, 6);
	memcpy(out->from.b, addresses + 6, 6);
	return parse_ip(r, sum_open, out);
}

static void put16(uint8_t *p, size_t v)
{
	p[0] = (uint8_t)(v >> 8);
	p[1] = (uint8_t)v;
}

static void write_ip(uint8_t *ip, const struct datagram *f)
{
	memset(ip, 0, 20);
	ip[0] = 0x45;
	ip[1] = 0x10;           /* low delay, as DHCP servers do */
	put16(ip + 2, 28 + f->size);
	ip[6] = 0x40;           /* don't fragment: so the identification may be 0, RFC 6864 */
	ip[8] = 64;
	ip[9] = PROTOCOL_UDP;
	memcpy(ip + 12, &f->source, 4);
	memcpy(ip + 16, &f->destination, 4);
	put16(ip + 10, (uint16_t)~sum_fold(sum_add(0, ip, 20)));
}

static void write_udp(uint8_t *udp, const uint8_t *ip, const struct datagram *f)
{
	uint16_t sum;

	put16(udp, f->source_port);
	put16(udp + 2, f->destination_port);
	put16(udp + 4, 8 + f->size);
	put16(udp + 6, 0);
	memcpy(udp + 8, f->payload, f->size);
	sum = (uint16_t)~udp_sum(ip, udp, 8 + f->size);
	put16(udp + 6, sum ? sum : 0xffff);
}

size_t datagram_write(uint8_t *out, size_t room, const struct datagram *f)
{
	if (room < DATAGRAM_HEADERS || f->size > room - DATAGRAM_HEADERS || f->size > 65535 - 28)
		return 0;
	memcpy(out, f->to.b, 6);
	memcpy(out + 6, f->from.b, 6);
	put16(out + 12, ETHERTYPE_IPV4);
	write_ip(out + 14, f);
	write_udp(out + 34, out + 14, f);
	return DATAGRAM_HEADERS + f->size;
}
