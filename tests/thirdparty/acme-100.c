/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * acme-100.c -- a model plugin as a stranger would write it, for a phone that
 * does not exist.  It knows the installed headers and nothing else:
 *
 *   cc -shared -fPIC $(pkg-config --cflags netrecover) acme-100.c -o acme-100.so
 */
#include <netrecover/plugin.h>

/* Which devices: DHCP says it, CDP says it, HTTP says it, a wiped one asks for rescue.lst. */
static const struct nr_match matches[] = {
	{ NR_FACT_VENDOR_CLASS, NR_SURE, "ACME Deskphone 100", NR_FACT_END, NULL },
	{ NR_FACT_PLATFORM, NR_SURE, "ACME 100*", NR_FACT_END, NULL },
	{ NR_FACT_USER_AGENT, NR_SURE, "ACME100/*", NR_FACT_END, NULL },
	{ NR_FACT_VENDOR_CLASS, NR_PHONE, "ACME Deskphone*", NR_FACT_END, NULL },
	{ NR_FACT_LOAD, NR_HINT, "acme100-*", NR_FACT_END, NULL },
	{ NR_FACT_END, (enum nr_trust)0, NULL, NR_FACT_END, NULL }
};

static const struct nr_match wiped[] = {
	{ NR_FACT_FILE_WANTED, NR_SURE, "rescue.lst", NR_FACT_END, NULL },
	{ NR_FACT_END, (enum nr_trust)0, NULL, NR_FACT_END, NULL }
};

static const struct nr_name names[] = {
	{ NR_WANT_CONFIG, "%M.xml" },
	{ NR_WANT_DEFAULTS, "default.xml" },
	{ NR_WANT_MANIFEST, "rescue.lst" },
	{ NR_WANT_OTHER, NULL }
};

/* Release note 2.0: loads before 1.9 cannot unpack it. */
static const struct nr_hop hops[] = {
	{ .id = "A1", .reason = "loads before 1.9 cannot unpack 2.0 and later",
	  .source = "ACME release note 2.0", .confidence = NR_HIGH,
	  .before = { { 1, 9 } }, .reaching = { { 2 } },
	  .via_min = { { 1, 9 } }, .via_max = { { 1, UINT16_MAX } }, .via_text = "1.9" },
	{ .id = NULL }
};

/* "acme100-2.10" */
static bool parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	struct nr_load l = { .kind = NR_KIND_LOAD, .ordered = true, .family = "ACME",
			     .train = "100", .protocol = "SIP" };
	uint16_t *v = l.version.part;

	if (!nr_scan_lit(&name, self->load_prefixes[0]))
		return false;
	snprintf(l.text, sizeof(l.text), "%.16s", name);
	snprintf(l.printed, sizeof(l.printed), "%.16s", name);
	if (!nr_scan_u16(&name, &v[0]) || !nr_scan_lit(&name, ".") ||
	    !nr_scan_u16(&name, &v[1]) || *name != '\0')
		return false;
	l.latest = l.version;
	*out = l;
	return true;
}

/* A load is a list and the images in it. */
static const struct nr_suffix suffixes[] = {
	{ ".lst", NR_FILE_LIST },
	{ ".img", NR_FILE_IMAGE },
	{ NULL, (enum nr_file_kind)0 }
};

/* "ACME100/2.10": what runs, in its own words, each time that it asks for a file. */
static bool says(const struct nr_model *self, enum nr_fact fact, const char *text,
		 const char *asked, unsigned i, char *load, size_t size)
{
	(void)self;
	(void)asked;
	if (fact != NR_FACT_USER_AGENT || i > 0 || !nr_scan_lit(&text, "ACME100/"))
		return false;
	snprintf(load, size, "acme100-%s", text);
	return true;
}

/* It reads XML of its own kind. */
static bool config(const struct nr_model *self, enum nr_want want, const struct nr_ask *ask,
		   struct nr_body *body)
{
	(void)self;
	(void)want;
	nr_body_printf(body, "<acme><load>%s</load><port>%u of %u</port><agent>%s</agent></acme>\n",
		       ask->load ? ask->load : "", ask->port, ask->http_port, ask->user_agent);
	return true;
}

/* Its boot loader asks for option 66 or 160, and takes a URL. */
static const struct nr_dhcp dhcp[] = {
	{ .option = 66, .type = NR_DHCP_TEXT, .text = "%H" },
	{ .option = 160, .type = NR_DHCP_TEXT, .text = "%H/" },
	{ .option = 150, .type = NR_DHCP_TEXT, .text = NULL },
	{ .option = 0 }
};

static const char *const prefixes[] = { "acme100-", NULL };
static const char *const protocols[] = { "SIP", NULL };

static const struct nr_model model = {
	.id = "acme-100", .name = "A100", .title = "ACME Deskphone 100",
	.type = 4000000001u, .type_name = "ACME 100",
	.load_prefixes = prefixes, .protocols = protocols, .load_suffix = ".lst",
	.load_format = "acme100-%V", .archive_format = "acme100-%V.zip",
	.matches = matches, .wiped = wiped, .hops = hops, .names = names,
	.patience = { .ask = 60, .transfer = 30, .flash = 300 },
	.reset = "Hold the red key while plugging it in.",
	.parse = parse, .config = config, .suffixes = suffixes, .says = says,
	.phone_name = "ACME-%m", .dhcp = dhcp,
};

NR_MODEL_PLUGIN("acme-100", "1.0", &model);
