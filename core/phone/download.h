/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_DOWNLOAD_H
#define CORE_DOWNLOAD_H
/*
 * download.h -- what a phone fetches.
 */
#include "core/phone/bench.h"

/* The load that the phone's configuration must name now; NULL: none. */
const char *download_load_to_name(const struct bench *b, const struct phone *p);
/* It comes for its configuration. */
void download_config_asked(const struct bench *b, struct phone *p);
/* It asks for the list of its step: what does that mean? */
enum download_turn {
	DOWNLOAD_BEGINS,
	DOWNLOAD_FALLS_BACK, /* it is wiped and rejected this list: it gets another one */
	DOWNLOAD_REJECTED,   /* too often: it gets none */
};
enum download_turn download_turn(const struct bench *b, const struct phone *p);
/* It was given that list, or refused it; may change the plan. */
void download_list(struct bench *b, struct phone *p);
/* It is given an image of its step. */
void download_image(struct bench *b, struct phone *p);
/* The file of @l, the load of its step, that answers @name: by its own name, or by one that
 * the model says it stands for.  *image as index_load_file() has it.  NULL: none. */
const struct lib_file *download_file(const struct phone *p, const struct lib_load *l,
				     const char *name, int *image);
/* How many images of its step it has by now. */
unsigned download_taken(const struct phone *p, unsigned *of);
/* It starts in the middle of its step. */
void download_broken_off(struct bench *b, struct phone *p);
/* A file of its step was sent whole. */
void download_sent(struct bench *b, struct phone *p, const char *file);
/* The bytes of the images of its step that it has, and of those of all of them; 0 of 0: not known. */
uint64_t download_bytes(const struct phone *p, uint64_t *of);
/* It was seen to ask for @want, of whomever: when its configuration names that, it does not run it. */
void download_wants(struct phone *p, const char *want);
/* What it asks for is its own doing: no load was named to it in this run, nor, when it was seen to
 * start or is new, in an earlier one. */
bool download_of_itself(const struct bench *b, const struct phone *p);
/* It asked for a load or image that is not its step's, and did not get it. */
void download_asked_other(struct bench *b, struct phone *p, const char *want);

#endif
