/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cleaner.c -- see cleaner.h. */
#include <config.h>

#include "core/host/cleaner.h"

#include <cap-ng.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Nothing of the bench stays open here, or its end would not be seen.  runner_loop.c begins
 * the same way; what each keeps differs. */
static void detach(int fd)
{
	sigset_t all;
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	setsid();
	for (int i = 0; i < 3 && null >= 0; i++)
		dup2(null, i);
	dup2(fd, 3);
	close_range(4, ~0u, 0);
	/* To remove a file that is another's from a folder that is another's. */
	capng_clear(CAPNG_SELECT_BOTH);
	capng_updatev(CAPNG_ADD, CAPNG_EFFECTIVE | CAPNG_PERMITTED, CAP_DAC_OVERRIDE, CAP_FOWNER, -1);
	capng_apply(CAPNG_SELECT_CAPS);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

struct socket_file {
	const char *path;       /* NULL: none */
	struct stat was;
};

/* The sockets that were there at the start; not those that a later bench made. */
static void __attribute__((noreturn)) clean(const struct socket_file *file)
{
	struct stat st;
	char byte;

	while (read(3, &byte, 1) > 0 || errno == EINTR)
		;
	for (size_t i = 0; i < CLEANER_PATHS; i++)
		if (file[i].path && lstat(file[i].path, &st) == 0 && st.st_dev == file[i].was.st_dev &&
		    st.st_ino == file[i].was.st_ino)
			unlink(file[i].path);
	_exit(0);
}

int cleaner_start(struct cleaner *c, const char *const path[CLEANER_PATHS])
{
	struct socket_file file[CLEANER_PATHS];
	size_t n = 0;
	int pair[2];

	c->fd = -1;
	for (size_t i = 0; i < CLEANER_PATHS; i++) {
		file[i].path = path[i] && lstat(path[i], &file[i].was) == 0 ? path[i] : NULL;
		n += file[i].path != NULL;
	}
	if (geteuid() != 0 || n == 0)
		return 0;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
		return -errno;
	c->pid = fork();
	if (c->pid == 0) {
		errno = 0;
		detach(pair[1]);
		clean(file);
	}
	close(pair[1]);
	if (c->pid < 0) {
		close(pair[0]);
		return -EAGAIN;
	}
	c->fd = pair[0];
	return 0;
}

void cleaner_finish(struct cleaner *c)
{
	if (c->fd < 0)
		return;
	close(c->fd);
	while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
		;
	c->fd = -1;
}
