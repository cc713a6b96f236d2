/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef PHONE_FAMILY_H
#define PHONE_FAMILY_H
/*
 * family.h -- in what the kinds of phones differ while they recover: which files
 * they ask for, what their loaders take, in how many steps they write it.
 *
 * A family is a const struct of values and pure functions, in a file of its own
 * when there is much to say: loader.c (the Java phones), digits.c (7940 and 7960),
 * wireless.c (792x), later.c (all that came after).
 */
#include "tests/phone/loader.h"

enum want {
	WANT_CTL,               /* for next(): the first file of all */
	WANT_ITL,               /* only software of 9.0 and later */
	WANT_OTHER,             /* whatever it is, it changes nothing here */
	WANT_IMAGE_NAME,        /* OS79XX.TXT */
	WANT_PART,              /* configuration, and more of it is to come */
	WANT_CONFIG,
	WANT_OWN,               /* configuration without which it asks again and again */
	WANT_LIST,
	WANT_IMAGE,
	WANT_STRANGER,          /* what its profile says */
};

/* One file of those that it asks for before any firmware; a name of NULL ends them. */
struct ask {
	enum want want;
	const char *name;       /* %M: its MAC address */
};

/* How often it sends a packet of TFTP that nobody answers. */
struct resend {
	unsigned sends;         /* from one port; its last one is waited for like the others */
	int64_t first_ms, ms;   /* between the first and the second, between others */
	unsigned ports;         /* for the same file, one after the other */
};

struct family {
	const char *list_suffix;        /* ".loads" */
	bool http;                      /* asks by HTTP first, for each file */
	bool says_loads;                /* CDP: its load with ".loads" behind it */
	bool no_cdp;                    /* is never on a wire */
	uint16_t port;                  /* TFTP source port of every file; 0: a new one each */
	bool one_by_one;                /* writes each image and restarts, before the next */
	bool application;               /* its loader asks first, and then what it loads */
	int64_t restart_ms;             /* 0: 30 s */

	const struct ask *(*asks)(const struct loader *l);
	const struct resend *(*resend)(const struct loader *l);         /* NULL: as a 79x1 */
	/* With which file does the download of @load begin?  true: it is an image
	 * itself.  NULL: with the list. */
	bool (*begins)(const struct loader *l, const char *load, char out[128]);
	enum verdict (*judge)(const struct loader *l, const char *name, const uint8_t *data,
			      size_t len, struct image_list *list);
	/* The first image from @from on that it needs; count: no more.  NULL: all. */
	size_t (*needs)(const struct loader *l, const struct image_list *list, size_t from);
	enum verdict (*image)(const struct loader *l, const struct image_list *list, const char *name,
			      const uint8_t *data, size_t len);
	/* How long it takes to write @image.  NULL: 60 to 90 s. */
	int64_t (*flash_ms)(const char *image);
	/* What is in flash once @image (the last one, unless one_by_one) is written:
	 * the load that runs, and the universal loader of a 7940.  false: nothing
	 * that it knows. */
	bool (*wrote)(const struct loader *l, const char *list_name, const struct image_list *list,
		      const char *image, struct flash *out);
};

/* What every phone with an XML configuration asks for. */
const struct ask *family_xml_asks(const struct loader *l);

extern const struct family family_java, family_digits, family_wireless, family_69xx, family_99xx,
			   family_88xx;
/* A phone of another maker: its profile says all else. */
extern const struct family family_strange;

#endif
