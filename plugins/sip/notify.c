/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * notify.c -- see notify.h.  One ends in notify_end() and nowhere else.
 */
#include <config.h>

#include "plugins/sip/notify.h"
#include "plugins/sip/token.h"

#include <ev.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <syslog.h>

#define T1 .5                           /* RFC 3261, 17.1.2.1 */
#define T2 4.
#define TIMER_F (64 * T1)

struct notify {
	struct notify *next;
	struct notifies *all;
	struct sockaddr_in to;
	char name[24];                  /* of the phone, for the log */
	char call_id[40];
	ev_timer timer;
	double pause, waited;
	size_t len;
	char text[2048];
};

static void notify_end(struct notify *n)
{
	struct notify **p = &n->all->first;

	while (*p != n)
		p = &(*p)->next;
	*p = n->next;
	n->all->count--;
	ev_timer_stop(nr_loop(n->all->self), &n->timer);
	free(n);
}

static void transmit(struct notify *n)
{
	struct ev_loop *loop = nr_loop(n->all->self);

	(void)sendto(n->all->udp, n->text, n->len, 0, (const struct sockaddr *)&n->to, sizeof(n->to));
	ev_timer_stop(loop, &n->timer);
	ev_timer_set(&n->timer, n->pause, 0.);
	ev_timer_start(loop, &n->timer);
}

static void on_unanswered(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct notify *n = w->data;

	(void)loop;
	(void)revents;
	n->waited += n->pause;
	if (n->waited >= TIMER_F) {
		nr_log(n->all->self, LOG_NOTICE, "%s does not answer the NOTIFY to restart", n->name);
		notify_end(n);
		return;
	}
	n->pause = 2 * n->pause < T2 ? 2 * n->pause : T2;
	transmit(n);
}

/* The port that the Contact names is the one that the phone listens to. */
static uint16_t uri_port(const char *uri)
{
	const char *at = strchr(uri, '@'), *colon = strchr(at ? at : uri + 4, ':');
	unsigned long port = colon ? strtoul(colon + 1, NULL, 10) : 5060;

	return port > 0 && port < 65536 ? (uint16_t)port : 5060;
}

static struct notify *notify_new(struct notifies *all, const struct sip_peer *to, const char *name)
{
	struct notify *n = all->count < NOTIFIES_MAX ? calloc(1, sizeof(*n)) : NULL;

	if (!n)
		return NULL;
	n->all = all;
	n->to = to->from;
	n->pause = T1;
	snprintf(n->name, sizeof(n->name), "%s", name);
	token(n->call_id, 32);
	ev_timer_init(&n->timer, on_unanswered, 0., 0.);
	n->timer.data = n;
	n->next = all->first;
	all->first = n;
	all->count++;
	return n;
}

static bool notify_write(struct notify *n, const struct sip_message *m, const char *event,
			 const char *action, bool tcp)
{
	char uri[256], to[256], call_id[256], branch[40] = "z9hG4bK", tag[17];
	struct sip_slice s;
	const struct sip_notify text = {
		.event = event, .action = action, .uri = uri, .local = n->all->local, .transport = tcp ? "TCP" : "UDP",
		.to = to, .branch = branch, .tag = tag, .call_id = n->call_id,
		.register_call_id = call_id, .cseq = 101,
	};

	if ((event && strpbrk(event, "\r\n")) || !m->contact_count || !sip_address_uri(m->contact[0], &s) || s.n >= sizeof(uri) ||
	    strncasecmp(s.p, "sip:", 4) != 0)
		return false;
	sip_text(s, uri, sizeof(uri));
	if (!sip_address_uri(m->to, &s) || s.n + 3 > sizeof(to) || m->call_id.n >= sizeof(call_id))
		return false;
	snprintf(to, sizeof(to), "<%.*s>", (int)s.n, s.p);
	sip_text(m->call_id, call_id, sizeof(call_id));
	token(branch + 7, 16);
	token(tag, 16);
	n->to.sin_port = htons(uri_port(uri));
	n->len = sip_put_notify(n->text, sizeof(n->text), &text);
	return n->len > 0;
}

enum connection_end notify_send(struct notifies *all, const struct sip_peer *to, const struct sip_message *m,
				const char *name, const char *event, const char *action)
{
	struct notify *n = notify_new(all, to, name);
	enum connection_end end = CONNECTION_STAYS;

	if (!n)
		return CONNECTION_STAYS;
	if (!notify_write(n, m, event, action, to->c != NULL)) {
		notify_end(n);
		return CONNECTION_STAYS;
	}
	nr_log(all->self, LOG_INFO, "%s: its next step waits: %s", name, event ? event : action);
	if (!to->c) {
		transmit(n);
		return CONNECTION_STAYS;
	}
	end = connection_send(to->c, n->text, n->len);
	notify_end(n);
	return end;
}

void notify_answered(struct notifies *all, const struct sip_message *m)
{
	struct notify *n = all->first;

	while (n && !sip_slice_is(m->call_id, n->call_id))
		n = n->next;
	if (!n || m->status < 200)
		return;
	if (m->status >= 300)
		nr_log(all->self, LOG_NOTICE, "%s answers the NOTIFY to restart with %u", n->name, m->status);
	notify_end(n);
}

void notify_finish(struct notifies *all)
{
	while (all->first)
		notify_end(all->first);
}
