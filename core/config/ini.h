/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_INI_H
#define CORE_INI_H
/*
 * ini.h -- the configuration file as lines, and its errors.
 *
 * ini_parse() knows syntax only; meaning comes from rows (struct nr_option)
 * through ini_value_apply().  Every error of a file is collected, so that one run
 * shows them all:  bench.ini:14: [dhcp] unknown key 'poool' (did you mean 'pool'?)
 */
#include <netrecover/protocol.h>

struct ini_entry {
	unsigned line;          /* 0: from --set */
	const char *section;    /* "model" of [model 7945] */
	const char *name;       /* "7945", or "" */
	const char *key, *value;
	bool used;              /* a table has this key */
};

/* A section as it was opened, so that empty ones are seen too. */
struct ini_section {
	unsigned line;          /* of the first header; 0: only in --set */
	const char *section, *name;
	bool used;              /* it was read */
};

struct ini_errors {
	char **line;            /* each without newline, in the order of the file */
	size_t count;
};

struct ini {
	char *path;             /* as given; messages start with it */
	char *folder;           /* of the file: relative paths start here */
	struct ini_entry *entry;
	size_t count;
	struct ini_section *section;
	size_t section_count;
	struct ini_errors errors;
	struct ini_own *own;    /* the texts, and what only ini.c knows */
};

static inline bool ini_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Parse @len bytes of text; syntax errors go to @out->errors.  -errno only
 * when memory ends.  Free with ini_finish(), also after an error. */
int ini_parse(struct ini *out, const char *path, const char *text, size_t len);
int ini_load(struct ini *out, const char *path);        /* the same, from a file of at most 1 MiB */
/* "section.key=value", as in --set; wins over the file.  With a name:
 * "phone.SEP001B54AA0001.load=..." or "phone SEP001B54AA0001.load=...". */
int ini_set(struct ini *ini, const char *assignment);
void ini_finish(struct ini *ini);

void ini_error(struct ini *ini, unsigned line, const char *section, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* About one entry: "bench.ini:14: [dhcp] ..." or "--set dhcp.pool: ...". */
void ini_entry_error(struct ini *ini, const struct ini_entry *e, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* About its value: "bench.ini:14: [dhcp] pool: ..." or "--set dhcp.pool: ...". */
void ini_value_error(struct ini *ini, const struct ini_entry *e, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* About one section as a whole: "bench.ini:3: ..." or "--set dhpc: ...". */
void ini_section_error(struct ini *ini, const struct ini_section *s, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Are these one section?  Names are compared without case: sep001b54aa0001 is SEP001B54AA0001. */
bool ini_is_section(const char *section, const char *name, const char *section2,
		    const char *name2);
/* The entry, or NULL. */
const struct ini_entry *ini_find(const struct ini *ini, const char *section, const char *name,
				 const char *key);
/* Text that lives as long as @ini; NULL: no memory. */
const char *ini_text(struct ini *ini, const char *text, size_t len);
const char *ini_path(struct ini *ini, const char *value);       /* relative to the file's folder */

#endif
