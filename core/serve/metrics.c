/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* metrics.c -- see metrics.h. */
#include <config.h>

#include "core/serve/metrics.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/phone/safety.h"
#include "core/phone/state.h"
#include "core/serve/status.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const char *name_of(const struct bench *b)
{
	return b->config && b->config->name ? b->config->name : "bench";
}

static void head(FILE *out, const char *name, const char *help)
{
	fprintf(out, "# HELP netrecover_%s %s\n# TYPE netrecover_%s gauge\n", name, help, name);
}

static void one(FILE *out, const struct bench *b, const char *name, const char *help, long long value)
{
	head(out, name, help);
	fprintf(out, "netrecover_%s{bench=\"%s\"} %lld\n", name, name_of(b), value);
}

static void print_guard(const struct bench *b, FILE *out)
{
	static const enum nr_guard_state states[] = { NR_GUARD_ASKING, NR_GUARD_CLEAR, NR_GUARD_TRIPPED,
						      NR_GUARD_OFF };
	enum nr_guard_state now = b->guard ? b->guard : NR_GUARD_ASKING;

	head(out, "guard", "1 for the state that the guard is in.");
	for (size_t i = 0; i < NR_ARRAY_SIZE(states); i++)
		fprintf(out, "netrecover_guard{bench=\"%s\",state=\"%s\"} %d\n", name_of(b),
			status_guard_name(states[i]), now == states[i]);
}

static void print_phones(const struct bench *b, FILE *out)
{
	unsigned count[PHONE_STATES] = { 0 }, writing = 0, overdue = 0;

	for (const struct phone *p = b->phones; p; p = p->next) {
		count[p->state]++;
		writing += safety_may_write(p);
		overdue += safety_is_overdue(p);
	}
	head(out, "phones", "Devices on the bench by state.");
	for (int s = 0; s < PHONE_STATES; s++)
		fprintf(out, "netrecover_phones{bench=\"%s\",state=\"%s\"} %u\n", name_of(b),
			state_name((enum phone_state)s), count[s]);
	one(out, b, "phones_writing", "Phones that may be writing their flash: do not unplug.", writing);
	one(out, b, "phones_overdue", "Phones that write for longer than is usual.", overdue);
}

void metrics_print(const struct bench *b, bool up, FILE *out)
{
	one(out, b, "up", "1 while the bench runs.", up);
	head(out, "info", "The version, and where the bench serves.");
	fprintf(out, "netrecover_info{bench=\"%s\",version=\"%s\",interface=\"%s\"} 1\n", name_of(b),
		PACKAGE_VERSION, b->wire.interface);
	one(out, b, "written_seconds", "When this was written, in seconds since 1970.", clock_wall_ms() / 1000);
	one(out, b, "loads", "Loads in the library.", b->library ? (long long)index_count_loads(b->library) : 0);
	print_guard(b, out);
	print_phones(b, out);
}

/* Beside its place, then over it.  The name must not end in .prom, which the exporter reads. */
static int write_file(const char *path, const struct bench *b, bool up)
{
	char *part;
	FILE *f;
	int fd, r = 0;

	if (asprintf(&part, "%s.part", path) < 0)
		return -ENOMEM;
	unlink(part);
	fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	f = fd < 0 ? NULL : fdopen(fd, "w");
	if (!f) {
		r = -errno;
		if (fd >= 0)
			close(fd);
		free(part);
		return r;
	}
	metrics_print(b, up, f);
	if (ferror(f))
		r = -EIO;
	if (fclose(f) != 0 && r == 0)
		r = -errno;
	if (r == 0 && rename(part, path) < 0)
		r = -errno;
	if (r < 0)
		unlink(part);
	free(part);
	return r;
}

static void put(struct metrics *m, const struct bench *b, bool up)
{
	int r = write_file(m->path, b, up);

	if (r < 0 && !m->failed)
		log_line(LOG_WARNING, "metrics", "cannot write %s: %s", m->path, strerror(-r));
	m->failed = r < 0;
	m->written_at = clock_mono_ms();
	m->changed_at = b->changed_at;
}

void metrics_tick(struct metrics *m, const struct bench *b)
{
	if (m->path && (!m->written_at || m->changed_at != b->changed_at ||
			clock_mono_ms() - m->written_at >= METRICS_EVERY_MS))
		put(m, b, true);
}

void metrics_end(struct metrics *m, const struct bench *b)
{
	if (m->path)
		put(m, b, false);
}
