/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * sip.c -- see sip.h.
 */
#include <config.h>

#include "tests/phone/sip.h"

#include <netrecover/types.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *dotted(uint32_t ip, char buf[16])
{
	snprintf(buf, 16, "%u.%u.%u.%u", ip >> 24, ip >> 16 & 255, ip >> 8 & 255, ip & 255);
	return buf;
}

static void call_id(const struct sip_line *l, char out[64])
{
	char ip[16];

	snprintf(out, 64, "%.8s-%.4s0002@%s", l->name + 3, l->name + 11, dotted(l->ip, ip));
}

static void lower(char *s)
{
	for (; *s; s++)
		*s = (char)tolower((unsigned char)*s);
}

/* Phones with two places for a load speak of both, with the suffix (seen on a 7821). */
static void alarm_loads(const char *load, char *out, size_t size)
{
	if (strncmp(load, "sip", 3) == 0)
		snprintf(out, size, "ActiveLoad=%s.loads InactiveLoad=%s.loads", load, load);
	else
		snprintf(out, size, "Load=%s", load);
}

size_t sip_register(const struct sip_line *l, char out[SIP_TEXT_MAX])
{
	const char *model = strrchr(l->platform, ' ') + 1, *transport = l->udp ? "udp" : "tcp";
	char id[64], mac[16], me[16], server[16], loads[160];
	int n;

	call_id(l, id);
	snprintf(mac, sizeof(mac), "%s", l->name + 3);
	lower(mac);
	dotted(l->ip, me);
	dotted(l->server, server);
	alarm_loads(l->load, loads, sizeof(loads));
	n = snprintf(out, SIP_TEXT_MAX,
		     "REGISTER sip:%s SIP/2.0\r\n"
		     "Via: SIP/2.0/%s %s:%u;branch=z9hG4bK%s%u\r\n"
		     "From: <sip:%s@%s>;tag=%s0002\r\n"
		     "To: <sip:%s@%s>\r\n"
		     "Call-ID: %s\r\n"
		     "Max-Forwards: 70\r\n"
		     "CSeq: %u REGISTER\r\n"
		     "User-Agent: Cisco-CP%s/9.0.0\r\n"
		     "Contact: <sip:%s@%s:%u;transport=%s>;+sip.instance=\"<urn:uuid:00000000-0000-0000-0000-%s>\";"
		     "+u.sip!devicename.ccm.cisco.com=\"%s\";+u.sip!model.ccm.cisco.com=\"%u\"\r\n"
		     "Supported: replaces,join,norefersub,X-cisco-callinfo,X-cisco-service-control\r\n"
		     "Reason: SIP;cause=200;text=\"cisco-alarm:25 Name=%s %s Last=initialized\"\r\n"
		     "Content-Length: 0\r\n"
		     "Expires: 3600\r\n\r\n",
		     server, l->udp ? "UDP" : "TCP", me, l->port, mac, l->cseq, l->name, server, mac, l->name,
		     server, id, l->cseq, model, l->name, me, l->port, transport, mac, l->name, l->type, l->name,
		     loads);
	return n < SIP_TEXT_MAX ? (size_t)n : 0;
}

/* The lines of the header @name go to the answer as they are. */
static void echo(const char *text, const char *name, char *out, size_t *n)
{
	size_t len = strlen(name);

	for (const char *p = strstr(text, "\r\n"); p && strncmp(p, "\r\n\r\n", 4) != 0; p = strstr(p + 2, "\r\n"))
		if (strncasecmp(p + 2, name, len) == 0 && p[2 + len] == ':')
			*n += (size_t)snprintf(out + *n, SIP_TEXT_MAX - *n, "%.*s\r\n",
					       (int)strcspn(p + 2, "\r"), p + 2);
}

static size_t answer_notify(const char *text, char out[SIP_TEXT_MAX])
{
	static const char *const kept[] = { "Via", "From", "To", "Call-ID", "CSeq" };
	size_t n = (size_t)snprintf(out, SIP_TEXT_MAX, "SIP/2.0 200 OK\r\n");

	for (size_t i = 0; i < NR_ARRAY_SIZE(kept) && n < SIP_TEXT_MAX / 2; i++)
		echo(text, kept[i], out, &n);
	if (n > SIP_TEXT_MAX / 2)
		return 0;
	return n + (size_t)snprintf(out + n, SIP_TEXT_MAX - n, "Content-Length: 0\r\n\r\n");
}

static unsigned hear_notify(const struct sip_line *l, const char *text)
{
	char id[64], line[96];

	/* What other makers' phones obey, where a model says so: RFC 3265's event without a package. */
	if (strstr(text, "\r\nEvent: check-sync;reboot=true\r\n"))
		return SCCP_RESET;
	call_id(l, id);
	snprintf(line, sizeof(line), "\r\nRegisterCallId={%s}\r\n", id);
	if (!strstr(text, "\r\nEvent: service-control\r\n") || !strstr(text, line))
		return SCCP_NOTHING;
	if (strstr(text, "\r\n\r\naction=restart\r\n"))
		return SCCP_RESTART;
	return strstr(text, "\r\n\r\naction=reset\r\n") ? SCCP_RESET : SCCP_NOTHING;
}

/* Where the message at the start of @text ends; NULL: not in it. */
static const char *message_end(const char *text)
{
	const char *body = strstr(text, "\r\n\r\n"), *length = strstr(text, "\r\nContent-Length: ");
	unsigned long n;

	if (!body || !length || length > body)
		return NULL;
	n = strtoul(length + 18, NULL, 10);
	return n <= strlen(body + 4) ? body + 4 + n : NULL;
}

unsigned sip_hear(const struct sip_line *l, const uint8_t *data, size_t len, char answer[SIP_TEXT_MAX],
		  size_t *answer_len)
{
	char all[2 * SIP_TEXT_MAX + 1], one[sizeof(all)];
	const char *p = all, *end;
	unsigned words = SCCP_NOTHING;

	snprintf(all, sizeof(all), "%.*s", (int)len, (const char *)data);
	for (*answer_len = 0; (end = message_end(p)) != NULL; p = end) {
		snprintf(one, sizeof(one), "%.*s", (int)(end - p), p);
		if (strncmp(one, "SIP/2.0 200 ", 12) == 0 && strstr(one, " REGISTER\r\n"))
			words |= SCCP_REGISTERED;
		if (strncmp(one, "NOTIFY ", 7) == 0) {
			words |= hear_notify(l, one);
			*answer_len = answer_notify(one, answer);
		}
	}
	return words;
}
