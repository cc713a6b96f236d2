/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * wire.c -- AF_PACKET, packet(7).
 *
 * Bound to all protocols, though only IPv4 is of interest: the kernel takes an
 * 802.1Q tag off and reports it beside the data, but only to sockets for all; to
 * those for one protocol a frame of any VLAN looks untagged (Linux, up to 6.18
 * at least).  Nothing is copied for it that this machine sends, file blocks
 * least of all.
 */
#include <config.h>

#include "plugins/dhcp/wire.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define BATCH 64
#define FRAME_MAX 1600          /* a whole Ethernet frame with a tag or two */
#define ANSWER_MAX 640
#define RECEIVE_BUFFER (4 * 1024 * 1024)        /* a storm of 1,000 phones waits in it */
#define SEND_BUFFER (1024 * 1024)

struct wire {
	int fd;
	unsigned ifindex;
	struct mmsghdr in[BATCH], out[BATCH];
	struct iovec in_iov[BATCH], out_iov[BATCH];
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(sizeof(struct tpacket_auxdata))];
	} control[BATCH];
	uint8_t in_data[BATCH][FRAME_MAX];
	uint8_t out_data[BATCH][ANSWER_MAX];
	unsigned queued;
};

#ifndef PACKET_IGNORE_OUTGOING
#define PACKET_IGNORE_OUTGOING 23
#endif

/* Received, IPv4, UDP, no fragment, to port 67 or 68. */
static int attach_filter(int fd)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)(SKF_AD_OFF + SKF_AD_PKTTYPE)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PACKET_OUTGOING, 11, 0),
		BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 12),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ETH_P_IP, 0, 9),
		BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 23),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, IPPROTO_UDP, 0, 7),
		BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 20),
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x3fff, 5, 0),
		BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 14),
		BPF_STMT(BPF_LD | BPF_H | BPF_IND, 16),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 67, 1, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 68, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, 0xffff),
		BPF_STMT(BPF_RET | BPF_K, 0),
	};
	struct sock_fprog program = { NR_ARRAY_SIZE(code), code };

	return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof(program));
}

/* As much as we may: beyond the system's limit when privileged, else up to it. */
static void set_buffer(int fd, int force, int option, int size)
{
	if (setsockopt(fd, SOL_SOCKET, force, &size, sizeof(size)) != 0)
		setsockopt(fd, SOL_SOCKET, option, &size, sizeof(size));
}

static int bind_to(int fd, unsigned ifindex)
{
	struct sockaddr_ll at = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(ETH_P_ALL),
		.sll_ifindex = (int)ifindex,
	};

	return bind(fd, (struct sockaddr *)&at, sizeof(at)) < 0 ? -errno : 0;
}

static int open_socket(unsigned ifindex)
{
	/* Protocol 0: nothing is received before the filter is in place. */
	int fd = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), yes = 1, failed;

	if (fd < 0)
		return -errno;
	set_buffer(fd, SO_RCVBUFFORCE, SO_RCVBUF, RECEIVE_BUFFER);
	set_buffer(fd, SO_SNDBUFFORCE, SO_SNDBUF, SEND_BUFFER);
	/* Linux before 4.20 lacks this one: the filter drops what was copied. */
	setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &yes, sizeof(yes));
	if (attach_filter(fd) == 0 &&
	    setsockopt(fd, SOL_PACKET, PACKET_AUXDATA, &yes, sizeof(yes)) == 0 &&
	    bind_to(fd, ifindex) == 0)
		return fd;
	failed = errno;
	close(fd);
	return -failed;
}

static void lay_buffers(struct wire *wire)
{
	for (unsigned i = 0; i < BATCH; i++) {
		wire->in_iov[i].iov_base = wire->in_data[i];
		wire->in_iov[i].iov_len = FRAME_MAX;
		wire->in[i].msg_hdr.msg_iov = &wire->in_iov[i];
		wire->in[i].msg_hdr.msg_iovlen = 1;
		wire->in[i].msg_hdr.msg_control = &wire->control[i];
		wire->out_iov[i].iov_base = wire->out_data[i];
		wire->out[i].msg_hdr.msg_iov = &wire->out_iov[i];
		wire->out[i].msg_hdr.msg_iovlen = 1;
	}
}

int wire_open(struct wire **out, const struct nr_bench *bench)
{
	struct wire *wire = calloc(1, sizeof(*wire));

	if (!wire)
		return -ENOMEM;
	wire->ifindex = bench->ifindex;
	lay_buffers(wire);
	wire->fd = open_socket(bench->ifindex);
	if (wire->fd < 0) {
		int failed = wire->fd;

		free(wire);
		return failed;
	}
	*out = wire;
	return 0;
}

void wire_close(struct wire *wire)
{
	if (!wire)
		return;
	close(wire->fd);
	free(wire);
}

int wire_move(struct wire *wire, const struct nr_bench *bench)
{
	wire->ifindex = bench->ifindex;
	return bind_to(wire->fd, bench->ifindex);
}

int wire_fd(const struct wire *wire)
{
	return wire->fd;
}

bool wire_up(const struct wire *wire)
{
	struct ifreq r = { .ifr_ifindex = (int)wire->ifindex };

	if (ioctl(wire->fd, SIOCGIFNAME, &r) != 0 || ioctl(wire->fd, SIOCGIFFLAGS, &r) != 0)
		return false;
	return (r.ifr_flags & IFF_UP) && (r.ifr_flags & IFF_RUNNING);
}

bool wire_gone(const struct wire *wire)
{
	struct ifreq r = { .ifr_ifindex = (int)wire->ifindex };

	return ioctl(wire->fd, SIOCGIFNAME, &r) != 0;
}

void wire_listen(struct wire *wire, const struct nr_mac *mac, bool on)
{
	struct packet_mreq r = {
		.mr_ifindex = (int)wire->ifindex,
		.mr_type = PACKET_MR_UNICAST,
		.mr_alen = 6,
	};

	memcpy(r.mr_address, mac->b, 6);
	setsockopt(wire->fd, SOL_PACKET, on ? PACKET_ADD_MEMBERSHIP : PACKET_DROP_MEMBERSHIP,
		   &r, sizeof(r));
}

unsigned wire_receive(struct wire *wire)
{
	int n;

	for (unsigned i = 0; i < BATCH; i++)
		wire->in[i].msg_hdr.msg_controllen = sizeof(wire->control[i]);
	n = recvmmsg(wire->fd, wire->in, BATCH, MSG_DONTWAIT, NULL);
	return n > 0 ? (unsigned)n : 0;
}

struct wire_frame wire_frame(const struct wire *wire, unsigned i)
{
	const struct mmsghdr *m = &wire->in[i];
	struct wire_frame f = { .data = wire->in_data[i], .size = m->msg_len };
	const struct cmsghdr *c = CMSG_FIRSTHDR(&m->msg_hdr);
	struct tpacket_auxdata aux;

	f.cut = m->msg_hdr.msg_flags & MSG_TRUNC;
	if (!c || c->cmsg_level != SOL_PACKET || c->cmsg_type != PACKET_AUXDATA)
		return f;
	memcpy(&aux, CMSG_DATA(c), sizeof(aux));
	f.sum_open = aux.tp_status & TP_STATUS_CSUMNOTREADY;
	if (aux.tp_status & TP_STATUS_VLAN_VALID)
		f.vlan = aux.tp_vlan_tci & 0x0fff;
	return f;
}

unsigned wire_flush(struct wire *wire)
{
	unsigned done = 0, lost = 0;

	while (done < wire->queued) {
		int n = sendmmsg(wire->fd, wire->out + done, wire->queued - done, MSG_DONTWAIT);

		if (n < 0) {            /* the first of them failed: the client asks again */
			lost++;
			n = 1;
		}
		done += (unsigned)n;
	}
	wire->queued = 0;
	return lost;
}

unsigned wire_send(struct wire *wire, const struct datagram *frame)
{
	unsigned lost = wire->queued == BATCH ? wire_flush(wire) : 0;
	size_t n = datagram_write(wire->out_data[wire->queued], ANSWER_MAX, frame);

	wire->out_iov[wire->queued].iov_len = n;
	wire->queued += n > 0;
	return lost + (n == 0);
}
