/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * nortel.c -- Nortel and Avaya 1110, 1120E, 1140E, 1150E, 1165E, 1210, 1220 and 1230.
 *
 *	cc -shared -fPIC $(pkg-config --cflags netrecover) -o nortel.so nortel.c
 *
 * An example of a plugin out of tree for phones that change from one protocol to another: from
 * UNIStim, where they are given firmware by TFTP and say nothing of what they run, to SIP, where
 * each request says it.  unistim.c, a protocol plugin, hears that a phone with UNIStim works.
 *
 * Read for it, and named at each rule:
 *   [sip43]  Avaya, SIP Software 4.3 for 1200 Series IP Deskphones (manymanuals.it 23563)
 *   [sip40]  Avaya, SIP Software 4.0 for 1200 Series, administration (mwitty.com 7070364)
 *   [1100]   Avaya, SIP software guide of the 1100 series, pages 32 to 44
 *   [cs1000] Nortel, CS1000 IP Phones Fundamentals, pages 428, 444, 465 and 522
 *   [names]  UNIStim software release bulletins 4.1 and 4.3
 *   [wazo]   wazo-platform/wazo-provd-plugins, wazo_avaya
 * No phone was at hand.
 */
#include <netrecover/plugin.h>

#define SIP43 "Avaya, SIP Software 4.3 for 1200 Series, upgrading from UNIStim"
#define WAZO "wazo-provd-plugins, wazo_avaya/install.md"

/* -- names ----------------------------------------------------------------------------- */

/* The hardware number in the names of UNIStim software, and the type in those of SIP software,
 * by model: load_prefixes.  [names] */
static const char *hardware_of(const struct nr_model *self)
{
	return self->load_prefixes[0];          /* "062AC" */
}

static const char *sip_type_of(const struct nr_model *self)
{
	return self->load_prefixes[1];          /* "SIP12x0", or NULL */
}

/* "062AC5L": ordered by its last two characters, a digit before a letter.  All of SIP's numbers
 * are 1 and more, so that UNIStim comes before SIP. */
static bool read_unistim(const struct nr_model *self, const char *s, struct nr_load *l)
{
	if (!nr_scan_lit(&s, hardware_of(self)) || strlen(s) != 2 || s[0] < '0' || s[0] > '9' ||
	    !((s[1] >= '0' && s[1] <= '9') || (s[1] >= 'A' && s[1] <= 'Z')))
		return false;
	l->version.part[1] = (uint16_t)s[0];
	l->version.part[2] = (uint16_t)s[1];
	snprintf(l->protocol, sizeof(l->protocol), "UNISTIM");
	snprintf(l->printed, sizeof(l->printed), "C%s", s);
	return true;
}

/* "SIP12x004.03.12.00": four fields of two digits.  [1100] */
static bool read_sip(const struct nr_model *self, const char *s, struct nr_load *l)
{
	if (!sip_type_of(self) || !nr_scan_lit(&s, sip_type_of(self)) || strlen(s) != 11)
		return false;
	snprintf(l->printed, sizeof(l->printed), "%.11s", s);
	for (int i = 0; i < 4; i++)
		if ((i > 0 && !nr_scan_lit(&s, ".")) || !nr_scan_u16(&s, &l->version.part[i]) ||
		    l->version.part[i] > 99)
			return false;
	snprintf(l->protocol, sizeof(l->protocol), "SIP");
	return l->version.part[0] > 0 && *s == '\0';
}

static bool parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	struct nr_load l = { .kind = NR_KIND_LOAD, .ordered = true, .family = "NORTEL" };

	if (!read_unistim(self, name, &l) && !read_sip(self, name, &l))
		return false;
	l.latest = l.version;
	/* Software of other hardware does not compare. */
	snprintf(l.train, sizeof(l.train), "%.4s", hardware_of(self));
	snprintf(l.text, sizeof(l.text), "%.19s", name);
	*out = l;
	return true;
}

/*
 * HTTP: "AVAYA/SIP12x0?/04.00.04.00", where the byte after the type may be any; SIP: "Nortel IP
 * Phone 1230 (SIP12x0.01.02.05.00)", where what stands in brackets counts.  [wazo]
 */
static bool says(const struct nr_model *self, enum nr_fact fact, const char *text,
		 const char *asked, unsigned i, char *load, size_t size)
{
	const char *type = sip_type_of(self), *s = text;

	(void)asked;
	if (fact != NR_FACT_USER_AGENT || i > 0 || !type)
		return false;
	if (nr_scan_lit(&s, "AVAYA/") && nr_scan_lit(&s, type)) {
		s = strrchr(s, '/');
		return s && strlen(s + 1) == 11 && snprintf(load, size, "%s%s", type, s + 1) < (int)size;
	}
	s = strchr(text, '(');
	if (!s || !nr_scan_lit(&text, "Nortel IP Phone ") || !nr_scan_lit(&s, "(") || !nr_scan_lit(&s, type))
		return false;
	nr_scan_lit(&s, "e");
	return nr_scan_lit(&s, ".") && strlen(s) == 12 && s[11] == ')' &&
	       snprintf(load, size, "%s%.11s", type, s) < (int)size;
}

/* -- the ladder -------------------------------------------------------------------------- */

#define STEPS_OF_SIP(id_)                                                                       \
	{                                                                                       \
		.id = id_, .reason = "a phone that says 'Authentication Failed' was offered a jump that "     \
		"is too far for it: give it a release in between; no document says which",      \
		.source = "a log on a public forum (fs 22215562287)", .confidence = NR_LOW, .optional = true, \
		.protocol = "SIP", .before = { { 4 } }, .reaching = { { 4 } },                  \
	}

/* 1210, 1220, 1230 */
static const struct nr_hop hops_2a[] = {
	{
		.id = "A1", .reason = "SIP software can be reached from 062AC5L and later only: the newest "
		"UNIStim software first", .source = SIP43, .confidence = NR_HIGH, .protocol = "UNISTIM>SIP",
		.before = { { 0, '5', 'L' } }, .reaching = { { 1 } },
		.via_min = { { 0, '5', 'L' } }, .via_max = { { 0, UINT16_MAX } }, .via_text = "062AC7O",
		.direct = "SIP software can be reached from 062AC5L and later",
	},
	STEPS_OF_SIP("A2"),
	{ .id = NULL }
};

/* 1140E: one source, and it says so of this number */
static const struct nr_hop hops_25[] = {
	{
		.id = "A3", .reason = "SIP software can be reached from 0625C39 and later only",
		.source = WAZO, .confidence = NR_MEDIUM, .protocol = "UNISTIM>SIP",
		.before = { { 0, '3', '9' } }, .reaching = { { 1 } },
		.via_min = { { 0, '3', '9' } }, .via_max = { { 0, UINT16_MAX } }, .via_text = "0625C8J",
		.direct = "SIP software can be reached from 0625C39 and later",
	},
	STEPS_OF_SIP("A4"),
	{ .id = NULL }
};

/* 1120E, 1165E: nobody says from where; what holds for the 1140E is advice */
static const struct nr_hop hops_24[] = {
	{
		.id = "A5", .reason = "the 1140E can reach SIP software from C39 and later only, and this model "
		"is of the same series", .source = WAZO, .confidence = NR_LOW, .optional = true,
		.protocol = "UNISTIM>SIP", .before = { { 0, '3', '9' } }, .reaching = { { 1 } },
	},
	STEPS_OF_SIP("A6"),
	{ .id = NULL }
};

/* -- its configuration --------------------------------------------------------------------- */

/*
 * [FW] of <type>.cfg and <type>SIP.cfg.  AUTO loads what is newer than what is stored; FORCED
 * loads whatever the version, each time that the file is read: it is needed from one protocol to
 * the other and back to an older version, stands in no file of a phone with SIP, and is taken away
 * when the phone was sent what it names.  Lines of more than 80 characters are not read.  [1100]
 */
static bool config(const struct nr_model *self, enum nr_want want, const struct nr_ask *ask,
		   struct nr_body *body)
{
	const uint8_t *ip = (const uint8_t *)&ask->server.s_addr;
	size_t n = strlen(ask->want_name);
	bool http = ask->door == NR_DOOR_HTTP, sip = n > 7 && strcasecmp(ask->want_name + n - 7, "SIP.cfg") == 0;
	struct nr_load runs, load;
	bool forced;

	(void)want;
	if (!ask->load || !ask->file || !self->parse(self, ask->load, &load)) {
		nr_body_printf(body, "# nothing to install\r\n");
		return true;
	}
	forced = !sip && strcasecmp(ask->runs, ask->load) != 0 &&
		 (strcmp(load.protocol, "SIP") == 0 || !self->parse(self, ask->runs, &runs) ||
		  nr_load_order(&runs, &load) == NR_NEWER);
	nr_body_printf(body, "[FW]\r\nDOWNLOAD_MODE %s\r\nVERSION %s\r\nFILENAME %s\r\nPROTOCOL %s\r\n",
		       forced ? "FORCED" : "AUTO", ask->load, ask->file, http ? "HTTP" : "TFTP");
	if (!sip)
		nr_body_printf(body, "SERVER_IP %u.%u.%u.%u\r\nSECURITY_MODE 0\r\n", ip[0], ip[1], ip[2], ip[3]);
	return true;
}

/* -- what all of them have ------------------------------------------------------------------ */

static const struct nr_suffix suffixes[] = {
	{ ".bin", NR_FILE_LOAD }, { NULL, (enum nr_file_kind)0 }
};

/* UNIStim takes no answer without the string (its only server is the bench, where unistim.c
 * listens); it is given firmware by TFTP alone.  SIP takes a URL.  [cs1000], [sip40] */
static const struct nr_dhcp dhcp[] = {
	{ .option = 66, .type = NR_DHCP_TEXT, .text = "%S", .always = true, .vendor_class = "Nortel-i2004-*" },
	{ .option = 128, .type = NR_DHCP_TEXT, .text = "Nortel-i2004-A,%S:4100,1,10.", .always = true,
	  .vendor_class = "Nortel-i2004-*" },
	{ .option = 66, .type = NR_DHCP_TEXT, .text = "%H", .always = true, .vendor_class = "Nortel-SIP*" },
	{ .option = 0 }
};

static const struct nr_restart restarts[] = {
	{ NR_RESTART_NOTIFY, "check-sync" }, { (enum nr_restart_by)0, NULL }
};

static const char *const both[] = { "UNISTIM", "SIP", NULL };
static const char *const unistim[] = { "UNISTIM", NULL };

#define NORTEL(id_, title_, hardware_, type_, file_, hops_, protocols_)                         \
	static const char *const prefixes_##id_[] = { hardware_, type_, NULL };                 \
	static const struct nr_match matches_##id_[] = {                                        \
		{ NR_FACT_FILE_WANTED, NR_SURE, file_ ".cfg", NR_FACT_END, NULL },              \
		{ NR_FACT_FILE_WANTED, NR_SURE, file_ "SIP.cfg", NR_FACT_END, NULL },           \
		{ NR_FACT_USER_AGENT, NR_HINT, "Nortel IP Phone " file_ " *", NR_FACT_END, NULL }, \
		{ NR_FACT_USER_AGENT, NR_HINT, "AVAYA/SIP*", NR_FACT_END, NULL },               \
		{ NR_FACT_VENDOR_CLASS, NR_PHONE, "Nortel-i2004-[AB]", NR_FACT_END, NULL },     \
		{ NR_FACT_VENDOR_CLASS, NR_PHONE, "Nortel-SIP*", NR_FACT_END, NULL },           \
		{ NR_FACT_END, (enum nr_trust)0, NULL, NR_FACT_END, NULL }                      \
	};                                                                                      \
	static const struct nr_name names_##id_[] = {                                           \
		{ NR_WANT_CONFIG, file_ ".cfg" }, { NR_WANT_CONFIG, file_ "SIP.cfg" },          \
		{ NR_WANT_OTHER, NULL }                                                         \
	};                                                                                      \
	static const struct nr_model model_##id_ = {                                            \
		.id = "nortel-" #id_, .name = "nortel" #id_, .title = title_,                   \
		.load_prefixes = prefixes_##id_, .protocols = protocols_, .load_suffix = ".bin", \
		.load_format = "%V", .archive_format = "%V.bin",                                \
		.matches = matches_##id_, .hops = hops_, .names = names_##id_,                  \
		.patience = { .ask = 120, .transfer = 60, .flash = 900 },                       \
		.reset = "Press **73639<MAC>##, where A to C are on the key 2 and D to F on the key 3 (UNIStim 3.0, " \
			"C6E, and later).",                                                     \
		.parse = parse, .config = config, .transport = NR_TFTP,                         \
		.read = "the SIP guides 4.0 and 4.3, CS1000 IP Phones Fundamentals, wazo-provd-plugins wazo_avaya",  \
		.not_known = "the steps between releases of SIP software; how the SIP software of an 1100 calls "    \
			"itself by HTTP",                                                       \
		.suffixes = suffixes, .phone_name = "nortel-%M",                                \
		/* AUTO compares, and loads what is newer */                                    \
		.proofs = NR_PROOF_CONFIG, .says = says, .dhcp = dhcp, .restarts = restarts,    \
	}

NORTEL(1110, "Nortel IP Phone 1110", "0623C", NULL, "1110", NULL, unistim);
NORTEL(1120e, "Nortel IP Phone 1120E", "0624C", "SIP1120e", "1120e", hops_24, both);
NORTEL(1140e, "Nortel IP Phone 1140E", "0625C", "SIP1140e", "1140e", hops_25, both);
NORTEL(1150e, "Nortel IP Phone 1150E", "0627C", NULL, "1150e", NULL, unistim);
NORTEL(1165e, "Nortel IP Phone 1165E", "0626C", "SIP1165e", "1165e", hops_24, both);
NORTEL(1210, "Nortel IP Phone 1210", "062AC", "SIP12x0", "1210", hops_2a, both);
NORTEL(1220, "Nortel IP Phone 1220", "062AC", "SIP12x0", "1220", hops_2a, both);
NORTEL(1230, "Nortel IP Phone 1230", "062AC", "SIP12x0", "1230", hops_2a, both);

NR_MODEL_PLUGIN("nortel", "1.0", &model_1110, &model_1120e, &model_1140e, &model_1150e,
		&model_1165e, &model_1210, &model_1220, &model_1230);
