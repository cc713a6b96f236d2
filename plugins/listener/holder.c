/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * holder.c -- who has a port?  The kernel's table of sockets gives the inode,
 * the descriptors of the processes give the owner of the inode.
 */
#include "plugins/listener/listener.h"

#include <ctype.h>
#include <dirent.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Local address and port stand in hexadecimal, the address in memory order. */
static bool line_inode(const char *line, enum listener_kind kind, struct in_addr addr,
		       uint16_t port, unsigned long *inode)
{
	unsigned local, local_port, state;

	if (sscanf(line, " %*d: %8x:%4x %*x:%*x %x %*x:%*x %*x:%*x %*x %*u %*u %lu",
		   &local, &local_port, &state, inode) != 4)
		return false;
	if (kind == LISTENER_TCP && state != TCP_LISTEN)
		return false;
	return local_port == port && (local == addr.s_addr || local == 0);
}

static bool port_inode(enum listener_kind kind, struct in_addr addr, uint16_t port,
		       unsigned long *inode)
{
	FILE *f = fopen(kind == LISTENER_TCP ? "/proc/net/tcp" : "/proc/net/udp", "re");
	char line[256];
	bool found = false;

	if (!f)
		return false;
	while (!found && fgets(line, sizeof(line), f))
		found = line_inode(line, kind, addr, port, inode);
	fclose(f);
	return found;
}

static bool has_socket(const char *pid, const char *want)
{
	char path[300], target[64];
	bool found = false;
	struct dirent *e;
	ssize_t n;
	DIR *d;

	snprintf(path, sizeof(path), "/proc/%s/fd", pid);
	d = opendir(path);
	if (!d)
		return false;
	while (!found && (e = readdir(d)) != NULL) {
		n = readlinkat(dirfd(d), e->d_name, target, sizeof(target) - 1);
		if (n > 0) {
			target[n] = '\0';
			found = strcmp(target, want) == 0;
		}
	}
	closedir(d);
	return found;
}

static void describe(const char *pid, char *buf, size_t size)
{
	char path[300], comm[32] = "";
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%s/comm", pid);
	f = fopen(path, "re");
	if (f) {
		if (fgets(comm, sizeof(comm), f))
			comm[strcspn(comm, "\n")] = '\0';
		fclose(f);
	}
	snprintf(buf, size, "%s (process %s)", comm[0] ? comm : "a program", pid);
}

bool listener_holder(enum listener_kind kind, struct in_addr addr, uint16_t port, char *buf,
		     size_t size)
{
	unsigned long inode = 0;
	bool found = false;
	struct dirent *e;
	char want[48];
	DIR *d;

	if (!port_inode(kind, addr, port, &inode))
		return false;
	d = opendir("/proc");
	if (!d)
		return false;
	snprintf(want, sizeof(want), "socket:[%lu]", inode);
	while (!found && (e = readdir(d)) != NULL)
		found = isdigit((unsigned char)e->d_name[0]) && has_socket(e->d_name, want);
	if (found)
		describe(e->d_name, buf, size);
	closedir(d);
	return found;
}
