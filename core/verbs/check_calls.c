/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_calls.c -- see check_calls.h.
 */
#include <config.h>

#include "core/verbs/check_calls.h"
#include "core/base/file_name.h"
#include "core/config/settings.h"
#include "core/plan/plan.h"
#include "core/plan/rule.h"
#include "core/plugin/callback.h"
#include "core/plugin/model.h"
#include "core/plugin/soundness.h"
#include "core/serve/instance.h"

#include <errno.h>
#include <net/if.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define NONSENSE 3000           /* names, made of the model's own */

struct findings {
	json_t *list;           /* of strings */
};

static void __attribute__((format(printf, 2, 3)))
find(struct findings *f, const char *fmt, ...)
{
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	json_array_append_new(f->list, json_string(text));
}

/* -- names ---------------------------------------------------------------------- */

/* A load that load_format makes must be one that parse() knows. */
static void check_round_trip(struct findings *f, const struct nr_model *m,
			     const struct nr_hop *h)
{
	/* The stop of a change comes before the change. */
	const char *protocol = h->protocol && !strchr(h->protocol, '>') ? h->protocol :
									   model_usual_protocol(m);
	char name[LOAD_NAME_SIZE];
	struct nr_load load;

	if (!h->via_text)
		return;
	memset(&load, 0, sizeof(load));
	if (!model_format(m->load_format, protocol, h->via_text, name, sizeof(name)))
		find(f, "model '%s': load_format does not fit with \"%s\"", m->name, h->via_text);
	else if (!model_read(m, name, &load) || load.kind != NR_KIND_LOAD)
		find(f, "model '%s': parse() does not know %s, which load_format made", m->name, name);
	else if (strcmp(load.text, h->via_text) != 0)
		find(f, "model '%s': parse() reads version \"%.31s\" from %s, expected \"%s\"", m->name,
		     load.text, name, h->via_text);
	else if (!rule_is_named(h) &&
		 (!load.ordered || nr_version_cmp(&load.version, &h->via_min) < 0 ||
		  nr_version_cmp(&load.latest, &h->via_max) > 0))
		find(f, "model '%s': hop '%s': its via_text \"%s\" is not between via_min and via_max",
		     m->name, h->id ? h->id : "?", h->via_text);
}

/* What parse() may write is as large as the plugin knew it. */
union room {
	struct nr_load load;
	char bytes[MODEL_ROOM];
};

static void check_foreign_name(struct findings *f, const struct nr_model *m, const char *name,
			       const char *shown)
{
	union room load, before;

	memset(&before, 0x5a, sizeof(before));
	load = before;
	callback_begin(m->origin->path, "parse", shown);
	if (callback_end(m->parse(m->origin->theirs, name, &load.load)))
		find(f, "model '%s': parse() claims to know \"%.16s\"", m->name, shown);
	else if (memcmp(&load, &before, sizeof(load)) != 0)
		find(f, "model '%s': parse() changed its result although it knew nothing", m->name);
}

static void check_foreign_names(struct findings *f, const struct nr_model *m)
{
	const char *const names[] = { "", "\x01\x7f\xff", "%s%n", ".", "-", "99999999999999999999" };
	char longest[LOAD_NAME_SIZE] = "";
	struct nr_load load;
	char name[LOAD_NAME_SIZE];

	memset(longest, 'A', sizeof(longest) - 1);
	check_foreign_name(f, m, longest, longest);
	for (size_t i = 0; i < NR_ARRAY_SIZE(names); i++)
		check_foreign_name(f, m, names[i], i == 1 ? "(control characters)" : names[i]);
	for (size_t i = 0; m->load_prefixes[i]; i++) {
		snprintf(name, sizeof(name), "%s%s", m->load_prefixes[i], longest);
		model_read(m, name, &load);
		snprintf(name, sizeof(name), "%s99999999999999999999-1-1S", m->load_prefixes[i]);
		model_read(m, name, &load);
		snprintf(name, sizeof(name), "%s", m->load_prefixes[i]);
		model_read(m, name, &load);
	}
}

/* The same every time: what is found can be found again. */
static uint32_t dice(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* A name of the model's own, spoiled: bytes changed, left out, doubled. */
static void spoil(char *name, uint32_t *seed)
{
	size_t n = strlen(name);

	for (unsigned k = 1 + dice(seed) % 4; k > 0 && n > 0; k--) {
		size_t at = dice(seed) % n;

		switch (dice(seed) % 4) {
		case 0:
			name[at] = (char)(1 + dice(seed) % 255);
			break;
		case 1:
			memmove(name + at, name + at + 1, n - at);
			n--;
			break;
		case 2:
			name[at] = "0123456789.-_()S%"[dice(seed) % 17];
			break;
		default:
			if (n + 2 < LOAD_NAME_SIZE) {
				memmove(name + at + 1, name + at, n - at + 1);
				n++;
			}
			break;
		}
	}
}

/* What a reading must be, whatever was read. */
static void check_load(struct findings *f, const struct nr_model *m, const char *name,
		       const struct nr_load *l)
{
	const struct {
		const char *member, *text;
		size_t size;
	} texts[] = {
		{ "family", l->family, sizeof(l->family) }, { "train", l->train, sizeof(l->train) },
		{ "protocol", l->protocol, sizeof(l->protocol) }, { "text", l->text, sizeof(l->text) },
		{ "printed", l->printed, sizeof(l->printed) }, { "load", l->load, sizeof(l->load) },
		{ "suffix", l->suffix, sizeof(l->suffix) }, { "part", l->part, sizeof(l->part) },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(texts); i++)
		if (memchr(texts[i].text, '\0', texts[i].size) == NULL)
			find(f, "model '%s': parse(\"%.40s\") leaves %s without an end", m->name, name,
			     texts[i].member);
	if ((unsigned)l->kind > NR_KIND_MARKER)
		find(f, "model '%s': parse(\"%.40s\") says a kind that is none", m->name, name);
	if (nr_version_cmp(&l->version, &l->latest) > 0)
		find(f, "model '%s': parse(\"%.40s\"): version is newer than latest", m->name, name);
}

static void check_nonsense(struct findings *f, const struct nr_model *m)
{
	uint32_t seed = 1;
	struct nr_load l;

	for (unsigned i = 0; i < NONSENSE && json_array_size(f->list) < 16; i++) {
		const struct nr_hop *h = soundness_hops(m) ? &m->hops[i % soundness_hops(m)] : NULL;
		char name[LOAD_NAME_SIZE] = "load-1.2.3";

		if (h && h->via_text && !model_format(m->load_format, model_usual_protocol(m), h->via_text,
						      name, sizeof(name)))
			continue;
		else if (!h && m->load_prefixes[0])
			snprintf(name, sizeof(name), "%.100s1.2.3-4", m->load_prefixes[0]);
		if (i > 0)
			spoil(name, &seed);
		if (model_read(m, name, &l))
			check_load(f, m, name, &l);
	}
}

/* -- its whole life --------------------------------------------------------------- */

static void check_plans(struct findings *f, const struct nr_model *m)
{
	char from[64], to[64];
	struct plan plan;

	for (size_t i = 0; i < soundness_hops(m) && i < 16; i++)
		for (size_t k = 0; k < soundness_hops(m) && k < 16; k++) {
			const char *protocol = model_usual_protocol(m);

			if (!m->hops[i].via_text || !m->hops[k].via_text ||
			    !model_format(m->load_format, protocol, m->hops[i].via_text, from, sizeof(from)) ||
			    !model_format(m->load_format, protocol, m->hops[k].via_text, to, sizeof(to)))
				continue;
			plan_make(&plan, m, NULL, PLAN_FROM_LOAD, from, to);
			if (plan.result == PLAN_IMPOSSIBLE && strstr(plan.why, "circle"))
				find(f, "model '%s': %.200s", m->name, plan.why);
		}
}

static void check_configs(struct findings *f, const struct nr_model *m)
{
	static const enum nr_want wants[] = { NR_WANT_CONFIG, NR_WANT_DEFAULTS, NR_WANT_TEXT };
	static const char *const nothing[] = { NULL };
	char text[256];

	for (size_t i = 0; m->config && i < NR_ARRAY_SIZE(wants); i++)
		for (int with = 0; with < 2; with++) {
			const struct nr_ask ask = {
				.load = with ? "load-1.2.3" : NULL, .protocol = model_usual_protocol(m),
				.want_name = "config", .runs = "", .file = with ? "load-1.2.3.bin" : NULL,
				.part = "", .parts = nothing, .http_port = with ? 6970 : 0, .user_agent = "",
			};
			struct nr_body body = { text, sizeof(text), 0 };
			char behind = 0x5a;

			model_config(m, wants[i], &ask, &body);
			if (body.buf != text || body.size != sizeof(text) || behind != 0x5a)
				find(f, "model '%s': config() changed the place that it was to write to", m->name);
		}
}

static void check_readers(struct findings *f, const struct nr_model *m)
{
	static const uint8_t head[64] = { 0xff, 'a', 0, '\n', '<' };
	static const char *const beside[] = { "a.bin", NULL };
	char name[LOAD_NAME_SIZE];
	struct nr_load l;

	for (size_t n = 0; n <= sizeof(head); n += 16) {
		const struct nr_found found = { .release = "", .name = "a.bin", .beside = beside, .head = head,
						.head_size = n, .size = n };

		if (model_identify(m, &found, name, &l) && !model_parse(m, name, &l))
			find(f, "model '%s': identify() names %.60s, which parse() does not know", m->name, name);
		for (unsigned i = 0; model_list(m, &found, i, name, sizeof(name)); i++)
			if (i > 4096) {
				find(f, "model '%s': list() has no end", m->name);
				break;
			}
	}
	for (int fact = NR_FACT_END + 1; fact < NR_FACT_COUNT; fact++)
		for (unsigned i = 0; model_says(m, (enum nr_fact)fact, "Zq7/1.2 (x; y)", "", i, name); i++)
			if (i > 64) {
				find(f, "model '%s': says() has no end", m->name);
				break;
			}
	if (m->printed)
		model_printed(m, model_usual_protocol(m), "9.9(9SR9.9S)", true, name);
	if (m->running)
		model_running(m, "nobody", "", name);
	if (m->load_of)
		model_load_of(m, model_usual_protocol(m), "9.9(9)", name);
}

void check_calls_model(const struct nr_model *m, json_t *problems)
{
	struct findings f = { problems };

	check_foreign_names(&f, m);
	for (size_t i = 0; i < soundness_hops(m); i++)
		check_round_trip(&f, m, &m->hops[i]);
	if (m->wiped_hop)
		check_round_trip(&f, m, m->wiped_hop);
	check_nonsense(&f, m);
	check_plans(&f, m);
	check_configs(&f, m);
	check_readers(&f, m);
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

static void call(struct nr_instance *self, const char *name, int (*what)(struct nr_instance *))
{
	callback_begin(self->plugin->protocol.type, name, NULL);
	if (what)
		what(self);
	callback_end(true);
}

void check_calls_protocol(const struct plugin_protocol *t, json_t *problems)
{
	struct plugin_protocol copy = *t, *one[] = { &copy };
	struct plugins all = { .protocol = one, .protocol_count = 1 };
	struct settings config;
	struct bench b = { .config = &config, .plugins = &all };
	struct findings f = { problems };

	memset(&config, 0, sizeof(config));
	snprintf(b.wire.interface, sizeof(b.wire.interface), "lo");
	snprintf(b.wire.parent, sizeof(b.wire.parent), "lo");
	b.wire.address.s_addr = htonl(INADDR_LOOPBACK);
	b.wire.netmask.s_addr = htonl(0xff000000);
	b.wire.ifindex = if_nametoindex("lo");
	b.wire.passive = !raise_loopback();
	b.loop = ev_loop_new(EVFLAG_NOSIGMASK);
	if (!b.loop || ini_parse(&config.ini, NULL, NULL, 0) < 0 || instance_make_all(&b) < 0) {
		find(&f, "protocol '%s': not tried: no memory", t->protocol.type);
		return;
	}
	call(&b.instance[0], "check", copy.protocol.check);
	b.instance[0].opened = true;
	callback_begin(copy.protocol.type, "open", NULL);
	if (callback_end(copy.protocol.open(&b.instance[0]) == 0)) {
		call(&b.instance[0], "start", copy.protocol.start);
		callback_begin(copy.protocol.type, "its watchers", NULL);
		for (int i = 0; i < 4; i++)
			ev_run(b.loop, EVRUN_NOWAIT);
		callback_end(true);
	}
	callback_begin(copy.protocol.type, "stop", NULL);
	copy.protocol.stop(&b.instance[0]);
	ev_run(b.loop, EVRUN_NOWAIT);
	callback_end(true);
}
