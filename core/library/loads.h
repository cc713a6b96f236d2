/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_LOADS_H
#define CORE_LOADS_H
/*
 * loads.h -- the text of a .loads: which files are one load.  A pure decoder.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LOADS_FILES 64          /* most that one list names */
#define LOADS_PLATFORMS 32

struct loads_line {
	char name[128];
	uint32_t platforms;             /* bit N-1: it is for [PLATFORM_N]; 0: for all */
	uint32_t size;                  /* of the file, as the list says; 0: it does not */
	char md5[33];                   /* the same, in upper case; "": it does not */
};
struct loads {
	struct loads_line file[LOADS_FILES];
	size_t count;
	uint32_t platforms;             /* that it has a section for; 0: it has no sections */
	char alias[128];                /* a second name of the same list (ALTLOADS), or "" */
	char release_version[32];       /* "9-4-2ES26", or "" */
	uint32_t hardware_comp;         /* 0: no line */
	bool for_boards;                /* 792x: it says for which, "#? HW_REV 0-4.*" */
	uint16_t board_first, board_last;
};
/* The text of a .loads payload; false when it holds no file name or too many. */
bool loads_decode(const uint8_t *text, size_t len, struct loads *out);
/* The same of a list without all this: a name in each line, remarks behind '#'. */
bool loads_decode_plain(const uint8_t *text, size_t len, struct loads *out);

#endif
