/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xmldefault.c -- read the call manager's XMLDefault.cnf.xml.
 *
 * Three steps on a copy, none of which moves a line: to UTF-8; a scan of the
 * tags that mends what people's editors do to such files; libxml2.  The text
 * goes to libxml2 unmended first, and what was mended is told only when it had
 * to be.  No network, no DTD, no entities: a DOCTYPE is refused unread.
 */
#include <config.h>
#include "core/plan/xmldefault.h"
#include "core/base/file_name.h"

#include "core/base/disk.h"
#include "core/plugin/knowledge.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#define MAX_SIZE (1024 * 1024)
#define MAX_WARNINGS 100
#define MAX_ROWS 4096           /* the call manager knows about 150 types */

/* -- messages ---------------------------------------------------------------- */

static char * __attribute__((format(printf, 3, 0)))
message(const char *path, unsigned line, const char *fmt, va_list ap)
{
	char text[600], where[16] = "", *out;
	size_t size;

	vsnprintf(text, sizeof(text), fmt, ap);
	if (line)
		snprintf(where, sizeof(where), ":%u", line);
	size = strlen(path) + strlen(where) + strlen(text) + 3;
	out = malloc(size);
	if (out)
		snprintf(out, size, "%s%s: %s", path, where, text);
	return out;
}

/* Always -EINVAL, so that it can be returned. */
static int __attribute__((format(printf, 4, 5)))
xmltext_fail(struct xmltext_messages *m, const char *path, unsigned line, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	if (!m->error)
		m->error = message(path, line, fmt, ap);
	va_end(ap);
	return -EINVAL;
}

static void __attribute__((format(printf, 4, 5)))
xmltext_warn(struct xmltext_messages *m, const char *path, unsigned line, const char *fmt, ...)
{
	char **more;
	va_list ap;

	if (m->warning_count == MAX_WARNINGS)
		return;
	more = realloc(m->warning, (m->warning_count + 1) * sizeof(*more));
	if (!more)
		return;
	m->warning = more;
	va_start(ap, fmt);
	more[m->warning_count] = message(path, line, fmt, ap);
	va_end(ap);
	if (more[m->warning_count])
		m->warning_count++;
}

static void xmltext_drop_warnings(struct xmltext_messages *m, size_t keep)
{
	while (m->warning_count > keep)
		free(m->warning[--m->warning_count]);
}

/* -- to UTF-8 ---------------------------------------------------------------- */

/* A text that grows; @bad when memory ended. */
struct xmltext {
	char *p;
	size_t len, room;
	bool bad;
};

static void xmltext_put(struct xmltext *t, const char *s, size_t n)
{
	if (!t->bad && t->len + n + 1 > t->room) {
		size_t room = (t->len + n + 1) * 2;
		char *more = realloc(t->p, room);

		t->bad = more == NULL;
		if (more) {
			t->p = more;
			t->room = room;
		}
	}
	if (t->bad)
		return;
	memcpy(t->p + t->len, s, n);
	t->len += n;
	t->p[t->len] = '\0';
}

static void put_code(struct xmltext *t, uint32_t c)
{
	char b[4];
	size_t n = 0;

	if (c < 0x80) {
		b[n++] = (char)c;
	} else if (c < 0x800) {
		b[n++] = (char)(0xc0 | c >> 6);
		b[n++] = (char)(0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		b[n++] = (char)(0xe0 | c >> 12);
		b[n++] = (char)(0x80 | (c >> 6 & 0x3f));
		b[n++] = (char)(0x80 | (c & 0x3f));
	} else {
		b[n++] = (char)(0xf0 | c >> 18);
		b[n++] = (char)(0x80 | (c >> 12 & 0x3f));
		b[n++] = (char)(0x80 | (c >> 6 & 0x3f));
		b[n++] = (char)(0x80 | (c & 0x3f));
	}
	xmltext_put(t, b, n);
}

static void from_utf16(struct xmltext *t, const uint8_t *p, size_t len, bool big)
{
	for (size_t i = 0; i + 1 < len; i += 2) {
		uint32_t c = big ? (uint32_t)p[i] << 8 | p[i + 1] : (uint32_t)p[i + 1] << 8 | p[i];

		if (c >= 0xd800 && c < 0xdc00 && i + 3 < len) {
			uint32_t d = big ? (uint32_t)p[i + 2] << 8 | p[i + 3] :
				     (uint32_t)p[i + 3] << 8 | p[i + 2];

			if (d >= 0xdc00 && d < 0xe000) {
				c = 0x10000 + ((c - 0xd800) << 10) + (d - 0xdc00);
				i += 2;
			}
		}
		if (c >= 0xd800 && c < 0xe000)
			c = 0xfffd;
		if (c != 0xfeff)
			put_code(t, c);
	}
}

/* An old Windows editor: only its quotes differ from Latin-1 where it matters. */
static void from_windows(struct xmltext *t, const uint8_t *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		put_code(t, p[i] == 0x91 ? 0x2018 : p[i] == 0x92 ? 0x2019 :
			    p[i] == 0x93 ? 0x201c : p[i] == 0x94 ? 0x201d :
			    p[i] >= 0x80 && p[i] < 0xa0 ? '?' : p[i]);
}

static bool is_utf8(const char *p, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint8_t c = (uint8_t)p[i++];
		int more = c < 0x80 ? 0 : c >= 0xc2 && c < 0xe0 ? 1 : c >= 0xe0 && c < 0xf0 ? 2 :
			   c >= 0xf0 && c < 0xf5 ? 3 : -1;

		if (more < 0 || (size_t)more > len - i)
			return false;
		for (; more > 0; more--)
			if (((uint8_t)p[i++] & 0xc0) != 0x80)
				return false;
	}
	return true;
}

static int xmltext_to_utf8(struct xmltext_messages *m, const char *path, const uint8_t *p, size_t len,
			   struct xmltext *out)
{
	if (len >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) {
		p += 3;
		len -= 3;
	}
	if (len >= 2 && ((p[0] == 0xff && p[1] == 0xfe) || (p[0] != 0 && p[1] == 0)))
		from_utf16(out, p, len, false);
	else if (len >= 2 && ((p[0] == 0xfe && p[1] == 0xff) || (p[0] == 0 && p[1] != 0)))
		from_utf16(out, p, len, true);
	else if (is_utf8((const char *)p, len))
		xmltext_put(out, (const char *)p, len);
	else
		from_windows(out, p, len);
	if (out->bad)
		return xmltext_fail(m, path, 0, "%s", strerror(ENOMEM));
	for (size_t i = 0; i < out->len; i++)
		if (out->p[i] == '\0')
			return xmltext_fail(m, path, 0, "not a text file");
	if (!out->p || strspn(out->p, " \t\r\n") == out->len)
		return xmltext_fail(m, path, 0, "empty");
	return 0;
}

/* -- mending ----------------------------------------------------------------- */

struct xmlmend {
	struct xmltext_messages *messages;
	const char *path;
	const char *p, *end;
	unsigned line;
	struct xmltext out;
	bool doctype;
	const char *said;               /* the last mending, told once per line */
	unsigned said_line;
};

static bool at(const struct xmlmend *m, const char *s)
{
	size_t n = strlen(s);

	return (size_t)(m->end - m->p) >= n && strncasecmp(m->p, s, n) == 0;
}

static void copy(struct xmlmend *m, size_t n)
{
	for (size_t i = 0; i < n; i++)
		m->line += m->p[i] == '\n';
	xmltext_put(&m->out, m->p, n);
	m->p += n;
}

static void mended(struct xmlmend *m, const char *what)
{
	if (m->said != what || m->said_line != m->line)
		xmltext_warn(m->messages, m->path, m->line, "%s: mended", what);
	m->said = what;
	m->said_line = m->line;
}

/* Copy up to and with @stop, or all. */
static void copy_past(struct xmlmend *m, const char *stop)
{
	while (m->p < m->end && !at(m, stop))
		copy(m, 1);
	if (m->p < m->end)
		copy(m, strlen(stop));
}

/* An '&' that starts no reference, as in a URL or in "AT&T". */
static void copy_ampersand(struct xmlmend *m)
{
	const char *q = m->p + 1;

	while (q < m->end && (isalnum((unsigned char)*q) || *q == '#') && q - m->p < 12)
		q++;
	if (q < m->end && *q == ';' && q > m->p + 1) {
		copy(m, 1);
		return;
	}
	mended(m, "'&' that is not written as '&amp;'");
	xmltext_put(&m->out, "&amp;", 5);
	m->p++;
}

/* A quote at the cursor, straight or curly; its length, and what it stands for. */
static size_t quote_at(const struct xmlmend *m, char *plain)
{
	static const struct {
		const char *text;
		char plain;
	} quotes[] = {
		{ "\"", '"' }, { "'", '\'' }, { "\xe2\x80\x9c", '"' }, { "\xe2\x80\x9d", '"' },
		{ "\xe2\x80\x9e", '"' }, { "\xe2\x80\x9f", '"' }, { "\xe2\x80\xb3", '"' },
		{ "\xc2\xab", '"' }, { "\xc2\xbb", '"' }, { "\xe2\x80\x98", '\'' },
		{ "\xe2\x80\x99", '\'' }, { "\xe2\x80\xb2", '\'' },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(quotes); i++)
		if (at(m, quotes[i].text)) {
			*plain = quotes[i].plain;
			return strlen(quotes[i].text);
		}
	return 0;
}

static void copy_quote(struct xmlmend *m, size_t n, char plain)
{
	if (n > 1)
		mended(m, "curly quotes");
	xmltext_put(&m->out, &plain, 1);
	m->p += n;
}

/* From the opening quote to the closing one of the same kind. */
static void mend_value(struct xmlmend *m)
{
	char plain, open = '"';
	size_t n = quote_at(m, &open);

	copy_quote(m, n, open);
	while (m->p < m->end && *m->p != '<' && *m->p != '>') {
		n = quote_at(m, &plain);
		if (n > 0 && plain == open) {
			copy_quote(m, n, plain);
			return;
		}
		if (*m->p == '\n')
			xmltext_warn(m->messages, m->path, m->line, "line break inside a value");
		if (*m->p == '&')
			copy_ampersand(m);
		else
			copy(m, 1);
	}
}

/* From '<' to '>'. */
static void mend_tag(struct xmlmend *m)
{
	bool equals = true;     /* no value can stand right behind the element's name */
	char last = '<';

	copy(m, 1);
	while (m->p < m->end && *m->p != '>' && *m->p != '<') {
		char plain;

		if (quote_at(m, &plain) > 0) {
			if (!equals) {
				mended(m, "missing '='");
				xmltext_put(&m->out, "=", 1);
			}
			mend_value(m);
			last = '"';
			equals = false;
			continue;
		}
		if (!isspace((unsigned char)*m->p))
			last = *m->p;
		equals = last == '=';
		copy(m, 1);
	}
	if (m->p < m->end && *m->p == '>')
		copy(m, 1);
}

/* The XML declaration names an encoding that the copy no longer has: blank it. */
static void blank_declaration(struct xmlmend *m)
{
	while (m->p < m->end && !at(m, "?>")) {
		m->line += *m->p == '\n';
		xmltext_put(&m->out, *m->p == '\n' ? "\n" : " ", 1);
		m->p++;
	}
	if (m->p < m->end) {
		xmltext_put(&m->out, "  ", 2);
		m->p += 2;
	}
}

static void mend_markup(struct xmlmend *m)
{
	if (at(m, "<!--"))
		copy_past(m, "-->");
	else if (at(m, "<![CDATA["))
		copy_past(m, "]]>");
	else if (at(m, "<?xml"))
		blank_declaration(m);
	else if (at(m, "<?"))
		copy_past(m, "?>");
	else if (at(m, "<!")) {
		m->doctype = true;
		m->p = m->end;
	} else {
		mend_tag(m);
	}
}

/* The first element's name is not Default: a piece of such a file. */
static bool xmlmend_is_fragment(const struct xmltext *t)
{
	const char *p = t->p;

	while (p && (p = strchr(p, '<')) != NULL) {
		if (strncmp(p, "<!--", 4) == 0)
			p = strstr(p, "-->");
		else if (p[1] == '?' || p[1] == '!')
			p++;
		else
			return strncasecmp(p + 1, "loadInformation", 15) == 0 ||
			       strncasecmp(p + 1, "callManagerGroup", 16) == 0;
	}
	return false;
}

static void xmlmend(struct xmlmend *m)
{
	while (m->p < m->end && !m->out.bad) {
		if (*m->p == '<')
			mend_markup(m);
		else if (*m->p == '&')
			copy_ampersand(m);
		else
			copy(m, 1);
	}
	if (!m->doctype && !m->out.bad && xmlmend_is_fragment(&m->out)) {
		struct xmltext whole = { 0 };

		xmltext_warn(m->messages, m->path, 1, "no <Default> element around it: mended");
		xmltext_put(&whole, "<Default>", 9);
		xmltext_put(&whole, m->out.p, m->out.len);
		xmltext_put(&whole, "</Default>", 10);
		free(m->out.p);
		m->out = whole;
	}
}

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

/* The first error is the one to tell: the others follow from it. */
static void keep_first(void *ctxt, xml_error e)
{
	struct first_error *first = ((xmlParserCtxtPtr)ctxt)->_private;
	size_t n;

	if (first->text[0] || e->level < XML_ERR_ERROR || !e->message)
		return;
	first->line = e->line > 0 ? (unsigned)e->line : 0;
	snprintf(first->text, sizeof(first->text), "%s", e->message);
	n = strlen(first->text);
	while (n > 0 && isspace((unsigned char)first->text[n - 1]))
		first->text[--n] = '\0';
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

/* "loadInformation00435" -> 435. */
static bool type_of(const xmlChar *name, uint32_t *type)
{
	const char *p = (const char *)name;
	uint32_t v = 0;

	if (strncasecmp(p, "loadInformation", 15) != 0)
		return false;
	p += 15;
	while (p[0] == '0' && p[1] != '\0')
		p++;
	if (!isdigit((unsigned char)*p) || strlen(p) > 9)
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

/* False when it names no load that could be. */
static bool take_load(struct xmldefault *x, const char *path, struct xmldefault_row *row,
		      xmlNodePtr node)
{
	xmlChar *value = xmlNodeGetContent(node);
	char raw[200], plain[LOAD_NAME_SIZE];

	one_line(raw, sizeof(raw), value);
	xmlFree(value);
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

static int take_row(struct xmldefault *x, const char *path, xmlNodePtr node, uint32_t type)
{
	long line = xmlGetLineNo(node);
	struct xmldefault_row row = { .type = type, .line = line > 0 ? (unsigned)line : 0 };
	struct xmldefault_row *more;
	char right[32];

	/* Phones compare the name as it stands. */
	snprintf(right, sizeof(right), "loadInformation%u", (unsigned)type);
	if (strcmp((const char *)node->name, right) != 0)
		xmltext_warn(&x->messages, path, row.line, "<%.60s> should be <%s>: mended",
			     (const char *)node->name, right);
	take_model(&row, node);
	if (!take_load(x, path, &row, node))
		return 0;
	if (x->count == MAX_ROWS)
		return xmltext_fail(&x->messages, path, row.line, "more than %d loads: not such a file", MAX_ROWS);
	for (size_t i = 0; i < x->count; i++)
		if (x->row[i].type == type) {
			if (strcmp(x->row[i].load, row.load) != 0)
				xmltext_warn(&x->messages, path, row.line,
					     "loadInformation%u stands in line %u already, "
					     "and that one counts", (unsigned)type, x->row[i].line);
			break;
		}
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
				    "phone (<device>); XMLDefault.cnf.xml starts with <Default>");
	if (strcasecmp(name, "Default") != 0)
		return xmltext_fail(&x->messages, path, (unsigned)xmlGetLineNo(root),
				    "starts with <%.40s>; "
				    "XMLDefault.cnf.xml starts with <Default>", name);
	for (xmlNodePtr n = root; n; n = next_node(root, n)) {
		if (n->type != XML_ELEMENT_NODE || !type_of(n->name, &type))
			continue;
		if (take_row(x, path, n, type) < 0)
			return -EINVAL;
	}
	return 0;
}

/* -- all together ------------------------------------------------------------ */

/* Strictly first.  What mending would change is told only when it was needed. */
static int parse_text(struct xmldefault *x, const char *path, const struct xmltext *plain,
		      struct xmlmend *m)
{
	struct first_error strict, loose = { 0 };
	size_t told = x->messages.warning_count;
	xmlDocPtr doc;
	int r;

	m->p = plain->p ? plain->p : "";
	m->end = m->p + plain->len;
	xmlmend(m);
	if (m->out.bad)
		return xmltext_fail(&x->messages, path, 0, "%s", strerror(ENOMEM));
	if (m->doctype)
		return xmltext_fail(&x->messages, path, m->line, "declares a document type: such a file is not read");
	doc = xmlmend_is_fragment(plain) ? NULL : read_xml(plain, &strict);
	if (doc)
		xmltext_drop_warnings(&x->messages, told);
	else
		doc = read_xml(&m->out, &loose);
	if (!doc) {
		xmltext_drop_warnings(&x->messages, told);
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

/* "7945" in "Cisco IP Phone 7945" and "CP-7945G", not in "7945X" or "7945G-GE". */
static bool names_model(const char *text, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = text; n > 0 && (p = strcasestr(p, name)) != NULL; p++) {
		const char *end = p + n;

		if (*end == 'G' || *end == 'g')
			end++;
		if ((p == text || !isalnum((unsigned char)p[-1])) &&
		    !isalnum((unsigned char)*end) && *end != '-')
			return true;
	}
	return false;
}

/* A row under a wrong number counts only when its load can be this model's. */
static bool fits(const struct xmldefault_row *row, const struct nr_model *model)
{
	struct nr_load load;

	return row->load[0] && names_model(row->model, model->name) &&
	       (!model->parse || model_read(model, row->load, &load));
}

const struct xmldefault_row *xmldefault_find(const struct xmldefault *x,
					     const struct nr_model *model, bool *mended_row)
{
	*mended_row = false;
	for (size_t i = 0; i < x->count; i++)
		if (x->row[i].type == model->type)
			return &x->row[i];
	for (size_t i = 0; i < x->count; i++)
		if (fits(&x->row[i], model)) {
			*mended_row = true;
			return &x->row[i];
		}
	return NULL;
}
