/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * mqtt.c -- netrecover-mqtt: a bench tells a broker, or a fleet listens to one; in a process of
 * its own without rights.
 *
 *	netrecover-mqtt FD              a file with one JSON object, in memory:
 *
 *	"listen": true|false, "host", "port", "tls", "user", "password", "ca", "certificate", "key",
 *	"client", "prefix", "keep_alive", "wire", "network", "network_prefix", "become", "level",
 *	and to tell: "bench", "view", "state" (a folder)
 *
 * "netrecover mqtt" and "netrecover fleet" have looked at all of it.  So no secret stands in the
 * list of processes, nor in the environment.
 */
#include <config.h>

#include "core/base/event.h"
#include "core/base/log.h"
#include "core/fleet/listener.h"
#include "core/fleet/teller.h"
#include "core/host/rights.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

struct mqtt {
	json_t *conf;
	struct ev_loop *loop;
	struct teller *teller;
	struct listener *listener;
	struct teller_conf told;
	struct broker_conf broker;
	char client[100], topic[200], *will;
	int status;
};

static const char *text(const struct mqtt *m, const char *key)
{
	return json_string_value(json_object_get(m->conf, key));
}

static int number(const struct mqtt *m, const char *key)
{
	return (int)json_integer_value(json_object_get(m->conf, key));
}

static json_t *read_conf(const char *fd)
{
	char *end;
	long n = strtol(fd, &end, 10);
	json_t *conf;

	if (end == fd || *end || n < 3 || n > 65535 || lseek((int)n, 0, SEEK_SET) < 0)
		return NULL;
	conf = json_loadfd((int)n, 0, NULL);
	close((int)n);
	return conf;
}

static void take_broker(struct mqtt *m)
{
	struct broker_conf *c = &m->broker;

	snprintf(c->road.host, sizeof(c->road.host), "%s", text(m, "host"));
	c->road.port = (unsigned)number(m, "port");
	c->road.tls = json_is_true(json_object_get(m->conf, "tls"));
	c->wire.interface = text(m, "wire");
	c->wire.prefix = (unsigned)number(m, "network_prefix");
	if (text(m, "network"))
		inet_pton(AF_INET, text(m, "network"), &c->wire.network);
	c->user = text(m, "user");
	c->password = text(m, "password");
	c->ca = text(m, "ca");
	c->certificate = text(m, "certificate");
	c->key = text(m, "key");
	c->client = text(m, "client");
	c->keep_alive = number(m, "keep_alive");
}

static void on_signal(struct ev_loop *loop, ev_signal *w, int revents)
{
	struct mqtt *m = w->data;

	(void)revents;
	m->status = w->signum == SIGINT ? 130 : 0;
	ev_break(loop, EVBREAK_ALL);
}

static void on_ended(void *arg)
{
	struct mqtt *m = arg;

	m->status = 0;
	ev_break(m->loop, EVBREAK_ALL);
}

/* What is said of the bench when nobody tells of it any more. */
static bool make_will(struct mqtt *m)
{
	json_t *o = json_pack("{s:i, s:s, s:s}", "schema", EVENT_SCHEMA, "bench", text(m, "bench"), "state", "gone");

	m->will = o ? json_dumps(o, JSON_COMPACT) : NULL;
	json_decref(o);
	snprintf(m->topic, sizeof(m->topic), "%s/%s/state", text(m, "prefix"), text(m, "bench"));
	m->broker.will_topic = m->topic;
	m->broker.will = m->will;
	return m->will;
}

static int start_telling(struct mqtt *m)
{
	m->told = (struct teller_conf){ .prefix = text(m, "prefix"), .bench = text(m, "bench"),
					.keep_alive = number(m, "keep_alive"), .view = text(m, "view") };
	m->told.state_fd = open(text(m, "state"), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (m->told.state_fd < 0) {
		log_line(LOG_ERR, "mqtt", "%s: %m", text(m, "state"));
		return 1;
	}
	if (!make_will(m))
		return 1;
	m->teller = teller_new(m->loop, &m->told, &m->broker);
	return m->teller ? 0 : 1;
}

static int start(struct mqtt *m)
{
	struct rights_user who;

	if (rights_lookup(text(m, "become"), &who) < 0 || rights_drop(&who, false) < 0)
		return 1;
	(void)prctl(PR_SET_DUMPABLE, 0);        /* the password is in memory */
	m->loop = ev_loop_new(EVFLAG_AUTO);
	if (!m->loop)
		return 1;
	if (!json_is_true(json_object_get(m->conf, "listen")))
		return start_telling(m);
	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
	m->listener = listener_new(m->loop, text(m, "prefix"), &m->broker, on_ended, m);
	return m->listener ? 0 : 1;
}

static void serve(struct mqtt *m)
{
	ev_signal interrupted, terminated;

	ev_signal_init(&interrupted, on_signal, SIGINT);
	ev_signal_init(&terminated, on_signal, SIGTERM);
	interrupted.data = terminated.data = m;
	ev_signal_start(m->loop, &interrupted);
	ev_signal_start(m->loop, &terminated);
	ev_run(m->loop, 0);
}

static bool is_whole(const struct mqtt *m)
{
	bool listens = json_is_true(json_object_get(m->conf, "listen"));

	return text(m, "host") && text(m, "prefix") && text(m, "client") && text(m, "become") &&
	       (listens || (text(m, "bench") && text(m, "view") && text(m, "state")));
}

int main(int argc, char **argv)
{
	struct mqtt m = { .status = 1, .conf = argc == 2 ? read_conf(argv[1]) : NULL };

	if (!m.conf || !is_whole(&m)) {
		log_line(LOG_ERR, NULL, "this is started by: " PACKAGE_NAME " mqtt, and fleet");
		return 2;
	}
	log_set_form(log_find_form(STDERR_FILENO, true));
	log_set_level(number(&m, "level"));
	signal(SIGPIPE, SIG_IGN);
	take_broker(&m);
	if (start(&m) == 0)
		serve(&m);
	else
		log_line(LOG_ERR, "mqtt", "it cannot be started");
	teller_free(m.teller);
	listener_free(m.listener);
	if (m.loop)
		ev_loop_destroy(m.loop);
	free(m.will);
	json_decref(m.conf);
	return m.status;
}
