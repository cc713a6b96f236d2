/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * bad.c -- the manual's kind of model, spoiled: bad.sh builds it once for each way to be wrong,
 * with -DBAD_name.  Without one it is sound.
 */
#include <netrecover/plugin.h>

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(BAD_loads_crash) || defined(BAD_loads_hang) || defined(BAD_loads_exit)
static void __attribute__((constructor)) loaded(void)
{
#if defined(BAD_loads_crash)
	raise(SIGSEGV);
#elif defined(BAD_loads_hang)
	for (;;)
		pause();
#else
	_exit(0);
#endif
}
#endif

static const struct nr_match matches[] = {
#ifdef BAD_match_all
	{ NR_FACT_VENDOR_CLASS, NR_SURE, "*", NR_FACT_END, NULL },
#elif defined(BAD_match_fact)
	{ (enum nr_fact)99, NR_SURE, "Bad Phone", NR_FACT_END, NULL },
#elif defined(BAD_match_trust)
	{ NR_FACT_VENDOR_CLASS, (enum nr_trust)0, "Bad Phone", NR_FACT_END, NULL },
#elif !defined(BAD_match_none)
	{ NR_FACT_VENDOR_CLASS, NR_SURE, "Bad Phone", NR_FACT_END, NULL },
#endif
	{ .glob = NULL }
};

static const struct nr_hop hops[] = {
	{ .id = "B1", .reason = "It cannot.", .source = "nowhere",
#ifdef BAD_hop_confidence
	  .confidence = (enum nr_confidence)0,
#else
	  .confidence = NR_HIGH,
#endif
	  .before = { { 1 } }, .reaching = { { 2 } }, .via_min = { { 1 } },
	  .via_max = { { 1, UINT16_MAX } },
#ifdef BAD_hop_stop
	  .via_text = "7.0" },
#else
	  .via_text = "1.0" },
#endif
	{ .id = NULL }
};

#ifdef BAD_no_end
/* No zero row, and none behind it in what the linker makes of this. */
static const struct nr_name names[2000] = { [0 ... 1999] = { NR_WANT_CONFIG, "%M.cfg" } };
#else
static const struct nr_name names[] = { { NR_WANT_CONFIG, "%M.cfg" }, { .glob = NULL } };
#endif

static const struct nr_suffix suffixes[] = {
#ifdef BAD_suffix_archive
	{ ".zip", NR_FILE_LOAD },
#elif defined(BAD_suffix_none)
	{ "", NR_FILE_LOAD },
#elif defined(BAD_suffix_kind)
	{ ".bad", (enum nr_file_kind)9 },
#elif defined(BAD_suffix_lost)
	{ ".img", NR_FILE_IMAGE },
#endif
#ifdef BAD_list_escapes
	{ ".oth", NR_FILE_LIST }, { ".img", NR_FILE_IMAGE },
#else
	{ ".oth", NR_FILE_LOAD },
#endif
	{ .text = NULL }
};

static const struct nr_dhcp dhcp[] = {
#ifdef BAD_dhcp
	{ 54, 0, NR_DHCP_TEXT, "%S", true },
#endif
	{ .option = 0 }
};

static volatile unsigned forever = 1;

static bool parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	struct nr_load l = { .kind = NR_KIND_LOAD, .ordered = true, .family = "BAD" };
	const char *s = name;
	uint16_t *v = l.version.part;

	(void)self;
#ifdef BAD_parse_crash
	if (name[0] == '-')
		raise(SIGSEGV);
#elif defined(BAD_parse_later)
	if (strcmp(name, "later") == 0)         /* which nobody tries */
		raise(SIGSEGV);
#elif defined(BAD_parse_hang)
	while (name[0] == '-' && forever)
		;
#elif defined(BAD_parse_stack)
	{
		volatile char room[512];

		room[0] = name[0];
		if (room[0] == '-')
			return parse(self, name, out) || room[0] == 'x';
	}
#elif defined(BAD_parse_memory)
	if (name[0] == '-') {
		char *volatile p = malloc((size_t)8 << 30);     /* a compiler may leave it out */

		if (!p)
			abort();
	}
#elif defined(BAD_parse_scribbles)
	out->kind = NR_KIND_LOAD;
#elif defined(BAD_parse_greedy)
	*out = l;
	return true;
#elif defined(BAD_parse_exit)
	if (name[0] == '-')
		exit(0);
#endif
	if (!nr_scan_lit(&s, "bad-"))
		return false;
	snprintf(l.text, sizeof(l.text), "%.20s", s);
	if (!nr_scan_u16(&s, &v[0]) || !nr_scan_lit(&s, ".") || !nr_scan_u16(&s, &v[1]) || *s)
		return false;
	l.latest = l.version;
#ifdef BAD_parse_interval
	l.latest.part[0] = 0;
#elif defined(BAD_parse_text)
	memset(l.printed, 'x', sizeof(l.printed));
#elif defined(BAD_parse_part)
	snprintf(l.part, sizeof(l.part), "kernel");
#endif
	*out = l;
	return true;
}

static bool config(const struct nr_model *self, enum nr_want want, const struct nr_ask *ask,
		   struct nr_body *body)
{
	(void)self;
	(void)want;
#ifdef BAD_config_crash
	nr_body_printf(body, "%c", ask->load[0]);       /* there may be none */
#else
	nr_body_printf(body, "%s", ask->load ? ask->load : "");
#endif
	return true;
}

#ifdef BAD_says_end
static bool says(const struct nr_model *self, enum nr_fact fact, const char *text, const char *asked,
		 unsigned i, char *load, size_t size)
{
	(void)self, (void)fact, (void)text, (void)asked, (void)i;
	return snprintf(load, size, "bad-1.0") > 0;
}
#endif

#ifdef BAD_list_escapes
static bool list(const struct nr_model *self, const struct nr_found *found, unsigned i, char *file, size_t size)
{
	(void)self, (void)found;
	return i == 0 && snprintf(file, size, "../../../etc/passwd") > 0;
}
#endif

static const char *const prefixes[] = { "bad-", NULL };

#define MODEL(id_, name_)                                                              \
	{ .id = id_, .name = name_, .title = "Bad Phone", .type = TYPE,                  \
	  .load_prefixes = prefixes, .load_format = LOAD_FORMAT, .load_suffix = LOAD_SUFFIX, \
	  .archive_format = "bad-%V.tar", .matches = matches, .hops = hops, .names = names, \
	  .patience = { 60, 30, 300 }, .parse = PARSE, .config = config,               \
	  .suffixes = suffixes, .phone_name = PHONE_NAME, .dhcp = dhcp SAYS }

#ifdef BAD_rival
#define TYPE 0
#else
#define TYPE 77
#endif
#ifdef BAD_format
#define LOAD_FORMAT "bad"
#else
#define LOAD_FORMAT "bad-%V"
#endif
#ifdef BAD_suffix_lost
#define LOAD_SUFFIX ".bad"
#else
#define LOAD_SUFFIX ".oth"
#endif
#ifdef BAD_no_parse
#define PARSE NULL
#else
#define PARSE parse
#endif
#ifdef BAD_phone_name
#define PHONE_NAME "phone"
#else
#define PHONE_NAME "BAD%M"
#endif
#ifdef BAD_says_end
#define SAYS , .says = says
#elif defined(BAD_list_escapes)
#define SAYS , .list = list
#else
#define SAYS
#endif

static const struct nr_model one = MODEL("bad-1", "BAD1");

#ifdef BAD_no_parse
bool (*unused)(const struct nr_model *, const char *, struct nr_load *) = parse;
#endif
#if defined(BAD_number) || defined(BAD_rival)
static const struct nr_model two = MODEL("bad-2", "BAD2");
NR_MODEL_PLUGIN("bad", "1.0", &one, &two);
#elif defined(BAD_symbol)
const struct nr_model *const something_else = &one;
#elif defined(BAD_abi) || defined(BAD_sizes) || defined(BAD_small) || defined(BAD_name)
static const struct nr_model *const models[] = { &one, NULL };
static const struct nr_sizes sizes = { sizeof(struct nr_sizes), NR_SIZES_OF_MODELS, 0, 0, 0 };
extern const struct nr_plugin netrecover_plugin;
const struct nr_plugin netrecover_plugin = {
#ifdef BAD_abi
	1,
#else
	NR_ABI,
#endif
	sizeof(struct nr_plugin),
#ifdef BAD_small
	16,
#else
	sizeof(struct nr_model),
#endif
	0,
#ifdef BAD_name
	"bad name",
#else
	"bad",
#endif
	"1.0", models, NULL,
#ifdef BAD_sizes
	NULL
#else
	&sizes
#endif
};
#else
NR_MODEL_PLUGIN("bad", "1.0", &one);
#endif
