/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * formats.c -- see formats.h.
 *
 * Why a vendor's formats are in core/ at all, where everything else about phones is in a plugin:
 * they are parsers of what comes from outside, a signed container, lists, XML.  One of each,
 * bounded and fuzzed here, serves the eighty models that have these formats in common; a
 * plugin would have to bring its own.  They decide nothing: which of them fits a file, a phone or a
 * target says the model that names them, and what no model names is not used.  A format
 * of another vendor is a row here and a file beside the others, or the model's own
 * identify(), list() and config().
 */
#include <config.h>
#include "core/plugin/formats.h"

#include <string.h>

/* What a model calls it, and where it is read or written. */
static const char *const names[FORMATS_COUNT] = {
	[FORMATS_LIST] = "cisco-list",          /* library/loads.c */
	[FORMATS_IMAGE] = "cisco-image",        /* library/image_check.c, container.c, signature.c */
	[FORMATS_SIGNED] = "cisco-signed",      /* library/image_check.c */
	[FORMATS_CONFIG] = "cisco-config",      /* serve/cnfxml.c */
	[FORMATS_DEFAULTS] = "cisco-defaults",  /* plan/xmldefault.c */
};

const char *formats_name(enum formats format)
{
	return names[format];
}

bool formats_has(const struct nr_model *m, enum formats format)
{
	for (const char *const *f = m->formats; f && *f; f++)
		if (strcmp(*f, names[format]) == 0)
			return true;
	return false;
}
