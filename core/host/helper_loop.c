/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * helper_loop.c -- see helper_loop.h.  The bench may have been taken over by what it read from
 * the wire, so a message is weighed as if a stranger had sent it.  It says which of two acts; on
 * what, was known before the first packet was read.
 *
 * The interface is its index as long as that lives, whatever it is called meanwhile; when it
 * is gone, it is whatever has the name of the configuration then.
 */
#include <config.h>

#include "core/host/helper_loop.h"
#include "core/base/child.h"
#include "core/host/filter.h"
#include "core/host/link.h"
#include "core/host/rights.h"

#include <errno.h>
#include <fcntl.h>
#include <netrecover/types.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FIRST 3                 /* the socket to the bench, behind the three standard ones */

struct duty {
	const struct helper_task *task;
	struct netlink netlink;
	unsigned index;                 /* what has the address; 0: nothing yet */
	bool put;                       /* by us, so it is ours to take off */
	struct helper_file {
		int folder;             /* of a socket; -1: none */
		const char *name;       /* in it, */
		struct stat was;        /* as it was at the start */
	} file[HELPER_SOCKETS];
};

/* -- the acts ------------------------------------------------------------------------ */

/* Is it there already?  1: yes; -EADDRINUSE: elsewhere. */
static int find_address(struct duty *l, struct place *w)
{
	int r = place_find(&l->netlink, w);

	if (r < 0 || !w->found_index)
		return r;
	return w->found_index == w->index && !w->vlan ? 1 : -EADDRINUSE;
}

/* @link: what it was, or what has its name now. */
static int find_link(struct duty *l, struct interface *link, bool *anew)
{
	int r = l->index ? link_at(&l->netlink, l->index, link) : -ENODEV;

	*anew = r == -ENODEV;
	if (!*anew)
		return r;
	r = link_get(&l->netlink, l->task->interface, link);
	if (r == 0 && !(link->flags & IFF_UP))
		r = link_set_up(&l->netlink, link->index);
	return r;
}

static int put(struct duty *l, struct helper_reply *reply)
{
	struct place w = l->task->place;
	struct interface link;
	bool anew;
	int r = find_link(l, &link, &anew);

	if (r < 0)
		return r;
	w.index = link.index;
	if (!anew)
		w.vlan = 0;             /* it is there, and is what has our index */
	r = find_address(l, &w);
	if (r == 0) {
		r = place_put_on(&l->netlink, &w);
		reply->put = r == 0;
	}
	if (r < 0)
		return r;
	l->put = reply->put || (l->put && !anew);
	l->index = w.index;
	r = link_at(&l->netlink, l->index, &link);
	reply->index = link.index;
	memcpy(reply->mac, link.mac, sizeof(reply->mac));
	memcpy(reply->name, link.name, sizeof(reply->name));
	return r;
}

/* Only what was bound to an interface that is gone, and only to ours. */
static int bind_to_wire(struct duty *l, int fd)
{
	char device[IF_NAMESIZE];
	socklen_t size = sizeof(int);
	struct interface link;
	int family, r;

	if (fd < 0)
		return -EBADF;
	if (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &family, &size) < 0)
		return -errno;
	if (family != AF_INET)
		return -EAFNOSUPPORT;
	size = sizeof(device);
	if (getsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, device, &size) == 0 || errno != ENODEV)
		return -EPERM;
	r = l->index ? link_at(&l->netlink, l->index, &link) : -ENODEV;
	if (r < 0)
		return r;
	return setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, link.name, (socklen_t)strlen(link.name)) < 0 ? -errno : 0;
}

/* The socket that was there at the start; not one that a later bench made. */
static void remove_socket(const struct helper_file *f)
{
	struct stat st;

	if (f->folder >= 0 && fstatat(f->folder, f->name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    st.st_dev == f->was.st_dev && st.st_ino == f->was.st_ino)
		(void)unlinkat(f->folder, f->name, 0);
}

static void take_off(struct duty *l)
{
	struct place w = l->task->place;

	w.index = l->index;
	if (l->put)
		(void)place_take_off(&l->netlink, &w);
	for (size_t i = 0; i < HELPER_SOCKETS; i++)
		remove_socket(&l->file[i]);
}

/* -- messages ------------------------------------------------------------------------ */

/* -1: none came.  There is room for one, so the kernel closes what else comes. */
static int take_descriptor(struct msghdr *m)
{
	const struct cmsghdr *c = CMSG_FIRSTHDR(m);
	int fd = -1;

	if (c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS && c->cmsg_len == CMSG_LEN(sizeof(fd)))
		memcpy(&fd, CMSG_DATA(c), sizeof(fd));
	return fd;
}

/* False: the other end is closed. */
static bool take(struct duty *l)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(sizeof(int))];
	} control;
	struct helper_message message = { .verb = 0 };
	struct iovec iov = { &message, sizeof(message) };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1, .msg_control = &control,
			    .msg_controllen = sizeof(control) };
	struct helper_reply reply = { .error = -EBADMSG };
	ssize_t n = recvmsg(FIRST, &m, MSG_CMSG_CLOEXEC);
	int fd;

	if (n <= 0)
		return n < 0 && errno == EINTR;
	fd = take_descriptor(&m);
	if (n == (ssize_t)sizeof(message) && !(m.msg_flags & (MSG_TRUNC | MSG_CTRUNC))) {
		if (message.verb == HELPER_PUT && fd < 0)
			reply.error = put(l, &reply);
		else if (message.verb == HELPER_BIND)
			reply.error = bind_to_wire(l, fd);
	}
	if (fd >= 0)
		close(fd);
	(void)!send(FIRST, &reply, sizeof(reply), MSG_NOSIGNAL);
	return true;
}

/* -- the process ---------------------------------------------------------------------- */

static void open_folder(struct helper_file *f, const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;
	char folder[108];               /* sockaddr_un has no longer ones */

	f->folder = -1;
	if (!path || lstat(path, &f->was) < 0)
		return;
	f->name = slash ? slash + 1 : path;
	snprintf(folder, sizeof(folder), "%.*s", slash == path ? 1 : slash ? (int)(slash - path) : 1, slash ? path : ".");
	f->folder = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

/* To above what is closed, and from there to where it stays: none comes to lie over another. */
static void arrange(int *fd[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		*fd[i] = *fd[i] < 0 ? -1 : fcntl(*fd[i], F_DUPFD_CLOEXEC, 16);
	for (size_t i = 0; i < count; i++)
		if (*fd[i] < 0)
			close(FIRST + (int)i);
		else
			*fd[i] = dup3(*fd[i], FIRST + (int)i, O_CLOEXEC);
}

/* Nothing of the bench stays open here, or its end would not be seen. */
static void detach(struct duty *l, int fd)
{
	int *keep[1 + HELPER_SOCKETS] = { &fd };
	const int end = FIRST + NR_ARRAY_SIZE(keep);

	child_detach();
	prctl(PR_SET_NAME, "nr-helper");
	for (size_t i = 0; i < HELPER_SOCKETS; i++)
		keep[1 + i] = &l->file[i].folder;
	arrange(keep, NR_ARRAY_SIZE(keep));
	if (syscall(SYS_close_range, (unsigned)end, ~0u, 0u) < 0)
		for (int i = end; i < 4096; i++)
			close(i);
}

noreturn void helper_loop(int fd, const struct helper_task *task)
{
	unsigned rights = RIGHTS_ADMIN | RIGHTS_FRAMES;
	static struct duty l;

	l.task = task;
	for (size_t i = 0; i < HELPER_SOCKETS; i++) {
		open_folder(&l.file[i], task->socket[i]);
		if (l.file[i].folder >= 0)
			rights |= RIGHTS_ANY_FILE;
	}
	detach(&l, fd);
	if (chdir("/") < 0 || netlink_open(&l.netlink) < 0 || rights_keep(rights) < 0 ||
	    (filter_fits() && filter_install(FILTER_HELPER) < 0))
		_exit(1);
	while (take(&l))
		;
	take_off(&l);
	_exit(0);
}
