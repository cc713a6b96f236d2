/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cnfxml.c -- the smallest configurations that a phone takes.
 *
 * A phone without the block callManagerGroup/members/member/callManager does
 * not come up (tried by others over six models), and one typing error makes it
 * ignore the whole file.  So little is written, plain ASCII without a byte
 * order mark, and what was written is parsed again.
 */
#include <config.h>
#include "core/serve/cnfxml.h"
#include "core/base/device_name.h"

#include <arpa/inet.h>
#include <errno.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>

/* A tree under construction.  Once something failed, every step does nothing. */
struct draft {
	xmlDocPtr doc;
	bool bad;
};

static xmlNodePtr add(struct draft *d, xmlNodePtr parent, const char *name, const char *text)
{
	xmlNodePtr node = NULL;

	if (!d->bad)
		node = xmlNewTextChild(parent, NULL, (const xmlChar *)name, (const xmlChar *)text);
	d->bad |= node == NULL;
	return node;
}

static void attribute(struct draft *d, xmlNodePtr node, const char *name, const char *value)
{
	if (!d->bad && !xmlNewProp(node, (const xmlChar *)name, (const xmlChar *)value))
		d->bad = true;
}

static xmlNodePtr start(struct draft *d, const char *root)
{
	xmlNodePtr node = NULL;

	d->doc = xmlNewDoc((const xmlChar *)"1.0");
	if (d->doc)
		node = xmlNewDocNode(d->doc, NULL, (const xmlChar *)root, NULL);
	if (node)
		xmlDocSetRootElement(d->doc, node);
	d->bad = node == NULL;
	return node;
}

/* The call manager that the phone looks for once it runs: nobody answers, and
 * that it knocks shows that it got so far. */
static void add_call_manager(struct draft *d, xmlNodePtr parent, const char *server)
{
	xmlNodePtr group = add(d, parent, "callManagerGroup", NULL);
	xmlNodePtr member, manager, ports;

	member = add(d, add(d, group, "members", NULL), "member", NULL);
	attribute(d, member, "priority", "0");
	manager = add(d, member, "callManager", NULL);
	ports = add(d, manager, "ports", NULL);
	add(d, ports, "ethernetPhonePort", "2000");
	add(d, ports, "sipPort", "5060");
	add(d, manager, "processNodeName", server);
}

static void add_sip(struct draft *d, xmlNodePtr device, const char *name)
{
	xmlNodePtr profile = add(d, device, "sipProfile", NULL);
	xmlNodePtr proxies = add(d, profile, "sipProxies", NULL);
	xmlNodePtr line;

	add(d, proxies, "registerWithProxy", "true");
	line = add(d, add(d, profile, "sipLines", NULL), "line", NULL);
	attribute(d, line, "button", "1");
	add(d, line, "featureID", "9");
	add(d, line, "featureLabel", name);
	add(d, line, "proxy", "USECALLMANAGER");
	add(d, line, "port", "5060");
	add(d, line, "name", name);
	add(d, line, "displayName", name);
	add(d, line, "authName", NULL);
	add(d, line, "authPassword", NULL);
}

/* FNV-1a, 64 bits. */
static uint64_t hash(uint64_t h, const char *text)
{
	for (; *text; text++)
		h = (h ^ (uint8_t)*text) * 0x100000001b3u;
	return h;
}

/* The phone reads its configuration anew when the stamp changes: so it changes
 * with the load, and with nothing else. */
static void add_stamp(struct draft *d, xmlNodePtr device, const struct nr_ask *ask,
		      const char *server)
{
	uint64_t h = hash(hash(hash(0xcbf29ce484222325u, ask->load ? ask->load : ""), "|"),
			  ask->protocol ? ask->protocol : "");
	uint64_t low = hash(h, server);
	char stamp[64];

	snprintf(stamp, sizeof(stamp), "%08x-%04x-%04x-%04x-%012llx", (unsigned)(h >> 32),
		 (unsigned)(h >> 16) & 0xffff, (unsigned)h & 0xffff, (unsigned)(low >> 48),
		 (unsigned long long)(low & 0xffffffffffffu));
	add(d, device, "versionStamp", stamp);
}

static void draft_device(struct draft *d, const struct nr_model *model, const struct nr_ask *ask,
			 const char *server)
{
	bool sip = ask->protocol && strcmp(ask->protocol, "SIP") == 0;
	xmlNodePtr device = start(d, "device"), vendor;
	char name[DEVICE_NAME_SIZE];

	device_name_write(model->phone_name, &ask->mac, name);
	add(d, device, "fullConfig", "true");
	add(d, device, "deviceProtocol", sip ? "SIP" : "SCCP");
	add_call_manager(d, add(d, device, "devicePool", NULL), server);
	if (sip)
		add_sip(d, device, name);
	if (ask->load)
		add(d, device, "loadInformation", ask->load);
	/* Every byte is to come from here: not from another phone, not from a
	 * server that is remembered.  Its web page may tell what it runs (0: on). */
	vendor = add(d, device, "vendorConfig", NULL);
	add(d, vendor, "webAccess", "0");
	add(d, vendor, "loadServer", NULL);
	add(d, vendor, "peerFirmwareSharing", "0");
	add_stamp(d, device, ask, server);
	if (sip)
		add(d, device, "transportLayerProtocol", "4");
}

static void draft_defaults(struct draft *d, const struct nr_model *model,
			   const struct nr_ask *ask, const char *server)
{
	xmlNodePtr root = start(d, "Default"), load;
	char element[32];

	add_call_manager(d, root, server);
	if (!ask->load)
		return;
	snprintf(element, sizeof(element), "loadInformation%u", (unsigned)model->type);
	load = add(d, root, element, ask->load);
	if (model->type_name)
		attribute(d, load, "model", model->type_name);
}

static bool is_plain(const char *text)
{
	for (; text && *text; text++)
		if (*text < 0x20 || *text > 0x7e)
			return false;
	return true;
}

/* Would a phone's parser take it?  Ours must, at least. */
static bool parses(const xmlChar *text, int len)
{
	xmlDocPtr doc = xmlReadMemory((const char *)text, len, NULL, NULL,
				      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

	xmlFreeDoc(doc);
	for (int i = 0; i < len; i++)
		if (text[i] >= 0x80)
			return false;
	return doc != NULL;
}

static int write_out(const struct draft *d, uint8_t **out, size_t *len)
{
	xmlChar *text = NULL;
	int n = 0, r = 0;

	xmlDocDumpFormatMemory(d->doc, &text, &n, 1);
	if (!text || n <= 0)
		r = -ENOMEM;
	else if (!parses(text, n))
		r = -EINVAL;
	else if (!(*out = malloc((size_t)n)))
		r = -ENOMEM;
	if (r == 0) {
		memcpy(*out, text, (size_t)n);
		*len = (size_t)n;
	}
	xmlFree(text);
	return r;
}

int cnfxml_write(const struct nr_model *model, enum nr_want want, const struct nr_ask *ask,
		 uint8_t **out, size_t *len)
{
	struct draft d = { NULL, false };
	char server[INET_ADDRSTRLEN];
	int r;

	if (want != NR_WANT_CONFIG && want != NR_WANT_DEFAULTS)
		return -EINVAL;
	if (!is_plain(ask->load) || !is_plain(model->type_name) ||
	    !inet_ntop(AF_INET, &ask->server, server, sizeof(server)))
		return -EINVAL;
	if (want == NR_WANT_CONFIG)
		draft_device(&d, model, ask, server);
	else
		draft_defaults(&d, model, ask, server);
	r = d.bad ? -ENOMEM : write_out(&d, out, len);
	xmlFreeDoc(d.doc);
	return r;
}
