/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * libraryload.c -- makes a large library of sparse files, and measures its index.
 *
 *   make FOLDER LOADS    so many loads, twelve files each, a day old
 *   cold|warm FOLDER     plugins and the first index, as a start makes them
 *   change FOLDER        one more release, then every file touched: as a running
 *                        bench indexes them, in slices
 */
#include <config.h>
#include "core/library/library.h"
#include "core/library/making.h"
#include "core/plugin/plugins.h"
#include "tests/phone/firmware.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define FILES 12
#define HEAD 4096                       /* the rest of a file is a hole */
#define SLICE_US 1000

static double ms_of(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* On a machine that does other work, too, the time of the processor tells more. */
struct span {
	double wall, cpu;
};

static struct span span_begin(void)
{
	return (struct span){ ms_of(CLOCK_MONOTONIC), ms_of(CLOCK_PROCESS_CPUTIME_ID) };
}

static struct span span_end(struct span from)
{
	struct span now = span_begin();

	return (struct span){ now.wall - from.wall, now.cpu - from.cpu };
}

static _Noreturn void die(const char *what, int error)
{
	fprintf(stderr, "libraryload: %s: %s\n", what, strerror(error));
	exit(1);
}

static void put_file(const char *folder, const char *name, const void *data, size_t size)
{
	const struct timespec old[2] = { { .tv_sec = time(NULL) - 86400 },
					 { .tv_sec = time(NULL) - 86400 } };
	size_t head = size < HEAD ? size : HEAD;
	char path[512];
	int fd;

	snprintf(path, sizeof(path), "%s/%.120s", folder, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	if (fd < 0 || write(fd, data, head) != (ssize_t)head || ftruncate(fd, (off_t)size) < 0 ||
	    futimens(fd, old) < 0)
		die(path, errno);
	close(fd);
}

static void put_load(const char *library, unsigned n)
{
	char load[32], folder[256], name[32];
	struct firmware fw;

	snprintf(load, sizeof(load), "SCCP45.%u-%u-%uS", 8 + n / 400, 1 + n / 20 % 20, 1 + n % 20);
	snprintf(folder, sizeof(folder), "%s/%s", library, load);
	if (mkdir(folder, 0755) < 0 && errno != EEXIST)
		die(folder, errno);
	if (firmware_make(&fw, load, 200000) < 0)
		die(load, EINVAL);
	for (size_t i = 0; i < fw.count; i++)
		put_file(folder, fw.file[i].name, fw.file[i].data, fw.file[i].size);
	for (size_t i = fw.count; i < FILES; i++) {
		snprintf(name, sizeof(name), "notes-%zu.txt", i);
		put_file(folder, name, "", 0);
	}
	firmware_finish(&fw);
}

static void make(const char *library, unsigned loads)
{
	if (mkdir(library, 0755) < 0)
		die(library, errno);
	for (unsigned i = 0; i < loads; i++)
		put_load(library, i);
}

/* All slices of @s; returns the longest. */
static struct span run(struct scan *s, struct library *out)
{
	struct span longest = { 0, 0 };
	int r;

	do {
		struct span took = span_begin();

		r = scan_step(s, SLICE_US, out);
		took = span_end(took);
		if (took.wall > longest.wall)
			longest.wall = took.wall;
		if (took.cpu > longest.cpu)
			longest.cpu = took.cpu;
	} while (r > 0);
	if (r < 0)
		die("scan", -r);
	scan_free(s);
	return longest;
}

static void report(const char *what, const struct library *lib, struct span total,
		   struct span longest)
{
	size_t files = 0, whole = 0;

	for (size_t i = 0; i < lib->release_count; i++)
		files += lib->release[i]->file_count;
	for (size_t i = 0; i < lib->load_count; i++)
		whole += lib->load[i]->whole;
	printf("%-14s %6.1f ms (CPU %6.1f), longest slice %6.2f ms (CPU %5.2f), index %4zu KiB; "
	       "%zu files, %zu lists, %zu whole\n", what, total.wall, total.cpu, longest.wall,
	       longest.cpu, lib->store->pool.bytes / 1024, files, lib->load_count, whole);
}

static void load_plugins(struct plugins *p)
{
	static const char *const none[] = { NULL };

	if (plugins_load(p, NULL, none) < 0 || p->model_count == 0)
		die("model plugins", ENOENT);
}

static bool drop_caches(void)
{
	int fd = open("/proc/sys/vm/drop_caches", O_WRONLY);
	bool ok;

	sync();
	ok = fd >= 0 && write(fd, "3", 1) == 1;
	if (fd >= 0)
		close(fd);
	return ok;
}

static void start(const char *folder, bool cold)
{
	struct plugins plugins;
	struct library lib;
	struct scan *s;
	struct span longest, total;

	if (cold && !drop_caches()) {
		puts("cold start       not measured: the caches cannot be dropped here");
		return;
	}
	total = span_begin();
	load_plugins(&plugins);
	if (scan_begin(&s, folder, &plugins) < 0)
		die(folder, errno);
	longest = run(s, &lib);
	total = span_end(total);
	report(cold ? "cold start" : "warm start", &lib, total, longest);
	library_close(&lib);
	plugins_finish(&plugins);
}

static void again(const char *what, struct library *lib, const struct plugins *plugins)
{
	struct library now;
	struct scan *s;
	struct span longest, total, look = span_begin();
	bool changed = library_changed(lib);

	look = span_end(look);
	total = span_begin();
	if (scan_again(&s, lib, plugins) < 0)
		die("scan", errno);
	longest = run(s, &now);
	total = span_end(total);
	report(what, &now, total, longest);
	printf("%-14s %6.1f ms (CPU %6.1f) to see that it has%s changed\n", "", look.wall, look.cpu,
	       changed ? "" : " not");
	library_retire(lib);
	*lib = now;
}

static void change(const char *folder)
{
	struct plugins plugins;
	struct library lib;
	char path[512];

	load_plugins(&plugins);
	if (library_open(&lib, folder, &plugins) < 0)
		die(folder, errno);
	again("nothing new", &lib, &plugins);
	put_load(folder, 799);
	again("one more load", &lib, &plugins);
	for (size_t i = 0; i < lib.release_count; i++)
		for (size_t k = 0; k < lib.release[i]->file_count; k++) {
			snprintf(path, sizeof(path), "%s/%s", folder, lib.release[i]->file[k]->path);
			utimensat(AT_FDCWD, path, NULL, 0);
		}
	again("all are new", &lib, &plugins);
	library_close(&lib);
	plugins_finish(&plugins);
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "make") == 0)
		make(argv[2], (unsigned)strtoul(argv[3], NULL, 10));
	else if (argc == 3 && strcmp(argv[1], "change") == 0)
		change(argv[2]);
	else if (argc == 3 && (strcmp(argv[1], "cold") == 0 || strcmp(argv[1], "warm") == 0))
		start(argv[2], argv[1][0] == 'c');
	else
		return fputs("usage: libraryload make FOLDER LOADS | cold|warm|change FOLDER\n", stderr), 2;
	return 0;
}
