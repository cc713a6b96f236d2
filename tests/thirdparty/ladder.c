/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * ladder.c -- a model whose every table has several rows, so that a wrong step from row to
 * row shows: four rules, each of which asks for a stop.  abi.sh builds it with headers that
 * are older and newer than the program's.
 */
#include <netrecover/plugin.h>

#ifdef GROWN
#define LATER , .later = { (void *)1, (void *)1 }
#else
#define LATER
#endif

static const struct nr_match matches[] = {
	{ .fact = NR_FACT_VENDOR_CLASS, .trust = NR_SURE, .glob = "LADDER" LATER },
	{ .fact = NR_FACT_PLATFORM, .trust = NR_SURE, .glob = "Ladder*" LATER },
	{ .fact = NR_FACT_FILE_WANTED, .trust = NR_HINT, .glob = "ladder-*" LATER },
	{ .glob = NULL }
};

#define RULE(id_, from, to)                                                            \
	{ .id = id_, .reason = "One rung after the other.", .source = "nowhere",       \
	  .confidence = NR_HIGH, .before = { { to } }, .reaching = { { to + 1 } },     \
	  .via_min = { { to } }, .via_max = { { to, UINT16_MAX } }, .via_text = #to ".0" LATER }

static const struct nr_hop hops[] = {
	RULE("L1", 1, 2), RULE("L2", 2, 3), RULE("L3", 3, 4), RULE("L4", 4, 5), { .id = NULL }
};
static const struct nr_hop wiped = RULE("L0", 0, 1);

static const struct nr_name names[] = {
	{ .want = NR_WANT_TRUST, .glob = "trust" LATER },
	{ .want = NR_WANT_CONFIG, .glob = "%M.cfg" LATER },
	{ .want = NR_WANT_MANIFEST, .glob = "ladder.lst" LATER },
	{ .glob = NULL }
};

static const struct nr_board boards[] = {
	{ .id = "B1", .reason = "A board.", .source = "nowhere", .confidence = NR_LOW, .last = 3 LATER },
	{ .id = "B2", .reason = "Another.", .source = "nowhere", .confidence = NR_LOW, .first = 4 LATER },
	{ .id = NULL }
};

static const struct nr_suffix suffixes[] = {
	{ .text = ".lst", .kind = NR_FILE_LIST LATER },
	{ .text = ".img", .kind = NR_FILE_IMAGE LATER },
	{ .text = NULL }
};

static const struct nr_alias aliases[] = {
	{ .ask = "boot.bin" LATER }, { .ask = "other.bin", .file = "*.img" LATER }, { .ask = NULL }
};

static const struct nr_dhcp dhcp[] = {
	{ .option = 66, .type = NR_DHCP_TEXT, .text = "%H" LATER },
	{ .option = 160, .type = NR_DHCP_TEXT, .text = "%S" LATER },
	{ .option = 0 }
};

static const struct nr_restart restarts[] = {
	{ .by = NR_RESTART_NOTIFY, .text = "check-sync" LATER },
	{ .by = NR_RESTART_HTTP, .text = "/restart" LATER },
	{ .text = NULL }
};

static bool parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	struct nr_load l = { .kind = NR_KIND_LOAD, .ordered = true, .family = "LADDER" LATER };
	uint16_t *v = l.version.part;

	/* It looks at its own model, as it was built: at its last rule and its last member. */
	if (strcmp(self->hops[3].id, "L4") != 0 || self->origin)
		return false;
#ifdef GROWN
	if (self->later[1] != (void *)1)
		return false;
#endif
	if (!nr_scan_lit(&name, "ladder-"))
		return false;
	snprintf(l.text, sizeof(l.text), "%.16s", name);
	snprintf(l.printed, sizeof(l.printed), "%.16s", name);
	if (!nr_scan_u16(&name, &v[0]) || !nr_scan_lit(&name, ".") || !nr_scan_u16(&name, &v[1]) ||
	    *name)
		return false;
	l.latest = l.version;
	*out = l;
	return true;
}

/* What a program that knows less fills in must read as zero. */
static bool config(const struct nr_model *self, enum nr_want want, const struct nr_ask *ask,
		   struct nr_body *body)
{
	(void)self;
	(void)want;
#ifdef GROWN
	if (ask->later[0] || ask->later[1])
		return false;
#endif
	nr_body_printf(body, "%s", ask->load ? ask->load : "");
	return true;
}

static bool archive(const struct nr_model *self, const struct nr_load *load, char *out, size_t size)
{
	(void)self;
#ifdef GROWN
	if (load->later[0] || load->later[1])
		return false;
#endif
	return snprintf(out, size, "ladder-%s.zip", load->text) < (int)size;
}

static const char *const prefixes[] = { "ladder-", NULL };

static const struct nr_model model = {
	.id = "acme-ladder", .name = "LADDER", .title = "ACME Ladder",
	.load_prefixes = prefixes, .load_suffix = ".lst", .load_format = "ladder-%V",
	.archive_format = "ladder-%V.zip",
	.matches = matches, .hops = hops, .names = names, .wiped_hop = &wiped, .boards = boards,
	.patience = { .ask = 60, .transfer = 30, .flash = 300 },
	.parse = parse, .config = config, .archive = archive,
	.suffixes = suffixes, .aliases = aliases, .dhcp = dhcp, .restarts = restarts LATER
};

NR_MODEL_PLUGIN("acme-ladder", "1.0", &model);
