/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * holder.c -- who has a port?  The kernel's table of sockets gives the inode,
 * the descriptors of the processes give the owner of the inode.
 */
#include <config.h>

#include "plugins/listener/holder.h"

#include <ctype.h>
#include <dirent.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct bound {
	struct in_addr addr;            /* INADDR_ANY: all */
	unsigned port, state;
	unsigned long inode;
};

/* Addresses stand in hexadecimal, in memory order; of IPv6 only those that take IPv4 too. */
static bool read_line(const char *line, struct bound *out)
{
	static const char any[] = "00000000000000000000000000000000", mapped[] = "0000000000000000FFFF0000";
	char text[33];

	if (sscanf(line, " %*d: %32[0-9A-F]:%4x %*[0-9A-F]:%*x %x %*x:%*x %*x:%*x %*x %*u %*u %lu", text,
		   &out->port, &out->state, &out->inode) != 4)
		return false;
	if (strlen(text) == 8)
		return sscanf(text, "%8x", &out->addr.s_addr) == 1;
	if (strncmp(text, mapped, sizeof(mapped) - 1) == 0)
		return sscanf(text + sizeof(mapped) - 1, "%8x", &out->addr.s_addr) == 1;
	out->addr.s_addr = INADDR_ANY;
	return strcmp(text, any) == 0;
}

static bool in_the_way(const struct bound *b, bool tcp, struct in_addr addr, uint16_t port)
{
	if (b->port != port || (tcp && b->state != TCP_LISTEN))
		return false;
	return b->addr.s_addr == addr.s_addr || b->addr.s_addr == INADDR_ANY || addr.s_addr == INADDR_ANY;
}

/* 0: none */
static unsigned long port_inode(const char *table, bool tcp, struct in_addr addr,
				uint16_t port)
{
	FILE *f = fopen(table, "re");
	unsigned long inode = 0;
	struct bound b;
	char line[256];

	while (f && !inode && fgets(line, sizeof(line), f))
		if (read_line(line, &b) && in_the_way(&b, tcp, addr, port))
			inode = b.inode;
	if (f)
		fclose(f);
	return inode;
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
	while (d && !found && (e = readdir(d)) != NULL) {
		n = readlinkat(dirfd(d), e->d_name, target, sizeof(target) - 1);
		target[n > 0 ? n : 0] = '\0';
		found = strcmp(target, want) == 0;
	}
	if (d)
		closedir(d);
	return found;
}

/* A process chooses its name: it may not write on the terminal with it. */
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
	for (char *c = comm; *c; c++)
		if (!isprint((unsigned char)*c))
			*c = '?';
	snprintf(buf, size, "%s (process %s)", comm[0] ? comm : "a program", pid);
}

void holder_find(bool tcp, struct in_addr addr, uint16_t port, char *buf,
		     size_t size)
{
	unsigned long inode = port_inode(tcp ? "/proc/net/tcp" : "/proc/net/udp", tcp, addr, port);
	DIR *d = opendir("/proc");
	struct dirent *e;
	char want[48];

	if (!inode)
		inode = port_inode(tcp ? "/proc/net/tcp6" : "/proc/net/udp6", tcp, addr, port);
	snprintf(want, sizeof(want), "socket:[%lu]", inode);
	snprintf(buf, size, "another program");
	while (d && inode && (e = readdir(d)) != NULL) {
		if (!isdigit((unsigned char)e->d_name[0]) || !has_socket(e->d_name, want))
			continue;
		describe(e->d_name, buf, size);
		break;
	}
	if (d)
		closedir(d);
}
