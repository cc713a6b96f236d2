/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_OPTIONS_H
#define CORE_OPTIONS_H
/*
 * options.h -- the options of the command line: one row each, for the parser, for the
 * help, for the completions, and for the question which verb takes which.
 */
#include "core/verbs/app.h"

#include <getopt.h>

/* Keys of options without a letter. */
enum {
	OPT_JSON = 256,
	OPT_SET,
	OPT_UNTIL_DONE,
	OPT_HELP_CONF,
	OPT_HARDWARE,
	OPT_FORCE,
	OPT_WATCH,
	OPT_WORDS,
	OPT_YES,
	OPT_CALL_MANAGER,
	OPT_HTML,
	OPT_CSV,
	OPT_TEXT,
	OPT_SINCE,
	OPT_UNTIL,
	OPT_RUN,
	OPT_MASK,
	OPT_LISTEN,
	OPT_JOURNALS,
};

/* Where what was said is kept; the rest needs a closer look. */
enum option_keep {
	OPTION_ELSE,
	OPTION_TEXT,            /* const char * of struct app */
	OPTION_FLAG,            /* bool of struct app */
	OPTION_COUNT,           /* unsigned of struct app: how often it was said */
};

struct option_row {
	int key;                /* its letter, or one of the above */
	const char *name;       /* long; NULL: it has a letter only */
	const char *arg;        /* what it takes, in capitals; NULL: nothing */
	bool optional;          /* ... or nothing */
	const char *verbs;      /* "retry forget": they alone take it; NULL: every one */
	const char *help;       /* a few words */
	enum option_keep keep;
	size_t offset;          /* into struct app */
};

extern const struct option_row options_rows[];
extern const size_t options_count;

/* For getopt_long(): the long options, which end with zeros; the letters. */
#define OPTIONS_MAX 40
void options_long(struct option out[OPTIONS_MAX + 1]);
void options_letters(char *out, size_t size);

/* Was the option of that key given?  That is where the command line was read. */
struct options_given {
	bool key[512];
};
/* Every one that was given is for this verb: EXIT_GOOD, or EXIT_USAGE and a line. */
int options_check(const struct options_given *given, const char *verb);
/* Keep what was said, when that is all; false: it is not. */
bool options_take(struct app *app, int key, const char *arg);
/* Does the verb take it, and is not every verb's? */
bool options_is_for(const struct option_row *o, const char *verb);
/* "-c, --config FILE" */
const char *options_usage(const struct option_row *o, char *buf, size_t size);

#endif
