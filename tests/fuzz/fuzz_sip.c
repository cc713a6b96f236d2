/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* fuzz_sip.c -- what comes to port 5060, as a datagram and as a stream; the answer is read again. */
#include "plugins/sip/identity.h"
#include "plugins/sip/sip.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void answer(const struct sip_message *m)
{
	static const struct sip_answer a = { .status = 200, .phrase = "OK", .tag = "t", .expires = 60,
					     .contacts = true };
	static char out[2 * SIP_MESSAGE_MAX];
	size_t n = sip_put_answer(out, sizeof(out), m, &a), used;
	struct sip_message again;

	if (n && (sip_read(out, n, true, &again, &used) != SIP_MESSAGE || used != n ||
		  again.status != 200))
		abort();
}

static void read_one(const uint8_t *data, size_t size, bool stream)
{
	char *copy = malloc(size ? size : 1);
	struct sip_message m;
	struct sip_slice s;
	struct xml_alarm xml;
	struct identity id;
	size_t used = 0;

	if (!copy)
		return;
	if (size)
		memcpy(copy, data, size);
	if (sip_read(copy, size, stream, &m, &used) == SIP_MESSAGE) {
		if (used > size)
			abort();
		identity_read(&m, &id);
		alarm_read_xml(nr_reader(m.body.p, m.body.n), &xml);
		if (m.contact_count)
			sip_address_uri(m.contact[0], &s);
		sip_via_port(m.via[0], 1);
		answer(&m);
	}
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_one(data, size, false);
	read_one(data, size, true);
	return 0;
}
