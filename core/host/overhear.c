/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * overhear.c -- see overhear.h.  Of IPv4 (RFC 791), ARP (RFC 826) and IPv6 (RFC 8200) only
 * what tells a router by what it does: OSPF (RFC 2328), EIGRP (RFC 7868), PIM (RFC 7761),
 * VRRP (RFC 5798), HSRP (RFC 2281), RIP (RFC 2453), IGMP queries (RFC 3376), the router
 * advertisements of ICMP (RFC 1256) and ICMPv6 (RFC 4861).  A switch of the bench may call
 * itself a router in CDP or LLDP, and is none until it routes.
 */
#include <config.h>

#include "core/host/overhear.h"
#include "core/base/clock.h"

#include <netrecover/reader.h>

#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define PROBES 3
#define PROBE_MS 300                    /* from one to the next */

#define ARP_ETHERNET 1
#define PROTO_ICMP 1
#define PROTO_IGMP 2
#define PROTO_TCP 6
#define PROTO_UDP 17
#define PROTO_ICMPV6 58
#define IGMP_QUERY 0x11
#define ICMP_ADVERTISEMENT 9
#define ICMPV6_ADVERTISEMENT 134

/* -- a frame ------------------------------------------------------------------------- */

static bool same_mac(const struct nr_mac *a, const struct nr_mac *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

/* Each device once for what it is. */
static void note(struct overhear *o, enum overhear_kind kind, const struct nr_mac *mac, uint32_t ip,
		 const char *how)
{
	bool device = kind == OVERHEAR_DEVICE;
	struct overheard *row = device ? o->device : o->row;
	size_t *n = device ? &o->devices : &o->count;

	for (size_t i = 0; i < *n; i++)
		if (row[i].kind == kind && same_mac(&row[i].mac, mac))
			return;
	if (*n < (device ? (size_t)OVERHEAR_DEVICES : (size_t)OVERHEAR_ROWS))
		row[(*n)++] = (struct overheard){ kind, *mac, { htonl(ip) }, how };
}

/* An address that a host of another network has. */
static bool is_foreign(const struct overhear *o, uint32_t ip)
{
	uint32_t mask = ntohl(o->netmask.s_addr);

	return ip >> 24 != 0 && ip >> 24 != 127 && ip >> 28 < 14 && ip >> 16 != 0xa9fe &&
	       (ip & mask) != (ntohl(o->address.s_addr) & mask);
}

static void take_mac(struct nr_reader *r, struct nr_mac *out)
{
	const uint8_t *p = nr_take(r, sizeof(out->b));

	memset(out, 0, sizeof(*out));
	if (p)
		memcpy(out->b, p, sizeof(out->b));
}

static void take_arp(struct overhear *o, const struct nr_mac *from, struct nr_reader r)
{
	uint16_t hardware = nr_u16(&r), protocol = nr_u16(&r), sizes = nr_u16(&r);
	uint32_t sender, target, own = ntohl(o->address.s_addr);
	struct nr_mac mac, other;

	nr_u16(&r);                     /* request or reply */
	take_mac(&r, &mac);
	sender = nr_u32(&r);
	take_mac(&r, &other);
	target = nr_u32(&r);
	if (!nr_ok(&r) || hardware != ARP_ETHERNET || protocol != ETH_P_IP || sizes != 0x0604)
		return;
	/* RFC 5227, 2.1.1: it has the address, or is probing for it at this moment. */
	if ((sender == own || (sender == 0 && target == own)) && !same_mac(&mac, &o->mac) && !o->taken) {
		o->taken = true;
		o->by = mac;
	}
	if (is_foreign(o, sender))
		note(o, OVERHEAR_DEVICE, from, sender, "ARP");
}

/* The port that a call manager answers from. */
static const char *server_port(uint16_t port)
{
	switch (port) {
	case 2000: return "TCP port 2000, SCCP";
	case 2443: return "TCP port 2443, SCCP";
	case 6970: return "TCP port 6970, its files";
	case 6972: return "TCP port 6972, its files";
	default: return NULL;
	}
}

static const char *router_port(uint16_t port)
{
	switch (port) {
	case 520: return "RIP";
	case 1985: return "HSRP";
	case 2029: return "HSRP";
	case 3222: return "GLBP";
	default: return NULL;
	}
}

static const char *router_protocol(uint8_t protocol)
{
	switch (protocol) {
	case 88: return "EIGRP";
	case 89: return "OSPF";
	case 103: return "PIM";
	case 112: return "VRRP";
	default: return NULL;
	}
}

/* What is in the datagram; @source zero: a snooping switch asks so. */
static void take_payload(struct overhear *o, const struct nr_mac *from, uint32_t source, uint8_t protocol,
			 struct nr_reader r)
{
	const char *how = router_protocol(protocol), *server = NULL;
	uint16_t from_port, to_port;

	if (protocol == PROTO_IGMP && nr_u8(&r) == IGMP_QUERY && source)
		how = "IGMP queries";
	else if (protocol == PROTO_ICMP && nr_u8(&r) == ICMP_ADVERTISEMENT)
		how = "router advertisements";
	else if (protocol == PROTO_TCP)
		server = server_port(nr_u16(&r));
	if (protocol == PROTO_UDP) {
		from_port = nr_u16(&r);
		to_port = nr_u16(&r);
		how = from_port == to_port ? router_port(to_port) : NULL;
	}
	if (!nr_ok(&r))
		return;
	if (how)
		note(o, OVERHEAR_ROUTER, from, source, how);
	if (server)
		note(o, OVERHEAR_CALL_MANAGER, from, source, server);
}

static void take_ipv4(struct overhear *o, const struct nr_mac *from, struct nr_reader r)
{
	uint8_t version = nr_u8(&r), protocol;
	uint16_t fragment;
	uint32_t source;
	size_t options = (size_t)(version & 15) * 4;

	nr_take(&r, 5);                 /* service, length, identification */
	fragment = nr_u16(&r);
	nr_u8(&r);                      /* time to live */
	protocol = nr_u8(&r);
	nr_u16(&r);                     /* checksum */
	source = nr_u32(&r);
	nr_u32(&r);                     /* destination */
	if (!nr_ok(&r) || version >> 4 != 4 || options < 20)
		return;
	nr_take(&r, options - 20);
	if (is_foreign(o, source))
		note(o, OVERHEAR_DEVICE, from, source, "IP");
	if ((fragment & 0x1fff) == 0)
		take_payload(o, from, source, protocol, r);
}

static void take_ipv6(struct overhear *o, const struct nr_mac *from, struct nr_reader r)
{
	uint8_t next;

	nr_take(&r, 6);                 /* version, class, flow, length */
	next = nr_u8(&r);
	nr_take(&r, 33);                /* hop limit, addresses */
	if (next == PROTO_ICMPV6 && nr_u8(&r) == ICMPV6_ADVERTISEMENT && nr_ok(&r))
		note(o, OVERHEAR_ROUTER, from, 0, "IPv6 router advertisements");
}

void overhear_frame(struct overhear *o, const void *data, size_t len, unsigned vlan)
{
	struct nr_reader r = nr_reader(data, len);
	struct nr_mac to, from;
	uint16_t type;

	take_mac(&r, &to);
	take_mac(&r, &from);
	type = nr_u16(&r);
	if (!nr_ok(&r) || vlan != o->vlan || same_mac(&from, &o->mac))
		return;
	o->frames++;
	if (type == ETH_P_ARP)
		take_arp(o, &from, r);
	else if (type == ETH_P_IP)
		take_ipv4(o, &from, r);
	else if (type == ETH_P_IPV6)
		take_ipv6(o, &from, r);
}

/* -- the wire ------------------------------------------------------------------------ */

static uint8_t *put(uint8_t *at, const void *data, size_t len)
{
	memcpy(at, data, len);
	return at + len;
}

/* A request whose sender has no address yet, so that nobody's table is changed by it. */
size_t overhear_probe(const struct overhear *o, uint8_t buf[OVERHEAR_PROBE])
{
	static const uint8_t all[6] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }, none[6] = { 0 };
	static const uint8_t head[] = { 0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 1 };
	const uint8_t tag[] = { 0x81, 0, (uint8_t)(o->vlan >> 8), (uint8_t)o->vlan };
	uint8_t *at = put(buf, all, 6);

	at = put(at, o->mac.b, 6);
	if (o->vlan)
		at = put(at, tag, sizeof(tag));
	at = put(at, head, sizeof(head));
	at = put(at, o->mac.b, 6);
	at = put(at, none, 4);
	at = put(at, none, 6);
	at = put(at, &o->address, 4);
	return (size_t)(at - buf);
}

/* All that arrives, also what the card would leave to others, with its tags apart. */
static int open_ear(unsigned ifindex)
{
	struct packet_mreq all = { .mr_ifindex = (int)ifindex, .mr_type = PACKET_MR_PROMISC };
	struct sockaddr_ll at = {
		.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = (int)ifindex,
	};
	int fd = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1, r;

	if (fd < 0)
		return -errno;
	if (setsockopt(fd, SOL_PACKET, PACKET_AUXDATA, &on, sizeof(on)) == 0 &&
	    bind(fd, (struct sockaddr *)&at, sizeof(at)) == 0) {
		(void)setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &all, sizeof(all));
		return fd;
	}
	r = -errno;
	close(fd);
	return r;
}

static unsigned tag_of(struct msghdr *m)
{
	for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c; c = CMSG_NXTHDR(m, c)) {
		struct tpacket_auxdata a;

		if (c->cmsg_level != SOL_PACKET || c->cmsg_type != PACKET_AUXDATA)
			continue;
		memcpy(&a, CMSG_DATA(c), sizeof(a));
		return a.tp_status & TP_STATUS_VLAN_VALID ? a.tp_vlan_tci & 0xfff : 0;
	}
	return 0;
}

static void take_waiting(struct overhear *o, int fd)
{
	uint8_t frame[256];
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(sizeof(struct tpacket_auxdata))];
	} control;
	struct sockaddr_ll from;
	struct iovec iov = { frame, sizeof(frame) };

	for (int i = 0; i < 1000; i++) {
		struct msghdr m = { .msg_name = &from, .msg_namelen = sizeof(from), .msg_iov = &iov, .msg_iovlen = 1,
				    .msg_control = &control, .msg_controllen = sizeof(control) };
		ssize_t n = recvmsg(fd, &m, 0);

		if (n < 0)
			return;
		if (from.sll_pkttype != PACKET_OUTGOING)
			overhear_frame(o, frame, (size_t)n, tag_of(&m));
	}
}

int overhear_wire(struct overhear *o, unsigned ifindex)
{
	int64_t start = clock_mono_ms(), now = start, next = start;
	int fd = open_ear(ifindex), sent = 0, r = 0;
	struct pollfd p = { .fd = fd, .events = POLLIN };
	uint8_t probe[OVERHEAR_PROBE];
	size_t size = overhear_probe(o, probe);

	if (fd < 0)
		return fd;
	for (; r == 0 && now - start < OVERHEAR_MS; now = clock_mono_ms()) {
		if (sent < PROBES && now >= next) {
			if (send(fd, probe, size, 0) < 0)
				r = -errno;
			sent++;
			next = now + PROBE_MS;
		}
		(void)poll(&p, 1, 50);
		take_waiting(o, fd);
	}
	close(fd);
	return r;
}
