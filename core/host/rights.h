/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_RIGHTS_H
#define CORE_RIGHTS_H
/*
 * rights.h -- become an ordinary user for good once everything is open.
 *
 * The privileged acts of the bench, all of them in this folder: address_ensure()
 * brings the interface up and starts the helper, which makes a VLAN, puts the
 * address on, takes both off and removes the control socket; folder_open() makes
 * a folder; give_open() and give_socket() hand to the bench's user;
 * rights_borrow(), rights_keep() and rights_drop().  README.md says what stands
 * elsewhere, and why.
 */
#include <stdbool.h>
#include <sys/types.h>

struct rights_user {
	uid_t uid;
	gid_t gid;
};

/* 0, or -errno: -ENOENT, there is no such user. */
int rights_find(const char *user, struct rights_user *out);
/* The same, with a logged line ("user: no user 'nobdy'"). */
int rights_lookup(const char *user, struct rights_user *out);
/* What a run may need to start; the numbers may be added. */
enum rights_need {
	RIGHTS_ADMIN = 1,       /* bring an interface up, put an address on */
	RIGHTS_FRAMES = 2,      /* open a packet socket */
	RIGHTS_LOW_PORT = 4,    /* open a port that not everybody may */
	RIGHTS_ANY_FILE = 8,    /* remove one that is another's from a folder that is another's */
};
/* Those of @need that this process has not, as root or by the capabilities of the program's
 * file; @buf: "cap_net_admin,cap_net_raw". */
unsigned rights_missing(unsigned need, char *buf, size_t size);

/*
 * Of what this process may do, only @keep stays, for good: the other capabilities go from
 * every set, the bounding set is emptied as far as we may, no new privileges.  The user stays.
 * 0 or -errno.
 */
int rights_keep(unsigned keep);

/* As root: look at files with the rights of @user, until it is called with NULL. */
void rights_borrow(const struct rights_user *user);
/*
 * Drop everything: groups, ids, capabilities, then PR_SET_NO_NEW_PRIVS.  With
 * @read_all, CAP_DAC_READ_SEARCH stays (without the sandbox, for a library that only root may read).
 * Not root: the capabilities go, when there are any.  Any failure is an error: never go on with rights.
 */
int rights_drop(const struct rights_user *user, bool read_all);

#endif
