/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * orders.c -- see orders.h.  It finds whom an order is about; what it does to a phone
 * is decided in core/phone.
 */
#include <config.h>

#include "core/serve/orders.h"
#include "core/base/noun.h"
#include "core/phone/diary.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/phone/safety.h"
#include "core/phone/state.h"
#include "core/serve/hook.h"
#include "core/serve/instance.h"
#include "core/serve/reset.h"
#include "core/serve/status.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <strings.h>

struct operator_order {
	char verb[16];
	char phone[64];
	bool force;
	const char *rest;       /* of the line, without blanks around it */
};

static const char *word(const char *s, char *out, size_t size)
{
	size_t n;

	s += strspn(s, " ");
	n = strcspn(s, " ");
	snprintf(out, size, "%.*s", (int)(n < size ? n : size - 1), s);
	s += n;
	return s + strspn(s, " ");
}

static void read_order(const char *line, struct operator_order *o)
{
	o->rest = word(line, o->verb, sizeof(o->verb));
	o->rest = word(o->rest, o->phone, sizeof(o->phone));
	o->force = strcmp(o->phone, "force") == 0;
	if (o->force)
		o->rest = word(o->rest, o->phone, sizeof(o->phone));
	if (strcmp(o->rest, "force") == 0) {
		o->force = true;
		o->rest = "";
	}
}

static struct phone *find_phone(struct bench *b, const char *said)
{
	struct phone *p = registry_find_name(b, said);
	struct in_addr ip;
	struct nr_mac mac;

	if (!p && device_name_mac(said, &mac))
		for (p = b->phones; p && memcmp(&p->mac, &mac, sizeof(mac)) != 0; p = p->next)
			;
	if (!p && inet_pton(AF_INET, said, &ip) == 1)
		for (p = b->phones; p && p->ip.s_addr != ip.s_addr; p = p->next)
			;
	return p;
}

static json_t *refuse(char **error, const char *why)
{
	*error = strdup(why);
	return NULL;
}

/* What was done, and where that leaves the phone. */
static json_t *done(const struct phone *p, const char *what)
{
	const char *advice = safety_advice(p);
	const char *state = state_name(p->state);
	bool says_it = strcmp(what, state) == 0; /* "held; it is held" */
	char text[900];

	snprintf(text, sizeof(text), "%s: %s%s%s%s%s%s%s%s", p->name, what, says_it ? "" : "; it is ",
		 says_it ? "" : state, p->message[0] ? ": " : "", p->message, advice ? " -- " : "",
		 advice ? advice : "",
		 safety_may_write(p) ? ": it may be writing its flash" : "");
	return json_pack("{s:s, s:s, s:s?}", "message", text, "state", state_name(p->state), "advice",
			 advice);
}

/* -- one phone ------------------------------------------------------------------------ */

static json_t *hold(struct bench *b, struct phone *p, const struct operator_order *o, char **error)
{
	bool hold = o->verb[0] == 'h';

	(void)error;
	recovery_hold(b, p, hold);
	return done(p, hold ? "held" : "released");
}

static json_t *retry(struct bench *b, struct phone *p, const struct operator_order *o, char **error)
{
	const char *why = recovery_retry(b, p, o->force);

	return why ? refuse(error, why) : done(p, "tried again");
}

static json_t *forget(struct bench *b, struct phone *p, const struct operator_order *o, char **error)
{
	char name[sizeof(p->name)], text[160];
	bool writes = safety_may_write(p);
	const char *why;

	memcpy(name, p->name, sizeof(name));
	why = recovery_forget(b, p, o->force);
	if (why)
		return refuse(error, why);
	snprintf(text, sizeof(text), "%s: forgotten%s", name,
		 writes ? "; it may be writing its flash, which is not forgotten: do not unplug it" : "");
	return json_pack("{s:s}", "message", text);
}

static json_t *reset(struct bench *b, struct phone *p, const struct operator_order *o, char **error)
{
	(void)o;
	return reset_ask(b, p, error) ? done(p, "restarts when it next speaks") : NULL;
}

static json_t *say_model(struct bench *b, struct phone *p, const struct operator_order *o, char **error)
{
	const char *why = recovery_say_model(b, p, o->rest);

	return why ? refuse(error, why) : done(p, "its model is noted");
}

static json_t *say_load(struct bench *b, struct phone *p, const struct operator_order *o, char **error)
{
	const char *why = recovery_say_load(b, p, o->rest);

	return why ? refuse(error, why) : done(p, "what it runs is noted");
}

static json_t *say_target(struct bench *b, struct phone *p, const struct operator_order *o, char **error)
{
	const char *why = recovery_say_target(b, p, o->rest);

	return why ? refuse(error, why) : done(p, "its target is noted");
}

static json_t *note(struct bench *b, struct phone *p, const struct operator_order *o, char **error)
{
	(void)error;
	diary_note(b, p, "phone.note", json_pack("{s:s}", "text", o->rest), true);
	return done(p, "noted");
}

static json_t *label(struct bench *b, struct phone *p, const struct operator_order *o, char **error)
{
	(void)o;
	return hook_label(b->hook, p, error);
}

static json_t *show(struct bench *b, struct phone *p, const struct operator_order *o, char **error)
{
	json_t *doc;

	(void)o;
	(void)error;
	doc = status_phone(b, p);
	json_object_set_new(doc, "plan", status_plan(p));
	return doc;
}

static const struct {
	const char *verb;
	bool rest;              /* it needs more than a phone */
	json_t *(*act)(struct bench *b, struct phone *p, const struct operator_order *o, char **error);
} verbs[] = {
	{ "status", false, show },
	{ "hold", false, hold },
	{ "resume", false, hold },
	{ "retry", false, retry },
	{ "forget", false, forget },
	{ "reset", false, reset },
	{ "model", true, say_model },
	{ "load", true, say_load },
	{ "target", true, say_target },
	{ "note", true, note },
	{ "label", false, label },
};

/* -- all of them ---------------------------------------------------------------------- */

static json_t *hold_all(struct bench *b, bool hold)
{
	unsigned n = 0;
	char text[64];

	for (struct phone *p = b->phones; p; p = p->next)
		if (p->state != PHONE_STRANGER && p->course.hold != hold) {
			recovery_hold(b, p, hold);
			n++;
		}
	snprintf(text, sizeof(text), "%s %u %s", hold ? "held" : "released", n, noun_of(n, "phone", "phones"));
	return json_pack("{s:s}", "message", text);
}

static json_t *resume_guard(struct bench *b, char **error)
{
	const char *why = instance_resume_guard(b);

	return why ? refuse(error, why) :
		     json_pack("{s:s}", "message", "the guard is clear again, and goes on looking");
}

json_t *orders_answer(struct bench *b, const char *line, char **error)
{
	struct operator_order o;
	struct phone *p;

	read_order(line, &o);
	if (strcmp(o.verb, "status") == 0 && !o.phone[0])
		return status_document(b);
	if (strcmp(o.verb, "resume") == 0 && strcmp(o.phone, "guard") == 0)
		return resume_guard(b, error);
	if ((strcmp(o.verb, "hold") == 0 || strcmp(o.verb, "resume") == 0) && strcmp(o.phone, "all") == 0)
		return hold_all(b, o.verb[0] == 'h');
	for (size_t i = 0; i < NR_ARRAY_SIZE(verbs); i++) {
		if (strcmp(o.verb, verbs[i].verb) != 0)
			continue;
		if (verbs[i].rest && !o.rest[0])
			return refuse(error, "it needs a phone and a word more");
		p = find_phone(b, o.phone);
		return p ? verbs[i].act(b, p, &o, error) : refuse(error, "no such phone on this bench");
	}
	return refuse(error, "unknown request");
}

json_t *orders_look(struct bench *b, const char *line, char **error)
{
	struct operator_order o;

	read_order(line, &o);
	if (strcmp(o.verb, "status") == 0)
		return orders_answer(b, line, error);
	return refuse(error, "this socket only shows: status, and watch");
}
