/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * settings.c -- the few elements of a configuration that matter while a phone
 * recovers, read with libxml2.
 */
#include <config.h>

#include "tests/phone/settings.h"

#include <arpa/inet.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static xmlNode *child(xmlNode *n, const char *name)
{
	for (n = n ? n->children : NULL; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0)
			return n;
	return NULL;
}

/* The text of @n without blanks around it; "" when there is none. */
static void text_of(xmlNode *n, char *out, size_t size)
{
	xmlChar *text = n ? xmlNodeGetContent(n) : NULL;
	const char *p = text ? (const char *)text : "";
	size_t len;

	p += strspn(p, " \t\r\n");
	len = strcspn(p, " \t\r\n");
	snprintf(out, size, "%.*s", (int)(len < size ? len : size - 1), p);
	xmlFree(text);
}

static uint16_t port_of(xmlNode *ports, const char *name, uint16_t otherwise)
{
	char text[8];
	unsigned long port;

	text_of(child(ports, name), text, sizeof(text));
	port = strtoul(text, NULL, 10);
	return port > 0 && port <= UINT16_MAX ? (uint16_t)port : otherwise;
}

static const char *read_call_manager(xmlNode *group, struct settings *out)
{
	static const char *const path[] = { "members", "member", "callManager" };
	xmlNode *n = group, *ports;
	struct in_addr ip;
	char host[64];

	if (!n)
		return "no callManagerGroup";
	for (size_t i = 0; i < 3; i++)
		n = child(n, path[i]);
	ports = child(n, "ports");
	if (!child(ports, "ethernetPhonePort") || !child(n, "processNodeName"))
		return "no call manager with ethernetPhonePort and processNodeName";
	out->sccp_port = port_of(ports, "ethernetPhonePort", 2000);
	out->sip_port = port_of(ports, "sipPort", 5060);
	text_of(child(n, "processNodeName"), host, sizeof(host));
	out->call_manager = inet_pton(AF_INET, host, &ip) == 1 ? ntohl(ip.s_addr) : 0;
	return NULL;
}

static const char *read_root(xmlNode *root, unsigned type, struct settings *out)
{
	xmlNode *group = child(root, "callManagerGroup");
	char name[32];

	if (root && strcmp((const char *)root->name, "device") == 0) {
		group = child(child(root, "devicePool"), "callManagerGroup");
		snprintf(name, sizeof(name), "loadInformation");
	} else if (root && strcmp((const char *)root->name, "Default") == 0) {
		snprintf(name, sizeof(name), "loadInformation%u", type);
	} else {
		return "neither a device nor a Default";
	}
	text_of(child(root, name), out->load, sizeof(out->load));
	return read_call_manager(group, out);
}

static void silent(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

const char *settings_read(const uint8_t *data, size_t len, unsigned type, struct settings *out)
{
	const char *lack;
	xmlDoc *doc;

	*out = (struct settings){ .call_manager = 0 };
	xmlSetGenericErrorFunc(NULL, silent);
	doc = xmlReadMemory((const char *)data, (int)len, NULL, NULL,
			    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (!doc)
		return "not well-formed";
	lack = read_root(xmlDocGetRootElement(doc), type, out);
	xmlFreeDoc(doc);
	return lack;
}

static void take_pair(const char *key, const char *value, struct settings *out)
{
	unsigned long port = strtoul(value, NULL, 10);
	struct in_addr ip;

	if (strcmp(key, "image_version") == 0)
		snprintf(out->load, sizeof(out->load), "%s", value);
	else if (strcmp(key, "proxy1_address") == 0 && inet_pton(AF_INET, value, &ip) == 1)
		out->call_manager = ntohl(ip.s_addr);
	else if (strcmp(key, "proxy1_port") == 0 && port > 0 && port <= UINT16_MAX)
		out->sip_port = (uint16_t)port;
}

void settings_read_text(const uint8_t *data, size_t len, struct settings *out)
{
	char line[128], key[64], value[64];
	size_t n = 0;

	if (!out->sip_port)
		out->sip_port = 5060;
	for (size_t i = 0; i <= len; i++) {
		if (i < len && data[i] != '\n') {
			if (n + 1 < sizeof(line))
				line[n++] = (char)data[i];
			continue;
		}
		line[n] = '\0';
		n = 0;
		if (sscanf(line, " %63[a-z0-9_] : \"%63[^\" \r]", key, value) == 2 ||
		    sscanf(line, " %63[a-z0-9_] : %63[^\" \r]", key, value) == 2)
			take_pair(key, value, out);
	}
}
