/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plugin.c -- the ears of the bench: libpcap to sightings.  Sends nothing.
 *
 * The kernel sorts out what we want to hear: the filter lets through what
 * identifies a device or starts something, never the packets of a transfer, so
 * that a bench that serves a thousand phones does not pay for its ears.
 */
#include <config.h>

#include "plugins/pcap/ears.h"

#include <netrecover/plugin.h>
#include <netrecover/protocol.h>

#include <errno.h>
#include <ev.h>
#include <linux/if_packet.h>
#include <pcap/pcap.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <syslog.h>

#define SNAPLEN 1600
#define RING (512 * 1024)
#define BATCH 64                        /* frames a turn of the loop */
#define AGAIN 1.0                       /* s, after the interface went away */

/* Requests only: the answers of TFTP come from other ports, its ACKs go to them. */
#define WANTED                                                                        \
	"(ether dst 01:00:0c:cc:cc:cc or ether proto 0x88cc or arp"                   \
	" or (udp and (dst port 67 or dst port 69 or dst port 5060))"                 \
	" or (tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn"                           \
	" and (dst port 2000 or dst port 5060 or dst port 5061)))"
#define FILTER WANTED " or (vlan and " WANTED ")"

struct listener {
	struct nr_instance *self;
	pcap_t *pcap;
	ev_io readable;
	ev_timer again;
	bool deaf;
	enum frame_link link;
	unsigned long frames, sightings, malformed;
	struct sniff sniff;
	struct ears ears;
};

static void hear(struct listener *l, const uint8_t *data, size_t len, double now)
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

static struct listener *listener_new(struct nr_instance *self)
{
	struct listener *l = calloc(1, sizeof(*l));

	if (!l)
		return NULL;
	l->self = self;
	ears_init(&l->ears);
	nr_set_data(self, l);
	return l;
}

/* -- live -------------------------------------------------------------------- */

static int set_filter(struct listener *l)
{
	struct bpf_program program;
	int r;

	if (pcap_compile(l->pcap, &program, FILTER, 1, PCAP_NETMASK_UNKNOWN) < 0)
		return -EINVAL;
	r = pcap_setfilter(l->pcap, &program);
	pcap_freecode(&program);
	return r < 0 ? -EINVAL : 0;
}

/*
 * What we send ourselves need not even be copied for us: without this the
 * kernel clones every block of every transfer before the filter drops it.
 */
static void ignore_outgoing(struct listener *l)
{
#ifdef PACKET_IGNORE_OUTGOING
	int on = 1;

	(void)setsockopt(pcap_fileno(l->pcap), SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof(on));
#endif
	(void)pcap_setdirection(l->pcap, PCAP_D_IN);
}

static int activate(struct listener *l, const char *interface)
{
	int r;

	pcap_set_snaplen(l->pcap, SNAPLEN);
	pcap_set_promisc(l->pcap, 1);
	pcap_set_immediate_mode(l->pcap, 1);
	pcap_set_buffer_size(l->pcap, RING);
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

static int prepare(struct listener *l, const char *interface)
{
	char why[PCAP_ERRBUF_SIZE] = "";

	if (pcap_datalink(l->pcap) != DLT_EN10MB) {
		nr_log(l->self, LOG_ERR, "%s is no Ethernet interface", interface);
		return -EINVAL;
	}
	if (set_filter(l) < 0 || pcap_setnonblock(l->pcap, 1, why) < 0 ||
	    pcap_get_selectable_fd(l->pcap) < 0) {
		nr_log(l->self, LOG_ERR, "cannot listen on %s: %s", interface,
		       why[0] ? why : pcap_geterr(l->pcap));
		return -EIO;
	}
	ignore_outgoing(l);
	return 0;
}

static int pcap_plugin_open(struct nr_instance *self)
{
	struct listener *l = listener_new(self);
	char why[PCAP_ERRBUF_SIZE] = "";
	struct nr_bench bench;
	int r;

	if (!l)
		return -ENOMEM;
	nr_get_bench(self, &bench);
	l->ears.self = bench.mac;
	l->ears.self_addr = bench.address;
	l->ears.serving = !bench.passive;
	l->pcap = pcap_create(bench.parent, why);
	if (!l->pcap) {
		nr_log(self, LOG_ERR, "cannot listen on %s: %s", bench.parent, why);
		return -EIO;
	}
	r = activate(l, bench.parent);
	return r < 0 ? r : prepare(l, bench.parent);
}

static void on_frame(u_char *user, const struct pcap_pkthdr *h, const u_char *data)
{
	struct listener *l = (struct listener *)(void *)user;

	hear(l, data, h->caplen, ev_now(nr_loop(l->self)));
}

/* The link went down, say: the same socket hears again when it is back. */
static void go_deaf(struct listener *l)
{
	if (!l->deaf)
		nr_log(l->self, LOG_WARNING, "hears nothing: %s", pcap_geterr(l->pcap));
	l->deaf = true;
	ev_io_stop(nr_loop(l->self), &l->readable);
	ev_timer_start(nr_loop(l->self), &l->again);
}

static void on_readable(struct ev_loop *loop, ev_io *w, int events)
{
	struct listener *l = w->data;
	int n = pcap_dispatch(l->pcap, BATCH, on_frame, (u_char *)l);

	(void)loop;
	(void)events;
	if (n < 0) {
		go_deaf(l);
	} else if (n > 0 && l->deaf) {
		l->deaf = false;
		nr_log(l->self, LOG_NOTICE, "hears again");
	}
}

static void on_again(struct ev_loop *loop, ev_timer *w, int events)
{
	struct listener *l = w->data;

	(void)events;
	ev_timer_stop(loop, w);
	ev_timer_set(w, AGAIN, 0.);
	ev_io_start(loop, &l->readable);
}

static int pcap_plugin_start(struct nr_instance *self)
{
	struct listener *l = nr_data(self);

	ev_io_init(&l->readable, on_readable, pcap_get_selectable_fd(l->pcap), EV_READ);
	ev_timer_init(&l->again, on_again, AGAIN, 0.);
	l->readable.data = l->again.data = l;
	ev_io_start(nr_loop(self), &l->readable);
	return 0;
}

static void pcap_plugin_stop(struct nr_instance *self)
{
	struct listener *l = nr_data(self);

	if (!l)
		return;
	if (ev_is_active(&l->readable))
		ev_io_stop(nr_loop(self), &l->readable);
	if (ev_is_active(&l->again))
		ev_timer_stop(nr_loop(self), &l->again);
	if (l->frames > 0)
		nr_log(self, LOG_DEBUG, "%lu frames, %lu sightings, %lu malformed", l->frames,
		       l->sightings, l->malformed);
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
	struct listener *l = listener_new(self);
	char why[PCAP_ERRBUF_SIZE] = "";
	struct pcap_pkthdr *h;
	const u_char *data;
	int r;

	if (!l)
		return -ENOMEM;
	l->ears.offline = true;
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
	while ((r = pcap_next_ex(l->pcap, &h, &data)) == 1)
		hear(l, data, h->caplen, (double)h->ts.tv_sec);
	if (r == PCAP_ERROR_BREAK)
		return 0;
	nr_log(self, LOG_WARNING, "%s: %s; read up to there", path, pcap_geterr(l->pcap));
	return l->frames > 0 ? 0 : -EINVAL;
}

static const struct nr_option pcap_options[] = {
	{ 0 },
};

static const struct nr_protocol pcap_protocol = {
	.type = "pcap",
	.options = pcap_options,
	.open = pcap_plugin_open,
	.start = pcap_plugin_start,
	.stop = pcap_plugin_stop,
	.replay = pcap_plugin_replay,
};

NR_PROTOCOL_PLUGIN("pcap", PACKAGE_VERSION, &pcap_protocol);
