/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_NAMES_H
#define TESTS_NAMES_H
/*
 * names.h -- tables of names and what they mean.  The names are ones that real phones,
 * archives and documents use; each table is for some models and read with these alone.
 */
#include "core/plugin/knowledge.h"

#define GROUP_41 "7941,7941G-GE,7961,7961G-GE"
#define JAVA                                                                           \
	"7906,7911,7931,7941,7941G-GE,7942,7945,7961,7961G-GE,7962,7965,7970,7971,7975"

#define LEGACY                                                                         \
	"7902,7905,7910,7912,7914,7915-12,7915-24,7916-12,7916-24,7920,7921,7925,7926," \
	"7935,7936,7937,7940,7960,7985,ATA186,ATA188,IP-Communicator"

#define GROUP_69XX "6921,6941,6961"
#define GROUP_894X "8941,8945"
#define GROUP_78XX "7811,7821,7841,7861"
#define GROUP_88XX "8811,8841,8851,8851NR,8861"
#define GROUP_8845 "8845,8865,8865NR"
#define GROUP_8832 "8832,8832NR"
#define MODERN                                                                         \
	"6901,6911,6945," GROUP_69XX "," GROUP_894X ",8961,9951,9971,8821,8831,DX650," \
	GROUP_78XX ",7832," GROUP_88XX "," GROUP_8845 "," GROUP_8832                   \
	",3905,3911,3951,ATA187,ATA190,ATA191,DX70,DX80,TelePresence-DX70,TelePresence-DX80"

/* A name, and everything that it says. */
struct vector {
	const char *name;
	enum nr_kind kind;
	const char *family, *protocol, *models, *printed, *load;
	bool ordered;
};

struct pair {
	const char *a;
	enum nr_order order;    /* of @a to @b */
	const char *b;
};

#define CHAIN_MAX 14

struct names {
	const char *title, *models;
	const struct vector *vectors;
	size_t vector_count;
	const struct pair *pairs;
	size_t pair_count;
	const char *const (*chains)[CHAIN_MAX];         /* each older to newer */
	size_t chain_count;
	const char *const *strangers;                   /* mean nothing to these models */
	size_t stranger_count;
};

extern const struct names names_java, names_legacy, names_modern;

#endif
