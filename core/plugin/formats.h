/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_FORMATS_H
#define CORE_FORMATS_H
/*
 * formats.h -- the readers and writers of a vendor's own formats that this program brings, and
 * which of them a model names (nr_model.formats).
 */
#include <netrecover/model.h>

/* In the order of the table in formats.c. */
enum formats {
	FORMATS_LIST,           /* lists of files with sections and remarks */
	FORMATS_IMAGE,          /* images that say how large they are, who signed them, and as what */
	FORMATS_SIGNED,         /* the phone takes no file without such a signature */
	FORMATS_CONFIG,         /* the configuration of a phone, and of phones without one */
	FORMATS_DEFAULTS,       /* the file in which a call manager names the load of each model */
	FORMATS_COUNT,
};

/* As a model names it: "cisco-list". */
const char *formats_name(enum formats format);

/* Does @m name it? */
bool formats_has(const struct nr_model *m, enum formats format);

#endif
