/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * page.c -- see page.h.
 *
 * The elements and what stands in them are those of published pages of a 7905, a 7940
 * and a 6941; public tools read the same elements from 79x5, 78xx and 88xx, and the
 * rows of tables from a 7841, an 8851 and a 7971.  That the version of these is the name
 * of their load is from memory.
 */
#include "plugins/probe/page.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <strings.h>

#define TEXT_MAX 96             /* of one label or value; longer ones are cut */

enum field { MAC, NAME, APP, BOOT, VERSION, MODEL, HARDWARE, SERIAL, FIELDS };

static const char *const elements[FIELDS] = {
	[MAC] = "MACAddress", [NAME] = "HostName", [APP] = "appLoadID", [BOOT] = "bootLoadID",
	[VERSION] = "versionID", [MODEL] = "modelNumber", [HARDWARE] = "hardwareRevision",
	[SERIAL] = "serialNumber",
};

static const char *const labels[FIELDS] = {
	[MAC] = "MAC address", [NAME] = "Host name", [APP] = "App load ID", [BOOT] = "Boot load ID",
	[VERSION] = "Version", [MODEL] = "Model number", [HARDWARE] = "Hardware revision",
	[SERIAL] = "Serial number",
};

/* -- texts ---------------------------------------------------------------------- */

static void copy(char *dst, size_t size, const char *text)
{
	if (!dst[0] && strlen(text) < size)
		memcpy(dst, text, strlen(text) + 1);
}

/* The first word on a matter counts; one that is too long to be true does not. */
static void take(struct page *p, enum field field, const char *text)
{
	switch (field) {
	case MAC:
		p->has_mac = p->has_mac || nr_mac_read(text, &p->mac);
		break;
	case NAME:
		copy(p->name, sizeof(p->name), text);
		break;
	case APP:
		copy(p->app, sizeof(p->app), text);
		break;
	case BOOT:
		copy(p->boot, sizeof(p->boot), text);
		break;
	case VERSION:
		copy(p->version, sizeof(p->version), text);
		break;
	case MODEL:
		copy(p->model, sizeof(p->model), text);
		break;
	case HARDWARE:
		copy(p->hardware, sizeof(p->hardware), text);
		break;
	case SERIAL:
		copy(p->serial, sizeof(p->serial), text);
		break;
	case FIELDS:
		break;
	}
}

static enum field find(const char *const names[FIELDS], const char *name)
{
	int f = 0;

	while (f < FIELDS && strcasecmp(names[f], name) != 0)
		f++;
	return (enum field)f;
}

/* -- trees ---------------------------------------------------------------------- */

/* The node after @n in the order of the document, within @top; NULL at its end.  Only
 * elements are entered: an entity leads to its declaration, which is no part of it. */
static const xmlNode *next_node(const xmlNode *n, const xmlNode *top)
{
	if (n->type == XML_ELEMENT_NODE && n->children)
		return n->children;
	while (n != top && !n->next)
		n = n->parent;
	return n == top ? NULL : n->next;
}

/* Blank in UTF-8: ASCII's and the no-break space (C2 A0) with which cells are filled. */
static size_t blank(const char *s)
{
	if (isspace((unsigned char)*s))
		return 1;
	return s[0] == '\xc2' && s[1] == '\xa0' ? 2 : 0;
}

/* Append @s, runs of blanks as one, none at the start. */
static void append(char *out, size_t *n, const char *s)
{
	while (*s && *n + 1 < TEXT_MAX) {
		size_t skip = blank(s);

		if (skip && *n && out[*n - 1] != ' ')
			out[(*n)++] = ' ';
		else if (!skip)
			out[(*n)++] = *s < 0x20 || *s > 0x7e ? '?' : *s;
		s += skip ? skip : 1;
	}
}

/* The text in @top as people see it. */
static void text_of(const xmlNode *top, char out[TEXT_MAX])
{
	size_t n = 0;

	for (const xmlNode *i = top; i && n + 1 < TEXT_MAX; i = next_node(i, top))
		if ((i->type == XML_TEXT_NODE || i->type == XML_CDATA_SECTION_NODE) && i->content)
			append(out, &n, (const char *)i->content);
	while (n > 0 && (out[n - 1] == ' ' || out[n - 1] == ':'))
		n--;
	out[n] = '\0';
}

static bool is_element(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && strcasecmp((const char *)n->name, name) == 0;
}

static void read_element(struct page *p, const xmlNode *n)
{
	enum field field = n->type == XML_ELEMENT_NODE ? find(elements, (const char *)n->name) : FIELDS;
	char text[TEXT_MAX];

	if (field == FIELDS)
		return;
	text_of(n, text);
	take(p, field, text);
}

/* A row of a table: the first two cells that hold anything. */
static void read_row(struct page *p, const xmlNode *row)
{
	char text[2][TEXT_MAX];
	int n = 0;

	if (!is_element(row, "tr"))
		return;
	for (const xmlNode *c = row->children; c && n < 2; c = c->next) {
		if (!is_element(c, "td") && !is_element(c, "th"))
			continue;
		text_of(c, text[n]);
		n += text[n][0] != '\0';
	}
	if (n == 2)
		take(p, find(labels, text[0]), text[1]);
}

static void read_tree(struct page *p, xmlDoc *doc,
		      void (*read)(struct page *p, const xmlNode *n))
{
	const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;

	for (const xmlNode *n = root; n; n = next_node(n, root))
		read(p, n);
	xmlFreeDoc(doc);
}

/* Nothing that the page declares counts: so there is nothing to expand. */
static void read_xml(struct page *p, const char *data, int len)
{
	xmlParserCtxt *ctxt = xmlNewParserCtxt();

	if (!ctxt)
		return;
	ctxt->sax->entityDecl = NULL;
	ctxt->sax->unparsedEntityDecl = NULL;
	ctxt->sax->attributeDecl = NULL;
	ctxt->sax->externalSubset = NULL;
	read_tree(p, xmlCtxtReadMemory(ctxt, data, len, NULL, NULL,
				       XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR |
				       XML_PARSE_NOWARNING), read_element);
	xmlFreeParserCtxt(ctxt);
}

static void read_html(struct page *p, const char *data, int len)
{
	read_tree(p, htmlReadMemory(data, len, NULL, NULL, HTML_PARSE_NONET | HTML_PARSE_RECOVER |
				    HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING), read_row);
}

/* -- the page ---------------------------------------------------------------------- */

/*
 * A name that can be a load's: one word, with a letter first and a digit somewhere.
 * "8.1(2.0)" (a 7940), "SCCP 1.2.2.6" and "= V02" (a 6941) are none.
 */
static bool is_name(const char *s)
{
	return isalpha((unsigned char)s[0]) && strpbrk(s, "0123456789") &&
	       s[strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")] == '\0';
}

/*
 * The version is the load where it has a load's name.  Else the application is, on
 * phones whose load is one file; the application of the others is a part of their load
 * and is written in lower case: "jar45sccp...", "rootfs88xx...".
 */
const char *page_load(const struct page *p)
{
	if (is_name(p->version))
		return p->version;
	return is_name(p->app) && isupper((unsigned char)p->app[0]) ? p->app : "";
}

static bool says_something(const struct page *p)
{
	return p->has_mac || p->model[0] || page_load(p)[0];
}

bool page_read(const void *data, size_t len, struct page *out)
{
	memset(out, 0, sizeof(*out));
	if (len == 0 || len > PAGE_MAX)
		return false;
	read_xml(out, data, (int)len);
	if (!says_something(out))
		read_html(out, data, (int)len);
	if (!out->has_mac)
		out->has_mac = nr_phone_name_mac(out->name, &out->mac);
	return says_something(out);
}
