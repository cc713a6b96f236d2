/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * sandbox.c -- see sandbox.h: Landlock (landlock(7)) by its three system calls, which the C
 * library has no functions for; the filter is in filter.c.
 */
#include <config.h>

#include "core/host/sandbox.h"
#include "core/base/log.h"
#include "core/host/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PATHS 16

#define RIGHTS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define RIGHTS_REPLACE (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE)
/* All of the first version: what is named here and allowed nowhere is forbidden. */
#define RIGHTS_ALL ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)
#define RIGHT_TRUNCATE (UINT64_C(1) << 14)      /* version 3 */
#define RIGHT_REFER (UINT64_C(1) << 13)         /* version 2 */

static struct {
	struct {
		int fd;
		uint64_t rights;
	} path[PATHS];
	size_t count;
} named;

static int name(int fd, uint64_t rights)
{
	int copy;

	if (named.count == PATHS)
		return -ENOSPC;
	copy = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	if (copy < 0)
		return -errno;
	named.path[named.count].fd = copy;
	named.path[named.count++].rights = rights;
	return 0;
}

int sandbox_read(int fd)
{
	return name(fd, RIGHTS_READ);
}

int sandbox_write(int fd)
{
	return name(fd, RIGHTS_READ | RIGHTS_REPLACE | RIGHT_TRUNCATE);
}

int sandbox_write_folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash == path ? strdup("/") : slash ? strndup(path, (size_t)(slash - path)) : strdup(".");
	int fd = folder ? open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC) : -1, r;

	free(folder);
	if (fd < 0)
		return -errno;
	r = name(fd, RIGHTS_REPLACE | RIGHT_TRUNCATE);
	close(fd);
	return r;
}

void sandbox_forget(void)
{
	while (named.count > 0)
		close(named.path[--named.count].fd);
}

/* -- Landlock ------------------------------------------------------------------------ */

static int allow(int ruleset, int fd, uint64_t rights)
{
	const struct landlock_path_beneath_attr rule = { .allowed_access = rights, .parent_fd = fd };

	return syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) < 0 ? -errno : 0;
}

static int restrict_files(int version)
{
	struct landlock_ruleset_attr attr = {
		.handled_access_fs = RIGHTS_ALL | (version >= 2 ? RIGHT_REFER : 0) |
				     (version >= 3 ? RIGHT_TRUNCATE : 0),
	};
	/* What later kernels have in it is not known to this program. */
	int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr.handled_access_fs), 0), r = 0;

	if (ruleset < 0)
		return -errno;
	for (size_t i = 0; i < named.count && r == 0; i++)
		r = allow(ruleset, named.path[i].fd, named.path[i].rights & attr.handled_access_fs);
	if (r == 0 && syscall(SYS_landlock_restrict_self, ruleset, 0) < 0)
		r = -errno;
	close(ruleset);
	return r;
}

/* 0: there is none. */
static int landlock_version(void)
{
	int v = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

	return v < 0 ? 0 : v;
}

int sandbox_enter(void)
{
	const struct rlimit none = { 0, 0 };
	int version = landlock_version(), r = 0;
	const char *what = "no new privileges";
	bool filter = filter_is_there();

	if (filter && !filter_fits()) {
		log_line(LOG_NOTICE, "sandbox", "not in a build with a sanitizer");
		sandbox_forget();
		return 0;
	}
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || setrlimit(RLIMIT_CORE, &none) < 0)
		r = -errno;
	if (r == 0 && version > 0) {
		what = "Landlock";
		r = restrict_files(version);
	}
	sandbox_forget();
	if (r == 0 && filter) {
		what = "the filter of system calls";
		r = filter_install(FILTER_BENCH);
	}
	if (r < 0)
		log_line(LOG_ERR, "sandbox", "cannot be entered (%s): %s; sandbox = off in [bench] goes on without",
			 what, strerror(-r));
	else if (!version || !filter)
		log_line(LOG_NOTICE, "sandbox", "this kernel has no %s%s%s: the bench is less closed in",
			 version ? "" : "Landlock", version || filter ? "" : " and no ", filter ? "" : "seccomp filter");
	return r;
}
