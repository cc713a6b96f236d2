/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * bad-broker.c -- a broker that is none.
 *
 *	bad-broker PORT silent          accepts, and says nothing
 *	bad-broker PORT unconfirmed     lets clients in, and confirms nothing
 *	bad-broker PORT rubbish         answers with what is no MQTT
 *	bad-broker PORT second          lets clients in, and closes each after a second
 *	bad-broker PORT refuses         refuses the user
 *
 * Prints a line for each connection.
 */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* MQTT 3.1.1: CONNACK (2 << 4), two bytes, no session, accepted; the same with 5, not authorized */
static const char accepted[] = { 0x20, 2, 0, 0 }, refused[] = { 0x20, 2, 0, 5 };
/* a packet type that only a client sends, with a length of 4 GiB and more */
static const char rubbish[] = { 0x10, '\xff', '\xff', '\xff', '\xff', '\x7f', 'x' };

static int listen_at(const char *port)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((unsigned short)strtoul(port, NULL, 10)) };
	int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	return bind(fd, (const struct sockaddr *)&a, sizeof(a)) == 0 && listen(fd, 8) == 0 ? fd : -1;
}

/* Whatever comes is read, for @ms at most (-1: for ever). */
static void swallow(int fd, int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char block[4096];

	while (poll(&p, 1, ms) > 0)
		if (recv(fd, block, sizeof(block), 0) <= 0)
			return;
}

static void serve(int fd, const char *how)
{
	char first[1];

	if (strcmp(how, "silent") != 0 && recv(fd, first, 1, MSG_PEEK) == 1) {
		if (strcmp(how, "rubbish") == 0)
			(void)send(fd, rubbish, sizeof(rubbish), MSG_NOSIGNAL);
		else if (strcmp(how, "refuses") == 0)
			(void)send(fd, refused, sizeof(refused), MSG_NOSIGNAL);
		else
			(void)send(fd, accepted, sizeof(accepted), MSG_NOSIGNAL);
	}
	swallow(fd, strcmp(how, "second") == 0 ? 300 : -1);
}

int main(int argc, char **argv)
{
	int fd = argc == 3 ? listen_at(argv[1]) : -1;

	if (fd < 0)
		return 99;
	for (;;) {
		int one = accept(fd, NULL, NULL);

		if (one < 0)
			continue;
		puts("somebody");
		fflush(stdout);
		serve(one, argv[2]);
		close(one);
	}
}
