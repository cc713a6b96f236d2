/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * control.c -- the bench's end of the control socket.
 *
 * It never blocks: a client has one bounded line of input and the
 * answer to it, and waits with its next line until that answer is gone.  A
 * client has half a minute from one answer that it took whole to the next, however
 * many bytes it sends; and when all places are taken, the one that keeps its own
 * longest without asking anything makes room.  So nobody can use up the places.
 */
#include <config.h>

#include "core/serve/control.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/host/give.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define MAX_CLIENTS 16
#define MAX_LINE 4096
#define IDLE 30.                /* seconds for a line and its answer */

struct client {
	struct control *control;
	int fd;
	struct ev_io io;
	struct ev_timer idle;
	char in[MAX_LINE + 1];
	size_t in_len;
	char *out;
	size_t out_len, out_at;
	bool ending;            /* no more input: close when the answer is out */
	bool asked;             /* a whole line came */
	int64_t since;          /* its last answer was out, or it came: clock_mono_ms() */
};

struct control {
	char *path;
	bool view;              /* everybody may ask */
	char *kept, kept_line[16];      /* a view: its last answer, to what, and when: clock_mono_ms() */
	int64_t kept_at;
	int fd;
	uid_t owner;            /* of the folder */
	dev_t dev;              /* our socket, to remove no other */
	ino_t ino;
	struct ev_loop *loop;   /* NULL: not started */
	struct ev_io io;
	control_handler *handler;
	void *arg;
	struct client *client[MAX_CLIENTS];
};

/* -- addresses -------------------------------------------------------------------- */

/*
 * The address of @path.  One that is too long for sockaddr_un goes through its
 * folder, opened as *folder (else -1), which the caller closes.
 */
static int make_address(const char *path, struct sockaddr_un *a, int *folder)
{
	const char *slash = strrchr(path, '/');
	char *dir;
	int n;

	memset(a, 0, sizeof(*a));
	a->sun_family = AF_UNIX;
	*folder = -1;
	if (strlen(path) < sizeof(a->sun_path)) {
		memcpy(a->sun_path, path, strlen(path));
		return 0;
	}
	dir = slash ? strndup(path, (size_t)(slash - path)) : NULL;
	*folder = dir ? open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC) : -1;
	free(dir);
	if (*folder < 0)
		return slash ? -errno : -ENAMETOOLONG;
	n = snprintf(a->sun_path, sizeof(a->sun_path), "/proc/self/fd/%d%s", *folder, slash);
	return n < (int)sizeof(a->sun_path) ? 0 : -ENAMETOOLONG;
}

static int do_bind(int fd, const char *path)
{
	struct sockaddr_un a;
	int folder, r = make_address(path, &a, &folder);

	if (r == 0 && bind(fd, (const struct sockaddr *)&a, sizeof(a)) < 0)
		r = -errno;
	if (folder >= 0)
		close(folder);
	return r;
}

int control_connect(const char *path)
{
	struct timeval limit = { CONTROL_LIMIT / 1000, 0 };
	struct sockaddr_un a;
	int folder, fd, r = make_address(path, &a, &folder);

	fd = r < 0 ? r : socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (r == 0 && fd < 0)
		fd = -errno;
	if (fd >= 0) {
		setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
		if (connect(fd, (const struct sockaddr *)&a, sizeof(a)) < 0) {
			r = -errno;
			close(fd);
			fd = r;
		}
	}
	if (folder >= 0)
		close(folder);
	return fd;
}

/* -- the bench's end: clients --------------------------------------------------------- */

static void drop_client(struct client *c)
{
	ev_io_stop(c->control->loop, &c->io);
	ev_timer_stop(c->control->loop, &c->idle);
	for (int i = 0; i < MAX_CLIENTS; i++)
		if (c->control->client[i] == c)
			c->control->client[i] = NULL;
	close(c->fd);
	free(c->out);
	free(c);
}

static void wait_for(struct client *c, int events)
{
	ev_io_stop(c->control->loop, &c->io);
	ev_io_set(&c->io, c->fd, events);
	ev_io_start(c->control->loop, &c->io);
}

/* {"error":"..."} and a newline; malloc()ed. */
static char *error_line(const char *error)
{
	json_t *doc = json_pack("{s:s}", "error", error);
	char *text = doc ? json_dumps(doc, JSON_COMPACT) : NULL, *line = NULL;

	if (asprintf(&line, "%s\n", text ? text : "{\"error\":\"failed\"}") < 0)
		line = NULL;
	free(text);
	json_decref(doc);
	return line;
}

static char *answer_line(struct control *control, const char *request)
{
	char *error = NULL;
	json_t *doc = control->handler(request, &error, control->arg);
	char *text = doc && !json_is_null(doc) ? json_dumps(doc, JSON_COMPACT) : NULL, *line = NULL;
	bool failed = !doc || (!json_is_null(doc) && !text);

	json_decref(doc);
	if (failed)
		line = error_line(error ? error : "no memory");
	else if (asprintf(&line, "%s%s{\"ok\":true}\n", text ? text : "", text ? "\n" : "") < 0)
		line = NULL;
	free(error);
	free(text);
	return line;
}

/* Also from what was said a moment ago, where everybody may ask. */
static char *answer_of(struct control *c, const char *request)
{
	bool keep = c->view && strlen(request) < sizeof(c->kept_line);
	int64_t now = clock_mono_ms();

	if (!keep)
		return answer_line(c, request);
	if (!c->kept || now - c->kept_at >= CONTROL_KEEP || strcmp(c->kept_line, request) != 0) {
		free(c->kept);
		c->kept = answer_line(c, request);
		c->kept_at = now;
		snprintf(c->kept_line, sizeof(c->kept_line), "%s", request);
	}
	return c->kept ? strdup(c->kept) : NULL;
}

static void set_answer(struct client *c, char *text)
{
	c->out = text;
	c->out_len = text ? strlen(text) : 0;
	c->out_at = 0;
	c->ending |= text == NULL;
}

/* Take one line off the input and answer it; false when there is none yet. */
static bool answer_next(struct client *c)
{
	char *end = memchr(c->in, '\n', c->in_len), line[MAX_LINE + 1];
	size_t n = end ? (size_t)(end - c->in) : c->in_len;

	if (!end && c->in_len >= MAX_LINE) {
		c->in_len = 0;
		c->ending = true;
		set_answer(c, error_line("the line is too long"));
		return true;
	}
	if (!end && (!c->ending || c->in_len == 0))
		return false;
	memcpy(line, c->in, n);
	if (n > 0 && line[n - 1] == '\r')
		n--;
	line[n] = '\0';
	n = end ? (size_t)(end - c->in) + 1 : c->in_len;
	c->in_len -= n;
	memmove(c->in, c->in + n, c->in_len);
	c->asked = true;
	if (line[0])
		set_answer(c, answer_of(c->control, line));
	return true;
}

/* Write what can be written; false when the client is gone. */
static bool write_answer(struct client *c)
{
	while (c->out_at < c->out_len) {
		ssize_t n = send(c->fd, c->out + c->out_at, c->out_len - c->out_at, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno == EAGAIN || errno == EWOULDBLOCK;
		c->out_at += (size_t)n;
	}
	if (c->out) {
		c->since = clock_mono_ms();
		ev_timer_again(c->control->loop, &c->idle);
	}
	free(c->out);
	c->out = NULL;
	c->out_len = c->out_at = 0;
	return true;
}

/* Go on with a client until it has to wait, or is done. */
static void serve(struct client *c)
{
	do {
		if (!write_answer(c)) {
			drop_client(c);
			return;
		}
	} while (!c->out && answer_next(c));
	if (c->out)
		wait_for(c, EV_WRITE);
	else if (c->ending)
		drop_client(c);
	else
		wait_for(c, EV_READ);
}

static void on_client(struct ev_loop *loop, struct ev_io *w, int events)
{
	struct client *c = w->data;
	ssize_t n;

	(void)loop;
	if (events & EV_READ) {
		n = recv(c->fd, c->in + c->in_len, MAX_LINE - c->in_len, 0);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		if (n < 0) {
			drop_client(c);
			return;
		}
		c->ending |= n == 0;
		c->in_len += (size_t)n;
	}
	serve(c);
}

static void on_idle(struct ev_loop *loop, struct ev_timer *w, int events)
{
	(void)loop;
	(void)events;
	drop_client(w->data);
}

/* -- the bench's end: the socket -------------------------------------------------------- */

static bool may_ask(const struct control *c, int fd)
{
	struct ucred peer = { .uid = (uid_t)-1 };
	socklen_t len = sizeof(peer);

	if (c->view)
		return true;
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len) < 0)
		return false;
	if (peer.uid == 0 || peer.uid == geteuid() || peer.uid == c->owner)
		return true;
	log_line(LOG_NOTICE, "control", "user %u (pid %d) may not ask", (unsigned)peer.uid, peer.pid);
	return false;
}

static void turn_away(int fd, const char *error)
{
	char *line = error_line(error);

	if (line && send(fd, line, strlen(line), MSG_NOSIGNAL) < 0)
		log_line(LOG_DEBUG, "control", "%s", strerror(errno));
	free(line);
	close(fd);
}

static bool goes_before(const struct client *a, const struct client *b)
{
	return a->asked != b->asked ? !a->asked : a->since < b->since;
}

/* A free place; when there is none, that of the client that asked nothing for longest. */
static int find_place(struct control *control)
{
	int at = 0, worst = 0;

	while (at < MAX_CLIENTS && control->client[at])
		at++;
	if (at < MAX_CLIENTS)
		return at;
	for (int i = 1; i < MAX_CLIENTS; i++)
		if (goes_before(control->client[i], control->client[worst]))
			worst = i;
	drop_client(control->client[worst]);
	return worst;
}

static void add_client(struct control *control, int fd)
{
	struct client *c = calloc(1, sizeof(*c));
	int at = c ? find_place(control) : 0;

	if (!c) {
		turn_away(fd, "no memory");
		return;
	}
	c->control = control;
	c->fd = fd;
	ev_io_init(&c->io, on_client, fd, EV_READ);
	c->io.data = c;
	ev_init(&c->idle, on_idle);
	c->idle.repeat = IDLE;
	c->idle.data = c;
	c->since = clock_mono_ms();
	control->client[at] = c;
	ev_io_start(control->loop, &c->io);
	ev_timer_again(control->loop, &c->idle);
}

static void on_accept(struct ev_loop *loop, struct ev_io *w, int events)
{
	struct control *c = w->data;
	int fd = accept4(c->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

	(void)loop;
	(void)events;
	if (fd < 0)
		return;
	if (may_ask(c, fd))
		add_client(c, fd);
	else
		turn_away(fd, "permission denied");
}

/* Something is at @path.  0 when it was a socket that nobody answers, now removed. */
static int clear_place(const char *path, const char *key)
{
	struct ucred peer = { .pid = 0 };
	socklen_t len = sizeof(peer);
	struct stat st;
	int fd, r;

	if (lstat(path, &st) < 0)
		return errno == ENOENT ? 0 : -errno;
	if (!S_ISSOCK(st.st_mode)) {
		log_line(LOG_ERR, "control", "%s is there and is no socket: remove it, or set another "
			 "%s", path, key);
		return -EEXIST;
	}
	fd = control_connect(path);
	if (fd >= 0) {
		getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len);
		close(fd);
		log_line(LOG_ERR, "control", "another bench (pid %d) runs at %s: stop it, or set another "
			 "%s", peer.pid, path, key);
		return -EADDRINUSE;
	}
	if (fd != -ECONNREFUSED && fd != -ENOENT)
		r = fd;
	else
		r = unlink(path) < 0 && errno != ENOENT ? -errno : 0;
	if (r < 0)
		log_line(LOG_ERR, "control", "cannot remove the old socket %s: %s", path, strerror(-r));
	return r;
}

/* Owner and identity of the new socket. */
static int settle(struct control *c)
{
	char *copy = strdup(c->path);
	struct rights_user owner;
	struct stat st;
	int r = -ENOMEM;

	if (copy)
		r = stat(dirname(copy), &st) < 0 ? -errno : 0;
	free(copy);
	if (r < 0)
		return r;
	c->owner = owner.uid = st.st_uid;
	owner.gid = st.st_gid;
	r = geteuid() == 0 ? give_socket(c->path, &owner) : 0;
	if (r == -EEXIST)
		return r;
	if (r < 0)
		log_line(LOG_DEBUG, "control", "%s stays root's: %s", c->path, strerror(-r));
	if (lstat(c->path, &st) < 0)
		return -errno;
	c->dev = st.st_dev;
	c->ino = st.st_ino;
	return 0;
}

static int do_open(struct control **out, const char *path, bool view)
{
	struct control *c = calloc(1, sizeof(*c));
	mode_t mask = umask(view ? 0111 : 0117);        /* its mode from the start: 0666, 0660 */
	int r = -ENOMEM;

	*out = NULL;
	if (!c || !(c->path = strdup(path)))
		goto fail;
	c->view = view;
	c->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	r = c->fd < 0 ? -errno : do_bind(c->fd, path);
	if (r == -EADDRINUSE) {
		r = clear_place(path, view ? "view" : "control");
		if (r < 0)
			goto close;             /* said already */
		r = do_bind(c->fd, path);
	}
	if (r == 0)
		r = settle(c);
	if (r == 0 && listen(c->fd, MAX_CLIENTS) < 0)
		r = -errno;
	if (r < 0) {
		log_line(LOG_ERR, "control", "cannot make the socket %s: %s", path, strerror(-r));
		goto close;
	}
	umask(mask);
	*out = c;
	return 0;
close:
	if (c->fd >= 0)
		close(c->fd);
fail:
	umask(mask);
	if (c)
		free(c->path);
	free(c);
	return r;
}

int control_open(struct control **out, const char *path)
{
	return do_open(out, path, false);
}

int control_open_view(struct control **out, const char *path)
{
	return do_open(out, path, true);
}

int control_start(struct control *c, struct ev_loop *loop, control_handler *handler, void *arg)
{
	c->loop = loop;
	c->handler = handler;
	c->arg = arg;
	ev_io_init(&c->io, on_accept, c->fd, EV_READ);
	c->io.data = c;
	ev_io_start(loop, &c->io);
	return 0;
}

void control_close(struct control *c)
{
	struct stat st;

	if (!c)
		return;
	for (int i = 0; i < MAX_CLIENTS; i++)
		if (c->client[i])
			drop_client(c->client[i]);
	if (c->loop)
		ev_io_stop(c->loop, &c->io);
	if (lstat(c->path, &st) == 0 && st.st_dev == c->dev && st.st_ino == c->ino &&
	    unlink(c->path) < 0)
		log_line(LOG_DEBUG, "control", "%s stays: %s", c->path, strerror(errno));
	close(c->fd);
	free(c->path);
	free(c->kept);
	free(c);
}
