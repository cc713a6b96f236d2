/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * recorder.c -- see recorder.h.
 */
#include <config.h>

#include "plugins/pcap/recorder.h"
#include "plugins/pcap/frame.h"
#include "plugins/pcap/pcapng.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/queue.h>
#include <syslog.h>
#include <unistd.h>
#include <uthash.h>
#include <utlist.h>

#define DELAY 0.25                      /* s that a frame waits for its comment */
#define TRACKS_MAX 1024
#define UNKNOWN_MAX (32 * 1024)         /* bytes that wait of a sender that is no phone yet */
#define PHONE_MAX (1024 * 1024)         /* ... of a phone; then they are written at once */
#define BUF_SIZE (256 * 1024)
#define FILES_MAX 999                   /* of one phone */

struct kept {
	TAILQ_ENTRY(kept) next;
	double since;
	enum nr_source speaks;          /* as the phone; NONE: to the phone, or of no interest */
	char *comment;                  /* or NULL */
	bool sent;
	uint64_t at;
	uint32_t captured, length;
	uint8_t data[];
};

TAILQ_HEAD(queue, kept);

struct track {
	struct nr_mac mac;
	UT_hash_handle hh;
	struct in_addr addr;            /* its last one */
	bool phone, full;
	bool due;                       /* in recorder.due: */
	struct track *due_next, *due_prev;
	char file[40];                  /* "": not made yet */
	uint64_t written;
	struct queue waiting;           /* oldest first */
	size_t bytes;                   /* of them */
	char *owed;                     /* a comment for which no frame was there */
	enum nr_source owed_source;
	double owed_at;
};

/* -- tracks -------------------------------------------------------------------- */

static struct track *find(struct recorder *r, const struct nr_mac *mac)
{
	struct track *t;

	HASH_FIND(hh, r->tracks, mac, sizeof(*mac), t);
	return t;
}

static struct track *find_addr(struct recorder *r, struct in_addr addr)
{
	for (struct track *t = r->tracks; t && addr.s_addr; t = t->hh.next)
		if (t->addr.s_addr == addr.s_addr)
			return t;
	return NULL;
}

static void drop_oldest(struct track *t)
{
	struct kept *k = TAILQ_FIRST(&t->waiting);

	TAILQ_REMOVE(&t->waiting, k, next);
	t->bytes -= k->captured;
	free(k->comment);
	free(k);
}

/* In the list of those that have something to write, or out of it. */
static void set_due(struct recorder *r, struct track *t)
{
	bool due = t->phone && !TAILQ_EMPTY(&t->waiting);

	if (due && !t->due)
		DL_APPEND2(r->due, t, due_prev, due_next);
	else if (!due && t->due)
		DL_DELETE2(r->due, t, due_prev, due_next);
	t->due = due;
}

static void forget(struct recorder *r, struct track *t)
{
	while (!TAILQ_EMPTY(&t->waiting))
		drop_oldest(t);
	set_due(r, t);
	HASH_DELETE(hh, r->tracks, t);
	free(t->owed);
	free(t);
}

/* When all places are taken, the unknown sender that came first makes room. */
static bool make_room(struct recorder *r)
{
	if (HASH_COUNT(r->tracks) < TRACKS_MAX)
		return true;
	for (struct track *t = r->tracks; t; t = t->hh.next)
		if (!t->phone) {
			forget(r, t);
			return true;
		}
	return false;
}

static struct track *get(struct recorder *r, const struct nr_mac *mac)
{
	struct track *t = find(r, mac);

	if (t || (mac->b[0] & 1) || memcmp(mac, &r->us, sizeof(*mac)) == 0 || !make_room(r))
		return t;
	t = calloc(1, sizeof(*t));
	if (!t)
		return NULL;
	t->mac = *mac;
	TAILQ_INIT(&t->waiting);
	HASH_ADD(hh, r->tracks, mac, sizeof(t->mac), t);
	return t;
}

/* -- the file ------------------------------------------------------------------ */

static void give_up(struct recorder *r, struct track *t, const char *why)
{
	nr_log(r->self, LOG_ERR, "%s: %s; no more of this phone is recorded",
	       t->file[0] ? t->file : nr_mac_str(&t->mac, (char[NR_MAC_STR_SIZE]){ 0 }), why);
	t->full = true;
}

/* A new file: SEP001B54AA0001.pcapng, SEP001B54AA0001-2.pcapng, ... */
static int create(struct recorder *r, struct track *t)
{
	char name[sizeof(t->file)], phone[NR_PHONE_NAME_SIZE], number[8] = "";
	int fd = -1;

	nr_phone_name(&t->mac, phone);
	for (int i = 1; i <= FILES_MAX; i++) {
		if (i > 1)
			snprintf(number, sizeof(number), "-%d", i);
		snprintf(name, sizeof(name), "%s%s.pcapng", phone, number);
		fd = openat(r->dirfd, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
		if (fd >= 0 || errno != EEXIST)
			break;
	}
	snprintf(t->file, sizeof(t->file), "%s", name);
	return fd;
}

static bool put(struct recorder *r, struct track *t, int fd, const uint8_t *data, size_t n)
{
	ssize_t done = write(fd, data, n);

	if (done == (ssize_t)n) {
		t->written += n;
		return true;
	}
	give_up(r, t, done < 0 ? strerror(errno) : "the disk is full");
	/* A block without its end would spoil the file. */
	if (done > 0 && ftruncate(fd, (off_t)t->written) < 0)
		nr_log(r->self, LOG_ERR, "%s: ends in a torn block: %m", t->file);
	return false;
}

/* Open it to append; -1 after a line. */
static int reopen(struct recorder *r, struct track *t)
{
	bool made = !t->file[0];
	int fd = made ? create(r, t)
		      : openat(r->dirfd, t->file, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC);
	size_t n;

	if (fd < 0) {
		give_up(r, t, strerror(errno));
		return -1;
	}
	if (!made)
		return fd;
	n = pcapng_section(r->buf, BUF_SIZE, PACKAGE_STRING, r->interface, r->snaplen);
	if (put(r, t, fd, r->buf, n))
		return fd;
	close(fd);
	return -1;
}

static struct pcapng_packet packet_of(const struct kept *k)
{
	return (struct pcapng_packet){ .at = k->at, .data = k->data, .captured = k->captured,
				       .length = k->length, .sent = k->sent, .comment = k->comment };
}

/* Move frames that began to wait before @before into the buffer, as many as fit. */
static size_t fill(struct recorder *r, struct track *t, double before)
{
	struct kept *k;
	size_t n = 0;

	while (!t->full && (k = TAILQ_FIRST(&t->waiting)) && k->since <= before) {
		struct pcapng_packet p = packet_of(k);
		size_t need = pcapng_packet_size(&p);

		if (t->written + n + need > r->limit) {
			nr_log(r->self, LOG_WARNING, "%s has reached %llu MiB: no more of this phone is recorded "
			       "(capture-limit)", t->file, (unsigned long long)(r->limit >> 20));
			t->full = true;
			break;
		}
		if (need > BUF_SIZE - n)
			break;
		n += pcapng_packet(r->buf + n, BUF_SIZE - n, &p);
		drop_oldest(t);
	}
	return n;
}

static void write_track(struct recorder *r, struct track *t, double before)
{
	struct kept *first = TAILQ_FIRST(&t->waiting);
	size_t n;
	int fd;

	if (!t->phone || t->full || !first || first->since > before)
		return;
	fd = reopen(r, t);
	while (fd >= 0 && (n = fill(r, t, before)) > 0)
		if (!put(r, t, fd, r->buf, n))
			break;
	if (fd >= 0)
		close(fd);
	while (t->full && !TAILQ_EMPTY(&t->waiting))
		drop_oldest(t);
	set_due(r, t);
}

/* -- frames -------------------------------------------------------------------- */

static enum nr_source speaks_udp(const struct ipv4 *ip)
{
	struct udp u;

	if (!frame_read_udp(&u, ip->body))
		return NR_SOURCE_NONE;
	switch (u.target) {
	case 67: return NR_SOURCE_DHCP;
	case 69: return NR_SOURCE_TFTP;
	case 5060: return NR_SOURCE_SIP;
	default: return NR_SOURCE_NONE;
	}
}

static enum nr_source speaks_tcp(const struct ipv4 *ip)
{
	struct tcp t;

	if (!frame_read_tcp(&t, ip->body))
		return NR_SOURCE_NONE;
	if (t.flags & TCP_SYN)
		return NR_SOURCE_TCP;
	if (nr_left(&t.body) == 0)
		return NR_SOURCE_NONE;
	if (t.source == 80)
		return NR_SOURCE_WEB;
	switch (t.target) {
	case 2000: return NR_SOURCE_SCCP;
	case 5060: return NR_SOURCE_SIP;
	case 6970: return NR_SOURCE_HTTP;
	default: return NR_SOURCE_NONE;
	}
}

/* In which protocol does its sender speak? */
static enum nr_source speaks(const struct frame *f)
{
	struct ipv4 ip;

	switch (f->kind) {
	case FRAME_SNAP: return f->type == 0x2000 ? NR_SOURCE_CDP : NR_SOURCE_ESP;
	case FRAME_LLDP: return NR_SOURCE_LLDP;
	case FRAME_ARP: return NR_SOURCE_ARP;
	case FRAME_OTHER: return NR_SOURCE_NONE;
	case FRAME_IPV4: break;
	}
	if (!frame_read_ipv4(&ip, f->body))
		return NR_SOURCE_NONE;
	if (ip.protocol == FRAME_UDP)
		return speaks_udp(&ip);
	return ip.protocol == FRAME_TCP ? speaks_tcp(&ip) : NR_SOURCE_NONE;
}

/* Whom a broadcast is for: ARP asks for an address, DHCP's reply names its client. */
static struct track *called(struct recorder *r, const struct frame *f)
{
	struct nr_reader body = f->body;
	struct nr_mac chaddr;
	struct ipv4 ip;
	struct udp u;

	if (f->kind == FRAME_ARP) {
		nr_take(&body, 24);
		return find_addr(r, frame_addr(&body));
	}
	if (f->kind != FRAME_IPV4 || !frame_read_ipv4(&ip, body) || ip.protocol != FRAME_UDP ||
	    !frame_read_udp(&u, ip.body) || u.target != 68)
		return NULL;
	nr_take(&u.body, 28);
	chaddr = frame_mac(&u.body);
	return nr_ok(&u.body) ? find(r, &chaddr) : NULL;
}

static struct nr_mac receiver(const struct recorder_frame *f)
{
	struct nr_reader r = nr_reader(f->data, f->captured);

	return frame_mac(&r);
}

static void pay(struct track *t, struct kept *k, double now)
{
	if (!t->owed || k->comment || (k->speaks != t->owed_source && now - t->owed_at < DELAY))
		return;
	k->comment = t->owed;
	t->owed = NULL;
}

static void keep(struct recorder *r, struct track *t, const struct recorder_frame *f,
		 enum nr_source source, bool sent, double now)
{
	struct kept *k;

	if (t->full || !(k = malloc(sizeof(*k) + f->captured)))
		return;
	*k = (struct kept){ .since = now, .speaks = source, .sent = sent, .at = f->at,
			    .captured = f->captured, .length = f->length };
	memcpy(k->data, f->data, f->captured);
	TAILQ_INSERT_TAIL(&t->waiting, k, next);
	t->bytes += k->captured;
	pay(t, k, now);
	set_due(r, t);
	if (t->phone && t->bytes > PHONE_MAX)
		write_track(r, t, now);
	while (!t->phone && t->bytes > UNKNOWN_MAX)
		drop_oldest(t);
}

void recorder_frame(struct recorder *r, const struct recorder_frame *f, double now)
{
	struct nr_mac to = receiver(f);
	struct track *from, *target;
	struct frame frame;
	struct ipv4 ip;
	bool sent;

	if (!frame_read(&frame, FRAME_LINK_ETHERNET, f->data, f->captured) || !frame.has_source)
		return;
	sent = memcmp(&frame.source, &r->us, sizeof(r->us)) == 0;
	from = get(r, &frame.source);
	target = to.b[0] & 1 ? called(r, &frame) : find(r, &to);
	if (from && frame.kind == FRAME_IPV4 && frame_read_ipv4(&ip, frame.body) && ip.source.s_addr)
		from->addr = ip.source;
	if (from)
		keep(r, from, f, speaks(&frame), sent, now);
	if (target && target != from)
		keep(r, target, f, NR_SOURCE_NONE, sent, now);
}

/* -- comments ------------------------------------------------------------------- */

static void add_line(char **text, const char *line)
{
	size_t n = *text ? strlen(*text) : 0, more = strlen(line);
	char *longer;

	if (n + more + 2 > PCAPNG_COMMENT_MAX || !(longer = realloc(*text, n + more + 2)))
		return;
	if (n > 0)
		longer[n++] = '\n';
	memcpy(longer + n, line, more + 1);
	*text = longer;
}

void recorder_believed(struct recorder *r, const struct nr_mac *mac, enum nr_source source,
		       const char *what, double now)
{
	struct track *t = get(r, mac);
	struct kept *k;

	if (!t)
		return;
	t->phone = true;
	set_due(r, t);
	TAILQ_FOREACH_REVERSE(k, &t->waiting, queue, next)
		if (k->speaks == source) {
			add_line(&k->comment, what);
			return;
		}
	add_line(&t->owed, what);
	t->owed_source = source;
	t->owed_at = now;
}

/* -- life ---------------------------------------------------------------------- */

void recorder_flush(struct recorder *r, double now)
{
	struct track *t, *next;

	DL_FOREACH_SAFE2(r->due, t, next, due_next)
		write_track(r, t, now - DELAY);
}

bool recorder_waits(const struct recorder *r)
{
	return r->due;
}

int recorder_init(struct recorder *r, int dirfd)
{
	memset(r, 0, sizeof(*r));
	r->dirfd = dirfd;
	r->buf = malloc(BUF_SIZE);
	return r->buf ? 0 : -ENOMEM;
}

void recorder_finish(struct recorder *r)
{
	struct track *t, *next;

	HASH_ITER(hh, r->tracks, t, next) {
		write_track(r, t, 1e18);
		forget(r, t);
	}
	free(r->buf);
	close(r->dirfd);
}
