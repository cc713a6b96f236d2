/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_DEED_H
#define CORE_DEED_H
/*
 * deed.h -- what was done to a phone.  Asking moves nothing; this does.
 */
#include "core/phone/bench.h"

/* It has a lease of @address. */
void deed_leased(struct bench *b, struct phone *p, const char *address);
/* @protocol: the type of the plugin that transfers @file.  @total: size of the whole file. */
void deed_started(struct bench *b, struct phone *p, const char *protocol, const char *file,
		  uint64_t total);
void deed_moved(struct bench *b, struct phone *p, const char *file, uint64_t bytes,
		uint64_t total);
/* The phone has confirmed @bytes; a part of a file is not the file. */
void deed_sent(struct bench *b, struct phone *p, const char *protocol, const char *file,
	       uint64_t bytes, uint64_t total);
void deed_failed(struct bench *b, struct phone *p, const char *protocol, const char *file,
		 uint64_t bytes, const char *why);
/* It asks for @file again, and has confirmed nothing of it. */
void deed_again(struct bench *b, struct phone *p, const char *file);
/* It asked for @name, and heard that it does not get it. */
void deed_refused(struct bench *b, struct phone *p, const char *name);

#endif
