/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* fuzz_transcript.c -- any bytes as a transcript. */
#include "tests/phone/transcript.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct transcript t;
	unsigned row;

	if (transcript_read(data, size, &t, &row) < 0)
		return 0;
	if (t.count > TRANSCRIPT_STEPS_MAX || t.phones > TRANSCRIPT_PHONES_MAX)
		abort();
	for (size_t i = 0; i < t.count; i++) {
		const struct transcript_step *s = &t.step[i];

		if (s->phone >= t.phones || s->line.kind >= TRANSCRIPT_KINDS || s->line.row > row)
			abort();
		if (i > 0 && s->order < t.step[i - 1].order)
			abort();
		if (strnlen(s->line.name, TRANSCRIPT_NAME_MAX) == TRANSCRIPT_NAME_MAX)
			abort();
	}
	transcript_finish(&t);
	return 0;
}
