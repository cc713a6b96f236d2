/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * replay.c -- main() of a fuzz target without libFuzzer: feeds it the files
 * (or every file of the folders) named on the command line, each whole and cut
 * at every one of its first 512 bytes, then fixed pseudo-random mutations.
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

static unsigned seeds;

/* Each input gets a block of its own size, so that ASan sees every overrun. */
static void feed(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);

	if (!copy)
		abort();
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

static void feed_variants(uint8_t *data, size_t size)
{
	uint32_t state = 2463534242u;

	feed(data, size);
	for (size_t cut = 0; cut < size && cut < 512; cut++)
		feed(data, cut);
	for (int i = 0; i < MUTATIONS && size > 0; i++) {
		size_t at = next_random(&state) % (size < 1024 ? size : 1024);
		uint8_t old = data[at];

		data[at] = (uint8_t)next_random(&state);
		feed(data, size);
		if (i % 4)
			data[at] = old;
	}
}

static void replay_file(const char *path)
{
	static uint8_t data[MAX_SEED];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (!f) {
		perror(path);
		exit(1);
	}
	n = fread(data, 1, sizeof(data), f);
	fclose(f);
	feed_variants(data, n);
	seeds++;
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

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		replay(argv[i]);
	printf("%u seeds replayed\n", seeds);
	return seeds > 0 ? 0 : 1;
}
