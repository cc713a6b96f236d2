/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * breed.c -- see breed.h.
 */
#include <config.h>

#include "tests/unit/phone/promises/breed.h"

#include <netrecover/types.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define CLASS(number) "Cisco Systems, Inc. IP Phone CP-" number

static const char *const java_configs[] = { "CTLSEP%M.tlv", "SEP%M.cnf.xml", NULL };
static const char *const dashed_configs[] = { "ITLSEP%M.tlv", "SEP%M.cnf.xml", NULL };
static const char *const xml_configs[] = { "SEP%M.cnf.xml", "XMLDefault.cnf.xml", NULL };
static const char *const universal_configs[] = { "CTLSEP%M.tlv", "SEP%M.cnf.xml", "SIP%M.cnf",
						 "SIPDefault.cnf", NULL };
static const char *const sip_configs[] = { "OS79XX.TXT", "SIPDefault.cnf", "SIP%M.cnf", NULL };

static const char *const loads_7945[] = { "SCCP45.8-3-2S", "SCCP45.8-5-2S",
					  "SCCP45.9-3-1SR4-1S", "SCCP45.9-4-2SR3-1S", NULL };
static const char *const loads_7940[] = { "P0S3-04-4-00", "P0S3-05-3-00", "P0S3-06-3-00",
					  "P0S3-07-5-00", "P0S3-8-12-00", NULL };
static const char *const loads_8861[] = { "sip88xx.11-5-1-18", "sip88xx.12-8-1-0101-482",
					  "sip88xx.14-0-1-0101-145", NULL };
static const char *const loads_7912[] = { "CP7912080001SCCP051117A", "CP7912080003SCCP070409A",
					  "CP7912080004SCCP080108A", NULL };
static const char *const loads_6921[] = { "SCCP69xx.9-2-1-0", "SCCP69xx.9-4-1-3",
					  "SCCP69xx.9-4-1-3SR3", NULL };

const struct breed breeds[] = {
	{ .model = "7945",
	  .platform = "Cisco IP Phone 7945",
	  .vendor_class = CLASS("7945G"),
	  .type = 435,
	  .loads = loads_7945,
	  .goals = { "SCCP45.9-4-2SR3-1S", "SCCP45.9-3-1SR4-1S" },
	  .configs = java_configs,
	  .manifest = "term45.default.loads",
	  .suffix = ".loads",
	  .registers = "sccp",
	  .flash = 300 },
	{ .model = "7940",
	  .platform = "Cisco IP Phone 7940",
	  .vendor_class = CLASS("7940G"),
	  .type = 8,
	  .loads = loads_7940,
	  .goals = { "P0S3-8-12-00", "P0S3-06-3-00" },
	  .configs = universal_configs,
	  .old_configs = sip_configs,
	  .suffix = ".loads",
	  .registers = "sip",
	  .flash = 60,
	  .stages = true },
	{ .model = "8861",
	  .platform = "Cisco IP Phone 8861",
	  .vendor_class = CLASS("8861"),
	  .type = 685,
	  .loads = loads_8861,
	  .goals = { "sip88xx.14-0-1-0101-145", "sip88xx.12-8-1-0101-482" },
	  .configs = dashed_configs,
	  .suffix = ".loads",
	  .registers = "sip",
	  .flash = 500 },
	{ .model = "7912",
	  .platform = "Cisco IP Phone 7912",
	  .vendor_class = CLASS("7912G"),
	  .type = 30007,
	  .loads = loads_7912,
	  .goals = { "CP7912080004SCCP080108A", "CP7912080003SCCP070409A" },
	  .configs = xml_configs,
	  .suffix = ".sbin",
	  .registers = "sccp",
	  .flash = 100 },
	{ .model = "6921",
	  .platform = "Cisco IP Phone 6921",
	  .vendor_class = CLASS("6921"),
	  .type = 495,
	  .loads = loads_6921,
	  .goals = { "SCCP69xx.9-4-1-3SR3", "SCCP69xx.9-4-1-3" },
	  .configs = dashed_configs,
	  .suffix = ".loads",
	  .registers = "sccp",
	  .flash = 300 },
};

const size_t breed_count = NR_ARRAY_SIZE(breeds);

bool breed_in_library(const struct breed *b, size_t load)
{
	return load > 0 && b->loads[load];
}

unsigned breed_first_number(const char *load)
{
	return (unsigned)strtoul(load + strcspn(load, "-") + 1, NULL, 10);
}

bool breed_loader(const struct breed *b, const char *load, char loader[64])
{
	if (!b->stages || strncmp(load, "P0S3-", 5) != 0 || breed_first_number(load) < 7)
		return false;
	snprintf(loader, 64, "P003-%.50s", load + 5);
	return true;
}

bool breed_read_config(const char *name, const char *text, char load[64])
{
	const char *at, *mark = "<loadInformation";

	if (strcasecmp(name, "OS79XX.TXT") == 0)
		return sscanf(text, "%63[^\r\n]", load) == 1;
	if (strcasestr(name, ".cnf.xml") == NULL)
		mark = "image_version: ";
	at = strstr(text, mark);
	if (!at)
		return false;
	at += strlen(mark);
	/* <loadInformation435 model="...">: of the file for all phones. */
	if (mark[0] == '<')
		at += strcspn(at, ">") + 1;
	return sscanf(at, "%63[^<\r\n]", load) == 1;
}

void breed_first_file(const struct breed *b, const char *runs, const char *load, char out[80])
{
	const char *suffix = b->suffix;

	if (b->stages && (strncmp(load, "P003-", 5) == 0 || breed_first_number(load) < 7))
		suffix = runs[0] && breed_first_number(runs) < 5 ? ".bin" : ".sbn";
	snprintf(out, 80, "%.63s%s", load, suffix);
}

void breed_words(const struct breed *b, const char *runs, const char *mac, char load[64],
		 char device[16])
{
	bool sip = strncmp(runs, "P0S3", 4) == 0;

	snprintf(device, 16, "%s%s", sip ? "SIP" : "SEP", mac);
	if (!runs[0])
		snprintf(load, 64, "79XX_default_load");
	else if (!breed_loader(b, runs, load))
		snprintf(load, 64, "%.63s", runs);
}
