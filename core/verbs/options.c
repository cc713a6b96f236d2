/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* options.c -- see options.h. */
#include <config.h>

#include "core/verbs/options.h"

#include <stddef.h>
#include <string.h>

#define ELSE OPTION_ELSE, 0
#define TEXT(member) OPTION_TEXT, offsetof(struct app, member)
#define FLAG(member) OPTION_FLAG, offsetof(struct app, member)
#define COUNT(member) OPTION_COUNT, offsetof(struct app, member)

const struct option_row options_rows[] = {
	{ 'c', "config", "FILE", false, NULL, "the configuration; ./bench.ini when it is there", TEXT(config_path) },
	{ OPT_SET, "set", "SECTION.KEY=VALUE", false, NULL, "wins over the file", ELSE },
	{ OPT_UNTIL_DONE, "until-done", "TIME", true, "run", "end when every phone seen has reached its end", ELSE },
	{ 't', NULL, NULL, false, "doctor", "the same as doctor", ELSE },
	{ 'r', NULL, "CAPTURE", false, "identify", "read a capture file", TEXT(capture) },
	{ 'i', "interface", "NAME", false, "identify init", "the wire of the phones", TEXT(interface) },
	{ 'o', "output", "FILE", false, "fetch report", "where it goes", TEXT(output) },
	{ OPT_YES, "yes", NULL, false, "init", "ask nothing; refuse when it is not sure", FLAG(yes) },
	{ OPT_CALL_MANAGER, "call-manager", "HOST", false, "init", "gets XMLDefault.cnf.xml from there", TEXT(call_manager) },
	{ OPT_HTML, "html", NULL, false, "report", "one page, to print or to attach", ELSE },
	{ OPT_CSV, "csv", NULL, false, "report", "a row for each phone", ELSE },
	{ OPT_TEXT, "text", NULL, false, "report", "for a terminal; so it is without any", ELSE },
	{ OPT_SINCE, "since", "TIME", false, "report", "2026-01-31T14:00, today, or 2h for two hours ago", TEXT(since) },
	{ OPT_UNTIL, "until", "TIME", false, "report", "the same for the end", TEXT(until) },
	{ OPT_RUN, "run", "RUN", false, "report", "the run of that name, as the journal has it", TEXT(run) },
	{ OPT_MASK, "mask", NULL, false, "report", "without MAC addresses and serial numbers", FLAG(mask) },
	{ OPT_LISTEN, "listen", "ADDRESS:PORT", false, "web fleet", "where the page is; 127.0.0.1:8080", TEXT(listen) },
	{ OPT_JOURNALS, "journals", "FOLDER", false, "fleet report", "where the journals of many benches are", TEXT(journals) },
	{ OPT_HARDWARE, "hardware", "VERSION", false, "plan", "of the phone's board, as LLDP reports it: V15", TEXT(hardware) },
	{ OPT_FORCE, "force", NULL, false, "retry forget", "also a phone that may be writing its flash", FLAG(force) },
	{ OPT_WATCH, "watch", "FOLDER", false, "import", "what is dropped in there, until interrupted", TEXT(watched) },
	{ OPT_WORDS, "words", NULL, false, "help", "a word a line, for the completion of a shell", FLAG(words) },
	{ OPT_JSON, "json", NULL, false, NULL, "JSON on standard output", ELSE },
	{ 'v', "verbose", NULL, false, NULL, "also what helps to find a fault; -vv: each packet", COUNT(verbose) },
	{ 'q', "quiet", NULL, false, NULL, "only warnings and errors", FLAG(quiet) },
	{ 'h', "help", NULL, false, NULL, "one screen; after a command, of that command", ELSE },
	{ OPT_HELP_CONF, "help-conf", NULL, false, NULL, "every key of the configuration", ELSE },
	{ 'V', "version", NULL, false, NULL, "with -v: how it was built", ELSE },
};

const size_t options_count = NR_ARRAY_SIZE(options_rows);

void options_long(struct option out[OPTIONS_MAX + 1])
{
	size_t n = 0;

	for (size_t i = 0; i < options_count && n < OPTIONS_MAX; i++) {
		const struct option_row *o = &options_rows[i];

		if (o->name)
			out[n++] = (struct option){ o->name, !o->arg ? no_argument : o->optional ?
						    optional_argument : required_argument, NULL, o->key };
	}
	memset(&out[n], 0, sizeof(out[n]));
}

void options_letters(char *out, size_t size)
{
	size_t n = (size_t)snprintf(out, size, "+:");

	for (size_t i = 0; i < options_count && n + 3 < size; i++)
		if (options_rows[i].key < 256)
			n += (size_t)snprintf(out + n, size - n, "%c%s", options_rows[i].key,
					      options_rows[i].arg ? ":" : "");
}

bool options_take(struct app *app, int key, const char *arg)
{
	for (size_t i = 0; i < options_count; i++) {
		const struct option_row *o = &options_rows[i];
		char *at = (char *)app + o->offset;

		if (o->key != key)
			continue;
		if (o->keep == OPTION_TEXT)
			memcpy(at, &arg, sizeof(arg));
		else if (o->keep == OPTION_FLAG)
			*(bool *)(void *)at = true;
		else if (o->keep == OPTION_COUNT)
			++*(unsigned *)(void *)at;
		return o->keep != OPTION_ELSE;
	}
	return false;
}

/* Is @word one of @words, which blanks separate? */
static bool among(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = words; at && (at = strstr(at, word)) != NULL; at += n)
		if ((at == words || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
			return true;
	return false;
}

bool options_is_for(const struct option_row *o, const char *verb)
{
	return o->verbs && among(o->verbs, verb);
}

const char *options_usage(const struct option_row *o, char *buf, size_t size)
{
	char letter[5] = "";

	if (o->key < 256)
		snprintf(letter, sizeof(letter), "-%c%s", o->key, o->name ? ", " : "");
	snprintf(buf, size, "%s%s%s%s%s%s", letter, o->name ? "--" : "", o->name ? o->name : "",
		 o->optional ? "[=" : o->arg ? " " : "", o->arg ? o->arg : "", o->optional ? "]" : "");
	return buf;
}

/* "for retry and forget" */
static int not_for(const struct option_row *o, const char *verb)
{
	char usage[80], verbs[120];
	char *blank;

	snprintf(verbs, sizeof(verbs), "%s", o->verbs);
	blank = strrchr(verbs, ' ');
	if (blank)
		*blank = '\0';
	return app_fail(EXIT_USAGE, "%s is for %s%s%s, not for %s", options_usage(o, usage, sizeof(usage)), verbs,
			blank ? " and " : "", blank ? blank + 1 : "", verb);
}

int options_check(const struct options_given *given, const char *verb)
{
	for (size_t i = 0; i < options_count; i++) {
		const struct option_row *o = &options_rows[i];

		if (given->key[o->key] && o->verbs && !among(o->verbs, verb))
			return not_for(o, verb);
	}
	return EXIT_GOOD;
}
