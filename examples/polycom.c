/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * polycom.c -- Polycom SoundPoint IP 320 to 670 and SoundStation IP 5000, 6000, 7000, up to SIP 3.x.
 *
 *	cc -shared -fPIC $(pkg-config --cflags netrecover) -o polycom.so polycom.c
 *
 * An example of a plugin out of tree for phones with a boot ROM and an application that have a
 * version each, whose files have no version in their names, and that say in each request which of
 * the two is speaking.
 *
 * Read for it, and named at each rule:
 *   [220]    Polycom, SIP 2.2.0 administrator's guide; [31] SIP 3.1 administrator's guide
 *   [legacy] Polycom, bulletin about the last releases of each model (docplayer.net 6060180)
 *   [wazo]   wazo-platform/wazo-provd-plugins, wazo_polycom: user agents, and the install.md of
 *            v3_1_6 and v3_2_4B with the table of the release notes
 *   [last]   lists of firmware on public pages (fs 42615232450, fs 42664823143)
 * No phone was at hand.
 */
#include <netrecover/plugin.h>

#define WAZO(release) "wazo-provd-plugins, wazo_polycom/" release "/install.md (table of the release notes)"
#define LEGACY "Polycom, bulletin about the last releases of each model"

/* -- versions ---------------------------------------------------------------------------- */

/*
 * Names of releases leave out the build and have a letter instead, 3.2.4B for 3.2.4.0267; a phone
 * says the build.  Where it is known which is which, the build stays.  [wazo], [last]
 */
static const struct {
	uint16_t version[4];
	char letter;
} builds[] = {
	{ { 3, 2, 4, 267 }, 'B' }, { { 3, 3, 5, 247 }, '\0' }, { { 4, 0, 15, 1009 }, '\0' },
};

/* "3.2.4", "3.2.4B", "3.2.4.0267", "3_2_4B": moves *s behind it. */
static bool scan_version(const char **s, const char *mark, struct nr_version *out, char *letter)
{
	struct nr_version v = { { 0 } };
	const char *p = *s;

	*letter = '\0';
	for (int i = 0; i < 3; i++)
		if ((i > 0 && !nr_scan_lit(&p, mark)) || !nr_scan_u16(&p, &v.part[i]))
			return false;
	if (*p >= 'A' && *p <= 'Z') {
		*letter = *p++;
	} else {
		const char *q = p;

		if (nr_scan_lit(&q, mark) && nr_scan_u16(&q, &v.part[3]))
			p = q;
	}
	*out = v;
	*s = p;
	return true;
}

/* How this version is called here: with its build where that is known of the release. */
static void name_version(const struct nr_version *v, char letter, char out[24])
{
	const uint16_t *p = v->part;

	for (size_t i = 0; i < NR_ARRAY_SIZE(builds); i++)
		if (memcmp(p, builds[i].version, 3 * sizeof(p[0])) == 0 &&
		    (p[3] ? p[3] == builds[i].version[3] : letter == builds[i].letter)) {
			snprintf(out, 24, "%u.%u.%u.%04u", p[0], p[1], p[2], builds[i].version[3]);
			return;
		}
	snprintf(out, 24, letter ? "%u.%u.%u%c" : "%u.%u.%u", p[0], p[1], p[2], letter);
}

/* -- names --------------------------------------------------------------------------------- */

/* A model with what is its own.  Callbacks get the struct nr_model that the plugin gave: it stands
 * at the beginning of this one. */
struct polycom {
	struct nr_model model;
	const char *agent;              /* "SoundPointIP-SPIP_335" */
	const char *part;               /* "2345-12375-", the number of its hardware, and behind it */
	const char *boards;             /* "001 004"; NULL: any three digits */
};

static const struct polycom *of(const struct nr_model *self)
{
	return (const struct polycom *)self;
}

/* "2345-12375-001.", of this model: moves *s behind it. */
static bool scan_part(const struct polycom *m, const char **s)
{
	const char *p = *s;

	if (!nr_scan_lit(&p, m->part) || strspn(p, "0123456789") != 3 || p[3] != '.')
		return false;
	if (m->boards && strncmp(p, m->boards, 3) != 0 && strncmp(p, m->boards + 4, 3) != 0)
		return false;
	*s = p + 4;
	return true;
}

/*
 * "sip-3.2.4.0267" and "bootrom-4.2.2", where a file is for all models; with "2345-12375-001."
 * before it, where it is for one.  Without a build it is any of that release.
 */
static bool parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	struct nr_load l = { .kind = NR_KIND_LOAD, .ordered = true, .family = "POLYCOM" };
	const char *s = name;
	bool rom;
	char letter;

	scan_part(of(self), &s);
	/* the same for a file of one model and of all: one release */
	snprintf(l.text, sizeof(l.text), "%.31s", s);
	rom = nr_scan_lit(&s, "bootrom-");
	if (!rom && !nr_scan_lit(&s, "sip-"))
		return false;
	snprintf(l.printed, sizeof(l.printed), "%.23s", s);
	if (!scan_version(&s, ".", &l.version, &letter) || *s != '\0')
		return false;
	if (letter)
		l.version.part[3] = (uint16_t)letter;
	l.latest = l.version;
	if (!l.version.part[3])
		l.latest.part[3] = UINT16_MAX;
	snprintf(l.train, sizeof(l.train), "%s", rom ? "bootrom" : "sip");
	snprintf(l.part, sizeof(l.part), "%s", rom ? "bootrom" : "application");
	*out = l;
	return true;
}

/* The first place in the name of an archive where a version can be read:
 * "spip_ssip_vvx_3_2_4B_release_sig_split", "Polycom-UC-Software-4-0-11-rts28-K-release-sig-split". */
static bool version_of_release(const char *release, struct nr_version *v, char *letter)
{
	for (const char *s = release; *s; s++) {
		const char *p = s;

		if (*s < '0' || *s > '9' || (s > release && s[-1] >= '0' && s[-1] <= '9'))
			continue;
		if (scan_version(&p, "_", v, letter) || scan_version(&p, "-", v, letter) ||
		    scan_version(&p, ".", v, letter))
			return true;
	}
	return false;
}

/* sip.ld and bootrom.ld, of all models or of one: the version stands in the name of the archive. */
static bool identify(const struct nr_model *self, const struct nr_found *found, char *name,
		     size_t size, struct nr_load *out)
{
	const char *s = found->name;
	bool rom;
	struct nr_version v;
	char letter, version[24];

	scan_part(of(self), &s);
	rom = strcasecmp(s, "bootrom.ld") == 0;
	if ((!rom && strcasecmp(s, "sip.ld") != 0) || !version_of_release(found->release, &v, &letter))
		return false;
	name_version(&v, letter, version);
	return snprintf(name, size, "%.*s%s-%s", (int)(s - found->name), found->name, rom ? "bootrom" : "sip",
			version) < (int)size && parse(self, name, out);
}

/* Files that the boot ROM asks for and the application never does, and the other way round.  [wazo] */
static bool asks_as_bootrom(const char *asked)
{
	size_t n = strlen(asked);

	return n >= 10 && strcasecmp(asked + n - 10, "bootrom.ld") == 0;
}

static bool asks_as_application(const char *asked)
{
	static const char *const ends[] = { "-phone.cfg", "-license.cfg", "-directory.xml", "-app.log" };
	size_t n = strlen(asked);

	for (size_t i = 0; i < NR_ARRAY_SIZE(ends); i++)
		if (n > strlen(ends[i]) && strcasecmp(asked + n - strlen(ends[i]), ends[i]) == 0)
			return true;
	return false;
}

/*
 * "FileTransport PolycomSoundPointIP-SPIP_335-UA/4.2.1.0275": the boot ROM and the application call
 * themselves alike, and their numbers overlap; with "Type/Application" or "Type/Updater" behind it
 * from 4.0 on, else only what is asked for tells who speaks.  By SIP it is the application.
 */
static bool says(const struct nr_model *self, enum nr_fact fact, const char *text,
		 const char *asked, unsigned i, char *load, size_t size)
{
	bool http = nr_scan_lit(&text, "FileTransport "), rom;
	struct nr_version v;
	char letter, version[24];

	if (fact != NR_FACT_USER_AGENT || i > 0 || !nr_scan_lit(&text, "Polycom") ||
	    !nr_scan_lit(&text, of(self)->agent) || !nr_scan_lit(&text, "-UA/") ||
	    !scan_version(&text, ".", &v, &letter))
		return false;
	rom = http && (strstr(text, "Type/Updater") || asks_as_bootrom(asked));
	if (http && !rom && !strstr(text, "Type/Application") && !asks_as_application(asked))
		return false;
	name_version(&v, letter, version);
	return snprintf(load, size, "%s-%s", rom ? "bootrom" : "sip", version) < (int)size;
}

/* -- the ladder -------------------------------------------------------------------------- */

#define NEVER UINT16_MAX

/* [31] */
#define ROM_BACK                                                                                \
	{                                                                                       \
		.id = "P1", .reason = "a boot ROM of 3.0 and later takes signed software only: there is no "  \
		"way back", .source = "Polycom, SIP 3.1 administrator's guide, page 22", .confidence = NR_HIGH,      \
		.down = true, .part = "bootrom", .before = { { 3 } }, .reaching = { { 3 } },    \
	}

/* The step between is said to be a 2.6, from memory only: so no step is named. */
#define ROM_JUMP                                                                                \
	{                                                                                       \
		.id = "P2", .reason = "a boot ROM of 2.5 and earlier cannot go to 4.1.4 and later at once, "  \
		"and no document names the one between", .source = WAZO("v3_2_4B"),             \
		.confidence = NR_MEDIUM, .part = "bootrom",                                     \
		.before = { { 2, 6 } }, .reaching = { { 4, 1, 4 } },                            \
	}

#define NEEDS(id_, release_, a, b, c, rom, x, y, z, letter_)                                    \
	{                                                                                       \
		.id = id_, .reason = "this application needs the boot ROM " rom " or later",    \
		.source = WAZO(release_), .confidence = NR_MEDIUM, .part = "application", .needs = "bootrom", \
		.before = { { x, y, z, letter_ } }, .reaching = { { a, b, c } },                \
		.via_min = { { x, y, z, letter_ } }, .via_max = { { 4, NEVER } },               \
		.via_text = "bootrom-" rom,                                                     \
	}

#define LAST(release_, a, b)                                                                    \
	{                                                                                       \
		.id = "P4", .reason = "the last release for this model is " release_, .source = LEGACY, \
		.confidence = NR_HIGH, .part = "application", .before = { { NEVER } }, .reaching = { { a, b } }, \
	}

/* The upgrader's files are named in packages, but in which order they are asked for is not. */
#define TO_4                                                                                    \
	{                                                                                       \
		.id = "P5", .reason = "4.0 changes the boot ROM once, with the files of Polycom's upgrader "  \
		"beside it: how they are asked for is in no document, so this is to be done by hand", \
		.source = "wazo-provd-plugins, wazo_polycom/v4_0_11", .confidence = NR_MEDIUM,  \
		.part = "application", .before = { { 4 } }, .reaching = { { 4 } },              \
	}

#define BACK_FROM_4                                                                             \
	{                                                                                       \
		.id = "P6", .reason = "no document tells a way back from 4.0", .source = "nothing was found", \
		.confidence = NR_MEDIUM, .down = true, .part = "application",                   \
		.before = { { 4 } }, .reaching = { { 4 } },                                     \
	}

#define HOPS(id_, needs_, last_)                                                                \
	static const struct nr_hop hops_##id_[] = {                                             \
		ROM_BACK, ROM_JUMP, needs_, last_, TO_4, BACK_FROM_4, { .id = NULL }            \
	}
#define P3(rom, x, y, z, letter_) NEEDS("P3", "v3_2_4B", 3, 2, 4, rom, x, y, z, letter_)

HOPS(320, P3("3.2.3B", 3, 2, 3, 'B'), LAST("3.3", 4, 0));
HOPS(321, P3("4.1.3", 4, 1, 3, 0), LAST("4.0", 4, 1));
HOPS(335, P3("4.2.0B", 4, 2, 0, 'B'), LAST("4.0", 4, 1));
HOPS(430, P3("3.1.3", 3, 1, 3, 0), LAST("3.2", 3, 3));
HOPS(450, P3("4.1.2", 4, 1, 2, 0), LAST("4.0", 4, 1));
HOPS(550, P3("4.1.0", 4, 1, 0, 0), LAST("4.0", 4, 1));
HOPS(670, P3("4.1.1", 4, 1, 1, 0), LAST("4.0", 4, 1));
HOPS(5000, P3("4.2.2", 4, 2, 2, 0), LAST("4.0", 4, 1));
HOPS(501, NEEDS("P3", "v3_1_6", 3, 1, 6, "2.6.1", 2, 6, 1, 0), LAST("3.1", 3, 2));
HOPS(601, NEEDS("P3", "v3_1_6", 3, 1, 6, "3.1.0", 3, 1, 0, 0), LAST("3.1", 3, 2));

/* -- its configuration --------------------------------------------------------------------- */

/*
 * The master file names the application; the boot ROM asks for <part number>.sip.ld, then for
 * sip.ld.  No other files: those of another release can break a phone.  [31], [wazo]
 */
static bool config(const struct nr_model *self, enum nr_want want, const struct nr_ask *ask,
		   struct nr_body *body)
{
	(void)self;
	(void)want;
	(void)ask;
	nr_body_printf(body, "<?xml version=\"1.0\" standalone=\"yes\"?>\n"
		       "<APPLICATION APP_FILE_PATH=\"sip.ld\" CONFIG_FILES=\"\" MISC_FILES=\"\" "
		       "LOG_FILE_DIRECTORY=\"\" OVERRIDES_DIRECTORY=\"\" CONTACTS_DIRECTORY=\"\"/>\n");
	return true;
}

/* -- what all of them have ------------------------------------------------------------------ */

static const struct nr_suffix suffixes[] = {
	{ ".ld", NR_FILE_LOAD }, { NULL, (enum nr_file_kind)0 }
};

/* The custom option wins over 66 where both are read, and either may be switched off; an address
 * alone would be asked by FTP. */
static const struct nr_dhcp dhcp[] = {
	{ .option = 66, .type = NR_DHCP_TEXT, .text = "%H/", .always = true },
	{ .option = 160, .type = NR_DHCP_TEXT, .text = "%H/" },
	{ .option = 0 }
};

static const struct nr_restart restarts[] = {
	{ NR_RESTART_NOTIFY, "check-sync" }, { (enum nr_restart_by)0, NULL }
};

static const char *const parts[] = { "application", "bootrom", NULL };

#define POLYCOM(n, title_, agent_, number_, boards_, hops_, reset_)                             \
	static const char *const prefixes_##n[] = { "sip-", "bootrom-", number_, NULL };        \
	static const struct nr_match matches_##n[] = {                                          \
		{ NR_FACT_VENDOR_CLASS, NR_SURE, "*Polycom" agent_ "-*", NR_FACT_END, NULL },   \
		{ NR_FACT_USER_AGENT, NR_SURE, "*Polycom" agent_ "-UA/*", NR_FACT_END, NULL },  \
		{ NR_FACT_FILE_WANTED, NR_HINT, number_ "*", NR_FACT_END, NULL },              \
		{ NR_FACT_VENDOR_CLASS, NR_PHONE, "*Polycom*", NR_FACT_END, NULL },             \
		{ NR_FACT_MAC, NR_PHONE, "00:04:f2:*", NR_FACT_END, NULL },                     \
		{ NR_FACT_END, (enum nr_trust)0, NULL, NR_FACT_END, NULL }                      \
	};                                                                                      \
	static const struct polycom model_##n = {                                               \
		.agent = agent_, .part = number_, .boards = boards_, .model = {                 \
		.id = "polycom-" #n, .name = "polycom" #n, .title = title_,                \
		.load_prefixes = prefixes_##n, .load_suffix = ".ld",                            \
		.load_format = "%V", .archive_format = "%V.zip",                                \
		.matches = matches_##n, .hops = hops_, .names = names,                          \
		.patience = { .ask = 120, .transfer = 60, .flash = 900 },                       \
		.reset = reset_, .parse = parse, .config = config, .transport = NR_HTTP_FIRST,  \
		.read = "the SIP 2.2.0 and 3.1 guides, " LEGACY ", wazo-provd-plugins wazo_polycom", \
		.not_known = "the boot ROM between 2.5 and 4.1.4; how the upgrader to 4.0 is fetched; which letter "  \
			"of a boot ROM's release is which build",                               \
		.suffixes = suffixes, .identify = identify, .phone_name = "polycom-%m",         \
		.says = says, .parts = parts, .dhcp = dhcp, .restarts = restarts,               \
	} }

static const struct nr_name names[] = {
	{ NR_WANT_CONFIG, "%M.cfg" }, { NR_WANT_CONFIG, "000000000000.cfg" }, { NR_WANT_OTHER, NULL }
};

#define HOLD "While it starts hold "
#define THEN ", then type the MAC address as the password."

POLYCOM(320, "Polycom SoundPoint IP 320", "SoundPointIP-SPIP_320", "2345-12200-", "002 005", hops_320, HOLD "1 3 5 7" THEN);
POLYCOM(330, "Polycom SoundPoint IP 330", "SoundPointIP-SPIP_330", "2345-12200-", "001 004", hops_320, HOLD "1 3 5 7" THEN);
POLYCOM(321, "Polycom SoundPoint IP 321", "SoundPointIP-SPIP_321", "2345-12360-", NULL, hops_321, HOLD "1 3 5 7" THEN);
POLYCOM(331, "Polycom SoundPoint IP 331", "SoundPointIP-SPIP_331", "2345-12365-", NULL, hops_321, HOLD "1 3 5 7" THEN);
POLYCOM(335, "Polycom SoundPoint IP 335", "SoundPointIP-SPIP_335", "2345-12375-", NULL, hops_335, HOLD "1 3 5 7" THEN);
POLYCOM(430, "Polycom SoundPoint IP 430", "SoundPointIP-SPIP_430", "2345-11402-", NULL, hops_430, HOLD "1 3 5 7" THEN);
POLYCOM(450, "Polycom SoundPoint IP 450", "SoundPointIP-SPIP_450", "2345-12450-", NULL, hops_450, HOLD "1 3 5 7" THEN);
POLYCOM(501, "Polycom SoundPoint IP 501", "SoundPointIP-SPIP_501", "2345-11500-", NULL, hops_501, HOLD "4 6 8 *" THEN);
POLYCOM(550, "Polycom SoundPoint IP 550", "SoundPointIP-SPIP_550", "2345-12500-", NULL, hops_550, HOLD "4 6 8 *" THEN);
POLYCOM(560, "Polycom SoundPoint IP 560", "SoundPointIP-SPIP_560", "2345-12560-", NULL, hops_550, HOLD "4 6 8 *" THEN);
POLYCOM(600, "Polycom SoundPoint IP 600", "SoundPointIP-SPIP_600", "2345-11600-", NULL, hops_501, HOLD "4 6 8 *" THEN);
POLYCOM(601, "Polycom SoundPoint IP 601", "SoundPointIP-SPIP_601", "2345-11605-", NULL, hops_601, HOLD "4 6 8 *" THEN);
POLYCOM(650, "Polycom SoundPoint IP 650", "SoundPointIP-SPIP_650", "2345-12600-", NULL, hops_550, HOLD "4 6 8 *" THEN);
POLYCOM(670, "Polycom SoundPoint IP 670", "SoundPointIP-SPIP_670", "2345-12670-", NULL, hops_670, NULL);
POLYCOM(5000, "Polycom SoundStation IP 5000", "SoundStationIP-SSIP_5000", "3111-30900-", NULL, hops_5000, NULL);
POLYCOM(6000, "Polycom SoundStation IP 6000", "SoundStationIP-SSIP_6000", "3111-15600-", NULL, hops_670, NULL);
POLYCOM(7000, "Polycom SoundStation IP 7000", "SoundStationIP-SSIP_7000", "3111-40000-", NULL, hops_5000, NULL);

NR_MODEL_PLUGIN("polycom", "1.0", &model_320.model, &model_330.model, &model_321.model,
		&model_331.model, &model_335.model, &model_430.model, &model_450.model,
		&model_501.model, &model_550.model, &model_560.model, &model_600.model,
		&model_601.model, &model_650.model, &model_670.model, &model_5000.model,
		&model_6000.model, &model_7000.model);
