/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_WANT_H
#define CORE_WANT_H
/*
 * want.h -- what a name that a phone asks for is to it.  Pure.
 */
#include "core/phone/bench.h"

enum want_kind {
	WANT_CONFIG,   /* its configuration: see want.name */
	WANT_TRUST,    /* what it must hear "not found" for */
	WANT_SIGNED,   /* a configuration signed by its call manager */
	WANT_LIST,     /* where the download of its step begins: want.file, from want.list */
	WANT_IMAGE,    /* goes on with it: want.file */
	WANT_REJECTED, /* the list of its step, which it rejected too often */
	WANT_LATER,    /* firmware of its step, which must not begin now */
	WANT_OTHER,    /* nothing that it is to have now */
};

struct want {
	enum want_kind kind;
	enum nr_want name;           /* what its model says of the name */
	const struct lib_file *file; /* that answers, or NULL */
	int image;                   /* which of the list it is; -1: none */
};

/* @name, asked by @p, whose model is known. */
void want_find(const struct bench *b, const struct phone *p, const char *name,
	       struct want *out);

#endif
