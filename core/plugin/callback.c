/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * callback.c -- see callback.h.
 */
#include <config.h>
#include "core/plugin/callback.h"

#include <netrecover/types.h>

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* One within another, the innermost last; deeper ones are not told. */
static struct callback {
	const char *plugin, *name, *argument;
} running[4];
static size_t depth;
static int line_fd = -1;

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

static void on_fault(int number)
{
	char line[400], where[320];
	ssize_t n;

	callback_describe(where, sizeof(where));
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

void callback_watch(int fd, bool deadline)
{
	static const int faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGALRM };
	static char stack[32768];
	const stack_t alternative = { .ss_sp = stack, .ss_size = sizeof(stack) };
	struct sigaction act = { .sa_handler = on_fault, .sa_flags = SA_ONSTACK | (int)SA_RESETHAND | SA_NODEFER };

	line_fd = fd;
	/* A stack that ran over is a fault, too. */
	sigaltstack(&alternative, NULL);
	for (size_t i = 0; i < NR_ARRAY_SIZE(faults); i++)
		if (faults[i] != SIGALRM || deadline)
			sigaction(faults[i], &act, NULL);
}
