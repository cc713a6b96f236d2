/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_calls.c -- see check_calls.h.
 */
#include <config.h>

#include "core/verbs/check_calls.h"
#include "core/base/log.h"
#include "core/base/noun.h"
#include "core/config/settings.h"
#include "core/plugin/callback.h"
#include "core/plugin/trial.h"
#include "core/serve/instance.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

struct called {
	json_t *list;           /* of strings */
};

static void __attribute__((format(printf, 2, 3)))
find(struct called *f, const char *fmt, ...)
{
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	json_array_append_new(f->list, json_string(text));
}

static void drop(int priority, const char *line, void *arg)
{
	(void)priority;
	(void)line;
	(void)arg;
}

void check_calls_quiet(void)
{
	log_set_sink(drop, NULL);
}

static void said(void *arg, const char *line)
{
	struct called *f = arg;

	find(f, "%s", line);
}

void check_calls_model(const struct nr_model *m, json_t *problems)
{
	struct called f = { problems };

	trial_model(m, true, said, &f);
}

/* -- a protocol, on a loop of its own and a wire with nobody on it --------------------- */

/* In the child's own network, which has no way out. */
static bool raise_loopback(void)
{
	struct ifreq r;
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool up;

	memset(&r, 0, sizeof(r));
	snprintf(r.ifr_name, sizeof(r.ifr_name), "lo");
	up = fd >= 0 && ioctl(fd, SIOCGIFFLAGS, &r) == 0 && (r.ifr_flags & IFF_UP);
	if (fd >= 0)
		close(fd);
	return up;
}

/* A stage for one protocol: nobody but us is on its wire. */
struct wire_stage {
	struct plugin_protocol copy, *one[1];
	struct plugins all;
	struct settings config;
	struct bench bench;
	uint64_t before;                /* descriptors that are not the plugin's: bit N */
	uint32_t seed;
};

static bool make_stage(struct wire_stage *s, const struct plugin_protocol *t)
{
	memset(s, 0, sizeof(*s));
	s->copy = *t;
	s->one[0] = &s->copy;
	s->all.protocol = s->one;
	s->all.protocol_count = 1;
	s->seed = 1;
	s->bench.config = &s->config;
	s->bench.plugins = &s->all;
	s->bench.guard = NR_GUARD_CLEAR;
	snprintf(s->bench.wire.interface, sizeof(s->bench.wire.interface), "lo");
	snprintf(s->bench.wire.parent, sizeof(s->bench.wire.parent), "lo");
	s->bench.wire.address.s_addr = htonl(INADDR_LOOPBACK);
	s->bench.wire.netmask.s_addr = htonl(0xff000000);
	s->bench.wire.ifindex = if_nametoindex("lo");
	s->bench.wire.passive = !raise_loopback();
	s->bench.loop = ev_loop_new(EVFLAG_NOSIGMASK);
	if (!s->bench.loop || settings_load(&s->config, NULL, NULL, 0) < 0)
		return false;
	s->config.serve_all = true;
	if (instance_make_all(&s->bench) < 0)
		return false;
	for (int fd = 0; fd < 64; fd++)
		s->before |= fcntl(fd, F_GETFD) >= 0 ? (uint64_t)1 << fd : 0;
	return true;
}

static struct nr_instance *self_of(struct wire_stage *s)
{
	return &s->bench.instance[0];
}

static int call(struct wire_stage *s, const char *name, int (*what)(struct nr_instance *))
{
	int r = 0;

	callback_begin(s->copy.protocol.type, name, NULL);
	if (what)
		r = what(self_of(s));
	callback_end(true);
	return r;
}

/* What its watchers do with what has come: @what, for the last line of a crash. */
static void turn(struct wire_stage *s, const char *what)
{
	callback_begin(s->copy.protocol.type, "its watchers", what);
	for (int i = 0; i < 3; i++)
		ev_run(s->bench.loop, EVRUN_NOWAIT);
	callback_end(true);
}

/* The port of a socket of the plugin's: @type is that of socket(2); 0: it is none, or has none. */
static uint16_t port_of(const struct wire_stage *s, int fd, int *type)
{
	struct sockaddr_in at = { .sin_family = AF_UNSPEC };
	socklen_t size = sizeof(at), n = sizeof(*type);
	int listens = 0;

	if ((s->before >> fd & 1) || getsockopt(fd, SOL_SOCKET, SO_TYPE, type, &n) < 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &size) < 0 || at.sin_family != AF_INET)
		return 0;
	n = sizeof(listens);
	if (*type == SOCK_STREAM && (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &n) < 0 || !listens))
		return 0;
	return ntohs(at.sin_port);
}

/* Of all protocols that phones speak the beginning of a message, then spoiled. */
static size_t packet(struct wire_stage *s, unsigned round, uint8_t out[512])
{
	static const struct {
		const char *bytes;
		size_t size;
	} begins[] = {
#define BYTES(text) { text, sizeof(text) - 1 }
		BYTES("\0\1name.cfg\0octet\0"), BYTES("GET /a.xml HTTP/1.1\r\nHost: x\r\n\r\n"),
		BYTES("REGISTER sip:x SIP/2.0\r\nVia: SIP/2.0/UDP x\r\nContent-Length: 0\r\n\r\n"),
		BYTES("\1\1\6\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\2\0\0\0\0\1"),
		BYTES("\14\0\0\0\0\0\0\0\1\0\0\0"), BYTES("\2\0\0\0\0\1some-load-1.0\0"), BYTES(""),
#undef BYTES
	};
	size_t which = round % NR_ARRAY_SIZE(begins), n = begins[which].size;

	memcpy(out, begins[which].bytes, n);
	if (n == 0)
		n = trial_dice(&s->seed) % 512;
	for (size_t i = begins[which].size; i < n; i++)
		out[i] = (uint8_t)trial_dice(&s->seed);
	for (unsigned k = round / NR_ARRAY_SIZE(begins) % 8; k > 0 && n > 0; k--)
		out[trial_dice(&s->seed) % n] = (uint8_t)trial_dice(&s->seed);
	return round > 40 && n ? trial_dice(&s->seed) % n : n;
}

/* A peer that sends this to @port, hears what it hears, and goes. */
static void knock(struct wire_stage *s, int type, uint16_t port, const uint8_t *bytes, size_t size)
{
	const struct sockaddr_in to = {
		.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = { htonl(INADDR_LOOPBACK) },
	};
	int fd = socket(AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	uint8_t heard[2048];
	char what[40];

	if (fd < 0)
		return;
	snprintf(what, sizeof(what), "%zu %s at %s port %u", size, noun_of(size, "byte", "bytes"),
		 type == SOCK_DGRAM ? "UDP" : "TCP", port);
	(void)connect(fd, (const struct sockaddr *)&to, sizeof(to));
	turn(s, what);
	(void)send(fd, bytes, size, MSG_NOSIGNAL);
	turn(s, what);
	while (recv(fd, heard, sizeof(heard), 0) > 0)
		turn(s, what);
	close(fd);
	turn(s, what);
}

#define KNOCKS 64               /* at each of its ports */
#define IDLE_S 0.2              /* then timers have so long */

static void on_end(struct ev_loop *loop, ev_timer *timer, int events)
{
	(void)timer;
	(void)events;
	ev_break(loop, EVBREAK_ALL);
}

static void play_wire(struct wire_stage *s)
{
	uint8_t bytes[512];
	ev_timer end;
	int type;

	for (int fd = 0; fd < 64; fd++) {
		uint16_t port = port_of(s, fd, &type);

		for (unsigned i = 0; port && i < KNOCKS; i++)
			knock(s, type, port, bytes, packet(s, i, bytes));
	}
	ev_timer_init(&end, on_end, IDLE_S, 0.);
	ev_timer_start(s->bench.loop, &end);
	callback_begin(s->copy.protocol.type, "its watchers", NULL);
	ev_run(s->bench.loop, 0);
	callback_end(true);
	ev_timer_stop(s->bench.loop, &end);
}

static void play_news(struct wire_stage *s)
{
	static const struct nr_mac mac = { { 2, 0, 0, 0, 0, 1 } };
	const struct nr_protocol *p = &s->copy.protocol;

	callback_begin(p->type, "believed", "model X, by DHCP vendor class");
	if (p->believed)
		p->believed(self_of(s), &mac, NR_SOURCE_DHCP, "model X, by DHCP vendor class");
	callback_end(true);
	call(s, "wire_changed", p->wire_changed);
	callback_begin(p->type, "resume_guard", NULL);
	if (p->resume_guard)
		p->resume_guard(self_of(s));
	callback_end(true);
}

static void stop(struct wire_stage *s)
{
	callback_begin(s->copy.protocol.type, "stop", NULL);
	s->copy.protocol.stop(self_of(s));
	ev_run(s->bench.loop, EVRUN_NOWAIT);
	callback_end(true);
	nr_set_data(self_of(s), NULL);
}

/* An empty capture, and one that is none: this very plugin. */
static void play_replay(struct wire_stage *s, const char *file)
{
	const char *const captures[] = { "/dev/null", file };

	for (size_t i = 0; s->copy.protocol.replay && i < NR_ARRAY_SIZE(captures); i++) {
		callback_begin(s->copy.protocol.type, "replay", captures[i]);
		(void)s->copy.protocol.replay(self_of(s), captures[i]);
		callback_end(true);
		stop(s);
	}
}

static void tried(json_t *calls, const void *there, const char *name)
{
	if (there)
		json_array_append_new(calls, json_string(name));
}

json_t *check_calls_protocol(const struct plugin_protocol *t, const char *file, json_t *problems)
{
	struct called f = { problems };
	json_t *calls = json_array();
	struct wire_stage *s = calloc(1, sizeof(*s));
	const struct nr_protocol *p;

	if (!s || !make_stage(s, t)) {
		find(&f, "protocol '%s': not tried: no memory", t->protocol.type);
		return calls;
	}
	p = &s->copy.protocol;
	call(s, "check", p->check);
	tried(calls, (const void *)(uintptr_t)p->check, "check");
	self_of(s)->opened = true;
	json_array_append_new(calls, json_string("open"));
	if (call(s, "open", p->open) == 0 && call(s, "start", p->start) == 0) {
		json_array_append_new(calls, json_string("start"));
		play_wire(s);
		json_array_append_new(calls, json_string("watchers"));
		play_news(s);
		tried(calls, (const void *)(uintptr_t)p->believed, "believed");
		tried(calls, (const void *)(uintptr_t)p->wire_changed, "wire_changed");
		tried(calls, (const void *)(uintptr_t)p->resume_guard, "resume_guard");
	}
	stop(s);
	json_array_append_new(calls, json_string("stop"));
	play_replay(s, file);
	tried(calls, (const void *)(uintptr_t)p->replay, "replay");
	return calls;
}
