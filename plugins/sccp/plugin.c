/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * plugin.c -- stands in for the call manager of SCCP phones.
 *
 * A phone that has booted says here who it is, what it runs and why it last
 * restarted: the best proof of a step.  It is registered, so that it stays quiet:
 * a phone that is rejected comes again and again.  It gets no line and no key.
 * When its next step waits, it is asked to restart, so that nobody has to pull its
 * plug.  Devices that are not phones, for the core, get their connection closed.
 *
 * Owner of everything here: struct sccp_server, kept with nr_set_data().
 */
#include <config.h>

#include "plugins/listener/connection.h"
#include "plugins/registrar/alarm.h"
#include "plugins/registrar/registrant.h"
#include "plugins/registrar/restart.h"
#include "plugins/sccp/sccp.h"

#include <errno.h>
#include <netrecover/plugin.h>
#include <stdlib.h>
#include <syslog.h>

#define KEEPALIVES_MISSED 3

struct sccp_conf {
	uint32_t port;
	uint32_t keepalive;
};

struct sccp_caller {
	struct connection connection;
	nr_phone_id phone;
	char name[17];                  /* "": not said yet */
	char load[64];
	bool told_why;                  /* it last restarted */
	bool registered;
};

struct sccp_server {
	struct nr_instance *self;
	const struct sccp_conf *conf;
	struct connections connections;
	struct restarts restarts;
};

static const struct nr_option options[] = {
	{ "port", NR_UINT, offsetof(struct sccp_conf, port), "2000", 1, 65535,
	  "TCP port at which phones register; their configuration names 2000." },
	{ "keepalive", NR_SECONDS, offsetof(struct sccp_conf, keepalive), "30s", 5, 3600,
	  "How often a registered phone says that it is there." },
	{ 0 },
};

/* -- what it says ---------------------------------------------------------------- */

/* One connection is one phone: nobody fills the registry through one. */
static enum connection_end sight(struct sccp_server *sv, struct sccp_caller *c, struct registrant r)
{
	struct nr_mac mac;

	if (c->name[0] && strcmp(c->name, r.name) != 0)
		return CONNECTION_OTHER_NAME;
	if (!nr_phone_name_mac(r.name, &mac))
		return CONNECTION_NO_PHONE;
	snprintf(c->name, sizeof(c->name), "%s", r.name);
	if (r.load && *r.load)
		snprintf(c->load, sizeof(c->load), "%s", r.load);
	c->told_why = c->told_why || (r.reason && *r.reason);
	r.source = NR_SOURCE_SCCP;
	r.mac = &mac;
	r.addr = c->connection.peer.sin_addr;
	c->phone = registrant_sight(sv->self, &r);
	return nr_ask_lease(sv->self, c->phone) == NR_SERVE ? CONNECTION_STAYS : CONNECTION_NO_PHONE;
}

/* -- what it gets ------------------------------------------------------------------ */

static enum connection_end send_empty(struct sccp_caller *c, enum sccp_id id)
{
	uint8_t out[SCCP_PUT_MAX];

	return connection_send(&c->connection, out, sccp_put_empty(out, id));
}

/* The next step waits only for the phone to fetch its configuration? */
static enum connection_end offer_restart(struct sccp_server *sv, struct sccp_caller *c)
{
	uint8_t out[SCCP_PUT_MAX];
	enum sccp_reset reset;
	enum restart_kind kind;
	struct nr_restart row;

	/* Its model knows another way. */
	if (nr_restart_row(sv->self, c->phone, 0, &row, sizeof(row)))
		return CONNECTION_STAYS;
	kind = restart_due(&sv->restarts, c->phone, c->load, nr_ask_restart(sv->self, c->phone), listener_clock());
	reset = kind == RESTART_HARD ? SCCP_RESET_HARD : SCCP_RESET_RESTART;
	if (kind == RESTART_NONE)
		return CONNECTION_STAYS;
	nr_log(sv->self, LOG_INFO, "%s: its next step waits: %s", c->name,
	       kind == RESTART_HARD ? "reset" : "restart");
	return connection_send(&c->connection, out, sccp_put_reset(out, reset));
}

static enum connection_end on_register(struct sccp_server *sv, struct sccp_caller *c, struct nr_reader body)
{
	uint32_t keepalive = sv->conf->keepalive;
	uint8_t out[SCCP_PUT_MAX];
	enum connection_end end;
	struct sccp_register r;

	if (!sccp_read_register(body, &r))
		return CONNECTION_BROKEN;
	nr_log(sv->self, LOG_DEBUG, "%s registers: type %u, protocol %u, load '%s'", r.name, r.type,
	       r.protocol, r.load);
	if (!sccp_type_is_phone(r.type))
		return CONNECTION_NO_PHONE;
	end = sight(sv, c, (struct registrant){ .name = r.name, .type = r.type, .load = r.load,
						.registers = "sccp" });
	if (end != CONNECTION_STAYS)
		return end;
	c->registered = true;
	end = connection_send(&c->connection, out, sccp_put_register_ack(out, keepalive, r.protocol));
	if (end == CONNECTION_STAYS)
		end = send_empty(c, SCCP_CAPABILITIES_REQ);
	return end == CONNECTION_STAYS ? offer_restart(sv, c) : end;
}

/* A phone that asks whether it may come, before it leaves another call manager. */
static enum connection_end on_token(struct sccp_server *sv, struct sccp_caller *c, struct nr_reader body)
{
	enum connection_end end;
	struct sccp_register r;

	if (!sccp_read_register(body, &r))
		return CONNECTION_BROKEN;
	if (!sccp_type_is_phone(r.type))
		return CONNECTION_NO_PHONE;
	end = sight(sv, c, (struct registrant){ .name = r.name, .type = r.type });
	return end == CONNECTION_STAYS ? send_empty(c, SCCP_TOKEN_ACK) : end;
}

/* Comes before the Register; one without a name says nothing. */
static enum connection_end on_alarm(struct sccp_server *sv, struct sccp_caller *c, struct nr_reader body)
{
	struct alarm alarm;
	struct sccp_alarm a;

	if (!sccp_read_alarm(body, &a))
		return CONNECTION_BROKEN;
	alarm_read(a.text, &alarm);
	nr_log(sv->self, LOG_DEBUG, "%s: %s", alarm.name[0] ? alarm.name : "alarm", a.text);
	if (!alarm.name[0])
		return CONNECTION_STAYS;
	return sight(sv, c, (struct registrant){ .name = alarm.name, .load = alarm.load, .reason = alarm.last });
}

/* Newer phones say it once more so; the words of the other alarm are the better ones. */
static enum connection_end on_xml_alarm(struct sccp_server *sv, struct sccp_caller *c, struct nr_reader body)
{
	struct xml_alarm a;

	if (!alarm_read_xml(body, &a) || !a.name[0])
		return CONNECTION_STAYS;
	nr_log(sv->self, LOG_DEBUG, "%s: alarm: load '%s', inactive '%s', %s", a.name, a.load, a.inactive, a.last);
	return sight(sv, c, (struct registrant){ .name = a.name, .model = a.model, .load = a.load,
						 .reason = c->told_why ? NULL : a.last });
}

static enum connection_end on_keepalive(struct sccp_server *sv, struct sccp_caller *c)
{
	enum connection_end end;

	if (!c->registered)
		return CONNECTION_STAYS;
	end = send_empty(c, SCCP_KEEPALIVE_ACK);
	return end == CONNECTION_STAYS ? offer_restart(sv, c) : end;
}

static enum connection_end on_other(struct sccp_caller *c, uint32_t id)
{
	uint8_t out[SCCP_PUT_MAX];
	size_t n = c->registered ? sccp_put_answer(out, id, c->name) : 0;

	return n ? connection_send(&c->connection, out, n) : CONNECTION_STAYS;
}

static enum connection_end on_frame(struct sccp_server *sv, struct sccp_caller *c, const struct sccp_frame *f)
{
	switch (f->id) {
	case SCCP_REGISTER:
		return on_register(sv, c, f->body);
	case SCCP_ALARM:
		return on_alarm(sv, c, f->body);
	case SCCP_XML_ALARM:
		return on_xml_alarm(sv, c, f->body);
	case SCCP_TOKEN_REQ:
		return on_token(sv, c, f->body);
	case SCCP_KEEPALIVE:
		return on_keepalive(sv, c);
	default:
		return on_other(c, f->id);
	}
}

/* Before it is registered, messages buy no time. */
static enum connection_end on_bytes(struct connection *connection, uint8_t *data, size_t len, size_t *used)
{
	struct sccp_caller *c = (struct sccp_caller *)connection;
	struct sccp_server *sv = nr_data(connection->all->self);
	enum connection_end end;
	struct sccp_frame f;

	switch (sccp_read(data, len, &f, used)) {
	case SCCP_BROKEN:
		return CONNECTION_BROKEN;
	case SCCP_MORE:
		return CONNECTION_STAYS;
	case SCCP_FRAME:
		break;
	}
	end = on_frame(sv, c, &f);
	if (c->registered)
		connection_wait(connection, KEEPALIVES_MISSED * sv->conf->keepalive);
	return end;
}

/* -- the plugin ---------------------------------------------------------------------- */

static int sccp_open(struct nr_instance *self)
{
	struct sccp_server *sv = calloc(1, sizeof(*sv));
	struct nr_bench bench;

	if (!sv)
		return -ENOMEM;
	nr_set_data(self, sv);
	sv->self = self;
	sv->conf = nr_conf(self);
	sv->connections = (struct connections){
		.self = self, .size = sizeof(struct sccp_caller), .longest = SCCP_FRAME_MAX,
		.broken = "a message of impossible length", .on_bytes = on_bytes,
	};
	nr_get_bench(self, &bench, sizeof(bench));
	return bench.passive ? 0 : connections_open(&sv->connections, (uint16_t)sv->conf->port);
}

static int sccp_check(struct nr_instance *self)
{
	const struct sccp_conf *conf = nr_conf(self);

	listener_want(self, LISTENER_TCP, (uint16_t)conf->port);
	return 0;
}

static int sccp_start(struct nr_instance *self)
{
	struct sccp_server *sv = nr_data(self);

	connections_start(&sv->connections);
	return 0;
}

static void sccp_stop(struct nr_instance *self)
{
	struct sccp_server *sv = nr_data(self);

	if (!sv)
		return;
	connections_stop(&sv->connections);
	nr_set_data(self, NULL);
	free(sv);
}

/* A table with the rows that its neighbours have; the functions are its own. */
static const struct nr_protocol sccp = {
	.type = "sccp",
	.conf_size = sizeof(struct sccp_conf),
	.options = options,
	.open = sccp_open,
	.start = sccp_start,
	.stop = sccp_stop,
	.check = sccp_check,
};

NR_PROTOCOL_PLUGIN("sccp", PACKAGE_VERSION, &sccp);
