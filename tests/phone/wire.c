/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* wire.c -- see wire.h. */
#include <config.h>

#include "tests/phone/wire.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <netinet/if_ether.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#ifndef PACKET_IGNORE_OUTGOING
#define PACKET_IGNORE_OUTGOING 23
#endif

static void pcap_begin(FILE *f)
{
	const uint32_t magic = 0xa1b2c3d4, snap = 65535, ethernet = 1, zero = 0;
	const uint16_t version[2] = { 2, 4 };

	fwrite(&magic, 4, 1, f);
	fwrite(version, 4, 1, f);
	fwrite(&zero, 4, 1, f);
	fwrite(&zero, 4, 1, f);
	fwrite(&snap, 4, 1, f);
	fwrite(&ethernet, 4, 1, f);
}

void wire_record(const struct wire *w, const uint8_t *frame, size_t len)
{
	struct timespec now;
	uint32_t head[4];

	if (!w->pcap)
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	head[0] = (uint32_t)now.tv_sec;
	head[1] = (uint32_t)(now.tv_nsec / 1000);
	head[2] = head[3] = (uint32_t)len;
	fwrite(head, sizeof(head), 1, w->pcap);
	fwrite(frame, 1, len, w->pcap);
}

static int wire_bind(struct wire *w)
{
	struct sockaddr_ll ll = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(ETH_P_ALL),
		.sll_ifindex = w->ifindex,
	};
	struct packet_mreq promiscuous = {
		.mr_ifindex = w->ifindex,
		.mr_type = PACKET_MR_PROMISC,
	};
	int yes = 1, size = 4 << 20;

	if (setsockopt(w->fd, SOL_PACKET, PACKET_AUXDATA, &yes, sizeof(yes)) < 0)
		return -errno;
	/* Old kernels lack this one; wire_receive() looks at the type anyhow. */
	setsockopt(w->fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &yes, sizeof(yes));
	if (setsockopt(w->fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size)) < 0)
		setsockopt(w->fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
	if (bind(w->fd, (struct sockaddr *)&ll, sizeof(ll)) < 0 ||
	    setsockopt(w->fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &promiscuous,
		       sizeof(promiscuous)) < 0)
		return -errno;
	return 0;
}

int wire_open(struct wire *w, const char *interface, const char *pcap)
{
	int rc;

	*w = (struct wire){ .fd = -1 };
	w->ifindex = (int)if_nametoindex(interface);
	if (w->ifindex == 0)
		return -errno;
	w->fd = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (w->fd < 0)
		return -errno;
	rc = wire_bind(w);
	if (rc < 0)
		goto close;
	if (pcap) {
		w->pcap = fopen(pcap, "we");
		if (!w->pcap) {
			rc = -errno;
			goto close;
		}
		pcap_begin(w->pcap);
	}
	return 0;
close:
	wire_close(w);
	return rc;
}

void wire_close(struct wire *w)
{
	if (w->pcap)
		fclose(w->pcap);
	if (w->fd >= 0)
		close(w->fd);
	*w = (struct wire){ .fd = -1 };
}

/* The kernel takes an 802.1Q tag off and tells it beside the frame: put it back. */
static size_t restore_tag(const struct msghdr *m, uint8_t *frame, size_t len, size_t size)
{
	const struct cmsghdr *c = CMSG_FIRSTHDR(m);
	uint16_t tag[2] = { htons(ETHERTYPE_VLAN) };
	struct tpacket_auxdata aux;

	if (!c || c->cmsg_level != SOL_PACKET || c->cmsg_type != PACKET_AUXDATA)
		return len;
	memcpy(&aux, CMSG_DATA(c), sizeof(aux));
	if (!(aux.tp_status & TP_STATUS_VLAN_VALID) || len < 14 || len + 4 > size)
		return len;
	tag[1] = htons(aux.tp_vlan_tci);
	memmove(frame + 16, frame + 12, len - 12);
	memcpy(frame + 12, tag, sizeof(tag));
	return len + 4;
}

int wire_receive(struct wire *w, uint8_t *frame, size_t size)
{
	for (;;) {
		union {
			struct cmsghdr align;
			uint8_t bytes[CMSG_SPACE(sizeof(struct tpacket_auxdata))];
		} control;
		struct sockaddr_ll from;
		struct iovec iov = { frame, size };
		struct msghdr m = {
			.msg_name = &from, .msg_namelen = sizeof(from), .msg_iov = &iov, .msg_iovlen = 1,
			.msg_control = &control, .msg_controllen = sizeof(control),
		};
		ssize_t n = recvmsg(w->fd, &m, 0);
		size_t len;

		if (n < 0 && errno == EINTR)
			continue;
		/* An interface that went down and up again reports that once. */
		if (n < 0)
			return errno == EAGAIN || errno == ENETDOWN ? 0 : -errno;
		if (from.sll_pkttype == PACKET_OUTGOING)
			continue;
		len = restore_tag(&m, frame, (size_t)n, size);
		wire_record(w, frame, len);
		return (int)len;
	}
}
