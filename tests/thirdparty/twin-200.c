/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * twin-200.c -- a stranger's phone, which does not exist, with two parts that have a version
 * each.  Its application is a list of the maker's own form and the images in it; its boot ROM is
 * one file whose name never changes, and which it asks for by yet another name.
 */
#include <netrecover/plugin.h>
#include <netrecover/reader.h>

static const struct nr_match matches[] = {
	{ NR_FACT_VENDOR_CLASS, NR_SURE, "Twin 200", NR_FACT_END, NULL },
	{ NR_FACT_END, (enum nr_trust)0, NULL, NR_FACT_END, NULL }
};

static const struct nr_name names[] = {
	{ NR_WANT_CONFIG, "%M.cfg" },
	{ NR_WANT_OTHER, NULL }
};

static const char *const parts[] = { "application", "bootrom", NULL };

static const struct nr_hop hops[] = {
	{ .id = "T1", .reason = "applications from 3.2 on are signed, and boot ROMs before 4.1 cannot read that",
	  .source = "Twin release note 3.2", .confidence = NR_HIGH, .part = "application", .needs = "bootrom",
	  .before = { { 4, 1 } }, .reaching = { { 3, 2 } },
	  .via_min = { { 4, 1 } }, .via_max = { { 4, UINT16_MAX } }, .via_load = "twin-boot-4.2" },
	{ .id = "T2", .reason = "boot ROMs before 2.6 cannot unpack 4.0 and later",
	  .source = "Twin release note 3.2", .confidence = NR_MEDIUM, .part = "bootrom",
	  .before = { { 2, 6 } }, .reaching = { { 4 } },
	  .via_min = { { 2, 6 } }, .via_max = { { 2, 6 } }, .via_load = "twin-boot-2.6" },
	{ .id = NULL }
};

/* "twin-app-3.2", as phones say it "twin-app-v3.2", and "twin-boot-4.2" */
static bool parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	struct nr_load l = { .kind = NR_KIND_LOAD, .ordered = true, .family = "TWIN", .train = "app" };
	uint16_t *v = l.version.part;

	(void)self;
	if (nr_scan_lit(&name, "twin-boot-")) {
		snprintf(l.train, sizeof(l.train), "boot");
		snprintf(l.part, sizeof(l.part), "bootrom");
	} else if (nr_scan_lit(&name, "twin-app-")) {
		(void)nr_scan_lit(&name, "v");
		snprintf(l.part, sizeof(l.part), "application");
	} else {
		return false;
	}
	snprintf(l.text, sizeof(l.text), "%.16s", name);
	snprintf(l.printed, sizeof(l.printed), "%.16s", name);
	if (!nr_scan_u16(&name, &v[0]) || !nr_scan_lit(&name, ".") || !nr_scan_u16(&name, &v[1]) || *name != '\0')
		return false;
	l.latest = l.version;
	*out = l;
	return true;
}

static const struct nr_suffix suffixes[] = {
	{ ".pkg", NR_FILE_LIST },
	{ ".rom", NR_FILE_LOAD },
	{ ".img", NR_FILE_IMAGE },
	{ NULL, (enum nr_file_kind)0 }
};

/* bootrom.rom begins with "TWIN BOOT 4.2" and a line feed. */
static bool identify(const struct nr_model *self, const struct nr_found *found, char *name, size_t size,
		     struct nr_load *out)
{
	struct nr_reader r = nr_reader(found->head, found->head_size);
	char line[32], *end;

	nr_text(nr_sub(&r, nr_left(&r) < sizeof(line) - 1 ? nr_left(&r) : sizeof(line) - 1), line, sizeof(line));
	end = line;
	if (strncmp(end, "TWIN BOOT ", 10) != 0)
		return false;
	end += 10;
	snprintf(name, size, "twin-boot-%.*s", (int)strspn(end, "0123456789."), end);
	return parse(self, name, out);
}

/* "file: a.img" in each line. */
static bool list(const struct nr_model *self, const struct nr_found *found, unsigned i, char *file, size_t size)
{
	const char *text = (const char *)found->head, *end = text + found->head_size;

	(void)self;
	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t n = (size_t)((stop ? stop : end) - text);

		if (n > 6 && memcmp(text, "file: ", 6) == 0 && i-- == 0) {
			snprintf(file, size, "%.*s", (int)(n - 6), text + 6);
			return true;
		}
		text += n + (stop != NULL);
	}
	return false;
}

static const struct nr_alias aliases[] = {
	{ "boot.bin", "bootrom", NULL },
	{ "start.img", "application", "*-a.img" },
	{ NULL, NULL, NULL }
};

/* "Twin200 app/3.0 boot/2.5"; its boot ROM alone says "Twin200 boot/2.5". */
static bool says(const struct nr_model *self, enum nr_fact fact, const char *text, const char *asked,
		 unsigned i, char *load, size_t size)
{
	const char *app = strstr(text, "app/"), *boot = strstr(text, "boot/");

	(void)self;
	(void)asked;
	if (fact != NR_FACT_USER_AGENT || strncmp(text, "Twin200 ", 8) != 0)
		return false;
	if (app && i-- == 0) {
		snprintf(load, size, "twin-app-v%.*s", (int)strspn(app + 4, "0123456789."), app + 4);
		return true;
	}
	if (!boot || i > 0)
		return false;
	snprintf(load, size, "twin-boot-%.*s", (int)strspn(boot + 5, "0123456789."), boot + 5);
	return true;
}

static bool config(const struct nr_model *self, enum nr_want want, const struct nr_ask *ask, struct nr_body *body)
{
	(void)self;
	(void)want;
	nr_body_printf(body, "load=%s\npart=%s\nruns=", ask->load ? ask->load : "", ask->part);
	for (const char *const *p = ask->parts; *p; p++)
		nr_body_printf(body, "%s%s", p == ask->parts ? "" : ",", *p);
	nr_body_printf(body, "\n");
	return true;
}

static const char *const prefixes[] = { "twin-", NULL };

static const struct nr_model model = {
	.id = "twin-200", .name = "T200", .title = "Twin 200",
	.type = 4000000002u, .type_name = "Twin 200",
	.load_prefixes = prefixes, .load_suffix = ".pkg",
	.load_format = "twin-app-%V", .archive_format = "twin-%V.zip",
	.matches = matches, .hops = hops, .names = names,
	.patience = { .ask = 60, .transfer = 30, .flash = 300 },
	.parse = parse, .config = config, .suffixes = suffixes, .aliases = aliases,
	.identify = identify, .list = list, .says = says, .phone_name = "TWIN%M", .parts = parts,
};

NR_MODEL_PLUGIN("twin-200", "1.0", &model);
