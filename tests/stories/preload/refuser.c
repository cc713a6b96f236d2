/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * refuser.c -- stands before the C library (LD_PRELOAD) and refuses one allocation of the
 * process: the one of number $REFUSE.  At its end it adds how many there were to the file $REFUSE_COUNT.
 */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static atomic_ulong count;
static unsigned long which;

static void __attribute__((constructor)) begin(void)
{
	const char *text = getenv("REFUSE");

	which = text ? strtoul(text, NULL, 10) : 0;
}

static void __attribute__((destructor)) end(void)
{
	const char *path = getenv("REFUSE_COUNT");
	int fd = path ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666) : -1;
	char text[32];
	int n = snprintf(text, sizeof(text), "%lu\n", atomic_load(&count));

	if (fd < 0)
		return;
	(void)!write(fd, text, (size_t)n);
	close(fd);
}

static int refused(void)
{
	if (atomic_fetch_add(&count, 1) + 1 != which)
		return 0;
	errno = ENOMEM;
	return 1;
}

__attribute__((visibility("default"))) void *malloc(size_t size)
{
	return refused() ? NULL : __libc_malloc(size);
}

__attribute__((visibility("default"))) void *calloc(size_t n, size_t size)
{
	return refused() ? NULL : __libc_calloc(n, size);
}

__attribute__((visibility("default"))) void *realloc(void *old, size_t size)
{
	return refused() ? NULL : __libc_realloc(old, size);
}
