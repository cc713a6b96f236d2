/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * manager.c -- see manager.h.  Each of them keeps a file of what it does with an interface
 * below /run: NetworkManager a key file, "managed=true" (NetworkManager.conf(5) calls them
 * device state files), systemd-networkd one of variables, "ADMIN_STATE=configured"
 * (networkctl(1) shows it).  The files outlive the service, so it must run as well.
 */
#include <config.h>

#include "core/host/manager.h"

#include <ctype.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool first_line(const char *path, char *line, int size)
{
	FILE *f = fopen(path, "re");
	bool there = f && fgets(line, size, f);

	if (f)
		fclose(f);
	if (there)
		line[strcspn(line, "\n")] = '\0';
	return there;
}

/* Does a process of that name run?  The kernel keeps 15 characters. */
static bool runs(const char *root, const char *name)
{
	char path[512], line[64];
	bool found = false;
	struct dirent *e;
	DIR *d;

	snprintf(path, sizeof(path), "%.200s/proc", root);
	d = opendir(path);
	while (d && !found && (e = readdir(d)) != NULL) {
		if (!isdigit((unsigned char)e->d_name[0]))
			continue;
		snprintf(path, sizeof(path), "%.200s/proc/%.20s/comm", root, e->d_name);
		found = first_line(path, line, sizeof(line)) && strncmp(line, name, 15) == 0;
	}
	if (d)
		closedir(d);
	return found;
}

/* The value of @key in the file, or "". */
static const char *value_of(const char *path, const char *key, char *line, int size)
{
	FILE *f = fopen(path, "re");
	size_t len = strlen(key);
	const char *value = "";

	while (f && !*value && fgets(line, size, f)) {
		line[strcspn(line, "\r\n")] = '\0';
		if (strncmp(line, key, len) == 0 && line[len] == '=')
			value = line + len + 1;
	}
	if (f)
		fclose(f);
	return value;
}

enum manager manager_find(const char *root, unsigned index)
{
	char path[512], line[256];
	const char *v;

	snprintf(path, sizeof(path), "%.200s/run/NetworkManager/devices/%u", root, index);
	v = value_of(path, "managed", line, sizeof(line));
	if ((strcmp(v, "true") == 0 || strcmp(v, "yes") == 0) && runs(root, "NetworkManager"))
		return MANAGER_NETWORKMANAGER;
	snprintf(path, sizeof(path), "%.200s/run/systemd/netif/links/%u", root, index);
	v = value_of(path, "ADMIN_STATE", line, sizeof(line));
	if (*v && strcmp(v, "unmanaged") != 0 && strcmp(v, "linger") != 0 && runs(root, "systemd-network"))
		return MANAGER_NETWORKD;
	return MANAGER_NONE;
}

const char *manager_name(enum manager m)
{
	static const char *const names[] = {
		[MANAGER_NONE] = "nobody",
		[MANAGER_NETWORKMANAGER] = "NetworkManager",
		[MANAGER_NETWORKD] = "systemd-networkd",
	};

	return names[m];
}

const char *manager_off(enum manager m, const char *interface, char *buf, size_t size)
{
	switch (m) {
	case MANAGER_NONE:
		buf[0] = '\0';
		break;
	case MANAGER_NETWORKMANAGER:
		snprintf(buf, size, "nmcli device set %s managed no", interface);
		break;
	case MANAGER_NETWORKD:
		snprintf(buf, size, "printf '[Match]\\nName=%s\\n[Link]\\nUnmanaged=yes\\n' "
			 ">/etc/systemd/network/05-%s.network && networkctl reload", interface, interface);
		break;
	}
	return buf;
}
