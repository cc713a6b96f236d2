/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * rights.c -- from root to an ordinary user, for good, and a look afterwards
 * whether it is true.
 */
#include <config.h>

#include "core/host/rights.h"
#include "core/base/log.h"

#include <cap-ng.h>
#include <errno.h>
#include <grp.h>
#include <netrecover/types.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <unistd.h>

int rights_find(const char *user, struct rights_user *out)
{
	const struct passwd *p;

	errno = 0;
	p = getpwnam(user);
	if (!p)
		return errno && errno != ENOENT ? -errno : -ENOENT;
	out->uid = p->pw_uid;
	out->gid = p->pw_gid;
	return 0;
}

int rights_lookup(const char *user, struct rights_user *out)
{
	int r = rights_find(user, out);

	if (r == -ENOENT)
		log_line(LOG_ERR, "user", "no user '%s'", user);
	else if (r < 0)
		log_line(LOG_ERR, "user", "cannot look up '%s': %s", user, strerror(-r));
	return r;
}

unsigned rights_missing(unsigned need, char *buf, size_t size)
{
	static const struct {
		unsigned need, capability;
		const char *name;
	} rows[] = {
		{ RIGHTS_ADMIN, CAP_NET_ADMIN, "cap_net_admin" },
		{ RIGHTS_FRAMES, CAP_NET_RAW, "cap_net_raw" },
		{ RIGHTS_LOW_PORT, CAP_NET_BIND_SERVICE, "cap_net_bind_service" },
	};
	bool known = capng_get_caps_process() == 0;
	unsigned missing = 0;

	buf[0] = '\0';
	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++) {
		if (!(need & rows[i].need) || (known && capng_have_capability(CAPNG_EFFECTIVE, rows[i].capability)))
			continue;
		snprintf(buf + strlen(buf), size - strlen(buf), "%s%s", missing ? "," : "", rows[i].name);
		missing |= rows[i].need;
	}
	return missing;
}

void rights_borrow(const struct rights_user *user)
{
	if (geteuid() != 0)
		return;
	/* The right to change them goes with the user, and comes back with it. */
	if (user)
		setfsgid(user->gid);
	setfsuid(user ? user->uid : 0);
	if (!user)
		setfsgid(0);
}

/* Other groups than the user's own go; where there are none to drop, that is no error. */
static int drop_groups(gid_t gid)
{
	gid_t one;

	if (setgroups(1, &gid) == 0)
		return 0;
	/* A user namespace may forbid setgroups(); fine when we have nothing to lose. */
	if (errno == EPERM && getgroups(0, NULL) == 0)
		return 0;
	if (errno == EPERM && getgroups(1, &one) == 1 && one == gid)
		return 0;
	return -EPERM;
}

static int change_ids(const struct rights_user *user)
{
	int r = drop_groups(user->gid);

	if (r < 0)
		return r;
	if (setresgid(user->gid, user->gid, user->gid) < 0)
		return -errno;
	if (user->uid != 0 && prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0)
		return -errno;
	if (setresuid(user->uid, user->uid, user->uid) < 0)
		return -errno;
	return 0;
}

/* While we may: with the user goes the right to change it. */
static void empty_bounding_set(void)
{
	unsigned long cap = 0;

	/* A newer kernel may have more of them than this program knows. */
	while (prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) == 0)
		cap++;
	if (errno == EPERM)
		log_line(LOG_DEBUG, "user", "the bounding set stays");
}

/* Only @read_all's capability, or none, in every set. */
static int change_capabilities(bool read_all)
{
	capng_clear(CAPNG_SELECT_BOTH);
	if (read_all &&
	    capng_update(CAPNG_ADD, CAPNG_EFFECTIVE | CAPNG_PERMITTED, CAP_DAC_READ_SEARCH) != 0)
		return -EINVAL;
	if (capng_apply(CAPNG_SELECT_CAPS) != 0)
		return -EPERM;
	prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return -errno;
	return 0;
}

int rights_keep(unsigned keep)
{
	static const struct {
		unsigned need, capability;
	} rows[] = {
		{ RIGHTS_ADMIN, CAP_NET_ADMIN },        { RIGHTS_FRAMES, CAP_NET_RAW },
		{ RIGHTS_LOW_PORT, CAP_NET_BIND_SERVICE }, { RIGHTS_ANY_FILE, CAP_DAC_OVERRIDE },
		{ RIGHTS_ANY_FILE, CAP_FOWNER },
	};
	bool has[NR_ARRAY_SIZE(rows)];

	if (capng_get_caps_process() != 0)
		return -EPERM;
	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++)
		has[i] = (keep & rows[i].need) && capng_have_capability(CAPNG_PERMITTED, rows[i].capability);
	empty_bounding_set();
	capng_clear(CAPNG_SELECT_BOTH);
	for (size_t i = 0; i < NR_ARRAY_SIZE(rows); i++)
		if (has[i] && capng_update(CAPNG_ADD, CAPNG_EFFECTIVE | CAPNG_PERMITTED, rows[i].capability) != 0)
			return -EINVAL;
	if (capng_apply(CAPNG_SELECT_CAPS) != 0)
		return -EPERM;
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ? -errno : 0;
}

/* Is there any way back? */
static int verify(const struct rights_user *user, bool read_all)
{
	uid_t r, e, s;
	gid_t rg, eg, sg;

	if (getresuid(&r, &e, &s) < 0 || getresgid(&rg, &eg, &sg) < 0)
		return -errno;
	if (r != user->uid || e != user->uid || s != user->uid || rg != user->gid ||
	    eg != user->gid || sg != user->gid)
		return -EPERM;
	if (user->uid != 0 && (setuid(0) == 0 || seteuid(0) == 0))
		return -EPERM;
	if (capng_get_caps_process() != 0)
		return -EPERM;
	for (int cap = 0; cap <= CAP_LAST_CAP; cap++)
		if (capng_have_capability(CAPNG_PERMITTED, (unsigned)cap) &&
		    !(read_all && cap == CAP_DAC_READ_SEARCH))
			return -EPERM;
	return 0;
}

int rights_drop(const struct rights_user *user, bool read_all)
{
	const struct rights_user self = { geteuid(), getegid() };
	const char *what = "become another user";
	int r = 0;

	empty_bounding_set();
	if (self.uid == 0) {
		r = change_ids(user);
	} else if (capng_get_caps_process() == 0 &&
		   capng_have_capabilities(CAPNG_SELECT_CAPS) <= CAPNG_NONE) {
		log_line(LOG_DEBUG, "user", "not root: there is nothing to drop");
		return 0;
	} else {
		user = &self;           /* started with capabilities, as by systemd */
	}
	if (r == 0) {
		what = "give up capabilities";
		r = change_capabilities(read_all);
	}
	if (r == 0) {
		what = "make sure that no rights are left";
		r = verify(user, read_all);
	}
	if (r < 0)
		log_line(LOG_ERR, "user", "cannot %s (uid %u): %s%s", what, (unsigned)user->uid,
			 strerror(-r), r == -EINVAL ? "; in a user namespace, set user = root" : "");
	return r;
}
