/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_INI_H
#define CORE_INI_H
/*
 * ini.h -- the configuration file as lines, and its errors.
 *
 * ini_parse() knows syntax only; meaning comes from rows (struct nr_option)
 * through ini_apply().  Every error of a file is collected, so that one run
 * shows them all:  bench.ini:14: [dhcp] unknown key 'poool' (did you mean 'pool'?)
 */
#include <netrecover/protocol.h>

struct ini_entry {
	unsigned line;          /* 0: from --set */
	const char *section;    /* "model" of [model 7945] */
	const char *name;       /* "7945", or "" */
	const char *key, *value;
	bool used;              /* somebody knew this key */
};

struct ini_errors {
	char **line;            /* each without newline */
	size_t count;
};

struct ini {
	char *path;             /* as given; messages start with it */
	char *folder;           /* of the file: relative paths start here */
	struct ini_entry *entry;
	size_t count;
	struct ini_errors errors;
	void *pool;             /* owns the texts */
};

/* Parse @len bytes of text; syntax errors go to @out->errors.  -errno only
 * when memory ends.  Free with ini_finish(), also after an error. */
int ini_parse(struct ini *out, const char *path, const char *text, size_t len);
int ini_load(struct ini *out, const char *path);        /* the same, from a file of at most 1 MiB */
/* "section.key=value", as in --set; wins over the file. */
int ini_set(struct ini *ini, const char *assignment);
void ini_finish(struct ini *ini);

void ini_error(struct ini *ini, unsigned line, const char *section, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/*
 * Fill @conf from the entries of [section name] by @rows: defaults first, then
 * values; marks entries as used; reports bad values, duplicate and unknown
 * keys.  Text values point into @ini or are owned by it.
 */
void ini_apply(struct ini *ini, const char *section, const char *name,
	       const struct nr_option *rows, void *conf);

/* The candidate nearest to @word, when it is near enough to be meant; else NULL. */
const char *ini_nearest(const char *word, const char *const *candidates, size_t count);

#endif
