/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * callback.c -- see callback.h.
 */
#include <config.h>
#include "core/plugin/callback.h"

#include <netrecover/types.h>

#if defined(__GLIBC__)
#include <execinfo.h>
#endif
#include <link.h>
#include <signal.h>
#include <stdlib.h>
#include <ucontext.h>
#include <unistd.h>

#define MOST_FRAMES 64

/* One within another, the innermost last; deeper ones are not told. */
static struct callback {
	const char *plugin, *name, *argument;
} running[4];
static size_t depth;
static int line_fd = -1;

/* What somebody else has to do before the end. */
static struct {
	void (*call)(void *arg);
	void *arg;
} before_end;

/* Where the code of a file lies in memory. */
static struct object {
	char *path;
	uintptr_t base, start, end;
} objects[256], own;            /* own: of this program itself */
static size_t object_count;

/* The last that a plugin asked of the program, as it was said: it may be long ago. */
static struct {
	const char *plugin, *name;
	char argument[64];
} last;

void callback_begin(const char *plugin, const char *name, const char *argument)
{
	if (depth < NR_ARRAY_SIZE(running))
		running[depth] = (struct callback){ plugin ? plugin : "a plugin", name, argument };
	depth++;
}

bool callback_end(bool answer)
{
	depth--;
	return answer;
}

void callback_asked(const char *plugin, const char *name, const char *argument)
{
	last.plugin = plugin;
	last.name = name;
	snprintf(last.argument, sizeof(last.argument), "%s", argument ? argument : "");
}

/* -- where code lies ------------------------------------------------------------------- */

/* The object that holds an address. */
static int find_object(struct dl_phdr_info *info, size_t size, void *arg)
{
	struct object *o = arg;
	uintptr_t wanted = o->start, first = UINTPTR_MAX, end = 0;
	bool inside = false;

	(void)size;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *h = &info->dlpi_phdr[i];
		uintptr_t from = info->dlpi_addr + h->p_vaddr;

		if (h->p_type != PT_LOAD)
			continue;
		inside |= wanted >= from && wanted - from < h->p_memsz;
		first = from < first ? from : first;
		end = from + h->p_memsz > end ? from + h->p_memsz : end;
	}
	if (inside)
		*o = (struct object){ o->path, info->dlpi_addr, first, end };
	return inside;
}

void callback_know(const char *path, const void *address)
{
	struct object o = { .start = (uintptr_t)address };

	if (object_count == NR_ARRAY_SIZE(objects) || dl_iterate_phdr(find_object, &o) == 0)
		return;
	o.path = strdup(path);
	if (o.path)
		objects[object_count++] = o;
}

void callback_forget(void)
{
	for (size_t i = 0; i < object_count; i++)
		free(objects[i].path);
	object_count = 0;
	memset(&last, 0, sizeof(last));
}

static const struct object *object_of(uintptr_t at)
{
	for (size_t i = 0; i < object_count; i++)
		if (at >= objects[i].start && at < objects[i].end)
			return &objects[i];
	return at >= own.start && at < own.end ? &own : NULL;
}

static uintptr_t counter_of(const ucontext_t *c)
{
#if defined(__x86_64__) && defined(REG_RIP)
	return (uintptr_t)c->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
	return (uintptr_t)c->uc_mcontext.pc;
#else
	(void)c;
	return 0;
#endif
}

/* The callers of what was interrupted, innermost first, the place itself at [0]. */
static int frames_of(const ucontext_t *c, uintptr_t frame[MOST_FRAMES])
{
	frame[0] = counter_of(c);
#if defined(__GLIBC__)
	{
		void *found[MOST_FRAMES];
		int n = backtrace(found, MOST_FRAMES), from = 0, count = 0;

		while (from < n && (uintptr_t)found[from] != frame[0])
			from++;
		/* Without a counter: behind this function, the handler and what called it. */
		if (from == n)
			from = n < 3 ? n : 3;
		for (; from < n; from++)
			frame[count++] = (uintptr_t)found[from];
		return count ? count : frame[0] != 0;
	}
#else
	return frame[0] != 0;
#endif
}

/* -- the last line ------------------------------------------------------------------- */

/* No printf() in the handler of a signal. */
static void add(char *out, size_t size, const char *text, size_t most)
{
	size_t n = strlen(out);

	for (; *text && most-- > 0 && n + 1 < size; text++)
		out[n++] = *text < 0x20 || *text > 0x7e ? '?' : *text;
	out[n] = '\0';
}

void callback_describe(char *out, size_t size)
{
	const struct callback *now;

	out[0] = '\0';
	if (depth == 0)
		return;
	now = &running[depth < NR_ARRAY_SIZE(running) ? depth - 1 : NR_ARRAY_SIZE(running) - 1];
	add(out, size, now->name, 32);
	add(out, size, "(", 1);
	if (now->argument) {
		add(out, size, "\"", 1);
		add(out, size, now->argument, 64);
		add(out, size, "\"", 1);
	}
	add(out, size, ") of ", 5);
	add(out, size, now->plugin, 200);
}

static void add_number(char *out, size_t size, uintptr_t value)
{
	static const char digits[] = "0123456789abcdef";
	char text[2 * sizeof(value) + 1];
	size_t n = sizeof(text) - 1;

	text[n] = '\0';
	do
		text[--n] = digits[value & 15];
	while (value >>= 4);
	add(out, size, text + n, sizeof(text));
}

/*
 * The event loop calls a watcher, and nobody of us between: whose code is it?  "a watcher, at
 * +0x12f4 of /path/acme.so"; the number is the one that addr2line(1) takes.
 */
static void describe_watcher(char *out, size_t size, const ucontext_t *c)
{
	uintptr_t frame[MOST_FRAMES];
	const struct object *o = NULL;
	int n = frames_of(c, frame), i = 0;

	/* libc and others may stand above it; this program's own code is not a plugin's fault. */
	while (i < n && !(o = object_of(frame[i])))
		i++;
	out[0] = '\0';
	if (!o || o == &own)
		return;
	add(out, size, "a watcher, at +0x", 32);
	add_number(out, size, frame[i] - o->base);
	add(out, size, " of ", 4);
	add(out, size, o->path, 200);
	if (!last.plugin || strcmp(last.plugin, o->path) != 0)
		return;
	add(out, size, "; it last called ", 32);
	add(out, size, last.name, 32);
	add(out, size, "(\"", 2);
	add(out, size, last.argument, sizeof(last.argument));
	add(out, size, "\")", 2);
}

static void on_fault(int number, siginfo_t *info, void *context)
{
	char line[480], where[400];
	ssize_t n;

	(void)info;
	if (before_end.call)
		before_end.call(before_end.arg);
	callback_describe(where, sizeof(where));
	if (!where[0] && number != SIGALRM)
		describe_watcher(where, sizeof(where), context);
	if (where[0]) {
		line[0] = '\0';
		add(line, sizeof(line), number == SIGALRM ? "did not come back: " : "crashed: ", 32);
		add(line, sizeof(line), where, sizeof(where));
		line[strlen(line) + 1] = '\0';
		line[strlen(line)] = '\n';
		n = write(line_fd, line, strlen(line));
		(void)n;
	}
	signal(number, SIG_DFL);
	raise(number);
}

void callback_rescue(void (*rescue)(void *arg), void *arg)
{
	before_end.arg = arg;
	before_end.call = rescue;
}

void callback_watch(int fd, bool deadline)
{
	static const int faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGALRM };
	static char stack[32768];
	const stack_t alternative = { .ss_sp = stack, .ss_size = sizeof(stack) };
	struct sigaction act = {
		.sa_sigaction = on_fault, .sa_flags = SA_ONSTACK | (int)SA_RESETHAND | SA_NODEFER | SA_SIGINFO,
	};

	line_fd = fd;
	own.start = (uintptr_t)&own;
	dl_iterate_phdr(find_object, &own);
#if defined(__GLIBC__)
	{
		void *once[1];          /* what it loads, it loads now */

		backtrace(once, 1);
	}
#endif
	/* A stack that ran over is a fault, too. */
	sigaltstack(&alternative, NULL);
	for (size_t i = 0; i < NR_ARRAY_SIZE(faults); i++)
		if (faults[i] != SIGALRM || deadline)
			sigaction(faults[i], &act, NULL);
}
