/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * loader.c -- the Java phones: the rules of their boot loader, as its release notes
 * and its owners tell them.  8.3(3) is the first that can take more than 8.5(2).
 */
#include <config.h>

#include "tests/phone/envelope.h"
#include "tests/phone/family.h"

#include <netrecover/types.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool take_line(struct image_list *l, const char *line)
{
	if (sscanf(line, "# RELEASE load version %31s", l->version) == 1)
		return true;
	if (strncmp(line, "#HARDWARE_COMP_1", 16) == 0) {
		l->hardware = (uint32_t)strtoul(line + 16, NULL, 10);
		l->has_hardware = true;
	}
	if (line[0] == '#' || line[0] == '\0')
		return true;
	if (l->count == LIST_MAX)
		return false;
	snprintf(l->name[l->count++], sizeof(l->name[0]), "%s", line);
	return true;
}

static bool read_list(struct nr_reader r, struct image_list *out)
{
	char line[128];

	*out = (struct image_list){ .count = 0 };
	while (envelope_line(&r, line, sizeof(line)))
		if (!take_line(out, line))
			return false;
	return out->count > 0;
}

/* Images of a 7945 or 7965 are jar45..., cnu45..., apps45..., dsp45..., cvm45... */
static bool of_group(const struct handset *h, const struct image_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const char *p = list->name[i];

		while (isalpha((unsigned char)*p))
			p++;
		if (strncmp(p, h->group, strlen(h->group)) != 0)
			return false;
	}
	return true;
}

/* SCCP45.9-4-2S.loads or term45.default.loads: what is asked for says how new it is,
 * and a manifest, whose name says nothing, has it inside. */
static bool offered_release(const char *name, const struct image_list *list, struct release *out)
{
	return release_parse(name, out) || release_parse(list->version, out);
}

static bool can_jump(const struct loader *l, const struct release *offered)
{
	static const struct release taught = { { 8, 3, 3 } }, bridge = { { 8, 5, 2 } };
	struct release mine;

	if (!l->running)
		return !l->newest_taken || !release_parse(l->newest_taken, &mine) ||
		       release_cmp(offered, &mine) <= 0;
	if (!release_parse(l->running, &mine))
		return true;
	return release_cmp(&mine, &taught) >= 0 || release_cmp(offered, &bridge) <= 0;
}

enum verdict loader_judge(const struct loader *l, const char *name, const uint8_t *data,
			  size_t len, struct image_list *list)
{
	struct nr_reader r = nr_reader(data, len);
	struct release offered;
	enum verdict v = envelope_open(&r, name);

	if (v != VERDICT_TAKE)
		return v;
	if (!read_list(r, list))
		return VERDICT_BROKEN;
	if (l->hardware && list->has_hardware && (list->hardware & l->hardware) != l->hardware)
		return VERDICT_HARDWARE;
	if (!of_group(l->handset, list))
		return VERDICT_WRONG;
	if (offered_release(name, list, &offered) && !can_jump(l, &offered))
		return VERDICT_JUMP;
	return VERDICT_TAKE;
}

/* A CNU_File_Archive_3.0 is whole when its data ends where its table says. */
static bool archive_whole(struct nr_reader r)
{
	static const char magic[] = "CNU_File_Archive_3.0";
	size_t size = nr_left(&r);
	uint64_t sum;
	uint32_t count;
	const uint8_t *p = nr_take(&r, 0x30);

	if (!p || memcmp(p, magic, sizeof(magic)) != 0)
		return false;
	count = nr_u32(&r);
	sum = nr_u32(&r);
	nr_take(&r, 0x248 - 0x38);
	for (uint32_t i = 0; i < count && nr_ok(&r); i++) {
		nr_take(&r, 8);
		sum += nr_u32(&r);
		nr_take(&r, 8);
	}
	return nr_ok(&r) && (sum == size || (sum + 1 == size && sum % 2));
}

enum verdict loader_image(const char *name, const uint8_t *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len);
	enum verdict v = envelope_open(&r, name);

	if (v != VERDICT_TAKE)
		return v;
	return archive_whole(r) ? VERDICT_TAKE : VERDICT_BROKEN;
}

/* Releases whose images do not carry the version of the load. */
static const struct {
	const char *component, *load;
} known[] = {
	{ "8-3-1-22", "8-3-2S" },
	{ "9-2-1TH1-13", "9-2-1S" },
	{ "9-3-1ES8", "9-3-1SR1-1S" },
	{ "9-3-1ES26", "9-3-1SR4-1S" },
	{ "9-4-2ES22", "9-4-2SR2-2S" },
	{ "9-4-2ES26", "9-4-2SR3-1S" },
};

static void load_version(const char *component, char *out, size_t size)
{
	const char *trial = strstr(component, "TH");

	for (size_t i = 0; i < NR_ARRAY_SIZE(known); i++)
		if (strcmp(known[i].component, component) == 0) {
			snprintf(out, size, "%s", known[i].load);
			return;
		}
	/* A trial build that was released is the release itself. */
	if (trial)
		snprintf(out, size, "%.*sS", (int)(trial - component), component);
	else
		snprintf(out, size, "%sS", component);
}

bool loader_result(const struct handset *h, const char *name, const struct image_list *list,
		   char *out, size_t size)
{
	const char *suffix = strstr(name, ".loads"), *end = strstr(name, ".default.loads");
	char version[48];
	bool sip = false;

	if (suffix && !end)
		return snprintf(out, size, "%.*s", (int)(suffix - name), name) < (int)size;
	if (!list->version[0])
		return false;
	for (size_t i = 0; i < list->count; i++)
		sip = sip || strstr(list->name[i], "sip.");
	load_version(list->version, version, sizeof(version));
	return snprintf(out, size, "%s%s.%s", sip ? "SIP" : "SCCP", h->group, version) < (int)size;
}

static enum verdict java_image(const struct loader *l, const struct image_list *list,
			       const char *name, const uint8_t *data, size_t len)
{
	(void)l;
	(void)list;
	return loader_image(name, data, len);
}

static bool java_wrote(const struct loader *l, const char *list_name,
		       const struct image_list *list, const char *image, struct flash *out)
{
	(void)image;
	return loader_result(l->handset, list_name, list, out->load, sizeof(out->load));
}

const struct family family_java = {
	.list_suffix = ".loads",
	.asks = family_xml_asks,
	.judge = loader_judge,
	.image = java_image,
	.wrote = java_wrote,
};
