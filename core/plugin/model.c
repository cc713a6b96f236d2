/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * model.c -- what one model says about a name.  Pure: text in, values out.
 */
#include <config.h>
#include "core/plugin/model.h"

#include "core/base/file_name.h"
#include "core/plugin/callback.h"
#include "core/plugin/version.h"

#include <string.h>
#include <strings.h>

/* A call into a plugin, which a crash in it can name. */
#define CALL(m, name, argument, call)                                                  \
	(callback_begin((m)->origin ? (m)->origin->path : (m)->id, name, argument), callback_end(call))

/* What callbacks get as their first argument. */
static const struct nr_model *self(const struct nr_model *m)
{
	return m->origin ? m->origin->theirs : m;
}

bool model_read(const struct nr_model *m, const char *name, struct nr_load *out)
{
	/* An older plugin fills less than all of it, a newer one may fill more. */
	union {
		struct nr_load load;
		char room[MODEL_ROOM];
	} u;
	size_t theirs = m->origin ? m->origin->load_size : 0;

	memset(&u, 0, theirs > sizeof(u.load) ? theirs : sizeof(u.load));
	if (!m->parse || !CALL(m, "parse", name, m->parse(self(m), name, &u.load)))
		return false;
	*out = u.load;
	return true;
}

bool model_parse(const struct nr_model *m, const char *raw, struct nr_load *out)
{
	char name[LOAD_NAME_SIZE];

	return file_name_normalise(raw, name) && model_read(m, name, out);
}

const char *model_protocol(const struct nr_model *m, const char *raw,
			   char out[MODEL_PROTOCOL_SIZE])
{
	struct nr_load l;

	_Static_assert(sizeof(l.protocol) == MODEL_PROTOCOL_SIZE, "a protocol fits");
	if (raw && model_parse(m, raw, &l))
		memcpy(out, l.protocol, sizeof(l.protocol));
	else
		out[0] = '\0';
	return out;
}

bool model_serves(const struct nr_model *m, const char *protocol)
{
	if (!protocol[0])
		return true;
	for (const char *const *p = m->protocols; p && *p; p++)
		if (strcasecmp(*p, protocol) == 0)
			return true;
	return false;
}

struct formatted {
	char *buf;
	size_t size, len;
};

static void add(struct formatted *t, char c)
{
	if (t->len + 1 < t->size)
		t->buf[t->len] = c;
	t->len++;
}

static void add_text(struct formatted *t, const char *s, bool small)
{
	for (; *s; s++)
		add(t, small && *s >= 'A' && *s <= 'Z' ? (char)(*s - 'A' + 'a') : *s);
}

bool model_format(const char *format, const char *protocol, const char *text, char *out,
		  size_t size)
{
	struct formatted t = { out, size, 0 };

	if (!format || size == 0)
		return false;
	for (const char *p = format; *p; p++) {
		if (*p != '%') {
			add(&t, *p);
			continue;
		}
		switch (*++p) {
		case 'P':
			add_text(&t, protocol, false);
			break;
		case 'p':
			add_text(&t, protocol, true);
			break;
		case 'V':
			add_text(&t, text, false);
			break;
		case '%':
			add(&t, '%');
			break;
		default:
			out[0] = '\0';
			return false;
		}
	}
	if (t.len >= size) {
		out[0] = '\0';
		return false;
	}
	out[t.len] = '\0';
	return true;
}

bool model_printed(const struct nr_model *m, const char *protocol, const char *printed,
		   bool build, char out[64])
{
	struct nr_load l;

	return m->printed && CALL(m, "printed", printed, m->printed(self(m), protocol, printed, build, out, 64)) &&
	       model_parse(m, out, &l) && l.kind == NR_KIND_LOAD && l.ordered;
}

/* A newer plugin reads zeros behind what we know. */
static bool ask_archive(const struct nr_model *m, const struct nr_load *load, char *out, size_t size)
{
	union {
		struct nr_load load;
		char room[MODEL_ROOM];
	} u;

	memset(&u, 0, sizeof(u));
	u.load = *load;
	return CALL(m, "archive", u.load.text, m->archive(self(m), &u.load, out, size));
}

bool model_archive(const struct nr_model *m, const struct nr_load *load, char *out, size_t size)
{
	return (m->archive && ask_archive(m, load, out, size)) ||
	       model_format(m->archive_format, load->protocol, load->text, out, size);
}

bool model_config(const struct nr_model *m, enum nr_want want, const struct nr_ask *ask,
		  struct nr_body *body)
{
	union {
		struct nr_ask ask;
		char room[MODEL_ROOM];
	} u;

	if (!m->config)
		return false;
	memset(&u, 0, sizeof(u));
	u.ask = *ask;
	return CALL(m, "config", u.ask.want_name, m->config(self(m), want, &u.ask, body));
}

bool model_running(const struct nr_model *m, const char *said, const char *device, char out[64])
{
	return m->running && CALL(m, "running", said, m->running(self(m), said, device, out, 64));
}

const char *model_usual_protocol(const struct nr_model *m)
{
	return m->protocols && m->protocols[0] ? m->protocols[0] : "";
}

int model_part(const struct nr_model *m, const char *part)
{
	if (!part || !part[0] || !m->parts || !m->parts[0])
		return 0;
	for (int i = 0; i < MODEL_PARTS && m->parts && m->parts[i]; i++)
		if (strcasecmp(m->parts[i], part) == 0)
			return i;
	return -1;
}

int model_part_of(const struct nr_model *m, const char *raw)
{
	struct nr_load l;

	return m->parts && m->parts[0] && model_parse(m, raw, &l) ? model_part(m, l.part) : 0;
}

bool model_same(const struct nr_model *m, const char *a, const char *b)
{
	struct nr_load one, other;

	if (strcasecmp(a, b) == 0)
		return true;
	return !(m->proofs & NR_PROOF_CONFIG) && model_parse(m, a, &one) && model_parse(m, b, &other) &&
	       one.kind == NR_KIND_LOAD && other.kind == NR_KIND_LOAD &&
	       strcasecmp(one.protocol, other.protocol) == 0 &&
	       model_part(m, one.part) == model_part(m, other.part) &&
	       nr_load_order(&one, &other) == NR_SAME;
}

bool model_has_suffix(const struct nr_model *m, const char *file, enum nr_file_kind kind)
{
	for (const struct nr_suffix *s = m->suffixes; s && s->text; s++)
		if (s->kind == kind && file_name_ends(file, s->text))
			return true;
	return !m->suffixes && kind == NR_FILE_LIST && m->load_suffix && m->load_suffix[0] &&
	       file_name_ends(file, m->load_suffix);
}

union found_room {
	struct nr_found found;
	char room[MODEL_ROOM];
};

bool model_identify(const struct nr_model *m, const struct nr_found *found, char name[64],
		    struct nr_load *out)
{
	union {
		struct nr_load load;
		char room[MODEL_ROOM];
	} u;
	union found_room f;

	memset(&u, 0, sizeof(u));
	memset(&f, 0, sizeof(f));
	f.found = *found;
	name[0] = '\0';
	if (!m->identify || !CALL(m, "identify", found->name, m->identify(self(m), &f.found, name, 64, &u.load)) || !name[0])
		return false;
	*out = u.load;
	return true;
}

bool model_says(const struct nr_model *m, enum nr_fact fact, const char *text, const char *asked,
		unsigned i, char load[64])
{
	load[0] = '\0';
	return m->says && text &&
	       CALL(m, "says", text, m->says(self(m), fact, text, asked ? asked : "", i, load, 64)) && load[0];
}

bool model_list(const struct nr_model *m, const struct nr_found *found, unsigned i, char *file,
		size_t size)
{
	union found_room f;

	memset(&f, 0, sizeof(f));
	f.found = *found;
	file[0] = '\0';
	return m->list && CALL(m, "list", found->name, m->list(self(m), &f.found, i, file, size)) && file[0];
}

/* "9.4(2)SR3-1" as names have it. */
static bool format_version(const struct nr_model *m, const char *protocol, const char *version,
			   char out[64])
{
	char text[32];
	size_t n = 0;

	for (const char *v = version; *v && n + 1 < sizeof(text); v++)
		if (*v != ')')
			text[n++] = *v == '.' || *v == '(' ? '-' : *v;
	text[n] = '\0';
	return model_format(m->load_format, protocol, text, out, 64);
}

bool model_load_of(const struct nr_model *m, const char *protocol, const char *version, char out[64])
{
	struct nr_load l;
	bool found = m->load_of && CALL(m, "load_of", version, m->load_of(self(m), protocol, version, out, 64));

	/* With its build a name is whole. */
	if (!m->load_of && strchr(version, '-'))
		found = format_version(m, protocol, version, out);
	return found && model_parse(m, out, &l) && l.kind == NR_KIND_LOAD && l.ordered &&
	       strcasecmp(l.protocol, protocol) == 0;
}

bool model_place(const struct nr_model *m, const char *protocol, const char *said, char out[64])
{
	char version[32];
	struct nr_load l;

	if (!version_said(said, version))
		return false;
	return model_load_of(m, protocol, version, out) ||
	       (format_version(m, protocol, version, out) && model_parse(m, out, &l) &&
		l.kind == NR_KIND_LOAD && l.ordered);
}
