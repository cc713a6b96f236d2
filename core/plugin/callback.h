/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CALLBACK_H
#define CORE_CALLBACK_H
/*
 * callback.h -- which function of which plugin runs at this moment, so that a crash in it can
 * be told by its name.
 *
 * There is one thread; a protocol's callback may lead to a model's, which then is the one to
 * name until it returns.
 */
#include <stdbool.h>
#include <stddef.h>

/* @name, such as "parse", of the file @plugin runs, until callback_end(), on @argument (NULL:
 * nothing to show).  The texts are borrowed until then. */
void callback_begin(const char *plugin, const char *name, const char *argument);
/* Returns @answer, so that a call can stand in an expression. */
bool callback_end(bool answer);

/* "parse(\"SCCP45.8-5-2S\") of /path/acme.so", cut where it does not fit; "" while none runs.
 * Safe in the handler of a signal. */
void callback_describe(char *out, size_t size);

/* The file @path was loaded, and @address lies in it: a watcher of its own that crashes is found
 * by where its code lies. */
void callback_know(const char *path, const void *address);
/* All plugins are unloaded. */
void callback_forget(void);

/* The plugin @plugin (its path, borrowed) calls a function of the program, on @argument: the
 * last line of a watcher that crashes says so.  Costs a copy of at most 64 bytes. */
void callback_asked(const char *plugin, const char *name, const char *argument);

/*
 * When the program dies by a fault inside a plugin, one line goes to @fd before: the plugin, the
 * callback and the argument.  @deadline: the same for SIGALRM.  The signal is then taken as
 * if nobody had looked, so that the exit status and the core file are those of the fault.
 */
void callback_watch(int fd, bool deadline);

/* At a fault, wherever it was, @rescue is called first: only what the handler of a signal may do.
 * NULL: nobody any more. */
void callback_rescue(void (*rescue)(void *arg), void *arg);

#endif
