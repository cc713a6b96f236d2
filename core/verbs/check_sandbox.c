/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_sandbox.c -- see check_sandbox.h.
 *
 * The file is opened once, judged by its descriptor and copied, so that what is checked is what
 * was looked at.  The child tells by one pipe what it found, and by a second one, from the handler
 * of its signals, in which callback it died.
 */
#include <config.h>
#include "core/verbs/check_sandbox.h"

#include "core/base/clock.h"
#include "core/host/jail.h"
#include "core/plugin/callback.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE_MS 500                 /* more than the child's own: that one can say where */
#define MOST_BYTES (64 << 20)           /* of a plugin, */
#define MOST_TEXT (1 << 20)             /* and of what it says */

static bool say(char why[CHECK_SANDBOX_LINE], const char *text)
{
	snprintf(why, CHECK_SANDBOX_LINE, "%s", text);
	return false;
}

static const char *kind_of(mode_t mode)
{
	return S_ISDIR(mode) ? "is a folder" : S_ISFIFO(mode) ? "is a FIFO" :
	       S_ISSOCK(mode) ? "is a socket" : "is a device";
}

/* A library whose segments reach behind its end kills whoever touches them. */
static bool is_whole(int fd, off_t size, char why[CHECK_SANDBOX_LINE])
{
	Elf64_Phdr segment;
	Elf64_Ehdr head;

	if (pread(fd, &head, sizeof(head), 0) != (ssize_t)sizeof(head) ||
	    memcmp(head.e_ident, ELFMAG, SELFMAG) != 0)
		return say(why, "not a shared library");
	if (head.e_ident[EI_CLASS] != ELFCLASS64 || head.e_phentsize != sizeof(segment))
		return true;            /* the loader knows */
	for (unsigned i = 0; i < head.e_phnum; i++) {
		off_t at = (off_t)(head.e_phoff + i * sizeof(segment));

		if (at < 0 || pread(fd, &segment, sizeof(segment), at) != (ssize_t)sizeof(segment))
			return say(why, "cut off: its table of segments is not whole");
		if (segment.p_type == PT_LOAD && (segment.p_filesz > (uint64_t)size ||
						  segment.p_offset > (uint64_t)size - segment.p_filesz))
			return say(why, "cut off: it is shorter than its segments");
	}
	return true;
}

static bool copy(int from, int to, off_t size)
{
	uint8_t block[65536];
	off_t done = 0;

	while (done < size) {
		ssize_t n = pread(from, block, sizeof(block), done);

		if (n <= 0 || write(to, block, (size_t)n) != n)
			return false;
		done += n;
	}
	return true;
}

bool check_sandbox_take(struct check_sandbox *out, const char *path, char why[CHECK_SANDBOX_LINE])
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat st;
	bool good = false;

	*out = (struct check_sandbox){ .path = path, .file = -1, .seconds = CHECK_SANDBOX_SECONDS };
	if (fd < 0 || fstat(fd, &st) != 0) {
		snprintf(why, CHECK_SANDBOX_LINE, "cannot be opened: %s", strerror(errno));
	} else if (!S_ISREG(st.st_mode)) {
		snprintf(why, CHECK_SANDBOX_LINE, "%s, no regular file", kind_of(st.st_mode));
	} else if (st.st_size == 0 || st.st_size > MOST_BYTES) {
		say(why, st.st_size ? "too large for a plugin" : "empty");
	} else if (is_whole(fd, st.st_size, why)) {
		out->file = memfd_create("plugin", MFD_CLOEXEC);
		good = out->file >= 0 && copy(fd, out->file, st.st_size);
		if (!good)
			snprintf(why, CHECK_SANDBOX_LINE, "cannot be read: %s", strerror(errno));
	}
	if (fd >= 0)
		close(fd);
	return good;
}

/* -- the child -------------------------------------------------------------------------- */

static void child(const struct check_sandbox *s, char *(*run)(const char *, void *), void *arg,
		  int words, int last)
{
	char file[64];
	size_t done = 0, len;
	char *text;

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	jail_enter(s->seconds + 1);
	callback_watch(last, true);
	alarm(s->seconds);
	snprintf(file, sizeof(file), "/proc/self/fd/%d", s->file);
	text = run(file, arg);
	len = text ? strlen(text) : 0;
	while (done < len) {
		ssize_t n = write(words, text + done, len - done);

		if (n <= 0)
			break;
		done += (size_t)n;
	}
	_exit(len > 0 && done == len ? 0 : 1);
}

/* -- the parent -------------------------------------------------------------------------- */

/* All that comes before the end, up to @size - 1; false: the time is over. */
static bool read_all(int fd, int64_t end, char *out, size_t size)
{
	size_t n = 0;

	for (;;) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		int64_t left = end - clock_kernel_ms();
		ssize_t got;

		if (left <= 0 || n + 1 >= size || poll(&p, 1, (int)left) <= 0) {
			out[n] = '\0';
			return false;
		}
		got = read(fd, out + n, size - 1 - n);
		if (got <= 0) {
			out[n] = '\0';
			return true;
		}
		n += (size_t)got;
	}
}

/* In the child's own last words, if it had any. */
static void describe_end(const struct check_sandbox *s, int status, bool in_time, int last,
			 char why[CHECK_SANDBOX_LINE])
{
	char words[400];

	read_all(last, clock_kernel_ms() + 100, words, sizeof(words));
	words[strcspn(words, "\n")] = '\0';
	if (strstr(words, " of /proc/self/fd/"))        /* the file, which the line names anyway */
		strstr(words, " of /proc/self/fd/")[0] = '\0';
	if (words[0])
		snprintf(why, CHECK_SANDBOX_LINE, "%s", words);
	else if (!in_time || (WIFSIGNALED(status) && (WTERMSIG(status) == SIGALRM || WTERMSIG(status) == SIGXCPU)))
		snprintf(why, CHECK_SANDBOX_LINE, "did not come back within %u s", s->seconds);
	else if (WIFSIGNALED(status))
		snprintf(why, CHECK_SANDBOX_LINE, "crashed: %s", strsignal(WTERMSIG(status)));
	else
		snprintf(why, CHECK_SANDBOX_LINE, "ended the program that loaded it, with status %d",
			 WEXITSTATUS(status));
}

static char *attend(const struct check_sandbox *s, pid_t pid, int words, int last, char why[CHECK_SANDBOX_LINE])
{
	char *text = malloc(MOST_TEXT);
	bool in_time = text && read_all(words, clock_kernel_ms() + s->seconds * 1000 + PATIENCE_MS, text, MOST_TEXT);
	int status = 0;

	kill(-pid, SIGKILL);    /* it has ended, or shall, with all that it began */
	kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (text && in_time && text[0] && text[strlen(text) - 1] == '}')
		return text;
	describe_end(s, status, in_time, last, why);
	free(text);
	return NULL;
}

char *check_sandbox_run(const struct check_sandbox *s, char *(*run)(const char *file, void *arg),
			void *arg, char why[CHECK_SANDBOX_LINE])
{
	int words[2], last[2];
	char *text = NULL;
	pid_t pid;

	if (pipe2(words, O_CLOEXEC) < 0) {
		say(why, "not tried: no pipe");
		return NULL;
	}
	if (pipe2(last, O_CLOEXEC) < 0) {
		say(why, "not tried: no pipe");
	} else {
		fflush(NULL);
		pid = fork();
		if (pid == 0) {
			close(words[0]);
			close(last[0]);
			child(s, run, arg, words[1], last[1]);
		}
		close(words[1]);
		close(last[1]);
		if (pid > 0)
			text = attend(s, pid, words[0], last[0], why);
		else
			say(why, "not tried: no process");
		close(last[0]);
		words[1] = -1;
	}
	close(words[0]);
	if (words[1] >= 0)
		close(words[1]);
	return text;
}
