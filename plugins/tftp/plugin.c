/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * plugin.c -- the TFTP server: sockets and timers around tftp.c and transfer.c.
 *
 * One socket takes the requests; each transfer has a socket of its own, connected
 * to the client, so that the kernel drops what others send to it (and tells them
 * with an ICMP message; ERROR 5 is for servers with one socket for all).  A block
 * costs one receive and one send: its bytes come from nr_file, nothing is read or
 * copied or allocated.  What the server refuses leaves from a socket of its own, never
 * from port 69, which is closed at once: what waits for an absent client's ARP holds up
 * nobody else.
 *
 * Owner of everything here: struct tftp_server, kept with nr_set_data().  A session
 * ends in session_end() and nowhere else.
 */
#include <config.h>

#include "plugins/listener/listener.h"
#include "plugins/tftp/netascii.h"
#include "plugins/tftp/session.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netinet/udp.h>
#include <netrecover/plugin.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif

#define WINDOW_MAX 64u                  /* also the kernel's limit of segments in one send */
#define DATAGRAM_MAX 65507u
#define MOVED_EVERY 65536u              /* bytes between two NR_FILE_MOVED */
#define RECEIVE_BUFFER (4 << 20)        /* a shelf of phones asks within one moment */
#define REQUEST_MAX 1024u
#define REQUESTS 32u                    /* taken with one system call */
#define REQUEST_ROUNDS 64u              /* such calls, before transfers go on */
#define REFUSED_SLOTS 1024u
#define REFUSED_MAX 64u                 /* in a second; a phone that boots asks for ten names */
#define CONVERTED_MAX (32u << 20)       /* bytes that netascii may hold in all */

struct tftp_conf {
	uint32_t port;
	uint32_t patience;
};

/* How many refusals an address had in this second; two of one slot share them. */
struct refused {
	struct in_addr client;
	int64_t second;
	unsigned count;
};

struct tftp_server {
	struct nr_instance *self;
	const struct tftp_conf *conf;
	struct ev_loop *loop;
	struct nr_bench bench;
	int fd;                         /* requests */
	ev_io io;
	uint16_t max_block;             /* largest that the wire takes in one piece */
	bool one_by_one;                /* the kernel takes no UDP_SEGMENT here */
	uint64_t converted;             /* bytes that netascii holds now */
	uint64_t drops[TFTP_DROP_COUNT];
	struct refused refused[REFUSED_SLOTS];
	struct session_table sessions;
	struct mmsghdr messages[REQUESTS];
	struct iovec iov[REQUESTS];
	struct sockaddr_in from[REQUESTS];
	uint8_t packets[REQUESTS][REQUEST_MAX];
};

static const struct nr_option options[] = {
	{ "port", NR_UINT, offsetof(struct tftp_conf, port), "69", 1, 65535,
	  "UDP port that takes the requests; phones only ever ask 69." },
	{ "patience", NR_SECONDS, offsetof(struct tftp_conf, patience), "120s", 1, 3600,
	  "How long a transfer waits for the next confirmation, resending, before it is given up." },
	{ 0 },
};

/* -- sockets --------------------------------------------------------------- */

/* Bound to the bench's address and wire; returns the descriptor or a negative errno. */
static int open_socket(const struct tftp_server *sv, uint16_t port)
{
	struct sockaddr_in a = {
		.sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr = sv->bench.address,
	};
	const char *wire = sv->bench.interface;
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int err;

	if (fd < 0)
		return -errno;
	/* Old kernels let only root do this; the address has to do there. */
	if (*wire && setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, wire,
				(socklen_t)strlen(wire)) < 0 && errno != EPERM)
		goto fail;
	if (bind(fd, (const struct sockaddr *)&a, sizeof(a)) < 0)
		goto fail;
	return fd;
fail:
	err = errno;
	close(fd);
	return -err;
}

static bool may_refuse(struct tftp_server *sv, struct in_addr client)
{
	struct refused *r = &sv->refused[ntohl(client.s_addr) % REFUSED_SLOTS];
	int64_t second = listener_clock_ms() / 1000;

	if (r->client.s_addr != client.s_addr || r->second != second)
		*r = (struct refused){ .client = client, .second = second };
	return r->count++ < REFUSED_MAX;
}

/* Refuse: from another port than the one that was asked, and nothing is kept. */
static void refuse(struct tftp_server *sv, const struct sockaddr_in *client, enum tftp_error code,
		   const char *text)
{
	uint8_t buf[TFTP_ERROR_MAX];
	size_t n = tftp_put_error(buf, code, text);
	int fd;

	if (!may_refuse(sv, client->sin_addr))
		return;
	fd = open_socket(sv, 0);
	if (fd < 0)
		return;
	/* When it is lost the client asks again. */
	(void)sendto(fd, buf, n, 0, (const struct sockaddr *)client, sizeof(*client));
	close(fd);
}

/* -- sending --------------------------------------------------------------- */

/* A loss like any other, that the next resend repairs. */
static bool passes(int err)
{
	return err == EAGAIN || err == EINTR || err == ENOBUFS || err == ENOMEM ||
	       err == EPERM || err == ENETUNREACH || err == EHOSTUNREACH ||
	       err == ENETDOWN || err == EHOSTDOWN;
}

/*
 * Send @count blocks from @first on with one call; with more than one, the kernel
 * cuts the datagrams apart.  Returns 0 or a negative errno.
 */
static int send_run(struct session *s, uint64_t first, unsigned count)
{
	const struct transfer *t = &s->transfer;
	uint8_t headers[WINDOW_MAX][TFTP_HEADER];
	struct iovec iov[2 * WINDOW_MAX];
	union {
		char bytes[CMSG_SPACE(sizeof(uint16_t))];
		struct cmsghdr align;
	} control = { .bytes = { 0 } };
	struct msghdr m = { .msg_iov = iov, .msg_iovlen = 2 * count };

	for (unsigned i = 0; i < count; i++) {
		const uint8_t *data = s->data + transfer_offset(t, first + i);

		tftp_put_data(headers[i], first + i);
		iov[2 * i].iov_base = headers[i];
		iov[2 * i].iov_len = TFTP_HEADER;
		iov[2 * i + 1].iov_base = (void *)(uintptr_t)data;
		iov[2 * i + 1].iov_len = transfer_length(t, first + i);
	}
	if (count > 1) {
		uint16_t size = (uint16_t)(TFTP_HEADER + t->blksize);

		m.msg_control = control.bytes;
		m.msg_controllen = sizeof(control.bytes);
		control.align.cmsg_level = SOL_UDP;
		control.align.cmsg_type = UDP_SEGMENT;
		control.align.cmsg_len = CMSG_LEN(sizeof(size));
		memcpy(CMSG_DATA(&control.align), &size, sizeof(size));
	}
	return sendmsg(s->io.fd, &m, 0) < 0 ? -errno : 0;
}

static int send_blocks(struct tftp_server *sv, struct session *s, uint64_t first, unsigned count)
{
	unsigned per_call = DATAGRAM_MAX / (TFTP_HEADER + s->transfer.blksize);

	if (per_call > WINDOW_MAX)
		per_call = WINDOW_MAX;
	while (count > 0) {
		unsigned n = sv->one_by_one ? 1 : count < per_call ? count : per_call;
		int err = send_run(s, first, n);

		if (n > 1 && (err == -EINVAL || err == -EIO || err == -EMSGSIZE || err == -EOPNOTSUPP)) {
			sv->one_by_one = true;
			continue;
		}
		if (err < 0)
			return err;
		first += n;
		count -= n;
	}
	return 0;
}

static int send_oack(struct session *s)
{
	uint8_t buf[TFTP_OACK_MAX];
	size_t n = tftp_put_oack(buf, &s->granted);

	return send(s->io.fd, buf, n, 0) < 0 ? -errno : 0;
}

/* -- a transfer -------------------------------------------------------------- */

/* Bytes of the file that the client has; netascii makes more of them. */
static uint64_t session_bytes(const struct session *s)
{
	uint64_t n = transfer_bytes(&s->transfer);

	return n < s->file.size ? n : s->file.size;
}

static void session_tell(struct session *s, enum nr_deed deed, uint64_t bytes, const char *why)
{
	s->told = bytes;
	nr_tell(s->owner, s->phone, deed, s->file.name, bytes, s->file.size, why);
}

static void session_release(struct tftp_server *sv, struct session *s)
{
	ev_timer_stop(sv->loop, &s->timer);
	ev_io_stop(sv->loop, &s->io);
	close(s->io.fd);
	if (s->converted) {
		sv->converted -= s->transfer.size;
		free(s->converted);
	}
	nr_file_close(sv->self, &s->file);
	session_give_back(&sv->sessions, s);
}

/* @why is NULL when the client has confirmed everything. */
static void session_end(struct tftp_server *sv, struct session *s, const char *why)
{
	char client[LISTENER_PEER_SIZE];

	if (why) {
		nr_log(sv->self, LOG_NOTICE, "%s: '%s' ended after %llu of %llu %s: %s",
		       listener_peer(&s->peer, client), s->file.name,
		       (unsigned long long)session_bytes(s),
		       (unsigned long long)s->file.size, s->file.size == 1 ? "byte" : "bytes", why);
		session_tell(s, NR_FILE_FAILED, session_bytes(s), why);
	} else {
		session_tell(s, NR_FILE_SENT, s->file.size, NULL);
	}
	session_release(sv, s);
}

/* The client's port is closed: did that happen before it could have everything? */
static const char *why_closed(const struct session *s)
{
	return s->transfer.sent == s->transfer.last ? "port closed at the last block" :
						      "port closed";
}

/*
 * The timer runs late on purpose: each ACK moves the deadline, and moving a timer
 * with each would cost more than letting it fire in vain now and then.
 */
static void session_arm(struct tftp_server *sv, struct session *s, int64_t now)
{
	int64_t deadline = transfer_next_deadline(&s->transfer);

	if (ev_is_active(&s->timer) && deadline >= s->check)
		return;
	s->check = deadline;
	ev_timer_stop(sv->loop, &s->timer);
	ev_timer_set(&s->timer, deadline > now ? (double)(deadline - now) / 1000. : 0., 0.);
	ev_timer_start(sv->loop, &s->timer);
}

/* Returns NULL, or why the transfer cannot go on. */
static const char *session_send(struct tftp_server *sv, struct session *s, struct transfer_step step)
{
	int err = step.verb == TRANSFER_SEND ? send_blocks(sv, s, step.first, step.count) :
					       send_oack(s);

	if (err == 0 || passes(-err))
		return NULL;
	return err == -ECONNREFUSED ? why_closed(s) : strerror(-err);
}

static void session_step(struct tftp_server *sv, struct session *s, struct transfer_step step,
			 int64_t now)
{
	const char *why = NULL;
	uint64_t bytes;

	switch (step.verb) {
	case TRANSFER_NOTHING:
		break;
	case TRANSFER_SEND_OACK:
	case TRANSFER_SEND:
		why = session_send(sv, s, step);
		break;
	case TRANSFER_GIVE_UP:
		why = "timeout";
		break;
	case TRANSFER_DONE:
		session_end(sv, s, NULL);
		return;
	}
	if (why) {
		session_end(sv, s, why);
		return;
	}
	session_arm(sv, s, now);
	bytes = session_bytes(s);
	if (bytes - s->told >= MOVED_EVERY)
		session_tell(s, NR_FILE_MOVED, bytes, NULL);
}

static void session_failed(struct tftp_server *sv, struct session *s, const struct tftp_answer *a)
{
	char why[sizeof(a->text) + 32];

	if (a->text[0])
		snprintf(why, sizeof(why), "%s", a->text);
	else
		snprintf(why, sizeof(why), "the client's error %u", a->number);
	session_end(sv, s, why);
}

static void on_answer(struct ev_loop *loop, ev_io *w, int revents)
{
	struct session *s = w->data;
	struct tftp_server *sv = nr_data(s->owner);
	struct tftp_answer answer;
	uint8_t buf[512];
	ssize_t n = recv(w->fd, buf, sizeof(buf), 0);
	int64_t now;

	(void)loop;
	(void)revents;
	if (n < 0 && !passes(errno)) {
		session_end(sv, s, errno == ECONNREFUSED ? why_closed(s) : strerror(errno));
		return;
	}
	if (n < 0 || !tftp_parse_answer(buf, (size_t)n, &answer))
		return;
	if (answer.opcode == TFTP_ERROR) {
		session_failed(sv, s, &answer);
		return;
	}
	now = listener_clock_ms();
	session_step(sv, s, transfer_on_ack(&s->transfer, answer.number, now), now);
}

static void on_timer(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct session *s = w->data;
	int64_t now = listener_clock_ms();

	(void)loop;
	(void)revents;
	session_step(nr_data(s->owner), s, transfer_on_timer(&s->transfer, now), now);
}

/* -- a request ----------------------------------------------------------------- */

/* FNV-1a: only to know the same client's same request again. */
static uint64_t digest_of(const uint8_t *data, size_t len)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < len; i++)
		h = (h ^ data[i]) * 0x100000001b3u;
	return h;
}

/* Returns false when there is no room. */
static bool session_convert(struct tftp_server *sv, struct session *s, uint64_t *size)
{
	*size = netascii_size(s->file.data, s->file.size);
	if (*size > CONVERTED_MAX - sv->converted)
		return false;
	s->converted = malloc(*size ? *size : 1);
	if (!s->converted)
		return false;
	netascii_encode(s->file.data, s->file.size, s->converted);
	sv->converted += *size;
	s->data = s->converted;
	return true;
}

static int session_connect(struct tftp_server *sv, struct session *s)
{
	int fd = open_socket(sv, 0);
	int err;

	if (fd < 0)
		return fd;
	if (connect(fd, (const struct sockaddr *)&s->peer, sizeof(s->peer)) < 0) {
		err = errno;
		close(fd);
		return -err;
	}
	ev_io_init(&s->io, on_answer, fd, EV_READ);
	ev_timer_init(&s->timer, on_timer, 0., 0.);
	s->io.data = s;
	s->timer.data = s;
	return 0;
}

static void session_begin(struct tftp_server *sv, struct session *s,
			  const struct tftp_request *request, uint64_t size)
{
	struct transfer_options o = { .patience = sv->conf->patience * 1000u };
	int64_t now = listener_clock_ms();
	const char *why;

	s->granted = tftp_grant(&request->options, sv->max_block, WINDOW_MAX, size);
	o.blksize = s->granted.blksize;
	o.window = s->granted.window;
	o.timeout = s->granted.timeout;
	o.oack = s->granted.has != 0;
	transfer_init(&s->transfer, &o, size, now);
	why = session_send(sv, s, transfer_start(&s->transfer, now));
	ev_io_start(sv->loop, &s->io);
	session_arm(sv, s, now);
	session_tell(s, NR_FILE_STARTED, 0, NULL);
	if (why)
		session_end(sv, s, why);
}

/* Takes over *file. */
static void serve(struct tftp_server *sv, const struct sockaddr_in *client, nr_phone_id phone,
		  const struct tftp_request *request, uint64_t digest, struct nr_file *file)
{
	struct session *s = session_take(&sv->sessions, client);
	uint64_t size = file->size;
	int err;

	if (!s) {
		nr_log(sv->self, LOG_WARNING, "too many transfers for '%s': it will ask again", file->name);
		goto busy;
	}
	s->owner = sv->self;
	s->phone = phone;
	s->digest = digest;
	s->file = *file;
	s->data = file->data;
	err = session_connect(sv, s);
	if (err < 0) {
		nr_log(sv->self, LOG_WARNING, "no socket for '%s': %s", file->name, strerror(-err));
		session_give_back(&sv->sessions, s);
		goto busy;
	}
	if (request->mode == TFTP_MODE_NETASCII && !session_convert(sv, s, &size)) {
		session_release(sv, s);
		refuse(sv, client, TFTP_E_UNDEFINED, "too large for netascii: use octet");
		return;
	}
	session_begin(sv, s, request, size);
	return;
busy:
	/* In silence: a 6901 and a 3905 do not ask for their configuration again after an
	 * ERROR 3 (CSCuj76132, CSCuj73157), and each resends what nobody answers. */
	nr_file_close(sv->self, file);
}

static nr_phone_id sight(struct tftp_server *sv, const struct sockaddr_in *client, const char *name)
{
	const struct nr_fact_value facts[] = {
		{ NR_FACT_FILE_WANTED, name },
		{ NR_FACT_END, NULL },
	};
	struct nr_sighting s = {
		.source = NR_SOURCE_TFTP,
		.addr = client->sin_addr,
		.facts = name ? facts : NULL,
	};

	return nr_sight(sv->self, &s);
}

/* The 1st, 2nd, 4th, 8th, ... of a kind gets a line. */
static void count_drop(struct tftp_server *sv, const struct sockaddr_in *client, enum tftp_drop drop)
{
	uint64_t n = ++sv->drops[drop];
	char text[LISTENER_PEER_SIZE];

	if ((n & (n - 1)) == 0)
		nr_log(sv->self, LOG_INFO, "dropped a packet of %s: %s (%llu so far)",
		       listener_peer(client, text), tftp_drop_str(drop), (unsigned long long)n);
}

/* Who asked, if it may hear anything; what it asked for is evidence all the same. */
static bool sight_reached(struct tftp_server *sv, const struct sockaddr_in *client, const char *name,
			  nr_phone_id *phone)
{
	*phone = sight(sv, client, name);
	if (nr_may_send(sv->self, client->sin_addr))
		return true;
	count_drop(sv, client, TFTP_DROP_UNREACHED);
	return false;
}

static enum nr_verdict ask(struct tftp_server *sv, nr_phone_id phone, const char *name, struct nr_file *out)
{
	const struct nr_request r = { .want = name, .door = NR_DOOR_TFTP, .port = (uint16_t)sv->conf->port };

	return nr_ask_request(sv->self, phone, &r, sizeof(r), out);
}

/* Nobody writes here.  Only a phone that may read gets that answer. */
static void on_write_request(struct tftp_server *sv, const struct sockaddr_in *client,
			     const struct tftp_request *request)
{
	enum nr_verdict verdict;
	struct nr_file file;
	nr_phone_id phone;

	if (!sight_reached(sv, client, NULL, &phone))
		return;
	verdict = ask(sv, phone, tftp_bare_name(request->name), &file);
	if (verdict == NR_SERVE)
		nr_file_close(sv->self, &file);
	if (verdict != NR_IGNORE)
		refuse(sv, client, TFTP_E_ACCESS, "access violation: nothing is written here");
}

/* The same request again, before its first answer was confirmed? */
static bool answer_repeat(struct tftp_server *sv, struct session *old, uint64_t digest)
{
	int64_t now = listener_clock_ms();
	struct transfer_step step = { .verb = TRANSFER_NOTHING };

	if (old->digest == digest)
		step = transfer_on_repeat(&old->transfer, now);
	if (step.verb == TRANSFER_NOTHING)
		return false;
	session_tell(old, NR_FILE_AGAIN, 0, NULL);
	session_step(sv, old, step, now);
	return true;
}

static void on_read_request(struct tftp_server *sv, const struct sockaddr_in *client,
			    const struct tftp_request *request, uint64_t digest)
{
	const char *name = tftp_bare_name(request->name);
	struct session *old = session_find(&sv->sessions, client);
	char text[LISTENER_PEER_SIZE];
	nr_phone_id phone;
	struct nr_file file;

	if (old && answer_repeat(sv, old, digest))
		return;
	/* A 7921 asks for all its files from one port: it has done with the old one. */
	if (old)
		session_end(sv, old, "the client asked anew");
	if (!sight_reached(sv, client, name, &phone))
		return;
	nr_log(sv->self, LOG_DEBUG, "%s asks for '%s'", listener_peer(client, text), request->name);
	switch (ask(sv, phone, name, &file)) {
	case NR_IGNORE:
		break;
	case NR_REFUSE:
		nr_tell(sv->self, phone, NR_FILE_REFUSED, name, 0, 0, NULL);
		refuse(sv, client, TFTP_E_NOT_FOUND, "File not found");
		break;
	case NR_SERVE:
		if (request->mode != TFTP_MODE_OTHER) {
			serve(sv, client, phone, request, digest, &file);
			break;
		}
		nr_file_close(sv->self, &file);
		refuse(sv, client, TFTP_E_ILLEGAL, "unknown mode: use octet");
		break;
	}
}

static void on_packet(struct tftp_server *sv, const struct sockaddr_in *client,
		      const uint8_t *data, size_t len, bool cut)
{
	struct tftp_request request;
	enum tftp_drop drop = cut ? TFTP_DROP_TOO_LONG : tftp_parse_request(data, len, &request);

	if (drop != TFTP_TAKEN)
		count_drop(sv, client, drop);
	else if (request.opcode == TFTP_WRQ)
		on_write_request(sv, client, &request);
	else
		on_read_request(sv, client, &request, digest_of(data, len));
}

static void on_requests(struct ev_loop *loop, ev_io *w, int revents)
{
	struct tftp_server *sv = w->data;

	(void)loop;
	(void)revents;
	for (unsigned round = 0; round < REQUEST_ROUNDS; round++) {
		int n;

		for (unsigned i = 0; i < REQUESTS; i++)
			sv->messages[i].msg_hdr.msg_namelen = sizeof(sv->from[i]);
		n = recvmmsg(sv->fd, sv->messages, REQUESTS, 0, NULL);
		for (int i = 0; i < n; i++)
			on_packet(sv, &sv->from[i], sv->packets[i], sv->messages[i].msg_len,
				  sv->messages[i].msg_hdr.msg_flags & MSG_TRUNC);
		if (n < (int)REQUESTS)
			break;
	}
}

/* -- the plugin ---------------------------------------------------------------- */

static void init_messages(struct tftp_server *sv)
{
	for (unsigned i = 0; i < REQUESTS; i++) {
		struct msghdr *m = &sv->messages[i].msg_hdr;

		sv->iov[i].iov_base = sv->packets[i];
		sv->iov[i].iov_len = REQUEST_MAX;
		m->msg_iov = &sv->iov[i];
		m->msg_iovlen = 1;
		m->msg_name = &sv->from[i];
	}
}

/* Room for headers of IP, UDP and TFTP: no block is ever cut into fragments. */
static uint16_t max_block(const struct tftp_server *sv)
{
	struct ifreq ifr = { 0 };

	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", sv->bench.interface);
	if (ioctl(sv->fd, SIOCGIFMTU, &ifr) < 0)
		ifr.ifr_mtu = 1500;
	if (ifr.ifr_mtu < (int)TFTP_BLOCK + 32)
		return TFTP_BLOCK;
	return ifr.ifr_mtu - 32 > (int)TFTP_MAX_BLOCK ? TFTP_MAX_BLOCK :
							(uint16_t)(ifr.ifr_mtu - 32);
}

/* A descriptor for each transfer.  What is refused here is silence later. */
static void raise_limit(void)
{
	const rlim_t want = SESSION_MAX + 256;
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) < 0 || r.rlim_cur >= want)
		return;
	r.rlim_cur = want;
	if (r.rlim_max >= want || r.rlim_max == RLIM_INFINITY) {
		(void)setrlimit(RLIMIT_NOFILE, &r);
		return;
	}
	r.rlim_cur = r.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &r);
	r.rlim_cur = r.rlim_max = want;
	(void)setrlimit(RLIMIT_NOFILE, &r);
}

static void grow_receive_buffer(int fd)
{
	int size = RECEIVE_BUFFER;

	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size)) < 0)
		(void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
}

static int tftp_wire_changed(struct nr_instance *self)
{
	struct tftp_server *sv = nr_data(self);

	nr_get_bench(self, &sv->bench, sizeof(sv->bench));
	if (sv->fd >= 0)
		sv->max_block = max_block(sv);
	return 0;
}

static int tftp_open(struct nr_instance *self)
{
	struct tftp_server *sv = calloc(1, sizeof(*sv));

	if (!sv)
		return -ENOMEM;
	nr_set_data(self, sv);
	sv->self = self;
	sv->conf = nr_conf(self);
	sv->loop = nr_loop(self);
	sv->fd = -1;
	nr_get_bench(self, &sv->bench, sizeof(sv->bench));
	if (sv->bench.passive)
		return 0;
	raise_limit();
	sv->fd = listener_open(self, LISTENER_UDP, (uint16_t)sv->conf->port);
	if (sv->fd < 0)
		return sv->fd;
	grow_receive_buffer(sv->fd);
	sv->max_block = max_block(sv);
	return 0;
}

static int tftp_check(struct nr_instance *self)
{
	const struct tftp_conf *conf = nr_conf(self);

	listener_want(self, LISTENER_UDP, (uint16_t)conf->port);
	return 0;
}

static int tftp_start(struct nr_instance *self)
{
	struct tftp_server *sv = nr_data(self);

	if (sv->fd < 0)
		return 0;
	init_messages(sv);
	ev_io_init(&sv->io, on_requests, sv->fd, EV_READ);
	ev_set_priority(&sv->io, EV_MAXPRI);
	sv->io.data = sv;
	ev_io_start(sv->loop, &sv->io);
	return 0;
}

/* Say so to the clients: they need not wait for a timeout. */
static void end_all(struct tftp_server *sv)
{
	uint8_t buf[TFTP_ERROR_MAX];
	size_t n = tftp_put_error(buf, TFTP_E_UNDEFINED, "the server stops");
	struct session *s;

	while ((s = session_any(&sv->sessions)) != NULL) {
		(void)send(s->io.fd, buf, n, 0);
		session_end(sv, s, "the bench stopped");
	}
}

static void tftp_stop(struct nr_instance *self)
{
	struct tftp_server *sv = nr_data(self);

	if (!sv)
		return;
	end_all(sv);
	session_table_finish(&sv->sessions);
	if (sv->io.data)
		ev_io_stop(sv->loop, &sv->io);
	if (sv->fd >= 0)
		close(sv->fd);
	nr_set_data(self, NULL);
	free(sv);
}

/* A table with the rows that its neighbours have; the functions are its own. */
static const struct nr_protocol tftp = {
	.type = "tftp",
	.conf_size = sizeof(struct tftp_conf),
	.options = options,
	.open = tftp_open,
	.start = tftp_start,
	.stop = tftp_stop,
	.wire_changed = tftp_wire_changed,
	.check = tftp_check,
};

NR_PROTOCOL_PLUGIN("tftp", PACKAGE_VERSION, &tftp);
