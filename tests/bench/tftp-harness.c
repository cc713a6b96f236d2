/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * tftp-harness.c -- the TFTP plugin with one file and no core behind it: what the
 * plugin itself costs.
 */
#include "tests/unit/tftp/tftp-core.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

extern const struct nr_plugin netrecover_plugin;

int main(int argc, char **argv)
{
	static struct nr_instance core;
	static struct core_file file = { .verdict = NR_SERVE };
	struct stat st;
	int fd;

	if (argc != 5) {
		fputs("usage: tftp-harness interface address port file\n", stderr);
		return 2;
	}
	fd = open(argv[4], O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0) {
		perror(argv[4]);
		return 1;
	}
	file.size = (uint64_t)st.st_size;
	file.data = mmap(NULL, (size_t)st.st_size + 1, PROT_READ, MAP_PRIVATE, fd, 0);
	if (file.data == MAP_FAILED) {
		perror(argv[4]);
		return 1;
	}
	close(fd);
	core_init(&core, netrecover_plugin.protocols[0], argv[1], argv[2]);
	core_set(&core, "port", (uint32_t)strtoul(argv[3], NULL, 10));
	core.files = &file;
	core.verbose = true;
	if (core.protocol->open(&core) < 0 || core.protocol->start(&core) < 0)
		return 1;
	ev_run(core.loop, 0);
	core_finish(&core);
	return 0;
}
