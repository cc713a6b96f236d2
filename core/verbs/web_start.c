/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* web_start.c -- see web_start.h. */
#include <config.h>

#include "core/verbs/web_start.h"
#include "core/base/log.h"
#include "core/verbs/self.h"
#include "core/verbs/web_place.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_PLACE "127.0.0.1:8080"

/* A socket that listens there; -1: a line says why not. */
static int open_place(const union web_place *place, const char *text)
{
	socklen_t len = place->any.sa_family == AF_INET ? sizeof(place->four) : sizeof(place->six);
	int fd = socket(place->any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;

	if (fd >= 0)
		(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (fd >= 0 && bind(fd, &place->any, len) == 0 && listen(fd, 64) == 0)
		return fd;
	app_fail(EXIT_RUNTIME, "%s: %s%s", text, strerror(errno),
		 errno == EADDRINUSE ? ": take another port, with --listen" :
		 errno == EADDRNOTAVAIL ? ": this machine does not have that address" : "");
	if (fd >= 0)
		close(fd);
	return -1;
}

static int may_be_there(const struct settings *c, const union web_place *place, const char *text)
{
	char buf[WEB_PLACE_TEXT];
	struct ifaddrs *have = NULL;
	const char *fault;

	if (getifaddrs(&have) < 0)
		return app_fail(EXIT_RUNTIME, "cannot ask for the addresses of this machine: %s", strerror(errno));
	fault = web_place_fault(place, c->interface, c->address, c->prefix, have, buf);
	if (fault)
		app_fail(EXIT_GUARD, "%s: %s", text, fault);
	freeifaddrs(have);
	return fault ? EXIT_GUARD : EXIT_GOOD;
}

int web_start_open(const struct app *app, const struct settings *c, int *fd, const char **text)
{
	union web_place place;
	int status;

	*text = app->listen ? app->listen : DEFAULT_PLACE;
	if (!web_place_read(*text, &place))
		return app_fail(EXIT_USAGE, "--listen %s: write ADDRESS:PORT, such as 192.168.1.5:8080 or [::1]:8080",
				*text);
	status = may_be_there(c, &place, *text);
	if (status != EXIT_GOOD)
		return status;
	*fd = open_place(&place, *text);
	return *fd < 0 ? EXIT_RUNTIME : EXIT_GOOD;
}

/*
 * Another user than the bench's, where there is one: what this program could be made to do,
 * the bench's user might.  Nobody but root there (user = root): so be it here.
 */
static const char *user_for(const struct settings *c)
{
	return strcmp(c->user, "root") == 0 ? c->user : "nobody";
}

int web_start_become(const struct app *app, const struct settings *c, const char *view, const char *text, int fd)
{
	char program[SELF_PATH_SIZE], number[16], network[INET_ADDRSTRLEN + 8], level[16];
	const char *argv[] = { "netrecover-web", number, view, user_for(c), c->sandbox ? "yes" : "no", network,
			       level, NULL };
	char address[INET_ADDRSTRLEN];

	if (!self_program("netrecover-web", program))
		return EXIT_RUNTIME;
	snprintf(number, sizeof(number), "%d", fd);
	inet_ntop(AF_INET, &c->address, address, sizeof(address));
	snprintf(network, sizeof(network), "%s/%u", address, c->prefix);
	snprintf(level, sizeof(level), "%d", log_level());
	if (fcntl(fd, F_SETFD, 0) < 0)
		return app_fail(EXIT_RUNTIME, "%s", strerror(errno));
	if (app->json)
		app_print_json(json_pack("{s:o}", "url", json_sprintf("http://%s/", text)));
	else if (!app->quiet)
		printf("the page is at http://%s/; Ctrl-C ends it\n", text);
	fflush(stdout);
	execv(program, (char *const *)(uintptr_t)argv);
	return app_fail(EXIT_RUNTIME, "%s: %s", program, strerror(errno));
}
