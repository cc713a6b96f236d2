/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_EXPLAIN_STOCK_H
#define CORE_EXPLAIN_STOCK_H
/*
 * explain_stock.h -- what the lists of the library say about the name of a file.
 */
#include "core/library/index.h"

enum explain_stock_part {
	EXPLAIN_STOCK_ALIAS,            /* a second name of the load (ALTLOADS) */
	EXPLAIN_STOCK_IMAGE,            /* one of its images */
};

struct explain_stock {
	const struct lib_load *load;
	enum explain_stock_part part;
	uint32_t platforms;             /* of an image: bit N-1 for [PLATFORM_N]; 0: for all */
};

/*
 * The loads whose list names @raw, a file as a phone asks for it, each once: at most @room of
 * them in @out.  Returns how many.
 */
size_t explain_stock(const struct library *lib, const char *raw, struct explain_stock *out, size_t room);

/* "a second name (ALTLOADS) of sip88xx.12-5-1", "of sip88xx.12-5-1, for platform 2". */
void explain_stock_say(const struct explain_stock *s, char *out, size_t size);

#endif
