/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_COMMAND_H
#define CORE_COMMAND_H
/*
 * command.h -- a command of the operator: its words, and the file that runs for it.
 */
#include <stddef.h>

#define COMMAND_WORDS 32
#define COMMAND_TEXT 1024

struct command {
	const char *word[COMMAND_WORDS];        /* they point into @text */
	size_t count;
	char text[COMMAND_TEXT];
};

/*
 * Split @text at blanks; '...' and "..." hold blanks together, and nothing else
 * is special.  NULL, or what is wrong with it ("has a quote that is not closed").
 */
const char *command_read(struct command *c, const char *text);

/*
 * The file that runs for @program: itself when it has a slash, else the first
 * executable of that name in $PATH.  0, or -errno: -ENOENT, -EACCES; @out is then the
 * last that was tried.
 */
int command_find(const char *program, char *out, size_t size);

#endif
