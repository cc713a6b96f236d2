/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_DOWNLOAD_H
#define CORE_DOWNLOAD_H
/*
 * download.h -- what a phone fetches.
 */
#include "core/phone/bench.h"

/* The load that the phone's configuration must name now; NULL: none. */
const char *download_load_to_name(const struct phone *p);
/* It fetches its configuration. */
void download_config(struct bench *b, struct phone *p);
/* It asks for the list of its step (or its manifest); may change the plan. */
void download_list(struct bench *b, struct phone *p);
/* It is given an image of its step. */
void download_image(struct phone *p);
/* A file of its step was sent whole. */
void download_sent(struct bench *b, struct phone *p, const char *file);
/* It asks for a load or image that is not its step's. */
void download_asked_other(struct bench *b, struct phone *p, const char *want);

#endif
