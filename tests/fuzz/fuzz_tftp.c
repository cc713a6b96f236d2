/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fuzz_tftp.c -- what comes to either port of the TFTP server, and a transfer
 * that gets the input as ACKs.
 */
#include "plugins/tftp/tftp.h"
#include "plugins/tftp/transfer.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void transfer(const struct tftp_options *granted, const uint8_t *data, size_t size)
{
	struct transfer_options o = { granted->blksize, granted->window, granted->timeout,
				      granted->has != 0, 120000 };
	struct transfer t;
	struct transfer_step s;

	transfer_init(&t, &o, 3000000, 0);
	s = transfer_start(&t, 0);
	for (int64_t now = 0; size >= 2 && s.verb < TRANSFER_DONE; data += 2, size -= 2, now += 100) {
		s = data[0] == 255 ? transfer_on_timer(&t, now) :
				     transfer_on_ack(&t, (uint16_t)(data[0] << 8 | data[1]), now);
		if (s.verb == TRANSFER_SEND &&
		    (s.count == 0 || s.first + s.count - 1 > t.last ||
		     transfer_offset(&t, s.first + s.count - 1) > t.size))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tftp_options granted = { .has = 0, .blksize = 512, .window = 1 };
	uint8_t oack[TFTP_OACK_MAX];
	struct tftp_request r;
	struct tftp_answer a;

	if (tftp_parse_request(data, size, &r) == TFTP_TAKEN) {
		granted = tftp_grant(&r.options, 1468, 64, r.options.tsize);
		if (tftp_put_oack(oack, &granted) > sizeof(oack) ||
		    granted.blksize < 8 || granted.window < 1 || *tftp_bare_name(r.name) == '\0')
			abort();
	}
	if (tftp_parse_answer(data, size, &a) && strlen(a.text) >= sizeof(a.text))
		abort();
	transfer(&granted, data, size);
	return 0;
}
