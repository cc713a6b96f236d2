/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * plugin.c -- asks idle phones for their own web page, and restarts by a GET those whose model
 * says so and whose next step waits, with libcurl on our loop.
 *
 * Once a second nr_next_idle() says which phones may be asked.  Those that are due
 * are, four at once, one request for each.  A phone that is no longer among them is left
 * alone at once.  Whatever a phone answers costs at most PAGE_MAX bytes, HEADERS_MAX
 * bytes of headers and `timeout` for each of its pages, and then it is asked ever more
 * rarely, until it was away and is back.
 *
 * Owner of everything here: struct prober, kept with nr_set_data().  A request ends in
 * request_end() and nowhere else.
 */
#include <config.h>

#include "plugins/probe/page.h"
#include "plugins/registrar/restart.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <errno.h>
#include <ev.h>
#include <netrecover/plugin.h>
#include <netrecover/protocol.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>
#include <uthash.h>

#define REQUESTS 4u                     /* at once */
#define HEADERS_MAX 8192u
#define DOUBLINGS 5u                    /* of `every`, at most */
#define REMEMBERED 4096u                /* phones that are away */

struct probe_conf {
	uint32_t port, every, timeout;
};

/* What went wrong with a phone; each kind is said once of each phone. */
enum trouble {
	TROUBLE_NONE,
	TROUBLE_CLOSED,                 /* no connection */
	TROUBLE_SLOW,
	TROUBLE_BROKEN,                 /* not HTTP, or interrupted */
	TROUBLE_LARGE,
	TROUBLE_NO_PAGE,                /* it has none that we know */
	TROUBLE_OTHER,                  /* the page of another phone */
	TROUBLES,
};

/* Those that it has are asked in this order, once. */
static const char *const paths[] = {
	"/DeviceInformationX",                                          /* 7905, 7940, 69xx, 88xx */
	"/CGI/Java/Serviceability?adapterX=device.statistics.device",   /* 79x1 and later */
	"/CGI/Java/Serviceability?adapter=device.statistics.device",
	"/DeviceInformation",
};
#define PATHS NR_ARRAY_SIZE(paths)

/* A phone that is or was idle. */
struct target {
	nr_phone_id id;
	struct nr_mac mac;
	struct in_addr addr;
	uint64_t walk;                  /* the last one that had it */
	unsigned asked;                 /* times in a row */
	double due;
	unsigned path;                  /* that it has, as far as is known */
	unsigned troubles;              /* bit for each that was said */
	UT_hash_handle hh;
};

struct request {
	struct prober *prober;
	CURL *curl;                     /* NULL: free */
	nr_phone_id id;
	struct in_addr addr;
	unsigned path, tried;           /* pages */
	bool restart;                   /* it is no page, but a GET that restarts the phone */
	size_t headers, have;
	bool large;
	char error[CURL_ERROR_SIZE];
	char body[PAGE_MAX];
};

struct prober {
	struct nr_instance *self;
	const struct probe_conf *conf;
	struct ev_loop *loop;
	struct nr_bench bench;
	bool global;                    /* curl_global_init() was called */
	CURLM *multi;
	ev_timer walk_timer, curl_timer;
	uint64_t walk;
	struct target *targets;
	struct restarts restarts;
	struct request request[REQUESTS];
};

/* A socket of libcurl's in our loop. */
struct probe_watch {
	struct prober *prober;
	ev_io io;
};

static const struct nr_option options[] = {
	{ "every", NR_SECONDS, offsetof(struct probe_conf, every), "30s", 1, 3600,
	  "How often a phone whose load is not known is asked; then ever more rarely." },
	{ "port", NR_UINT, offsetof(struct probe_conf, port), "80", 1, 65535,
	  "TCP port of the phones' web pages." },
	{ "timeout", NR_SECONDS, offsetof(struct probe_conf, timeout), "5s", 1, 60,
	  "How long one page may take." },
	{ 0 },
};

/* By the clock that nobody sets. */
static double seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct target *find_target(const struct prober *pr, nr_phone_id id)
{
	struct target *t;

	HASH_FIND(hh, pr->targets, &id, sizeof(id), t);
	return t;
}

/* -- the end of a request ---------------------------------------------------------------- */

static void request_end(struct request *r)
{
	curl_multi_remove_handle(r->prober->multi, r->curl);
	curl_easy_cleanup(r->curl);
	r->curl = NULL;
}

/* Ask again later: after `every`, then twice that, ... */
static void put_off(struct prober *pr, struct target *t)
{
	unsigned doublings = t->asked < DOUBLINGS ? t->asked : DOUBLINGS;

	t->asked++;
	t->due = seconds_now() + (double)pr->conf->every * (double)(1u << doublings);
}

/* Is it still one of those that may be asked? */
static bool still_idle(const struct prober *pr, const struct target *t)
{
	struct in_addr addr;
	struct nr_mac mac;

	return nr_next_idle(pr->self, t->id - 1, &mac, &addr) == t->id &&
	       addr.s_addr == t->addr.s_addr;
}

static void __attribute__((format(printf, 4, 5)))
complain(struct prober *pr, struct target *t, enum trouble what, const char *fmt, ...)
{
	bool again = t->troubles & 1u << what;
	char text[300], name[16], addr[INET_ADDRSTRLEN];
	va_list ap;

	t->troubles |= 1u << what;
	nr_phone_name(&t->mac, name);
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	/* Nobody waits for the word of one that is done, or away. */
	if (again || !still_idle(pr, t))
		nr_log(pr->self, LOG_DEBUG, "%s: %s%s", name, again ? "again: " : "", text);
	else
		nr_log(pr->self, what == TROUBLE_CLOSED ? LOG_INFO : LOG_WARNING,
		       "%s: its web page at %s says nothing: %s", name,
		       inet_ntop(AF_INET, &t->addr, addr, sizeof(addr)), text);
}

/* -- what it says ---------------------------------------------------------------------- */

static void add(struct nr_fact_value *facts, size_t *n, enum nr_fact fact, const char *text)
{
	if (*text) {
		facts[*n].fact = fact;
		facts[(*n)++].text = text;
	}
}

static void sight(struct prober *pr, const struct target *t, const struct page *page)
{
	struct nr_fact_value facts[5] = { { NR_FACT_END, NULL } };
	struct nr_sighting s = { .source = NR_SOURCE_WEB, .mac = &t->mac, .facts = facts };
	char name[16];
	size_t n = 0;

	nr_log(pr->self, LOG_DEBUG, "%s: %s, version '%s', application '%s', boot loader '%s', hardware '%s', "
	       "serial '%s'", nr_phone_name(&t->mac, name), page->model, page->version, page->app, page->boot,
	       page->hardware, page->serial);
	add(facts, &n, NR_FACT_PLATFORM, page->model);
	add(facts, &n, NR_FACT_HARDWARE, page->hardware);
	add(facts, &n, NR_FACT_SERIAL, page->serial);
	add(facts, &n, NR_FACT_LOAD, page_load(page));
	facts[n].fact = NR_FACT_END;
	nr_sight(pr->self, &s);
}

static void page_read_of(struct prober *pr, struct target *t, const struct page *page)
{
	char other[NR_MAC_STR_SIZE];

	if (page->has_mac && memcmp(&page->mac, &t->mac, sizeof(t->mac)) != 0)
		complain(pr, t, TROUBLE_OTHER, "it is that of %s; do two devices have one address?",
			 nr_mac_str(&page->mac, other));
	else if (still_idle(pr, t))
		sight(pr, t, page);
}

static bool request_begin(struct prober *pr, const struct target *t, unsigned path, unsigned tried);

/* It has no such page: is there another to ask for? */
static void next_page(struct prober *pr, struct target *t, unsigned path, unsigned tried, long status)
{
	if (tried < PATHS && request_begin(pr, t, (path + 1) % PATHS, tried))
		return;
	if (status == 200)
		complain(pr, t, TROUBLE_NO_PAGE, "not a page of a phone");
	else
		complain(pr, t, TROUBLE_NO_PAGE, "HTTP status %ld", status);
	put_off(pr, t);
}

static void failed(struct prober *pr, struct target *t, const struct request *r, CURLcode why)
{
	const char *text = r->error[0] ? r->error : curl_easy_strerror(why);

	if (r->large || why == CURLE_FILESIZE_EXCEEDED)
		complain(pr, t, TROUBLE_LARGE, "larger than %u bytes", PAGE_MAX);
	else if (why == CURLE_OPERATION_TIMEDOUT && r->headers + r->have == 0)
		complain(pr, t, TROUBLE_CLOSED, "no answer within %u s", pr->conf->timeout);
	else if (why == CURLE_OPERATION_TIMEDOUT)
		complain(pr, t, TROUBLE_SLOW, "not whole within %u s", pr->conf->timeout);
	else if (why == CURLE_COULDNT_CONNECT)
		complain(pr, t, TROUBLE_CLOSED, "no connection (web access may be disabled)");
	else
		complain(pr, t, TROUBLE_BROKEN, "%s", text);
	put_off(pr, t);
}

/* A phone that restarts at once may well end the connection without a word. */
static void restart_done(struct prober *pr, struct request *r, CURLcode result)
{
	char addr[INET_ADDRSTRLEN];
	long status = 0;

	inet_ntop(AF_INET, &r->addr, addr, sizeof(addr));
	curl_easy_getinfo(r->curl, CURLINFO_RESPONSE_CODE, &status);
	if (status >= 300)
		nr_log(pr->self, LOG_NOTICE, "%s answers the GET to restart with %ld", addr, status);
	else if (result == CURLE_COULDNT_CONNECT || (result == CURLE_OPERATION_TIMEDOUT && r->headers == 0))
		nr_log(pr->self, LOG_NOTICE, "%s does not answer the GET to restart", addr);
	request_end(r);
}

static void request_done(struct prober *pr, struct request *r, CURLcode result)
{
	struct target *t = find_target(pr, r->id);
	unsigned path = r->path, tried = r->tried;
	struct page page;
	long status = 0;
	bool good;

	curl_easy_getinfo(r->curl, CURLINFO_RESPONSE_CODE, &status);
	good = result == CURLE_OK && status == 200 && page_read(r->body, r->have, &page);
	if (t && result != CURLE_OK)
		failed(pr, t, r, result);
	request_end(r);
	if (!t || result != CURLE_OK)
		return;
	if (!good) {
		next_page(pr, t, path, tried, status);
		return;
	}
	t->path = path;
	put_off(pr, t);
	page_read_of(pr, t, &page);
}

/* -- a request ----------------------------------------------------------------------------- */

static size_t on_header(char *data, size_t size, size_t count, void *arg)
{
	struct request *r = arg;
	size_t n = size * count;

	(void)data;
	r->large = n > HEADERS_MAX - r->headers;
	r->headers += r->large ? 0 : n;
	return r->large ? 0 : n;
}

static size_t on_data(char *data, size_t size, size_t count, void *arg)
{
	struct request *r = arg;
	size_t n = size * count;

	r->large = n > sizeof(r->body) - r->have;
	if (r->large)
		return 0;
	memcpy(r->body + r->have, data, n);
	r->have += n;
	return n;
}

/* From our address, on our wire, to this phone and to nobody else. */
static curl_socket_t on_open(void *arg, curlsocktype purpose, struct curl_sockaddr *to)
{
	const struct request *r = arg;
	const struct nr_bench *bench = &r->prober->bench;
	const struct sockaddr_in from = { .sin_family = AF_INET, .sin_addr = bench->address };
	const char *wire = bench->interface;
	struct sockaddr_in peer;
	int fd;

	memcpy(&peer, &to->addr, sizeof(peer));
	if (purpose != CURLSOCKTYPE_IPCXN || to->family != AF_INET ||
	    peer.sin_addr.s_addr != r->addr.s_addr)
		return CURL_SOCKET_BAD;
	fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return CURL_SOCKET_BAD;
	/* Old kernels let only root do this; the address has to do there. */
	if ((*wire && setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, wire, (socklen_t)strlen(wire)) < 0 &&
	     errno != EPERM) || bind(fd, (const struct sockaddr *)&from, sizeof(from)) < 0) {
		close(fd);
		return CURL_SOCKET_BAD;
	}
	return fd;
}

static void set_up(struct request *r, const char *url)
{
	const struct probe_conf *conf = r->prober->conf;
	CURL *c = r->curl;

	curl_easy_setopt(c, CURLOPT_URL, url);
#if LIBCURL_VERSION_NUM >= 0x075500
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http");
#else
	curl_easy_setopt(c, CURLOPT_PROTOCOLS, (long)CURLPROTO_HTTP);
#endif
#if LIBCURL_VERSION_NUM >= 0x074000
	curl_easy_setopt(c, CURLOPT_HTTP09_ALLOWED, 0L);
#endif
	curl_easy_setopt(c, CURLOPT_PROXY, "");
	curl_easy_setopt(c, CURLOPT_NOPROXY, "*");
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_IPRESOLVE, (long)CURL_IPRESOLVE_V4);
	curl_easy_setopt(c, CURLOPT_FRESH_CONNECT, 1L);
	curl_easy_setopt(c, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(c, CURLOPT_USERAGENT, PACKAGE_NAME "/" PACKAGE_VERSION);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)conf->timeout);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)conf->timeout);
	curl_easy_setopt(c, CURLOPT_MAXFILESIZE, (long)PAGE_MAX);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(c, CURLOPT_HEADERDATA, r);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_data);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, r);
	curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, on_open);
	curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, r);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, r->error);
	curl_easy_setopt(c, CURLOPT_PRIVATE, r);
}

static struct request *free_request(struct prober *pr)
{
	for (size_t i = 0; i < REQUESTS; i++)
		if (!pr->request[i].curl)
			return &pr->request[i];
	return NULL;
}

/* A GET of @path.  NULL when there is no room for it. */
static struct request *get(struct prober *pr, nr_phone_id id, struct in_addr to, const char *path)
{
	struct request *r = free_request(pr);
	char url[512], addr[INET_ADDRSTRLEN];

	if (!r || !(r->curl = curl_easy_init()))
		return NULL;
	r->prober = pr;
	r->id = id;
	r->addr = to;
	r->path = r->tried = 0;
	r->restart = false;
	r->headers = r->have = 0;
	r->large = false;
	r->error[0] = '\0';
	inet_ntop(AF_INET, &to, addr, sizeof(addr));
	snprintf(url, sizeof(url), "http://%s:%u%s%s", addr, pr->conf->port, path[0] == '/' ? "" : "/", path);
	set_up(r, url);
	if (curl_multi_add_handle(pr->multi, r->curl) == CURLM_OK)
		return r;
	curl_easy_cleanup(r->curl);
	r->curl = NULL;
	return NULL;
}

/* @tried: pages asked for before this one.  False when there is no room for it. */
static bool request_begin(struct prober *pr, const struct target *t, unsigned path, unsigned tried)
{
	struct request *r = get(pr, t->id, t->addr, paths[path]);

	if (!r)
		return false;
	r->path = path;
	r->tried = tried + 1;
	return true;
}

/* -- libcurl on our loop ------------------------------------------------------------------ */

static void take_results(struct prober *pr)
{
	CURLMsg *m;
	int left;

	while ((m = curl_multi_info_read(pr->multi, &left)) != NULL) {
		struct request *r = NULL;
		CURLcode result = m->data.result;

		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &r);
		if (r->restart)
			restart_done(pr, r, result);
		else
			request_done(pr, r, result);
	}
}

static void on_io(struct ev_loop *loop, ev_io *io, int revents)
{
	struct probe_watch *w = io->data;
	struct prober *pr = w->prober;
	int what = (revents & EV_READ ? CURL_CSELECT_IN : 0) | (revents & EV_WRITE ? CURL_CSELECT_OUT : 0);
	int running;

	(void)loop;
	curl_multi_socket_action(pr->multi, io->fd, what, &running);
	take_results(pr);
}

static void on_curl_time(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct prober *pr = w->data;
	int running;

	(void)loop;
	(void)revents;
	curl_multi_socket_action(pr->multi, CURL_SOCKET_TIMEOUT, 0, &running);
	take_results(pr);
}

static int on_timer_wish(CURLM *multi, long ms, void *arg)
{
	struct prober *pr = arg;

	(void)multi;
	ev_timer_stop(pr->loop, &pr->curl_timer);
	if (ms >= 0) {
		ev_timer_set(&pr->curl_timer, (double)ms / 1000., 0.);
		ev_timer_start(pr->loop, &pr->curl_timer);
	}
	return 0;
}

static int on_socket_wish(CURL *curl, curl_socket_t fd, int what, void *arg, void *socket_arg)
{
	struct prober *pr = arg;
	struct probe_watch *w = socket_arg;
	int events = (what & CURL_POLL_IN ? EV_READ : 0) | (what & CURL_POLL_OUT ? EV_WRITE : 0);

	(void)curl;
	if (what == CURL_POLL_REMOVE) {
		if (w)
			ev_io_stop(pr->loop, &w->io);
		free(w);
		return 0;
	}
	if (!w) {
		w = calloc(1, sizeof(*w));
		if (!w)
			return -1;
		w->prober = pr;
		ev_init(&w->io, on_io);
		w->io.data = w;
		curl_multi_assign(pr->multi, fd, w);
	}
	ev_io_stop(pr->loop, &w->io);
	ev_io_set(&w->io, fd, events);
	ev_io_start(pr->loop, &w->io);
	return 0;
}

/* -- the walk -------------------------------------------------------------------------------- */

static void see(struct prober *pr, nr_phone_id id, const struct nr_mac *mac, struct in_addr addr)
{
	struct target *t = find_target(pr, id);

	if (!t) {
		t = calloc(1, sizeof(*t));
		if (!t)
			return;
		t->id = id;
		HASH_ADD(hh, pr->targets, id, sizeof(t->id), t);
	}
	if (t->walk + 1 != pr->walk || t->addr.s_addr != addr.s_addr) {
		t->asked = 0;
		t->due = 0.;
	}
	t->mac = *mac;
	t->addr = addr;
	t->walk = pr->walk;
}

/* They do something else now, or have another address: not another byte for them. */
static void leave_alone(struct prober *pr)
{
	for (size_t i = 0; i < REQUESTS; i++) {
		struct request *r = &pr->request[i];
		const struct target *t = r->curl ? find_target(pr, r->id) : NULL;

		if (r->curl && !r->restart && (!t || t->walk != pr->walk || t->addr.s_addr != r->addr.s_addr))
			request_end(r);
	}
}

static void forget(struct prober *pr, bool all)
{
	struct target *t, *next;

	HASH_ITER(hh, pr->targets, t, next) {
		if (!all && t->walk == pr->walk)
			continue;
		HASH_DEL(pr->targets, t);
		free(t);
	}
}

static bool is_asked(const struct prober *pr, nr_phone_id id)
{
	for (size_t i = 0; i < REQUESTS; i++)
		if (pr->request[i].curl && pr->request[i].id == id)
			return true;
	return false;
}

static void ask_those_due(struct prober *pr)
{
	double now = seconds_now();
	struct target *t, *next;

	HASH_ITER(hh, pr->targets, t, next)
		if (t->walk == pr->walk && now >= t->due && !is_asked(pr, t->id) &&
		    !request_begin(pr, t, t->path, 0))
			break;
}

/* It waits no longer: when it does again, that is a new matter. */
static void forget_restarts(struct prober *pr)
{
	for (size_t i = 0; i < RESTART_PHONES; i++) {
		nr_phone_id id = pr->restarts.entry[i].phone;

		if (id != NR_NO_PHONE && !nr_ask_restart(pr->self, id))
			restart_due(&pr->restarts, id, "", false, seconds_now());
	}
}

static void restart_those_due(struct prober *pr)
{
	nr_phone_id id = NR_NO_PHONE;
	struct nr_restart row;
	struct in_addr addr;
	struct request *r;
	struct nr_mac mac;
	char text[NR_MAC_STR_SIZE];

	forget_restarts(pr);
	while ((id = nr_next_restart(pr->self, id, &mac, &addr, &row, sizeof(row))) != NR_NO_PHONE) {
		if (!free_request(pr) || restart_due(&pr->restarts, id, "", true, seconds_now()) == RESTART_NONE)
			continue;
		r = get(pr, id, addr, row.text);
		if (!r)
			continue;
		r->restart = true;
		nr_log(pr->self, LOG_INFO, "%s: its next step waits: GET %s", nr_mac_str(&mac, text), row.text);
	}
}

static void on_walk(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct prober *pr = w->data;
	nr_phone_id id = NR_NO_PHONE;
	struct in_addr addr;
	struct nr_mac mac;

	(void)loop;
	(void)revents;
	pr->walk++;
	while ((id = nr_next_idle(pr->self, id, &mac, &addr)) != NR_NO_PHONE)
		see(pr, id, &mac, addr);
	leave_alone(pr);
	if (HASH_COUNT(pr->targets) > REMEMBERED)
		forget(pr, false);
	restart_those_due(pr);
	ask_those_due(pr);
}

/* -- the plugin -------------------------------------------------------------------------------- */

static int probe_open(struct nr_instance *self)
{
	struct prober *pr = calloc(1, sizeof(*pr));

	if (!pr)
		return -ENOMEM;
	nr_set_data(self, pr);
	pr->self = self;
	pr->conf = nr_conf(self);
	pr->loop = nr_loop(self);
	pr->walk = 1;                   /* a new target was in none */
	nr_get_bench(self, &pr->bench, sizeof(pr->bench));
	if (pr->bench.passive)
		return 0;
	pr->global = curl_global_init(CURL_GLOBAL_NOTHING) == CURLE_OK;
	pr->multi = pr->global ? curl_multi_init() : NULL;
	if (pr->multi)
		return 0;
	nr_log(self, LOG_ERR, "cannot set up libcurl");
	return -ENOMEM;
}

static int probe_wire_changed(struct nr_instance *self)
{
	struct prober *pr = nr_data(self);

	nr_get_bench(self, &pr->bench, sizeof(pr->bench));
	return 0;
}

/* It opens no port: phones are asked at theirs. */
static int probe_check(struct nr_instance *self)
{
	const struct probe_conf *conf = nr_conf(self);

	if (conf->timeout > conf->every)
		nr_find(self, NR_ANSWER_OK, "timeout = 5s", "a page may take longer (%u s) than the next question waits "
			"(%u s)", (unsigned)conf->timeout, (unsigned)conf->every);
	else
		nr_find(self, NR_ANSWER_OK, NULL, "asks idle phones at TCP port %u", (unsigned)conf->port);
	return 0;
}

static int probe_start(struct nr_instance *self)
{
	struct prober *pr = nr_data(self);

	if (!pr->multi)
		return 0;
	curl_multi_setopt(pr->multi, CURLMOPT_SOCKETFUNCTION, on_socket_wish);
	curl_multi_setopt(pr->multi, CURLMOPT_SOCKETDATA, pr);
	curl_multi_setopt(pr->multi, CURLMOPT_TIMERFUNCTION, on_timer_wish);
	curl_multi_setopt(pr->multi, CURLMOPT_TIMERDATA, pr);
	ev_timer_init(&pr->curl_timer, on_curl_time, 0., 0.);
	ev_timer_init(&pr->walk_timer, on_walk, 0., 1.);
	pr->curl_timer.data = pr->walk_timer.data = pr;
	ev_timer_start(pr->loop, &pr->walk_timer);
	return 0;
}

static void probe_stop(struct nr_instance *self)
{
	struct prober *pr = nr_data(self);

	if (!pr)
		return;
	for (size_t i = 0; i < REQUESTS; i++)
		if (pr->request[i].curl)
			request_end(&pr->request[i]);
	if (pr->multi)
		curl_multi_cleanup(pr->multi);
	if (pr->walk_timer.data) {
		ev_timer_stop(pr->loop, &pr->walk_timer);
		ev_timer_stop(pr->loop, &pr->curl_timer);
	}
	if (pr->global)
		curl_global_cleanup();
	forget(pr, true);
	nr_set_data(self, NULL);
	free(pr);
}

/* A table with the rows that its neighbours have; the functions are its own. */
static const struct nr_protocol probe = {
	.type = "probe",
	.conf_size = sizeof(struct probe_conf),
	.options = options,
	.open = probe_open,
	.start = probe_start,
	.stop = probe_stop,
	.wire_changed = probe_wire_changed,
	.check = probe_check,
};

NR_PROTOCOL_PLUGIN("probe", PACKAGE_VERSION, &probe);
