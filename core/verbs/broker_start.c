/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* broker_start.c -- see broker_start.h. */
#include <config.h>

#include "core/verbs/broker_start.h"
#include "core/base/log.h"
#include "core/fleet/road.h"
#include "core/verbs/self.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PASSWORD_SIZE 1024

/* The first line of the file: a password must not stand where others look. */
static int read_password(const char *path, char out[PASSWORD_SIZE])
{
	FILE *f = fopen(path, "re");
	struct stat st;
	bool read = f && fgets(out, PASSWORD_SIZE, f);

	if (!read) {
		int status = app_fail(EXIT_USAGE, "[mqtt] password-file: %s: %s", path, f ? "it is empty" : strerror(errno));

		if (f)
			fclose(f);
		return status;
	}
	if (fstat(fileno(f), &st) == 0 && (st.st_mode & 077))
		app_note("%s can be read by others: chmod 600 keeps the password of the broker", path);
	fclose(f);
	out[strcspn(out, "\r\n")] = '\0';
	return EXIT_GOOD;
}

static int put_password(json_t *conf, const struct settings *c)
{
	char password[PASSWORD_SIZE];
	int status = c->mqtt.password_file ? read_password(c->mqtt.password_file, password) : EXIT_GOOD;

	if (c->mqtt.password_file && status == EXIT_GOOD)
		json_object_set_new(conf, "password", app_json_text(password));
	explicit_bzero(password, sizeof(password));
	return status;
}

static void put_text(json_t *conf, const char *key, const char *text)
{
	if (text)
		json_object_set_new(conf, key, app_json_text(text));
}

static void put_wire(json_t *conf, const struct settings *c, struct own_wire *wire)
{
	char network[INET_ADDRSTRLEN];

	*wire = (struct own_wire){ c->interface, c->address, c->prefix };
	put_text(conf, "wire", c->interface);
	put_text(conf, "network", inet_ntop(AF_INET, &c->address, network, sizeof(network)));
	json_object_set_new(conf, "network_prefix", json_integer(c->prefix));
}

/* No files of TLS that are not there: one clear line now. */
static int check_files(const struct settings *c)
{
	const char *const files[] = { c->mqtt.ca, c->mqtt.certificate, c->mqtt.key };
	static const char *const keys[] = { "ca", "certificate", "key" };

	for (size_t i = 0; i < NR_ARRAY_SIZE(files); i++)
		if (files[i] && access(files[i], R_OK) < 0)
			return app_fail(EXIT_USAGE, "[mqtt] %s: %s: %s", keys[i], files[i], strerror(errno));
	if (!c->mqtt.certificate != !c->mqtt.key)
		return app_fail(EXIT_USAGE, "[mqtt] certificate and key belong together: one of them is not set");
	return EXIT_GOOD;
}

static int check_road(const struct road *road, const struct own_wire *wire)
{
	char why[ROAD_WHY];
	int err = road_look(road, wire, why);

	if (err == -EPERM)
		return app_fail(EXIT_GUARD, "%s", why);
	if (err < 0)
		app_note("%s; it is tried again", why);
	return EXIT_GOOD;
}

static json_t *make_conf(const struct settings *c, const struct road *road, struct own_wire *wire)
{
	json_t *conf = json_pack("{s:s, s:i, s:b, s:s, s:i, s:s, s:i}", "host", road->host, "port", (int)road->port, "tls",
				 road->tls, "prefix", c->mqtt.topic, "keep_alive", (int)c->mqtt.keep_alive, "become", c->user,
				 "level", log_level());

	put_text(conf, "user", c->mqtt.user);
	put_text(conf, "ca", c->mqtt.ca);
	put_text(conf, "certificate", c->mqtt.certificate);
	put_text(conf, "key", c->mqtt.key);
	put_wire(conf, c, wire);
	return conf;
}

json_t *broker_start_conf(const struct settings *c, const char *broker, int *status)
{
	struct own_wire wire;
	struct road road;
	json_t *conf;

	broker = broker ? broker : c->mqtt.broker;
	if (!broker || !road_read(broker, &road)) {
		*status = broker ? app_fail(EXIT_USAGE, "'%.100s' is no broker: write broker.example or "
					    "mqtts://broker.example:8883", broker) :
			  app_fail(EXIT_USAGE, "there is nobody to tell: set broker = HOST in [mqtt]");
		return NULL;
	}
	conf = make_conf(c, &road, &wire);
	*status = check_files(c);
	if (*status == EXIT_GOOD)
		*status = put_password(conf, c);
	if (*status == EXIT_GOOD)
		*status = check_road(&road, &wire);
	if (*status == EXIT_GOOD)
		return conf;
	json_decref(conf);
	return NULL;
}

/* A file that only this process and what it becomes have. */
static int in_memory(json_t *conf)
{
	int fd = memfd_create("netrecover-mqtt", 0);

	if (fd >= 0 && json_dumpfd(conf, fd, JSON_COMPACT) < 0) {
		close(fd);
		fd = -1;
	}
	json_decref(conf);
	return fd;
}

int broker_start_become(json_t *conf, int out)
{
	char program[SELF_PATH_SIZE], number[16];
	const char *argv[] = { "netrecover-mqtt", number, NULL };
	int fd;

	if (!self_program("netrecover-mqtt", program)) {
		json_decref(conf);
		return EXIT_RUNTIME;
	}
	fd = in_memory(conf);
	if (fd < 0 || (out >= 0 && dup2(out, STDOUT_FILENO) < 0))
		return app_fail(EXIT_RUNTIME, "%s", strerror(errno));
	snprintf(number, sizeof(number), "%d", fd);
	execv(program, (char *const *)(uintptr_t)argv);
	return app_fail(EXIT_RUNTIME, "%s: %s", program, strerror(errno));
}
