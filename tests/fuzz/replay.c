/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * replay.c -- main() of a fuzz target without libFuzzer:
 *
 *	fuzz_X [-runs=N] [-seed=N] FILE-OR-FOLDER...
 *
 * It feeds the target every file, whole and cut at every one of its first 512
 * bytes, then fixed pseudo-random mutations of it.  With -runs=N it feeds N
 * mutations more, each of one or two of all the files, from the generator that
 * -seed starts: the way to run millions with any compiler and its sanitizers.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MAX_SEED (1u << 20)
#define MUTATIONS 2000

static struct seed {
	uint8_t *data;
	size_t size;
} *seeds;
static size_t seed_count;

static void *must_alloc(void *p)
{
	if (!p)
		abort();
	return p;
}

/* Each input gets a block of its own size, so that ASan sees every overrun. */
static void feed(const uint8_t *data, size_t size)
{
	uint8_t *copy = must_alloc(malloc(size ? size : 1));

	memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static size_t below(uint32_t *state, size_t limit)
{
	return limit ? next_random(state) % limit : 0;
}

static void feed_variants(uint8_t *data, size_t size)
{
	uint32_t state = 2463534242u;

	feed(data, size);
	for (size_t cut = 0; cut < size && cut < 512; cut++)
		feed(data, cut);
	for (int i = 0; i < MUTATIONS && size > 0; i++) {
		size_t at = below(&state, size < 1024 ? size : 1024);
		uint8_t old = data[at];

		data[at] = (uint8_t)next_random(&state);
		feed(data, size);
		if (i % 4)
			data[at] = old;
	}
}

/* -- -runs: mutations of all files ------------------------------------------- */

/* Put @n bytes of @from in the place of the @cut bytes at @at. */
static size_t splice(uint8_t *data, size_t size, size_t at, size_t cut, const uint8_t *from, size_t n)
{
	if (size - cut + n > MAX_SEED)
		return size;
	memmove(data + at + n, data + at + cut, size - at - cut);
	memcpy(data + at, from, n);
	return size - cut + n;
}

static size_t mutate(uint8_t *data, size_t size, uint32_t *state)
{
	const struct seed *other = &seeds[below(state, seed_count)];
	size_t at = below(state, size + 1), left = size - at, from = below(state, other->size + 1);
	size_t cut = below(state, (left < 16 ? left : 16) + 1);
	uint8_t byte = (uint8_t)next_random(state), digit = (uint8_t)('0' + byte % 10);

	switch (next_random(state) % 7) {
	case 0:
		return splice(data, size, at, left > 0, &byte, 1);
	case 1:
		return splice(data, size, at, left > 0, &digit, 1);
	case 2:
		return splice(data, size, at, 0, &byte, 1);
	case 3:
		return splice(data, size, at, 0, &digit, 1);
	case 4:
		return splice(data, size, at, cut, data, 0);
	case 5:         /* a piece of another file, or its whole rest */
		return splice(data, size, at, cut, other->data + from,
			      below(state, (other->size - from < 16 ? other->size - from : 16) + 1));
	default:
		return splice(data, size, at, left, other->data + from, other->size - from);
	}
}

static void feed_random(unsigned long runs, uint32_t state)
{
	uint8_t *data = must_alloc(malloc(MAX_SEED + 1));

	for (unsigned long i = 0; i < runs; i++) {
		const struct seed *s = &seeds[below(&state, seed_count)];
		size_t size = s->size;

		memcpy(data, s->data, size);
		for (size_t n = 1 + below(&state, 4); n > 0; n--)
			size = mutate(data, size, &state);
		feed(data, size);
	}
	free(data);
	printf("%lu random inputs\n", runs);
}

/* -- files -------------------------------------------------------------------- */

static void replay_file(const char *path)
{
	static uint8_t data[MAX_SEED];
	struct seed *s;
	FILE *f = fopen(path, "rb");
	size_t n;

	if (!f) {
		perror(path);
		exit(1);
	}
	n = fread(data, 1, sizeof(data), f);
	fclose(f);
	seeds = must_alloc(realloc(seeds, (seed_count + 1) * sizeof(*seeds)));
	s = &seeds[seed_count++];
	s->size = n;
	s->data = must_alloc(malloc(n + 1));
	memcpy(s->data, data, n);
	feed_variants(data, n);
}

static void replay(const char *path)
{
	struct dirent *e;
	DIR *d = opendir(path);
	char name[4096];

	if (!d) {
		replay_file(path);
		return;
	}
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(name, sizeof(name), "%s/%s", path, e->d_name);
		replay_file(name);
	}
	closedir(d);
}

/* A number behind "-runs=" or "-seed="; false: another argument. */
static int option(const char *arg, const char *name, unsigned long *out)
{
	size_t n = strlen(name);

	if (strncmp(arg, name, n) != 0)
		return 0;
	*out = strtoul(arg + n, NULL, 10);
	return 1;
}

int main(int argc, char **argv)
{
	unsigned long runs = 0, start = 1;

	for (int i = 1; i < argc; i++)
		if (!option(argv[i], "-runs=", &runs) && !option(argv[i], "-seed=", &start))
			replay(argv[i]);
	printf("%zu seeds replayed\n", seed_count);
	if (runs && seed_count)
		feed_random(runs, (uint32_t)(start * 2654435761u) | 1);
	for (size_t i = 0; i < seed_count; i++)
		free(seeds[i].data);
	free(seeds);
	return seed_count > 0 ? 0 : 1;
}
