/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * transfer.c -- the transfer of a phone that is shown, and what the journal says
 * about each.
 */
#include <config.h>

#include "core/phone/transfer.h"
#include "core/phone/diary.h"

void transfer_note(struct bench *b, struct phone *p, const char *protocol, const char *event,
		   const char *file, uint64_t bytes, const char *why)
{
	json_t *o = json_pack("{s:s, s:I, s:s}", "file", file, "bytes", (json_int_t)bytes, "protocol",
			      protocol);

	if (why)
		json_object_set_new(o, "message", json_string(why));
	diary_note(b, p, event, o, false);
}

void transfer_show(struct phone *p, const char *file, uint64_t bytes, uint64_t total)
{
	snprintf(p->transfer.file, sizeof(p->transfer.file), "%s", file);
	p->transfer.bytes = bytes;
	p->transfer.total = total;
}

void transfer_none(struct phone *p)
{
	p->transfer.file[0] = '\0';
	p->transfer.bytes = p->transfer.total = 0;
}

void transfer_begin(struct phone *p, const char *file, uint64_t total)
{
	p->transfer.running++;
	transfer_show(p, file, 0, total);
}

void transfer_end(struct phone *p)
{
	p->transfer.running -= p->transfer.running > 0;
}
