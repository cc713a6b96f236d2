/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * broker.c -- see broker.h.
 *
 * Each connection is an instance of libmosquitto of its own, so that nothing of an earlier one is
 * sent again behind our back.  Its socket is watched by our loop.
 */
#include <config.h>

#include "core/fleet/broker.h"
#include "core/base/clock.h"
#include "core/base/log.h"

#include <errno.h>
#include <mosquitto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct broker {
	const struct broker_conf *conf;
	struct broker_ops ops;
	struct ev_loop *loop;
	struct mosquitto *m;            /* NULL: between two tries */
	bool up, ended;                 /* @ended: to be taken down at the next turn */
	char why[ROAD_WHY];             /* it ended */
	char lost[320];                 /* as it was logged last */
	unsigned due;
	double since, confirmed;        /* it was tried, or is up; the last confirmation: seconds_now() */
	double said;                    /* that it answers again: seconds_now(); 0: never */
	double pause;                   /* until the next try */
	ev_io io;
	ev_timer second, again;
};

static double seconds_now(void)
{
	return (double)clock_mono_ms() / 1e3;
}

/* -- its end --------------------------------------------------------------------------- */

static void end(struct broker *b, const char *why)
{
	if (!b->ended)
		snprintf(b->why, sizeof(b->why), "%s", why);
	b->ended = true;
}

/* One line for a reason, however often it is tried. */
static void say_lost(struct broker *b)
{
	const struct road *r = &b->conf->road;
	char text[sizeof(b->lost)];

	snprintf(text, sizeof(text), "%.100s:%u: %.180s", r->host, r->port, b->why);
	if (strcmp(text, b->lost) != 0)
		log_line(LOG_WARNING, "mqtt", "[NR-MQTT] %s; it is tried again", text);
	memcpy(b->lost, text, sizeof(text));
}

static void take_down(struct broker *b)
{
	double lived = seconds_now() - b->since;

	ev_io_stop(b->loop, &b->io);
	ev_timer_stop(b->loop, &b->second);
	if (b->m)
		mosquitto_destroy(b->m);
	b->m = NULL;
	say_lost(b);
	/* One that ends each second is not tried each second. */
	if (b->up && lived > BROKER_LATEST)
		b->pause = 0.;
	b->up = b->ended = false;
	b->due = 0;
	b->pause = b->pause > 0. ? b->pause * 2. : 1.;
	if (b->pause > BROKER_LATEST)
		b->pause = BROKER_LATEST;
	ev_timer_set(&b->again, b->pause, 0.);
	ev_timer_start(b->loop, &b->again);
	b->ops.down(b->why, b->ops.arg);
}

/* What @rc of libmosquitto means; it has no words for all of them. */
static const char *why_of(int rc)
{
	if (rc == MOSQ_ERR_ERRNO)
		return strerror(errno);
	if (rc == MOSQ_ERR_KEEPALIVE)
		return "the broker does not answer";
	if (rc == MOSQ_ERR_SUCCESS || rc == MOSQ_ERR_CONN_LOST)
		return "the broker has closed the connection";
	return mosquitto_strerror(rc);
}

static void watch(struct broker *b)
{
	int fd = b->m ? mosquitto_socket(b->m) : -1, events = EV_READ;

	if (fd < 0) {
		ev_io_stop(b->loop, &b->io);
		return;
	}
	if (mosquitto_want_write(b->m))
		events |= EV_WRITE;
	if (ev_is_active(&b->io) && b->io.fd == fd && (b->io.events & (EV_READ | EV_WRITE)) == events)
		return;
	ev_io_stop(b->loop, &b->io);
	ev_io_set(&b->io, fd, events);
	ev_io_start(b->loop, &b->io);
}

/* After each call of libmosquitto that may have ended it, and outside of all of them. */
static void settle(struct broker *b, int rc)
{
	if (rc != MOSQ_ERR_SUCCESS)
		end(b, why_of(rc));
	if (b->ended)
		take_down(b);
	else
		watch(b);
}

/* -- what libmosquitto says ---------------------------------------------------------------- */

static void on_connect(struct mosquitto *m, void *arg, int rc)
{
	struct broker *b = arg;

	(void)m;
	if (rc != 0) {
		end(b, rc == 4 || rc == 5 ? "the broker refuses this user, password or certificate" :
		    mosquitto_connack_string(rc));
		return;
	}
	b->up = true;
	b->since = b->confirmed = seconds_now();
	/* One that comes and goes is said once, until it has stayed for a while. */
	if (b->lost[0] && (!b->said || b->since - b->said > BROKER_CONFIRM)) {
		log_line(LOG_NOTICE, "mqtt", "the broker answers again");
		b->said = b->since;
	}
	b->ops.up(b->ops.arg);
}

static void on_disconnect(struct mosquitto *m, void *arg, int rc)
{
	struct broker *b = arg;

	(void)m;
	end(b, why_of(rc));
}

static void on_publish(struct mosquitto *m, void *arg, int id)
{
	struct broker *b = arg;

	(void)m;
	b->due -= b->due > 0;
	b->confirmed = seconds_now();
	b->ops.confirmed(id, b->ops.arg);
}

static void on_message(struct mosquitto *m, void *arg, const struct mosquitto_message *message)
{
	struct broker *b = arg;

	(void)m;
	b->ops.heard(message->topic, message->payload, (size_t)message->payloadlen, message->retain, b->ops.arg);
}

/* -- on our loop ------------------------------------------------------------------------------ */

static void on_io(struct ev_loop *loop, ev_io *w, int events)
{
	struct broker *b = w->data;
	int rc = MOSQ_ERR_SUCCESS;

	(void)loop;
	if (events & EV_READ)
		rc = mosquitto_loop_read(b->m, 1);
	if (rc == MOSQ_ERR_SUCCESS && !b->ended && (events & EV_WRITE))
		rc = mosquitto_loop_write(b->m, 1);
	settle(b, rc);
}

static void on_second(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct broker *b = w->data;
	int rc = mosquitto_loop_misc(b->m);

	(void)loop;
	(void)revents;
	if (!b->up && seconds_now() - b->since > BROKER_ANSWER)
		end(b, "the broker does not answer");
	if (b->up && seconds_now() - b->since > BROKER_LATEST)
		b->lost[0] = '\0';
	if (b->up && b->due && seconds_now() - b->confirmed > BROKER_CONFIRM)
		end(b, "the broker confirms nothing");
	settle(b, rc);
}

static int set_up(struct broker *b)
{
	const struct broker_conf *c = b->conf;
	int rc = MOSQ_ERR_SUCCESS;

	mosquitto_connect_callback_set(b->m, on_connect);
	mosquitto_disconnect_callback_set(b->m, on_disconnect);
	mosquitto_publish_callback_set(b->m, on_publish);
	mosquitto_message_callback_set(b->m, on_message);
	mosquitto_max_inflight_messages_set(b->m, 64);
	if (c->user)
		rc = mosquitto_username_pw_set(b->m, c->user, c->password);
	if (rc == MOSQ_ERR_SUCCESS && (c->road.tls || c->ca || c->certificate))
		rc = mosquitto_tls_set(b->m, c->ca ? c->ca : NULL, c->ca ? NULL : "/etc/ssl/certs", c->certificate,
				       c->key, NULL);
	if (rc == MOSQ_ERR_SUCCESS && c->will)
		rc = mosquitto_will_set(b->m, c->will_topic, (int)strlen(c->will), c->will, 1, true);
	return rc;
}

/* Which way leads there is asked each time: addresses and routes change. */
static int dial(struct broker *b)
{
	const struct broker_conf *c = b->conf;
	char why[ROAD_WHY];
	int rc = road_look(&c->road, &c->wire, why);

	if (rc < 0) {
		end(b, why);
		return MOSQ_ERR_SUCCESS;
	}
	b->m = mosquitto_new(c->client, true, b);
	if (!b->m)
		return MOSQ_ERR_NOMEM;
	rc = set_up(b);
	if (rc == MOSQ_ERR_SUCCESS)
		rc = mosquitto_connect_async(b->m, c->road.host, (int)c->road.port, c->keep_alive);
	if (rc == MOSQ_ERR_SUCCESS && road_is_by_wire(mosquitto_socket(b->m), &c->wire))
		end(b, "the way to the broker is the wire of the bench: nothing is told there");
	return rc;
}

static void on_again(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct broker *b = w->data;
	int rc;

	(void)revents;
	b->since = seconds_now();
	rc = dial(b);
	if (rc == MOSQ_ERR_SUCCESS && !b->ended)
		ev_timer_start(loop, &b->second);
	settle(b, rc);
}

struct broker *broker_new(struct ev_loop *loop, const struct broker_conf *conf, const struct broker_ops *ops)
{
	struct broker *b = calloc(1, sizeof(*b));

	if (!b || mosquitto_lib_init() != MOSQ_ERR_SUCCESS) {
		free(b);
		return NULL;
	}
	b->loop = loop;
	b->conf = conf;
	b->ops = *ops;
	ev_init(&b->io, on_io);
	ev_timer_init(&b->second, on_second, 1., 1.);
	ev_timer_init(&b->again, on_again, 0., 0.);
	b->io.data = b->second.data = b->again.data = b;
	ev_timer_start(loop, &b->again);
	return b;
}

void broker_free(struct broker *b)
{
	if (!b)
		return;
	ev_io_stop(b->loop, &b->io);
	ev_timer_stop(b->loop, &b->second);
	ev_timer_stop(b->loop, &b->again);
	if (b->m && b->up) {
		for (int i = 0; i < 20 && mosquitto_want_write(b->m); i++)
			if (mosquitto_loop_write(b->m, 1) != MOSQ_ERR_SUCCESS)
				break;
		mosquitto_disconnect(b->m);
	}
	if (b->m)
		mosquitto_destroy(b->m);
	mosquitto_lib_cleanup();
	free(b);
}

bool broker_is_up(const struct broker *b)
{
	return b->up && !b->ended;
}

unsigned broker_due(const struct broker *b)
{
	return b->due;
}

int broker_tell(struct broker *b, const char *topic, const char *text, size_t len, bool retain)
{
	int id = -1, rc;

	if (!broker_is_up(b))
		return -1;
	if (!b->due)
		b->confirmed = seconds_now();
	rc = mosquitto_publish(b->m, &id, topic, (int)len, text, 1, retain);
	if (rc != MOSQ_ERR_SUCCESS) {
		/* Taken down at the next turn: the caller may be in the middle of something. */
		end(b, mosquitto_strerror(rc));
		ev_feed_event(b->loop, &b->second, EV_TIMER);
		return -1;
	}
	b->due++;
	watch(b);
	return id;
}

int broker_listen(struct broker *b, const char *pattern)
{
	int rc = mosquitto_subscribe(b->m, NULL, pattern, 1);

	watch(b);
	return rc == MOSQ_ERR_SUCCESS ? 0 : -EIO;
}
