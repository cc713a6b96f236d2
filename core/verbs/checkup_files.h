/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CHECKUP_FILES_H
#define CORE_CHECKUP_FILES_H
/*
 * checkup_files.h -- the checks of what is written down and of what lies on the disk.
 */
#include "core/verbs/checkup.h"

/* May @user read all of the library, so many folders deep (-1: its own folder)?  True for who is not
 * root: it stays who it is. */
bool checkup_files_readable(const struct settings *s, const struct rights_user *user, int depth);

void checkup_files_configuration(struct checkup *c);
void checkup_files_user(struct checkup *c);
void checkup_files_library(struct checkup *c);
void checkup_files_call_manager(struct checkup *c);
void checkup_files_plan(struct checkup *c);
void checkup_files_power(struct checkup *c);
void checkup_files_commands(struct checkup *c);
void checkup_files_control(struct checkup *c);
void checkup_files_state(struct checkup *c);

#endif
