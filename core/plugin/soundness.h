/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SOUNDNESS_H
#define CORE_SOUNDNESS_H
/*
 * soundness.h -- what is wrong with the tables of a model.  The loader refuses what check-plugin
 * calls unsound: both ask here.
 */
#include <netrecover/model.h>

#define SOUNDNESS_LINE 400

/*
 * The @i-th thing, from 0, that is wrong with the tables of @m, a copy, as one line in @out;
 * false: there are no more.
 */
bool soundness_problem(const struct nr_model *m, unsigned i, char out[SOUNDNESS_LINE]);

/* How many rules it has. */
size_t soundness_hops(const struct nr_model *m);

#endif
