/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * instance.c -- the life of protocol plugins: made and configured, opened with
 * rights, started without, stopped all, freed all; and what they call: the
 * functions of <netrecover/protocol.h>.  Plugins find those in the program
 * itself, so they stand in one object with code that main needs.
 */
#include <config.h>

#include "core/serve/instance.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/config/ini_value.h"
#include "core/host/folder.h"
#include "core/host/sandbox.h"
#include "core/phone/course.h"
#include "core/phone/alert.h"
#include "core/phone/deed.h"
#include "core/phone/download.h"
#include "core/phone/evidence.h"
#include "core/phone/news.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/phone/witness.h"
#include "core/plugin/callback.h"
#include "core/serve/answer.h"
#include "core/serve/idle.h"
#include "core/serve/reach.h"
#include "core/serve/rogue.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

static void spread(struct bench *b, const struct news_line *n)
{
	for (size_t i = 0; i < b->instance_count; i++) {
		struct nr_instance *self = &b->instance[i];

		if (!self->opened || !self->plugin->protocol.believed)
			continue;
		callback_begin(self->plugin->path, "believed", n->text);
		self->plugin->protocol.believed(self, &n->mac, n->source, n->text);
		callback_end(true);
	}
}

/* Beliefs changed: the plugins that want to know hear it. */
void instance_tell_news(struct bench *b)
{
	struct news_line n;

	while (news_take(b, &n))
		spread(b, &n);
}

void instance_attach_all(struct bench *b)
{
	bool wanted = false;

	b->stands_in = 0;
	for (size_t i = 0; i < b->instance_count; i++) {
		b->stands_in |= 1u << witness_source(b->instance[i].plugin->protocol.type);
		wanted |= b->instance[i].plugin->protocol.believed != NULL;
	}
	b->stands_in &= ~(1u << NR_SOURCE_NONE);
	news_want(b, wanted);
}

/* Where a plugin serves HTTP, by the key that it declares for that. */
static void note_http(struct bench *b, const struct nr_instance *self)
{
	const struct nr_protocol *p = &self->plugin->protocol;
	const char *conf = self->conf;
	uint32_t port = 0;

	for (const struct nr_option *o = p->http_port ? p->options : NULL; o && o->key; o++)
		if (strcmp(o->key, p->http_port) == 0)
			memcpy(&port, conf + o->offset + (o->type == NR_UINTS ? offsetof(struct nr_uints, value) : 0),
			       sizeof(port));
	if (port)
		b->http_port = (uint16_t)port;
}

int instance_make_all(struct bench *b)
{
	size_t n = b->plugins->protocol_count;

	b->instance = calloc(n ? n : 1, sizeof(*b->instance));
	if (!b->instance)
		return -ENOMEM;
	for (size_t i = 0; i < n; i++) {
		struct nr_instance *self = &b->instance[i];
		const struct nr_protocol *p = &b->plugins->protocol[i]->protocol;

		self->bench = b;
		self->plugin = b->plugins->protocol[i];
		self->conf = calloc(1, p->conf_size ? p->conf_size : 1);
		if (!self->conf)
			return -ENOMEM;
		b->instance_count = i + 1;
		if (p->options)
			ini_value_apply(&b->config->ini, p->type, "", p->options, self->conf);
		note_http(b, self);
	}
	instance_attach_all(b);
	return 0;
}

/* A call into a plugin, which a crash in it can name. */
static int call(struct nr_instance *self, const char *name, int (*what)(struct nr_instance *))
{
	int r;

	callback_begin(self->plugin->path, name, NULL);
	r = what(self);
	callback_end(true);
	return r;
}

static void check_one(struct nr_instance *self, struct instance_check *c)
{
	const struct nr_protocol *p = &self->plugin->protocol;
	int r;

	if (!p->check) {
		findings_add(c->found, NR_ANSWER_UNCHECKED, 0, p->type, NULL, "the plugin '%s' does not check "
			     "itself: what it opens shows when the bench starts", self->plugin->plugin);
		return;
	}
	self->check = c;
	r = call(self, "check", p->check);
	self->check = NULL;
	if (r < 0)
		findings_add(c->found, NR_ANSWER_UNCHECKED, 0, p->type, NULL, "the plugin '%s' could not look: %s",
			     self->plugin->plugin, strerror(-r));
}

void instance_check_all(struct bench *b, struct instance_check *c)
{
	for (size_t i = 0; i < b->instance_count; i++)
		check_one(&b->instance[i], c);
}

int instance_open(struct nr_instance *self)
{
	self->opened = true;
	return call(self, "open", self->plugin->protocol.open);
}

int instance_start(struct nr_instance *self)
{
	return call(self, "start", self->plugin->protocol.start);
}

int instance_replay(struct nr_instance *self, const char *path)
{
	int r;

	self->opened = true;
	callback_begin(self->plugin->path, "replay", path);
	r = self->plugin->protocol.replay(self, path);
	callback_end(true);
	return r;
}

int instance_open_all(struct bench *b)
{
	for (size_t i = 0; i < b->instance_count; i++) {
		int err = instance_open(&b->instance[i]);

		if (err < 0)
			return err;
	}
	return 0;
}

/* Does any plugin ask who else serves?  One that is older may, and says so when it knows. */
static bool asked(const struct bench *b)
{
	bool asks = false;

	for (size_t i = 0; i < b->instance_count; i++)
		asks |= b->instance[i].plugin->protocol.resume_guard != NULL;
	return asks;
}

int instance_start_all(struct bench *b)
{
	for (size_t i = 0; i < b->instance_count; i++) {
		int err = instance_start(&b->instance[i]);

		if (err < 0)
			return err;
	}
	if (!b->guard && !asked(b))
		b->guard = NR_GUARD_OFF;
	return 0;
}

const char *instance_resume_guard(struct bench *b)
{
	if (b->guard != NR_GUARD_TRIPPED)
		return "the guard is not tripped: nothing to resume";
	b->guard_resumed = true;
	for (size_t i = 0; i < b->instance_count; i++) {
		struct nr_instance *self = &b->instance[i];

		if (!self->opened || !self->plugin->protocol.resume_guard)
			continue;
		callback_begin(self->plugin->path, "resume_guard", NULL);
		self->plugin->protocol.resume_guard(self);
		callback_end(true);
	}
	b->guard_resumed = false;
	return NULL;
}

int instance_wire_changed(struct bench *b)
{
	int first = 0;

	for (size_t i = 0; i < b->instance_count; i++) {
		struct nr_instance *self = &b->instance[i];
		int r = 0;

		if (self->opened && self->plugin->protocol.wire_changed)
			r = call(self, "wire_changed", self->plugin->protocol.wire_changed);
		if (r < 0)
			log_line(LOG_ERR, self->plugin->protocol.type, "cannot serve %s as it is now: %s", b->wire.interface,
				 strerror(-r));
		if (first == 0)
			first = r;
	}
	return first;
}

void instance_stop_all(struct bench *b)
{
	for (size_t i = b->instance_count; i-- > 0;)
		if (b->instance[i].opened) {
			callback_begin(b->instance[i].plugin->path, "stop", NULL);
			b->instance[i].plugin->protocol.stop(&b->instance[i]);
			callback_end(true);
		}
	news_want(b, false);
	for (size_t i = 0; i < b->instance_count; i++)
		free(b->instance[i].conf);
	free(b->instance);
	b->instance = NULL;
	b->instance_count = 0;
}

/* -- what plugins call ------------------------------------------------------------- */

#pragma GCC visibility push(default)

const void *nr_conf(const struct nr_instance *self)
{
	return self->conf;
}

void *nr_data(const struct nr_instance *self)
{
	return self->data;
}

void nr_set_data(struct nr_instance *self, void *data)
{
	self->data = data;
}

struct ev_loop *nr_loop(const struct nr_instance *self)
{
	return self->bench->loop;
}

void nr_log(const struct nr_instance *self, int priority, const char *fmt, ...)
{
	char line[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	log_line(priority, self->plugin->protocol.type, "%s", line);
	if (priority <= LOG_WARNING && self->bench)
		alert_read(self->bench, line);
}

void nr_get_bench(const struct nr_instance *self, struct nr_bench *out, size_t size)
{
	size_t known = size < sizeof(*out) ? size : sizeof(*out);

	memset(out, 0, size);
	memcpy(out, &self->bench->wire, known);
}

/* What both know of a struct.  A plugin that is part of a test says no sizes. */
static size_t smaller(size_t theirs, size_t ours)
{
	return theirs && theirs < ours ? theirs : ours;
}

nr_phone_id nr_sight(struct nr_instance *self, const struct nr_sighting *s)
{
	struct nr_sighting known = { .source = NR_SOURCE_NONE };
	char mac[NR_MAC_STR_SIZE];
	const struct phone *p;

	memcpy(&known, s, smaller(self->plugin->sizes.sighting, sizeof(known)));
	callback_asked(self->plugin->path, "nr_sight", known.mac ? nr_mac_str(known.mac, mac) : "");
	self->bench->speaker = self->plugin->protocol.type;
	p = recovery_sight(self->bench, &known);
	self->bench->speaker = NULL;
	instance_tell_news(self->bench);
	return p ? p->id : NR_NO_PHONE;
}

enum nr_verdict nr_ask_lease(struct nr_instance *self, nr_phone_id phone)
{
	return answer_lease(self->bench, registry_find(self->bench, phone));
}

/* What was found, as large as the plugin knows it: what it knows and we do not is zero. */
static void give_file(const struct nr_instance *self, struct nr_file *to, const struct nr_file *from)
{
	size_t theirs = self->plugin->sizes.file;

	memset(to, 0, theirs ? theirs : sizeof(*to));
	memcpy(to, from, smaller(theirs, sizeof(*to)));
}

enum nr_verdict nr_ask_file(struct nr_instance *self, nr_phone_id phone, const char *want,
			    struct nr_file *out)
{
	struct nr_file file;
	enum nr_verdict v;

	callback_asked(self->plugin->path, "nr_ask_file", want);
	v = answer_file(self->bench, registry_find(self->bench, phone), want, &file);
	give_file(self, out, &file);
	return v;
}

enum nr_verdict nr_ask_request(struct nr_instance *self, nr_phone_id phone,
			       const struct nr_request *r, size_t size, struct nr_file *out)
{
	struct nr_request known = { .want = NULL };
	struct nr_file file;
	enum nr_verdict v;

	memcpy(&known, r, smaller(size, sizeof(known)));
	callback_asked(self->plugin->path, "nr_ask_request", known.want);
	v = answer_request(self->bench, registry_find(self->bench, phone), &known, &file);
	give_file(self, out, &file);
	return v;
}

bool nr_dhcp_row(struct nr_instance *self, nr_phone_id phone, unsigned i, struct nr_dhcp *out,
		 size_t size)
{
	struct nr_dhcp row;

	if (!terms_dhcp_row(self->bench, registry_find(self->bench, phone), i, &row, self->text))
		return false;
	memset(out, 0, size);
	memcpy(out, &row, smaller(size, sizeof(row)));
	return true;
}

bool nr_restart_row(struct nr_instance *self, nr_phone_id phone, unsigned i,
		    struct nr_restart *out, size_t size)
{
	struct nr_restart row;

	if (!terms_restart_row(registry_find(self->bench, phone), i, &row))
		return false;
	memset(out, 0, size);
	memcpy(out, &row, smaller(size, sizeof(row)));
	return true;
}

void nr_file_close(struct nr_instance *self, struct nr_file *file)
{
	struct nr_file known = { .data = NULL };

	memcpy(&known, file, smaller(self->plugin->sizes.file, sizeof(known)));
	answer_close(self->bench, &known);
	give_file(self, file, &known);
}

bool nr_may_send(struct nr_instance *self, struct in_addr to)
{
	return reach_may_send(self->bench, to);
}

bool nr_ask_restart(struct nr_instance *self, nr_phone_id phone)
{
	struct phone *p = registry_find(self->bench, phone);
	const char *load;

	if (p && p->progress.restart_wanted)
		return true;
	if (!p || p->state != PHONE_PLANNED || course_waits(self->bench, p) ||
	    answer_lease(self->bench, p) != NR_SERVE)
		return false;
	load = download_load_to_name(self->bench, p);
	return load && strcasecmp(load, p->progress.told) != 0;
}

nr_phone_id nr_next_idle(struct nr_instance *self, nr_phone_id after, struct nr_mac *mac,
			 struct in_addr *addr)
{
	struct phone *p = registry_after(self->bench, after);

	while (p && !idle_may_ask(self->bench, p))
		p = p->next;
	if (!p)
		return NR_NO_PHONE;
	*mac = p->mac;
	*addr = p->ip;
	return p->id;
}

nr_phone_id nr_next_restart(struct nr_instance *self, nr_phone_id after, struct nr_mac *mac,
			    struct in_addr *addr, struct nr_restart *out, size_t size)
{
	struct phone *p = registry_after(self->bench, after);
	const struct nr_restart *row = NULL;

	for (; p; p = p->next) {
		row = terms_restart_by_get(p);
		if (row && idle_may_restart(self->bench, p) && nr_ask_restart(self, p->id))
			break;
	}
	if (!p)
		return NR_NO_PHONE;
	*mac = p->mac;
	*addr = p->ip;
	memset(out, 0, size);
	memcpy(out, row, smaller(size, sizeof(*row)));
	return p->id;
}

int nr_open_folder(struct nr_instance *self, const char *path)
{
	struct rights_user user = { geteuid(), getegid() };
	int r = user.uid == 0 ? rights_lookup(self->bench->config->user, &user) : 0;

	if (r == 0)
		r = folder_open(self->plugin->protocol.type, path, &user);
	if (r >= 0 && sandbox_write(r) < 0)
		nr_log(self, LOG_WARNING, "%s: cannot be written while the sandbox is on", path);
	return r;
}

void nr_find(struct nr_instance *self, enum nr_answer answer, const char *mend, const char *fmt, ...)
{
	struct instance_check *c = self->check;
	va_list ap;

	if (!c)
		return;
	va_start(ap, fmt);
	findings_vadd(c->found, answer, answer == NR_ANSWER_BAD ? c->bad_status : 0,
		      self->plugin->protocol.type, mend, fmt, ap);
	va_end(ap);
}

void nr_want_port(struct nr_instance *self, uint16_t port, unsigned how)
{
	const struct port p = { .number = port, .how = how, .plugin = self->plugin->protocol.type };

	if (self->check && ports_add(&self->check->ports, &p) < 0)
		nr_log(self, LOG_ERR, "no memory");
}

void nr_want_frames(struct nr_instance *self)
{
	if (self->check)
		self->check->frames = true;
}

void nr_tell(struct nr_instance *self, nr_phone_id phone, enum nr_deed deed, const char *what,
	     uint64_t bytes, uint64_t total, const char *why)
{
	const char *protocol = self->plugin->protocol.type;
	struct bench *b = self->bench;
	struct phone *p = registry_find(b, phone);

	if (!p)
		return;
	evidence_heard(p);
	switch (deed) {
	case NR_LEASED:
		deed_leased(b, p, what);
		break;
	case NR_FILE_STARTED:
		deed_started(b, p, protocol, what, total);
		break;
	case NR_FILE_MOVED:
		deed_moved(b, p, what, bytes, total);
		break;
	case NR_FILE_SENT:
		deed_sent(b, p, protocol, what, bytes, total);
		break;
	case NR_FILE_FAILED:
		deed_failed(b, p, protocol, what, bytes, why);
		break;
	case NR_FILE_REFUSED:
		deed_refused(b, p, what);
		break;
	case NR_FILE_AGAIN:
		deed_again(b, p, what);
		break;
	}
	instance_tell_news(b);
}

/* -- guard ----------------------------------------------------------------------- */

void nr_guard(struct nr_instance *self, enum nr_guard_state state, const char *who)
{
	rogue_state(self->bench, state, who);
}

void nr_guard_tripped(struct nr_instance *self, const struct nr_server *by, size_t size)
{
	struct nr_server known = { .address = { INADDR_ANY } };

	memcpy(&known, by, size < sizeof(known) ? size : sizeof(known));
	rogue_tripped(self->bench, &known);
}

#pragma GCC visibility pop
