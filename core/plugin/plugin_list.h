/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_PLUGIN_LIST_H
#define CORE_PLUGIN_LIST_H
/*
 * plugin_list.h -- what the files hold, looked at in a child first.
 *
 * Code of a plugin runs as soon as it is loaded.  What crashes, hangs or ends the program then, or
 * when its functions are tried (trial.h), does it to the child, and is not loaded here.  What was
 * found is kept as long as this process lives: the same file is looked at once.
 */
#include "core/plugin/plugin_file.h"

#include <sys/stat.h>

/* A model or a protocol that a file holds; "?": it has no usable name. */
struct plugin_list_part {
	bool is_protocol;
	char name[64], id[64];          /* "7945", "cisco-7945"; of a protocol its type, and "" */
	struct plugin_file_problem problem;     /* of a model that is not sound; "": it is */
};

struct plugin_list_file {
	char *path;
	struct stat st;                 /* as it was looked at */
	char name[64];                  /* of the plugin */
	struct plugin_list_part *part;
	size_t part_count;
	bool good;
	struct plugin_file_problem problem;     /* when it is not good */
};

struct plugin_list_wanted {
	const char *path;
	struct stat st;
};

/*
 * Look at @count files, in one child and as many more as crash.  *out: for each what was found,
 * which stays where it is until the process ends; the caller frees the array.  0 or -ENOMEM.
 */
int plugin_list_take(const struct plugin_list_wanted *wanted, size_t count,
		     const struct plugin_list_file ***out);

#endif
