/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * snom.c -- Snom 300, 320, 360, 370, 710, 715, 720, 760, 820, 821 and 870.
 *
 *	cc -shared -fPIC $(pkg-config --cflags netrecover) -o snom.so snom.c
 *
 * An example of a plugin out of tree for phones that have several parts with a version each
 * (application, root file system and kernel, before version 7), that fetch by HTTP and say in
 * each request what they run.
 *
 * Read for it, and named at each rule:
 *   [dhcp]  wiki.snom.com, Features/Auto Provisioning/DHCP/Options
 *   [files] wiki.snom.com, Features/Mass Deployment/Setting Files, and .../XML/Firmware
 *   [tftp]  wiki.snom.com, Firmware/Update/TFTP Update
 *   [gs3]   amooma/GS3, opt/gemeinschaft/htdocs/prov/snom/sw-update.php, which cites Snom's guide
 *   [wazo]  wazo-platform/wazo-provd-plugins, wazo_snom: user agents and names of files
 *   [8.9.3] service.snom.com, release notes 08.9.3.80
 * No phone was at hand.
 */
#include <netrecover/plugin.h>

#define GS3 "amooma/GS3, prov/snom/sw-update.php"
#define FIRMWARE_PAGE "Snom, Features/Mass Deployment/Setting Files/XML/Firmware"

/* -- names ----------------------------------------------------------------------------- */

/* "6.5.20" up to "8.7.3.25.9", and the letter of "5.5a", which sorts after none. */
static bool scan_version(const char **s, struct nr_version *out)
{
	struct nr_version v = { { 0 } };
	const char *p = *s;
	int i = 0;

	do {
		if (i == 5 || !nr_scan_u16(&p, &v.part[i++]))
			return false;
	} while (nr_scan_lit(&p, "."));
	if (i < 2)
		return false;
	if (*p >= 'a' && *p <= 'z')
		v.part[5] = (uint16_t)*p++;
	*out = v;
	*s = p;
	return true;
}

static void set_text(char *out, size_t size, const char *from, size_t len)
{
	snprintf(out, size, "%.*s", (int)len, from);
}

/*
 * What stands behind "snom320-", and which part of the firmware that is.  One file each:
 *	6.5.20-SIP-j  7.3.30-SIP-f  8.9.3.80-SIP-r      the application; from 7 on all in one
 *	from6to7-7.3.14-bf  update6to7-7.1.6-bf  7.3.30-SIP-bf   the images that cross to 7
 *	ramdiskToJffs2-3.36-br                          boot loader and root file system
 *	3.38-l                                          kernel
 * [gs3], [wazo]
 */
static bool read_kind(const char *s, struct nr_load *l, char part[16], const char **version)
{
	static const struct {
		const char *before, *behind, *part;
	} kinds[] = {
		{ "", "-SIP-j", "application" },
		{ "", "-SIP-f", "application" },
		{ "", "-SIP-r", "application" },
		{ "", "-SIP-bf", "application" },
		{ "from6to7-", "-bf", "application" },
		{ "update6to7-", "-bf", "application" },
		{ "ramdiskToJffs2-", "-br", "rootfs" },
		{ "", "-l", "linux" },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(kinds); i++) {
		const char *p = s;

		if (!nr_scan_lit(&p, kinds[i].before))
			continue;
		*version = p;
		if (!scan_version(&p, &l->version) || strcmp(p, kinds[i].behind) != 0)
			continue;
		set_text(part, 16, kinds[i].part, 15);
		return true;
	}
	return false;
}

static bool parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	struct nr_load l = { .kind = NR_KIND_LOAD, .ordered = true, .family = "SNOM" };
	const char *version;
	char part[16];

	if (!nr_scan_lit(&name, self->load_prefixes[0]) || strlen(name) >= sizeof(l.text) ||
	    !read_kind(name, &l, part, &version))
		return false;
	if (self->parts)
		memcpy(l.part, part, sizeof(l.part));
	l.latest = l.version;
	/* Parts do not compare with each other. */
	snprintf(l.train, sizeof(l.train), "%.3s%.8s", self->load_prefixes[0] + 4,
		 strcmp(part, "application") == 0 ? "" : part);
	set_text(l.text, sizeof(l.text), name, strlen(name));
	set_text(l.printed, sizeof(l.printed), version, strcspn(version, "-"));
	if (strcmp(part, "application") != 0)
		l.note = "a part of the firmware before version 7, not an application";
	*out = l;
	return true;
}

/* -- what it says ------------------------------------------------------------------------ */

/* How the file of an application of this version is called: j before 7, then f on a 300 to 370
 * and r on the others. */
static const char *kind_of(const struct nr_model *self, const char *version)
{
	const char *s = version;
	uint16_t major;

	if (!nr_scan_u16(&s, &major) || major < 7)
		return "j";
	return self->load_prefixes[0][4] == '3' ? "f" : "r";
}

/* A version as it stands in a user agent; false: that is none. */
static bool take_version(const char *s, char out[24])
{
	struct nr_version v;
	const char *end = s;

	if (!scan_version(&end, &v) || (*end && !strchr(" ;)", *end)) || end - s >= 24)
		return false;
	set_text(out, 24, s, (size_t)(end - s));
	return true;
}

/*
 * HTTP: "Mozilla/4.0 (compatible; snom320-SIP 6.5.12; snom320 ramdisk; snom320 linux 3.25)" before
 * 7, "... snom320-SIP 8.4.18 1.1.3-s)" from then on; SIP: "snom320/8.4.18".  [wazo], [gs3]
 */
static bool says(const struct nr_model *self, enum nr_fact fact, const char *text,
		 const char *asked, unsigned i, char *load, size_t size)
{
	const char *model = self->load_prefixes[0], *s = text;
	char word[24], version[24];

	(void)asked;
	if (fact != NR_FACT_USER_AGENT)
		return false;
	snprintf(word, sizeof(word), "%.7s/", model);
	if (nr_scan_lit(&s, word))
		return i == 0 && take_version(s, version) &&
		       snprintf(load, size, "%s%s-SIP-%s", model, version, kind_of(self, version)) < (int)size;
	snprintf(word, sizeof(word), "; %.7s-SIP ", model);
	s = strstr(text, word);
	if (!s)
		return false;
	if (i == 0)
		return take_version(s + strlen(word), version) &&
		       snprintf(load, size, "%s%s-SIP-%s", model, version, kind_of(self, version)) < (int)size;
	if (i == 1 && strstr(s, " ramdisk"))
		return snprintf(load, size, "%sramdiskToJffs2-0.0-br", model) < (int)size;
	if (i == 1)
		return (s = strstr(s, " jffs2 v")) && take_version(s + 8, version) &&
		       snprintf(load, size, "%sramdiskToJffs2-%s-br", model, version) < (int)size;
	/* "linux undef" is said of a kernel that needs no step */
	return i == 2 && (s = strstr(s, " linux ")) && take_version(s + 7, version) &&
	       snprintf(load, size, "%s%s-l", model, version) < (int)size;
}

/* -- the ladder -------------------------------------------------------------------------- */

/* Versions before 7 run on a 300, 320 and 360 only. */
static const struct nr_hop old_hops[] = {
	{
		.id = "S1", .reason = "an application before 5 takes 5.5a first", .source = GS3,
		.confidence = NR_HIGH, .part = "application",
		.before = { { 5 } }, .reaching = { { 5, 5, 0, 0, 0, 'b' } },
		.via_min = { { 5 } }, .via_max = { { 5, UINT16_MAX } }, .via_text = "5.5a-SIP-j",
	},
	{
		.id = "S2", .reason = "an application of 6.5.20 and later needs the root file system 3.36 in "
		"flash; no power over Ethernet while it is written", .source = GS3,
		.confidence = NR_HIGH, .part = "application", .needs = "rootfs",
		.before = { { 3, 36 } }, .reaching = { { 6, 5, 20 } },
		.via_min = { { 3, 36 } }, .via_max = { { 3, 37 } }, .via_text = "ramdiskToJffs2-3.36-br",
	},
	{
		.id = "S2a", .reason = "the root file system is written by an application of 5 and later",
		.source = GS3, .confidence = NR_HIGH, .part = "rootfs", .needs = "application",
		.before = { { 5 } }, .reaching = { { 3, 36 } },
		.via_min = { { 5 } }, .via_max = { { 5, UINT16_MAX } }, .via_text = "5.5a-SIP-j",
	},
	{
		.id = "S3", .reason = "before 6.5.20 there is no way to version 7", .source = GS3,
		.confidence = NR_HIGH, .part = "application",
		.before = { { 6, 5, 20 } }, .reaching = { { 7 } },
		.via_min = { { 6, 5, 20 } }, .via_max = { { 6, UINT16_MAX } }, .via_text = "6.5.20-SIP-j",
	},
	{
		.id = "S4", .reason = "version 7 needs the kernel 3.38 before it", .source = GS3,
		.confidence = NR_HIGH, .part = "application", .needs = "linux",
		.before = { { 3, 38 } }, .reaching = { { 7 } },
		.via_min = { { 3, 38 } }, .via_max = { { 3, 38 } }, .via_text = "3.38-l",
	},
	{
		.id = "S4a", .reason = "the kernel 3.38 is for applications of 6", .source = GS3,
		.confidence = NR_HIGH, .part = "linux", .needs = "application",
		.before = { { 6 } }, .reaching = { { 3, 38 } },
		.via_min = { { 6, 5, 20 } }, .via_max = { { 6, UINT16_MAX } }, .via_text = "6.5.20-SIP-j",
	},
	{
		.id = "S5", .reason = "only the image that is made for it crosses from 6 to 7", .source = GS3,
		.confidence = NR_HIGH, .part = "application",
		.before = { { 7 } }, .reaching = { { 7 } }, .via_text = "from6to7-7.3.14-bf",
		.direct = "from 7.3.14 on one image takes the place of the other",
	},
	{
		.id = "S6", .reason = "7.0.0 to 7.0.16 have the flash divided as before: back to 6.5.20, and up "
		"again", .source = GS3, .confidence = NR_MEDIUM, .part = "application",
		.before = { { 7, 0, 17 } }, .reaching = { { 7, 0, 17 } },
		.via_min = { { 6, 5, 20 } }, .via_max = { { 6, UINT16_MAX } }, .via_text = "6.5.20-SIP-j",
	},
	{ .id = NULL }
};

static const struct nr_hop new_hops[] = {
	{
		.id = "S9", .reason = "a phone that goes back behind 8.9.3 takes no update any more: the way "
		"back leads over a version whose number is not known here",
		.source = "Snom release notes 08.9.3.80", .confidence = NR_HIGH, .down = true,
		.before = { { 8, 9, 3 } }, .reaching = { { 8, 9, 3 } },
	},
	{ .id = NULL }
};

/* 10.1.184.15 and later come to it in two images, of which the first gets the name of the second in
 * its URL: this plugin does not do that, so it says no. */
static const struct nr_hop chained_hops[] = {
	{
		.id = "S8", .reason = "10.1.184.15 and later are installed on it by a chain of two images, "
		"which must be done by hand",
		.source = "wazo-provd-plugins, wazo_snom/build.py", .confidence = NR_MEDIUM,
		.before = { { 10, 1, 184, 15 } }, .reaching = { { 10, 1, 184, 15 } },
	},
	{
		.id = "S9", .reason = "a phone that goes back behind 8.9.3 takes no update any more: the way "
		"back leads over a version whose number is not known here",
		.source = "Snom release notes 08.9.3.80", .confidence = NR_HIGH, .down = true,
		.before = { { 8, 9, 3 } }, .reaching = { { 8, 9, 3 } },
	},
	{ .id = NULL }
};

/* -- its settings ------------------------------------------------------------------------- */

/* Settings in XML are read from version 7 on; lines of text by all, and the only thing before. */
static bool reads_xml(const char *runs)
{
	const char *s = runs;
	uint16_t major;

	return nr_scan_lit(&s, "snom") && strlen(s) > 4 && (s += 4) && nr_scan_u16(&s, &major) && major >= 7;
}

static void url(struct nr_body *b, const struct nr_ask *ask, const char *file)
{
	const uint8_t *ip = (const uint8_t *)&ask->server.s_addr;
	unsigned port = ask->port ? ask->port : ask->http_port;

	if (ask->door == NR_DOOR_TFTP || !port)
		nr_body_printf(b, "tftp://%u.%u.%u.%u/%s", ip[0], ip[1], ip[2], ip[3], file);
	else
		nr_body_printf(b, "http://%u.%u.%u.%u:%u/%s", ip[0], ip[1], ip[2], ip[3], port, file);
}

/* Where it shall look for its firmware. */
static void settings(const struct nr_model *self, const struct nr_ask *ask, struct nr_body *b)
{
	bool xml = reads_xml(ask->runs);
	char status[40];

	snprintf(status, sizeof(status), "%sfirmware.htm", self->load_prefixes[0]);
	nr_body_printf(b, xml ? "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<settings><phone-settings>\n"
		       "<update_policy perm=\"\">auto_update</update_policy>\n" : "update_policy&: auto_update\n");
	if (ask->load && ask->file) {
		nr_body_printf(b, xml ? "<firmware_status perm=\"\">" : "firmware_status&: ");
		url(b, ask, status);
		nr_body_printf(b, xml ? "</firmware_status>\n" : "\n");
	}
	if (xml)
		nr_body_printf(b, "</phone-settings></settings>\n");
}

/* And which one that is: never a name without its file, for version 6 stops there. */
static void firmware(const struct nr_ask *ask, struct nr_body *b)
{
	bool xml = reads_xml(ask->runs);

	nr_body_printf(b, xml ? "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<firmware-settings>"
		       "<firmware perm=\"\">" : "firmware: ");
	url(b, ask, ask->file);
	nr_body_printf(b, xml ? "</firmware></firmware-settings>\n" : "\n");
}

/* snom320.htm is of all phones: "not found", and it asks for its own. */
static bool config(const struct nr_model *self, enum nr_want want, const struct nr_ask *ask,
		   struct nr_body *body)
{
	const char *whose = strrchr(ask->want_name, '-');

	(void)want;
	if (!whose)
		return true;
	if (strcasecmp(whose, "-firmware.htm") != 0)
		settings(self, ask, body);
	else if (ask->load && ask->file)
		firmware(ask, body);
	return true;
}

/* -- what all of them have ------------------------------------------------------------------ */

static const struct nr_suffix suffixes[] = {
	{ ".bin", NR_FILE_LOAD }, { NULL, (enum nr_file_kind)0 }
};

/* [dhcp]: the settings come from 66 and 67 together; the loader of before 7.3.15 asks the same. */
static const struct nr_dhcp dhcp[] = {
	{ .option = 66, .type = NR_DHCP_TEXT, .text = "%H", .always = true },
	{ .option = 67, .type = NR_DHCP_TEXT, .text = NULL },
	{ .option = 6, .type = NR_DHCP_ADDRESSES, .text = "%S", .always = true },
	{ .option = 0 }
};

static const struct nr_restart restarts[] = {
	{ NR_RESTART_NOTIFY, "check-sync;reboot=true" },
	{ NR_RESTART_HTTP, "/advanced_update.htm?reboot=Reboot" },
	{ (enum nr_restart_by)0, NULL }
};

static const char *const old_parts[] = { "application", "rootfs", "linux", NULL };

#define SNOM(id_, n, hops_, parts_, boot_name, reset_)                                          \
	static const char *const prefixes_##id_[] = { "snom" n "-", NULL };                     \
	static const struct nr_match matches_##id_[] = {                                        \
		{ NR_FACT_VENDOR_CLASS, NR_SURE, "snom" n, NR_FACT_END, NULL },                 \
		{ NR_FACT_USER_AGENT, NR_SURE, "Mozilla/4.0 (compatible; snom" n "-SIP *",      \
		  NR_FACT_END, NULL },                                                          \
		{ NR_FACT_USER_AGENT, NR_SURE, "snom" n "/*", NR_FACT_END, NULL },              \
		{ NR_FACT_FILE_WANTED, NR_SURE, "snom" n ".htm", NR_FACT_END, NULL },           \
		{ NR_FACT_FILE_WANTED, NR_SURE, "snom" n "-%M.htm", NR_FACT_END, NULL },        \
		/* Before 7.3.15 nothing but its address says that it is a phone. */            \
		{ NR_FACT_MAC, NR_PHONE, "00:04:13:*", NR_FACT_END, NULL },                     \
		{ NR_FACT_END, (enum nr_trust)0, NULL, NR_FACT_END, NULL }                      \
	};                                                                                      \
	static const struct nr_name names_##id_[] = {                                           \
		{ NR_WANT_CONFIG, "snom" n ".htm" }, { NR_WANT_CONFIG, "snom" n "-%M.htm" },    \
		{ NR_WANT_CONFIG, "snom" n "-firmware.htm" }, { NR_WANT_OTHER, NULL }           \
	};                                                                                      \
	/* What its boot loader asks for when a person started it: [tftp]. */                   \
	static const struct nr_alias aliases_##id_[] = {                                        \
		{ boot_name, NULL, NULL }, { NULL, NULL, NULL }                                 \
	};                                                                                      \
	static const struct nr_model model_##id_ = {                                            \
		.id = "snom-" n, .name = "snom" n, .title = "Snom " n,                          \
		.load_prefixes = prefixes_##id_, .load_suffix = ".bin",                         \
		.load_format = "snom" n "-%V", .archive_format = "snom" n "-%V.bin",            \
		.matches = matches_##id_, .hops = hops_, .names = names_##id_,                  \
		.patience = { .ask = 120, .transfer = 60, .flash = 900 },                       \
		.reset = reset_, .parse = parse, .config = config,                              \
		.read = "Snom's wiki, " GS3 ", wazo-provd-plugins wazo_snom",                   \
		.not_known = "where an image says its version; what option 55 asks for",        \
		.suffixes = suffixes, .aliases = aliases_##id_, .phone_name = "snom-%M",   \
		.says = says, .parts = parts_, .dhcp = dhcp, .restarts = restarts,              \
	}

#define BY_DIGIT "Press any digit while it counts 3-2-1 at the start; it asks for its addresses, and by TFTP for " \
	"snom<model>.bin.  Everything is lost."
#define BY_HASH "Hold # while the power comes back; it asks for its addresses, and by TFTP for its image.  " \
	"Everything is lost."

SNOM(300, "300", old_hops, old_parts, "snom300.bin", BY_DIGIT);
SNOM(320, "320", old_hops, old_parts, "snom320.bin", BY_DIGIT);
SNOM(360, "360", old_hops, old_parts, "snom360.bin", BY_DIGIT);
SNOM(370, "370", NULL, NULL, "snom370*.bin", BY_DIGIT);
SNOM(710, "710", new_hops, NULL, "snom710-r.bin", BY_HASH);
SNOM(715, "715", chained_hops, NULL, "snom715-r.bin", BY_HASH);
SNOM(720, "720", new_hops, NULL, "snom720-r.bin", BY_HASH);
SNOM(760, "760", new_hops, NULL, "snom760-r.bin", BY_HASH);
SNOM(820, "820", new_hops, NULL, "snom820-r.bin", BY_DIGIT);
SNOM(821, "821", new_hops, NULL, "snom821-r.bin", BY_HASH);
SNOM(870, "870", new_hops, NULL, "snom870-r.bin", BY_HASH);

NR_MODEL_PLUGIN("snom", "1.0", &model_300, &model_320, &model_360, &model_370, &model_710,
		&model_715, &model_720, &model_760, &model_820, &model_821, &model_870);
