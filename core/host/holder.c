/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * holder.c -- who has a port?  The kernel's table of sockets gives the inode,
 * the descriptors of the processes give the owner of the inode.
 */
#include <config.h>

#include "core/host/holder.h"

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
static void read_name(const char *pid, char comm[32])
{
	char path[300];
	FILE *f;

	comm[0] = '\0';
	snprintf(path, sizeof(path), "/proc/%s/comm", pid);
	f = fopen(path, "re");
	if (!f)
		return;
	if (fgets(comm, 32, f))
		comm[strcspn(comm, "\n")] = '\0';
	fclose(f);
	for (char *c = comm; *c; c++)
		if (!isprint((unsigned char)*c))
			*c = '?';
}

/* Its control group is that of a service: systemd would start it again. */
static bool read_service(const char *pid, char *out, size_t size)
{
	char path[300], line[512], *name;
	bool found = false;
	size_t len;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%s/cgroup", pid);
	f = fopen(path, "re");
	while (f && !found && fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = '\0';
		name = strrchr(line, '/');
		len = name ? strlen(++name) : 0;
		found = len > 8 && len < size && strcmp(name + len - 8, ".service") == 0 &&
			strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.@:") == len;
		if (found)
			snprintf(out, size, "%s", name);
	}
	if (f)
		fclose(f);
	return found;
}

static void describe(struct holder *h, const char *pid)
{
	char comm[32], service[100];

	read_name(pid, comm);
	snprintf(h->name, sizeof(h->name), "%s (process %.10s)", comm[0] ? comm : "a program", pid);
	if (read_service(pid, service, sizeof(service)))
		snprintf(h->stop, sizeof(h->stop), "systemctl stop %s", service);
	else
		snprintf(h->stop, sizeof(h->stop), "kill %.10s", pid);
}

void holder_find(struct holder *out, bool tcp, struct in_addr addr, uint16_t port)
{
	unsigned long inode = port_inode(tcp ? "/proc/net/tcp" : "/proc/net/udp", tcp, addr, port);
	DIR *d = opendir("/proc");
	struct dirent *e;
	char want[48];

	if (!inode)
		inode = port_inode(tcp ? "/proc/net/tcp6" : "/proc/net/udp6", tcp, addr, port);
	snprintf(want, sizeof(want), "socket:[%lu]", inode);
	snprintf(out->name, sizeof(out->name), "another program");
	snprintf(out->stop, sizeof(out->stop), "ss -ln%cp sport = :%u", tcp ? 't' : 'u', port);
	while (d && inode && (e = readdir(d)) != NULL) {
		if (!isdigit((unsigned char)e->d_name[0]) || !has_socket(e->d_name, want))
			continue;
		describe(out, e->d_name);
		break;
	}
	if (d)
		closedir(d);
}
