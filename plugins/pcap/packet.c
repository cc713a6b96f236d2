/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * packet.c -- see packet.h.
 */
#include "plugins/pcap/packet.h"
#include "plugins/dhcp/message.h"
#include "plugins/pcap/cdp.h"
#include "plugins/pcap/esp.h"
#include "plugins/pcap/lldp.h"
#include "plugins/pcap/numbers.h"
#include "plugins/sccp/sccp.h"
#include "plugins/tftp/tftp.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>

#define TCP_FIN 0x01
#define TCP_RST 0x04
#define PORT_USER 1024          /* those of a transfer are not below */

/* What is written, and how far. */
struct line {
	char *text;
	size_t at;
};

static void __attribute__((format(printf, 2, 3))) put(struct line *l, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(l->text + l->at, PACKET_LINE - l->at, fmt, ap);
	va_end(ap);
	if (n > 0)
		l->at = (size_t)n < PACKET_LINE - l->at ? l->at + (size_t)n : PACKET_LINE - 1;
}

/* " 'SEP001B54AA0001'"; nothing when there is none. */
static void put_text(struct line *l, const char *text)
{
	if (text[0])
		put(l, " '%s'", text);
}

static void put_addr(struct line *l, const char *before, struct in_addr addr)
{
	char text[INET_ADDRSTRLEN];

	put(l, "%s%s", before, inet_ntop(AF_INET, &addr, text, sizeof(text)) ? text : "?");
}

static void put_bytes(struct line *l, const struct nr_reader *r)
{
	size_t n = nr_left(r);

	put(l, ", %zu %s", n, n == 1 ? "byte" : "bytes");
}

/* The first line of a protocol that is text. */
static void put_first_line(struct line *l, struct nr_reader r)
{
	char text[100];
	size_t n = 0;

	while (n < nr_left(&r) && n < sizeof(text) - 1 && r.pos[n] != '\r' && r.pos[n] != '\n')
		n++;
	nr_text(nr_sub(&r, n), text, sizeof(text));
	put_text(l, text);
}

/* -- announcements ------------------------------------------------------------------- */

static void line_cdp(struct line *l, struct nr_reader body)
{
	struct cdp c;

	put(l, "CDP");
	if (cdp_read(&c, body.pos, nr_left(&body)) < 0) {
		put(l, " that breaks off");
		return;
	}
	put_text(l, c.device);
	put_text(l, c.platform);
	put_text(l, c.load);
}

static void line_esp(struct line *l, struct nr_reader body)
{
	struct esp e;

	put(l, "SNAP 0128");
	if (esp_read(&e, body.pos, nr_left(&body)) < 0) {
		put(l, " that breaks off");
		return;
	}
	put_text(l, e.device);
	put_text(l, e.model);
	put_text(l, e.load);
}

static void line_lldp(struct line *l, struct nr_reader body)
{
	struct lldp d;

	put(l, "LLDP");
	if (lldp_read(&d, body.pos, nr_left(&body)) < 0) {
		put(l, " that breaks off");
		return;
	}
	put_text(l, d.device);
	put_text(l, d.platform[0] ? d.platform : d.med_model);
	put_text(l, d.med_software[0] ? d.med_software : d.text_load);
}

static void line_snap(struct line *l, const struct frame *f)
{
	if (f->oui == OUI_CISCO && f->type == SNAP_CDP) {
		line_cdp(l, f->body);
	} else if (f->oui == OUI_CISCO && f->type == SNAP_ESP) {
		line_esp(l, f->body);
	} else {
		put(l, "SNAP %06x %04x", (unsigned)f->oui, f->type);
		put_bytes(l, &f->body);
	}
}

static void line_arp(struct line *l, struct nr_reader r)
{
	struct in_addr addr, target;
	uint16_t operation;

	nr_take(&r, 6);                 /* hardware, protocol, their lengths */
	operation = nr_u16(&r);
	frame_mac(&r);
	addr = frame_addr(&r);
	frame_mac(&r);
	target = frame_addr(&r);
	if (!nr_ok(&r)) {
		put(l, "ARP that breaks off");
		return;
	}
	put_addr(l, operation == 1 ? "ARP who has " : "ARP answer to ", target);
	put_addr(l, operation == 1 ? ", asks " : ": here is ", addr);
}

/* -- UDP ------------------------------------------------------------------------------- */

static void line_dhcp(struct line *l, struct nr_reader r)
{
	enum message_op op = nr_left(&r) > 0 && r.pos[0] == MESSAGE_REPLY_OP ? MESSAGE_REPLY_OP : MESSAGE_REQUEST_OP;
	char mac[NR_MAC_STR_SIZE];
	struct message m;

	if (message_parse(r.pos, nr_left(&r), op, &m) != DROP_NONE) {
		put(l, "DHCP that is not sound");
		put_bytes(l, &r);
		return;
	}
	put(l, "DHCP %s, client %s", message_type_name(m.type), nr_mac_str(&m.mac, mac));
	put_text(l, m.host_name);
	put_text(l, m.vendor_class);
	if (m.yiaddr.s_addr != INADDR_ANY)
		put_addr(l, ", gets ", m.yiaddr);
	else if (m.requested.s_addr != INADDR_ANY)
		put_addr(l, ", wants ", m.requested);
}

static void line_tftp_request(struct line *l, struct nr_reader r)
{
	struct tftp_request want;

	if (tftp_parse_request(r.pos, nr_left(&r), &want) != TFTP_TAKEN) {
		put(l, "TFTP that is no request");
		put_bytes(l, &r);
		return;
	}
	put(l, "TFTP %s", want.opcode == TFTP_RRQ ? "RRQ" : "WRQ");
	put_text(l, want.name);
	if (want.options.has & TFTP_HAS_BLKSIZE)
		put(l, ", blocks of %u", want.options.blksize);
}

/* A packet of a transfer, as RFC 1350 and 2347 form them; false: it has not that form. */
static bool line_transfer(struct line *l, struct nr_reader r)
{
	uint16_t opcode = nr_u16(&r), number;
	char text[128];

	if (opcode == TFTP_OACK) {
		put(l, "TFTP OACK");
		put_bytes(l, &r);
		return nr_ok(&r);
	}
	number = nr_u16(&r);
	if (!nr_ok(&r))
		return false;
	if (opcode == TFTP_DATA) {
		put(l, "TFTP DATA %u", number);
		put_bytes(l, &r);
	} else if (opcode == TFTP_ACK && nr_left(&r) == 0) {
		put(l, "TFTP ACK %u", number);
	} else if (opcode == TFTP_ERROR) {
		nr_text(r, text, sizeof(text));
		put(l, "TFTP ERROR %u", number);
		put_text(l, text);
	} else {
		return false;
	}
	return true;
}

static void line_udp(struct line *l, const struct ipv4 *ip)
{
	struct udp u;

	if (!frame_read_udp(&u, ip->body)) {
		put(l, "UDP that breaks off");
		return;
	}
	put_addr(l, "", ip->source);
	put(l, ":%u > ", u.source);
	put_addr(l, "", ip->target);
	put(l, ":%u ", u.target);
	if (u.target == PORT_DHCP_SERVER || u.target == PORT_DHCP_CLIENT) {
		line_dhcp(l, u.body);
	} else if (u.target == PORT_TFTP) {
		line_tftp_request(l, u.body);
	} else if (u.target == PORT_SIP || u.source == PORT_SIP) {
		put(l, "SIP");
		put_first_line(l, u.body);
	} else if (u.source < PORT_USER || u.target < PORT_USER || !line_transfer(l, u.body)) {
		put(l, "UDP");
		put_bytes(l, &u.body);
	}
}

/* -- TCP -------------------------------------------------------------------------------- */

static void line_sccp(struct line *l, struct nr_reader r)
{
	struct sccp_frame f;
	size_t used;

	put(l, "SCCP");
	if (sccp_read(r.pos, nr_left(&r), &f, &used) == SCCP_FRAME)
		put(l, " message %04x", (unsigned)f.id);
	put_bytes(l, &r);
}

/* "GET /...", "REGISTER sip:...", "HTTP/1.1 200 OK" */
static bool is_text(const struct nr_reader *r)
{
	size_t n = nr_left(r), i;

	for (i = 0; i < n && i < 8 && r->pos[i] != ' '; i++)
		if (!isupper(r->pos[i]) && !isdigit(r->pos[i]) && r->pos[i] != '/' && r->pos[i] != '.')
			return false;
	return i > 2 && i < n && i <= 8;
}

static void line_tcp(struct line *l, const struct ipv4 *ip)
{
	struct tcp t;

	if (!frame_read_tcp(&t, ip->body)) {
		put(l, "TCP that breaks off");
		return;
	}
	put_addr(l, "", ip->source);
	put(l, ":%u > ", t.source);
	put_addr(l, "", ip->target);
	put(l, ":%u ", t.target);
	if (nr_left(&t.body) > 0 && (t.target == PORT_SCCP || t.source == PORT_SCCP)) {
		line_sccp(l, t.body);
		return;
	}
	put(l, "TCP%s%s%s%s", t.flags & TCP_SYN ? " SYN" : "", t.flags & TCP_ACK ? " ACK" : "",
	    t.flags & TCP_FIN ? " FIN" : "", t.flags & TCP_RST ? " RST" : "");
	if (is_text(&t.body))
		put_first_line(l, t.body);
	else if (nr_left(&t.body) > 0)
		put_bytes(l, &t.body);
}

static void line_ipv4(struct line *l, struct nr_reader body)
{
	struct ipv4 ip;

	if (!frame_read_ipv4(&ip, body)) {
		put(l, "IPv4 that breaks off, or in fragments");
		return;
	}
	switch (ip.protocol) {
	case FRAME_UDP:
		line_udp(l, &ip);
		break;
	case FRAME_TCP:
		line_tcp(l, &ip);
		break;
	default:
		put_addr(l, "", ip.source);
		put_addr(l, " > ", ip.target);
		put(l, " IPv4 protocol %u", ip.protocol);
		put_bytes(l, &ip.body);
		break;
	}
}

static void line_body(struct line *l, const struct frame *f)
{
	switch (f->kind) {
	case FRAME_SNAP:
		line_snap(l, f);
		break;
	case FRAME_LLDP:
		line_lldp(l, f->body);
		break;
	case FRAME_ARP:
		line_arp(l, f->body);
		break;
	case FRAME_IPV4:
		line_ipv4(l, f->body);
		break;
	case FRAME_OTHER:
		put(l, f->type ? "EtherType %04x" : "IEEE 802.3 with another LLC", f->type);
		put_bytes(l, &f->body);
		break;
	}
}

void packet_line(enum frame_link link, const void *data, size_t len, char out[PACKET_LINE])
{
	struct line l = { .text = out };
	char mac[NR_MAC_STR_SIZE];
	struct frame f;

	out[0] = '\0';
	if (!frame_read(&f, link, data, len)) {
		put(&l, "a frame that breaks off, %zu %s", len, len == 1 ? "byte" : "bytes");
		return;
	}
	if (f.has_source)
		put(&l, "%s ", nr_mac_str(&f.source, mac));
	if (f.vlan)
		put(&l, "VLAN %u ", f.vlan);
	line_body(&l, &f);
}
