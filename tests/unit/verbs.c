/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * verbs.c -- see verbs.h.
 */
#include <config.h>

#include "tests/unit/verbs.h"
#include "tests/unit/accessors.h"
#include "tests/unit/frames.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <ev.h>
#include <fcntl.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

const struct nr_protocol *verbs_load(const char *name)
{
	const char *top = getenv("top_builddir");
	const struct nr_plugin *plugin;
	char so[512];
	void *handle;

	snprintf(so, sizeof(so), "%s/plugins/.libs/%s.so", top ? top : ".", name);
	handle = dlopen(so, RTLD_NOW | RTLD_LOCAL);
	plugin = handle ? dlsym(handle, NR_PLUGIN_SYMBOL) : NULL;
	if (!plugin) {
		fprintf(stderr, "%s\n", dlerror());
		exit(EXIT_FAILURE);
	}
	return plugin->protocols[0];
}

static void append(char *buf, size_t size, const char *line)
{
	size_t n = strlen(buf);

	snprintf(buf + n, size - n, "%s\n", line);
}

void nr_log(const struct nr_instance *self, int priority, const char *fmt, ...)
{
	struct nr_instance *me = (struct nr_instance *)(uintptr_t)self;
	char line[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	if (priority == LOG_DEBUG)
		append(me->debug, sizeof(me->debug), line);
	else
		append(me->log, sizeof(me->log), line);
}

int nr_open_folder(struct nr_instance *self, const char *path)
{
	(void)self;
	return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

nr_phone_id nr_sight(struct nr_instance *self, const struct nr_sighting *s)
{
	char line[1024];

	append(self->sights, sizeof(self->sights), sighting_text(s, line, sizeof(line)));
	return 1;
}

/* "BAD words (mend)" */
void nr_find(struct nr_instance *self, enum nr_answer answer, const char *mend, const char *fmt, ...)
{
	static const char *const names[] = { "?", "ok", "BAD", "LACKS", "WAITS", "not checked" };
	char text[400], line[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	snprintf(line, sizeof(line), "%s %s (%s)", names[answer], text, mend ? mend : "");
	append(self->found, sizeof(self->found), line);
}

/* "port 67 5" */
void nr_want_port(struct nr_instance *self, uint16_t port, unsigned how)
{
	char line[32];

	snprintf(line, sizeof(line), "port %u %u", port, how);
	append(self->found, sizeof(self->found), line);
}

bool nr_may_send(struct nr_instance *self, struct in_addr to)
{
	(void)self;
	(void)to;
	return true;
}

void nr_want_frames(struct nr_instance *self)
{
	append(self->found, sizeof(self->found), "frames");
}

/* -- plugins that serve ------------------------------------------------------------ */

enum nr_verdict nr_ask_lease(struct nr_instance *self, nr_phone_id phone)
{
	return phone == NR_NO_PHONE ? NR_IGNORE : self->lease;
}

bool nr_ask_restart(struct nr_instance *self, nr_phone_id phone)
{
	(void)phone;
	self->restart_asked++;
	return self->restart;
}

nr_phone_id nr_next_idle(struct nr_instance *self, nr_phone_id after, struct nr_mac *mac,
			 struct in_addr *addr)
{
	if (!self->idle || after != NR_NO_PHONE)
		return NR_NO_PHONE;
	*mac = self->idle_mac;
	*addr = self->idle_addr;
	return 1;
}

bool nr_restart_row(struct nr_instance *self, nr_phone_id phone, unsigned i, struct nr_restart *out,
		    size_t size)
{
	const struct nr_restart *row = self->restarts;

	(void)phone;
	while (row && row->text && i-- > 0)
		row++;
	if (!row || !row->text)
		return false;
	memcpy(out, row, size);
	return true;
}

bool nr_dhcp_row(struct nr_instance *self, nr_phone_id phone, unsigned i, struct nr_dhcp *out, size_t size)
{
	(void)self;
	(void)phone;
	(void)i;
	(void)out;
	(void)size;
	return false;
}

nr_phone_id nr_next_restart(struct nr_instance *self, nr_phone_id after, struct nr_mac *mac,
			    struct in_addr *addr, struct nr_restart *out, size_t size)
{
	if (!self->restart || after != NR_NO_PHONE || !nr_restart_row(self, 1, 0, out, size) ||
	    out->by != NR_RESTART_HTTP)
		return NR_NO_PHONE;
	*mac = self->idle_mac;
	*addr = self->idle_addr;
	return 1;
}

enum nr_verdict nr_ask_file(struct nr_instance *self, nr_phone_id phone, const char *want,
			    struct nr_file *out)
{
	(void)phone;
	append(self->asked, sizeof(self->asked), want);
	if (!self->file_name || strcasecmp(self->file_name, want) != 0)
		return self->file_verdict == NR_IGNORE ? NR_IGNORE : NR_REFUSE;
	if (self->file_verdict == NR_SERVE) {
		memset(out, 0, sizeof(*out));
		out->data = self->file_data;
		out->size = self->file_size;
		snprintf(out->name, sizeof(out->name), "%s", self->file_name);
		self->files_open++;
	}
	return self->file_verdict;
}

enum nr_verdict nr_ask_request(struct nr_instance *self, nr_phone_id phone,
			       const struct nr_request *r, size_t size, struct nr_file *out)
{
	(void)size;
	return nr_ask_file(self, phone, r->want, out);
}

void nr_file_close(struct nr_instance *self, struct nr_file *file)
{
	(void)file;
	self->files_open--;
}

void nr_tell(struct nr_instance *self, nr_phone_id phone, enum nr_deed deed, const char *what,
	     uint64_t bytes, uint64_t total, const char *why)
{
	static const char *const names[] = { "?",    "leased", "started", "moved",
					     "sent", "failed", "refused" };
	char line[512];

	(void)phone;
	snprintf(line, sizeof(line), "%s %s %llu/%llu%s%s", names[deed], what,
		 (unsigned long long)bytes, (unsigned long long)total, why ? " " : "", why ? why : "");
	append(self->told, sizeof(self->told), line);
}

void verbs_set(struct nr_instance *core, const struct nr_protocol *protocol, const char *key,
	       uint32_t value)
{
	for (const struct nr_option *o = protocol->options; o->key; o++)
		if (strcmp(o->key, key) == 0 && o->type == NR_UINTS)
			*(struct nr_uints *)(void *)(core->conf.bytes + o->offset) =
				(struct nr_uints){ 1, { value } };
		else if (strcmp(o->key, key) == 0)
			memcpy(core->conf.bytes + o->offset, &value, sizeof(value));
}

void verbs_configure(struct nr_instance *core, const struct nr_protocol *protocol)
{
	for (const struct nr_option *o = protocol->options; o && o->key; o++)
		if (o->fallback)
			verbs_set(core, protocol, o->key, strcmp(o->fallback, "yes") == 0 ?
				  1 : (uint32_t)strtoul(o->fallback, NULL, 10));
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void wake(struct ev_loop *loop, ev_timer *w, int revents)
{
	(void)loop;
	(void)w;
	(void)revents;
}

void verbs_run(struct nr_instance *core, bool (*done)(void *arg), void *arg)
{
	double end = now() + 20;
	ev_timer tick;

	ev_timer_init(&tick, wake, .002, .002);
	ev_timer_start(core->loop, &tick);
	while (!done(arg)) {
		if (now() > end) {
			fprintf(stderr, "waited in vain; log:\n%ssights:\n%s", core->log, core->sights);
			abort();
		}
		ev_run(core->loop, EVRUN_ONCE);
	}
	ev_timer_stop(core->loop, &tick);
}

static struct sockaddr_in loopback(uint16_t port)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(port) };

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return a;
}

uint16_t verbs_free_port(void)
{
	struct sockaddr_in a = loopback(0);
	socklen_t len = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&a, len) < 0 ||
	    getsockname(fd, (struct sockaddr *)&a, &len) < 0)
		abort();
	close(fd);
	return ntohs(a.sin_port);
}

int verbs_connect(uint16_t port)
{
	struct sockaddr_in a = loopback(port);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof(a)) < 0 ||
	    fcntl(fd, F_SETFL, O_NONBLOCK) < 0)
		abort();
	return fd;
}

void verbs_open(struct nr_instance *core, const char *name)
{
	memset(core, 0, sizeof(*core));
	core->protocol = verbs_load(name);
	core->loop = ev_loop_new(EVFLAG_AUTO);
	core->bench.address.s_addr = htonl(INADDR_LOOPBACK);
	snprintf(core->bench.interface, sizeof(core->bench.interface), "lo");
	core->lease = NR_SERVE;
	verbs_configure(core, core->protocol);
	core->port = verbs_free_port();
	verbs_set(core, core->protocol, "port", core->port);
	if (core->protocol->open(core) != 0 || core->protocol->start(core) != 0) {
		fprintf(stderr, "%s does not open: %s", name, core->log);
		abort();
	}
}

void verbs_close(struct nr_instance *core)
{
	core->protocol->stop(core);
	ev_loop_destroy(core->loop);
}

bool verbs_receive(int fd, void *buf, size_t size, size_t *n, struct verbs_end *end)
{
	ssize_t got = recv(fd, (char *)buf + *n, size - *n, 0);

	if (got > 0)
		*n += (size_t)got;
	if (got == 0 || (got < 0 && errno != EAGAIN)) {
		end->closed = true;
		end->reset = got < 0;
	}
	return end->closed;
}
