/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PAGE_H
#define CORE_PAGE_H
/*
 * page.h -- the page itself, page.html as bytes, and what a browser may do with it.
 */
#include <stddef.h>

extern const unsigned char page_bytes[];
extern const size_t page_size;

/*
 * The Content-Security-Policy: the one style and the one script of the page, by their
 * hashes, events from where it came from, and nothing else.  Returns @buf; "": the page has
 * not one of each.
 */
#define PAGE_POLICY_SIZE 512
const char *page_policy(char buf[PAGE_POLICY_SIZE]);

#endif
