/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * list.c -- lists whose length is not known yet.
 */
#include <config.h>
#include "core/base/list.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int list_add(struct list *l, void *item)
{
	if (!item)
		return -ENOMEM;
	if (l->count == l->room) {
		size_t room = l->room ? l->room * 2 : 16;
		void **more = realloc(l->item, room * sizeof(*more));

		if (!more)
			return -ENOMEM;
		l->item = more;
		l->room = room;
	}
	l->item[l->count++] = item;
	return 0;
}

void *list_settle(struct pool *p, const struct list *l)
{
	void *out = pool_take(p, l->count * sizeof(void *));

	return out && l->count ? memcpy(out, l->item, l->count * sizeof(void *)) : out;
}
