/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * sip.c -- see sip.h.
 */
#include <config.h>

#include "plugins/sip/sip.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <strings.h>

/* -- slices ---------------------------------------------------------------------- */

static struct sip_slice slice(const char *p, size_t n)
{
	return (struct sip_slice){ p, n };
}

static bool blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct sip_slice trim(struct sip_slice s)
{
	while (s.n && blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool sip_slice_is(struct sip_slice s, const char *text)
{
	return s.p && s.n == strlen(text) && strncasecmp(s.p, text, s.n) == 0;
}

char *sip_text(struct sip_slice s, char *buf, size_t size)
{
	nr_text(nr_reader(s.p ? s.p : "", s.p ? s.n : 0), buf, size);
	return buf;
}

/* Up to @end outside quotes and <>; *s begins behind it then. */
static struct sip_slice cut(struct sip_slice *s, char end)
{
	bool quoted = false, angle = false;
	size_t i;

	for (i = 0; i < s->n; i++) {
		char c = s->p[i];

		if (quoted && c == '\\')
			i += i + 1 < s->n;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && c == end && !angle)
			break;
		else if (!quoted && (c == '<' || c == '>'))
			angle = c == '<';
	}
	{
		struct sip_slice head = slice(s->p, i);

		*s = i < s->n ? slice(s->p + i + 1, s->n - i - 1) : slice(s->p + s->n, 0);
		return trim(head);
	}
}

static bool number(struct sip_slice s, uint32_t max, uint32_t *out)
{
	uint32_t v = 0;

	if (!s.n)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		uint32_t digit = (uint32_t)(s.p[i] - '0');

		if (s.p[i] < '0' || s.p[i] > '9' || v > (max - digit) / 10)
			return false;
		v = v * 10 + digit;
	}
	*out = v;
	return true;
}

/* -- reading ---------------------------------------------------------------------- */

/* The next line without its end; false when it has none. */
static bool next_line(char *data, size_t len, size_t *at, struct sip_slice *line)
{
	char *nl = *at < len ? memchr(data + *at, '\n', len - *at) : NULL;

	if (!nl)
		return false;
	*line = slice(data + *at, (size_t)(nl - (data + *at)));
	if (line->n && line->p[line->n - 1] == '\r')
		line->n--;
	*at = (size_t)(nl - data) + 1;
	return true;
}

/* Where the header ends, behind its empty line; 0: not yet. */
static size_t header_end(char *data, size_t len)
{
	struct sip_slice line;
	size_t at = 0;

	while (next_line(data, len, &at, &line))
		if (!line.n)
			return at;
	return 0;
}

/* A line that begins with a blank goes on with the one before (7.3.1). */
static void unfold(char *data, size_t end)
{
	for (size_t i = 1; i + 1 < end; i++)
		if (data[i] == '\n' && blank(data[i + 1]) && data[i - 1] != '\n') {
			data[i] = ' ';
			if (data[i - 1] == '\r')
				data[i - 1] = ' ';
		}
}

static bool clean(struct sip_slice line)
{
	return !memchr(line.p, 0, line.n) && !memchr(line.p, '\r', line.n);
}

static bool read_start(struct sip_slice line, struct sip_message *m)
{
	struct sip_slice first = cut(&line, ' '), second = cut(&line, ' ');
	uint32_t status;

	if (sip_slice_is(first, "SIP/2.0")) {
		if (!number(second, 699, &status) || status < 100)
			return false;
		m->status = status;
		return true;
	}
	m->request = true;
	m->method = first;
	m->uri = second;
	return first.n && second.n && sip_slice_is(trim(line), "SIP/2.0");
}

static void add_values(struct sip_slice value, struct sip_slice *list, unsigned *count, unsigned max)
{
	while (value.n) {
		struct sip_slice one = cut(&value, ',');

		if (one.n && *count < max)
			list[(*count)++] = one;
	}
}

static void take_once(struct sip_slice *field, struct sip_slice value)
{
	if (!field->p)
		*field = value;
}

static const struct {
	const char *name, *compact;
	size_t offset;
} singles[] = {
	{ "From", "f", offsetof(struct sip_message, from) },
	{ "To", "t", offsetof(struct sip_message, to) },
	{ "Call-ID", "i", offsetof(struct sip_message, call_id) },
	{ "CSeq", "CSeq", offsetof(struct sip_message, cseq) },
	{ "Expires", "Expires", offsetof(struct sip_message, expires) },
	{ "User-Agent", "User-Agent", offsetof(struct sip_message, user_agent) },
	{ "Reason", "Reason", offsetof(struct sip_message, reason) },
	{ "Content-Type", "c", offsetof(struct sip_message, content_type) },
};

/* False when the message cannot be understood. */
static bool read_header(struct sip_slice line, struct sip_message *m, struct sip_slice *length)
{
	const char *colon = memchr(line.p, ':', line.n);
	struct sip_slice name, value;

	if (!colon)
		return false;
	name = trim(slice(line.p, (size_t)(colon - line.p)));
	value = trim(slice(colon + 1, line.n - (size_t)(colon + 1 - line.p)));
	if (sip_slice_is(name, "Via") || sip_slice_is(name, "v"))
		add_values(value, m->via, &m->via_count, SIP_VIA_MAX);
	else if (sip_slice_is(name, "Contact") || sip_slice_is(name, "m"))
		add_values(value, m->contact, &m->contact_count, SIP_CONTACT_MAX);
	else if (sip_slice_is(name, "Content-Length") || sip_slice_is(name, "l"))
		take_once(length, value);
	for (size_t i = 0; i < NR_ARRAY_SIZE(singles); i++)
		if (sip_slice_is(name, singles[i].name) || sip_slice_is(name, singles[i].compact))
			take_once((struct sip_slice *)(void *)((char *)m + singles[i].offset), value);
	return true;
}

static enum sip_result read_body(struct sip_slice length, size_t left, bool stream, size_t *body)
{
	uint32_t n;

	if (!length.p) {
		*body = left;
		return stream ? SIP_BROKEN : SIP_MESSAGE;
	}
	if (!number(length, SIP_MESSAGE_MAX, &n))
		return SIP_BROKEN;
	*body = n;
	if (n <= left)
		return SIP_MESSAGE;
	return stream ? SIP_MORE : SIP_BROKEN;
}

enum sip_result sip_read(char *data, size_t len, bool stream, struct sip_message *out,
			 size_t *used)
{
	struct sip_slice line, length = { NULL, 0 };
	size_t at = 0, end;
	enum sip_result r;

	memset(out, 0, sizeof(*out));
	while (at < len && (data[at] == '\r' || data[at] == '\n'))
		at++;
	*used = at;
	if (at)
		return SIP_KEEPALIVE;
	end = header_end(data, len);
	if (!end)
		return stream && len < SIP_MESSAGE_MAX ? SIP_MORE : SIP_BROKEN;
	unfold(data, end);
	if (!next_line(data, end, &at, &line) || !clean(line) || !read_start(line, out))
		return SIP_BROKEN;
	while (next_line(data, end, &at, &line) && line.n)
		if (!clean(line) || !read_header(line, out, &length))
			return SIP_BROKEN;
	if (!out->via_count || !out->from.n || !out->to.n || !out->call_id.n || !out->cseq.n)
		return SIP_BROKEN;
	r = read_body(length, len - end, stream, &at);
	out->body = slice(data + end, r == SIP_MESSAGE ? at : 0);
	*used = end + at;
	return r;
}

/* -- parts of headers ---------------------------------------------------------------- */

static struct sip_slice unquote(struct sip_slice s)
{
	if (s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"')
		return slice(s.p + 1, s.n - 2);
	return s;
}

bool sip_parameter(struct sip_slice header, const char *name, struct sip_slice *value)
{
	if (!header.p)
		return false;
	cut(&header, ';');
	while (header.n) {
		struct sip_slice one = cut(&header, ';'), key = cut(&one, '=');

		if (sip_slice_is(key, name)) {
			*value = unquote(trim(one));
			return true;
		}
	}
	return false;
}

bool sip_address_uri(struct sip_slice header, struct sip_slice *uri)
{
	const char *open = header.p ? memchr(header.p, '<', header.n) : NULL, *close;

	if (!open) {
		*uri = header.p ? cut(&header, ';') : header;
		return uri->n > 0;
	}
	close = memchr(open, '>', header.n - (size_t)(open - header.p));
	if (!close)
		return false;
	*uri = trim(slice(open + 1, (size_t)(close - open - 1)));
	return uri->n > 0;
}

bool sip_reason_text(struct sip_slice reason, struct sip_slice *text)
{
	return sip_parameter(reason, "text", text);
}

uint16_t sip_via_port(struct sip_slice via, uint16_t source)
{
	struct sip_slice rest = via, sent_by, ignored, port;
	uint32_t n;

	if (sip_parameter(via, "rport", &ignored))
		return source;
	sent_by = cut(&rest, ';');
	cut(&sent_by, ' ');                     /* "SIP/2.0/UDP" */
	port = trim(sent_by);
	cut(&port, ':');
	return number(port, 65535, &n) && n ? (uint16_t)n : 5060;
}

/* -- writing -------------------------------------------------------------------------- */

struct sip_writer {
	char *out;
	size_t size, len;
	bool full;
};

static void __attribute__((format(printf, 2, 3)))
put(struct sip_writer *w, const char *fmt, ...)
{
	va_list ap;
	int n;

	if (w->full)
		return;
	va_start(ap, fmt);
	n = vsnprintf(w->out + w->len, w->size - w->len, fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= w->size - w->len)
		w->full = true;
	else
		w->len += (size_t)n;
}

static void put_header(struct sip_writer *w, const char *name, struct sip_slice value)
{
	put(w, "%s: %.*s", name, (int)value.n, value.p);
}

static size_t finish(const struct sip_writer *w)
{
	return w->full ? 0 : w->len;
}

/* The topmost Via says where the request really came from (18.2.1, RFC 3581). */
static void put_vias(struct sip_writer *w, const struct sip_message *m, const struct sip_answer *a)
{
	char addr[INET_ADDRSTRLEN];
	struct sip_slice ignored;

	for (unsigned i = 0; i < m->via_count; i++) {
		struct sip_slice rest = m->via[i];

		put(w, "Via: ");
		for (bool first = true; rest.n; first = false) {
			struct sip_slice one = cut(&rest, ';'), key = one;

			if (i == 0 && !first && (sip_slice_is(cut(&key, '='), "rport") ||
						 sip_slice_is(one, "rport")))
				continue;
			put(w, "%s%.*s", first ? "" : ";", (int)one.n, one.p);
		}
		if (i == 0) {
			put(w, ";received=%s", inet_ntop(AF_INET, &a->received, addr, sizeof(addr)));
			if (sip_parameter(m->via[0], "rport", &ignored))
				put(w, ";rport=%u", a->rport);
		}
		put(w, "\r\n");
	}
}

static void put_contacts(struct sip_writer *w, const struct sip_message *m, unsigned expires)
{
	for (unsigned i = 0; i < m->contact_count; i++) {
		struct sip_slice rest = m->contact[i];

		put(w, "Contact: ");
		for (bool first = true; rest.n; first = false) {
			struct sip_slice one = cut(&rest, ';'), key = one;

			if (!first && sip_slice_is(cut(&key, '='), "expires"))
				continue;
			put(w, "%s%.*s", first ? "" : ";", (int)one.n, one.p);
		}
		put(w, ";expires=%u\r\n", expires);
	}
	put(w, "Expires: %u\r\n", expires);
}

size_t sip_put_answer(char *out, size_t size, const struct sip_message *m,
		      const struct sip_answer *a)
{
	struct sip_writer w = { out, size, 0, false };
	struct sip_slice ignored;

	put(&w, "SIP/2.0 %u %s\r\n", a->status, a->phrase);
	put_vias(&w, m, a);
	put_header(&w, "From", m->from);
	put(&w, "\r\n");
	put_header(&w, "To", m->to);
	if (!sip_parameter(m->to, "tag", &ignored))
		put(&w, ";tag=%s", a->tag);
	put(&w, "\r\n");
	put_header(&w, "Call-ID", m->call_id);
	put(&w, "\r\n");
	put_header(&w, "CSeq", m->cseq);
	put(&w, "\r\n");
	if (a->contacts)
		put_contacts(&w, m, a->expires);
	if (a->status == 405 || a->status == 200)
		put(&w, "Allow: REGISTER, OPTIONS, NOTIFY\r\n");
	put(&w, "Content-Length: 0\r\n\r\n");
	return finish(&w);
}

size_t sip_put_notify(char *out, size_t size, const struct sip_notify *n)
{
	struct sip_writer w = { out, size, 0, false };
	char body[512] = "";
	int length = 0;

	if (!n->event)
		length = snprintf(body, sizeof(body),
				  "action=%s\r\n"
				  "RegisterCallId={%s}\r\n"
				  "ConfigVersionStamp={0000000000000000}\r\n"
				  "DialplanVersionStamp={0000000000000000}\r\n"
				  "SoftkeyVersionStamp={0000000000000000}\r\n",
				  n->action, n->register_call_id);
	if (length < 0 || (size_t)length >= sizeof(body))
		return 0;
	put(&w, "NOTIFY %s SIP/2.0\r\n", n->uri);
	put(&w, "Via: SIP/2.0/%s %s;branch=%s\r\n", n->transport, n->local, n->branch);
	put(&w, "Max-Forwards: 70\r\n");
	put(&w, "From: <sip:%s>;tag=%s\r\n", n->local, n->tag);
	put(&w, "To: %s\r\n", n->to);
	put(&w, "Call-ID: %s\r\n", n->call_id);
	put(&w, "CSeq: %u NOTIFY\r\n", n->cseq);
	put(&w, "Contact: <sip:%s>\r\n", n->local);
	put(&w, "Event: %s\r\n", n->event ? n->event : "service-control");
	put(&w, "Subscription-State: active\r\n");
	if (!n->event)
		put(&w, "Content-Type: text/plain\r\n");
	put(&w, "Content-Length: %d\r\n\r\n%s", length, body);
	return finish(&w);
}
