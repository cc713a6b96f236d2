/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * later.c -- the phones after the Java ones: 69xx and 894x, 8961 and 99xx, 78xx
 * and 88xx.  None of their release notes names a load that another one needs
 * first.  The lists since the 8961 have a section for each platform; which of them is
 * a board's is not known, so here it is its hw=N.  Some images of the 88xx are bare.
 */
#include <config.h>

#include "tests/phone/envelope.h"
#include "tests/phone/family.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* -- lists ---------------------------------------------------------------------- */

static bool add_name(struct image_list *l, const char *name)
{
	if (l->count == LIST_MAX || strpbrk(name, " /\\="))
		return false;
	snprintf(l->name[l->count++], sizeof(l->name[0]), "%s", name);
	return true;
}

static enum verdict judge_names(const struct loader *l, const char *name, const uint8_t *data,
				size_t len, struct image_list *list)
{
	struct nr_reader r = nr_reader(data, len);
	enum verdict v = envelope_open(&r, name);
	char line[128];

	*list = (struct image_list){ .count = 0 };
	if (v != VERDICT_TAKE)
		return v;
	while (envelope_line(&r, line, sizeof(line))) {
		if (line[0] && !add_name(list, line))
			return VERDICT_BROKEN;
		if (line[0] && !strstr(line, l->handset->group))
			return VERDICT_WRONG;
	}
	return list->count ? VERDICT_TAKE : VERDICT_BROKEN;
}

/* "kern=NAME size=N": the rest of the line is cut off; NULL: a setting. */
static char *file_of(char *line)
{
	char *value = strchr(line, '=');
	size_t n;

	if (!value || strchr(value, '('))
		return NULL;
	value += 1 + strspn(value + 1, " ");
	n = strcspn(value, " ");
	return n > 4 && strncmp(value + n - 3, "sbn", 3) == 0 ? value :
	       n > 5 && strncmp(value + n - 4, "sebn", 4) == 0 ? value : NULL;
}

static enum verdict take_file(const struct loader *l, struct image_list *list, char *file)
{
	const char *size = strstr(file, " size=");

	if (size)
		list->size[list->count < LIST_MAX ? list->count : 0] =
			(uint32_t)strtoul(size + 6, NULL, 10);
	file[strcspn(file, " ")] = '\0';
	if (!add_name(list, file))
		return VERDICT_BROKEN;
	return strstr(file, l->handset->group) ? VERDICT_TAKE : VERDICT_WRONG;
}

/* The images of this board's platform, in their order. */
static enum verdict judge_platforms(const struct loader *l, const char *name, const uint8_t *data,
				    size_t len, struct image_list *list)
{
	struct nr_reader r = nr_reader(data, len);
	enum verdict v = envelope_open(&r, name);
	bool sections = false, mine = false;
	char line[128], section[32], *file;

	*list = (struct image_list){ .count = 0 };
	snprintf(section, sizeof(section), "[PLATFORM_%u]", l->hardware ? l->hardware : 1);
	while (v == VERDICT_TAKE && envelope_line(&r, line, sizeof(line))) {
		if (line[0] == '[') {
			mine = strcmp(line, section) == 0;
			sections |= strncmp(line, "[PLATFORM_", 10) == 0;
		} else if (mine && line[0] != '#' && (file = file_of(line)) != NULL) {
			v = take_file(l, list, file);
		}
	}
	if (v != VERDICT_TAKE)
		return v;
	return list->count ? VERDICT_TAKE : sections ? VERDICT_HARDWARE : VERDICT_BROKEN;
}

/* -- images --------------------------------------------------------------------- */

static uint32_t le32(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint64_t up(uint64_t n, uint64_t to)
{
	return (n + to - 1) / to * to;
}

/* How large the image says that it is; 0: it does not say. */
static uint64_t stated_size(const uint8_t *p, size_t len)
{
	if (len < 64)
		return 0;
	if (memcmp(p, "TiZp", 4) == 0)
		return up(256 + (uint64_t)le32(p + 8), 16);
	if (memcmp(p, "\x42\xfa\xed\xfe", 4) == 0)
		return (uint64_t)le32(p + 4) + 36;
	return 0;
}

static enum verdict judge_size(const uint8_t *p, size_t len, uint64_t stated)
{
	return len > 0 && (stated == 0 || stated == len) && p ? VERDICT_TAKE : VERDICT_BROKEN;
}

/* As long as its list says? */
static bool listed_size(const struct image_list *list, const char *name, size_t len)
{
	for (size_t i = 0; list && i < list->count; i++)
		if (strcmp(list->name[i], name) == 0 && list->size[i] && list->size[i] != len)
			return false;
	return true;
}

static enum verdict signed_image(const struct loader *l, const struct image_list *list,
				 const char *name, const uint8_t *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len);
	enum verdict v = envelope_open(&r, name);

	(void)l;
	if (v != VERDICT_TAKE)
		return v;
	if (!listed_size(list, name, len))
		return VERDICT_BROKEN;
	/* squashfs 2.1 of the 6901 and 6911, and eight bytes more */
	if (nr_left(&r) > 64 && memcmp(r.pos, "hsqs", 4) == 0)
		return judge_size(r.pos, nr_left(&r), up(le32(r.pos + 8), 4096) + 8);
	return judge_size(r.pos, nr_left(&r), stated_size(r.pos, nr_left(&r)));
}

/* In the wrapper of the 78xx, or of nothing that says its name. */
static enum verdict modern_image(const struct loader *l, const struct image_list *list,
				 const char *name, const uint8_t *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len);

	(void)l;
	if (!listed_size(list, name, len))
		return VERDICT_BROKEN;
	if (envelope_wraps(data, len))
		return envelope_open(&r, name);
	if (len > 64 && memcmp(data, "hsqs", 4) == 0)
		return judge_size(data, len, up(le32(data + 40) | (uint64_t)le32(data + 44) << 32, 4096));
	return judge_size(data, len, 0);
}

static bool later_wrote(const struct loader *l, const char *list_name,
			const struct image_list *list, const char *image, struct flash *out)
{
	size_t n = strlen(list_name);

	(void)l;
	(void)list;
	(void)image;
	if (n <= 6 || n - 6 >= sizeof(out->load) || strcasecmp(list_name + n - 6, ".loads") != 0)
		return false;
	memcpy(out->load, list_name, n - 6);
	out->load[n - 6] = '\0';
	return true;
}

/* What it sends first goes to an address of IPv6, and does not get there. */
static const struct resend *later_resend(const struct loader *l)
{
	static const struct resend resend = { 4, 500, 4000, 1 };

	(void)l;
	return &resend;
}

const struct family family_69xx = {
	.list_suffix = ".loads",
	.asks = family_xml_asks,
	.judge = judge_names,
	.image = signed_image,
	.wrote = later_wrote,
};

const struct family family_99xx = {
	.list_suffix = ".loads",
	.http = true,
	.asks = family_xml_asks,
	.resend = later_resend,
	.judge = judge_platforms,
	.image = signed_image,
	.wrote = later_wrote,
};

const struct family family_88xx = {
	.list_suffix = ".loads",
	.http = true,
	.says_loads = true,
	.asks = family_xml_asks,
	.resend = later_resend,
	.judge = judge_platforms,
	.image = modern_image,
	.wrote = later_wrote,
};
