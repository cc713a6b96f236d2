/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_XMLDEFAULT_H
#define CORE_XMLDEFAULT_H
/*
 * xmldefault.h -- the call manager's XMLDefault.cnf.xml, read as people really
 * have it: any case, numbers zero-padded, wrong or missing, BOM, UTF-16, curly quotes, no
 * root.
 * What had to be mended is a warning with its line; what cannot be read is an
 * error with its line.  The user's file is never changed.
 */
#include "core/plan/xmltext.h"

#include <netrecover/model.h>

/* As phones ask for it. */
#define XMLDEFAULT_NAME "XMLDefault.cnf.xml"
/* The spellings that were seen, that one first; ends with NULL. */
#define XMLDEFAULT_SPELLINGS 5
extern const char *const xmldefault_spelling[XMLDEFAULT_SPELLINGS + 1];

struct xmldefault_row {
	uint32_t type;          /* of loadInformation435; 0: it has no number */
	char model[64];         /* its model="" text */
	char load[64];          /* without blanks and suffix; "": do not change the load */
	unsigned line;
};

struct xmldefault {
	struct xmldefault_row *row;
	size_t count;
	struct xmltext_messages messages;
};

int xmldefault_load(struct xmldefault *out, const char *path);          /* at most 1 MiB */
/* Pure part; @path only for messages.  0, or -EINVAL with @out->messages.error set. */
int xmldefault_parse(struct xmldefault *out, const char *path, const void *text, size_t len);
void xmldefault_finish(struct xmldefault *x);

/*
 * The row for a model, best first: of its number, unless its text and load are another
 * model's; under another number, when its text names this model and its load can be
 * this model's; without a number, when its load can be this model's and its text names
 * no other.  *mended: it was not the number.  NULL: none.
 */
const struct xmldefault_row *xmldefault_find(const struct xmldefault *x, const struct nr_model *model,
					     bool *mended);

/* "line 3 has the number 8, ...": what is wrong with the row that was found for @model;
 * "" when nothing is. */
void xmldefault_remark(const struct xmldefault_row *row, const struct nr_model *model, char *out,
		       size_t size);

#endif
