/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* wrap.c -- see wrap.h. */
#include <config.h>

#include "core/verbs/wrap.h"
#include "core/base/refused.h"

#include <ev.h>
#include <jansson.h>
#include <libxml/xmlmemory.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RESERVE 65536           /* libev's arrays grow by less */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_reallocarray(void *old, size_t count, size_t size);
char *__real_strdup(const char *text);
char *__real_strndup(const char *text, size_t size);
FILE *__real_open_memstream(char **text, size_t *size);

int __real_vasprintf(char **out, const char *fmt, va_list ap);

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_reallocarray(void *old, size_t count, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t size);
FILE *__wrap_open_memstream(char **text, size_t *size);
int __wrap_vasprintf(char **out, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
int __wrap_asprintf(char **out, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* What _FORTIFY_SOURCE makes of them. */
int __wrap___vasprintf_chk(char **out, int flag, const char *fmt, va_list ap) __attribute__((format(printf, 3, 0)));
int __wrap___asprintf_chk(char **out, int flag, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* No memory of no bytes is none that is missing. */
static void *note(void *got, size_t size)
{
	if (!got && size)
		refused_note();
	return got;
}

void *__wrap_malloc(size_t size)
{
	return note(__real_malloc(size), size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return note(__real_calloc(count, size), count && size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return note(__real_realloc(old, size), size);
}

void *__wrap_reallocarray(void *old, size_t count, size_t size)
{
	return note(__real_reallocarray(old, count, size), count && size);
}

char *__wrap_strdup(const char *text)
{
	return note(__real_strdup(text), 1);
}

char *__wrap_strndup(const char *text, size_t size)
{
	return note(__real_strndup(text, size), 1);
}

FILE *__wrap_open_memstream(char **text, size_t *size)
{
	return note(__real_open_memstream(text, size), 1);
}

int __wrap_vasprintf(char **out, const char *fmt, va_list ap)
{
	int n = __real_vasprintf(out, fmt, ap);

	if (n < 0)
		refused_note();
	return n;
}

int __wrap_asprintf(char **out, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = __wrap_vasprintf(out, fmt, ap);
	va_end(ap);
	return n;
}

int __wrap___vasprintf_chk(char **out, int flag, const char *fmt, va_list ap)
{
	(void)flag;
	return __wrap_vasprintf(out, fmt, ap);
}

int __wrap___asprintf_chk(char **out, int flag, const char *fmt, ...)
{
	va_list ap;
	int n;

	(void)flag;
	va_start(ap, fmt);
	n = __wrap_vasprintf(out, fmt, ap);
	va_end(ap);
	return n;
}

/* -- libraries --------------------------------------------------------------------------- */

static void *reserve;

static void *for_ev(void *old, long size)
{
	void *got;

	if (size == 0) {
		free(old);
		return NULL;
	}
	got = realloc(old, (size_t)size);
	if (!got && reserve) {
		free(reserve);
		reserve = NULL;
		got = realloc(old, (size_t)size);
	}
	return got;
}

void wrap_libraries(void)
{
	reserve = malloc(RESERVE);
	ev_set_allocator(for_ev);
	json_set_alloc_funcs(malloc, free);
	xmlMemSetup(free, malloc, realloc, strdup);
}
