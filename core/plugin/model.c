/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * model.c -- what one model says about a name.  Pure: text in, values out.
 */
#include <config.h>
#include "core/plugin/model.h"

#include "core/base/file_name.h"
#include "core/plugin/version.h"

#include <string.h>
#include <strings.h>

bool model_is_named(const struct nr_model *m, const char *name)
{
	return strcasecmp(name, m->name) == 0 || strcasecmp(name, m->id) == 0;
}

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
	if (!m->parse || !m->parse(self(m), name, &u.load))
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

	return m->printed && m->printed(self(m), protocol, printed, build, out, 64) &&
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
	return m->archive(self(m), &u.load, out, size);
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
	return m->config(self(m), want, &u.ask, body);
}

bool model_running(const struct nr_model *m, const char *said, const char *device, char out[64])
{
	return m->running && m->running(self(m), said, device, out, 64);
}

const char *model_usual_protocol(const struct nr_model *m)
{
	return m->protocols && m->protocols[0] ? m->protocols[0] : "";
}

bool model_has_format(const struct nr_model *m, const char *format)
{
	for (const char *const *f = m->formats; f && *f; f++)
		if (strcmp(*f, format) == 0)
			return true;
	return false;
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
	bool found = m->load_of && m->load_of(self(m), protocol, version, out, 64);

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
