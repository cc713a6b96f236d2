/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * plugin.c -- the HTTP doors: the files of TFTP by GET and HEAD (TCP 6970, and others).
 *
 * libmicrohttpd speaks HTTP, once for each port.  It has no thread: its epoll descriptors are
 * watched by our loop, and it runs when one is readable or its own timeout is over.  What it
 * sends comes straight from the bytes of nr_file.
 *
 * 79xx of 9.3(1) and later ask here first.  A 404 is final for them (they do not
 * ask TFTP then), which is right, since both doors give the same answers.  A device
 * that the core ignores gets its connection reset, and nothing else.
 *
 * Sent is what the peer's own TCP has confirmed: when libmicrohttpd has handed all
 * bytes to the kernel, the socket is watched until none is outstanding.
 */
#include <config.h>

#include "plugins/http/http.h"
#include "plugins/http/delivery.h"
#include "plugins/http/visitor.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netrecover/plugin.h>
#include <netrecover/reader.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

#define CONNECTION_MEMORY (40 << 10)     /* a request of at most half of it, and a block */
#define SEND_BUFFER (128 << 10)         /* in the kernel: progress is what is behind it */
#define AGENT_SIZE 256             /* of what a phone calls itself */
#define BLOCK (32 << 10)

struct http_conf {
	struct nr_uints ports;
};

/* Marks a request whose header was seen. */
static struct delivery no_delivery;

#define DOORS NR_ARRAY_SIZE(((struct nr_uints *)NULL)->value)

/* One port. */
struct http_door {
	struct http_server *server;
	uint16_t port;
	int fd;
	struct MHD_Daemon *daemon;
	ev_io io;
};

struct http_server {
	struct nr_instance *self;
	struct ev_loop *loop;
	struct http_door door[DOORS];
	size_t doors;
	struct MHD_Response *not_found, *not_allowed;
	ev_timer timer;                 /* what libmicrohttpd wants to be called for */
	ev_prepare prepare;
	struct deliveries deliveries;
	struct visitors visitors;
	uint64_t ignored;
	bool again;                     /* a connection has ended since libmicrohttpd was called */
};

static const struct nr_option options[] = {
	{ "port", NR_UINTS, offsetof(struct http_conf, ports), "6970", 1, 65535,
	  "TCP ports that take the requests, the first one in URLs; Cisco's phones only ever ask 6970." },
	{ 0 },
};

/* -- a connection ------------------------------------------------------------------ */

static const char *why_ended(enum MHD_RequestTerminationCode code)
{
	switch (code) {
	case MHD_REQUEST_TERMINATED_COMPLETED_OK:
		break;
	case MHD_REQUEST_TERMINATED_WITH_ERROR:
		return "connection lost";
	case MHD_REQUEST_TERMINATED_TIMEOUT_REACHED:
		return "timeout";
	case MHD_REQUEST_TERMINATED_DAEMON_SHUTDOWN:
		return "the bench stopped";
	case MHD_REQUEST_TERMINATED_READ_ERROR:
		return "read error";
	case MHD_REQUEST_TERMINATED_CLIENT_ABORT:
		return "closed by the peer";
	}
	return NULL;
}

static struct sockaddr_in peer_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *i =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	struct sockaddr_in a = { .sin_family = AF_UNSPEC };

	if (i && i->client_addr->sa_family == AF_INET)
		memcpy(&a, i->client_addr, sizeof(a));
	return a;
}

static int fd_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *i =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

	return i ? i->connect_fd : -1;
}

static struct visitor *visitor_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *i =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return i ? i->socket_context : NULL;
}

static enum MHD_Result may_enter(void *cls, const struct sockaddr *addr, socklen_t len)
{
	struct http_server *sv = ((struct http_door *)cls)->server;
	struct sockaddr_in peer;

	if (len < sizeof(peer) || addr->sa_family != AF_INET)
		return MHD_NO;
	memcpy(&peer, addr, sizeof(peer));
	return visitors_may_enter(&sv->visitors, &peer) ? MHD_YES : MHD_NO;
}

static void on_connection(void *cls, struct MHD_Connection *connection, void **visitor,
			  enum MHD_ConnectionNotificationCode code)
{
	struct http_server *sv = ((struct http_door *)cls)->server;
	struct sockaddr_in peer = peer_of(connection);

	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		*visitor = visitor_new(&sv->visitors, &peer, fd_of(connection));
	} else {
		visitor_free(&sv->visitors, *visitor);
		*visitor = NULL;
		sv->again = true;
	}
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **request,
			 enum MHD_RequestTerminationCode code)
{
	struct delivery *t = *request;

	(void)cls;
	*request = NULL;
	visitor_answered(visitor_of(connection));
	if (t && t != &no_delivery)
		delivery_done(t, why_ended(code));
}

/* -- a request --------------------------------------------------------------------- */

/* Not a word: the connection is reset.  The 1st, 2nd, 4th, 8th, ... gets a line. */
static enum MHD_Result ignore(struct http_server *sv, struct MHD_Connection *connection)
{
	const struct sockaddr nobody = { .sa_family = AF_UNSPEC };
	struct sockaddr_in peer = peer_of(connection);

	listener_count(sv->self, &sv->ignored, "reset the connection of", &peer, "not a device to serve");
	/* libmicrohttpd would end it politely. */
	(void)connect(fd_of(connection), &nobody, sizeof(nobody));
	return MHD_NO;
}

/* What it calls itself; "" when it does not. */
static void agent_of(struct MHD_Connection *connection, char out[AGENT_SIZE])
{
	const char *text =
		MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_USER_AGENT);

	nr_text(nr_reader(text ? text : "", text ? strlen(text) : 0), out, AGENT_SIZE);
}

static nr_phone_id sight(struct http_server *sv, struct in_addr peer, const char *name,
			 const char *agent)
{
	const struct nr_fact_value facts[] = {
		{ NR_FACT_FILE_WANTED, name },
		{ agent[0] ? NR_FACT_USER_AGENT : NR_FACT_END, agent },
		{ NR_FACT_END, NULL },
	};
	const struct nr_sighting s = { .source = NR_SOURCE_HTTP, .addr = peer, .facts = facts };

	return nr_sight(sv->self, &s);
}

static void add_range(struct MHD_Response *r, const struct delivery *t, unsigned status)
{
	char text[80];

	if (status == MHD_HTTP_PARTIAL_CONTENT)
		snprintf(text, sizeof(text), "bytes %llu-%llu/%llu", (unsigned long long)t->first,
			 (unsigned long long)(t->first + t->count - 1), (unsigned long long)t->file.size);
	else
		snprintf(text, sizeof(text), "bytes */%llu", (unsigned long long)t->file.size);
	MHD_add_response_header(r, MHD_HTTP_HEADER_CONTENT_RANGE, text);
}

static unsigned choose_range(struct delivery *t, struct MHD_Connection *connection)
{
	const char *header =
		MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_RANGE);
	/* We give no validator, so that none can match: the whole file. */
	const char *condition =
		MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_IF_RANGE);

	t->first = 0;
	t->count = t->file.size;
	switch (http_range(condition ? NULL : header, t->file.size, &t->first, &t->count)) {
	case HTTP_RANGE_NONE:
		t->first = 0;
		return MHD_HTTP_OK;
	case HTTP_RANGE_PART:
		return MHD_HTTP_PARTIAL_CONTENT;
	case HTTP_RANGE_OUTSIDE:
		break;
	}
	t->first = t->count = 0;
	return MHD_HTTP_RANGE_NOT_SATISFIABLE;
}

/* @t is that of the request from now on: on_completed() ends it. */
static enum MHD_Result give(struct MHD_Connection *connection, struct delivery *t, bool head)
{
	unsigned status = head ? MHD_HTTP_OK : choose_range(t, connection);
	struct MHD_Response *r;
	enum MHD_Result result;

	r = MHD_create_response_from_callback(t->count, BLOCK, delivery_read, t, NULL);
	if (!r)
		return MHD_NO;
	MHD_add_response_header(r, MHD_HTTP_HEADER_CONTENT_TYPE, "application/octet-stream");
	MHD_add_response_header(r, MHD_HTTP_HEADER_ACCEPT_RANGES, "bytes");
	if (status != MHD_HTTP_OK)
		add_range(r, t, status);
	result = MHD_queue_response(connection, status, r);
	MHD_destroy_response(r);
	if (result == MHD_YES && !head && status != MHD_HTTP_RANGE_NOT_SATISFIABLE)
		delivery_start(t);
	return result;
}

static enum MHD_Result answer(const struct http_door *door, struct MHD_Connection *connection,
			      const char *url, bool head, void **request)
{
	struct http_server *sv = door->server;
	struct in_addr peer = peer_of(connection).sin_addr;
	char name[HTTP_NAME_SIZE], agent[AGENT_SIZE];
	const struct nr_request r = { .want = name, .door = NR_DOOR_HTTP,
				      .port = door->port, .user_agent = agent };
	struct delivery *t;
	struct nr_file file;
	nr_phone_id phone;

	if (!http_name(url, name))
		snprintf(name, sizeof(name), "/");
	agent_of(connection, agent);
	phone = sight(sv, peer, name, agent);
	switch (nr_ask_request(sv->self, phone, &r, sizeof(r), &file)) {
	case NR_IGNORE:
		break;
	case NR_REFUSE:
		if (!head)
			nr_tell(sv->self, phone, NR_FILE_REFUSED, name, 0, 0, NULL);
		return MHD_queue_response(connection, MHD_HTTP_NOT_FOUND, sv->not_found);
	case NR_SERVE:
		t = delivery_new(&sv->deliveries, phone, &file, head ? -1 : fd_of(connection));
		*request = t;
		return t ? give(connection, t, head) : MHD_NO;
	}
	return ignore(sv, connection);
}

/* No phone's request has one: it need not come. */
static bool has_body(struct MHD_Connection *connection)
{
	const char *length =
		MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);

	return (length && strcmp(length, "0") != 0) ||
	       MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_TRANSFER_ENCODING);
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *url,
				  const char *method, const char *version, const char *body,
				  size_t *body_size, void **request)
{
	const struct http_door *door = cls;
	struct http_server *sv = door->server;
	bool head = strcmp(method, MHD_HTTP_METHOD_HEAD) == 0;

	(void)version;
	(void)body;
	(void)body_size;
	/* Answered at its first call, a connection would not be kept. */
	if (!*request) {
		visitor_asks(visitor_of(connection));
		if (has_body(connection))
			return ignore(sv, connection);
		*request = &no_delivery;
		return MHD_YES;
	}
	/* Other methods are refused to those that may read. */
	if (head || strcmp(method, MHD_HTTP_METHOD_GET) == 0)
		return answer(door, connection, url, head, request);
	if (nr_ask_lease(sv->self, sight(sv, peer_of(connection).sin_addr, url, "")) != NR_SERVE)
		return ignore(sv, connection);
	return MHD_queue_response(connection, MHD_HTTP_METHOD_NOT_ALLOWED, sv->not_allowed);
}

/* -- libmicrohttpd on our loop -------------------------------------------------------- */

static void on_event(struct ev_loop *loop, ev_io *w, int revents)
{
	struct http_door *door = w->data;

	(void)loop;
	(void)revents;
	MHD_run(door->daemon);
}

static void on_timeout(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct http_server *sv = w->data;

	(void)loop;
	(void)revents;
	for (size_t i = 0; i < sv->doors; i++)
		MHD_run(sv->door[i].daemon);
}

/* For how long does libmicrohttpd not need to be called?  False: until something is readable. */
static bool next_call(const struct http_server *sv, MHD_UNSIGNED_LONG_LONG *ms)
{
	MHD_UNSIGNED_LONG_LONG one;
	bool any = false;

	for (size_t i = 0; i < sv->doors; i++) {
		if (MHD_get_timeout(sv->door[i].daemon, &one) != MHD_YES)
			continue;
		*ms = any && *ms < one ? *ms : one;
		any = true;
	}
	return any;
}

/* Before the loop sleeps. */
static void on_prepare(struct ev_loop *loop, ev_prepare *w, int revents)
{
	struct http_server *sv = w->data;
	MHD_UNSIGNED_LONG_LONG ms = 0;

	(void)revents;
	ev_timer_stop(loop, &sv->timer);
	/* Out of descriptors it does not accept, until one goes and it is called once more. */
	if (!sv->again && !next_call(sv, &ms))
		return;
	sv->again = false;
	ev_timer_set(&sv->timer, (double)ms / 1000., 0.);
	ev_timer_start(loop, &sv->timer);
}

static void __attribute__((format(printf, 2, 0)))
on_log(void *cls, const char *fmt, va_list ap)
{
	struct http_server *sv = cls;
	char line[256];

	vsnprintf(line, sizeof(line), fmt, ap);
	line[strcspn(line, "\r\n")] = '\0';
	nr_log(sv->self, LOG_DEBUG, "%s", line);
}

static struct MHD_Response *fixed(const char *text, const char *allow)
{
	union {
		const char *in;
		void *out;
	} cast = { .in = text };
	struct MHD_Response *r =
		MHD_create_response_from_buffer(strlen(text), cast.out, MHD_RESPMEM_PERSISTENT);

	if (r && allow)
		MHD_add_response_header(r, MHD_HTTP_HEADER_ALLOW, allow);
	if (r)
		MHD_add_response_header(r, MHD_HTTP_HEADER_CONTENT_TYPE, "text/plain");
	return r;
}

static int daemon_start(struct http_door *door)
{
	const union MHD_DaemonInfo *info;

	door->daemon = MHD_start_daemon(
		MHD_USE_EPOLL | MHD_USE_ERROR_LOG, 0, may_enter, door, on_request, door,
		MHD_OPTION_EXTERNAL_LOGGER, on_log, door->server,
		MHD_OPTION_LISTEN_SOCKET, door->fd,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, door->server,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, door,
		/* Never reached: may_enter() says no before, and logs it. */
		MHD_OPTION_CONNECTION_LIMIT, VISITORS_MAX + 8,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)VISITOR_IDLE,
		MHD_OPTION_END);
	info = door->daemon ? MHD_get_daemon_info(door->daemon, MHD_DAEMON_INFO_EPOLL_FD) : NULL;
	if (!info)
		return -EIO;
	ev_io_init(&door->io, on_event, info->epoll_fd, EV_READ);
	door->io.data = door;
	ev_io_start(door->server->loop, &door->io);
	return 0;
}

/* -- the plugin ------------------------------------------------------------------------ */

static int door_open(struct http_server *sv, uint16_t port)
{
	struct http_door *door = &sv->door[sv->doors];
	int size = SEND_BUFFER;

	door->server = sv;
	door->port = port;
	door->fd = listener_open(sv->self, LISTENER_TCP, port);
	if (door->fd < 0)
		return door->fd;
	/* Connections inherit it. */
	(void)setsockopt(door->fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
	sv->doors++;
	return 0;
}

static int http_open(struct nr_instance *self)
{
	const struct http_conf *conf = nr_conf(self);
	struct http_server *sv = calloc(1, sizeof(*sv));
	struct nr_bench bench;
	int err = 0;

	if (!sv)
		return -ENOMEM;
	nr_set_data(self, sv);
	sv->self = self;
	sv->loop = nr_loop(self);
	deliveries_init(&sv->deliveries, self);
	visitors_init(&sv->visitors, self);
	nr_get_bench(self, &bench, sizeof(bench));
	for (uint32_t i = 0; i < conf->ports.count && !bench.passive && !err; i++)
		err = door_open(sv, (uint16_t)conf->ports.value[i]);
	return err;
}

static int http_check(struct nr_instance *self)
{
	const struct http_conf *conf = nr_conf(self);

	for (uint32_t i = 0; i < conf->ports.count; i++)
		listener_want(self, LISTENER_TCP, (uint16_t)conf->ports.value[i]);
	return 0;
}

static int http_start(struct nr_instance *self)
{
	struct http_server *sv = nr_data(self);
	int err = 0;

	if (sv->doors == 0)
		return 0;
	sv->not_found = fixed("not found\n", NULL);
	sv->not_allowed = fixed("only GET and HEAD\n", "GET, HEAD");
	if (!sv->not_found || !sv->not_allowed)
		return -ENOMEM;
	for (size_t i = 0; i < sv->doors && !err; i++)
		err = daemon_start(&sv->door[i]);
	if (err) {
		nr_log(self, LOG_ERR, "cannot start the HTTP server");
		return err;
	}
	ev_timer_init(&sv->timer, on_timeout, 0., 0.);
	ev_prepare_init(&sv->prepare, on_prepare);
	sv->timer.data = sv->prepare.data = sv;
	ev_prepare_start(sv->loop, &sv->prepare);
	return 0;
}

static void door_close(struct http_door *door)
{
	if (door->io.data)
		ev_io_stop(door->server->loop, &door->io);
	if (door->daemon)
		MHD_stop_daemon(door->daemon);  /* ends what runs, and closes the socket */
	else
		close(door->fd);
}

static void http_stop(struct nr_instance *self)
{
	struct http_server *sv = nr_data(self);

	if (!sv)
		return;
	if (sv->prepare.data) {
		ev_prepare_stop(sv->loop, &sv->prepare);
		ev_timer_stop(sv->loop, &sv->timer);
	}
	for (size_t i = 0; i < sv->doors; i++)
		door_close(&sv->door[i]);
	deliveries_finish(&sv->deliveries);
	visitors_finish(&sv->visitors);
	if (sv->not_found)
		MHD_destroy_response(sv->not_found);
	if (sv->not_allowed)
		MHD_destroy_response(sv->not_allowed);
	nr_set_data(self, NULL);
	free(sv);
}

/* A table with the rows that its neighbours have; the functions are its own. */
static const struct nr_protocol http = {
	.type = "http",
	.conf_size = sizeof(struct http_conf),
	.options = options,
	.open = http_open,
	.start = http_start,
	.stop = http_stop,
	.check = http_check,
	.http_port = "port",
};

NR_PROTOCOL_PLUGIN("http", PACKAGE_VERSION, &http);
