/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * unistim.c -- hears that a phone with UNIStim software calls its server, which DHCP said is the
 * bench (nortel.c): then it works, and did not fetch what its configuration names.
 *
 *	cc -shared -fPIC $(pkg-config --cflags netrecover) -o unistim.so unistim.c
 *
 * An example of a protocol plugin out of tree.  It answers nothing: that a datagram comes to the
 * port is all that it needs to know of the protocol.
 */
#include <ev.h>
#include <errno.h>
#include <netrecover/plugin.h>
#include <netrecover/protocol.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

struct unistim_conf {
	uint32_t port;
};

struct unistim {
	ev_io io;
	int fd;
};

static const struct nr_option options[] = {
	{ "port", NR_UINT, offsetof(struct unistim_conf, port), "4100", 1, 65535,
	  "UDP port of the call server that phones with UNIStim call." },
	{ NULL, (enum nr_type)0, 0, NULL, 0, 0, NULL }
};

static void readable(struct ev_loop *loop, ev_io *io, int events)
{
	const struct nr_fact_value facts[] = { { NR_FACT_REGISTERS, "unistim" }, { NR_FACT_END, NULL } };
	struct nr_sighting s = { .source = NR_SOURCE_PLUGIN, .facts = facts };
	struct sockaddr_in from;
	socklen_t size = sizeof(from);
	char packet[64];

	(void)loop;
	(void)events;
	if (recvfrom(io->fd, packet, sizeof(packet), 0, (struct sockaddr *)&from, &size) <= 0)
		return;
	s.addr = from.sin_addr;
	nr_sight((struct nr_instance *)io->data, &s);
}

static int unistim_open(struct nr_instance *self)
{
	const struct unistim_conf *conf = nr_conf(self);
	struct unistim *u = calloc(1, sizeof(*u));
	struct sockaddr_in at = { .sin_family = AF_INET };
	struct nr_bench bench;

	if (!u)
		return -ENOMEM;
	nr_set_data(self, u);
	nr_get_bench(self, &bench, sizeof(bench));
	at.sin_addr = bench.address;
	at.sin_port = htons((uint16_t)conf->port);
	u->fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (u->fd < 0 || bind(u->fd, (struct sockaddr *)&at, sizeof(at)) < 0) {
		int err = errno;

		nr_log(self, LOG_ERR, "UDP port %u: %s", conf->port, strerror(err));
		return -err;
	}
	return 0;
}

static int unistim_start(struct nr_instance *self)
{
	struct unistim *u = nr_data(self);

	ev_io_init(&u->io, readable, u->fd, EV_READ);
	u->io.data = self;
	ev_io_start(nr_loop(self), &u->io);
	return 0;
}

static void unistim_stop(struct nr_instance *self)
{
	struct unistim *u = nr_data(self);

	if (!u)
		return;
	ev_io_stop(nr_loop(self), &u->io);
	if (u->fd >= 0)
		close(u->fd);
	free(u);
}

static int unistim_check(struct nr_instance *self)
{
	const struct unistim_conf *conf = nr_conf(self);

	nr_want_port(self, (uint16_t)conf->port, NR_PORT_UDP);
	return 0;
}

static const struct nr_protocol protocol = {
	.type = "unistim",
	.conf_size = sizeof(struct unistim_conf),
	.options = options,
	.open = unistim_open,
	.start = unistim_start,
	.stop = unistim_stop,
	.check = unistim_check,
};

NR_PROTOCOL_PLUGIN("unistim", "1.0", &protocol);
