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

/* One step of the way: whoever may write to the folder @at can lead it elsewhere. */
static bool judge_folder(const char *at, uid_t owner, bool above, struct plugin_file_problem *p)
{
	struct stat st;

	if (stat(at, &st) != 0)
		return plugin_file_wrong(p, "%.100s: %s", at, strerror(errno));
	return plugin_trust_judge(owner, st.st_uid, st.st_mode, above) || refuse(p, at, &st);
}

#define MOST_LINKS 40

/* The way, as far as it was gone: no link is in @at.  What is still to go: @rest. */
struct trust_way {
	char at[PATH_MAX], rest[PATH_MAX];
	unsigned links;
};

/* What the link at @w->at names comes before the rest.  Its owner can exchange it, in a folder
 * with the sticky bit too. */
static bool follow(struct trust_way *w, const struct stat *st, uid_t owner, struct plugin_file_problem *p)
{
	char to[PATH_MAX], rest[PATH_MAX];
	ssize_t n = readlink(w->at, to, sizeof(to) - 1);

	if (n <= 0 || ++w->links > MOST_LINKS)
		return plugin_file_wrong(p, "%.100s: %s", w->at, n > 0 ? strerror(ELOOP) : strerror(errno));
	if (st->st_uid != 0 && st->st_uid != owner)
		return refuse(p, w->at, st);
	to[n] = '\0';
	memcpy(rest, w->rest, sizeof(rest));
	if ((size_t)snprintf(w->rest, sizeof(w->rest), "%s%s%s", to, rest[0] ? "/" : "", rest) >= sizeof(w->rest))
		return plugin_file_wrong(p, "%.100s: %s", w->at, strerror(ENAMETOOLONG));
	*strrchr(w->at, '/') = '\0';
	if (to[0] == '/')
		w->at[0] = '\0';
	return true;
}

/* Takes the next name from @w->rest; false: there is none. */
static bool next_name(struct trust_way *w, char name[NAME_MAX + 1])
{
	size_t skip = strspn(w->rest, "/"), n = strcspn(w->rest + skip, "/");

	snprintf(name, NAME_MAX + 1, "%.*s", (int)n, w->rest + skip);
	memmove(w->rest, w->rest + skip + n, strlen(w->rest + skip + n) + 1);
	return n > 0;
}

/*
 * Each folder on the way is judged, the one of a link too: the way is gone a second time, by name,
 * when the file is loaded.
 */
static bool judge_way(const char *path, uid_t owner, struct plugin_file_problem *p)
{
	struct trust_way w = { .links = 0 };
	char name[NAME_MAX + 1], here[PATH_MAX] = "";
	struct stat st;

	if (path[0] != '/' && !getcwd(here, sizeof(here)))
		return plugin_file_wrong(p, "cannot be found: %s", strerror(errno));
	if ((size_t)snprintf(w.rest, sizeof(w.rest), "%s/%s", here, path) >= sizeof(w.rest))
		return plugin_file_wrong(p, "cannot be found: %s", strerror(ENAMETOOLONG));
	while (next_name(&w, name)) {
		size_t n = strlen(w.at);

		if (strcmp(name, ".") == 0)
			continue;
		if (strcmp(name, "..") == 0) {
			if (strrchr(w.at, '/'))
				*strrchr(w.at, '/') = '\0';
			continue;
		}
		if (!judge_folder(w.at[0] ? w.at : "/", owner, w.rest[strspn(w.rest, "/")] != '\0', p))
			return false;
		if ((size_t)snprintf(w.at + n, sizeof(w.at) - n, "/%s", name) >= sizeof(w.at) - n)
			return plugin_file_wrong(p, "cannot be found: %s", strerror(ENAMETOOLONG));
		if (lstat(w.at, &st) != 0)
			return plugin_file_wrong(p, "%.100s: %s", w.at, strerror(errno));
		if (S_ISLNK(st.st_mode) && !follow(&w, &st, owner, p))
			return false;
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
		good = judge_way(path, owner, p);
	if (!good && fd >= 0)
		close(fd);
	return good ? fd : -1;
}
