/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * facts.c -- what the plugins of examples/ make of what phones were seen to say and to ask for.
 *
 *	facts SNOM.so NORTEL.so POLYCOM.so [VECTORS]
 *
 * A row is a fact with its source; VECTORS is a list of such facts that was collected apart from
 * this tree, and is read where it is there: family, kind, input, expected, source, mark.
 */
#define _GNU_SOURCE     /* FNM_CASEFOLD, strcasestr() */
#include <netrecover/plugin.h>

#include <dlfcn.h>
#include <fnmatch.h>
#include <stdlib.h>

#define WAZO "wazo-platform/wazo-provd-plugins, "
#define GS3 "amooma/GS3, prov/snom/sw-update.php"

enum family { SNOM, NORTEL, POLYCOM, FAMILIES };

enum kind {
	SAYS,           /* a user agent, with the file that was asked for in the same breath */
	MODEL,          /* a user agent: which model is sure */
	CLASS,          /* a vendor class: likewise */
	WANTED,         /* the name of a file that it asks for: likewise */
	NAME,           /* the name of a load: part, protocol and printed version */
	ORDER,          /* loads of one model, ascending */
	APART,          /* loads that do not compare */
	ARCHIVED,       /* archive/file: the load */
};

static const struct fact {
	enum family family;
	enum kind kind;
	const char *model;
	const char *input, *asked;
	const char *expected;
	const char *source;
} facts[] = {
	/* -- Snom */
	{ SNOM, SAYS, "snom320",
	  "Mozilla/4.0 (compatible; snom320-SIP 6.5.20; snom320 jffs2 v3.36; snom320 linux 3.38)", "",
	  "snom320-6.5.20-SIP-j snom320-ramdiskToJffs2-3.36-br snom320-3.38-l", WAZO "wazo_snom/common" },
	{ SNOM, SAYS, "snom320",
	  "Mozilla/4.0 (compatible; snom320-SIP 6.5.12; snom320 ramdisk; snom320 linux 3.25)", "",
	  "snom320-6.5.12-SIP-j snom320-ramdiskToJffs2-0.0-br snom320-3.25-l", GS3 },
	{ SNOM, SAYS, "snom320",
	  "Mozilla/4.0 (compatible; snom320-SIP 6.5.20; snom320 jffs2 v3.36; snom320 linux undef)", "",
	  "snom320-6.5.20-SIP-j snom320-ramdiskToJffs2-3.36-br", GS3 },
	{ SNOM, SAYS, "snom320", "Mozilla/4.0 (compatible; snom320-SIP 8.4.18 1.1.3-s)", "",
	  "snom320-8.4.18-SIP-f", WAZO "wazo_snom/common" },
	{ SNOM, SAYS, "snom710",
	  "Mozilla/4.0 (compatible; snom710-SIP 8.7.5.35 1.1.5-IFX-05.01.12 000413741767)", "",
	  "snom710-8.7.5.35-SIP-r", WAZO "wazo_snom/common" },
	{ SNOM, SAYS, "snom870", "Mozilla/4.0 (compatible; snom870-SIP 8.4.35 SPEAr300 SNOM 1.4)", "",
	  "snom870-8.4.35-SIP-r", WAZO "wazo_snom/common" },
	{ SNOM, SAYS, "snom360", "snom360/7.3.30", "", "snom360-7.3.30-SIP-f", "a SIP trace (fs 1167875116)" },
	{ SNOM, SAYS, "snom320", "Mozilla/4.0 (compatible; snom lid 3605)", "", "", WAZO "wazo_snom/common" },
	{ SNOM, MODEL, NULL, "Mozilla/4.0 (compatible; snom760-SIP 8.7.3.19 2010.06)", "", "snom760",
	  WAZO "wazo_snom/common" },
	{ SNOM, MODEL, NULL, "Mozilla/4.0 (compatible; snom lid 3605)", "", "", WAZO "wazo_snom/common" },
	{ SNOM, CLASS, NULL, "snom370", "", "snom370", "Snom, Features/Auto Provisioning/DHCP/Options" },
	{ SNOM, WANTED, NULL, "snom320.htm", "", "snom320", "a list of requests (fs 66634833713)" },
	{ SNOM, NAME, "snom320", "snom320-ramdiskToJffs2-3.36-br", "", "rootfs - 3.36", GS3 },
	{ SNOM, NAME, "snom320", "snom320-3.38-l", "", "linux - 3.38", GS3 },
	{ SNOM, NAME, "snom320", "snom320-from6to7-7.3.14-bf", "", "application - 7.3.14", GS3 },
	{ SNOM, NAME, "snom320", "snom320-5.5a-SIP-j", "", "application - 5.5a", GS3 },
	{ SNOM, NAME, "snom320", "snom360-7.3.30-SIP-f", "", "", "a name of another model" },
	{ SNOM, ORDER, "snom720", "snom720-6.5.9-SIP-r snom720-6.5.10-SIP-r snom720-6.5.20-SIP-r "
	  "snom720-7.0.16-SIP-r snom720-7.0.17-SIP-r snom720-7.3.14-SIP-r snom720-8.4.35-SIP-r "
	  "snom720-8.7.3.25-SIP-r snom720-8.7.3.25.9-SIP-r snom720-8.7.5.35-SIP-r snom720-8.9.3.80-SIP-r "
	  "snom720-10.1.20.0-SIP-r", "", "", GS3 "; " WAZO "wazo_snom" },
	{ SNOM, ORDER, "snom320", "snom320-4.5-SIP-j snom320-5.5-SIP-j snom320-5.5a-SIP-j snom320-6.5.20-SIP-j", "",
	  "", GS3 },
	{ SNOM, APART, "snom320", "snom320-6.5.20-SIP-j snom320-ramdiskToJffs2-3.36-br snom320-3.38-l", "", "",
	  "parts of one phone" },
	/* -- Nortel and Avaya */
	{ NORTEL, SAYS, "nortel1220", "AVAYA/SIP12x0\x17/04.00.04.00", "", "SIP12x004.00.04.00",
	  WAZO "wazo_avaya/common" },
	{ NORTEL, SAYS, "nortel1230", "AVAYA/SIP12x0?/04.00.04.00", "", "SIP12x004.00.04.00",
	  "the same after its unreadable byte was replaced" },
	{ NORTEL, SAYS, "nortel1230", "Nortel IP Phone 1230 (SIP12x0.01.02.05.00)", "", "SIP12x001.02.05.00",
	  "sipXecs, a test (fs 1857556391)" },
	{ NORTEL, SAYS, "nortel1220", "Nortel IP Phone 11xx (SIP12x0e.03.02.16.00)", "", "SIP12x003.02.16.00",
	  "a SIP trace (fs 9413444177)" },
	{ NORTEL, SAYS, "nortel1140e", "AVAYA/SIP12x0\x17/04.00.04.00", "", "", "of another type" },
	{ NORTEL, WANTED, NULL, "1220.cfg", "", "nortel1220", WAZO "wazo_avaya/common" },
	{ NORTEL, WANTED, NULL, "1140eSIP.cfg", "", "nortel1140e", "sipXecs (fs 6777919863)" },
	{ NORTEL, NAME, "nortel1140e", "0625C8J", "", "- UNISTIM C8J", "voxns.com, part 5" },
	{ NORTEL, NAME, "nortel1140e", "SIP1140e04.04.33.00", "", "- SIP 04.04.33.00", "a directory (fs 43550318506)" },
	{ NORTEL, NAME, "nortel1220", "0625C8J", "", "", "the hardware number of an 1140E" },
	{ NORTEL, ORDER, "nortel1220", "062AC39 062AC5L 062AC6E 062AC7J 062AC7O 062AC8J SIP12x001.02.05.00 "
	  "SIP12x004.03.12.00", "", "", "UNIStim software release bulletins 4.1 and 4.3" },
	/* -- Polycom */
	{ POLYCOM, SAYS, "polycom335", "FileTransport PolycomSoundPointIP-SPIP_335-UA/4.2.1.0275",
	  "bootrom.ld", "bootrom-4.2.1", WAZO "wazo_polycom/common" },
	{ POLYCOM, SAYS, "polycom335", "FileTransport PolycomSoundPointIP-SPIP_335-UA/3.2.1.0078",
	  "0004f2aabbcc-phone.cfg", "sip-3.2.1", WAZO "wazo_polycom/common" },
	{ POLYCOM, SAYS, "polycom335", "FileTransport PolycomSoundPointIP-SPIP_335-UA/3.2.4.0267",
	  "0004f2aabbcc-license.cfg", "sip-3.2.4.0267", WAZO "wazo_polycom/v3_2_4B" },
	{ POLYCOM, SAYS, "polycom335", "FileTransport PolycomSoundPointIP-SPIP_335-UA/4.2.1.0275",
	  "0004f2aabbcc.cfg", "", "both ask for it: nobody knows who speaks" },
	{ POLYCOM, SAYS, "polycom6000", "FileTransport PolycomSoundStationIP-SSIP_6000-UA/5.0.3.1667 Type/Updater",
	  "0004f2aabbcc.cfg", "bootrom-5.0.3", WAZO "wazo_polycom/common" },
	{ POLYCOM, SAYS, "polycom6000",
	  "FileTransport PolycomSoundStationIP-SSIP_6000-UA/4.0.4.2906 Type/Application", "x.cfg", "sip-4.0.4",
	  WAZO "wazo_polycom/common" },
	{ POLYCOM, SAYS, "polycom650", "PolycomSoundPointIP-SPIP_650-UA/2.2.0.0047", "", "sip-2.2.0",
	  "a SIP trace (fs 22216795656)" },
	{ POLYCOM, MODEL, NULL, "FileTransport PolycomSoundPointIP-SPIP_450-UA/3.2.3.1734", "", "polycom450",
	  WAZO "wazo_polycom/common" },
	{ POLYCOM, CLASS, NULL, "??6=q?3PolycomSoundPointIP-SPIP_550-12345-001", "", "polycom550",
	  "a capture (fs 41350989259)" },
	{ POLYCOM, ARCHIVED, "polycom650", "spip_ssip_vvx_3_2_4B_release_sig_split/2345-12600-001.sip.ld", "",
	  "2345-12600-001.sip-3.2.4.0267", WAZO "wazo_polycom/v3_2_4B" },
	{ POLYCOM, ARCHIVED, "polycom650", "spip_ssip_vvx_3_2_4B_release_sig_split/2345-12375-001.sip.ld", "", "",
	  "of another model" },
	{ POLYCOM, ARCHIVED, "polycom650", "spip_ssip_3_1_6_legacy_release_sig/sip.ld", "", "sip-3.1.6",
	  WAZO "wazo_polycom/v3_1_6" },
	{ POLYCOM, ARCHIVED, "polycom335", "spip_ssip_BootROM_4_2_3_release_sig/bootrom.ld", "", "bootrom-4.2.3",
	  WAZO "wazo_polycom/v3_2_4B" },
	{ POLYCOM, ARCHIVED, "polycom335", "Polycom-UC-Software-4-0-11-rts28-K-release-sig-split/2345-12375-001.sip.ld",
	  "", "2345-12375-001.sip-4.0.11", WAZO "wazo_polycom/v4_0_11" },
	{ POLYCOM, NAME, "polycom335", "2345-12375-001.sip-3.2.4.0267", "", "application - 3.2.4.0267",
	  WAZO "wazo_polycom/v3_2_4B" },
	{ POLYCOM, NAME, "polycom335", "bootrom-4.2.0B", "", "bootrom - 4.2.0B", WAZO "wazo_polycom/v3_2_4B" },
	{ POLYCOM, ORDER, "polycom650", "sip-2.1.3 sip-3.1.6.0017 sip-3.2.4.0267 sip-3.3.5.0247 sip-4.0.4.2906 "
	  "sip-4.0.15.1009 sip-5.9.6.2327", "", "", "lists of firmware on public pages (fs 42615232450)" },
	{ POLYCOM, APART, "polycom650", "sip-3.2.4.0267 bootrom-4.2.3", "", "", "parts of one phone" },
};

static const struct nr_plugin *plugins[FAMILIES];
static unsigned bad, count;

static const struct nr_model *model_of(enum family family, const char *name)
{
	for (const struct nr_model *const *m = plugins[family]->models; *m; m++)
		if (strcasecmp((*m)->name, name) == 0)
			return *m;
	return NULL;
}

static void judge(const char *what, const char *got, const char *expected, const char *source)
{
	count++;
	if (strcmp(got, expected) == 0)
		return;
	printf("%s: '%s' where '%s' was expected (%s)\n", what, got, expected, source);
	bad++;
}

/* The loads that it says, with blanks between. */
static void say(const struct nr_model *m, const char *text, const char *asked, char out[512])
{
	char load[64];
	size_t n = 0;

	out[0] = '\0';
	for (unsigned i = 0; m->says(m, NR_FACT_USER_AGENT, text, asked, i, load, sizeof(load)); i++)
		n += (size_t)snprintf(out + n, 512 - n, "%s%s", i ? " " : "", load);
}

/* The models that are sure of @text, with blanks between. */
static void find(enum family family, enum nr_fact fact, const char *text, char out[512])
{
	size_t n = 0;

	out[0] = '\0';
	for (const struct nr_model *const *m = plugins[family]->models; *m; m++)
		for (const struct nr_match *r = (*m)->matches; r->glob; r++)
			if (r->fact == fact && r->trust == NR_SURE && fnmatch(r->glob, text, FNM_CASEFOLD) == 0)
				n += (size_t)snprintf(out + n, 512 - n, "%s%s", n ? " " : "", (*m)->name);
}

static void name(const struct nr_model *m, const char *text, char out[512])
{
	struct nr_load l;

	memset(&l, 0, sizeof(l));
	out[0] = '\0';
	if (m->parse(m, text, &l))
		snprintf(out, 512, "%s %s %s", l.part[0] ? l.part : "-", l.protocol[0] ? l.protocol : "-", l.printed);
}

static void archived(const struct nr_model *m, const char *text, char out[512])
{
	const char *slash = strchr(text, '/');
	const char *const beside[] = { slash + 1, "sip.ver", NULL };
	char release[128], load[64] = "";
	struct nr_load l;
	struct nr_found found = { .release = release, .name = slash + 1, .beside = beside };

	snprintf(release, sizeof(release), "%.*s", (int)(slash - text), text);
	memset(&l, 0, sizeof(l));
	snprintf(out, 512, "%s", m->identify(m, &found, load, sizeof(load), &l) ? load : "");
}

/* Each two of the loads in @text: in this order, or in none.  *out is the first two of which that
 * is not so. */
static void compare(const struct nr_model *m, const char *text, bool ordered, char out[512])
{
	char words[512], *rest = words, *word;
	struct nr_load l[16];
	size_t n = 0;

	out[0] = '\0';
	snprintf(words, sizeof(words), "%s", text);
	while (n < NR_ARRAY_SIZE(l) && (word = strtok_r(rest, " ", &rest))) {
		memset(&l[n], 0, sizeof(l[n]));
		if (!m->parse(m, word, &l[n++]))
			snprintf(out, 512, "%s is no load", word);
	}
	for (size_t i = 0; i < n && !out[0]; i++)
		for (size_t k = i + 1; k < n && !out[0]; k++)
			if (nr_load_order(&l[i], &l[k]) != (ordered ? NR_OLDER : NR_ORDER_UNKNOWN))
				snprintf(out, 512, "%s and %s", l[i].text, l[k].text);
}

static void look(const struct fact *f)
{
	const struct nr_model *m = f->model ? model_of(f->family, f->model) : NULL;
	char got[512] = "no such model";

	if (f->model && !m) {
		judge(f->input, got, f->expected, f->source);
		return;
	}
	switch (f->kind) {
	case SAYS:
		say(m, f->input, f->asked, got);
		break;
	case MODEL:
		find(f->family, NR_FACT_USER_AGENT, f->input, got);
		break;
	case CLASS:
		find(f->family, NR_FACT_VENDOR_CLASS, f->input, got);
		break;
	case WANTED:
		find(f->family, NR_FACT_FILE_WANTED, f->input, got);
		break;
	case NAME:
		name(m, f->input, got);
		break;
	case ORDER:
		compare(m, f->input, true, got);
		break;
	case APART:
		compare(m, f->input, false, got);
		break;
	case ARCHIVED:
		archived(m, f->input, got);
		break;
	}
	judge(f->input, got, f->expected, f->source);
}

/* -- facts that were collected apart ----------------------------------------------------- */

/* "version=4.2.1.0275" among the words of @expected. */
static bool word_of(const char *expected, const char *key, char out[64])
{
	const char *at = strstr(expected, key);

	if (!at)
		return false;
	snprintf(out, 64, "%.*s", (int)strcspn(at + strlen(key), " "), at + strlen(key));
	return true;
}

/* That a user agent names the model that it is of, and a version without a build. */
static void look_agent(enum family family, const char *input, const char *expected, const char *source)
{
	char model[64], version[64], wanted[80], got[512], agent[256];
	const char *path = strstr(input, " + path /");
	const struct nr_model *m;

	if (!word_of(expected, "model=", model) || model[0] == '?' ||
	    (!word_of(expected, "app=", version) && !word_of(expected, "version=", version)))
		return;
	if (family == POLYCOM)  /* SPIP335 */
		memmove(model, model + 4, strlen(model + 4) + 1);
	snprintf(wanted, sizeof(wanted), "%s%s", family == SNOM ? "snom" : family == NORTEL ? "nortel" : "polycom",
		 model);
	m = model_of(family, wanted);
	if (!m)
		return;
	snprintf(agent, sizeof(agent), "%.*s", path ? (int)(path - input) : 255, input);
	say(m, agent, path ? path + 9 : "", got);
	if (family == POLYCOM)
		version[strcspn(version, ".") + 4] = '\0';
	count++;
	if (strstr(got, version))
		return;
	printf("%s: '%s' does not say %s (%s)\n", input, got, version, source);
	bad++;
}

static void look_apart(const char *path)
{
	static const char *const names[FAMILIES] = { "snom", "avaya", "polycom" };
	char line[1024];
	unsigned before = count;
	FILE *f = fopen(path, "re");

	if (!f) {
		perror(path);
		bad++;
		return;
	}
	while (fgets(line, sizeof(line), f)) {
		char *rest = line, *field[5];
		int n = 0;

		while (n < 5 && (field[n] = strsep(&rest, "\t\n")))
			n++;
		for (int i = 0; n == 5 && i < FAMILIES; i++)
			if (strcmp(field[0], names[i]) == 0 && strcmp(field[1], "ua") == 0)
				look_agent((enum family)i, field[2], field[3], field[4]);
	}
	fclose(f);
	printf("%u facts of %s\n", count - before, path);
	bad += count == before;
}

int main(int argc, char **argv)
{
	if (argc < 1 + FAMILIES) {
		fprintf(stderr, "facts SNOM.so NORTEL.so POLYCOM.so [VECTORS]\n");
		return 2;
	}
	for (int i = 0; i < FAMILIES; i++) {
		void *so = dlopen(argv[1 + i], RTLD_NOW | RTLD_LOCAL);

		plugins[i] = so ? (const struct nr_plugin *)dlsym(so, NR_PLUGIN_SYMBOL) : NULL;
		if (!plugins[i]) {
			fprintf(stderr, "%s: %s\n", argv[1 + i], dlerror());
			return 1;
		}
	}
	for (size_t i = 0; i < NR_ARRAY_SIZE(facts); i++)
		look(&facts[i]);
	printf("%u facts\n", count);
	if (argc > 1 + FAMILIES)
		look_apart(argv[1 + FAMILIES]);
	return bad ? 1 : 0;
}
