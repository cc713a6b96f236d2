/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_LIST_H
#define CORE_LIST_H
/*
 * list.h -- lists whose length is not known yet.
 */
#include "core/base/pool.h"

struct list {
	void **item;                    /* malloc()ed, the caller's to free */
	size_t count, room;
};

/* -ENOMEM also when @item is NULL. */
int list_add(struct list *l, void *item);
/* The items as an array of the pool, not NULL for none; NULL when memory ends. */
void *list_settle(struct pool *p, const struct list *l);

#endif
