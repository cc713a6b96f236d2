/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * web.c -- see web.h.  The pages are written after those that real phones were seen to
 * send; RFC 9293 as far as a wire without losses needs it.
 */
#include <config.h>

#include "tests/phone/web.h"

#include <string.h>

#define SEGMENT 1024

static const char *const kind_names[WEB_KINDS] = {
	[WEB_NONE] = "none", [WEB_XML] = "xml", [WEB_OLD] = "old", [WEB_HTML] = "html",
	[WEB_RUBBISH] = "rubbish", [WEB_ENDLESS] = "endless", [WEB_SLOW] = "slow",
	[WEB_OTHER] = "other",
};

enum web_kind web_kind(const char *name)
{
	int k = 0;

	while (k < WEB_KINDS && strcmp(kind_names[k], name) != 0)
		k++;
	return (enum web_kind)k;
}

/* -- pages ---------------------------------------------------------------------- */

static int xml_page(char *out, size_t size, const char *mac, const struct web_says *s)
{
	return snprintf(out, size,
			"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<DeviceInformation>\n"
			"<MACAddress>%s</MACAddress>\n<HostName>SEP%s</HostName>\n<phoneDN></phoneDN>\n"
			"<appLoadID>jar45sccp.9-0-1.sbn</appLoadID>\n"
			"<bootLoadID>tnp65.8-5-2-5.bin</bootLoadID>\n<versionID>%s</versionID>\n"
			"<addonModule1></addonModule1>\n<hardwareRevision>12.0</hardwareRevision>\n"
			"<serialNumber>FCH12345678</serialNumber>\n<modelNumber>%s</modelNumber>\n"
			"<MessageWaiting>no</MessageWaiting>\n</DeviceInformation>\n",
			mac, mac, s->load, s->model);
}

#define ROW "<TR><TD><B> %s</B></TD><td width=20></TD><TD><B>%s</B></TD></TR>\n"

static int html_page(char *out, size_t size, const struct web_says *s)
{
	return snprintf(out, size,
			"<HTML><HEAD><TITLE>Cisco Systems, Inc.</TITLE></HEAD><BODY>\n"
			"<TABLE><TR><TD></TD><TD><P>Device Information</TD></TR><TR><TD>\n"
			"<TABLE><TR><TD><A HREF=\"/CGI\">Network</A></TD></TR></TABLE></TD><TD>\n"
			"<DIV><TABLE>\n" ROW ROW ROW ROW ROW "</TABLE></DIV></TD></TR></TABLE></BODY></HTML>\n",
			"MAC Address", s->name + 3, "App Load ID", "jar45sccp.9-0-1.sbn", "Version",
			s->load, "Serial Number", "FCH12345678", "Model Number", s->model);
}

static int rubbish(char *out, size_t size)
{
	return snprintf(out, size, "<DeviceInformation><MACAddress>nobody</MACAddress><<&&& \x01\x80"
			"<versionID>%s", "{\"rubbish\":true}");
}

static int page(char *out, size_t size, const char *path, enum web_kind kind,
		const struct web_says *s)
{
	bool old = strcmp(path, "/DeviceInformationX") == 0;
	bool xml = strcmp(path, "/CGI/Java/Serviceability?adapterX=device.statistics.device") == 0;
	bool html = strcmp(path, "/CGI/Java/Serviceability?adapter=device.statistics.device") == 0;

	switch (kind) {
	case WEB_XML:
		return xml ? xml_page(out, size, s->name + 3, s) : -1;
	case WEB_OLD:
		return old ? xml_page(out, size, s->name + 3, s) : -1;
	case WEB_OTHER:
		return xml ? xml_page(out, size, "0011223344FF", s) : -1;
	case WEB_HTML:
		return html ? html_page(out, size, s) : -1;
	case WEB_RUBBISH:
		return rubbish(out, size);
	case WEB_ENDLESS:
		return snprintf(out, size, "<DeviceInformation>");
	case WEB_SLOW:
		return snprintf(out, size, "<");
	case WEB_NONE:
	case WEB_KINDS:
		break;
	}
	return -1;
}

size_t web_answer(char *out, size_t size, const char *path, enum web_kind kind,
		  const struct web_says *says)
{
	char body[2048];
	int n = page(body, sizeof(body), path, kind, says), all;

	if (n < 0)
		all = snprintf(out, size, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n"
			       "Connection: close\r\n\r\n");
	else
		all = snprintf(out, size, "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"
			       "Server: Allegro-Software-RomPager/4.34\r\nConnection: close\r\n\r\n%s",
			       body);
	return all > 0 && (size_t)all < size ? (size_t)all : 0;
}

/* -- the connection ---------------------------------------------------------------- */

bool web_takes(const struct packet *p)
{
	return p->dport == WEB_PORT || (p->tcp_flags & (TCP_SYN | TCP_ACK | TCP_RST)) == TCP_SYN;
}

static void refuse(struct host *h, const struct packet *p)
{
	const struct stream s = {
		.peer = p->src, .sport = p->dport, .dport = p->sport, .ack = p->tcp_seq + 1,
	};

	host_send_control(h, &s, TCP_RST | TCP_ACK);
}

static void welcome(struct web *w, struct host *h, const struct packet *p)
{
	*w = (struct web){ .c = { .peer = p->src, .sport = p->dport, .dport = p->sport,
				  .seq = host_random(h), .ack = p->tcp_seq + 1 } };
	host_send_control(h, &w->c, TCP_SYN | TCP_ACK);
	w->c.seq++;
}

static void send_bytes(struct web *w, struct host *h, const char *data, size_t len)
{
	for (size_t at = 0; at < len; at += SEGMENT) {
		size_t n = len - at < SEGMENT ? len - at : SEGMENT;

		host_send_stream(h, &w->c, (const uint8_t *)data + at, n);
		w->c.seq += (uint32_t)n;
	}
}

static void send_fin(struct web *w, struct host *h)
{
	host_send_control(h, &w->c, TCP_FIN | TCP_ACK);
	w->c.dport = 0;
}

/* "GET PATH HTTP/1.1"; cuts the request at its end.  NULL while it is not whole. */
static const char *path_of(struct web *w)
{
	char *end;

	w->request[w->have] = '\0';
	if (!strstr(w->request, "\r\n\r\n") || strncmp(w->request, "GET ", 4) != 0)
		return NULL;
	end = strchr(w->request + 4, ' ');
	if (end)
		*end = '\0';
	return w->request + 4;
}

static const char *hear(struct web *w, struct host *h, const struct packet *p, enum web_kind kind,
			const struct web_says *says)
{
	char out[3072];
	const char *path;

	if (p->tcp_seq != w->c.ack || p->len >= sizeof(w->request) - w->have)
		return NULL;
	w->c.ack += (uint32_t)p->len;
	memcpy(w->request + w->have, p->data, p->len);
	w->have += p->len;
	path = path_of(w);
	if (!path) {
		host_send_control(h, &w->c, TCP_ACK);
		return NULL;
	}
	send_bytes(w, h, out, web_answer(out, sizeof(out), path, kind, says));
	w->endless = kind == WEB_ENDLESS;
	if (!w->endless && kind != WEB_SLOW)
		send_fin(w, h);
	return path;
}

/* One more piece of it for each piece that was received. */
static void go_on(struct web *w, struct host *h)
{
	char out[2 * SEGMENT];

	memset(out, 'a', sizeof(out));
	send_bytes(w, h, out, sizeof(out));
}

const char *web_packet(struct web *w, struct host *h, const struct packet *p, enum web_kind kind,
		       const struct web_says *says)
{
	bool known = w->c.dport && p->src == w->c.peer && p->sport == w->c.dport;

	if ((p->tcp_flags & (TCP_SYN | TCP_ACK)) == TCP_SYN) {
		if (kind != WEB_NONE && p->dport == WEB_PORT)
			welcome(w, h, p);
		else
			refuse(h, p);
	} else if (p->tcp_flags & TCP_RST) {
		w->c.dport = known ? 0 : w->c.dport;
	} else if (known && p->len) {
		return hear(w, h, p, kind, says);
	} else if (known && p->tcp_flags & TCP_FIN) {
		w->c.ack++;
		send_fin(w, h);
	} else if (known && w->endless) {
		go_on(w, h);
	}
	return NULL;
}
