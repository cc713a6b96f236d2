/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_NEWS_H
#define CORE_NEWS_H
/*
 * news.h -- a belief changed: what the plugins that want to know are to be told.  It is
 * noted while a sighting or a deed is dealt with, and core/serve takes it when that is done.
 */
#include "core/phone/bench.h"

void news_model(struct bench *b, const struct phone *p);
/* @changed: what belief_load() returned. */
void news_load(struct bench *b, struct phone *p, unsigned changed);
/* @by said that it runs @said, against what is believed. */
void news_contradicted(struct bench *b, struct phone *p, const char *said, enum load_source by);
void news_wiped(struct bench *b, const struct phone *p);

/* Nothing is noted before anybody wants it; false forgets what nobody took. */
void news_want(struct bench *b, bool wanted);
/* The oldest that was not taken yet; false: there is none. */
bool news_take(struct bench *b, struct news_line *out);

#endif
