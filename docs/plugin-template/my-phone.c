/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * my-phone.c -- a model plugin to start from.  It builds and is sound as it is, for a phone that
 * does not exist; what to change stands at each place.  netrecover-plugin(7) has the rest.
 *
 * Your own may have any licence.
 */
#include <netrecover/plugin.h>

/* How is it recognised?  What makes it sure first: DHCP option 60, the user agent of its requests,
 * what it says by CDP or LLDP.  Patterns as in fnmatch(3), without case; %M is its MAC address. */
static const struct nr_match matches[] = {
	{ NR_FACT_VENDOR_CLASS, NR_SURE, "My Phone 1", NR_FACT_END, NULL },
	{ NR_FACT_USER_AGENT, NR_SURE, "MyPhone1/*", NR_FACT_END, NULL },
	{ NR_FACT_VENDOR_CLASS, NR_PHONE, "My Phone*", NR_FACT_END, NULL },
	{ NR_FACT_END, (enum nr_trust)0, NULL, NR_FACT_END, NULL }
};

/* Which of its requests are configurations? */
static const struct nr_name names[] = {
	{ NR_WANT_CONFIG, "%M.cfg" },
	{ NR_WANT_OTHER, NULL }
};

/* Which files are its firmware?  NR_FILE_LOAD: one file is a load.  NR_FILE_LIST: a text that names
 * the files of a load, which are NR_FILE_IMAGE. */
static const struct nr_suffix suffixes[] = {
	{ ".bin", NR_FILE_LOAD },
	{ NULL, (enum nr_file_kind)0 }
};

/* Must it stop on the way up?  One row for each sentence of a release note, with its source. */
static const struct nr_hop hops[] = {
	{
		.id = "M1", .reason = "before 1.9 it cannot check the signature of 2.0",
		.source = "release note 2.0, page 3", .confidence = NR_HIGH,
		.before = { { 1, 9 } }, .reaching = { { 2 } },
		.via_min = { { 1, 9 } }, .via_max = { { 1, UINT16_MAX } }, .via_text = "1.9",
	},
	{ .id = NULL }
};

static const char *const prefixes[] = { "myphone-", NULL };
static const char *const protocols[] = { "SIP", NULL };

/* What does the name of a load mean?  "myphone-2.0" is version 2.0. */
static bool parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	struct nr_load load = { .kind = NR_KIND_LOAD, .ordered = true, .family = "MY", .train = "1", .protocol = "SIP" };
	uint16_t *v = load.version.part;

	if (!nr_scan_lit(&name, self->load_prefixes[0]))
		return false;
	snprintf(load.text, sizeof(load.text), "%.20s", name);
	snprintf(load.printed, sizeof(load.printed), "%.20s", name);
	if (!nr_scan_u16(&name, &v[0]) || !nr_scan_lit(&name, ".") || !nr_scan_u16(&name, &v[1]) || *name)
		return false;
	load.latest = load.version;
	*out = load;
	return true;
}

/* Which load does it say that it runs?  "MyPhone1/2.0". */
static bool says(const struct nr_model *self, enum nr_fact fact, const char *text,
		 const char *asked, unsigned i, char *load, size_t size)
{
	(void)asked;
	if (fact != NR_FACT_USER_AGENT || i > 0 || !nr_scan_lit(&text, "MyPhone1/"))
		return false;
	return snprintf(load, size, "%s%s", self->load_prefixes[0], text) < (int)size;
}

/* What shall its configuration say?  ask->load is the load to install, ask->file its file; NULL: name
 * none, and answer all the same: that a phone reads its configuration tells the bench that it is
 * alive.  True with nothing written would be "not found". */
static bool config(const struct nr_model *self, enum nr_want want, const struct nr_ask *ask,
		   struct nr_body *body)
{
	(void)self;
	(void)want;
	nr_body_printf(body, "# of the bench\n");
	if (ask->load && ask->file)
		nr_body_printf(body, "firmware = %s\n", ask->file);
	return true;
}

static const struct nr_model model = {
	.id = "my-phone-1", .name = "myphone1", .title = "My Phone 1",
	.load_prefixes = prefixes, .protocols = protocols, .load_suffix = ".bin", .suffixes = suffixes,
	.load_format = "myphone-%V", .archive_format = "myphone-%V.zip",
	.matches = matches, .names = names, .hops = hops,
	.phone_name = "my-%M",
	.patience = { .ask = 120, .transfer = 60, .flash = 900 },
	.reset = NULL,                  /* how to wipe it, in words */
	.parse = parse, .says = says, .config = config,
};

NR_MODEL_PLUGIN("my-phone", "0.1", &model);
