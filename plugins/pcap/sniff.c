/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * sniff.c -- see sniff.h.
 *
 * CDP and LLDP of switches tell where the bench is plugged in.  Those of anything else that is
 * surely no phone are passed over, so that they do not fill the table of phones.
 */
#include "plugins/pcap/sniff.h"
#include "plugins/dhcp/message.h"
#include "plugins/pcap/cdp.h"
#include "plugins/pcap/esp.h"
#include "plugins/pcap/lldp.h"
#include "plugins/pcap/numbers.h"
#include "plugins/registrar/alarm.h"
#include "plugins/sccp/sccp.h"
#include "plugins/tftp/tftp.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <strings.h>

/* The first word counts: an alarm and a Register may come together. */
static void add_text(struct sniff *s, enum nr_fact fact, const char *text)
{
	if (!text[0] || s->count == SNIFF_FACTS)
		return;
	for (size_t i = 0; i < s->count; i++)
		if (s->facts[i].fact == fact)
			return;
	snprintf(s->text[s->count], SNIFF_TEXT, "%s", text);
	s->facts[s->count].fact = fact;
	s->facts[s->count].text = s->text[s->count];
	s->count++;
}

static void add_addr(struct sniff *s, enum nr_fact fact, struct in_addr addr)
{
	char text[INET_ADDRSTRLEN];

	if (addr.s_addr != 0 && inet_ntop(AF_INET, &addr, text, sizeof(text)))
		add_text(s, fact, text);
}

bool sniff_name(const char *name, struct nr_mac *out)
{
	struct nr_mac mac;

	if (strncasecmp(name, "CTLSEP", 6) == 0 || strncasecmp(name, "ITLSEP", 6) == 0)
		name += 3;
	if (strncasecmp(name, "SEP", 3) != 0 && strncasecmp(name, "SIP", 3) != 0)
		return false;
	name += 3;
	if (!nr_scan_mac(&name, "", &mac) || (*name != '\0' && *name != '.') || (mac.b[0] & 1))
		return false;
	*out = mac;
	return true;
}

/* -- announcements ----------------------------------------------------------- */

static bool cdp_may_be_phone(const struct cdp *c)
{
	if (strstr(c->platform, "Phone") || (c->capabilities & CDP_PHONE))
		return true;
	return (c->capabilities & CDP_HOST) && !(c->capabilities & (CDP_ROUTER | CDP_SWITCH));
}

static bool cdp_is_switch(const struct cdp *c)
{
	return (c->capabilities & CDP_SWITCH) && !(c->capabilities & CDP_HOST);
}

/* The port is the sender's: that to which the bench is plugged. */
static void sniff_switch(struct sniff *s, enum nr_source source, const char *name, const char *port)
{
	if (!name[0] || !port[0])
		return;
	s->source = source;
	s->identifies = true;
	add_text(s, NR_FACT_DEVICE_NAME, name);
	add_text(s, NR_FACT_SWITCH_PORT, port);
}

static const char *sniff_cdp(struct sniff *s, struct nr_reader body)
{
	struct cdp c;

	if (cdp_read(&c, body.pos, nr_left(&body)) < 0)
		return "CDP that breaks off";
	if (!cdp_may_be_phone(&c)) {
		if (cdp_is_switch(&c))
			sniff_switch(s, NR_SOURCE_CDP, c.device, c.port);
		return NULL;
	}
	s->source = NR_SOURCE_CDP;
	s->identifies = true;
	s->addr = c.addr;
	add_text(s, NR_FACT_DEVICE_NAME, c.device);
	add_text(s, NR_FACT_PLATFORM, c.platform);
	add_text(s, NR_FACT_LOAD, c.load);
	return NULL;
}

static const char *sniff_esp(struct sniff *s, struct nr_reader body)
{
	struct esp e;

	if (esp_read(&e, body.pos, nr_left(&body)) < 0)
		return "SNAP 0128 that breaks off";
	s->source = NR_SOURCE_ESP;
	s->identifies = true;
	s->addr = e.addr;
	if (!s->has_mac && e.has_mac) {
		s->mac = e.mac;
		s->has_mac = true;
	}
	add_text(s, NR_FACT_DEVICE_NAME, e.device);
	add_text(s, NR_FACT_PLATFORM, e.model);
	add_text(s, NR_FACT_LOAD, e.load);
	add_text(s, NR_FACT_SERIAL, e.serial);
	return NULL;
}

static bool lldp_may_be_phone(const struct lldp *l)
{
	return (l->capabilities & LLDP_TELEPHONE) || strstr(l->text, "Phone");
}

/* What MED says of load and serial is the better source; for the model and the
 * revision it is the description, which has more of both. */
static const char *sniff_lldp(struct sniff *s, struct nr_reader body)
{
	struct lldp l;

	if (lldp_read(&l, body.pos, nr_left(&body)) < 0)
		return "LLDP that breaks off";
	if (!lldp_may_be_phone(&l)) {
		if (l.capabilities & LLDP_BRIDGE)
			sniff_switch(s, NR_SOURCE_LLDP, l.device, l.port_text[0] ? l.port_text : l.port);
		return NULL;
	}
	s->source = NR_SOURCE_LLDP;
	s->identifies = true;
	s->addr = l.addr;
	add_text(s, NR_FACT_DEVICE_NAME, l.device);
	add_text(s, NR_FACT_PLATFORM, l.platform[0] ? l.platform : l.med_model);
	add_text(s, NR_FACT_HARDWARE, l.revision[0] ? l.revision : l.med_hardware);
	add_text(s, NR_FACT_LOAD, l.med_software[0] ? l.med_software : l.text_load);
	add_text(s, NR_FACT_SERIAL, l.med_serial);
	return NULL;
}

/* -- ARP (RFC 826) ------------------------------------------------------------- */

/*
 * The sender's address; and, when it looks for another host, which one: a
 * phone with an old file server in its flash shows it so, before any request.
 */
static const char *sniff_arp(struct sniff *s, struct nr_reader r)
{
	uint16_t hardware = nr_u16(&r), protocol = nr_u16(&r);
	uint16_t lengths = nr_u16(&r), operation = nr_u16(&r);
	struct nr_mac sender = frame_mac(&r);
	struct in_addr addr = frame_addr(&r), target;

	frame_mac(&r);
	target = frame_addr(&r);
	if (!nr_ok(&r))
		return "ARP that breaks off";
	if (hardware != 1 || protocol != 0x0800 || lengths != 0x0604 || addr.s_addr == 0 ||
	    !s->has_mac || memcmp(&sender, &s->mac, sizeof(sender)) != 0)
		return NULL;
	s->source = NR_SOURCE_ARP;
	s->addr = addr;
	if (operation == 1 && target.s_addr != addr.s_addr) {
		s->target = target;
		add_addr(s, NR_FACT_SERVER, target);
	}
	return NULL;
}

/* -- DHCP (RFC 2131), what clients say ------------------------------------------ */

/* NULL: sound, but nothing that a phone says: an answer, BOOTP, no Ethernet. */
static const char *dhcp_fault(enum drop why)
{
	if (why == DROP_SHORT || why == DROP_COOKIE)
		return "DHCP without a whole header";
	if (why == DROP_OPTIONS)
		return "DHCP with an option that breaks off";
	return why == DROP_OPTION_LENGTH ? "DHCP with an option of wrong length" : NULL;
}

/*
 * The source address of a DISCOVER is the one that the phone had before (seen
 * on a 7911G), and sname and file hold rubbish: only ciaddr and the options count.
 */
static const char *sniff_dhcp(struct sniff *s, struct nr_reader r)
{
	struct message m;
	enum drop why = message_parse(r.pos, nr_left(&r), MESSAGE_REQUEST_OP, &m);

	if (why != DROP_NONE)
		return dhcp_fault(why);
	s->source = NR_SOURCE_DHCP;
	s->identifies = true;
	s->mac = m.mac;
	s->has_mac = true;
	s->addr = m.ciaddr;
	add_text(s, NR_FACT_VENDOR_CLASS, m.vendor_class);
	add_text(s, NR_FACT_HOST_NAME, m.host_name);
	if (message_wants(&m, MESSAGE_TFTP_SERVERS))
		add_text(s, NR_FACT_WANTS_SERVER, "150");
	s->boots = message_boot(&m) != NULL;
	if (s->boots)
		add_text(s, NR_FACT_BOOT, message_boot(&m));
	return NULL;
}

/* -- TFTP, SIP, SCCP -------------------------------------------------------------- */

/*
 * A list of firmware, or the first name of an old 7940: what no computer asks a server for.  Two
 * names by themselves, for a plugin cannot ask the program what a name means, and a frame is read
 * before anybody is known who could say it; what the file is, the program asks the models.
 */
static bool asks_as_phone(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && (strcasecmp(dot, ".loads") == 0 || strcasecmp(name, "OS79XX.TXT") == 0);
}

static const char *sniff_tftp(struct sniff *s, const struct ipv4 *ip, struct nr_reader r)
{
	struct tftp_request want;
	enum tftp_drop why = tftp_parse_request(r.pos, nr_left(&r), &want);

	if (why == TFTP_DROP_OPCODE || (why == TFTP_TAKEN && want.opcode != TFTP_RRQ))
		return NULL;
	if (why != TFTP_TAKEN)
		return "TFTP request that breaks off";
	s->source = NR_SOURCE_TFTP;
	s->addr = ip->source;
	s->target = ip->target;
	s->names = sniff_name(want.name, &s->named);
	s->near = ip->ttl == 64 && asks_as_phone(want.name);
	add_text(s, NR_FACT_FILE_WANTED, want.name);
	add_addr(s, NR_FACT_SERVER, ip->target);
	return NULL;
}

static void registers(struct sniff *s, enum nr_source source, const struct ipv4 *ip,
		      const char *with)
{
	s->source = source;
	s->addr = ip->source;
	add_text(s, NR_FACT_REGISTERS, with);
}

static const char *sniff_udp(struct sniff *s, const struct ipv4 *ip)
{
	struct udp u;

	if (!frame_read_udp(&u, ip->body))
		return "UDP that breaks off";
	if (u.target == PORT_DHCP_SERVER)
		return sniff_dhcp(s, u.body);
	if (u.target == PORT_TFTP)
		return sniff_tftp(s, ip, u.body);
	if (u.target == PORT_SIP && nr_left(&u.body) > 9 && memcmp(u.body.pos, "REGISTER ", 9) == 0)
		registers(s, NR_SOURCE_SIP, ip, "sip");
	return NULL;
}

/* SCCP messages that only something with keys and a handset sends. */
static bool has_keys(uint32_t message)
{
	enum { KEYPAD = 3, STIMULUS = 5, OFF_HOOK = 6, ON_HOOK = 7, SOFT_KEY = 0x26 };

	return message == KEYPAD || message == STIMULUS || message == OFF_HOOK ||
	       message == ON_HOOK || message == SOFT_KEY;
}

/* What it says about itself; nothing when it gives no phone's name. */
static bool sccp_names(struct sniff *s, const char *name)
{
	if (!sniff_name(name, &s->named))
		return false;
	s->names = true;
	add_text(s, NR_FACT_REGISTERS, "sccp");
	add_text(s, NR_FACT_DEVICE_NAME, name);
	return true;
}

static void sniff_register(struct sniff *s, struct nr_reader body)
{
	struct sccp_register said = { .load = "" };
	struct nr_reader r = body;
	char name[17];

	nr_text(nr_sub(&r, 16), name, sizeof(name));
	if (!sccp_names(s, name) || !sccp_read_register(body, &said))
		return;
	add_text(s, NR_FACT_LOAD, said.load);
	snprintf(name, sizeof(name), "%u", said.type);
	add_text(s, NR_FACT_DEVICE_TYPE, name);
}

static void sniff_alarm(struct sniff *s, struct nr_reader body)
{
	struct sccp_alarm said;
	struct alarm alarm;

	if (!sccp_read_alarm(body, &said))
		return;
	alarm_read(said.text, &alarm);
	if (!sccp_names(s, alarm.name))
		return;
	add_text(s, NR_FACT_LOAD, alarm.load);
	add_text(s, NR_FACT_REASON, alarm.last);
}

static void sniff_xml_alarm(struct sniff *s, struct nr_reader body)
{
	struct xml_alarm alarm;

	if (!alarm_read_xml(body, &alarm) || !sccp_names(s, alarm.name))
		return;
	add_text(s, NR_FACT_PLATFORM, alarm.model);
	add_text(s, NR_FACT_LOAD, alarm.load);
	add_text(s, NR_FACT_REASON, alarm.last);
}

/*
 * SCCP to a call manager of others; a bench hears it at its own door instead.
 * Many things register so (the conference bridge of a router does): a phone is
 * what gives its name as SEP<MAC>, or has keys.  In the second case the
 * sender's MAC is the phone's when no router was between, which its time to
 * live of 64 shows (seen on two 79xx phones).
 */
static void sniff_sccp(struct sniff *s, const struct ipv4 *ip, struct nr_reader r)
{
	struct sccp_frame f;
	size_t used;

	while (sccp_read(r.pos, nr_left(&r), &f, &used) == SCCP_FRAME) {
		nr_take(&r, used);
		if (f.id == SCCP_REGISTER) {
			sniff_register(s, f.body);
		} else if (f.id == SCCP_ALARM) {
			sniff_alarm(s, f.body);
		} else if (f.id == SCCP_XML_ALARM) {
			sniff_xml_alarm(s, f.body);
		} else if (has_keys(f.id)) {
			add_text(s, NR_FACT_REGISTERS, "sccp");
			s->identifies = s->has_mac && ip->ttl == 64;
		}
	}
	if (s->count > 0) {
		s->source = NR_SOURCE_SCCP;
		s->addr = ip->source;
	}
}

static const char *sniff_tcp(struct sniff *s, const struct ipv4 *ip)
{
	struct tcp t;

	if (!frame_read_tcp(&t, ip->body))
		return "TCP that breaks off";
	if ((t.flags & (TCP_SYN | TCP_ACK)) == TCP_SYN) {
		if (t.target == PORT_SCCP)
			registers(s, NR_SOURCE_TCP, ip, "sccp");
		else if (t.target == PORT_SIP || t.target == PORT_SIPS)
			registers(s, NR_SOURCE_TCP, ip, "sip");
	} else if (t.target == PORT_SCCP) {
		sniff_sccp(s, ip, t.body);
	}
	return NULL;
}

static const char *sniff_ipv4(struct sniff *s, struct nr_reader body)
{
	struct ipv4 ip;

	if (!frame_read_ipv4(&ip, body))
		return "IPv4 that breaks off, or in fragments";
	if (ip.protocol == FRAME_UDP)
		return sniff_udp(s, &ip);
	if (ip.protocol == FRAME_TCP)
		return sniff_tcp(s, &ip);
	return NULL;
}

static const char *sniff_body(struct sniff *s, const struct frame *f)
{
	switch (f->kind) {
	case FRAME_SNAP:
		if (f->oui != OUI_CISCO)
			return NULL;
		if (f->type == SNAP_CDP)
			return sniff_cdp(s, f->body);
		return f->type == SNAP_ESP ? sniff_esp(s, f->body) : NULL;
	case FRAME_LLDP:
		return sniff_lldp(s, f->body);
	case FRAME_ARP:
		return sniff_arp(s, f->body);
	case FRAME_IPV4:
		return sniff_ipv4(s, f->body);
	case FRAME_OTHER:
		break;
	}
	return NULL;
}

const char *sniff_frame(struct sniff *out, enum frame_link link, const void *data, size_t len)
{
	struct frame f;
	const char *why;
	char vlan[8];

	out->source = NR_SOURCE_NONE;
	out->identifies = out->names = out->boots = false;
	out->addr.s_addr = out->target.s_addr = 0;
	out->count = 0;
	if (!frame_read(&f, link, data, len))
		return "frame that breaks off";
	out->has_mac = f.has_source;
	out->mac = f.source;
	why = sniff_body(out, &f);
	if (why)
		out->source = NR_SOURCE_NONE;
	if (out->source != NR_SOURCE_NONE && f.vlan != 0) {
		snprintf(vlan, sizeof(vlan), "%u", (unsigned)f.vlan);
		add_text(out, NR_FACT_VLAN, vlan);
	}
	out->facts[out->count] = (struct nr_fact_value){ NR_FACT_END, NULL };
	return why;
}
