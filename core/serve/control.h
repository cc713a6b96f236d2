/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CONTROL_H
#define CORE_CONTROL_H
/*
 * control.h -- the control socket of a running bench: AF_UNIX stream, mode 0660,
 * peer credentials checked (root, the bench's user, the owner of the socket's
 * folder).  One line in ("status", "hold SEP..."), JSON lines out, the last one
 * {"ok":true} or {"error":"..."}.
 */
#include <ev.h>
#include <jansson.h>

/* How long a client waits for the bench, in milliseconds. */
#define CONTROL_LIMIT 5000
/* How old an answer of a socket for looking may be, in seconds. */
#define CONTROL_KEEP 500

struct control;

/* Answer one request line: return the document (new reference), or NULL with *error set
 * to a text that control.c frees (NULL: no memory). */
typedef json_t *control_handler(const char *line, char **error, void *arg);

int control_open(struct control **out, const char *path);       /* bind, while privileged */
/*
 * The same for those who only look: whoever can reach @path may ask, mode 0666.  To keep
 * what that costs the bench small, equal requests within CONTROL_KEEP milliseconds get one answer;
 * what may be asked is for the handler to decide.
 */
int control_open_view(struct control **out, const char *path);
int control_start(struct control *c, struct ev_loop *loop, control_handler *handler, void *arg);
void control_close(struct control *c);                          /* also removes the socket */

/* A socket that is connected to the bench at @path, however long that is; or -errno. */
int control_connect(const char *path);

#endif
