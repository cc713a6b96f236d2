/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plugin.c -- stands in for the call manager of SIP phones (UDP and TCP 5060).
 *
 * A REGISTER says who the phone is, what it runs and why it last restarted; it is
 * answered with 200 and a short life, so that the phone is quiet and comes back to
 * ask.  When its next step waits, it is told to restart with a NOTIFY.  Nothing
 * else of SIP is needed.  Devices that are not phones, for the core, get no answer.
 *
 * Owner of everything here: struct server, kept with nr_set_data().  A connection
 * ends in hang_up(), a NOTIFY in notify_end(), and nowhere else.
 */
#include <config.h>

#include "plugins/listener/listener.h"
#include "plugins/registrar/alarm.h"
#include "plugins/registrar/restart.h"
#include "plugins/sip/message.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ev.h>
#include <netrecover/plugin.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

#define ACCEPTS 64                      /* taken in one turn of the loop */
#define DATAGRAMS 64
#define CONNECTIONS_MAX 512u
#define CONNECTIONS_PER_ADDRESS 4u
#define NOTIFIES_MAX 256u               /* that wait for an answer */
#define FIRST_WORDS 30.                 /* seconds for a whole message */
#define T1 .5                           /* RFC 3261, 17.1.2.1 */
#define T2 4.
#define TIMER_F (64 * T1)
#define ADDR_STR_SIZE (INET_ADDRSTRLEN + 6)
#define ANSWER_MAX (SIP_MESSAGE_MAX + 512)

struct sip_conf {
	uint32_t port;
	uint32_t expires;
};

enum dropped {
	DROP_BROKEN,
	DROP_NO_PHONE,
	DROP_TOO_MANY,
	DROP_SILENT,
	DROP_UNREAD,
	DROP_COUNT,
};

static const char *const drop_names[DROP_COUNT] = {
	[DROP_BROKEN] = "not a SIP message",
	[DROP_NO_PHONE] = "not a phone",
	[DROP_TOO_MANY] = "too many connections",
	[DROP_SILENT] = "no message in time",
	[DROP_UNREAD] = "does not read",
};

struct connection {
	struct connection *next;
	struct server *server;
	struct sockaddr_in peer;
	ev_io io;
	ev_timer timer;
	bool registered;
	size_t have;
	char buf[SIP_MESSAGE_MAX];
};

/* A NOTIFY on its way by UDP; by TCP it is sent once and not kept. */
struct notify {
	struct notify *next;
	struct server *server;
	struct sockaddr_in to;
	char name[24];                  /* of the phone, for the log */
	char call_id[40];
	ev_timer timer;
	double pause, waited;
	size_t len;
	char text[2048];
};

struct server {
	struct nr_instance *self;
	const struct sip_conf *conf;
	struct ev_loop *loop;
	char local[ADDR_STR_SIZE];
	int udp, tcp;
	ev_io udp_io, tcp_io;
	struct connection *connections;
	unsigned connection_count;
	struct notify *notifies;
	unsigned notify_count;
	struct restarts restarts;
	uint64_t drops[DROP_COUNT];
};

/* Who speaks, and how the answer gets there. */
struct speaker {
	struct sockaddr_in from;
	struct connection *c;           /* NULL: UDP */
};

static const struct nr_option options[] = {
	{ "port", NR_UINT, offsetof(struct sip_conf, port), "5060", 1, 65535,
	  "UDP and TCP port at which phones register; their configuration names 5060." },
	{ "expires", NR_SECONDS, offsetof(struct sip_conf, expires), "60s", 20, 3600,
	  "How long a registration lasts: a phone renews it before." },
	{ 0 },
};

static const char *peer_str(const struct sockaddr_in *p, char buf[ADDR_STR_SIZE])
{
	char addr[INET_ADDRSTRLEN];

	inet_ntop(AF_INET, &p->sin_addr, addr, sizeof(addr));
	snprintf(buf, ADDR_STR_SIZE, "%s:%u", addr, ntohs(p->sin_port));
	return buf;
}

/* The 1st, 2nd, 4th, 8th, ... of a kind gets a line. */
static void count_drop(struct server *sv, const struct sockaddr_in *peer, enum dropped why)
{
	uint64_t n = ++sv->drops[why];
	char text[ADDR_STR_SIZE];

	if ((n & (n - 1)) == 0)
		nr_log(sv->self, LOG_INFO, "no answer for %s: %s (%llu so far)", peer_str(peer, text),
		       drop_names[why], (unsigned long long)n);
}

static void random_hex(char *out, size_t digits)
{
	uint8_t bytes[16];

	if (getrandom(bytes, sizeof(bytes), GRND_NONBLOCK) != (ssize_t)sizeof(bytes))
		memset(bytes, 0x5a, sizeof(bytes));
	for (size_t i = 0; i < digits; i++)
		out[i] = "0123456789abcdef"[bytes[i / 2 % 16] >> 4 * (i % 2) & 15];
	out[digits] = '\0';
}

/* -- who it is ------------------------------------------------------------------------ */

struct identity {
	char name[24];                  /* "SEP001B54AA0001", or "" */
	struct alarm alarm;
	struct nr_mac mac;
	bool has_mac;
};

/* The instance of a Java phone is a UUID of zeros and its MAC. */
static bool name_of_instance(struct sip_slice contact, char *name, size_t size)
{
	static const char zeros[] = "00000000-0000-0000-0000-";
	struct sip_slice v;
	char text[80], *mac;

	if (!sip_parameter(contact, "+sip.instance", &v))
		return false;
	mac = strstr(sip_text(v, text, sizeof(text)), zeros);
	if (!mac)
		return false;
	snprintf(name, size, "SEP%.12s", mac + sizeof(zeros) - 1);
	return true;
}

static bool name_of_contact(struct sip_slice contact, char *name, size_t size)
{
	struct sip_slice v;

	if (!sip_parameter(contact, "+u.sip!devicename.ccm.cisco.com", &v))
		return false;
	sip_text(v, name, size);
	return true;
}

static void upper(char *s)
{
	for (; *s; s++)
		if (*s >= 'a' && *s <= 'z')
			*s = (char)(*s - 'a' + 'A');
}

static void identify(const struct sip_message *m, struct identity *id)
{
	struct sip_slice words;
	char text[256] = "";

	memset(id, 0, sizeof(*id));
	if (sip_reason_text(m->reason, &words))
		alarm_read(sip_text(words, text, sizeof(text)), &id->alarm);
	snprintf(id->name, sizeof(id->name), "%s", id->alarm.name);
	if (!id->name[0] && m->contact_count &&
	    !name_of_contact(m->contact[0], id->name, sizeof(id->name)) &&
	    !name_of_instance(m->contact[0], id->name, sizeof(id->name)))
		id->name[0] = '\0';
	id->has_mac = alarm_mac(id->name, &id->mac);
	if (id->has_mac)
		upper(id->name);
	else
		id->name[0] = '\0';
}

static nr_phone_id sight(struct server *sv, const struct speaker *who, const struct identity *id)
{
	struct nr_fact_value facts[5];
	struct nr_sighting s = { .source = NR_SOURCE_SIP, .mac = id->has_mac ? &id->mac : NULL,
				 .addr = who->from.sin_addr, .facts = facts };
	size_t n = 0;

	if (id->name[0])
		facts[n++] = (struct nr_fact_value){ NR_FACT_DEVICE_NAME, id->name };
	if (id->alarm.load[0])
		facts[n++] = (struct nr_fact_value){ NR_FACT_LOAD, id->alarm.load };
	if (id->alarm.last[0])
		facts[n++] = (struct nr_fact_value){ NR_FACT_REASON, id->alarm.last };
	facts[n++] = (struct nr_fact_value){ NR_FACT_REGISTERS, "sip" };
	facts[n] = (struct nr_fact_value){ NR_FACT_END, NULL };
	return nr_sight(sv->self, &s);
}

/* -- answers --------------------------------------------------------------------------- */

/* False when a connection does not take it; a datagram that is lost is asked for again. */
static bool send_to(struct server *sv, const struct speaker *who, uint16_t port, const char *text,
		    size_t len)
{
	struct sockaddr_in to = who->from;

	if (who->c)
		return send(who->c->io.fd, text, len, MSG_NOSIGNAL) == (ssize_t)len;
	to.sin_port = htons(port);
	(void)sendto(sv->udp, text, len, 0, (const struct sockaddr *)&to, sizeof(to));
	return true;
}

static bool answer(struct server *sv, const struct speaker *who, const struct sip_message *m,
		   unsigned status, const char *phrase, int expires)
{
	char tag[17], text[ANSWER_MAX];
	const struct sip_answer a = {
		.status = status, .phrase = phrase, .tag = tag, .received = who->from.sin_addr,
		.rport = ntohs(who->from.sin_port), .contacts = expires > 0,
		.expires = expires > 0 ? (unsigned)expires : 0,
	};
	size_t n;

	random_hex(tag, 16);
	n = sip_put_answer(text, sizeof(text), m, &a);
	return n == 0 || send_to(sv, who, sip_via_port(m->via[0], a.rport), text, n);
}

/* 0: it takes its registration back. */
static int granted(const struct server *sv, const struct sip_message *m)
{
	struct sip_slice s = m->expires;
	char text[12];
	unsigned long n;

	if (m->contact_count && sip_slice_is(m->contact[0], "*"))
		return 0;
	if (m->contact_count)
		(void)sip_parameter(m->contact[0], "expires", &s);
	if (!s.p)
		return (int)sv->conf->expires;
	n = strtoul(sip_text(s, text, sizeof(text)), NULL, 10);
	return n < sv->conf->expires ? (int)n : (int)sv->conf->expires;
}

/* -- restart ----------------------------------------------------------------------------- */

static void notify_end(struct notify *n)
{
	struct server *sv = n->server;
	struct notify **p = &sv->notifies;

	while (*p != n)
		p = &(*p)->next;
	*p = n->next;
	sv->notify_count--;
	ev_timer_stop(sv->loop, &n->timer);
	free(n);
}

static void notify_send(struct notify *n)
{
	struct server *sv = n->server;

	(void)sendto(sv->udp, n->text, n->len, 0, (const struct sockaddr *)&n->to, sizeof(n->to));
	ev_timer_stop(sv->loop, &n->timer);
	ev_timer_set(&n->timer, n->pause, 0.);
	ev_timer_start(sv->loop, &n->timer);
}

static void on_unanswered(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct notify *n = w->data;

	(void)loop;
	(void)revents;
	n->waited += n->pause;
	if (n->waited >= TIMER_F) {
		nr_log(n->server->self, LOG_NOTICE, "%s does not answer the NOTIFY to restart", n->name);
		notify_end(n);
		return;
	}
	n->pause = 2 * n->pause < T2 ? 2 * n->pause : T2;
	notify_send(n);
}

/* The port that the Contact names is the one that the phone listens to. */
static uint16_t uri_port(const char *uri)
{
	const char *at = strchr(uri, '@'), *colon = strchr(at ? at : uri + 4, ':');
	unsigned long port = colon ? strtoul(colon + 1, NULL, 10) : 5060;

	return port > 0 && port < 65536 ? (uint16_t)port : 5060;
}

static struct notify *notify_new(struct server *sv, const char *name)
{
	struct notify *n = sv->notify_count < NOTIFIES_MAX ? calloc(1, sizeof(*n)) : NULL;

	if (!n)
		return NULL;
	n->server = sv;
	n->pause = T1;
	snprintf(n->name, sizeof(n->name), "%s", name);
	random_hex(n->call_id, 32);
	ev_timer_init(&n->timer, on_unanswered, 0., 0.);
	n->timer.data = n;
	n->next = sv->notifies;
	sv->notifies = n;
	sv->notify_count++;
	return n;
}

static bool notify_write(struct notify *n, const struct sip_message *m, const char *action, bool tcp)
{
	char uri[256], to[256], call_id[256], branch[40] = "z9hG4bK", tag[17];
	struct sip_slice s;
	const struct sip_notify text = {
		.action = action, .uri = uri, .local = n->server->local, .transport = tcp ? "TCP" : "UDP",
		.to = to, .branch = branch, .tag = tag, .call_id = n->call_id,
		.register_call_id = call_id, .cseq = 101,
	};

	if (!m->contact_count || !sip_address_uri(m->contact[0], &s) || s.n >= sizeof(uri) ||
	    strncasecmp(s.p, "sip:", 4) != 0)
		return false;
	sip_text(s, uri, sizeof(uri));
	if (!sip_address_uri(m->to, &s) || s.n + 3 > sizeof(to) || m->call_id.n >= sizeof(call_id))
		return false;
	snprintf(to, sizeof(to), "<%.*s>", (int)s.n, s.p);
	sip_text(m->call_id, call_id, sizeof(call_id));
	random_hex(branch + 7, 16);
	random_hex(tag, 16);
	n->to.sin_port = htons(uri_port(uri));
	n->len = sip_put_notify(n->text, sizeof(n->text), &text);
	return n->len > 0;
}

static bool restart(struct server *sv, const struct speaker *who, const struct sip_message *m,
		    const char *name, const char *action)
{
	struct notify *n = notify_new(sv, name);
	bool ok = true;

	if (!n)
		return true;
	n->to = who->from;
	if (!notify_write(n, m, action, who->c != NULL)) {
		notify_end(n);
		return true;
	}
	nr_log(sv->self, LOG_INFO, "%s: its next step waits: %s", name, action);
	if (!who->c) {
		notify_send(n);
		return true;
	}
	ok = send_to(sv, who, 0, n->text, n->len);
	notify_end(n);
	return ok;
}

/* -- requests ------------------------------------------------------------------------------ */

/* Returns false when the connection is to be closed. */
static bool on_register(struct server *sv, const struct speaker *who, const struct sip_message *m)
{
	struct identity id;
	enum restart_kind kind;
	nr_phone_id phone;
	int expires = granted(sv, m);
	char agent[80];

	identify(m, &id);
	phone = sight(sv, who, &id);
	if (nr_ask_lease(sv->self, phone) != NR_SERVE) {
		count_drop(sv, &who->from, DROP_NO_PHONE);
		return false;
	}
	nr_log(sv->self, LOG_DEBUG, "%s registers: %s, load '%s'", id.name,
	       sip_text(m->user_agent, agent, sizeof(agent)), id.alarm.load);
	if (!answer(sv, who, m, 200, "OK", expires))
		return false;
	if (who->c)
		who->c->registered = expires > 0;
	if (expires == 0)
		return true;
	kind = restart_due(&sv->restarts, phone, id.alarm.load, nr_ask_restart(sv->self, phone),
			   ev_now(sv->loop));
	return kind == RESTART_NONE ||
	       restart(sv, who, m, id.name, kind == RESTART_HARD ? "reset" : "restart");
}

/* Known to the core by its address? */
static bool is_phone(struct server *sv, const struct speaker *who)
{
	const struct nr_sighting s = { .source = NR_SOURCE_SIP, .addr = who->from.sin_addr };

	return nr_ask_lease(sv->self, nr_sight(sv->self, &s)) == NR_SERVE;
}

static bool on_response(struct server *sv, const struct sip_message *m)
{
	for (struct notify *n = sv->notifies; n; n = n->next) {
		if (!sip_slice_is(m->call_id, n->call_id) || m->status < 200)
			continue;
		if (m->status >= 300)
			nr_log(sv->self, LOG_NOTICE, "%s answers the NOTIFY to restart with %u", n->name,
			       m->status);
		notify_end(n);
		break;
	}
	return true;
}

static bool on_message(struct server *sv, const struct speaker *who, const struct sip_message *m)
{
	if (!m->request)
		return on_response(sv, m);
	if (sip_slice_is(m->method, "REGISTER"))
		return on_register(sv, who, m);
	if (!is_phone(sv, who)) {
		count_drop(sv, &who->from, DROP_NO_PHONE);
		return false;
	}
	if (sip_slice_is(m->method, "ACK"))
		return true;
	if (sip_slice_is(m->method, "OPTIONS"))
		return answer(sv, who, m, 200, "OK", 0);
	return answer(sv, who, m, 405, "Method Not Allowed", 0);
}

static void on_datagram(struct ev_loop *loop, ev_io *w, int revents)
{
	struct server *sv = w->data;
	struct speaker who = { .c = NULL };
	static char buf[SIP_MESSAGE_MAX];
	struct sip_message m;
	size_t used;

	(void)loop;
	(void)revents;
	for (int i = 0; i < DATAGRAMS; i++) {
		socklen_t len = sizeof(who.from);
		ssize_t n = recvfrom(w->fd, buf, sizeof(buf), MSG_TRUNC, (struct sockaddr *)&who.from, &len);
		enum sip_result r = SIP_BROKEN;

		if (n < 0)
			break;
		if ((size_t)n <= sizeof(buf))
			r = sip_read(buf, (size_t)n, false, &m, &used);
		if (r == SIP_MESSAGE)
			on_message(sv, &who, &m);
		else if (r != SIP_KEEPALIVE && n > 0)
			count_drop(sv, &who.from, DROP_BROKEN);
	}
}

/* -- connections ----------------------------------------------------------------------------- */

static void hang_up(struct connection *c, bool abort)
{
	struct server *sv = c->server;
	struct connection **p = &sv->connections;

	while (*p != c)
		p = &(*p)->next;
	*p = c->next;
	sv->connection_count--;
	ev_io_stop(sv->loop, &c->io);
	ev_timer_stop(sv->loop, &c->timer);
	if (abort)
		listener_abort(c->io.fd);
	else
		close(c->io.fd);
	free(c);
}

static void arm(struct connection *c, double after)
{
	ev_timer_stop(c->server->loop, &c->timer);
	ev_timer_set(&c->timer, after, 0.);
	ev_timer_start(c->server->loop, &c->timer);
}

static void on_silence(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct connection *c = w->data;

	(void)loop;
	(void)revents;
	count_drop(c->server, &c->peer, DROP_SILENT);
	hang_up(c, true);
}

/* False when it is to be closed. */
static bool on_bytes(struct connection *c)
{
	const struct speaker who = { .from = c->peer, .c = c };
	struct server *sv = c->server;
	struct sip_message m;
	size_t at = 0, used = 0;

	for (; at < c->have; at += used) {
		switch (sip_read(c->buf + at, c->have - at, true, &m, &used)) {
		case SIP_BROKEN:
			count_drop(sv, &c->peer, DROP_BROKEN);
			return false;
		case SIP_MORE:
			memmove(c->buf, c->buf + at, c->have - at);
			c->have -= at;
			if (c->have < sizeof(c->buf))
				return true;
			count_drop(sv, &c->peer, DROP_BROKEN);
			return false;
		case SIP_KEEPALIVE:
			break;
		case SIP_MESSAGE:
			if (!on_message(sv, &who, &m))
				return false;
			if (c->registered)
				arm(c, 2. * sv->conf->expires);
			break;
		}
	}
	c->have = 0;
	return true;
}

static void on_readable(struct ev_loop *loop, ev_io *w, int revents)
{
	struct connection *c = w->data;
	ssize_t n = recv(w->fd, c->buf + c->have, sizeof(c->buf) - c->have, 0);

	(void)loop;
	(void)revents;
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		hang_up(c, false);
		return;
	}
	c->have += (size_t)n;
	if (!on_bytes(c))
		hang_up(c, true);
}

static bool room_for(const struct server *sv, struct in_addr addr)
{
	unsigned n = 0;

	for (const struct connection *c = sv->connections; c; c = c->next)
		n += c->peer.sin_addr.s_addr == addr.s_addr;
	return sv->connection_count < CONNECTIONS_MAX && n < CONNECTIONS_PER_ADDRESS;
}

static void welcome(struct server *sv, int fd, const struct sockaddr_in *peer)
{
	struct connection *c = room_for(sv, peer->sin_addr) ? malloc(sizeof(*c)) : NULL;

	if (!c) {
		count_drop(sv, peer, DROP_TOO_MANY);
		listener_abort(fd);
		return;
	}
	memset(c, 0, offsetof(struct connection, buf));
	c->server = sv;
	c->peer = *peer;
	c->next = sv->connections;
	sv->connections = c;
	sv->connection_count++;
	ev_io_init(&c->io, on_readable, fd, EV_READ);
	ev_timer_init(&c->timer, on_silence, FIRST_WORDS, 0.);
	c->io.data = c->timer.data = c;
	ev_io_start(sv->loop, &c->io);
	ev_timer_start(sv->loop, &c->timer);
}

static void on_connect(struct ev_loop *loop, ev_io *w, int revents)
{
	struct server *sv = w->data;
	struct sockaddr_in peer;

	(void)loop;
	(void)revents;
	for (int i = 0; i < ACCEPTS; i++) {
		int fd = listener_accept(w->fd, &peer);

		if (fd == -EAGAIN || fd == -EMFILE || fd == -ENFILE)
			break;
		if (fd >= 0)
			welcome(sv, fd, &peer);
	}
}

/* -- the plugin -------------------------------------------------------------------------------- */

static int sip_open(struct nr_instance *self)
{
	struct server *sv = calloc(1, sizeof(*sv));
	struct sockaddr_in local = { .sin_family = AF_INET };
	struct nr_bench bench;

	if (!sv)
		return -ENOMEM;
	nr_set_data(self, sv);
	sv->self = self;
	sv->conf = nr_conf(self);
	sv->loop = nr_loop(self);
	sv->udp = sv->tcp = -1;
	nr_get_bench(self, &bench);
	if (bench.passive)
		return 0;
	local.sin_addr = bench.address;
	local.sin_port = htons((uint16_t)sv->conf->port);
	peer_str(&local, sv->local);
	sv->udp = listener_open(self, LISTENER_UDP, (uint16_t)sv->conf->port);
	if (sv->udp < 0)
		return sv->udp;
	sv->tcp = listener_open(self, LISTENER_TCP, (uint16_t)sv->conf->port);
	return sv->tcp < 0 ? sv->tcp : 0;
}

static int sip_start(struct nr_instance *self)
{
	struct server *sv = nr_data(self);

	if (sv->tcp < 0)
		return 0;
	ev_io_init(&sv->udp_io, on_datagram, sv->udp, EV_READ);
	ev_io_init(&sv->tcp_io, on_connect, sv->tcp, EV_READ);
	sv->udp_io.data = sv->tcp_io.data = sv;
	ev_io_start(sv->loop, &sv->udp_io);
	ev_io_start(sv->loop, &sv->tcp_io);
	return 0;
}

static void sip_stop(struct nr_instance *self)
{
	struct server *sv = nr_data(self);

	if (!sv)
		return;
	while (sv->connections)
		hang_up(sv->connections, false);
	while (sv->notifies)
		notify_end(sv->notifies);
	if (sv->udp_io.data) {
		ev_io_stop(sv->loop, &sv->udp_io);
		ev_io_stop(sv->loop, &sv->tcp_io);
	}
	if (sv->udp >= 0)
		close(sv->udp);
	if (sv->tcp >= 0)
		close(sv->tcp);
	nr_set_data(self, NULL);
	free(sv);
}

static const struct nr_protocol sip = {
	.type = "sip",
	.conf_size = sizeof(struct sip_conf),
	.options = options,
	.open = sip_open,
	.start = sip_start,
	.stop = sip_stop,
};

NR_PROTOCOL_PLUGIN("sip", PACKAGE_VERSION, &sip);
