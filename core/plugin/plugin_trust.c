/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * plugin_trust.c -- see plugin_trust.h.
 */
#include <config.h>
#include "core/plugin/plugin_trust.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

bool plugin_trust_matters(void)
{
	return geteuid() == 0 || getauxval(AT_SECURE) != 0;
}

bool plugin_trust_judge(uid_t owner, uid_t uid, mode_t mode, bool above)
{
	if (uid != 0 && uid != owner)
		return false;
	return !(mode & (S_IWGRP | S_IWOTH)) || (above && mode & S_ISVTX);
}

static uid_t owner_of_program(void)
{
	struct stat st;

	return stat("/proc/self/exe", &st) == 0 ? st.st_uid : 0;
}

static bool refuse(struct plugin_file_problem *p, const char *what, const struct stat *st)
{
	return plugin_file_wrong(p, "not loaded with the rights of root: %s belongs to user %u and has mode %04o; "
				 "expected root's, or that of the owner of this program, and that nobody else may "
				 "write", what, (unsigned)st->st_uid, (unsigned)st->st_mode & 07777);
}

/* The folder of the file, and all above it, by the path without links. */
static bool judge_folders(const char *path, uid_t owner, struct plugin_file_problem *p)
{
	char real[PATH_MAX];
	struct stat st;
	bool above = false;

	if (!realpath(path, real))
		return plugin_file_wrong(p, "cannot be found: %s", strerror(errno));
	for (char *slash; (slash = strrchr(real, '/')) != NULL; above = true) {
		slash[slash == real] = '\0';
		if (stat(real, &st) != 0)
			return plugin_file_wrong(p, "%s: %s", real, strerror(errno));
		if (!plugin_trust_judge(owner, st.st_uid, st.st_mode, above))
			return refuse(p, real, &st);
		if (slash == real)
			break;
	}
	return true;
}

int plugin_trust_open(const char *path, struct plugin_file_problem *p)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	uid_t owner = owner_of_program();
	struct stat st;
	bool good = false;

	if (fd < 0 || fstat(fd, &st) != 0)
		plugin_file_wrong(p, "cannot be opened: %s", strerror(errno));
	else if (!S_ISREG(st.st_mode))
		plugin_file_wrong(p, "no regular file");
	else if (!plugin_trust_matters())
		good = true;
	else if (!plugin_trust_judge(owner, st.st_uid, st.st_mode, false))
		refuse(p, "it", &st);
	else
		good = judge_folders(path, owner, p);
	if (!good && fd >= 0)
		close(fd);
	return good ? fd : -1;
}
