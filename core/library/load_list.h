/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_LOAD_LIST_H
#define CORE_LOAD_LIST_H
/*
 * load_list.h -- loads: what each needs, and whether it is whole.
 */
#include "core/library/making.h"

/* The file that is looked at is a list, with @text in it: a load.  Its files are found
 * when the whole release is known, by load_list_resolve().  0 or -ENOMEM. */
int load_list_add(struct scan *s, struct entry *e, struct nr_reader text);
/* Perhaps @f is a load by itself. */
int load_list_add_one_file(struct scan *s, const struct lib_file *f);
int load_list_resolve(struct scan *s, struct lib_load *load);
/* Files of two families in one load spoil it: a phone takes none of the others'. */
int load_list_check_families(struct pool *p, struct lib_load *load);

#endif
