/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * wireless.c -- 7921, 7925 and 7926: on a radio, so nobody sees their CDP; one
 * port for all files; lists with the size and the MD5 of each image, and with the
 * hardware that they are for.
 *
 * An image begins with its own MD5 in capitals, reckoned as if these 32 bytes
 * were zero.
 */
#include <config.h>

#include "tests/phone/envelope.h"
#include "tests/phone/family.h"

#include <nettle/md5.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct ask *wireless_asks(const struct loader *l)
{
	static const struct ask asks[] = {
		{ WANT_CTL, "CTLSEP%M.tlv" },
		{ WANT_OTHER, "WLAN%M.xml" },
		{ WANT_OTHER, "WLANDefault.xml" },
		{ WANT_CONFIG, "SEP%M.cnf.xml" },
		{ WANT_CONFIG, "XMLDefault.cnf.xml" },
		{ WANT_CTL, NULL },
	};

	(void)l;
	return asks;
}

/* "0-4.*": boards of revision 0 to 4. */
static bool for_board(const char *range, uint32_t board)
{
	unsigned low, high;

	return sscanf(range, "%u-%u", &low, &high) == 2 && board >= low && board <= high;
}

static bool add_image(struct image_list *l, const char *line)
{
	size_t i = l->count;
	unsigned size;

	if (i == LIST_MAX || sscanf(line, "%127s %u %32s", l->name[i], &size, l->md5[i]) != 3 ||
	    strlen(l->md5[i]) != 32)
		return false;
	l->size[i] = size;
	l->count++;
	return true;
}

static enum verdict wireless_judge(const struct loader *l, const char *name, const uint8_t *data,
				   size_t len, struct image_list *list)
{
	struct nr_reader r = nr_reader(data, len);
	enum verdict v = envelope_open(&r, name);
	char line[160];

	*list = (struct image_list){ .count = 0 };
	if (v != VERDICT_TAKE)
		return v;
	if (strncmp(name, "CP", 2) != 0 ||
	    strncmp(name + 2, l->handset->group, strlen(l->handset->group)) != 0)
		return VERDICT_WRONG;
	while (envelope_line(&r, line, sizeof(line))) {
		if (strncmp(line, "#? HW_REV ", 10) == 0 && !for_board(line + 10, l->hardware))
			return VERDICT_HARDWARE;
		if (line[0] && line[0] != '#' && !add_image(list, line))
			return VERDICT_BROKEN;
	}
	return list->count ? VERDICT_TAKE : VERDICT_BROKEN;
}

static void md5_text(const uint8_t *payload, size_t len, char out[33])
{
	static const uint8_t zero[32];
	uint8_t digest[MD5_DIGEST_SIZE];
	struct md5_ctx md5;

	md5_init(&md5);
	md5_update(&md5, 32, zero);
	md5_update(&md5, len - 32, payload + 32);
	md5_digest(&md5, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++)
		snprintf(out + 2 * i, 3, "%02X", digest[i]);
}

static enum verdict wireless_image(const struct loader *l, const struct image_list *list,
				   const char *name, const uint8_t *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len);
	enum verdict v = envelope_open(&r, name);
	char md5[33];

	(void)l;
	if (v != VERDICT_TAKE)
		return v;
	if (nr_left(&r) < 32)
		return VERDICT_BROKEN;
	md5_text(r.pos, nr_left(&r), md5);
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->name[i], name) == 0)
			return list->size[i] == len && strcmp(list->md5[i], md5) == 0 &&
			       memcmp(r.pos, md5, 32) == 0 ? VERDICT_TAKE : VERDICT_BROKEN;
	return VERDICT_BROKEN;
}

static bool wireless_wrote(const struct loader *l, const char *list_name,
			   const struct image_list *list, const char *image, struct flash *out)
{
	size_t n = strlen(list_name);

	(void)l;
	(void)list;
	(void)image;
	if (n <= 6 || n - 6 >= sizeof(out->load) || strcasecmp(list_name + n - 6, ".LOADS") != 0)
		return false;
	memcpy(out->load, list_name, n - 6);
	out->load[n - 6] = '\0';
	return true;
}

const struct family family_wireless = {
	.list_suffix = ".LOADS",
	.no_cdp = true,
	.port = 1024,
	.asks = wireless_asks,
	.judge = wireless_judge,
	.image = wireless_image,
	.wrote = wireless_wrote,
};
