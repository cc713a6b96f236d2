/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_UNPACK_H
#define CORE_UNPACK_H
/*
 * unpack.h -- an archive into the stage of an import.
 */
#include "core/library/stage.h"

/* Put the files of an archive into the stage: @name says of what kind it is. */
int unpack_archive(struct stage *s, int fd, const char *name);

#endif
