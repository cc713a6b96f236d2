/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * plugin.c -- the DHCP server of the bench: sockets, timers, and the three
 * verbs with which a plugin talks to the core.
 *
 * Each request is sighted, then the core is asked whether this device may have
 * a lease; only then the server (server.h) looks at it.  Until the guard has
 * found that nobody else serves this wire, requests wait in a small list, the
 * last one of each client, and are answered the moment it is clear.  When another
 * server comes up later, what devices have from here is confirmed, and nothing else
 * is said.
 *
 * The hot path, from a frame to its answer, allocates and logs nothing.
 */
#include <config.h>

#include <netrecover/plugin.h>
#include <netrecover/protocol.h>
#include "plugins/dhcp/datagram.h"
#include "plugins/dhcp/extra.h"
#include "plugins/dhcp/guard.h"
#include "plugins/dhcp/message.h"
#include "plugins/dhcp/port.h"
#include "plugins/dhcp/server.h"
#include "plugins/dhcp/wire.h"
#include "plugins/listener/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ev.h>
#include <net/if.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

#define SERVER_PORT 67
#define CLIENT_PORT 68
#define WAITING_MAX 256
#define BATCHES 16                      /* per wake-up; then others get their turn */
#define PROBE_BATCHES 256               /* more than the buffer holds */
#define DROP_LOG_MS 10000
#define LINES_MAX 50                    /* of one phone's troubles, in DROP_LOG_MS */
#define NO_CABLE_MS 500
#define FOREIGN_MAX 8

struct dhcp_conf {
	struct nr_range pool;
	uint32_t lease;
	bool guard;
	struct nr_numbered options;     /* "option-160" */
	bool serve;                     /* no: beside the site's server, without leases */
	struct in_addr beside;          /* that server; zero: none is let be */
};

/* A request that came while the guard was asking. */
struct waiting {
	nr_phone_id phone;
	struct message request;
};

struct drop_count {
	unsigned long total, told;
	int64_t quiet_until;
};

struct dhcp {
	struct nr_instance *self;
	struct nr_bench bench;
	struct server server;
	struct guard guard;
	struct wire *wire;
	int port;
	bool cable_missed, gone;        /* gone: the interface itself */
	ev_io readable;
	ev_timer probe;
	struct waiting *waiting;        /* NULL once the guard is through */
	unsigned waiting_count;
	struct drop_count drops[DROP_COUNT];
	uint64_t withdrawn_told;        /* offers, in log lines */
	int64_t crowd_quiet_until;
	int64_t lines_since;
	unsigned lines;
	struct in_addr foreign[FOREIGN_MAX];
	unsigned foreign_count;
	struct in_addr points_to;       /* where option 150 of the site's server leads, as last said */
};

static const char *dotted(struct in_addr a, char buf[INET_ADDRSTRLEN])
{
	return inet_ntop(AF_INET, &a, buf, INET_ADDRSTRLEN);
}

/* -- what gets no answer ------------------------------------------------------ */

/* Reasons that the operator should hear of, and what to do about them. */
static const struct {
	int priority;
	const char *code, *advice;
} words[DROP_COUNT] = {
	[DROP_POOL_FULL] = { LOG_WARNING, "NR-POOL: ",
			     "; every address is in use: name a larger pool in [dhcp], or a shorter lease" },
	[DROP_TAGGED] = { LOG_DEBUG, "", "" },  /* sighted: the core explains it */
	[DROP_NOT_SENT] = { LOG_WARNING, "", "" },
	[DROP_ELSEWHERE] = { LOG_DEBUG, "", "" },
	[DROP_OTHER_SERVER] = { LOG_DEBUG, "", "" },
};

static void log_drop(struct dhcp *d, enum drop why, const struct nr_mac *mac, unsigned long times)
{
	char name[NR_MAC_STR_SIZE] = "somebody";
	const char *code = words[why].code, *advice = words[why].advice;

	if (mac)
		nr_mac_str(mac, name);
	nr_log(d->self, code ? words[why].priority : LOG_INFO, "%s%s gets no answer: %s (%lu %s)%s",
	       code ? code : "", name, drop_text(why), times, times == 1 ? "time" : "times", advice ? advice : "");
}

/* Count it; log the first of its kind at once, the others together now and then. */
static void drop_packet(struct dhcp *d, enum drop why, const struct nr_mac *mac, int64_t now)
{
	struct drop_count *c = &d->drops[why];

	c->total++;
	if (now < c->quiet_until)
		return;
	log_drop(d, why, mac, c->total - c->told);
	c->told = c->total;
	c->quiet_until = now + DROP_LOG_MS;
}

/* May one more line about a single phone be logged?  A storm of them says enough with the first. */
static bool may_log(struct dhcp *d, int64_t now)
{
	if (now - d->lines_since >= DROP_LOG_MS) {
		d->lines_since = now;
		d->lines = 0;
	}
	return d->lines++ < LINES_MAX;
}

/* -- other servers ------------------------------------------------------------- */

/* True: @server was not known before. */
static bool note_foreign(struct dhcp *d, struct in_addr server)
{
	for (unsigned i = 0; i < d->foreign_count; i++)
		if (d->foreign[i].s_addr == server.s_addr)
			return false;
	if (d->foreign_count == FOREIGN_MAX)
		return false;
	d->foreign[d->foreign_count++] = server;
	return true;
}

static void arm_probe(struct dhcp *d, int64_t wait)
{
	ev_timer_stop(nr_loop(d->self), &d->probe);
	ev_timer_set(&d->probe, (double)wait / 1000, 0);
	ev_timer_start(nr_loop(d->self), &d->probe);
}

/* What the guard makes of it. */
static void take_news(struct dhcp *d, enum guard_news news)
{
	const struct guard *g = &d->guard;
	const struct nr_server by = { .address = g->server, .mac = g->server_mac, .client = g->client };

	switch (news) {
	case GUARD_KNOWN:
		break;
	case GUARD_TRIPS:
		nr_guard_tripped(d->self, &by, sizeof(by));
		arm_probe(d, 0);
		break;
	case GUARD_LEARNS:
		nr_guard_tripped(d->self, &by, sizeof(by));
		break;
	}
}

static void client_left(struct dhcp *d, const struct message *m, int64_t now)
{
	char mac[NR_MAC_STR_SIZE], server[INET_ADDRSTRLEN];

	if (note_foreign(d, m->server))
		nr_log(d->self, LOG_WARNING,
		       "NR-ROGUE: %s took its address from another DHCP server, %s: two servers on one wire; "
		       "take the bench off that network", nr_mac_str(&m->mac, mac), dotted(m->server, server));
	take_news(d, guard_named(&d->guard, m->server, &m->mac, now));
}

/* The server that [dhcp] beside names: the bench is a guest of it. */
static bool is_host(const struct dhcp *d, struct in_addr server)
{
	const struct dhcp_conf *conf = nr_conf(d->self);

	return !conf->serve && conf->beside.s_addr && conf->beside.s_addr == server.s_addr;
}

/*
 * Do the phones come here?  Only the answer to the bench's own question, which asked for
 * option 150, shows that it is missing.
 */
static void host_heard(struct dhcp *d, struct in_addr host, const struct datagram *f, const struct message *m)
{
	struct in_addr list[8] = { { 0 } }, none = { INADDR_BROADCAST };
	size_t n = message_file_servers(f->payload, f->size, list, NR_ARRAY_SIZE(list));
	char who[INET_ADDRSTRLEN], here[INET_ADDRSTRLEN], there[INET_ADDRSTRLEN];

	if (m->type == MESSAGE_NAK || (n == 0 && memcmp(&m->mac, &d->guard.mac, sizeof(m->mac)) != 0))
		return;
	for (size_t i = 0; i < n && i < NR_ARRAY_SIZE(list); i++)
		if (list[i].s_addr == d->bench.address.s_addr)
			list[0] = list[i];
	if (n == 0)
		list[0] = none;
	if (d->points_to.s_addr == list[0].s_addr)
		return;
	d->points_to = list[0];
	dotted(host, who);
	dotted(d->bench.address, here);
	if (list[0].s_addr == d->bench.address.s_addr)
		nr_log(d->self, LOG_NOTICE, "option 150 of the DHCP server %s points here", who);
	else if (n == 0)
		nr_log(d->self, LOG_WARNING, "NR-OPTION: the DHCP server %s gives no option 150: phones do not come here "
		       "until it is %s there", who, here);
	else
		nr_log(d->self, LOG_WARNING, "NR-OPTION: option 150 of the DHCP server %s is %s, and not this bench: phones "
		       "do not come here until it is %s there", who, dotted(list[0], there), here);
}

static void server_heard(struct dhcp *d, const struct datagram *f, const struct message *m,
			 int64_t now)
{
	struct in_addr server = m->server.s_addr ? m->server : f->source;
	char mac[NR_MAC_STR_SIZE], text[INET_ADDRSTRLEN], who[64];
	const char *fault;

	if (server.s_addr == d->bench.address.s_addr ||
	    memcmp(&f->from, &d->bench.mac, sizeof(f->from)) == 0)
		return;
	if (is_host(d, server)) {
		host_heard(d, server, f, m);
		return;
	}
	snprintf(who, sizeof(who), "%s (%s)", dotted(server, text), nr_mac_str(&f->from, mac));
	if (note_foreign(d, server)) {
		fault = m->type == MESSAGE_NAK ? NULL : message_offer_fault(f->payload, f->size);
		nr_log(d->self, LOG_WARNING, "NR-ROGUE: another DHCP server is on this wire: %s%s%s%s",
		       who, fault ? " (its answer is no use to a phone: " : "", fault ? fault : "",
		       fault ? ")" : "");
	}
	/* One that only denies may follow a phone's old address; if it serves, it offers too. */
	if (m->type != MESSAGE_NAK || d->guard.phase == GUARD_ASKING)
		take_news(d, guard_heard(&d->guard, server, &f->from, now));
}

static enum drop take_reply(struct dhcp *d, const struct datagram *f, uint16_t vlan, int64_t now)
{
	struct message m;
	enum drop why = message_parse(f->payload, f->size, MESSAGE_REPLY_OP, &m);

	if (vlan)
		return DROP_TAGGED;     /* of another wire than the one that is served */
	if (why == DROP_NONE && (m.type == MESSAGE_OFFER || m.type == MESSAGE_ACK ||
				 m.type == MESSAGE_NAK))
		server_heard(d, f, &m, now);
	return why;
}

/* -- sight, ask, answer, tell --------------------------------------------------- */

static nr_phone_id sight(struct dhcp *d, const struct message *m, struct in_addr source,
			 uint16_t vlan)
{
	struct nr_fact_value facts[NR_FACT_COUNT] = { { NR_FACT_END, NULL } }, *f = facts;
	const char *boot = message_boot(m);
	struct in_addr foreign = server_foreign_address(&d->server, m, source);
	struct nr_sighting s = {
		.source = NR_SOURCE_DHCP,
		.mac = &m->mac,
		.addr = server_client_address(&d->server, m),
		.facts = facts,
	};
	char tag[8], elsewhere[INET_ADDRSTRLEN];

	if (m->vendor_class[0])
		*f++ = (struct nr_fact_value){ NR_FACT_VENDOR_CLASS, m->vendor_class };
	if (m->host_name[0])
		*f++ = (struct nr_fact_value){ NR_FACT_HOST_NAME, m->host_name };
	if (message_wants(m, MESSAGE_TFTP_SERVERS))
		*f++ = (struct nr_fact_value){ NR_FACT_WANTS_SERVER, "150" };
	if (boot)
		*f++ = (struct nr_fact_value){ NR_FACT_BOOT, boot };
	if (vlan) {
		snprintf(tag, sizeof(tag), "%u", (unsigned)vlan);
		*f++ = (struct nr_fact_value){ NR_FACT_VLAN, tag };
	}
	if (foreign.s_addr)
		*f++ = (struct nr_fact_value){ NR_FACT_ADDRESS, dotted(foreign, elsewhere) };
	*f = (struct nr_fact_value){ NR_FACT_END, NULL };
	return nr_sight(d->self, &s);
}

static void send_datagram(struct dhcp *d, struct datagram *f, int64_t now)
{
	static const struct nr_mac all = { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff } };

	if (f->destination.s_addr == INADDR_BROADCAST)
		f->to = all;
	f->from = d->bench.mac;
	if (wire_send(d->wire, f) > 0)
		drop_packet(d, DROP_NOT_SENT, NULL, now);
}

static void flush(struct dhcp *d, int64_t now)
{
	unsigned lost = wire_flush(d->wire);

	while (lost-- > 0)
		drop_packet(d, DROP_NOT_SENT, NULL, now);
}

static void send_answer(struct dhcp *d, const struct message *m, const struct message_answer *a,
			int64_t now)
{
	uint8_t payload[MESSAGE_MAX];
	struct datagram f = {
		.to = m->mac,
		.source = d->bench.address,
		.destination = server_destination(m, a),
		.source_port = SERVER_PORT,
		.destination_port = CLIENT_PORT,
		.payload = payload,
		.size = message_write_answer(payload, m, a),
	};

	send_datagram(d, &f, now);
}

static void tell_leased(struct dhcp *d, const struct message *m, nr_phone_id phone,
			struct in_addr address)
{
	struct nr_sighting s = { .source = NR_SOURCE_DHCP, .mac = &m->mac, .addr = address };
	char text[INET_ADDRSTRLEN];

	nr_sight(d->self, &s);
	nr_tell(d->self, phone, NR_LEASED, dotted(address, text), 0, 0, NULL);
}

static void log_denied(struct dhcp *d, const struct message *m)
{
	struct in_addr wanted = m->requested.s_addr ? m->requested : m->ciaddr;
	char mac[NR_MAC_STR_SIZE], text[INET_ADDRSTRLEN];

	nr_log(d->self, LOG_INFO, "%s asks to keep %s, which is not its address here: denied, so that "
	       "it asks for a new one", nr_mac_str(&m->mac, mac), dotted(wanted, text));
}

/* Offers go to others before their time: once at once, then now and then. */
static void say_crowd(struct dhcp *d, int64_t now)
{
	uint64_t n = lease_withdrawn(d->server.book) - d->withdrawn_told;

	if (n == 0 || now < d->crowd_quiet_until)
		return;
	nr_log(d->self, LOG_WARNING, "NR-POOL: more devices ask for an address than the pool has, and do not take "
	       "it: the oldest offer goes to whoever asks next (%llu %s); name a larger pool in [dhcp]",
	       (unsigned long long)n, n == 1 ? "time" : "times");
	d->withdrawn_told += n;
	d->crowd_quiet_until = now + DROP_LOG_MS;
}

/* What its model wants DHCP to say, and then what the operator wrote for what no model says. */
static void gather(struct dhcp *d, nr_phone_id phone, struct extra *out)
{
	const struct dhcp_conf *conf = nr_conf(d->self);
	struct nr_dhcp row;

	out->count = out->used = 0;
	for (unsigned i = 0; i < EXTRA_OPTIONS * 4 && nr_dhcp_row(d->self, phone, i, &row, sizeof(row)); i++)
		extra_add(out, &row);
	for (uint32_t i = 0; i < conf->options.count; i++)
		extra_add_text(out, conf->options.value[i].number, conf->options.value[i].text);
}

static void serve(struct dhcp *d, const struct message *m, nr_phone_id phone, int64_t now)
{
	struct message_answer a;
	struct extra extra;
	enum drop why;

	bool tripped = d->guard.phase == GUARD_TRIPPED;

	if ((tripped && m->type == MESSAGE_DISCOVER) || nr_ask_lease(d->self, phone) != NR_SERVE)
		return;
	why = server_answer(&d->server, m, now, &a);
	say_crowd(d, now);
	if (why != DROP_NONE)
		drop_packet(d, why, &m->mac, now);
	if (a.type == MESSAGE_NONE || (tripped && a.type != MESSAGE_ACK))
		return;
	gather(d, phone, &extra);
	a.extra = &extra;
	send_answer(d, m, &a, now);
	if (a.type == MESSAGE_NAK && may_log(d, now))
		log_denied(d, m);
	if (a.type == MESSAGE_ACK && a.address.s_addr)
		tell_leased(d, m, phone, a.address);
}

/* The client's last request while the guard asks; an earlier one of it is obsolete. */
static enum drop wait_for_guard(struct dhcp *d, const struct message *m, nr_phone_id phone)
{
	unsigned i = 0;

	while (i < d->waiting_count &&
	       memcmp(&d->waiting[i].request.mac, &m->mac, sizeof(m->mac)) != 0)
		i++;
	if (i == WAITING_MAX)
		return DROP_WAITING_FULL;
	if (i == d->waiting_count)
		d->waiting_count++;
	d->waiting[i].phone = phone;
	d->waiting[i].request = *m;
	return DROP_NONE;
}

static enum drop take_back(struct dhcp *d, const struct message *m, int64_t now)
{
	char mac[NR_MAC_STR_SIZE], text[INET_ADDRSTRLEN];
	struct message_answer none;
	enum drop why = server_answer(&d->server, m, now, &none);

	if (why == DROP_NONE && m->type == MESSAGE_DECLINE && may_log(d, now))
		nr_log(d->self, LOG_WARNING, "%s found somebody else at %s: that address rests for 10 minutes",
		       nr_mac_str(&m->mac, mac), dotted(m->requested, text));
	return why;
}

/* One that concerns us by its address: broadcast, or to the bench itself. */
static bool is_for_us(const struct dhcp *d, struct in_addr to)
{
	return to.s_addr == INADDR_BROADCAST || to.s_addr == d->bench.address.s_addr ||
	       to.s_addr == (d->bench.address.s_addr | ~d->bench.netmask.s_addr);
}

static bool leases(const struct dhcp *d)
{
	const struct dhcp_conf *conf = nr_conf(d->self);

	return conf->serve;
}

static enum drop take_client(struct dhcp *d, const struct message *m, struct in_addr source,
			     uint16_t vlan, int64_t now)
{
	nr_phone_id phone = sight(d, m, source, vlan ? vlan : d->bench.vlan);

	if (d->bench.passive)
		return DROP_NONE;
	if (m->giaddr.s_addr)
		return DROP_RELAYED;
	if (vlan)
		return DROP_TAGGED;
	if (m->server.s_addr && m->server.s_addr != d->bench.address.s_addr &&
	    m->type == MESSAGE_REQUEST && !is_host(d, m->server))
		client_left(d, m, now);
	if (!leases(d))
		return DROP_NONE;
	if (d->guard.phase == GUARD_ASKING)
		return wait_for_guard(d, m, phone);
	serve(d, m, phone, now);
	return DROP_NONE;
}

static enum drop take_request(struct dhcp *d, const struct datagram *f, uint16_t vlan,
			      struct nr_mac *from, int64_t now)
{
	struct message m;
	enum drop why = message_parse(f->payload, f->size, MESSAGE_REQUEST_OP, &m);

	if (why != DROP_NONE)
		return why;
	*from = m.mac;
	if (!is_for_us(d, f->destination))
		return DROP_ELSEWHERE;
	if (memcmp(&m.mac, &d->guard.mac, sizeof(m.mac)) == 0)
		return DROP_NONE;       /* our own question, come back */
	/* server_answer() sorts them once more: what is taken here and what is answered differ. */
	switch (m.type) {
	case MESSAGE_DISCOVER:
	case MESSAGE_REQUEST:
	case MESSAGE_INFORM:
		return take_client(d, &m, f->source, vlan, now);
	case MESSAGE_DECLINE:
	case MESSAGE_RELEASE:
		return d->bench.passive || vlan || !leases(d) ? DROP_NONE : take_back(d, &m, now);
	/* server.c ends the same way: each names what it does not take, or the compiler does. */
	case MESSAGE_NONE:
	case MESSAGE_OFFER:
	case MESSAGE_ACK:
	case MESSAGE_NAK:
		break;
	}
	return DROP_TYPE;
}

static void take_frame(struct dhcp *d, const struct wire_frame *w, int64_t now)
{
	struct nr_mac from = { { 0 } };
	struct datagram f;
	enum drop why = DROP_CUT;

	if (!w->cut)
		why = datagram_parse(w->data, w->size, w->sum_open, &f);
	if (w->size >= 12)
		memcpy(from.b, w->data + 6, 6);
	if (why == DROP_NONE)
		why = f.destination_port == SERVER_PORT ? take_request(d, &f, w->vlan, &from, now)
							: take_reply(d, &f, w->vlan, now);
	if (why != DROP_NONE)
		drop_packet(d, why, &from, now);
}

/* Take what is waiting, up to @batches; answers leave with each batch.  How many it was. */
static unsigned receive(struct dhcp *d, unsigned batches)
{
	unsigned n, all = 0;

	while (batches-- > 0 && (n = wire_receive(d->wire)) > 0) {
		int64_t now = listener_clock_ms();

		for (unsigned i = 0; i < n; i++) {
			struct wire_frame w = wire_frame(d->wire, i);

			take_frame(d, &w, now);
		}
		flush(d, now);
		all += n;
	}
	return all;
}


/* -- the guard -------------------------------------------------------------------- */

static void ask_wire(struct dhcp *d, int64_t now)
{
	uint8_t payload[MESSAGE_MAX];
	struct datagram f = {
		.destination = { INADDR_BROADCAST },
		.source_port = CLIENT_PORT,
		.destination_port = SERVER_PORT,
		.payload = payload,
		.size = message_write_discover(payload, &d->guard.mac, d->guard.xid,
					       "Cisco Systems, Inc. IP Phone"),
	};

	send_datagram(d, &f, now);
	flush(d, now);
	guard_sent(&d->guard, now);
}

/*
 * Nothing is heard or sent here until dhcp_wire_changed(): so nobody knows who serves, and to
 * say that nobody does would be false.
 */
static bool interface_gone(struct dhcp *d)
{
	if (d->gone || !wire_gone(d->wire))
		return d->gone;
	d->gone = true;
	ev_io_stop(nr_loop(d->self), &d->readable);
	ev_timer_stop(nr_loop(d->self), &d->probe);
	nr_log(d->self, LOG_DEBUG, "%s was taken off this machine", d->bench.interface);
	if (d->guard.phase != GUARD_OFF)
		nr_guard(d->self, NR_GUARD_ASKING, NULL);
	return true;
}

static void on_readable(struct ev_loop *loop, ev_io *w, int events)
{
	struct dhcp *d = w->data;

	(void)loop;
	(void)events;
	if (receive(d, BATCHES) == 0)
		interface_gone(d);
}

static void end_probe(struct dhcp *d, int64_t now)
{
	if (d->guard.phase == GUARD_CLEAR) {
		nr_guard(d->self, NR_GUARD_CLEAR, NULL);
		for (unsigned i = 0; i < d->waiting_count; i++)
			serve(d, &d->waiting[i].request, d->waiting[i].phone, now);
		flush(d, now);
	}
	free(d->waiting);
	d->waiting = NULL;
	d->waiting_count = 0;
}

/* Asking a wire without a cable proves nothing: the questions begin when it is there. */
static bool cable_missing(struct dhcp *d)
{
	if (wire_up(d->wire))
		return false;
	if (!d->cable_missed)
		nr_log(d->self, LOG_WARNING, "no link on %s: plug in the cable; other DHCP servers are "
		       "asked for when it is up, and nobody is served before", d->bench.interface);
	d->cable_missed = true;
	return true;
}

static void on_probe(struct ev_loop *loop, ev_timer *w, int events)
{
	struct dhcp *d = w->data;
	int64_t now, wait;

	(void)loop;
	(void)events;
	/* An answer may lie in the buffer already, when the program was busy. */
	receive(d, PROBE_BATCHES);
	now = listener_clock_ms();
	if (interface_gone(d))
		return;
	switch (guard_step(&d->guard, now, &wait)) {
	case GUARD_SEND:
		if (cable_missing(d)) {
			arm_probe(d, NO_CABLE_MS);
			break;
		}
		ask_wire(d, now);
		arm_probe(d, 1);
		break;
	case GUARD_WAIT:
		arm_probe(d, wait);
		break;
	case GUARD_END:
		end_probe(d, now);
		break;
	}
}

/* -- the life of an instance --------------------------------------------------------- */

/* The pool that the configuration asks for; false, and what is wrong with it. */
static bool choose_pool(const struct dhcp_conf *conf, const struct nr_bench *bench, struct nr_range *pool,
			char fault[160])
{
	char a[INET_ADDRSTRLEN], b[INET_ADDRSTRLEN], c[INET_ADDRSTRLEN];
	const char *why;

	*pool = conf->pool;
	if (!pool->first.s_addr && !pool->last.s_addr) {
		snprintf(fault, 160, "the bench's network has no room for a pool: give it a wider one");
		return server_default_pool(bench->address, bench->netmask, &pool->first, &pool->last);
	}
	why = server_pool_fault(bench->address, bench->netmask, pool->first, pool->last);
	if (why)
		snprintf(fault, 160, "pool %s-%s %s (the bench has %s)", dotted(pool->first, a),
			 dotted(pool->last, b), why, dotted(bench->address, c));
	return !why;
}

static int make_book(struct dhcp *d, const struct dhcp_conf *conf)
{
	struct nr_range pool;
	char fault[160];

	if (!choose_pool(conf, &d->bench, &pool, fault)) {
		nr_log(d->self, LOG_ERR, "%s", fault);
		return -EINVAL;
	}
	d->server.lease = conf->lease;
	d->server.book = lease_book_new(pool.first, pool.last, conf->lease);
	if (!d->server.book)
		return -ENOMEM;
	server_reserve_own(&d->server);
	return 0;
}

static int hold_port(struct dhcp *d)
{
	d->port = port_hold(d->bench.interface);
	if (d->port >= 0)
		return 0;
	nr_log(d->self, LOG_ERR, "cannot open UDP port 67: %s", strerror(-d->port));
	return d->port;
}

static int prepare_guard(struct dhcp *d, bool ask)
{
	uint8_t random[GUARD_RANDOM];

	if (getrandom(random, sizeof(random), 0) != (ssize_t)sizeof(random))
		return -EIO;
	guard_init(&d->guard, ask ? GUARD_ASKING : GUARD_OFF, random);
	if (!ask)
		return 0;
	if (!d->waiting)
		d->waiting = calloc(WAITING_MAX, sizeof(*d->waiting));
	if (!d->waiting)
		return -ENOMEM;
	wire_listen(d->wire, &d->guard.mac, true);
	return 0;
}

static int dhcp_open(struct nr_instance *self)
{
	const struct dhcp_conf *conf = nr_conf(self);
	struct dhcp *d = calloc(1, sizeof(*d));
	int failed;

	if (!d)
		return -ENOMEM;
	d->self = self;
	d->port = -1;
	nr_set_data(self, d);
	nr_get_bench(self, &d->bench, sizeof(d->bench));
	d->server.address = d->bench.address;
	d->server.netmask = d->bench.netmask;
	failed = wire_open(&d->wire, &d->bench);
	if (failed) {
		nr_log(self, LOG_ERR, "cannot open a packet socket on %s: %s%s", d->bench.interface,
		       strerror(-failed), failed == -EPERM ? " (start as root)" : "");
		return failed;
	}
	failed = prepare_guard(d, conf->guard && !d->bench.passive);
	if (failed || d->bench.passive || !conf->serve)
		return failed;
	failed = make_book(d, conf);
	return failed ? failed : hold_port(d);
}

static bool is_loopback(const struct nr_bench *bench)
{
	struct ifreq ifr = { 0 };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool found;

	if (fd < 0)
		return false;
	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", bench->interface);
	found = ioctl(fd, SIOCGIFFLAGS, &ifr) == 0 && (ifr.ifr_flags & IFF_LOOPBACK);
	close(fd);
	return found;
}

static void check_beside(struct nr_instance *self, const struct dhcp_conf *conf)
{
	char a[INET_ADDRSTRLEN];

	if (conf->beside.s_addr)
		nr_find(self, NR_ANSWER_OK, NULL, "leases nothing: %s does, and is to name this bench in option 150; only "
			"phones with a section of their own are served", dotted(conf->beside, a));
	else
		nr_find(self, NR_ANSWER_OK, NULL, "leases nothing, and lets no other DHCP server be; only phones with a "
			"section of their own are served");
}

static void check_options(struct nr_instance *self, const struct dhcp_conf *conf)
{
	for (uint32_t i = 0; i < conf->options.count; i++) {
		uint32_t number = conf->options.value[i].number;
		const char *fault = extra_fault(number, conf->options.value[i].text);

		if (fault)
			nr_find(self, NR_ANSWER_BAD, NULL, "option-%u = %.80s: DHCP option %u %s", (unsigned)number,
				conf->options.value[i].text, (unsigned)number, fault);
	}
}

static int dhcp_check(struct nr_instance *self)
{
	const struct dhcp_conf *conf = nr_conf(self);
	char fault[160], a[INET_ADDRSTRLEN], b[INET_ADDRSTRLEN];
	struct nr_bench bench;
	struct nr_range pool;

	nr_get_bench(self, &bench, sizeof(bench));
	nr_want_frames(self);
	if (bench.passive)
		return 0;
	check_options(self, conf);
	if (!conf->serve) {
		check_beside(self, conf);
		return 0;
	}
	if (conf->beside.s_addr)
		nr_find(self, NR_ANSWER_BAD, "serve = no", "beside = %s is for a bench that leases nothing: it needs "
			"serve = no in [dhcp]", dotted(conf->beside, a));
	nr_want_port(self, PORT_SERVER, NR_PORT_UDP | NR_PORT_EVERY | NR_PORT_HELD);
	if (is_loopback(&bench))
		nr_find(self, NR_ANSWER_BAD, "interface = eth1", "%s is the loopback: no phone can be on it, and "
			"nothing can be leased there; name the interface of the wire in [bench]", bench.interface);
	else if (!choose_pool(conf, &bench, &pool, fault))
		nr_find(self, NR_ANSWER_BAD, NULL, "%s", fault);
	else
		nr_find(self, NR_ANSWER_OK, NULL, "leases %s to %s for %u s", dotted(pool.first, a),
			dotted(pool.last, b), (unsigned)conf->lease);
	return 0;
}

static int dhcp_start(struct nr_instance *self)
{
	const struct dhcp_conf *conf = nr_conf(self);
	struct dhcp *d = nr_data(self);
	char text[INET_ADDRSTRLEN];

	ev_io_init(&d->readable, on_readable, wire_fd(d->wire), EV_READ);
	d->readable.data = d;
	ev_timer_init(&d->probe, on_probe, 0, 0);
	d->probe.data = d;
	ev_io_start(nr_loop(self), &d->readable);
	if (!leases(d) && !d->bench.passive)
		nr_log(self, LOG_WARNING, "NR-BESIDE: no address is leased here: %s%s does; only phones with a section of "
		       "their own are served", conf->beside.s_addr ? "the DHCP server " : "somebody else",
		       conf->beside.s_addr ? dotted(conf->beside, text) : "");
	if (d->guard.phase == GUARD_ASKING) {
		nr_guard(self, NR_GUARD_ASKING, NULL);
		arm_probe(d, 0);
	} else {
		nr_guard(self, NR_GUARD_OFF, NULL);
	}
	return 0;
}

/* The operator's word counts at once; one more question shows whether it is true. */
static void dhcp_resume_guard(struct nr_instance *self)
{
	struct dhcp *d = nr_data(self);

	if (!d || d->gone || !guard_resume(&d->guard))
		return;
	ev_timer_stop(nr_loop(self), &d->probe);
	nr_guard(self, NR_GUARD_CLEAR, NULL);
	ask_wire(d, listener_clock_ms());
}

/* On another interface, though of that name, somebody else may serve: it is asked anew. */
static int dhcp_wire_changed(struct nr_instance *self)
{
	struct dhcp *d = nr_data(self);
	const unsigned before = d->bench.ifindex;
	int failed;

	nr_get_bench(self, &d->bench, sizeof(d->bench));
	if (d->bench.ifindex == before)
		return 0;
	failed = wire_move(d->wire, &d->bench);
	if (failed == 0 && d->guard.phase != GUARD_OFF)
		failed = prepare_guard(d, true);
	if (failed)
		return failed;
	d->gone = false;
	if (!d->readable.data)
		return 0;               /* not started yet */
	ev_io_start(nr_loop(self), &d->readable);
	if (d->guard.phase == GUARD_ASKING) {
		nr_guard(self, NR_GUARD_ASKING, NULL);
		arm_probe(d, 0);
	}
	return 0;
}

static void dhcp_stop(struct nr_instance *self)
{
	struct dhcp *d = nr_data(self);

	if (!d)
		return;
	if (d->readable.data) {
		ev_io_stop(nr_loop(self), &d->readable);
		ev_timer_stop(nr_loop(self), &d->probe);
	}
	for (int why = DROP_NONE + 1; why < DROP_COUNT; why++)
		if (d->drops[why].total > d->drops[why].told)
			log_drop(d, (enum drop)why, NULL, d->drops[why].total - d->drops[why].told);
	if (d->port >= 0)
		close(d->port);
	wire_close(d->wire);
	lease_book_free(d->server.book);
	free(d->waiting);
	free(d);
	nr_set_data(self, NULL);
}

static const struct nr_option options[] = {
	{ "pool", NR_RANGE, offsetof(struct dhcp_conf, pool), NULL, 0, 0,
	  "Addresses to lease; default: .10 to .200 of a /24, the same hosts of other networks." },
	{ "lease", NR_SECONDS, offsetof(struct dhcp_conf, lease), "10m", 60, 30 * 86400,
	  "How long a lease lasts; a phone keeps its address longer when the pool allows." },
	{ "option-", NR_NUMBERED, offsetof(struct dhcp_conf, options), NULL, 1, 254,
	  "option-160 = TEXT: what a device hears that asks for this option and whose model does not say it." },
	{ "guard", NR_BOOL, offsetof(struct dhcp_conf, guard), "yes", 0, 0,
	  "Serve only after no other DHCP server answered on this wire; give nothing new while one is there." },
	{ "serve", NR_BOOL, offsetof(struct dhcp_conf, serve), "yes", 0, 0,
	  "no: lease nothing, beside the DHCP server of a site, and serve only phones with a section of their own." },
	{ "beside", NR_ADDR, offsetof(struct dhcp_conf, beside), NULL, 0, 0,
	  "With serve = no: the one DHCP server that the guard lets be." },
	{ 0 }
};

/* A table with the rows that its neighbours have; the functions are its own. */
static const struct nr_protocol protocol = {
	.type = "dhcp",
	.conf_size = sizeof(struct dhcp_conf),
	.options = options,
	.open = dhcp_open,
	.start = dhcp_start,
	.stop = dhcp_stop,
	.resume_guard = dhcp_resume_guard,
	.check = dhcp_check,
	.wire_changed = dhcp_wire_changed,
	.serve_named = "serve",
};

NR_PROTOCOL_PLUGIN("dhcp", "1.0", &protocol);
