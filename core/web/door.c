/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * door.c -- see door.h.  libmicrohttpd has no thread here: its epoll descriptor is watched by
 * our loop, as in plugins/http.
 */
#include <config.h>

#include "core/web/door.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/web/page.h"
#include "core/web/viewer.h"
#include "core/web/visit.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netrecover/types.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONNECTION_MEMORY (48 << 10)    /* a block of an event, and a header */
#define IDLE 30                         /* seconds without a byte */
#define ASK_WITHIN 15000                /* milliseconds for a whole request, however its bytes drip */
#define BEAT 4.                         /* seconds between two words to a page */

struct caller {
	struct door *door;
	int fd;
	int64_t since;                  /* its last answer, or it came: clock_mono_ms() */
	bool waits;                     /* for a whole request */
	struct caller *next, **link;
};

struct door {
	struct door_conf conf;
	struct ev_loop *loop;
	struct MHD_Daemon *daemon;
	struct MHD_Response *page, *not_found, *not_allowed, *foreign, *full;
	char name[256];                 /* of this machine */
	struct viewers viewers;
	struct caller *callers;
	unsigned told;                  /* viewers, as it was said last */
	ev_io io;
	ev_timer timer;                 /* what libmicrohttpd wants to be called for */
	ev_timer beat;
	ev_prepare prepare;
	bool again;                     /* a connection has ended since libmicrohttpd was called */
};

/* Marks a request whose header was seen. */
static char seen;

/* -- who comes ---------------------------------------------------------------------- */

/* The IPv4 address in @a, also one that is mapped into IPv6; false: it has none. */
static bool ipv4_of(const struct sockaddr *a, struct in_addr *out)
{
	if (a->sa_family == AF_INET) {
		*out = ((const struct sockaddr_in *)(const void *)a)->sin_addr;
		return true;
	}
	if (a->sa_family == AF_INET6) {
		const struct in6_addr *six = &((const struct sockaddr_in6 *)(const void *)a)->sin6_addr;

		if (IN6_IS_ADDR_V4MAPPED(six)) {
			memcpy(out, six->s6_addr + 12, sizeof(*out));
			return true;
		}
	}
	return false;
}

static bool from_the_wire(const struct door *d, const struct sockaddr *peer)
{
	uint32_t mask = d->conf.prefix ? htonl(~UINT32_C(0) << (32 - d->conf.prefix)) : 0;
	struct in_addr a;

	return d->conf.prefix && ipv4_of(peer, &a) && (a.s_addr & mask) == (d->conf.wire.s_addr & mask);
}

static enum MHD_Result may_enter(void *cls, const struct sockaddr *peer, socklen_t len)
{
	(void)len;
	return from_the_wire(cls, peer) ? MHD_NO : MHD_YES;
}

static int fd_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *i = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

	return i ? i->connect_fd : -1;
}

static struct caller *caller_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *i = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return i ? i->socket_context : NULL;
}

static struct caller *caller_new(struct door *d, int fd)
{
	struct caller *c = calloc(1, sizeof(*c));

	if (!c)
		return NULL;
	c->door = d;
	c->fd = fd;
	c->since = clock_mono_ms();
	c->waits = true;
	c->next = d->callers;
	c->link = &d->callers;
	if (c->next)
		c->next->link = &c->next;
	d->callers = c;
	return c;
}

static void caller_free(struct caller *c)
{
	if (!c)
		return;
	*c->link = c->next;
	if (c->next)
		c->next->link = c->link;
	free(c);
}

static void on_connection(void *cls, struct MHD_Connection *connection, void **caller,
			  enum MHD_ConnectionNotificationCode code)
{
	struct door *d = cls;

	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		*caller = caller_new(d, fd_of(connection));
		return;
	}
	caller_free(*caller);
	*caller = NULL;
	d->again = true;
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **request,
			 enum MHD_RequestTerminationCode code)
{
	struct door *d = cls;
	struct caller *c = caller_of(connection);

	(void)code;
	*request = NULL;
	if (c) {
		c->waits = true;
		c->since = clock_mono_ms();
	}
	d->again = true;
}

/* Who drips a request is closed: libmicrohttpd takes each byte for activity. */
static void close_idle(struct door *d)
{
	for (struct caller *c = d->callers; c; c = c->next)
		if (c->waits && clock_mono_ms() - c->since > ASK_WITHIN)
			(void)shutdown(c->fd, SHUT_RDWR);
}

/* -- a request ------------------------------------------------------------------------ */

static const char *header(struct MHD_Connection *connection, const char *name)
{
	return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/* The address at which the connection arrived; false: nobody knows. */
static bool local_of(struct MHD_Connection *connection, char out[INET6_ADDRSTRLEN])
{
	struct sockaddr_storage a;
	socklen_t len = sizeof(a);
	struct in_addr four;

	if (getsockname(fd_of(connection), (struct sockaddr *)&a, &len) < 0)
		return false;
	if (ipv4_of((const struct sockaddr *)&a, &four))
		return inet_ntop(AF_INET, &four, out, INET6_ADDRSTRLEN) != NULL;
	return a.ss_family == AF_INET6 &&
	       inet_ntop(AF_INET6, &((struct sockaddr_in6 *)&a)->sin6_addr, out, INET6_ADDRSTRLEN);
}

static bool is_ours(struct door *d, struct MHD_Connection *connection)
{
	char local[INET6_ADDRSTRLEN];

	return local_of(connection, local) &&
	       visit_host_is_ours(header(connection, MHD_HTTP_HEADER_HOST), local, d->name);
}

static void harden(struct MHD_Response *r)
{
	static const struct {
		const char *name, *value;
	} rows[] = {
		{ "X-Content-Type-Options", "nosniff" },
		{ "Referrer-Policy", "no-referrer" },
		{ "Cache-Control", "no-store" },
		{ "Cross-Origin-Resource-Policy", "same-origin" },
		{ "Cross-Origin-Opener-Policy", "same-origin" },
		{ "X-Frame-Options", "DENY" },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++)
		MHD_add_response_header(r, rows[i].name, rows[i].value);
}

static void tell_viewers(struct door *d)
{
	if (d->viewers.count == d->told)
		return;
	d->told = d->viewers.count;
	d->conf.viewers(d->told, d->conf.arg);
}

static enum MHD_Result give_events(struct door *d, struct MHD_Connection *connection)
{
	struct MHD_Response *r;
	enum MHD_Result result;

	if (!visit_is_own_page(header(connection, "Origin"), header(connection, "Sec-Fetch-Site"),
			       header(connection, MHD_HTTP_HEADER_HOST)))
		return MHD_queue_response(connection, MHD_HTTP_FORBIDDEN, d->foreign);
	r = viewers_stream(&d->viewers, connection);
	if (!r)
		return MHD_queue_response(connection, MHD_HTTP_SERVICE_UNAVAILABLE, d->full);
	harden(r);
	MHD_add_response_header(r, MHD_HTTP_HEADER_CONTENT_TYPE, "text/event-stream; charset=utf-8");
	result = MHD_queue_response(connection, MHD_HTTP_OK, r);
	MHD_destroy_response(r);
	tell_viewers(d);
	return result;
}

static enum MHD_Result answer(struct door *d, struct MHD_Connection *connection, const char *url,
			      const char *method)
{
	bool get = strcmp(method, MHD_HTTP_METHOD_GET) == 0;

	if (!get && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
		return MHD_queue_response(connection, MHD_HTTP_METHOD_NOT_ALLOWED, d->not_allowed);
	if (!is_ours(d, connection))
		return MHD_queue_response(connection, MHD_HTTP_FORBIDDEN, d->foreign);
	if (strcmp(url, "/") == 0)
		return MHD_queue_response(connection, MHD_HTTP_OK, d->page);
	if (strcmp(url, "/events") == 0 && get)
		return give_events(d, connection);
	return MHD_queue_response(connection, MHD_HTTP_NOT_FOUND, d->not_found);
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *url,
				  const char *method, const char *version, const char *body,
				  size_t *body_size, void **request)
{
	struct caller *c = caller_of(connection);

	(void)version;
	(void)body;
	/* Answered at its first call, a connection would not be kept: right for what has a body. */
	if (!*request && (strcmp(method, MHD_HTTP_METHOD_GET) == 0 || strcmp(method, MHD_HTTP_METHOD_HEAD) == 0)) {
		*request = &seen;
		return MHD_YES;
	}
	if (*body_size > 0)             /* a GET with a body */
		return MHD_NO;
	if (c)
		c->waits = false;
	return answer(cls, connection, url, method);
}

/* -- libmicrohttpd on our loop ---------------------------------------------------------- */

static void run(struct door *d)
{
	MHD_run(d->daemon);
	tell_viewers(d);
}

static void on_event(struct ev_loop *loop, ev_io *w, int revents)
{
	(void)loop;
	(void)revents;
	run(w->data);
}

static void on_timeout(struct ev_loop *loop, ev_timer *w, int revents)
{
	(void)loop;
	(void)revents;
	run(w->data);
}

static void on_beat(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct door *d = w->data;

	(void)loop;
	(void)revents;
	close_idle(d);
	viewers_wake(&d->viewers, true);
	run(d);
}

/* Before the loop sleeps: for how long does libmicrohttpd not need to be called? */
static void on_prepare(struct ev_loop *loop, ev_prepare *w, int revents)
{
	struct door *d = w->data;
	MHD_UNSIGNED_LONG_LONG ms;

	(void)revents;
	ev_timer_stop(loop, &d->timer);
	if (d->again)
		ms = 0;
	else if (MHD_get_timeout(d->daemon, &ms) != MHD_YES)
		return;
	d->again = false;
	ev_timer_set(&d->timer, (double)ms / 1000., 0.);
	ev_timer_start(loop, &d->timer);
}

static void __attribute__((format(printf, 2, 0)))
on_log(void *cls, const char *fmt, va_list ap)
{
	char line[256];

	(void)cls;
	vsnprintf(line, sizeof(line), fmt, ap);
	line[strcspn(line, "\r\n")] = '\0';
	log_line(LOG_DEBUG, "web", "%s", line);
}

static struct MHD_Response *fixed(const void *bytes, size_t size, const char *type)
{
	union {
		const void *in;
		void *out;
	} cast = { .in = bytes };
	struct MHD_Response *r = MHD_create_response_from_buffer(size, cast.out, MHD_RESPMEM_PERSISTENT);

	if (!r)
		return NULL;
	harden(r);
	MHD_add_response_header(r, MHD_HTTP_HEADER_CONTENT_TYPE, type);
	return r;
}

static struct MHD_Response *words(const char *text)
{
	return fixed(text, strlen(text), "text/plain; charset=utf-8");
}

static bool make_answers(struct door *d)
{
	char policy[PAGE_POLICY_SIZE];

	d->page = fixed(page_bytes, page_size, "text/html; charset=utf-8");
	d->not_found = words("not found\n");
	d->not_allowed = words("this page only shows: GET and HEAD\n");
	d->foreign = words("ask by the address of this machine, or by its own name; not from another page\n");
	d->full = words("too many pages are open already\n");
	if (!d->page || !d->not_found || !d->not_allowed || !d->foreign || !d->full)
		return false;
	MHD_add_response_header(d->page, "Content-Security-Policy", page_policy(policy));
	MHD_add_response_header(d->not_allowed, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
	MHD_add_response_header(d->full, "Retry-After", "30");
	return policy[0] != '\0';
}

static int start_daemon(struct door *d)
{
	if (!make_answers(d))
		return -ENOMEM;
	d->daemon = MHD_start_daemon(
		MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, may_enter, d, on_request, d,
		MHD_OPTION_EXTERNAL_LOGGER, on_log, d,
		MHD_OPTION_LISTEN_SOCKET, d->conf.fd,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, d,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, d,
		MHD_OPTION_CONNECTION_LIMIT, DOOR_CONNECTIONS,
		MHD_OPTION_PER_IP_CONNECTION_LIMIT, DOOR_FROM_ONE,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE,
		MHD_OPTION_END);
	return d->daemon ? 0 : -EIO;
}

static void start_watchers(struct door *d, int epoll_fd)
{
	ev_io_init(&d->io, on_event, epoll_fd, EV_READ);
	ev_timer_init(&d->timer, on_timeout, 0., 0.);
	ev_timer_init(&d->beat, on_beat, BEAT, BEAT);
	ev_prepare_init(&d->prepare, on_prepare);
	d->io.data = d->timer.data = d->beat.data = d->prepare.data = d;
	ev_io_start(d->loop, &d->io);
	ev_timer_start(d->loop, &d->beat);
	ev_prepare_start(d->loop, &d->prepare);
}

int door_open(struct door **out, struct ev_loop *loop, const struct door_conf *conf)
{
	struct door *d = calloc(1, sizeof(*d));
	const union MHD_DaemonInfo *info = NULL;
	int err = d ? 0 : -ENOMEM;

	*out = d;
	if (d) {
		d->conf = *conf;
		d->loop = loop;
		d->viewers.shelf = conf->shelf;
		if (gethostname(d->name, sizeof(d->name) - 1) < 0)
			d->name[0] = '\0';
		err = start_daemon(d);
	}
	if (err == 0)
		info = MHD_get_daemon_info(d->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	if (!info) {
		err = err ? err : -EIO;
		log_line(LOG_ERR, "web", "cannot start the HTTP server: %s", strerror(-err));
		return err;
	}
	start_watchers(d, info->epoll_fd);
	return 0;
}

void door_news(struct door *d)
{
	viewers_wake(&d->viewers, false);
	run(d);
}

void door_close(struct door *d)
{
	if (!d)
		return;
	if (d->io.data) {
		ev_prepare_stop(d->loop, &d->prepare);
		ev_timer_stop(d->loop, &d->timer);
		ev_timer_stop(d->loop, &d->beat);
		ev_io_stop(d->loop, &d->io);
	}
	if (d->daemon) {
		viewers_end(&d->viewers);       /* none may be suspended when it stops */
		MHD_run(d->daemon);
		MHD_stop_daemon(d->daemon);
	}
	for (struct MHD_Response *const *r = (struct MHD_Response *const[]){ d->page, d->not_found, d->not_allowed,
									      d->foreign, d->full, NULL }; *r; r++)
		MHD_destroy_response(*r);
	free(d);
}
