/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_XMLMEND_H
#define CORE_XMLMEND_H
/*
 * xmlmend.h -- mend what people's editors do to XML.
 */
#include "core/plan/xmltext.h"

struct xmlmend {
	struct xmltext_messages *messages;
	const char *path;
	const char *p, *end;
	unsigned line;
	struct xmltext out;
	bool doctype;
	const char *said;               /* the last mending, reported once per line */
	unsigned said_line;
};

/* From @p to @end into @out; what was mended becomes a warning. */
void xmlmend(struct xmlmend *m);

/* The first element's name is not Default: a piece of such a file. */
bool xmlmend_is_fragment(const struct xmltext *t);

#endif
