/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plugin.c -- stands in for the call manager of SCCP phones.
 *
 * A phone that has booted says here who it is, what it runs and why it last
 * restarted: the best proof of a step.  It is registered, so that it stays quiet:
 * a phone that is turned away comes again and again.  It gets no line and no key.
 * When its next step waits, it is told to restart, so that nobody has to pull its
 * plug.  Devices that are not phones, for the core, get their connection closed.
 *
 * Owner of everything here: struct server, kept with nr_set_data().  A connection
 * ends in hang_up() and nowhere else.
 */
#include <config.h>

#include "plugins/listener/listener.h"
#include "plugins/registrar/alarm.h"
#include "plugins/registrar/restart.h"
#include "plugins/sccp/connection.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netrecover/plugin.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

#define ACCEPTS 64                      /* taken in one turn of the loop */
#define FIRST_WORDS 30.                 /* seconds to register in */
#define KEEPALIVES_MISSED 3
#define ADDR_STR_SIZE (INET_ADDRSTRLEN + 6)

struct sccp_conf {
	uint32_t port;
	uint32_t keepalive;
};

/* Why a connection was closed by us; each has its own counter. */
enum closed {
	CLOSED_BY_PEER,
	CLOSED_TOO_MANY,
	CLOSED_BROKEN,                  /* a length that cannot be */
	CLOSED_SILENT,
	CLOSED_NO_PHONE,
	CLOSED_OTHER_NAME,              /* one connection, two names */
	CLOSED_UNREAD,                  /* it does not read what it is sent */
	CLOSED_STOP,
	CLOSED_COUNT,
};

static const char *const closed_names[CLOSED_COUNT] = {
	[CLOSED_BY_PEER] = "closed by the peer",
	[CLOSED_TOO_MANY] = "too many connections",
	[CLOSED_BROKEN] = "a message of impossible length",
	[CLOSED_SILENT] = "no message in time",
	[CLOSED_NO_PHONE] = "not a phone",
	[CLOSED_OTHER_NAME] = "gives a second name",
	[CLOSED_UNREAD] = "does not read",
	[CLOSED_STOP] = "the bench stops",
};

struct server {
	struct nr_instance *self;
	const struct sccp_conf *conf;
	struct ev_loop *loop;
	int fd;
	ev_io io;
	struct connections connections;
	struct restarts restarts;
	uint64_t closed[CLOSED_COUNT];
};

static const struct nr_option options[] = {
	{ "port", NR_UINT, offsetof(struct sccp_conf, port), "2000", 1, 65535,
	  "TCP port at which phones register; their configuration names 2000." },
	{ "keepalive", NR_SECONDS, offsetof(struct sccp_conf, keepalive), "30s", 5, 3600,
	  "How often a registered phone says that it is there." },
	{ 0 },
};

static const char *peer_str(const struct sockaddr_in *p, char buf[ADDR_STR_SIZE])
{
	char addr[INET_ADDRSTRLEN];

	inet_ntop(AF_INET, &p->sin_addr, addr, sizeof(addr));
	snprintf(buf, ADDR_STR_SIZE, "%s:%u", addr, ntohs(p->sin_port));
	return buf;
}

/* The 1st, 2nd, 4th, 8th, ... of a kind gets a line; what is normal gets none. */
static void count_closed(struct server *sv, const struct sockaddr_in *peer, enum closed why)
{
	uint64_t n = ++sv->closed[why];
	char text[ADDR_STR_SIZE];

	if (why != CLOSED_BY_PEER && why != CLOSED_STOP && (n & (n - 1)) == 0)
		nr_log(sv->self, LOG_INFO, "closed the connection of %s: %s (%llu so far)",
		       peer_str(peer, text), closed_names[why], (unsigned long long)n);
}

static void hang_up(struct server *sv, struct connection *c, enum closed why)
{
	count_closed(sv, &c->peer, why);
	ev_io_stop(sv->loop, &c->io);
	ev_timer_stop(sv->loop, &c->timer);
	if (why == CLOSED_BY_PEER || why == CLOSED_STOP)
		close(c->io.fd);
	else
		listener_abort(c->io.fd);
	connection_give_back(&sv->connections, c);
}

/* -- what it says ---------------------------------------------------------------- */

static void add(struct nr_fact_value *facts, size_t *n, enum nr_fact fact, const char *text)
{
	if (text && *text) {
		facts[*n].fact = fact;
		facts[(*n)++].text = text;
	}
}

/* Returns false when it is no phone; the connection is then to be closed. */
static bool sight(struct server *sv, struct connection *c, const char *name, const char *load,
		  const char *reason, bool registers)
{
	struct nr_fact_value facts[5] = { { NR_FACT_END, NULL } };
	struct nr_mac mac;
	struct nr_sighting s = { .source = NR_SOURCE_SCCP, .mac = &mac, .addr = c->peer.sin_addr,
				 .facts = facts };
	size_t n = 0;

	if (!alarm_mac(name, &mac))
		return false;
	snprintf(c->name, sizeof(c->name), "%s", name);
	if (*load)
		snprintf(c->load, sizeof(c->load), "%s", load);
	add(facts, &n, NR_FACT_DEVICE_NAME, name);
	add(facts, &n, NR_FACT_LOAD, load);
	add(facts, &n, NR_FACT_REASON, reason);
	add(facts, &n, NR_FACT_REGISTERS, registers ? "sccp" : NULL);
	facts[n].fact = NR_FACT_END;
	c->phone = nr_sight(sv->self, &s);
	return nr_ask_lease(sv->self, c->phone) == NR_SERVE;
}

/* One connection is one phone: nobody fills the registry through one. */
static bool same_name(const struct connection *c, const char *name)
{
	return !c->name[0] || strcmp(c->name, name) == 0;
}

/* -- what it gets ------------------------------------------------------------------ */

/* It always fits, unless the phone has read nothing of a great many answers. */
static bool send_all(struct connection *c, const uint8_t *data, size_t len)
{
	return send(c->io.fd, data, len, MSG_NOSIGNAL) == (ssize_t)len;
}

static bool send_empty(struct connection *c, enum sccp_id id)
{
	uint8_t out[SCCP_PUT_MAX];

	return send_all(c, out, sccp_put_empty(out, id));
}

/* The next step waits only for the phone to fetch its configuration? */
static bool offer_restart(struct server *sv, struct connection *c)
{
	enum restart_kind kind = restart_due(&sv->restarts, c->phone, c->load,
					     nr_ask_restart(sv->self, c->phone), ev_now(sv->loop));
	enum sccp_reset reset = kind == RESTART_HARD ? SCCP_RESET_HARD : SCCP_RESET_RESTART;
	uint8_t out[SCCP_PUT_MAX];

	if (kind == RESTART_NONE)
		return true;
	nr_log(sv->self, LOG_INFO, "%s: its next step waits: %s", c->name,
	       kind == RESTART_HARD ? "reset" : "restart");
	return send_all(c, out, sccp_put_reset(out, reset));
}

/* Returns CLOSED_COUNT to go on. */
static enum closed on_register(struct server *sv, struct connection *c, struct nr_reader body)
{
	uint32_t keepalive = sv->conf->keepalive;
	uint8_t out[SCCP_PUT_MAX];
	struct sccp_register r;

	if (!sccp_read_register(body, &r))
		return CLOSED_BROKEN;
	if (!same_name(c, r.name))
		return CLOSED_OTHER_NAME;
	nr_log(sv->self, LOG_DEBUG, "%s registers: type %u, protocol %u, load '%s'", r.name, r.type,
	       r.protocol, r.load);
	if (!sccp_type_is_phone(r.type) || !sight(sv, c, r.name, r.load, NULL, true))
		return CLOSED_NO_PHONE;
	c->registered = true;
	if (!send_all(c, out, sccp_put_register_ack(out, keepalive, r.protocol)) ||
	    !send_empty(c, SCCP_CAPABILITIES_REQ) || !offer_restart(sv, c))
		return CLOSED_UNREAD;
	return CLOSED_COUNT;
}

/* A phone that asks whether it may come, before it leaves another call manager. */
static enum closed on_token(struct server *sv, struct connection *c, struct nr_reader body)
{
	struct sccp_register r;

	if (!sccp_read_register(body, &r))
		return CLOSED_BROKEN;
	if (!same_name(c, r.name))
		return CLOSED_OTHER_NAME;
	if (!sccp_type_is_phone(r.type) || !sight(sv, c, r.name, "", NULL, false))
		return CLOSED_NO_PHONE;
	return send_empty(c, SCCP_TOKEN_ACK) ? CLOSED_COUNT : CLOSED_UNREAD;
}

/* Comes before the Register; one without a name tells nothing. */
static enum closed on_alarm(struct server *sv, struct connection *c, struct nr_reader body)
{
	struct alarm alarm;
	struct sccp_alarm a;

	if (!sccp_read_alarm(body, &a))
		return CLOSED_BROKEN;
	alarm_read(a.text, &alarm);
	nr_log(sv->self, LOG_DEBUG, "%s: %s", alarm.name[0] ? alarm.name : "alarm", a.text);
	if (!alarm.name[0])
		return CLOSED_COUNT;
	if (!same_name(c, alarm.name))
		return CLOSED_OTHER_NAME;
	return sight(sv, c, alarm.name, alarm.load, alarm.last, false) ? CLOSED_COUNT :
									 CLOSED_NO_PHONE;
}

static enum closed on_other(struct connection *c, uint32_t id)
{
	uint8_t out[SCCP_PUT_MAX];
	size_t n = c->registered ? sccp_put_answer(out, id, c->name) : 0;

	return !n || send_all(c, out, n) ? CLOSED_COUNT : CLOSED_UNREAD;
}

static enum closed on_frame(struct server *sv, struct connection *c, const struct sccp_frame *f)
{
	switch (f->id) {
	case SCCP_REGISTER:
		return on_register(sv, c, f->body);
	case SCCP_ALARM:
		return on_alarm(sv, c, f->body);
	case SCCP_TOKEN_REQ:
		return on_token(sv, c, f->body);
	case SCCP_KEEPALIVE:
		if (!c->registered)
			return CLOSED_COUNT;
		if (!send_empty(c, SCCP_KEEPALIVE_ACK) || !offer_restart(sv, c))
			return CLOSED_UNREAD;
		return CLOSED_COUNT;
	default:
		return on_other(c, f->id);
	}
}

/* -- connections ------------------------------------------------------------------- */

static void arm(struct server *sv, struct connection *c)
{
	ev_timer_stop(sv->loop, &c->timer);
	ev_timer_set(&c->timer, c->registered ? KEEPALIVES_MISSED * sv->conf->keepalive : FIRST_WORDS, 0.);
	ev_timer_start(sv->loop, &c->timer);
}

/* Only whole messages, and before it is registered only the first, buy time. */
static enum closed on_bytes(struct server *sv, struct connection *c)
{
	struct sccp_frame f;
	size_t used = 0, at = 0;
	enum closed why;

	for (;;) {
		switch (sccp_read(c->buf + at, c->have - at, &f, &used)) {
		case SCCP_BROKEN:
			return CLOSED_BROKEN;
		case SCCP_MORE:
			memmove(c->buf, c->buf + at, c->have - at);
			c->have -= at;
			return CLOSED_COUNT;
		case SCCP_FRAME:
			break;
		}
		why = on_frame(sv, c, &f);
		if (why != CLOSED_COUNT)
			return why;
		at += used;
		if (c->registered)
			arm(sv, c);
	}
}

static void on_readable(struct ev_loop *loop, ev_io *w, int revents)
{
	struct connection *c = w->data;
	struct server *sv = nr_data(c->owner);
	ssize_t n = recv(w->fd, c->buf + c->have, sizeof(c->buf) - c->have, 0);
	enum closed why = CLOSED_BY_PEER;

	(void)loop;
	(void)revents;
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n > 0) {
		c->have += (size_t)n;
		why = on_bytes(sv, c);
	}
	if (why != CLOSED_COUNT)
		hang_up(sv, c, why);
}

static void on_silence(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct connection *c = w->data;

	(void)loop;
	(void)revents;
	hang_up(nr_data(c->owner), c, CLOSED_SILENT);
}

static void welcome(struct server *sv, int fd, const struct sockaddr_in *peer)
{
	struct connection *c = connection_take(&sv->connections, peer);

	if (!c) {
		count_closed(sv, peer, CLOSED_TOO_MANY);
		listener_abort(fd);
		return;
	}
	c->owner = sv->self;
	ev_io_init(&c->io, on_readable, fd, EV_READ);
	ev_timer_init(&c->timer, on_silence, FIRST_WORDS, 0.);
	c->io.data = c;
	c->timer.data = c;
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

/* -- the plugin ---------------------------------------------------------------------- */

static int sccp_open(struct nr_instance *self)
{
	struct server *sv = calloc(1, sizeof(*sv));
	struct nr_bench bench;

	if (!sv)
		return -ENOMEM;
	nr_set_data(self, sv);
	sv->self = self;
	sv->conf = nr_conf(self);
	sv->loop = nr_loop(self);
	sv->fd = -1;
	nr_get_bench(self, &bench);
	if (bench.passive)
		return 0;
	sv->fd = listener_open(self, LISTENER_TCP, (uint16_t)sv->conf->port);
	return sv->fd < 0 ? sv->fd : 0;
}

static int sccp_start(struct nr_instance *self)
{
	struct server *sv = nr_data(self);

	if (sv->fd < 0)
		return 0;
	ev_io_init(&sv->io, on_connect, sv->fd, EV_READ);
	sv->io.data = sv;
	ev_io_start(sv->loop, &sv->io);
	return 0;
}

static void sccp_stop(struct nr_instance *self)
{
	struct server *sv = nr_data(self);

	if (!sv)
		return;
	while (sv->connections.used)
		hang_up(sv, sv->connections.used, CLOSED_STOP);
	connections_finish(&sv->connections);
	if (sv->io.data)
		ev_io_stop(sv->loop, &sv->io);
	if (sv->fd >= 0)
		close(sv->fd);
	nr_set_data(self, NULL);
	free(sv);
}

static const struct nr_protocol sccp = {
	.type = "sccp",
	.conf_size = sizeof(struct sccp_conf),
	.options = options,
	.open = sccp_open,
	.start = sccp_start,
	.stop = sccp_stop,
};

NR_PROTOCOL_PLUGIN("sccp", PACKAGE_VERSION, &sccp);
