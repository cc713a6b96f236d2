/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * firmware_main.c -- netrecover-firmware: writes archives of synthetic firmware
 * for "netrecover demo" and for the tests.
 */
#include "tests/phone/firmware.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int usage(void)
{
	fputs("usage: netrecover-firmware [-d] [-s KIB] -o FOLDER LOAD...\n"
	      "Write archives of synthetic firmware, one for each load name\n"
	      "(SCCP45.8-5-2S), in the format of real ones.\n"
	      "  -o FOLDER  where to; it must exist\n"
	      "  -d         plain folders instead of zip archives\n"
	      "  -s KIB     size of one load (1536)\n", stderr);
	return 2;
}

static int write_load(const char *load, const char *folder, size_t size, bool plain)
{
	struct firmware fw;
	int r = firmware_make(&fw, load, size);

	if (r == 0) {
		r = firmware_write(&fw, folder, plain);
		firmware_finish(&fw);
	}
	if (r != 0)
		fprintf(stderr, "netrecover-firmware: %s: %s\n", load, strerror(-r));
	return r;
}

int main(int argc, char **argv)
{
	const char *folder = NULL;
	unsigned long kib = FIRMWARE_SIZE / 1024;
	bool plain = false;
	int status = 0, opt;

	while ((opt = getopt(argc, argv, "ds:o:")) != -1) {
		char *end = NULL;

		if (opt == 'o')
			folder = optarg;
		else if (opt == 'd')
			plain = true;
		else if (opt == 's')
			kib = strtoul(optarg, &end, 10);
		else
			return usage();
		if (end && (*end || kib == 0 || kib > 1024 * 1024))
			return usage();
	}
	if (!folder || optind == argc)
		return usage();
	for (; optind < argc; optind++)
		if (write_load(argv[optind], folder, kib * 1024, plain) != 0)
			status = 1;
	return status;
}
