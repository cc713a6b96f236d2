/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fuzz_dhcp.c -- any bytes as a frame, as a request, as a server's reply; and
 * whatever is understood is answered, with an answer that a phone would take.
 */
#include "plugins/dhcp/datagram.h"
#include "plugins/dhcp/message.h"
#include "plugins/dhcp/server.h"

#include <arpa/inet.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct server server;
static int64_t now;

static void server_init(void)
{
	server.address.s_addr = htonl(0x0a4d0001);
	server.netmask.s_addr = htonl(0xffffff00);
	server.lease = 600;
	server.book = lease_book_new((struct in_addr){ htonl(0x0a4d000a) },
				     (struct in_addr){ htonl(0x0a4d0019) }, 600);
	if (!server.book)
		abort();
	server_reserve_own(&server);
}

static void answer(const struct message *m)
{
	struct message_answer a;
	uint8_t out[MESSAGE_MAX];
	size_t n;

	now += 1000;
	if (server_answer(&server, m, now, &a) != DROP_NONE || a.type == MESSAGE_NONE)
		return;
	n = message_write_answer(out, m, &a);
	if (n < MESSAGE_MIN || n > MESSAGE_MAX)
		abort();
	if (a.address.s_addr && !message_offer_valid(out, n))
		abort();
	server_destination(m, &a);
}

static void payload(const uint8_t *data, size_t size)
{
	struct in_addr list[2];
	struct message m;

	if (message_parse(data, size, MESSAGE_REQUEST_OP, &m) == DROP_NONE)
		answer(&m);
	message_parse(data, size, MESSAGE_REPLY_OP, &m);
	message_offer_fault(data, size);
	message_file_servers(data, size, list, 2);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t again[2048];
	struct datagram f;

	if (!server.book)
		server_init();
	if (datagram_parse(data, size, size & 1, &f) == DROP_NONE) {
		payload(f.payload, f.size);
		if (datagram_write(again, sizeof(again), &f) &&
		    datagram_parse(again, DATAGRAM_HEADERS + f.size, false, &f) != DROP_NONE)
			abort();
	}
	payload(data, size);
	if (size > DATAGRAM_HEADERS)
		payload(data + DATAGRAM_HEADERS, size - DATAGRAM_HEADERS);
	return 0;
}
