/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * instance.c -- the life of protocol plugins: made and configured, opened with
 * rights, started without, stopped all, freed all; and what they call: the
 * functions of <netrecover/protocol.h>.  Plugins find those in the program
 * itself, so they stand in one object with code that main needs.
 */
#include <config.h>

#include "core/config/ini_value.h"
#include "core/phone/bench.h"
#include "core/base/clock.h"
#include "core/host/folder.h"
#include "core/base/log.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

int instances_make(struct bench *b)
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
	}
	return 0;
}

int instances_open(struct bench *b)
{
	for (size_t i = 0; i < b->instance_count; i++) {
		struct nr_instance *self = &b->instance[i];
		int err;

		self->opened = true;
		err = self->plugin->protocol.open(self);
		if (err < 0)
			return err;
	}
	return 0;
}

int instances_start(struct bench *b)
{
	for (size_t i = 0; i < b->instance_count; i++) {
		int err = b->instance[i].plugin->protocol.start(&b->instance[i]);

		if (err < 0)
			return err;
	}
	return 0;
}

void instances_stop(struct bench *b)
{
	for (size_t i = b->instance_count; i-- > 0;)
		if (b->instance[i].opened)
			b->instance[i].plugin->protocol.stop(&b->instance[i]);
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
	va_list ap;

	va_start(ap, fmt);
	log_vline(priority, self->plugin->protocol.type, fmt, ap);
	va_end(ap);
}

void nr_get_bench(const struct nr_instance *self, struct nr_bench *out, size_t size)
{
	size_t known = size < sizeof(*out) ? size : sizeof(*out);

	memset(out, 0, size);
	memcpy(out, &self->bench->wire, known);
}

static void announce(struct bench *b, struct phone *p)
{
	char mac[NR_MAC_STR_SIZE];

	recovery_journal(b, p, "phone.seen", json_pack("{s:s}", "mac", nr_mac_str(&p->mac, mac)), false);
	if (b->changed)
		b->changed(b, p, b->changed_arg);
}

nr_phone_id nr_sight(struct nr_instance *self, const struct nr_sighting *s)
{
	struct bench *b = self->bench;
	nr_phone_id last = b->last_id;
	struct phone *p = registry_sight(b, s);

	if (!p)
		return NR_NO_PHONE;
	if (b->last_id != last)
		announce(b, p);
	recovery_sighted(b, p, s);
	return p->id;
}

enum nr_verdict nr_ask_lease(struct nr_instance *self, nr_phone_id phone)
{
	return answer_lease(self->bench, registry_find(self->bench, phone));
}

enum nr_verdict nr_ask_file(struct nr_instance *self, nr_phone_id phone, const char *want,
			    struct nr_file *out)
{
	return answer_file(self->bench, registry_find(self->bench, phone), want, out);
}

void nr_file_close(struct nr_instance *self, struct nr_file *file)
{
	answer_close(self->bench, file);
}

bool nr_ask_restart(struct nr_instance *self, nr_phone_id phone)
{
	struct phone *p = registry_find(self->bench, phone);
	const char *load;

	if (p && p->restart_wanted)
		return true;
	if (!p || p->state != PHONE_PLANNED || answer_lease(self->bench, p) != NR_SERVE)
		return false;
	load = recovery_load_to_name(p);
	return load && strcasecmp(load, p->told) != 0;
}

nr_phone_id nr_next_idle(struct nr_instance *self, nr_phone_id after, struct nr_mac *mac,
			 struct in_addr *addr)
{
	struct phone *p = registry_after(self->bench, after);

	while (p && !phone_idle(self->bench, p))
		p = p->next;
	if (!p)
		return NR_NO_PHONE;
	*mac = p->mac;
	*addr = p->ip;
	return p->id;
}

int nr_open_folder(struct nr_instance *self, const char *path)
{
	struct rights_user user = { geteuid(), getegid() };
	int r = user.uid == 0 ? rights_lookup(self->bench->config->user, &user) : 0;

	return r < 0 ? r : folder_open(self->plugin->protocol.type, path, &user);
}

/* -- tell ------------------------------------------------------------------------ */

static void leased(struct bench *b, struct phone *p, const char *address)
{
	struct in_addr a;

	if (inet_pton(AF_INET, address, &a) != 1 || a.s_addr == p->leased.s_addr)
		return;
	p->leased = a;
	recovery_journal(b, p, "phone.leased", json_pack("{s:s}", "ip", address), false);
}

static void transfer_line(struct nr_instance *self, struct phone *p, const char *event,
			  const char *file, uint64_t bytes, const char *why)
{
	json_t *o = json_pack("{s:s, s:I, s:s}", "file", file, "bytes", (json_int_t)bytes, "protocol",
			      self->plugin->protocol.type);

	if (why)
		json_object_set_new(o, "message", json_string(why));
	recovery_journal(self->bench, p, event, o, false);
}

static void show_transfer(struct phone *p, const char *file, uint64_t bytes, uint64_t total)
{
	snprintf(p->file, sizeof(p->file), "%s", file);
	p->bytes = bytes;
	p->total = total;
}

void nr_tell(struct nr_instance *self, nr_phone_id phone, enum nr_deed deed, const char *what,
	     uint64_t bytes, uint64_t total, const char *why)
{
	struct bench *b = self->bench;
	struct phone *p = registry_find(b, phone);

	if (!p)
		return;
	p->heard_at = clock_mono_ms();
	switch (deed) {
	case NR_LEASED:
		leased(b, p, what);
		break;
	case NR_FILE_STARTED:
		p->transfers++;
		show_transfer(p, what, 0, total);
		transfer_line(self, p, "transfer.started", what, total, NULL);
		break;
	case NR_FILE_MOVED:
		show_transfer(p, what, bytes, total);
		break;
	case NR_FILE_SENT:
		p->transfers -= p->transfers > 0;
		show_transfer(p, what, bytes, total);
		transfer_line(self, p, "transfer.done", what, bytes, NULL);
		recovery_sent(b, p, what);
		break;
	case NR_FILE_FAILED:
		p->transfers -= p->transfers > 0;
		log_line(LOG_WARNING, p->name, "[NR-TFTP] %s broke off after %llu bytes: %s", what,
			 (unsigned long long)bytes, why ? why : "no reason given");
		transfer_line(self, p, "transfer.failed", what, bytes, why);
		break;
	}
}

/* -- guard ----------------------------------------------------------------------- */

void nr_guard(struct nr_instance *self, enum nr_guard_state state, const char *who)
{
	struct bench *b = self->bench;

	if (b->guard == state)
		return;
	b->guard = state;
	snprintf(b->guard_who, sizeof(b->guard_who), "%s", who ? who : "");
	switch (state) {
	case NR_GUARD_CLEAR:
		log_line(LOG_INFO, "guard", "nobody else serves DHCP on %s", b->wire.interface);
		if (b->journal)
			journal_event(b->journal, "guard.cleared", NULL, true);
		break;
	case NR_GUARD_TRIPPED:
		log_line(LOG_ERR, "guard", "[NR-ROGUE] another DHCP server answers on %s: %s; take it off this "
			 "wire, or serve another interface", b->wire.interface, b->guard_who);
		if (b->journal)
			journal_event(b->journal, "guard.tripped", json_pack("{s:s}", "who", b->guard_who),
				      true);
		break;
	case NR_GUARD_OFF:
		log_line(LOG_WARNING, "guard", "off: nobody looked for other DHCP servers on %s",
			 b->wire.interface);
		break;
	}
	if (b->changed)
		b->changed(b, NULL, b->changed_arg);
}

#pragma GCC visibility pop
