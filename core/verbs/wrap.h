/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_WRAP_H
#define CORE_WRAP_H
/*
 * wrap.h -- the allocator as the program sees it: what is refused is noted (refused.h).  The
 * linker leads every call of the program's own objects here (--wrap in local.mk); libraries
 * that take an allocator get this one.
 */

/* At the start: for jansson, libxml2 and libev, whose own way to say it is to abort: one
 * block is kept to give to it then. */
void wrap_libraries(void);

#endif
