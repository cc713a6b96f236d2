/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* fuzz_sccp.c -- what a phone may send to port 2000: frames until one is broken. */
#include "plugins/registrar/alarm.h"
#include "plugins/sccp/sccp.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void body(const struct sccp_frame *f)
{
	uint8_t out[SCCP_PUT_MAX];
	struct sccp_register r;
	struct sccp_alarm a;
	struct xml_alarm xml;
	struct alarm words;
	struct nr_mac mac;

	if (sccp_read_register(f->body, &r)) {
		nr_phone_name_mac(r.name, &mac);
		if (sccp_put_answer(out, f->id, r.name) > sizeof(out))
			abort();
	}
	if (sccp_read_alarm(f->body, &a)) {
		alarm_read(a.text, &words);
		nr_phone_name_mac(words.name, &mac);
	}
	if (alarm_read_xml(f->body, &xml))
		nr_phone_name_mac(xml.name, &mac);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sccp_frame f;
	size_t used;

	while (sccp_read(data, size, &f, &used) == SCCP_FRAME) {
		if (used > size || used < 12)
			abort();
		body(&f);
		data += used;
		size -= used;
	}
	return 0;
}
