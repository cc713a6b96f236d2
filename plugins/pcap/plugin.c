/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * plugin.c -- the ears of the bench: libpcap to sightings.  Sends nothing.
 *
 * The kernel sorts out what we want to hear: the filter lets through what
 * identifies a device or starts something, never the packets of a transfer, so
 * that a bench that serves a thousand phones does not pay for its ears.  Only
 * with `capture` or `packets` everything is let through, for the recorder or for
 * the lines, and the same filter sorts out here what is heard.
 */
#include <config.h>

#include "plugins/pcap/ears.h"
#include "plugins/pcap/link.h"
#include "plugins/pcap/packet.h"
#include "plugins/pcap/recorder.h"

#include <netrecover/plugin.h>
#include <netrecover/protocol.h>

#include <errno.h>
#include <ev.h>
#include <fcntl.h>
#include <libmnl/libmnl.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <pcap/pcap.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#define SNAPLEN 1600
#define RING (512 * 1024)
#define RECORD_SNAPLEN 2048
#define RECORD_RING (16 * 1024 * 1024)
#define RECORD_TICK 0.1                 /* s between two looks at what has waited */
#define BATCH 64                        /* frames a turn of the loop */
#define AGAIN 1.0                       /* s, after the interface went away */
#define LINK_LOOK 5.0                   /* s between two looks whether it is quiet */

/* Requests only: the answers of TFTP come from other ports, its ACKs go to them. */
#define WANTED                                                                        \
	"(ether dst 01:00:0c:cc:cc:cc or ether proto 0x88cc or arp"                   \
	" or (udp and (dst port 67 or dst port 69 or dst port 5060))"                 \
	" or (tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn"                           \
	" and (dst port 2000 or dst port 5060 or dst port 5061)))"
#define FILTER WANTED " or (vlan and " WANTED ")"
/*
 * While nothing is served a phone speaks to a call manager of others; what it says
 * there says as much on the wire as in a capture file, and so does a second tag.
 */
#define PASSIVE "(" WANTED " or (tcp and dst port 2000))"
#define PASSIVE_FILTER PASSIVE " or (vlan and " PASSIVE ") or (vlan and " PASSIVE ")"

struct pcap_conf {
	const char *capture;            /* folder; NULL: nothing is recorded */
	uint32_t limit;                 /* MiB a file */
	bool packets;                   /* a line for each frame */
};

struct pcap_ear {
	struct nr_instance *self;
	pcap_t *pcap;
	ev_io readable;
	ev_timer again;
	bool deaf;
	enum frame_link link;
	struct nr_bench bench;
	struct mnl_socket *netlink;     /* NULL: nothing reports the link */
	struct link cable;
	unsigned ifindex;               /* of the cable's interface */
	ev_io link_readable;
	ev_timer link_look;
	unsigned long frames, sightings, malformed;
	struct sniff sniff;
	struct ears ears;
	bool packets;                   /* each frame gets a line */
	bool all;                       /* every frame comes here; @wanted sorts out */
	struct bpf_program wanted;
	bool recording;                 /* the members below are there */
	struct recorder recorder;
	ev_timer flush;
};

/* By the clock that nobody sets. */
static double seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void show(struct pcap_ear *l, const uint8_t *data, size_t len)
{
	char line[PACKET_LINE];

	packet_line(l->link, data, len, line);
	nr_log(l->self, LOG_DEBUG, "%s", line);
}

static void hear(struct pcap_ear *l, const uint8_t *data, size_t len, double now)
{
	struct nr_sighting sighting;
	const char *why = sniff_frame(&l->sniff, l->link, data, len);

	l->frames++;
	if (why) {
		if (l->malformed++ == 0)
			nr_log(l->self, LOG_DEBUG, "dropped a frame: %s", why);
	} else if (ears_sighting(&l->ears, &l->sniff, now, &sighting)) {
		l->sightings++;
		nr_sight(l->self, &sighting);
	}
}

static struct pcap_ear *listener_new(struct nr_instance *self)
{
	struct pcap_ear *l = calloc(1, sizeof(*l));

	if (!l)
		return NULL;
	l->self = self;
	l->packets = ((const struct pcap_conf *)nr_conf(self))->packets;
	ears_init(&l->ears);
	nr_set_data(self, l);
	return l;
}

/* -- live -------------------------------------------------------------------- */

static const char *filter(const struct pcap_ear *l)
{
	return l->ears.serving ? FILTER : PASSIVE_FILTER;
}

static int set_filter(struct pcap_ear *l)
{
	struct bpf_program program;
	int r;

	if (l->all)
		return 0;
	if (pcap_compile(l->pcap, &program, filter(l), 1, PCAP_NETMASK_UNKNOWN) < 0)
		return -EINVAL;
	r = pcap_setfilter(l->pcap, &program);
	pcap_freecode(&program);
	return r < 0 ? -EINVAL : 0;
}

/*
 * What we send ourselves need not even be copied for us: without this the
 * kernel clones every block of every transfer before the filter drops it.
 */
static void ignore_outgoing(struct pcap_ear *l)
{
#ifdef PACKET_IGNORE_OUTGOING
	int on = 1;

	(void)setsockopt(pcap_fileno(l->pcap), SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof(on));
#endif
	(void)pcap_setdirection(l->pcap, PCAP_D_IN);
}

static int activate(struct pcap_ear *l, const char *interface)
{
	int r;

	pcap_set_snaplen(l->pcap, l->all ? RECORD_SNAPLEN : SNAPLEN);
	pcap_set_promisc(l->pcap, 1);
	pcap_set_immediate_mode(l->pcap, 1);
	pcap_set_buffer_size(l->pcap, l->all ? RECORD_RING : RING);
	pcap_set_timeout(l->pcap, 10);
	r = pcap_activate(l->pcap);
	if (r >= 0)
		return 0;
	nr_log(l->self, LOG_ERR, "cannot listen on %s: %s", interface,
	       *pcap_geterr(l->pcap) ? pcap_geterr(l->pcap) : pcap_statustostr(r));
	switch (r) {
	case PCAP_ERROR_NO_SUCH_DEVICE: return -ENODEV;
	case PCAP_ERROR_PERM_DENIED: return -EPERM;
	case PCAP_ERROR_IFACE_NOT_UP: return -ENETDOWN;
	default: return -EIO;
	}
}

static int prepare(struct pcap_ear *l, const char *interface)
{
	char why[PCAP_ERRBUF_SIZE] = "";

	if (pcap_datalink(l->pcap) != DLT_EN10MB) {
		nr_log(l->self, LOG_ERR, "%s is not an Ethernet interface", interface);
		return -EINVAL;
	}
	if (set_filter(l) < 0 || pcap_setnonblock(l->pcap, 1, why) < 0 ||
	    pcap_get_selectable_fd(l->pcap) < 0) {
		nr_log(l->self, LOG_ERR, "cannot listen on %s: %s", interface,
		       why[0] ? why : pcap_geterr(l->pcap));
		return -EIO;
	}
	if (!l->all)
		ignore_outgoing(l);
	return 0;
}

/* The filter as the program itself can run it: without the kernel's view of tags. */
static int compile_wanted(struct pcap_ear *l)
{
	pcap_t *dead = pcap_open_dead(DLT_EN10MB, RECORD_SNAPLEN);
	int r = dead ? pcap_compile(dead, &l->wanted, filter(l), 1, PCAP_NETMASK_UNKNOWN) : -1;

	if (dead)
		pcap_close(dead);
	return r < 0 ? -EINVAL : 0;
}

static int open_recorder(struct pcap_ear *l)
{
	const struct pcap_conf *conf = nr_conf(l->self);
	struct recorder *r = &l->recorder;
	int fd, err;

	if (!conf->capture)
		return 0;
	fd = nr_open_folder(l->self, conf->capture);
	if (fd < 0)
		return fd;
	err = recorder_init(r, fd);
	if (err < 0) {
		recorder_finish(r);
		return err;
	}
	r->self = l->self;
	snprintf(r->interface, sizeof(r->interface), "%s", l->bench.parent);
	r->us = l->bench.mac;
	r->snaplen = RECORD_SNAPLEN;
	r->limit = (uint64_t)conf->limit << 20;
	l->recording = true;
	return 0;
}

/* -- the link ------------------------------------------------------------------- */

/* Ask how it is now; the answer comes as every later change does. */
static void ask_link(struct pcap_ear *l)
{
	char buf[256] = { 0 };
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);
	struct ifinfomsg *info;

	h->nlmsg_type = RTM_GETLINK;
	h->nlmsg_flags = NLM_F_REQUEST;
	info = mnl_nlmsg_put_extra_header(h, sizeof(*info));
	info->ifi_index = (int)l->ifindex;
	if (mnl_socket_sendto(l->netlink, h, h->nlmsg_len) < 0)
		nr_log(l->self, LOG_DEBUG, "cannot read the state of the link: %m");
}

static void watch_link(struct pcap_ear *l)
{
	l->netlink = mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (l->netlink && mnl_socket_bind(l->netlink, RTMGRP_LINK, MNL_SOCKET_AUTOPID) == 0)
		return;
	nr_log(l->self, LOG_DEBUG, "nothing reports the state of the link: %m");
	if (l->netlink)
		mnl_socket_close(l->netlink);
	l->netlink = NULL;
}

static void link_is(struct pcap_ear *l, enum link_state state)
{
	double now = seconds_now();
	char line[256];

	if (link_change(&l->cable, state, now, l->bench.parent, line, sizeof(line)))
		nr_log(l->self, state == LINK_UP ? LOG_NOTICE : LOG_WARNING, "%s", line);
	if (l->cable.flapping && !ev_is_active(&l->link_look))
		ev_timer_again(nr_loop(l->self), &l->link_look);
}

static void on_link(struct ev_loop *loop, ev_io *w, int events)
{
	struct pcap_ear *l = w->data;
	char buf[16384];
	ssize_t n = mnl_socket_recvfrom(l->netlink, buf, sizeof(buf));

	(void)loop;
	(void)events;
	if (n > 0)
		link_is(l, link_read(buf, (size_t)n, l->ifindex));
	else if (n < 0 && errno == ENOBUFS)     /* some changes were lost */
		ask_link(l);
}

static void on_link_look(struct ev_loop *loop, ev_timer *w, int events)
{
	struct pcap_ear *l = w->data;
	char line[256];

	(void)events;
	if (link_settled(&l->cable, seconds_now(), l->bench.parent, line, sizeof(line)))
		nr_log(l->self, LOG_NOTICE, "%s", line);
	if (!l->cable.flapping)
		ev_timer_stop(loop, w);
}

static void start_link(struct pcap_ear *l)
{
	if (!l->netlink)
		return;
	ev_io_init(&l->link_readable, on_link, mnl_socket_get_fd(l->netlink), EV_READ);
	ev_timer_init(&l->link_look, on_link_look, LINK_LOOK, LINK_LOOK);
	l->link_readable.data = l->link_look.data = l;
	ev_io_start(nr_loop(l->self), &l->link_readable);
	ask_link(l);
}

static void close_link(struct pcap_ear *l)
{
	if (!l->netlink)
		return;
	if (ev_is_active(&l->link_readable))
		ev_io_stop(nr_loop(l->self), &l->link_readable);
	if (ev_is_active(&l->link_look))
		ev_timer_stop(nr_loop(l->self), &l->link_look);
	mnl_socket_close(l->netlink);
}

static int pcap_plugin_open(struct nr_instance *self)
{
	struct pcap_ear *l = listener_new(self);
	char why[PCAP_ERRBUF_SIZE] = "";
	int r;

	if (!l)
		return -ENOMEM;
	nr_get_bench(self, &l->bench, sizeof(l->bench));
	l->ifindex = if_nametoindex(l->bench.parent);
	l->ears.self = l->bench.mac;
	l->ears.self_addr = l->bench.address;
	l->ears.serving = !l->bench.passive;
	r = open_recorder(l);
	l->all = l->recording || l->packets;
	if (r == 0 && l->all)
		r = compile_wanted(l);
	if (r < 0)
		return r;
	l->pcap = pcap_create(l->bench.parent, why);
	if (!l->pcap) {
		nr_log(self, LOG_ERR, "cannot listen on %s: %s", l->bench.parent, why);
		return -EIO;
	}
	r = activate(l, l->bench.parent);
	if (r == 0)
		r = prepare(l, l->bench.parent);
	if (r == 0)
		watch_link(l);
	return r;
}

/* It is made when it is missing; one that is there must let files be made in it. */
static const char *capture_fault(const char *path)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return errno == ENOENT ? NULL : strerror(errno);
	if (!S_ISDIR(st.st_mode))
		return "is not a folder";
	return faccessat(AT_FDCWD, path, W_OK | X_OK, AT_EACCESS) < 0 ? "the bench's user can make no file there" : NULL;
}

static int pcap_plugin_check(struct nr_instance *self)
{
	const struct pcap_conf *conf = nr_conf(self);
	const char *fault = conf->capture ? capture_fault(conf->capture) : NULL;

	nr_want_frames(self);
	if (fault)
		nr_find(self, NR_ANSWER_BAD, "hand it over with chown, or name a folder that is not there yet",
			"capture = %s: %s", conf->capture, fault);
	else if (conf->capture)
		nr_find(self, NR_ANSWER_OK, NULL, "capture = %s: at most %u MiB for each phone", conf->capture,
			(unsigned)conf->limit);
	return 0;
}

/* Only while something waits: a silent wire wakes nobody. */
static void await_flush(struct pcap_ear *l)
{
	if (!recorder_waits(&l->recorder))
		ev_timer_stop(nr_loop(l->self), &l->flush);
	else if (!ev_is_active(&l->flush))
		ev_timer_again(nr_loop(l->self), &l->flush);
}

static void record(struct pcap_ear *l, const struct pcap_pkthdr *h, const u_char *data)
{
	struct recorder_frame f = {
		.data = data, .captured = h->caplen, .length = h->len,
		.at = (uint64_t)h->ts.tv_sec * 1000000 + (uint64_t)h->ts.tv_usec,
	};

	recorder_frame(&l->recorder, &f, seconds_now());
	await_flush(l);
}

/* What the kernel does where not every frame comes here. */
static bool is_wanted(const struct pcap_ear *l, const struct pcap_pkthdr *h, const u_char *data)
{
	return (h->caplen < 12 || memcmp(data + 6, l->ears.self.b, 6) != 0) &&
	       pcap_offline_filter(&l->wanted, h, data) != 0;
}

static void on_frame(u_char *user, const struct pcap_pkthdr *h, const u_char *data)
{
	struct pcap_ear *l = (struct pcap_ear *)(void *)user;

	if (l->recording)
		record(l, h, data);
	if (l->packets)
		show(l, data, h->caplen);
	if (l->all && !is_wanted(l, h, data))
		return;
	hear(l, data, h->caplen, seconds_now());
}

/* The interface went down, say, which the link reports too: the same socket hears again
 * when it is back. */
static void go_deaf(struct pcap_ear *l)
{
	if (!l->deaf)
		nr_log(l->self, l->netlink ? LOG_DEBUG : LOG_WARNING, "hears nothing: %s", pcap_geterr(l->pcap));
	l->deaf = true;
	ev_io_stop(nr_loop(l->self), &l->readable);
	ev_timer_start(nr_loop(l->self), &l->again);
}

static void on_readable(struct ev_loop *loop, ev_io *w, int events)
{
	struct pcap_ear *l = w->data;
	int n = pcap_dispatch(l->pcap, BATCH, on_frame, (u_char *)l);

	(void)loop;
	(void)events;
	if (n < 0) {
		go_deaf(l);
	} else if (n > 0 && l->deaf) {
		l->deaf = false;
		nr_log(l->self, l->netlink ? LOG_DEBUG : LOG_NOTICE, "hears again");
	}
}

static void on_again(struct ev_loop *loop, ev_timer *w, int events)
{
	struct pcap_ear *l = w->data;

	(void)events;
	ev_timer_stop(loop, w);
	ev_timer_set(w, AGAIN, 0.);
	ev_io_start(loop, &l->readable);
}

static void on_flush(struct ev_loop *loop, ev_timer *w, int events)
{
	struct pcap_ear *l = w->data;

	(void)loop;
	(void)events;
	recorder_flush(&l->recorder, seconds_now());
	await_flush(l);
}

/*
 * The rights are gone now: may we still make files there?  The kernel hands a
 * frame to us before it hands it to a server; so must the loop, or a belief
 * comes before the frame that made it.
 */
static int start_recorder(struct pcap_ear *l)
{
	const struct pcap_conf *conf = nr_conf(l->self);

	if (faccessat(l->recorder.dirfd, ".", W_OK | X_OK, AT_EACCESS) < 0) {
		int r = -errno;

		nr_log(l->self, LOG_ERR, "capture = %s: no file can be made there by uid %u: %s; hand it over "
		       "with chown, or name a folder that is not there yet", conf->capture,
		       (unsigned)geteuid(), strerror(-r));
		return r;
	}
	nr_log(l->self, LOG_INFO, "the frames of each phone are kept in %s", conf->capture);
	ev_set_priority(&l->readable, EV_MAXPRI);
	ev_timer_init(&l->flush, on_flush, RECORD_TICK, RECORD_TICK);
	l->flush.data = l;
	await_flush(l);
	return 0;
}

static int pcap_plugin_start(struct nr_instance *self)
{
	struct pcap_ear *l = nr_data(self);
	int r;

	ev_io_init(&l->readable, on_readable, pcap_get_selectable_fd(l->pcap), EV_READ);
	ev_timer_init(&l->again, on_again, AGAIN, 0.);
	l->readable.data = l->again.data = l;
	r = l->recording ? start_recorder(l) : 0;
	if (r < 0)
		return r;
	ev_io_start(nr_loop(self), &l->readable);
	start_link(l);
	return 0;
}

/* libpcap's socket is a packet socket like others: bound to all protocols, and promiscuous by
 * a membership of its interface, packet(7). */
static int move_ear(struct pcap_ear *l, unsigned ifindex)
{
	const struct sockaddr_ll at = {
		.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = (int)ifindex,
	};
	const struct packet_mreq all = { .mr_ifindex = (int)ifindex, .mr_type = PACKET_MR_PROMISC };
	int fd = pcap_fileno(l->pcap);

	if (bind(fd, (const struct sockaddr *)&at, sizeof(at)) < 0 ||
	    setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &all, sizeof(all)) < 0)
		return -errno;
	return 0;
}

static int pcap_plugin_wire_changed(struct nr_instance *self)
{
	struct pcap_ear *l = nr_data(self);
	unsigned before = l->ifindex;

	nr_get_bench(self, &l->bench, sizeof(l->bench));
	l->ears.self = l->recorder.us = l->bench.mac;
	l->ifindex = if_nametoindex(l->bench.parent);
	if (l->ifindex == 0)
		return -ENODEV;
	if (l->ifindex == before)
		return 0;
	if (l->netlink)
		ask_link(l);
	return move_ear(l, l->ifindex);
}

static void close_recorder(struct pcap_ear *l)
{
	struct pcap_stat stat = { 0 };

	if (!l->recording)
		return;
	if (ev_is_active(&l->flush))
		ev_timer_stop(nr_loop(l->self), &l->flush);
	if (l->pcap && pcap_stats(l->pcap, &stat) == 0 && stat.ps_drop > 0)
		nr_log(l->self, LOG_WARNING, "%u %s came too fast and %s in no capture", stat.ps_drop,
		       stat.ps_drop == 1 ? "frame" : "frames", stat.ps_drop == 1 ? "is" : "are");
	recorder_finish(&l->recorder);
}

static void pcap_plugin_believed(struct nr_instance *self, const struct nr_mac *mac,
				 enum nr_source source, const char *what)
{
	struct pcap_ear *l = nr_data(self);

	if (!l || !l->recording)
		return;
	recorder_believed(&l->recorder, mac, source, what, seconds_now());
	await_flush(l);
}

static void pcap_plugin_stop(struct nr_instance *self)
{
	struct pcap_ear *l = nr_data(self);

	if (!l)
		return;
	if (ev_is_active(&l->readable))
		ev_io_stop(nr_loop(self), &l->readable);
	if (ev_is_active(&l->again))
		ev_timer_stop(nr_loop(self), &l->again);
	if (l->frames > 0)
		nr_log(self, LOG_DEBUG, "%lu frames, %lu sightings, %lu malformed", l->frames,
		       l->sightings, l->malformed);
	close_recorder(l);
	if (l->all)
		pcap_freecode(&l->wanted);
	close_link(l);
	if (l->pcap)
		pcap_close(l->pcap);
	nr_set_data(self, NULL);
	free(l);
}

/* -- capture files -------------------------------------------------------------- */

static bool link_of(int datalink, enum frame_link *out)
{
	switch (datalink) {
	case DLT_EN10MB: *out = FRAME_LINK_ETHERNET; return true;
	case DLT_LINUX_SLL: *out = FRAME_LINK_COOKED; return true;
#ifdef DLT_LINUX_SLL2
	case DLT_LINUX_SLL2: *out = FRAME_LINK_COOKED2; return true;
#endif
	case DLT_RAW:
	case DLT_IPV4: *out = FRAME_LINK_IP; return true;
	default: return false;
	}
}

static int pcap_plugin_replay(struct nr_instance *self, const char *path)
{
	struct pcap_ear *l = listener_new(self);
	char why[PCAP_ERRBUF_SIZE] = "";
	struct pcap_pkthdr *h;
	const u_char *data;
	int r;

	if (!l)
		return -ENOMEM;
	l->pcap = pcap_open_offline(path, why);
	if (!l->pcap) {
		nr_log(self, LOG_ERR, "%s", why);
		return -EINVAL;
	}
	if (!link_of(pcap_datalink(l->pcap), &l->link)) {
		nr_log(self, LOG_ERR, "%s: cannot read captures of link type %s", path,
		       pcap_datalink_val_to_name(pcap_datalink(l->pcap)));
		return -EINVAL;
	}
	while ((r = pcap_next_ex(l->pcap, &h, &data)) == 1) {
		if (l->packets)
			show(l, data, h->caplen);
		hear(l, data, h->caplen, (double)h->ts.tv_sec);
	}
	if (r == PCAP_ERROR_BREAK)
		return 0;
	nr_log(self, LOG_WARNING, "%s: %s; read up to there", path, pcap_geterr(l->pcap));
	return l->frames > 0 ? 0 : -EINVAL;
}

static const struct nr_option pcap_options[] = {
	{ "capture", NR_PATH, offsetof(struct pcap_conf, capture), NULL, 0, 0,
	  "A folder: the frames of each phone are kept there, a pcapng file for each." },
	{ "capture-limit", NR_UINT, offsetof(struct pcap_conf, limit), "64", 1, 4096,
	  "How large the file of one phone may become, in MiB." },
	{ "packets", NR_BOOL, offsetof(struct pcap_conf, packets), "no", 0, 0,
	  "A line of the log for each frame, shown with -v; -vv says yes." },
	{ 0 },
};

/* A table with the rows that its neighbours have; the functions are its own. */
static const struct nr_protocol pcap_protocol = {
	.type = "pcap",
	.conf_size = sizeof(struct pcap_conf),
	.options = pcap_options,
	.open = pcap_plugin_open,
	.start = pcap_plugin_start,
	.stop = pcap_plugin_stop,
	.replay = pcap_plugin_replay,
	.believed = pcap_plugin_believed,
	.check = pcap_plugin_check,
	.wire_changed = pcap_plugin_wire_changed,
};

NR_PROTOCOL_PLUGIN("pcap", PACKAGE_VERSION, &pcap_protocol);
