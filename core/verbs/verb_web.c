/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* verb_web.c -- the verb "web": the page of a bench (web_start.h). */
#include <config.h>

#include "core/verbs/app.h"
#include "core/verbs/web_start.h"

#include <unistd.h>

int verb_web(struct app *app, int argc, char **argv)
{
	const char *text;
	struct settings c;
	int status = app_config(app, &c), fd;

	(void)argc;
	(void)argv;
	if (status != EXIT_GOOD)
		return status;
	status = web_start_open(app, &c, &fd, &text);
	if (status == EXIT_GOOD) {
		status = web_start_become(app, &c, c.view, text, fd);
		close(fd);
	}
	settings_finish(&c);
	return status;
}
