/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * port.c -- UDP port 67 and who has it, as /proc tells.
 */
#include <config.h>

#include "plugins/dhcp/port.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <linux/filter.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 67

/* The kernel drops each datagram at the door: no wake-up, no buffer. */
static int deafen(int fd)
{
	struct sock_filter none[] = { BPF_STMT(BPF_RET | BPF_K, 0) };
	struct sock_fprog program = { 1, none };

	return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof(program));
}

int port_hold(const char *interface)
{
	struct sockaddr_in any = { .sin_family = AF_INET, .sin_port = htons(PORT) };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), failed;

	if (fd < 0)
		return -errno;
	if (deafen(fd) == 0 &&
	    setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, interface,
		       (socklen_t)strlen(interface)) == 0 &&
	    bind(fd, (struct sockaddr *)&any, sizeof(any)) == 0)
		return fd;
	failed = errno;
	close(fd);
	return -failed;
}

/* The inode of a socket bound to our port; 0 when there is none. */
static unsigned long holder_inode(void)
{
	unsigned long inode = 0, found;
	unsigned port;
	char line[512];
	FILE *f = fopen("/proc/net/udp", "re");

	if (!f)
		return 0;
	while (!inode && fgets(line, sizeof(line), f))
		if (sscanf(line, " %*d: %*8x:%4x %*s %*s %*s %*s %*s %*s %*s %lu", &port, &found) == 2 &&
		    port == PORT)
			inode = found;
	fclose(f);
	return inode;
}

static bool process_holds(const char *pid, const char *socket_name)
{
	char path[512], target[64];
	bool holds = false;
	struct dirent *e;
	DIR *d;

	snprintf(path, sizeof(path), "/proc/%.20s/fd", pid);
	d = opendir(path);
	while (d && !holds && (e = readdir(d)) != NULL) {
		ssize_t n;

		snprintf(path, sizeof(path), "/proc/%.20s/fd/%.20s", pid, e->d_name);
		n = readlink(path, target, sizeof(target) - 1);
		target[n > 0 ? n : 0] = '\0';
		holds = strcmp(target, socket_name) == 0;
	}
	if (d)
		closedir(d);
	return holds;
}

static void process_name(const char *pid, char *out, size_t size)
{
	char path[64], name[32] = "";
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%.20s/comm", pid);
	f = fopen(path, "re");
	if (f) {
		if (fgets(name, sizeof(name), f))
			name[strcspn(name, "\n")] = '\0';
		fclose(f);
	}
	for (char *c = name; *c; c++)
		if (!isprint((unsigned char)*c))
			*c = '?';
	snprintf(out, size, "%s (pid %.20s)", name[0] ? name : "a program", pid);
}

void port_holder(char *out, size_t size)
{
	unsigned long inode = holder_inode();
	char socket_name[64];
	struct dirent *e;
	DIR *d;

	snprintf(out, size, "another program");
	d = inode ? opendir("/proc") : NULL;
	if (!d)
		return;
	snprintf(socket_name, sizeof(socket_name), "socket:[%lu]", inode);
	while ((e = readdir(d)) != NULL) {
		if (!isdigit((unsigned char)e->d_name[0]) || !process_holds(e->d_name, socket_name))
			continue;
		process_name(e->d_name, out, size);
		break;
	}
	closedir(d);
}
