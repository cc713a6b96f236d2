/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * xmldefault.c -- read the call manager's XMLDefault.cnf.xml.
 *
 * Three steps on a copy, none of which moves a line: to UTF-8; a scan of the
 * tags that mends what people's editors do to such files; libxml2.  The text
 * goes to libxml2 unmended first, and what was mended is reported only when it had
 * to be.  No network, no DTD, no entities: a DOCTYPE is refused unread.
 */
#include <config.h>
#include "core/plan/xmldefault.h"

#include "core/base/disk.h"
#include "core/base/file_name.h"
#include "core/plan/xmlmend.h"
#include "core/plugin/formats.h"
#include "core/plugin/model.h"
#include "core/plugin/spelling.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#define MAX_SIZE (1024 * 1024)
#define MAX_ROWS 4096           /* the call manager knows about 150 types */

const char *const xmldefault_spelling[XMLDEFAULT_SPELLINGS + 1] = {
	XMLDEFAULT_NAME, "xmldefault.cnf.xml", "XmlDefault.cnf.xml", "XMLDEFAULT.CNF.XML",
	"xmldefault.CNF.XML", NULL
};

/* -- libxml2 ----------------------------------------------------------------- */

struct first_error {
	unsigned line;
	char text[200];
};

#if LIBXML_VERSION >= 21200
typedef const xmlError *xml_error;
#else
typedef xmlErrorPtr xml_error;
#endif

/* What people who have never seen XML can act on; NULL: rare. */
static const char *words_of(int error)
{
	static const struct {
		int error;
		const char *words;
	} rows[] = {
		{ XML_ERR_DOCUMENT_EMPTY, "it is not XML: it does not begin with a tag" },
		{ XML_ERR_DOCUMENT_END, "something stands behind its last tag" },
		{ XML_ERR_INVALID_CHAR, "a character that XML does not have" },
		{ XML_ERR_NAME_REQUIRED, "a tag without a name" },
		{ XML_ERR_GT_REQUIRED, "a tag without its '>'" },
		{ XML_ERR_LT_IN_ATTRIBUTE, "a '<' inside a value: is a quote missing?" },
		{ XML_ERR_ATTRIBUTE_NOT_STARTED, "a value without quotes" },
		{ XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "a name without a value in a tag" },
		{ XML_ERR_ATTRIBUTE_REDEFINED, "one name twice in a tag" },
		{ XML_ERR_COMMENT_NOT_FINISHED, "a comment without its end" },
		{ XML_ERR_CDATA_NOT_FINISHED, "a CDATA section without its end" },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++)
		if (rows[i].error == error)
			return rows[i].words;
	return NULL;
}

/* The first error is the one to report: the others follow from it. */
static void keep_first(void *ctxt, xml_error e)
{
	struct first_error *first = ((xmlParserCtxtPtr)ctxt)->_private;
	const char *words = words_of(e->code);

	if (first->text[0] || e->level < XML_ERR_ERROR || !e->message)
		return;
	first->line = e->line > 0 ? (unsigned)e->line : 0;
	if (e->code == XML_ERR_TAG_NAME_MISMATCH && e->str1 && e->str2)
		snprintf(first->text, sizeof(first->text), "the tag %.60s of line %d is closed as %.60s", e->str1, e->int1,
			 e->str2);
	else if (e->code == XML_ERR_TAG_NOT_FINISHED && e->str1)
		snprintf(first->text, sizeof(first->text), "it ends inside the tag %.60s, which begins in line %d: a part of "
			 "it is missing", e->str1, e->int1);
	else if (e->code == XML_ERR_UNDECLARED_ENTITY && e->str1)
		snprintf(first->text, sizeof(first->text), "&%.60s; means nothing in XML; an & by itself is written &amp;",
			 e->str1);
	else if (words)
		snprintf(first->text, sizeof(first->text), "%s", words);
	else
		snprintf(first->text, sizeof(first->text), "it is not sound XML (libxml2: %.*s)",
			 (int)strcspn(e->message, "\n"), e->message);
	for (char *p = first->text; *p; p++)
		if (*p < 0x20 || *p > 0x7e)
			*p = '?';
}

static xmlDocPtr read_xml(const struct xmltext *t, struct first_error *first)
{
	xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
	xmlDocPtr doc;

	memset(first, 0, sizeof(*first));
	if (!ctxt) {
		snprintf(first->text, sizeof(first->text), "%s", strerror(ENOMEM));
		return NULL;
	}
	ctxt->_private = first;
	ctxt->sax->serror = keep_first;
	doc = xmlCtxtReadMemory(ctxt, t->p ? t->p : "", (int)t->len, NULL, "UTF-8",
				XML_PARSE_NONET | XML_PARSE_BIG_LINES);
	xmlFreeParserCtxt(ctxt);
	if (!doc && !first->text[0])
		snprintf(first->text, sizeof(first->text), "not XML");
	return doc;
}

/* -- rows -------------------------------------------------------------------- */

/* "loadInformation00435" -> 435, "loadInformation" and "loadInformation0" -> 0. */
static bool type_of(const xmlChar *name, uint32_t *type)
{
	const char *p = (const char *)name;
	uint32_t v = 0;

	if (strncasecmp(p, "loadInformation", 15) != 0)
		return false;
	p += 15;
	while (p[0] == '0')
		p++;
	if (strlen(p) > 9)
		return false;
	for (; isdigit((unsigned char)*p); p++)
		v = v * 10 + (uint32_t)(*p - '0');
	*type = v;
	return *p == '\0';
}

/* One line of printable ASCII: runs of blanks become one. */
static void one_line(char *dst, size_t size, const xmlChar *text)
{
	size_t n = 0;

	for (const unsigned char *p = text; p && *p && n + 1 < size; p++) {
		char c = isspace(*p) ? ' ' : *p < 0x20 || *p > 0x7e ? '?' : (char)*p;

		if (c != ' ' || (n > 0 && dst[n - 1] != ' '))
			dst[n++] = c;
	}
	while (n > 0 && dst[n - 1] == ' ')
		n--;
	dst[n] = '\0';
}

static void take_model(struct xmldefault_row *row, xmlNodePtr node)
{
	for (xmlAttrPtr a = node->properties; a; a = a->next) {
		xmlChar *value;

		if (strcasecmp((const char *)a->name, "model") != 0)
			continue;
		value = xmlNodeGetContent((xmlNodePtr)a);
		one_line(row->model, sizeof(row->model), value);
		xmlFree(value);
	}
}

/* "SCCP45.8-5-2S" in quotes of any kind, or with dashes of a word processor. */
static void plain_load(struct xmldefault *x, const char *path, unsigned line, char *raw, size_t size)
{
	static const char quotes[] = "\"' ";
	char plain[200];
	unsigned kinds = xmltext_plain(plain, sizeof(plain), raw);
	char *p = plain + strspn(plain, quotes);
	size_t n = strlen(p);

	while (n > 0 && strchr(quotes, p[n - 1]))
		p[--n] = '\0';
	if (kinds & XMLTEXT_QUOTES)
		xmltext_warn(&x->messages, path, line, "quotes around the load: mended");
	if (kinds & XMLTEXT_DASHES)
		xmltext_warn(&x->messages, path, line, "curly dashes in the load: mended");
	one_line(raw, size, (const xmlChar *)p);
}

/* False when it names no load that could be. */
static bool take_load(struct xmldefault *x, const char *path, struct xmldefault_row *row,
		      xmlNodePtr node)
{
	xmlChar *value = xmlNodeGetContent(node);
	char raw[200], plain[LOAD_NAME_SIZE];

	snprintf(raw, sizeof(raw), "%s", value ? (const char *)value : "");
	xmlFree(value);
	plain_load(x, path, row->line, raw, sizeof(raw));
	if (!raw[0])
		return true;
	if (!file_name_normalise(raw, plain) || strlen(plain) >= sizeof(row->load) ||
	    strpbrk(plain, " ?")) {
		xmltext_warn(&x->messages, path, row->line, "'%s' is not the name of a load: ignored", raw);
		return false;
	}
	if (strcmp(raw, plain) != 0)
		xmltext_warn(&x->messages, path, row->line, "'%s' should be '%s': mended", raw, plain);
	memcpy(row->load, plain, strlen(plain) + 1);
	return true;
}

/* Phones compare the name as it stands. */
static void check_name(struct xmldefault *x, const char *path, xmlNodePtr node,
		       const struct xmldefault_row *row)
{
	char right[32];

	snprintf(right, sizeof(right), "loadInformation%u", (unsigned)row->type);
	if (!row->type && row->load[0])
		xmltext_warn(&x->messages, path, row->line, "<%.60s> has no number: it counts for the models "
			     "that %s fits and no other line names", (const char *)node->name, row->load);
	else if (row->type && strcmp((const char *)node->name, right) != 0)
		xmltext_warn(&x->messages, path, row->line, "<%.60s> should be <%s>: mended",
			     (const char *)node->name, right);
}

/* The first line of a number counts.  Of those without one, each may be another model's. */
static void check_twice(struct xmldefault *x, const char *path, const struct xmldefault_row *row)
{
	for (size_t i = 0; row->type && i < x->count; i++) {
		if (x->row[i].type != row->type)
			continue;
		if (strcmp(x->row[i].load, row->load) != 0)
			xmltext_warn(&x->messages, path, row->line,
				     "loadInformation%u is in line %u already, "
				     "and that one counts", (unsigned)row->type, x->row[i].line);
		return;
	}
}

static int take_row(struct xmldefault *x, const char *path, xmlNodePtr node, uint32_t type)
{
	long line = xmlGetLineNo(node);
	struct xmldefault_row row = { .type = type, .line = line > 0 ? (unsigned)line : 0 };
	struct xmldefault_row *more;

	take_model(&row, node);
	if (!take_load(x, path, &row, node) || (!type && !row.load[0]))
		return 0;
	check_name(x, path, node, &row);
	if (x->count == MAX_ROWS)
		return xmltext_fail(&x->messages, path, row.line, "more than %d loads: not such a file",
				    MAX_ROWS);
	check_twice(x, path, &row);
	more = realloc(x->row, (x->count + 1) * sizeof(*more));
	if (!more)
		return xmltext_fail(&x->messages, path, row.line, "%s", strerror(ENOMEM));
	x->row = more;
	more[x->count++] = row;
	return 0;
}

/* The element after @node in the order of the text; below @root only. */
static xmlNodePtr next_node(xmlNodePtr root, xmlNodePtr node)
{
	if (node->children && node->type == XML_ELEMENT_NODE)
		return node->children;
	while (node != root && !node->next)
		node = node->parent;
	return node == root ? NULL : node->next;
}

static int take_rows(struct xmldefault *x, const char *path, xmlDocPtr doc)
{
	xmlNodePtr root = xmlDocGetRootElement(doc);
	const char *name = (const char *)root->name;
	uint32_t type;

	if (strcasecmp(name, "device") == 0)
		return xmltext_fail(&x->messages, path, (unsigned)xmlGetLineNo(root),
				    "this is the configuration of one "
				    "phone (<device>); " XMLDEFAULT_NAME " starts with <Default>");
	if (strcasecmp(name, "Default") != 0)
		return xmltext_fail(&x->messages, path, (unsigned)xmlGetLineNo(root),
				    "starts with <%.40s>; "
				    "" XMLDEFAULT_NAME " starts with <Default>", name);
	for (xmlNodePtr n = root; n; n = next_node(root, n)) {
		if (n->type != XML_ELEMENT_NODE || !type_of(n->name, &type))
			continue;
		if (take_row(x, path, n, type) < 0)
			return -EINVAL;
	}
	return 0;
}

/* -- all together ------------------------------------------------------------ */

/* Strictly first.  What mending would change is reported only when it was needed. */
static int parse_text(struct xmldefault *x, const char *path, const struct xmltext *plain,
		      struct xmlmend *m)
{
	struct first_error strict, loose = { 0 };
	size_t before = x->messages.warning_count;
	xmlDocPtr doc;
	int r;

	m->p = plain->p ? plain->p : "";
	m->end = m->p + plain->len;
	xmlmend(m);
	if (m->out.bad)
		return xmltext_fail(&x->messages, path, 0, "%s", strerror(ENOMEM));
	if (m->doctype)
		return xmltext_fail(&x->messages, path, m->line,
				    "declares a document type: such a file is not read");
	doc = xmlmend_is_fragment(plain) ? NULL : read_xml(plain, &strict);
	if (doc)
		xmltext_drop_warnings(&x->messages, before);
	else
		doc = read_xml(&m->out, &loose);
	if (!doc) {
		xmltext_drop_warnings(&x->messages, before);
		return xmltext_fail(&x->messages, path, loose.line, "%s", loose.text);
	}
	r = take_rows(x, path, doc);
	xmlFreeDoc(doc);
	return r;
}

int xmldefault_parse(struct xmldefault *out, const char *path, const void *text, size_t len)
{
	struct xmlmend m = { .messages = &out->messages, .path = path, .line = 1 };
	struct xmltext plain = { 0 };
	int r;

	memset(out, 0, sizeof(*out));
	if (len > MAX_SIZE)
		return xmltext_fail(&out->messages, path, 0, "larger than 1 MiB: not such a file");
	r = xmltext_to_utf8(&out->messages, path, text, len, &plain);
	if (r == 0)
		r = parse_text(out, path, &plain, &m);
	free(plain.p);
	free(m.out.p);
	return r;
}

static int load_failed(struct xmldefault *x, const char *path, int error)
{
	xmltext_fail(&x->messages, path, 0, "cannot be read: %s", strerror(error));
	return -error;
}

int xmldefault_load(struct xmldefault *out, const char *path)
{
	uint8_t *buf = malloc(MAX_SIZE + 1);
	struct stat st;
	ssize_t n;
	int fd, r;

	memset(out, 0, sizeof(*out));
	if (!buf)
		return load_failed(out, path, ENOMEM);
	fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0) {
		r = load_failed(out, path, errno);
	} else if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		r = xmltext_fail(&out->messages, path, 0, "not a regular file");
	} else {
		n = disk_read(fd, buf, MAX_SIZE + 1, 0);
		r = n < 0 ? load_failed(out, path, (int)-n) :
		    xmldefault_parse(out, path, buf, (size_t)n);
	}
	if (fd >= 0)
		close(fd);
	free(buf);
	return r;
}

void xmldefault_finish(struct xmldefault *x)
{
	xmltext_drop_warnings(&x->messages, 0);
	free(x->messages.warning);
	free(x->row);
	free(x->messages.error);
	memset(x, 0, sizeof(*x));
}

/* -- look-up ----------------------------------------------------------------- */

static bool can_run(const struct nr_model *model, const char *load)
{
	struct nr_load l;

	return !model->parse || model_read(model, load, &l);
}

/* A row under a wrong number counts only when its load can be this model's. */
static bool fits(const struct xmldefault_row *row, const struct nr_model *model)
{
	return row->type && row->load[0] && spelling_stands_in(model->name, row->model) &&
	       can_run(model, row->load);
}

/* A row without one: when its text names this model, or no model at all. */
static bool fits_unnumbered(const struct xmldefault_row *row, const struct nr_model *model)
{
	return !row->type && can_run(model, row->load) &&
	       (spelling_stands_in(model->name, row->model) || !strpbrk(row->model, "0123456789"));
}

/* "<loadInformation8 model="Cisco 7965">" with a load that no 7940 can run is a 7965's.
 * The text of a 7916-12 may be "7916". */
static bool is_of_another(const struct xmldefault_row *row, const struct nr_model *model)
{
	char stem[32];

	snprintf(stem, sizeof(stem), "%.*s", (int)strcspn(model->name, "-"), model->name);
	return row->load[0] && strpbrk(row->model, "0123456789") &&
	       !spelling_stands_in(stem, row->model) && !can_run(model, row->load);
}

const struct xmldefault_row *xmldefault_find(const struct xmldefault *x,
					     const struct nr_model *model, bool *mended_row)
{
	*mended_row = false;
	for (size_t i = 0; i < x->count; i++)
		if (x->row[i].type == model->type && model->type)
			return is_of_another(&x->row[i], model) ? NULL : &x->row[i];
	/* What is to be guessed of a line is guessed for the models of this format only. */
	if (!formats_has(model, FORMATS_DEFAULTS))
		return NULL;
	*mended_row = true;
	for (size_t i = 0; i < x->count; i++)
		if (fits(&x->row[i], model))
			return &x->row[i];
	for (size_t i = 0; i < x->count; i++)
		if (fits_unnumbered(&x->row[i], model))
			return &x->row[i];
	*mended_row = false;
	return NULL;
}

void xmldefault_remark(const struct xmldefault_row *row, const struct nr_model *model, char *out,
		       size_t size)
{
	out[0] = '\0';
	if (!row->type)
		snprintf(out, size, "line %u has no number, and its load fits: it should be "
			 "loadInformation%u", row->line, (unsigned)model->type);
	else if (row->type != model->type)
		snprintf(out, size, "line %u has the number %u, which is not that of a %s: it should be "
			 "loadInformation%u", row->line, (unsigned)row->type, model->name,
			 (unsigned)model->type);
}
