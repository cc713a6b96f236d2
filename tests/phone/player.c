/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* player.c -- see player.h. */
#include <config.h>

#include "tests/phone/player.h"
#include "tests/phone/cdp.h"
#include "tests/phone/digits.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BOOT_MS 20000                   /* of a restart */
#define SILENCE_MS 16000                /* until a request without an answer is given up */
#define REFUSED_MS 93000                /* after firmware that it did not take; never so short that
					 * a server takes two requests for one attempt */
#define THOUGHT_MS 1000                 /* between two steps of which no time is known */

static void __attribute__((format(printf, 4, 5)))
say(const struct player *p, const struct part *part, int64_t now, const char *format, ...)
{
	int64_t ms = now - p->started;
	va_list ap;

	if (!p->log)
		return;
	fprintf(p->log, "%4" PRId64 ".%03" PRId64 " %s ", ms / 1000, ms % 1000, part->name);
	va_start(ap, format);
	vfprintf(p->log, format, ap);
	va_end(ap);
	fputc('\n', p->log);
	fflush(p->log);
}

/* -- time ------------------------------------------------------------------------- */

static const struct transcript_step *step_of(const struct player *p, const struct part *part)
{
	return part->next < p->script.count ? &p->script.step[part->next] : NULL;
}

static void advance(struct player *p, struct part *part)
{
	unsigned self = (unsigned)(part - p->part);

	do
		part->next++;
	while (part->next < p->script.count && p->script.step[part->next].phone != self);
}

/* When its next step begins; a phone that is late stays so, and does not hurry. */
static int64_t begins(const struct player *p, const struct part *part)
{
	const struct transcript_step *s = step_of(p, part);
	int64_t at;

	if (!s)
		return INT64_MAX;
	if (s->line.at < 0)
		return part->ready > part->up ? part->ready : part->up;
	at = p->started + part->late + s->line.at / p->setup.speed;
	return at > part->up ? at : part->up;
}

static int64_t shorter(const struct player *p, int64_t ms, int64_t floor)
{
	return ms / p->setup.speed > floor ? ms / p->setup.speed : floor;
}

/* -- what a phone does of itself ------------------------------------------------------ */

static void send_cdp(struct part *part, const char *device, const char *version, const char *platform)
{
	uint8_t frame[CDP_FRAME_MAX];
	char text[80];
	struct cdp_says s = {
		.mac = part->actor.host.mac, .device = device, .version = text,
		.platform = platform, .ip = part->actor.host.ip,
	};

	snprintf(text, sizeof(text), "%.70s", version);
	host_send_frame(&part->actor.host, frame, cdp_encode(&s, frame));
}

static void tell_load(struct part *part)
{
	const struct handset *h = part->setup->handset;
	char version[80], device[16];

	if (!part->load[0] || !h)
		return;
	/* A 7940 with SIP has another name, and tells its loader. */
	if (strncmp(part->load, "P0S3", 4) == 0) {
		snprintf(device, sizeof(device), "SIP%s", part->name + 3);
		digits_loader(part->load, version, sizeof(version));
		send_cdp(part, device, version, h->platform);
		return;
	}
	snprintf(version, sizeof(version), "%s%s", part->load, h->family->says_loads ? ".loads" : "");
	send_cdp(part, part->name, version, h->platform);
}

static uint32_t fallback_ip(const struct player *p, const struct part *part)
{
	uint32_t ip = p->script.phone[part - p->part].ip;

	return ip ? ip : (p->setup.server & 0xffffff00) | (uint32_t)(200 + (part - p->part));
}

/* Has it an address?  If not it asks for one, and takes what the transcript says when
 * nobody gives it any. */
static bool on_the_net(struct player *p, struct part *part, int64_t now)
{
	if (actor_bound(&part->actor))
		return true;
	if (!part->booted) {
		part->booted = true;
		say(p, part, now, "starts");
		tell_load(part);
		actor_discover(&part->actor, now);
		return false;
	}
	say(p, part, now, "has no address from here, and takes its own");
	actor_settle(&part->actor, fallback_ip(p, part), p->setup.server);
	return true;
}

/* -- what was answered ---------------------------------------------------------------- */

static enum transcript_kind answered_then(const struct transcript_step *s)
{
	if (s->outcome == TRANSCRIPT_DEAF)
		return TRANSCRIPT_TIMEOUT;
	if (s->line.kind != TRANSCRIPT_GET && s->line.kind != TRANSCRIPT_PUT)
		return s->answer;
	if (s->line.more[0] == '\0')
		return TRANSCRIPT_KINDS;
	if (strcmp(s->line.more, "200") == 0)
		return TRANSCRIPT_SENT;
	return strcmp(s->line.more, "404") == 0 ? TRANSCRIPT_NOTFOUND : TRANSCRIPT_ERROR;
}

static bool is_firmware(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && (strcasecmp(dot, ".sbn") == 0 || strcasecmp(dot, ".sb2") == 0 ||
		       strcasecmp(dot, ".bin") == 0 || strcasecmp(dot, ".loads") == 0);
}

/* Does it ask for @name again, and no time is known?  Then it took what it got for no good. */
static bool again(const struct player *p, const struct part *part, const char *name)
{
	const struct transcript_step *s = step_of(p, part);

	while (s && (s->phone != (unsigned)(part - p->part) || s->line.kind == TRANSCRIPT_SENT))
		s = s + 1 < p->script.step + p->script.count ? s + 1 : NULL;
	return s && s->line.at < 0 && s->line.kind == TRANSCRIPT_RRQ && strcmp(s->line.name, name) == 0;
}

/* The step under way is over. */
static void conclude(struct player *p, struct part *part, int64_t now)
{
	const struct transcript_step *s = step_of(p, part);
	const struct actor *a = &part->actor;
	enum transcript_kind then = answered_then(s);
	bool differs = then != TRANSCRIPT_KINDS && then != a->answer;

	if (s->line.kind == TRANSCRIPT_DISCOVER || s->line.kind == TRANSCRIPT_REQUEST) {
		say(p, part, now, "%s", a->words);
	} else {
		part->requests++;
		part->differ += differs;
		say(p, part, now, "%s %s: %s%s%s%s", transcript_kind_name(s->line.kind), s->line.name,
		    a->words, differs ? " (then: " : "", differs ? transcript_kind_name(then) : "",
		    differs ? ")" : "");
	}
	part->firmware |= a->answer == TRANSCRIPT_SENT && is_firmware(s->line.name);
	part->asking = false;
	advance(p, part);
	if (s->outcome == TRANSCRIPT_DEAF)
		part->ready = now + shorter(p, SILENCE_MS, 300);
	else if (is_firmware(s->line.name) && again(p, part, s->line.name))
		part->ready = now + shorter(p, REFUSED_MS, 5500);
	else
		part->ready = now + shorter(p, THOUGHT_MS, 10);
}

/* -- steps -------------------------------------------------------------------------- */

static void restart(struct player *p, struct part *part, int64_t now)
{
	say(p, part, now, "restarts");
	actor_restart(&part->actor);
	/* With new firmware it says what @until has, or nobody knows what. */
	if (part->firmware)
		snprintf(part->load, sizeof(part->load), "%s", part->setup->until);
	part->booted = part->firmware = false;
	part->ready = part->up = now + shorter(p, BOOT_MS, 200);
}

static void take_class(struct part *part, const char *name)
{
	struct actor *a = &part->actor;

	if (name[0] == '\0')
		return;
	snprintf(part->class_id, sizeof(part->class_id), "%s%.60s",
		 strncmp(name, "CP-", 3) == 0 ? "Cisco Systems, Inc. IP Phone " : "", name);
	a->stranger = strncmp(part->class_id, "Cisco", 5) != 0;
}

/* Nobody answered the one before, then; here somebody may have. */
static bool repeats(const struct player *p, const struct part *part)
{
	const struct transcript_step *s = step_of(p, part);

	for (size_t i = part->next; i-- > 0;) {
		const struct transcript_step *t = &p->script.step[i];

		if (t->phone == s->phone && t->line.kind != TRANSCRIPT_OFFER)
			return t->line.kind == TRANSCRIPT_DISCOVER;
	}
	return false;
}

static bool discover(struct player *p, struct part *part, const struct transcript_line *line, int64_t now)
{
	if (actor_bound(&part->actor) && repeats(p, part))
		return false;
	if (actor_bound(&part->actor))
		restart(p, part, now);
	take_class(part, line->name);
	part->actor.old_ip = line->old ? line->ip : 0;
	part->booted = true;
	tell_load(part);
	actor_discover(&part->actor, now);
	return true;
}

static bool parse_ip(const char *text, uint32_t *out)
{
	unsigned b[4];

	if (sscanf(text, "%3u.%3u.%3u.%3u", &b[0], &b[1], &b[2], &b[3]) != 4)
		return false;
	*out = b[0] << 24 | (b[1] & 255) << 16 | (b[2] & 255) << 8 | (b[3] & 255);
	return true;
}

static bool request(struct player *p, struct part *part, const struct transcript_line *line, int64_t now)
{
	uint32_t ip;

	if (strcmp(line->name, "init-reboot") == 0 && parse_ip(line->more, &ip)) {
		part->booted = true;
		tell_load(part);
		actor_rebind(&part->actor, ip, now);
		return true;
	}
	return actor_bound(&part->actor) ? false : discover(p, part, &(struct transcript_line){ .ip = 0 }, now);
}

static void take_ack(struct player *p, struct part *part, const struct transcript_line *line, int64_t now)
{
	uint32_t ip;

	if (actor_bound(&part->actor) || !parse_ip(line->name, &ip))
		return;
	say(p, part, now, "has no address from here, and takes %s", line->name);
	actor_settle(&part->actor, ip, p->setup.server);
}

/* An OFFER of somebody else, with option 150 as text when the transcript says so. */
static void offer(struct player *p, struct part *part, const struct transcript_line *line)
{
	static const char text[15] = "10.77.253.253";
	uint8_t m[300] = { 2, 1, 6 }, *o = m + 236;
	struct datagram d = {
		.src = p->foreign.ip, .dst = 0xffffffff, .sport = 67, .dport = 68, .data = m,
		.len = sizeof(m),
	};
	const uint8_t *id = part->actor.host.mac;
	uint32_t ip = fallback_ip(p, part), self = p->foreign.ip;

	memcpy(m + 4, id + 2, 4);
	m[10] = 0x80;
	memcpy(m + 16, (uint8_t[]){ (uint8_t)(ip >> 24), (uint8_t)(ip >> 16), (uint8_t)(ip >> 8),
				    (uint8_t)ip }, 4);
	memcpy(m + 28, id, 6);
	/* cookie; 53: OFFER; 54, 4 bytes: the server */
	memcpy(o, "\x63\x82\x53\x63\x35\x01\x02\x36\x04", 9);
	memcpy(o + 9, (uint8_t[]){ (uint8_t)(self >> 24), (uint8_t)(self >> 16), (uint8_t)(self >> 8),
				   (uint8_t)self }, 4);
	o += 13;
	if (line->text_150) {
		/* 150, 15 bytes: a text */
		memcpy(o, "\x96\x0f", 2);
		memcpy(o + 2, text, sizeof(text));
		o += 17;
	}
	*o = 0xff;
	host_send_udp(&p->foreign, &d);
}

/* Begin a step for which an address is needed; false: it is over already. */
static bool ask(struct part *part, const struct transcript_step *s, int64_t now)
{
	struct actor *a = &part->actor;
	const struct transcript_line *line = &s->line;

	switch (line->kind) {
	case TRANSCRIPT_RRQ:
		actor_read(a, line->name, line->sport, s->outcome, now);
		return true;
	case TRANSCRIPT_WRQ:
		actor_write(a, line->name, now);
		return true;
	case TRANSCRIPT_GET:
	case TRANSCRIPT_PUT:
		actor_http(a, line->kind == TRANSCRIPT_GET ? "GET" : "PUT", line->name, now);
		return true;
	case TRANSCRIPT_REGISTER:
		actor_register(a, now);
		return true;
	case TRANSCRIPT_SIP_SYN:
		actor_knock(a, (uint16_t)strtoul(line->name, NULL, 10), now);
		return true;
	case TRANSCRIPT_DNS:
		actor_ask_dns(a, line->name);
		return false;
	case TRANSCRIPT_SENT:
	case TRANSCRIPT_NOTFOUND:
	case TRANSCRIPT_TIMEOUT:
	case TRANSCRIPT_ERROR:
	case TRANSCRIPT_CDP:
	case TRANSCRIPT_DISCOVER:
	case TRANSCRIPT_OFFER:
	case TRANSCRIPT_REQUEST:
	case TRANSCRIPT_ACK:
	case TRANSCRIPT_RESTART:
	case TRANSCRIPT_ALARM:
	case TRANSCRIPT_KINDS:
		break;
	}
	return false;
}

static bool is_answer(enum transcript_kind k)
{
	return k == TRANSCRIPT_SENT || k == TRANSCRIPT_NOTFOUND || k == TRANSCRIPT_TIMEOUT ||
	       k == TRANSCRIPT_ERROR;
}

static bool needs_address(enum transcript_kind k)
{
	return k == TRANSCRIPT_RRQ || k == TRANSCRIPT_WRQ || k == TRANSCRIPT_GET || k == TRANSCRIPT_PUT ||
	       k == TRANSCRIPT_REGISTER || k == TRANSCRIPT_SIP_SYN || k == TRANSCRIPT_DNS;
}

/* Begin any other step; false: it is over already. */
static bool act(struct player *p, struct part *part, const struct transcript_step *s, int64_t now)
{
	const struct transcript_line *line = &s->line;

	if (line->kind == TRANSCRIPT_DISCOVER)
		return discover(p, part, line, now);
	if (line->kind == TRANSCRIPT_REQUEST)
		return request(p, part, line, now);
	if (line->kind == TRANSCRIPT_RESTART)
		restart(p, part, now);
	else if (line->kind == TRANSCRIPT_OFFER)
		offer(p, part, line);
	else if (line->kind == TRANSCRIPT_ACK)
		take_ack(p, part, line, now);
	else if (line->kind == TRANSCRIPT_CDP)
		send_cdp(part, part->name, line->name, line->more[0] ? line->more : "Cisco IP Phone");
	return false;
}

/* Returns whether there is more to do at once. */
static bool play(struct player *p, struct part *part, int64_t now)
{
	const struct transcript_step *s = step_of(p, part);
	int64_t due = begins(p, part);

	if (actor_busy(&part->actor))
		return false;
	if (part->asking) {
		conclude(p, part, now);
		return true;
	}
	if (s && is_answer(s->line.kind)) {
		advance(p, part);
		return true;
	}
	if (!s || now < due)
		return false;
	if (needs_address(s->line.kind) && !on_the_net(p, part, now))
		return true;
	if (s->line.at >= 0) {
		int64_t behind = now - (p->started + part->late + s->line.at / p->setup.speed);

		if (behind > 0)
			part->late += behind;
	}
	part->asking = needs_address(s->line.kind) ? ask(part, s, now) : act(p, part, s, now);
	if (!part->asking)
		advance(p, part);
	return true;
}

/* -- all of it ------------------------------------------------------------------------ */

static bool is_zero(const uint8_t mac[6])
{
	static const uint8_t none[6];

	return memcmp(mac, none, 6) == 0;
}

/* What is told of the phone with @mac, which the first row names if the transcript does not. */
static const struct player_phone *told_of(const struct player *p, uint8_t mac[6])
{
	static const struct player_phone nothing;
	const struct player_phone *all = &nothing;

	for (size_t i = 0; i < p->setup.count; i++) {
		const struct player_phone *s = &p->setup.phone[i];

		if (is_zero(s->mac))
			all = s;
		else if (is_zero(mac) || memcmp(s->mac, mac, 6) == 0) {
			memcpy(mac, s->mac, 6);
			return s;
		}
	}
	return all;
}

static void init_part(struct player *p, unsigned i)
{
	static const char loader[] = "Cisco Systems, Inc. IP Phone";
	struct part *part = &p->part[i];
	uint8_t *mac = p->script.phone[i].mac;
	const struct player_phone *s = told_of(p, mac);
	const char *class_id = s->class_id[0] ? s->class_id : s->handset ? s->handset->class_id : loader;

	if (is_zero(mac))
		memcpy(mac, (uint8_t[]){ 0x00, 0x1b, 0x54, 0xf0, 0x00, (uint8_t)(i + 1) }, 6);
	part->setup = s;
	actor_init(&part->actor, p->wire, mac);
	snprintf(part->name, sizeof(part->name), "SEP%02X%02X%02X%02X%02X%02X", mac[0], mac[1], mac[2],
		 mac[3], mac[4], mac[5]);
	memcpy(part->load, s->load, sizeof(part->load));
	take_class(part, class_id);
	part->actor.class_id = part->class_id;
	part->actor.device = part->name;
	part->actor.load = part->load;
	part->actor.type = s->handset ? s->handset->type : 0;
	part->next = SIZE_MAX;
	advance(p, part);
}

int player_init(struct player *p, const struct player_setup *s, const uint8_t *data, size_t len,
		struct wire *w, FILE *log, unsigned *row)
{
	static const uint8_t foreign[6] = { 0x02, 0, 0, 0, 0, 0xfe };
	int rc;

	*p = (struct player){ .setup = *s, .wire = w, .log = log };
	rc = transcript_read(data, len, &p->script, row);
	if (rc < 0)
		return rc;
	host_init(&p->foreign, w, foreign);
	p->foreign.ip = (s->server & 0xffffff00) | 253;
	p->foreign.mask = 0xffffff00;
	p->part = calloc(p->script.phones + 1u, sizeof(*p->part));
	if (!p->part) {
		transcript_finish(&p->script);
		return -ENOMEM;
	}
	for (unsigned i = 0; i < p->script.phones; i++)
		init_part(p, i);
	return 0;
}

void player_start(struct player *p, int64_t now)
{
	p->started = now;
	for (unsigned i = 0; i < p->script.phones; i++)
		p->part[i].ready = now;
	player_timer(p, now);
}

void player_frame(struct player *p, const uint8_t *frame, size_t len, int64_t now)
{
	for (unsigned i = 0; i < p->script.phones; i++)
		actor_frame(&p->part[i].actor, frame, len, now);
}

void player_timer(struct player *p, int64_t now)
{
	for (unsigned i = 0; i < p->script.phones; i++) {
		actor_timer(&p->part[i].actor, now);
		while (play(p, &p->part[i], now))
			;
	}
}

int64_t player_due(const struct player *p)
{
	int64_t due = INT64_MAX;

	for (unsigned i = 0; i < p->script.phones; i++) {
		const struct part *part = &p->part[i];
		int64_t next = actor_busy(&part->actor) ? actor_due(&part->actor) : begins(p, part);

		if (next < due)
			due = next;
	}
	return due;
}

bool player_done(const struct player *p)
{
	for (unsigned i = 0; i < p->script.phones; i++)
		if (step_of(p, &p->part[i]) || actor_busy(&p->part[i].actor))
			return false;
	return true;
}

void player_report(const struct player *p, int64_t now)
{
	for (unsigned i = 0; i < p->script.phones; i++)
		say(p, &p->part[i], now, "has played its part: %u requests, %u answered otherwise than then",
		    p->part[i].requests, p->part[i].differ);
}

void player_finish(struct player *p)
{
	for (unsigned i = 0; p->part && i < p->script.phones; i++)
		actor_finish(&p->part[i].actor);
	free(p->part);
	transcript_finish(&p->script);
	p->part = NULL;
}
