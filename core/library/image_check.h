/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_IMAGE_CHECK_H
#define CORE_IMAGE_CHECK_H
/*
 * image_check.h -- is one firmware file whole, and under the name that it was signed under?
 */
#include "core/library/making.h"

/* Judge the file that is looked at.  *payload: what of it was read behind its header, in
 * @s->head.  0 or -ENOMEM. */
int image_check(struct scan *s, struct entry *e, struct nr_reader *payload);
/* Does @f, which was judged, lack the signature that files of its kind have? */
bool image_check_unsigned(const struct lib_file *f);
/* The same for the name of a list, which it may have one more of: @alias, or "". */
int image_check_name(struct scan *s, struct entry *e, const char *alias);

#endif
