/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * plugin.c -- stands in for the call manager of SIP phones (UDP and TCP 5060).
 *
 * A REGISTER says who the phone is, what it runs and why it last restarted; it is
 * answered with 200 and a short life, so that the phone is quiet and comes back to
 * ask.  When its next step waits, it is asked to restart with a NOTIFY.  Nothing
 * else of SIP is needed.  Devices that are not phones, for the core, get no answer.
 *
 * Owner of everything here: struct sip_server, kept with nr_set_data().
 */
#include <config.h>

#include "plugins/registrar/registrant.h"
#include "plugins/registrar/restart.h"
#include "plugins/sip/identity.h"
#include "plugins/sip/notify.h"
#include "plugins/sip/token.h"

#include <errno.h>
#include <netrecover/plugin.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

#define DATAGRAMS 64                    /* taken in one turn of the loop */
#define ANSWER_MAX (SIP_MESSAGE_MAX + 512)

struct sip_conf {
	uint32_t port;
	uint32_t expires;
};

struct sip_caller {
	struct connection connection;
	bool registered;
};

struct sip_server {
	struct nr_instance *self;
	const struct sip_conf *conf;
	int udp;
	ev_io io;                       /* of it */
	struct connections connections;
	struct notifies notifies;
	struct restarts restarts;
	uint64_t ignored[CONNECTION_ENDS];      /* datagrams */
};

static const struct nr_option options[] = {
	{ "port", NR_UINT, offsetof(struct sip_conf, port), "5060", 1, 65535,
	  "UDP and TCP port at which phones register; their configuration names 5060." },
	{ "expires", NR_SECONDS, offsetof(struct sip_conf, expires), "60s", 20, 3600,
	  "How long a registration lasts: a phone renews it before." },
	{ 0 },
};

static nr_phone_id sight(struct sip_server *sv, const struct sip_peer *who, const struct identity *id,
			 const char *agent)
{
	const struct registrant r = {
		.source = NR_SOURCE_SIP, .mac = id->has_mac ? &id->mac : NULL, .addr = who->from.sin_addr,
		.name = id->name, .user_agent = agent, .load = id->alarm.load, .reason = id->alarm.last, .registers = "sip",
	};

	return registrant_sight(sv->self, &r);
}

/* -- answers --------------------------------------------------------------------------- */

/* A datagram that is lost is asked for again. */
static enum connection_end answer(struct sip_server *sv, const struct sip_peer *who, const struct sip_message *m,
				  unsigned status, const char *phrase, int expires)
{
	char tag[17], text[ANSWER_MAX];
	struct sockaddr_in to = who->from;
	const struct sip_answer a = {
		.status = status, .phrase = phrase, .tag = tag, .received = to.sin_addr,
		.rport = ntohs(to.sin_port), .contacts = expires > 0,
		.expires = expires > 0 ? (unsigned)expires : 0,
	};
	size_t n;

	token(tag, 16);
	n = sip_put_answer(text, sizeof(text), m, &a);
	if (who->c)
		return n ? connection_send(who->c, text, n) : CONNECTION_STAYS;
	to.sin_port = htons(sip_via_port(m->via[0], a.rport));
	if (n)
		(void)sendto(sv->udp, text, n, 0, (const struct sockaddr *)&to, sizeof(to));
	return CONNECTION_STAYS;
}

/* 0: it takes its registration back. */
static int granted(const struct sip_server *sv, const struct sip_message *m)
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

/* -- requests ------------------------------------------------------------------------------ */

/* The @i-th event of a NOTIFY by which its model says that it restarts, or the last one. */
static bool event_of(struct sip_server *sv, nr_phone_id phone, unsigned i, struct nr_restart *out)
{
	struct nr_restart row;
	unsigned n = 0;

	for (unsigned k = 0; n <= i && nr_restart_row(sv->self, phone, k, &row, sizeof(row)); k++)
		if (row.by == NR_RESTART_NOTIFY) {
			*out = row;
			n++;
		}
	return n > 0;
}

/* As its model says, the best way first; as a call manager does where it does not say. */
static enum connection_end restart(struct sip_server *sv, const struct sip_peer *who, const struct sip_message *m,
				   nr_phone_id phone, const struct identity *id, bool hard)
{
	char peer[LISTENER_PEER_SIZE];
	const char *name = id->name[0] ? id->name : listener_peer(&who->from, peer);
	struct nr_restart row;

	if (event_of(sv, phone, hard, &row))
		return notify_send(&sv->notifies, who, m, name, row.text, NULL);
	if (nr_restart_row(sv->self, phone, 0, &row, sizeof(row)))
		return CONNECTION_STAYS;        /* by HTTP, and not from here */
	return notify_send(&sv->notifies, who, m, name, NULL, hard ? "reset" : "restart");
}

/* Its next step waits only for it to fetch its configuration? */
static enum connection_end offer_restart(struct sip_server *sv, const struct sip_peer *who,
					 const struct sip_message *m, nr_phone_id phone,
					 const struct identity *id)
{
	switch (restart_due(&sv->restarts, phone, id->alarm.load, nr_ask_restart(sv->self, phone),
			    listener_clock())) {
	case RESTART_NONE:
		break;
	case RESTART_GENTLE:
		return restart(sv, who, m, phone, id, false);
	case RESTART_HARD:
		return restart(sv, who, m, phone, id, true);
	}
	return CONNECTION_STAYS;
}

static enum connection_end on_register(struct sip_server *sv, const struct sip_peer *who,
				       const struct sip_message *m)
{
	enum connection_end end;
	struct identity id;
	nr_phone_id phone;
	int expires = granted(sv, m);
	char agent[128];

	identity_read(m, &id);
	sip_text(m->user_agent, agent, sizeof(agent));
	phone = sight(sv, who, &id, agent);
	if (nr_ask_lease(sv->self, phone) != NR_SERVE)
		return CONNECTION_NO_PHONE;
	nr_log(sv->self, LOG_DEBUG, "%s registers: %s, load '%s'", id.name, agent, id.alarm.load);
	end = answer(sv, who, m, 200, "OK", expires);
	if (who->c)
		((struct sip_caller *)who->c)->registered = expires > 0;
	return end == CONNECTION_STAYS && expires > 0 ? offer_restart(sv, who, m, phone, &id) : end;
}

/* Known to the core by its address? */
static bool is_phone(struct sip_server *sv, const struct sip_peer *who)
{
	const struct nr_sighting s = { .source = NR_SOURCE_SIP, .addr = who->from.sin_addr };

	return nr_ask_lease(sv->self, nr_sight(sv->self, &s)) == NR_SERVE;
}

static bool is_alarm(const struct sip_message *m)
{
	return sip_slice_is(m->method, "REFER") && sip_slice_is(m->content_type, "application/x-cisco-alarm+xml");
}

/* Newer phones say once more, after they have registered, why they last went away. */
static enum connection_end on_alarm(struct sip_server *sv, const struct sip_peer *who, const struct sip_message *m)
{
	struct registrant r = { .source = NR_SOURCE_SIP, .addr = who->from.sin_addr };
	struct xml_alarm a;
	struct nr_mac mac;

	if (alarm_read_xml(nr_reader(m->body.p, m->body.n), &a) && nr_phone_name_mac(a.name, &mac)) {
		nr_log(sv->self, LOG_DEBUG, "%s: alarm: load '%s', inactive '%s', %s", a.name, a.load, a.inactive,
		       a.last);
		r.model = a.model;
		r.load = a.load;
		r.reason = a.last;
		registrant_sight(sv->self, &r);
	}
	return answer(sv, who, m, 202, "Accepted", 0);
}

static enum connection_end on_message(struct sip_server *sv, const struct sip_peer *who,
				      const struct sip_message *m)
{
	if (!m->request) {
		notify_answered(&sv->notifies, m);
		return CONNECTION_STAYS;
	}
	if (sip_slice_is(m->method, "REGISTER"))
		return on_register(sv, who, m);
	if (!is_phone(sv, who))
		return CONNECTION_NO_PHONE;
	if (sip_slice_is(m->method, "ACK"))
		return CONNECTION_STAYS;
	if (sip_slice_is(m->method, "OPTIONS"))
		return answer(sv, who, m, 200, "OK", 0);
	if (is_alarm(m))
		return on_alarm(sv, who, m);
	return answer(sv, who, m, 405, "Method Not Allowed", 0);
}

/* -- datagrams and connections ------------------------------------------------------------- */

static enum connection_end read_datagram(struct sip_server *sv, const struct sip_peer *who, char *data, size_t len)
{
	struct sip_message m;
	size_t used;

	switch (sip_read(data, len, false, &m, &used)) {
	case SIP_MESSAGE:
		return on_message(sv, who, &m);
	case SIP_KEEPALIVE:
		break;
	case SIP_MORE:
	case SIP_BROKEN:
		return len ? CONNECTION_BROKEN : CONNECTION_STAYS;
	}
	return CONNECTION_STAYS;
}

static void on_datagram(struct ev_loop *loop, ev_io *w, int revents)
{
	static const char *const why[CONNECTION_ENDS] = {
		[CONNECTION_BROKEN] = "not a SIP message",
		[CONNECTION_NO_PHONE] = "not a phone",
	};
	struct sip_server *sv = w->data;
	struct sip_peer who = { .c = NULL };
	static char buf[SIP_MESSAGE_MAX];

	(void)loop;
	(void)revents;
	for (int i = 0; i < DATAGRAMS; i++) {
		socklen_t len = sizeof(who.from);
		ssize_t n = recvfrom(w->fd, buf, sizeof(buf), MSG_TRUNC, (struct sockaddr *)&who.from, &len);
		enum connection_end end = CONNECTION_BROKEN;

		if (n < 0)
			break;
		if (!nr_may_send(sv->self, who.from.sin_addr))
			end = CONNECTION_NO_PHONE;
		else if ((size_t)n <= sizeof(buf))
			end = read_datagram(sv, &who, buf, (size_t)n);
		if (why[end])
			listener_count(sv->self, &sv->ignored[end], "no answer for", &who.from, why[end]);
	}
}

/* Before it is registered, messages buy no time. */
static enum connection_end on_bytes(struct connection *c, uint8_t *data, size_t len, size_t *used)
{
	const struct sip_peer who = { .from = c->peer, .c = c };
	struct sip_server *sv = nr_data(c->all->self);
	enum connection_end end = CONNECTION_STAYS;
	struct sip_message m;

	switch (sip_read((char *)data, len, true, &m, used)) {
	case SIP_BROKEN:
		return CONNECTION_BROKEN;
	case SIP_MORE:
		*used = 0;
		break;
	case SIP_KEEPALIVE:
		break;
	case SIP_MESSAGE:
		end = on_message(sv, &who, &m);
		if (((struct sip_caller *)c)->registered)
			connection_wait(c, 2. * sv->conf->expires);
		break;
	}
	return end;
}

/* -- the plugin -------------------------------------------------------------------------------- */

static int open_sockets(struct sip_server *sv, const struct nr_bench *bench)
{
	const struct sockaddr_in local = {
		.sin_family = AF_INET, .sin_addr = bench->address, .sin_port = htons((uint16_t)sv->conf->port),
	};

	listener_peer(&local, sv->notifies.local);
	sv->udp = listener_open(sv->self, LISTENER_UDP, (uint16_t)sv->conf->port);
	if (sv->udp < 0)
		return sv->udp;
	sv->notifies.udp = sv->udp;
	return connections_open(&sv->connections, (uint16_t)sv->conf->port);
}

static int sip_open(struct nr_instance *self)
{
	struct sip_server *sv = calloc(1, sizeof(*sv));
	struct nr_bench bench;

	if (!sv)
		return -ENOMEM;
	nr_set_data(self, sv);
	sv->self = sv->notifies.self = self;
	sv->conf = nr_conf(self);
	sv->udp = -1;
	sv->connections = (struct connections){
		.self = self, .size = sizeof(struct sip_caller), .longest = SIP_MESSAGE_MAX,
		.broken = "not a SIP message", .on_bytes = on_bytes,
	};
	nr_get_bench(self, &bench, sizeof(bench));
	return bench.passive ? 0 : open_sockets(sv, &bench);
}

static int sip_check(struct nr_instance *self)
{
	const struct sip_conf *conf = nr_conf(self);

	listener_want(self, LISTENER_UDP, (uint16_t)conf->port);
	listener_want(self, LISTENER_TCP, (uint16_t)conf->port);
	return 0;
}

static int sip_start(struct nr_instance *self)
{
	struct sip_server *sv = nr_data(self);

	if (sv->udp < 0)
		return 0;
	ev_io_init(&sv->io, on_datagram, sv->udp, EV_READ);
	sv->io.data = sv;
	ev_io_start(nr_loop(self), &sv->io);
	connections_start(&sv->connections);
	return 0;
}

static void sip_stop(struct nr_instance *self)
{
	struct sip_server *sv = nr_data(self);

	if (!sv)
		return;
	connections_stop(&sv->connections);
	notify_finish(&sv->notifies);
	if (sv->io.data)
		ev_io_stop(nr_loop(self), &sv->io);
	if (sv->udp >= 0)
		close(sv->udp);
	nr_set_data(self, NULL);
	free(sv);
}

/* A table with the rows that its neighbours have; the functions are its own. */
static const struct nr_protocol sip = {
	.type = "sip",
	.conf_size = sizeof(struct sip_conf),
	.options = options,
	.open = sip_open,
	.start = sip_start,
	.stop = sip_stop,
	.check = sip_check,
};

NR_PROTOCOL_PLUGIN("sip", PACKAGE_VERSION, &sip);
