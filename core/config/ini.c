/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * ini.c -- the configuration file: lines and errors; values are in ini_value.c.
 *
 * struct ini owns every text; entries point into it.  Parsing goes
 * on after an error, so that one run shows all of them; ini_error() keeps them
 * in the order of the file, because values are checked later than lines.
 *
 * A value is what stands between '=' and the end of the line or a comment; '#'
 * and ';' start one at the start of a line or after a blank.  No quotes, no
 * continued lines.  An empty value is the same as no line at all.
 */
#include <config.h>
#include "core/config/ini.h"

#include "core/base/pool.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <strings.h>

#define MAX_FILE (1u << 20)
#define MAX_LINE 4096
#define MAX_LINES 10000
#define MAX_SECTIONS 2000
#define MAX_ERRORS 200

/* What struct ini keeps to itself. */
struct ini_own {
	struct pool texts;
	unsigned *error_line;           /* of each error, for their order */
	uint32_t *hash;                 /* of each entry, to find duplicates fast */
	size_t entry_room, section_room, error_room;
	bool cut;                       /* there were more errors than MAX_ERRORS */
};

/* -- memory ----------------------------------------------------------------- */

static void *grow(void *array, size_t *room, size_t count, size_t size)
{
	size_t more = *room ? *room * 2 : 16;
	void *p;

	if (count < *room)
		return array;
	p = reallocarray(array, more, size);
	if (p)
		*room = more;
	return p;
}

const char *ini_text(struct ini *ini, const char *text, size_t len)
{
	char *kept = pool_take(&ini->own->texts, len + 1);

	return kept && len ? memcpy(kept, text, len) : kept;
}

const char *ini_path(struct ini *ini, const char *value)
{
	char *joined;
	const char *kept;
	int n;

	if (value[0] == '/' || value[0] == '\0' || !ini->folder || ini->folder[0] == '\0')
		return ini_text(ini, value, strlen(value));
	n = asprintf(&joined, "%s%s%s", ini->folder,
		     strcmp(ini->folder, "/") == 0 ? "" : "/", value);
	if (n < 0)
		return NULL;
	kept = ini_text(ini, joined, (size_t)n);
	free(joined);
	return kept;
}

/* -- errors ------------------------------------------------------------------ */

/* Put @text (malloc()ed, taken over) behind the errors of lines up to @line. */
static void keep_error(struct ini *ini, unsigned line, char *text)
{
	struct ini_own *own = ini->own;
	unsigned order = line ? line : UINT32_MAX;
	size_t room = own->error_room, n = ini->errors.count, at = n;
	void *lines, *orders;

	for (char *c = text; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			*c = '?';
	lines = grow(ini->errors.line, &room, n, sizeof(char *));
	if (lines)
		ini->errors.line = lines;
	room = own->error_room;
	orders = grow(own->error_line, &room, n, sizeof(unsigned));
	if (orders)
		own->error_line = orders;
	if (!lines || !orders) {
		free(text);
		return;
	}
	own->error_room = room;
	while (at > 0 && own->error_line[at - 1] > order) {
		own->error_line[at] = own->error_line[at - 1];
		ini->errors.line[at] = ini->errors.line[at - 1];
		at--;
	}
	own->error_line[at] = order;
	ini->errors.line[at] = text;
	ini->errors.count++;
}

/* "bench.ini:14: " and what follows. */
static void __attribute__((format(printf, 4, 0)))
add_error(struct ini *ini, unsigned line, const char *before, const char *fmt, va_list ap)
{
	struct ini_own *own = ini->own;
	const char *path = ini->path ? ini->path : "";
	char where[16] = "", *text, *all;

	if (own->cut)
		return;
	if (ini->errors.count >= MAX_ERRORS) {
		own->cut = true;
		before = "";
		fmt = "more errors, not shown";
		line = 0;
	}
	if (line)
		snprintf(where, sizeof(where), ":%u", line);
	if (vasprintf(&text, fmt, ap) < 0)
		return;
	if (strncmp(before, "--set ", 6) == 0)
		path = "";
	if (asprintf(&all, "%s%s%s%s%s", path, where, path[0] ? ": " : "", before, text) >= 0)
		keep_error(ini, line, all);
	free(text);
}

void ini_error(struct ini *ini, unsigned line, const char *section, const char *fmt, ...)
{
	char before[160] = "";
	va_list ap;

	if (section && section[0])
		snprintf(before, sizeof(before), "[%.150s] ", section);
	va_start(ap, fmt);
	add_error(ini, line, before, fmt, ap);
	va_end(ap);
}

void ini_entry_error(struct ini *ini, const struct ini_entry *e, const char *fmt, ...)
{
	const char *gap = e->name[0] ? " " : "", *dot = e->name[0] ? "." : "";
	char before[256];
	va_list ap;

	if (e->line)
		snprintf(before, sizeof(before), "[%.64s%s%.64s] ", e->section, gap, e->name);
	else
		snprintf(before, sizeof(before), "--set %.64s%s%.64s.%.64s: ", e->section, dot,
			 e->name, e->key);
	va_start(ap, fmt);
	add_error(ini, e->line, before, fmt, ap);
	va_end(ap);
}

void ini_value_error(struct ini *ini, const struct ini_entry *e, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (e->line)
		ini_entry_error(ini, e, "%s: %s", e->key, text);
	else
		ini_entry_error(ini, e, "%s", text);
}

void ini_section_error(struct ini *ini, const struct ini_section *s, const char *fmt, ...)
{
	char before[160] = "";
	va_list ap;

	if (s->line == 0)
		snprintf(before, sizeof(before), "--set %.64s%s%.64s: ", s->section,
			 s->name[0] ? "." : "", s->name);
	va_start(ap, fmt);
	add_error(ini, s->line, before, fmt, ap);
	va_end(ap);
}

/* -- entries ------------------------------------------------------------------ */

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static uint32_t hash_text(uint32_t h, const char *s)
{
	for (; *s; s++)
		h = (h ^ (unsigned char)lower(*s)) * 16777619u;
	return (h ^ 0xff) * 16777619u;
}

static uint32_t hash_entry(const char *section, const char *name, const char *key)
{
	return hash_text(hash_text(hash_text(2166136261u, section), name), key);
}

bool ini_is_section(const char *section, const char *name, const char *section2, const char *name2)
{
	return strcmp(section, section2) == 0 && strcasecmp(name, name2) == 0;
}

static struct ini_entry *find(const struct ini *ini, const char *section, const char *name,
			      const char *key)
{
	const struct ini_own *own = ini->own;
	uint32_t h = hash_entry(section, name, key);

	for (size_t i = 0; i < ini->count; i++) {
		struct ini_entry *e = &ini->entry[i];

		if (own->hash[i] == h && strcmp(e->key, key) == 0 &&
		    ini_is_section(e->section, e->name, section, name))
			return e;
	}
	return NULL;
}

const struct ini_entry *ini_find(const struct ini *ini, const char *section, const char *name,
				 const char *key)
{
	return find(ini, section, name, key);
}

static int add_entry(struct ini *ini, unsigned line, const struct ini_section *s,
		     const char *key, const char *value)
{
	struct ini_own *own = ini->own;
	size_t room = own->entry_room;
	struct ini_entry *entry = grow(ini->entry, &room, ini->count, sizeof(*entry));
	uint32_t *hash;

	if (!entry)
		return -ENOMEM;
	ini->entry = entry;
	room = own->entry_room;
	hash = grow(own->hash, &room, ini->count, sizeof(*hash));
	if (!hash)
		return -ENOMEM;
	own->hash = hash;
	own->entry_room = room;
	hash[ini->count] = hash_entry(s->section, s->name, key);
	entry[ini->count++] = (struct ini_entry){
		.line = line, .section = s->section, .name = s->name, .key = key, .value = value,
	};
	return 0;
}

/* The section, opened now when it is new.  Its index, -1: an error was reported, -ENOMEM. */
static ssize_t open_section(struct ini *ini, unsigned line, const char *section,
			    const char *name)
{
	struct ini_own *own = ini->own;
	struct ini_section *s;

	for (size_t i = 0; i < ini->section_count; i++)
		if (ini_is_section(ini->section[i].section, ini->section[i].name, section, name))
			return (ssize_t)i;
	if (ini->section_count >= MAX_SECTIONS) {
		ini_error(ini, line, NULL, "more than %d sections", MAX_SECTIONS);
		return -1;
	}
	s = grow(ini->section, &own->section_room, ini->section_count, sizeof(*s));
	if (!s)
		return -ENOMEM;
	ini->section = s;
	s[ini->section_count] = (struct ini_section){ line, section, name, false };
	return (ssize_t)ini->section_count++;
}

/* -- lines --------------------------------------------------------------------- */

struct span {
	const char *at;
	size_t len;
};

/* How much of @s a message shows. */
static int shown(struct span s)
{
	return s.len < 64 ? (int)s.len : 64;
}

static struct span trim(struct span s)
{
	while (s.len && ini_is_blank(s.at[0])) {
		s.at++;
		s.len--;
	}
	while (s.len && ini_is_blank(s.at[s.len - 1]))
		s.len--;
	return s;
}

/* @s up to a '#' or ';' that starts it or follows a blank. */
static struct span without_comment(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((s.at[i] == '#' || s.at[i] == ';') && (i == 0 || ini_is_blank(s.at[i - 1]))) {
			s.len = i;
			break;
		}
	return s;
}

static bool plain_word(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_",
			    s.at[i]))
			return false;
	return s.len > 0 && s.len <= 64;
}

/* What is wrong with these bytes, or NULL. */
static const char *bad_bytes(struct span s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if (c == 0)
			return "a NUL byte";
		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return "a control character";
	}
	return NULL;
}

static bool quoted(struct span s)
{
	return s.len >= 2 && s.at[0] == s.at[s.len - 1] && (s.at[0] == '"' || s.at[0] == '\'');
}

/* "[section]" or "[section NAME]"; its index, -1: an error was reported, -ENOMEM. */
static ssize_t parse_header(struct ini *ini, unsigned line, struct span s)
{
	const char *close = memchr(s.at, ']', s.len), *section, *text;
	struct span word, name = { "", 0 };
	size_t n;

	if (!close) {
		ini_error(ini, line, NULL, "']' is missing after '%.*s'", shown(s),
			  s.at);
		return -1;
	}
	n = (size_t)(close - s.at) + 1;
	if (trim(without_comment((struct span){ s.at + n, s.len - n })).len != 0) {
		ini_error(ini, line, NULL, "text after ']'");
		return -1;
	}
	word = trim((struct span){ s.at + 1, n - 2 });
	for (n = 0; n < word.len && !ini_is_blank(word.at[n]); n++)
		;
	if (n < word.len)
		name = trim((struct span){ word.at + n, word.len - n });
	word.len = n;
	if (!plain_word(word) || name.len > 64) {
		ini_error(ini, line, NULL, "'%.*s' is not a section: write [section] or [section NAME]",
			  shown(s), s.at);
		return -1;
	}
	section = ini_text(ini, word.at, word.len);
	text = ini_text(ini, name.at, name.len);
	return section && text ? open_section(ini, line, section, text) : -ENOMEM;
}

static int parse_pair(struct ini *ini, unsigned line, ssize_t section, struct span s)
{
	const char *equals = memchr(s.at, '=', s.len), *k, *v;
	const struct ini_entry *other;
	struct span key, value;

	if (!equals) {
		s = trim(without_comment(s));
		ini_error(ini, line, NULL, "'%.*s' is neither [section] nor key = value",
			  shown(s), s.at);
		return 0;
	}
	key = trim((struct span){ s.at, (size_t)(equals - s.at) });
	value = trim(without_comment((struct span){ equals + 1, s.len - (size_t)(equals - s.at) - 1 }));
	if (!plain_word(key)) {
		ini_error(ini, line, NULL, "'%.*s' is not a key", shown(key), key.at);
		return 0;
	}
	if (section < 0)        /* its header was wrong, or there was none: said already */
		return 0;
	if (quoted(value)) {
		ini_error(ini, line, NULL, "write the value of '%.*s' without quotes", (int)key.len,
			  key.at);
		return 0;
	}
	k = ini_text(ini, key.at, key.len);
	v = ini_text(ini, value.at, value.len);
	if (!k || !v)
		return -ENOMEM;
	other = find(ini, ini->section[section].section, ini->section[section].name, k);
	if (other) {
		struct ini_entry here = *other;

		here.line = line;
		ini_entry_error(ini, &here, "'%s' is already set in line %u", k, other->line);
		return 0;
	}
	return add_entry(ini, line, &ini->section[section], k, v);
}

/* One line without its end.  *section: the open one, -1 after a bad header, -2 before any. */
static int parse_line(struct ini *ini, unsigned line, ssize_t *section, struct span s)
{
	const char *bad = bad_bytes(s);

	if (s.len > MAX_LINE) {
		ini_error(ini, line, NULL, "this line has %zu bytes; the limit is %d", s.len,
			  MAX_LINE);
		return 0;
	}
	if (bad) {
		ini_error(ini, line, NULL, "%s in this line", bad);
		return 0;
	}
	s = trim(s);
	if (s.len == 0 || s.at[0] == '#' || s.at[0] == ';')
		return 0;
	if (s.at[0] == '[') {
		*section = parse_header(ini, line, s);
		return *section == -ENOMEM ? -ENOMEM : 0;
	}
	if (*section == -2) {
		ini_error(ini, line, NULL, "a section such as [bench] must come first");
		*section = -1;
	}
	return parse_pair(ini, line, *section, s);
}

static int parse_text(struct ini *ini, const char *text, size_t len)
{
	ssize_t section = -2;
	unsigned line = 0;

	if (len >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0)) {
		ini_error(ini, 0, NULL, "this is UTF-16; save it as UTF-8");
		return 0;
	}
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		len -= 3;
	}
	while (len > 0) {
		const char *end = memchr(text, '\n', len);
		size_t n = end ? (size_t)(end - text) : len;
		struct span s = { text, n };
		int r;

		if (++line > MAX_LINES) {
			ini_error(ini, line, NULL, "more than %d lines", MAX_LINES);
			return 0;
		}
		if (s.len && s.at[s.len - 1] == '\r')
			s.len--;
		r = parse_line(ini, line, &section, s);
		if (r < 0)
			return r;
		n += end != NULL;
		text += n;
		len -= n;
	}
	return 0;
}

static int init(struct ini *out, const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;

	memset(out, 0, sizeof(*out));
	out->own = calloc(1, sizeof(struct ini_own));
	out->path = strdup(path ? path : "");
	if (slash)
		out->folder = strndup(path, slash == path ? 1 : (size_t)(slash - path));
	else
		out->folder = strdup("");
	if (out->own && out->path && out->folder)
		return 0;
	ini_finish(out);
	return -ENOMEM;
}

int ini_parse(struct ini *out, const char *path, const char *text, size_t len)
{
	int r = init(out, path);

	return r < 0 ? r : parse_text(out, text, len);
}

int ini_load(struct ini *out, const char *path)
{
	char *text = NULL;
	size_t len = 0;
	FILE *f;
	int r = init(out, path);

	if (r < 0)
		return r;
	f = fopen(path, "re");
	text = malloc(MAX_FILE + 1);
	if (f && text)
		len = fread(text, 1, MAX_FILE + 1, f);
	if (!f || !text || ferror(f)) {
		r = errno ? -errno : -EIO;
		ini_error(out, 0, NULL, "cannot read this file: %s", strerror(-r));
	} else if (len > MAX_FILE) {
		r = -EFBIG;
		ini_error(out, 0, NULL, "larger than 1 MiB: this is no configuration");
	} else {
		r = parse_text(out, text, len);
	}
	if (f)
		fclose(f);
	free(text);
	return r;
}

/* The parts of "section.NAME.key" or "section NAME.key"; false when there is no key. */
static bool split_assignment(struct span left, struct span *section, struct span *name,
			     struct span *key)
{
	size_t dot = left.len, n = 0;

	while (dot > 0 && left.at[dot - 1] != '.')
		dot--;
	if (dot == 0)
		return false;
	*key = trim((struct span){ left.at + dot, left.len - dot });
	left.len = dot - 1;
	while (n < left.len && left.at[n] != '.' && !ini_is_blank(left.at[n]))
		n++;
	*section = (struct span){ left.at, n };
	*name = n < left.len ? trim((struct span){ left.at + n + 1, left.len - n - 1 })
			     : (struct span){ "", 0 };
	return plain_word(*section) && plain_word(*key) && name->len <= 64;
}

int ini_set(struct ini *ini, const char *assignment)
{
	struct span all = { assignment, strlen(assignment) }, section, name, key, value;
	const char *equals = strchr(assignment, '='), *s, *n, *k, *v;
	struct ini_entry *e;
	ssize_t at;

	if (!equals || bad_bytes(all) || all.len > MAX_LINE ||
	    !split_assignment(trim((struct span){ assignment, (size_t)(equals - assignment) }),
			      &section, &name, &key)) {
		char *text;

		if (asprintf(&text, "--set %.80s: write --set section.key=value", assignment) >= 0)
			keep_error(ini, 0, text);
		return 0;
	}
	value = trim((struct span){ equals + 1, strlen(equals + 1) });
	s = ini_text(ini, section.at, section.len);
	n = ini_text(ini, name.at, name.len);
	k = ini_text(ini, key.at, key.len);
	v = ini_text(ini, value.at, value.len);
	if (!s || !n || !k || !v)
		return -ENOMEM;
	e = find(ini, s, n, k);
	if (e) {
		e->value = v;
		e->line = 0;
		return 0;
	}
	at = open_section(ini, 0, s, n);
	if (at < 0)
		return at == -ENOMEM ? -ENOMEM : 0;
	return add_entry(ini, 0, &ini->section[at], k, v);
}

void ini_finish(struct ini *ini)
{
	struct ini_own *own = ini->own;

	if (own) {
		pool_finish(&own->texts);
		free(own->error_line);
		free(own->hash);
	}
	for (size_t i = 0; i < ini->errors.count; i++)
		free(ini->errors.line[i]);
	free(ini->errors.line);
	free(ini->entry);
	free(ini->section);
	free(ini->path);
	free(ini->folder);
	free(own);
	memset(ini, 0, sizeof(*ini));
}
