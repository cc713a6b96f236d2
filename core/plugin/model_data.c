/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * model_data.c -- see model_data.h.  One description of the members serves for reading and, in
 * model_export.c, for writing.
 */
#include <config.h>
#include "core/plugin/model_data.h"

#include "core/base/disk.h"
#include "core/base/nearest.h"
#include "core/base/pool.h"
#include "core/plugin/rows.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <strings.h>

#define ROWS 512
#define MAX_FILE (1 << 20)

/* -- what stands in a file ------------------------------------------------------------ */

static const struct model_data_word facts[] = {
	{ "vendor-class", NR_FACT_VENDOR_CLASS }, { "host-name", NR_FACT_HOST_NAME },
	{ "wants-server", NR_FACT_WANTS_SERVER }, { "boot", NR_FACT_BOOT }, { "platform", NR_FACT_PLATFORM },
	{ "device-name", NR_FACT_DEVICE_NAME }, { "load", NR_FACT_LOAD }, { "hardware", NR_FACT_HARDWARE },
	{ "serial", NR_FACT_SERIAL }, { "file-wanted", NR_FACT_FILE_WANTED }, { "server", NR_FACT_SERVER },
	{ "registers", NR_FACT_REGISTERS }, { "reason", NR_FACT_REASON }, { "vlan", NR_FACT_VLAN },
	{ "address", NR_FACT_ADDRESS }, { "user-agent", NR_FACT_USER_AGENT }, { "mac", NR_FACT_MAC },
	{ "device-type", NR_FACT_DEVICE_TYPE }, { NULL, 0 }
};
static const struct model_data_word trusts[] = {
	{ "hint", NR_HINT }, { "phone", NR_PHONE }, { "sure", NR_SURE }, { NULL, 0 }
};
static const struct model_data_word confidences[] = {
	{ "low", NR_LOW }, { "medium", NR_MEDIUM }, { "high", NR_HIGH }, { NULL, 0 }
};
static const struct model_data_word wants[] = {
	{ "other", NR_WANT_OTHER }, { "trust", NR_WANT_TRUST }, { "config", NR_WANT_CONFIG },
	{ "defaults", NR_WANT_DEFAULTS }, { "signed-config", NR_WANT_SIGNED_CONFIG },
	{ "manifest", NR_WANT_MANIFEST }, { "text", NR_WANT_TEXT }, { NULL, 0 }
};
static const struct model_data_word file_kinds[] = {
	{ "list", NR_FILE_LIST }, { "load", NR_FILE_LOAD }, { "image", NR_FILE_IMAGE }, { NULL, 0 }
};
static const struct model_data_word dhcp_types[] = {
	{ "text", NR_DHCP_TEXT }, { "text-nul", NR_DHCP_TEXT_NUL }, { "addresses", NR_DHCP_ADDRESSES },
	{ "bytes", NR_DHCP_BYTES }, { NULL, 0 }
};
static const struct model_data_word restarts[] = {
	{ "notify", NR_RESTART_NOTIFY }, { "http", NR_RESTART_HTTP }, { NULL, 0 }
};
static const struct model_data_word transports[] = {
	{ "tftp", NR_TFTP }, { "tftp-or-http", NR_TFTP_OR_HTTP }, { "http-first", NR_HTTP_FIRST }, { NULL, 0 }
};
static const struct model_data_word proofs[] = { { "config", NR_PROOF_CONFIG }, { NULL, 0 } };
static const struct model_data_word kinds[] = {
	{ "load", NR_KIND_LOAD }, { "component", NR_KIND_COMPONENT }, { "manifest", NR_KIND_MANIFEST },
	{ "archive", NR_KIND_ARCHIVE }, { "marker", NR_KIND_MARKER }, { NULL, 0 }
};

#define FIELD(key, type, member, kind) { key, offsetof(struct type, member), MODEL_DATA_##kind, NULL }
#define WORD(key, type, member, words) { key, offsetof(struct type, member), MODEL_DATA_WORD, words }
#define END { NULL, 0, MODEL_DATA_TEXT, NULL }

const struct model_data_field model_data_fields[] = {
	FIELD("id", nr_model, id, TEXT),
	FIELD("name", nr_model, name, TEXT),
	FIELD("title", nr_model, title, TEXT),
	FIELD("type", nr_model, type, U32),
	FIELD("type-name", nr_model, type_name, TEXT),
	FIELD("load-prefixes", nr_model, load_prefixes, LIST),
	FIELD("protocols", nr_model, protocols, LIST),
	FIELD("load-suffix", nr_model, load_suffix, TEXT),
	FIELD("load-format", nr_model, load_format, TEXT),
	FIELD("archive-format", nr_model, archive_format, TEXT),
	FIELD("ask-seconds", nr_model, patience.ask, U16),
	FIELD("transfer-seconds", nr_model, patience.transfer, U16),
	FIELD("flash-seconds", nr_model, patience.flash, U16),
	FIELD("reset", nr_model, reset, TEXT),
	WORD("transport", nr_model, transport, transports),
	FIELD("read", nr_model, read, TEXT),
	FIELD("not-known", nr_model, not_known, TEXT),
	FIELD("boot-ends-writing", nr_model, boot_ends_writing, FLAG),
	FIELD("formats", nr_model, formats, LIST),
	FIELD("phone-name", nr_model, phone_name, TEXT),
	WORD("proofs", nr_model, proofs, proofs),
	FIELD("parts", nr_model, parts, LIST),
	FIELD("signs", nr_model, signs, LIST),
	FIELD("lists-from", nr_model, lists_from, VERSION),
	END
};

static const struct model_data_field match_fields[] = {
	WORD("fact", nr_match, fact, facts),
	WORD("trust", nr_match, trust, trusts),
	FIELD("glob", nr_match, glob, TEXT),
	WORD("and-fact", nr_match, and_fact, facts),
	FIELD("and-glob", nr_match, and_glob, TEXT),
	END
};
static const struct model_data_field hop_fields[] = {
	FIELD("id", nr_hop, id, TEXT),
	FIELD("reason", nr_hop, reason, TEXT),
	FIELD("source", nr_hop, source, TEXT),
	WORD("confidence", nr_hop, confidence, confidences),
	FIELD("optional", nr_hop, optional, FLAG),
	FIELD("down", nr_hop, down, FLAG),
	FIELD("protocol", nr_hop, protocol, TEXT),
	FIELD("before", nr_hop, before, VERSION),
	FIELD("reaching", nr_hop, reaching, VERSION),
	FIELD("via-min", nr_hop, via_min, VERSION),
	FIELD("via-max", nr_hop, via_max, VERSION),
	FIELD("via-text", nr_hop, via_text, TEXT),
	FIELD("direct", nr_hop, direct, TEXT),
	FIELD("part", nr_hop, part, TEXT),
	FIELD("needs", nr_hop, needs, TEXT),
	FIELD("via-load", nr_hop, via_load, TEXT),
	END
};
static const struct model_data_field board_fields[] = {
	FIELD("id", nr_board, id, TEXT),
	FIELD("reason", nr_board, reason, TEXT),
	FIELD("source", nr_board, source, TEXT),
	WORD("confidence", nr_board, confidence, confidences),
	FIELD("protocol", nr_board, protocol, TEXT),
	FIELD("first", nr_board, first, U16),
	FIELD("last", nr_board, last, U16),
	FIELD("oldest", nr_board, oldest, VERSION),
	END
};
static const struct model_data_field name_fields[] = {
	WORD("want", nr_name, want, wants),
	FIELD("glob", nr_name, glob, TEXT),
	END
};
static const struct model_data_field suffix_fields[] = {
	FIELD("text", nr_suffix, text, TEXT),
	WORD("kind", nr_suffix, kind, file_kinds),
	END
};
static const struct model_data_field alias_fields[] = {
	FIELD("ask", nr_alias, ask, TEXT),
	FIELD("part", nr_alias, part, TEXT),
	FIELD("file", nr_alias, file, TEXT),
	END
};
static const struct model_data_field dhcp_fields[] = {
	FIELD("option", nr_dhcp, option, U8),
	FIELD("sub", nr_dhcp, sub, U8),
	WORD("type", nr_dhcp, type, dhcp_types),
	FIELD("text", nr_dhcp, text, TEXT),
	FIELD("always", nr_dhcp, always, FLAG),
	FIELD("vendor-class", nr_dhcp, vendor_class, TEXT),
	END
};
static const struct model_data_field restart_fields[] = {
	WORD("by", nr_restart, by, restarts),
	FIELD("text", nr_restart, text, TEXT),
	END
};

#define TABLE(section, member, type, key, one, fields)                                  \
	{ section, offsetof(struct nr_model, member), sizeof(struct type), offsetof(struct type, key), one, fields }

const struct model_data_table model_data_tables[] = {
	TABLE("match", matches, nr_match, glob, false, match_fields),
	TABLE("wiped", wiped, nr_match, glob, false, match_fields),
	TABLE("hop", hops, nr_hop, id, false, hop_fields),
	TABLE("wiped-hop", wiped_hop, nr_hop, id, true, hop_fields),
	TABLE("board", boards, nr_board, id, false, board_fields),
	TABLE("name", names, nr_name, glob, false, name_fields),
	TABLE("suffix", suffixes, nr_suffix, text, false, suffix_fields),
	TABLE("alias", aliases, nr_alias, ask, false, alias_fields),
	TABLE("dhcp", dhcp, nr_dhcp, option, false, dhcp_fields),
	TABLE("restart", restarts, nr_restart, text, false, restart_fields),
	{ NULL, 0, 0, 0, false, NULL }
};

/* What a file has that a plugin has as code. */
struct data_load {
	const char *pattern, *protocol, *part, *train, *family, *text, *note;
	enum nr_kind kind;
};
struct data_says {
	enum nr_fact fact;
	const char *pattern, *load;
	struct nr_version from, before;         /* of the version in it; all zero: any */
};
struct data_config {
	enum nr_want want;
	const char *ask, *text;
	struct nr_version runs_from;            /* of what the phone runs; all zero: whatever */
	bool with_load, not_found;
};

static const struct model_data_field load_fields[] = {
	FIELD("pattern", data_load, pattern, TEXT),
	WORD("kind", data_load, kind, kinds),
	FIELD("protocol", data_load, protocol, TEXT),
	FIELD("part", data_load, part, TEXT),
	FIELD("train", data_load, train, TEXT),
	FIELD("family", data_load, family, TEXT),
	FIELD("text", data_load, text, TEXT),
	FIELD("note", data_load, note, TEXT),
	END
};
static const struct model_data_field says_fields[] = {
	WORD("fact", data_says, fact, facts),
	FIELD("pattern", data_says, pattern, TEXT),
	FIELD("load", data_says, load, TEXT),
	FIELD("from", data_says, from, VERSION),
	FIELD("before", data_says, before, VERSION),
	END
};
static const struct model_data_field config_fields[] = {
	WORD("want", data_config, want, wants),
	FIELD("ask", data_config, ask, TEXT),
	FIELD("text", data_config, text, TEXT),
	FIELD("runs-from", data_config, runs_from, VERSION),
	FIELD("with-load", data_config, with_load, FLAG),
	FIELD("not-found", data_config, not_found, FLAG),
	END
};

struct data_code {
	const struct data_load *loads;
	const struct data_says *says;
	const struct data_config *configs;
};

#define CODE(section, member, type, key, fields)                                        \
	{ section, offsetof(struct data_code, member), sizeof(struct type), offsetof(struct type, key), false, fields }

static const struct model_data_table code_tables[] = {
	CODE("load", loads, data_load, pattern, load_fields),
	CODE("says", says, data_says, pattern, says_fields),
	CODE("config", configs, data_config, want, config_fields),
	{ NULL, 0, 0, 0, false, NULL }
};

static const struct model_data_field own_fields[] = { { "like", 0, MODEL_DATA_TEXT, NULL }, END };

struct model_data {
	struct nr_model model;          /* first: what its own functions get as self */
	struct data_code code;
	const char *like;
	struct ini ini;                 /* its texts */
	struct pool pool;               /* its rows */
};

/* -- a grammar in patterns --------------------------------------------------------------- */

static const struct model_data *data_of(const struct nr_model *self)
{
	return (const struct model_data *)self;
}

static bool is_version(char c)
{
	return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

/* So many characters of @text may be a version: the longest that ends in a digit. */
static size_t version_length(const char *text)
{
	size_t n = 0;

	while (is_version(text[n]) && n < 31)
		n++;
	while (n > 0 && !(text[n - 1] >= '0' && text[n - 1] <= '9'))
		n--;
	return is_version(text[n]) && n == 31 ? 0 : n;
}

static bool read_place(const char *text, struct nr_version *out)
{
	size_t n = 0;

	memset(out, 0, sizeof(*out));
	for (const char *p = text; *p; n++) {
		if (n == NR_ARRAY_SIZE(out->part) || !nr_scan_u16(&p, &out->part[n]))
			return false;
		if (*p && (!strchr(".-_", *p++) || !*p))
			return false;
	}
	return n > 0;
}

#define MOST_TRIES 4000         /* of one text */

/*
 * Does @pattern fit the whole of @text?  "%v" is a version, digits with '.', '-' or '_' between
 * them, which goes to @version; "%*" is anything, and at least one character; "%%" is itself.
 */
static bool fits_in(const char *pattern, const char *text, char version[32], unsigned *tries)
{
	for (; *pattern && *pattern != '%'; pattern++, text++)
		if (strncasecmp(pattern, text, 1) != 0)
			return false;
	if (!*pattern)
		return *text == '\0';
	if (pattern[1] == 'v') {
		for (size_t n = version_length(text); n > 0; n--) {
			char said[32];
			struct nr_version place;

			snprintf(said, sizeof(said), "%.*s", (int)n, text);
			if (++*tries < MOST_TRIES && read_place(said, &place) &&
			    fits_in(pattern + 2, text + n, version, tries)) {
				memcpy(version, said, sizeof(said));
				return true;
			}
		}
		return false;
	}
	if (pattern[1] == '*') {
		while (*text++ && ++*tries < MOST_TRIES)
			if (fits_in(pattern + 2, text, version, tries))
				return true;
		return false;
	}
	pattern += pattern[1] == '%';
	return *text == '%' && fits_in(pattern + 1, text + 1, version, tries);
}

static bool fits(const char *pattern, const char *text, char version[32])
{
	unsigned tries = 0;

	return fits_in(pattern, text, version, &tries);
}

/* @form with the version in place of its "%v"; false: it does not fit. */
static bool put_version(char *out, size_t size, const char *form, const char *version)
{
	const char *mark = strstr(form, "%v");
	int before = (int)(mark ? (size_t)(mark - form) : strlen(form));

	return (size_t)snprintf(out, size, "%.*s%s%s", before, form, mark ? version : "", mark ? mark + 2 : "") < size;
}

static bool data_parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	for (const struct data_load *row = data_of(self)->code.loads; row && row->pattern; row++) {
		struct nr_load l = { .kind = row->kind ? row->kind : NR_KIND_LOAD };
		char version[32] = "";

		if (!fits(row->pattern, name, version))
			continue;
		l.ordered = version[0] && read_place(version, &l.version);
		l.latest = l.version;
		snprintf(l.family, sizeof(l.family), "%.7s", row->family ? row->family : "data");
		snprintf(l.train, sizeof(l.train), "%.15s", row->train ? row->train : row->part ? row->part : "");
		snprintf(l.protocol, sizeof(l.protocol), "%.7s", row->protocol ? row->protocol : "");
		snprintf(l.part, sizeof(l.part), "%.15s", row->part ? row->part : "");
		put_version(l.text, sizeof(l.text), row->text ? row->text : "%v", version);
		l.note = row->note;
		snprintf(l.printed, sizeof(l.printed), "%s", version);
		for (char *c = l.printed; *c; c++)
			*c = *c == '-' || *c == '_' ? '.' : *c;
		*out = l;
		return true;
	}
	return false;
}

static bool is_zero(const struct nr_version *v)
{
	static const struct nr_version zero;

	return nr_version_cmp(v, &zero) == 0;
}

static bool is_within(const struct data_says *row, const char *version)
{
	struct nr_version v;

	if (is_zero(&row->from) && is_zero(&row->before))
		return true;
	return read_place(version, &v) && nr_version_cmp(&v, &row->from) >= 0 &&
	       (is_zero(&row->before) || nr_version_cmp(&v, &row->before) < 0);
}

static bool data_says_load(const struct nr_model *self, enum nr_fact fact, const char *text, const char *asked,
			   unsigned i, char *load, size_t size)
{
	(void)asked;
	for (const struct data_says *row = data_of(self)->code.says; row && row->pattern; row++) {
		char version[32] = "";

		if (row->fact == fact && row->load && fits(row->pattern, text, version) && is_within(row, version) &&
		    i-- == 0)
			return put_version(load, size, row->load, version);
	}
	return false;
}

/* By the door at which it asked: where it gets its files. */
static void put_url(struct nr_body *b, const struct nr_ask *ask)
{
	char address[INET_ADDRSTRLEN] = "";
	unsigned port = ask->port ? ask->port : ask->http_port;

	inet_ntop(AF_INET, &ask->server, address, sizeof(address));
	if (ask->door == NR_DOOR_TFTP || !port)
		nr_body_printf(b, "tftp://%s", address);
	else
		nr_body_printf(b, "http://%s:%u", address, port);
}

static void put_mark(struct nr_body *b, char mark, const struct nr_ask *ask)
{
	char text[INET_ADDRSTRLEN] = "";

	switch (mark) {
	case 'L':
		nr_body_printf(b, "%s", ask->load);
		break;
	case 'F':
		nr_body_printf(b, "%s", ask->file ? ask->file : "");
		break;
	case 'S':
		inet_ntop(AF_INET, &ask->server, text, sizeof(text));
		nr_body_printf(b, "%s", text);
		break;
	case 'P':
		nr_body_printf(b, "%u", ask->http_port);
		break;
	case 'U':
		put_url(b, ask);
		break;
	default:
		nr_body_printf(b, "%c", mark);
		break;
	}
}

/* Without a load to name, a text that names one is none. */
static bool is_for(const struct nr_model *self, const struct data_config *row, enum nr_want want,
		   const struct nr_ask *ask)
{
	const char *name = strrchr(ask->want_name, '/');
	struct nr_load runs;

	if (row->want != want || (row->ask && !rows_glob(&ask->mac, row->ask, name ? name + 1 : ask->want_name)) ||
	    (row->with_load && (!ask->load || !ask->file)) ||
	    (!ask->load && row->text && strstr(row->text, "%L")))
		return false;
	return is_zero(&row->runs_from) || (ask->runs && data_parse(self, ask->runs, &runs) &&
					    nr_version_cmp(&runs.version, &row->runs_from) >= 0);
}

static bool data_config(const struct nr_model *self, enum nr_want want, const struct nr_ask *ask,
			struct nr_body *body)
{
	const struct data_config *row = data_of(self)->code.configs;

	while (row && row->want && !is_for(self, row, want, ask))
		row++;
	if (!row || !row->want || (!row->text && !row->not_found))
		return false;
	if (row->not_found)
		return true;
	for (const char *p = row->text; *p; p++)
		if (*p == '%' && p[1])
			put_mark(body, *++p, ask);
		else
			nr_body_printf(body, "%c", *p);
	return true;
}

/* -- reading -------------------------------------------------------------------------------- */

struct data_reading {
	struct model_data *d;
	struct ini *ini;
};

/* @text with what stands behind a backslash taken as it is; NULL: no memory. */
static const char *plain(struct data_reading *r, const char *text, size_t len)
{
	char *out = pool_take(&r->d->pool, len + 1);
	size_t n = 0;

	for (size_t i = 0; out && i < len; i++) {
		bool quoted = text[i] == '\\' && i + 1 < len;

		i += quoted;
		out[n++] = quoted && text[i] == 'n' ? '\n' : text[i];
	}
	return out;
}

static const char *const *list_of(struct data_reading *r, const char *text)
{
	const char **list;
	size_t n = 1;

	for (const char *c = text; *c; c++)
		n += *c == ',';
	list = pool_take(&r->d->pool, (n + 1) * sizeof(*list));
	for (size_t i = 0; list && i < n; i++) {
		size_t len;

		text += strspn(text, " \t");
		len = strcspn(text, ",");
		list[i] = text;
		text += len + (text[len] == ',');
		while (len && ini_is_blank(list[i][len - 1]))
			len--;
		list[i] = plain(r, list[i], len);
	}
	return list;
}

static void put_text(char *at, const char *text)
{
	memcpy(at, &text, sizeof(text));
}

static void read_word(struct data_reading *r, const struct ini_entry *e, const struct model_data_field *f, char *at)
{
	const char *words[32];
	const char *near;
	size_t n = 0;

	for (const struct model_data_word *w = f->words; w->text && n < NR_ARRAY_SIZE(words); w++) {
		words[n++] = w->text;
		if (strcasecmp(w->text, e->value) == 0) {
			memcpy(at, &w->value, sizeof(w->value));
			return;
		}
	}
	near = nearest(e->value, words, n);
	ini_value_error(r->ini, e, "'%.40s' is none of its words%s%s%s", e->value, near ? " (did you mean '" : "",
			near ? near : "", near ? "'?)" : "");
}

static void read_number(struct data_reading *r, const struct ini_entry *e, uint32_t max, size_t size, char *at)
{
	char *end;
	unsigned long v = strtoul(e->value, &end, 10);
	uint8_t u8 = (uint8_t)v;
	uint16_t u16 = (uint16_t)v;
	uint32_t u32 = (uint32_t)v;

	if (e->value[0] < '0' || e->value[0] > '9' || *end || v > max)
		ini_value_error(r->ini, e, "'%.40s' is not a number from 0 to %u", e->value, max);
	else
		memcpy(at, size == 1 ? (void *)&u8 : size == 2 ? (void *)&u16 : (void *)&u32, size);
}

static void read_version(struct data_reading *r, const struct ini_entry *e, char *at)
{
	struct nr_version v;

	if (read_place(e->value, &v))
		memcpy(at, &v, sizeof(v));
	else
		ini_value_error(r->ini, e, "'%.40s' is not a version such as 8.5.2", e->value);
}

static void read_flag(struct data_reading *r, const struct ini_entry *e, char *at)
{
	bool yes = strcasecmp(e->value, "yes") == 0;

	if (yes || strcasecmp(e->value, "no") == 0)
		memcpy(at, &yes, sizeof(yes));
	else
		ini_value_error(r->ini, e, "'%.40s' is neither yes nor no", e->value);
}

static void read_field(struct data_reading *r, const struct ini_entry *e, const struct model_data_field *f, char *at)
{
	const char *const *list;

	switch (f->kind) {
	case MODEL_DATA_TEXT:
		put_text(at, plain(r, e->value, strlen(e->value)));
		break;
	case MODEL_DATA_LIST:
		list = list_of(r, e->value);
		memcpy(at, &list, sizeof(list));
		break;
	case MODEL_DATA_FLAG:
		read_flag(r, e, at);
		break;
	case MODEL_DATA_U8:
		read_number(r, e, UINT8_MAX, 1, at);
		break;
	case MODEL_DATA_U16:
		read_number(r, e, UINT16_MAX, 2, at);
		break;
	case MODEL_DATA_U32:
		read_number(r, e, UINT32_MAX, 4, at);
		break;
	case MODEL_DATA_VERSION:
		read_version(r, e, at);
		break;
	case MODEL_DATA_WORD:
		read_word(r, e, f, at);
		break;
	}
}

static const struct model_data_field *field_of(const struct model_data_field *f, const char *key)
{
	while (f->key && strcmp(f->key, key) != 0)
		f++;
	return f->key ? f : NULL;
}

/* Every entry of one section; @more: other fields that may stand there, in @own. */
static void read_section(struct data_reading *r, const struct ini_section *s, const struct model_data_field *fields,
			 char *row, const struct model_data_field *more, char *own)
{
	for (size_t i = 0; i < r->ini->count; i++) {
		struct ini_entry *e = &r->ini->entry[i];
		const struct model_data_field *f;

		if (!ini_is_section(e->section, e->name, s->section, s->name) || e->value[0] == '\0')
			continue;
		f = field_of(fields, e->key);
		if (f)
			read_field(r, e, f, row + f->offset);
		else if (more && (f = field_of(more, e->key)))
			read_field(r, e, f, own + f->offset);
		else
			ini_entry_error(r->ini, e, "unknown key '%.40s'", e->key);
	}
}

/* A row without what only the end lacks would hide all that follow. */
static void check_row(struct data_reading *r, const struct ini_section *s, const struct model_data_table *t,
		      const char *row)
{
	static const char zero[sizeof(void *)];
	const struct model_data_field *f = t->fields;
	size_t size;

	while (f->offset != t->key)
		f++;
	size = f->kind == MODEL_DATA_U8 ? 1 : f->kind == MODEL_DATA_WORD ? sizeof(int) : sizeof(void *);
	if (memcmp(row + t->key, zero, size) == 0)
		ini_section_error(r->ini, s, "[%.40s%s%.40s] has no %s", s->section, s->name[0] ? " " : "", s->name, f->key);
}

/* The rows of @t, in the order of the file; they hang at @base. */
static void read_table(struct data_reading *r, const struct model_data_table *t, char *base)
{
	size_t n = 0, at = 0, before;
	char *rows;

	for (size_t i = 0; i < r->ini->section_count; i++)
		n += strcmp(r->ini->section[i].section, t->section) == 0;
	if (n == 0 || n > ROWS)
		return;
	rows = pool_take(&r->d->pool, (n + 1) * t->row);
	for (size_t i = 0; rows && i < r->ini->section_count; i++) {
		struct ini_section *s = &r->ini->section[i];

		if (strcmp(s->section, t->section) != 0)
			continue;
		s->used = true;
		before = r->ini->errors.count;
		read_section(r, s, t->fields, rows + at * t->row, NULL, NULL);
		if (r->ini->errors.count == before)
			check_row(r, s, t, rows + at * t->row);
		at++;
	}
	memcpy(base + t->member, &rows, sizeof(rows));
}

static void read_all(struct data_reading *r)
{
	struct model_data *d = r->d;

	for (size_t i = 0; i < r->ini->section_count; i++) {
		struct ini_section *s = &r->ini->section[i];

		if (strcmp(s->section, "model") != 0 || s->name[0])
			continue;
		s->used = true;
		read_section(r, s, model_data_fields, (char *)&d->model, own_fields, (char *)&d->like);
	}
	for (const struct model_data_table *t = model_data_tables; t->section; t++)
		read_table(r, t, (char *)&d->model);
	for (const struct model_data_table *t = code_tables; t->section; t++)
		read_table(r, t, (char *)&d->code);
	for (size_t i = 0; i < r->ini->section_count; i++)
		if (!r->ini->section[i].used)
			ini_section_error(r->ini, &r->ini->section[i], "unknown section [%.40s]",
					  r->ini->section[i].section);
}

/* A load is of a part that the model has. */
static void check_parts(struct data_reading *r)
{
	for (size_t i = 0; i < r->ini->count; i++) {
		struct ini_entry *e = &r->ini->entry[i];
		const char *const *part = r->d->model.parts;

		if (strcmp(e->section, "load") != 0 || strcmp(e->key, "part") != 0 || e->value[0] == '\0')
			continue;
		while (part && *part && strcasecmp(*part, e->value) != 0)
			part++;
		if (!part || !*part)
			ini_value_error(r->ini, e, "'%.40s' is none of the parts of [model]", e->value);
	}
}

static void check(struct data_reading *r)
{
	struct model_data *d = r->d;

	check_parts(r);
	if (!d->like && !d->code.loads)
		ini_error(r->ini, 0, "model", "neither like another model nor a [load] section: nobody knows its "
			  "load names");
	if (d->like && (d->code.loads || d->code.says || d->code.configs))
		ini_error(r->ini, 0, "model", "like = %.40s, and a section of its own for what that one does", d->like);
}

static struct model_data *refuse(struct model_data *d, char why[MODEL_DATA_WHY], const char *path, int err)
{
	if (err < 0)
		snprintf(why, MODEL_DATA_WHY, "%s: %s", path, strerror(-err));
	else
		snprintf(why, MODEL_DATA_WHY, "%.319s", d->ini.errors.line[0]);
	model_data_free(d);
	return NULL;
}

struct model_data *model_data_parse(const char *path, const char *text, size_t size, char why[MODEL_DATA_WHY])
{
	struct model_data *d = calloc(1, sizeof(*d));
	struct data_reading r = { .d = d, .ini = d ? &d->ini : NULL };
	int err = d ? ini_parse(&d->ini, path, text, size) : -ENOMEM;

	if (err < 0)
		return refuse(d, why, path, err);
	read_all(&r);
	check(&r);
	if (d->ini.errors.count)
		return refuse(d, why, path, 0);
	d->model.parse = data_parse;
	if (d->code.says)
		d->model.says = data_says_load;
	if (d->code.configs)
		d->model.config = data_config;
	return d;
}

struct model_data *model_data_read(const char *path, int fd, char why[MODEL_DATA_WHY])
{
	struct model_data *d = NULL;
	uint8_t *text = malloc(MAX_FILE + 1);
	ssize_t n = text ? disk_read(fd, text, MAX_FILE + 1, 0) : -ENOMEM;

	if (n < 0 || n > MAX_FILE)
		refuse(NULL, why, path, n < 0 ? (int)n : -EFBIG);
	else
		d = model_data_parse(path, (const char *)text, (size_t)n, why);
	free(text);
	return d;
}

const struct nr_model *model_data_model(const struct model_data *d)
{
	return &d->model;
}

const char *model_data_like(const struct model_data *d)
{
	return d->like;
}

void model_data_take(struct model_data *d, const struct nr_model *like)
{
	d->model.parse = like->parse;
	d->model.config = like->config;
	d->model.archive = like->archive;
	d->model.running = like->running;
	d->model.printed = like->printed;
	d->model.load_of = like->load_of;
	d->model.identify = like->identify;
	d->model.list = like->list;
	d->model.says = like->says;
}

void model_data_free(struct model_data *d)
{
	if (!d)
		return;
	ini_finish(&d->ini);
	pool_finish(&d->pool);
	free(d);
}
