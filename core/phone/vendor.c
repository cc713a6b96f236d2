/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * vendor.c -- see vendor.h.  The texts are those of DHCP option 60, of the names that are
 * asked for, and the first half of the MAC address.
 *
 * Sources: wazo-provd-plugins (dhcpd_update/ and common.py of each vendor), the administrator
 * guides of Snom, Nortel 1100 and 1200, Polycom SIP 3.1, Grandstream HT502; requests of a
 * Polycom 670 and a Mitel 6869i in public logs.
 */
#include <config.h>

#include "core/phone/vendor.h"
#include "core/phone/evidence.h"

static const struct {
	enum nr_fact fact;
	const char *glob, *whose;
} texts[] = {
	{ NR_FACT_VENDOR_CLASS, "*Polycom*", "a Polycom phone" },
	{ NR_FACT_VENDOR_CLASS, "AastraIPPhone*", "an Aastra (Mitel) phone" },
	{ NR_FACT_VENDOR_CLASS, "snom*", "a Snom phone" },
	{ NR_FACT_VENDOR_CLASS, "Nortel-*", "an Avaya (Nortel) phone" },
	{ NR_FACT_VENDOR_CLASS, "yealink*", "a Yealink phone" },
	{ NR_FACT_VENDOR_CLASS, "Grandstream*", "a Grandstream phone" },
	{ NR_FACT_VENDOR_CLASS, "LINKSYS*", "a Linksys (Cisco SPA) device" },
	{ NR_FACT_VENDOR_CLASS, "Cisco SPA*", "a Cisco SPA device" },
	{ NR_FACT_FILE_WANTED, "*.sip.ld", "a Polycom phone" },
	{ NR_FACT_FILE_WANTED, "*bootrom.ld", "a Polycom phone" },
	{ NR_FACT_FILE_WANTED, "*aastra.cfg", "an Aastra (Mitel) phone" },
	{ NR_FACT_FILE_WANTED, "*aastra*/*", "an Aastra (Mitel) phone" },
	{ NR_FACT_FILE_WANTED, "*68[0-9][0-9]i.*", "an Aastra (Mitel) phone" },
	{ NR_FACT_FILE_WANTED, "*snom[0-9D]*.htm", "a Snom phone" },
	{ NR_FACT_FILE_WANTED, "*1[12][0-9]0*SIP.cfg", "an Avaya (Nortel) phone" },
	{ NR_FACT_FILE_WANTED, "*y0000000000[0-9][0-9].cfg", "a Yealink phone" },
	{ NR_FACT_FILE_WANTED, "*cfg%M*", "a Grandstream phone" },
	{ NR_FACT_FILE_WANTED, "*spa%M*", "a Cisco SPA device" },
	{ NR_FACT_FILE_WANTED, "*spa[0-9][0-9][0-9]*.cfg", "a Cisco SPA device" },
};

static const struct {
	uint8_t oui[3];
	const char *whose;
} blocks[] = {
	{ { 0x00, 0x04, 0xf2 }, "a Polycom phone" },
	{ { 0x64, 0x16, 0x7f }, "a Polycom phone" },
	{ { 0x48, 0x25, 0x67 }, "a Polycom phone" },
	{ { 0x00, 0x08, 0x5d }, "an Aastra (Mitel) phone" },
	{ { 0x08, 0x00, 0x0f }, "an Aastra (Mitel) phone" },
	{ { 0x14, 0x00, 0xe9 }, "an Aastra (Mitel) phone" },
	{ { 0x00, 0x04, 0x13 }, "a Snom phone" },
	{ { 0x1c, 0x71, 0x26 }, "a Snom phone" },
	{ { 0x00, 0x08, 0x7b }, "a Snom phone" },
	{ { 0x00, 0x24, 0x00 }, "an Avaya (Nortel) phone" },
	{ { 0x00, 0x21, 0x62 }, "an Avaya (Nortel) phone" },
	{ { 0x00, 0x19, 0xe1 }, "an Avaya (Nortel) phone" },
	{ { 0x00, 0x15, 0x65 }, "a Yealink phone" },
	{ { 0x80, 0x5e, 0xc0 }, "a Yealink phone" },
	{ { 0x24, 0x9a, 0xd8 }, "a Yealink phone" },
	{ { 0x00, 0x0b, 0x82 }, "a Grandstream phone" },
	{ { 0xc0, 0x74, 0xad }, "a Grandstream phone" },
	{ { 0xec, 0x74, 0xd7 }, "a Grandstream phone" },
};

const char *vendor_find(const struct phone *p, const char **text)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(texts); i++) {
		*text = evidence_fact(p, texts[i].fact);
		if (evidence_glob(p, texts[i].glob, *text))
			return texts[i].whose;
	}
	*text = "its MAC address";
	for (size_t i = 0; i < NR_ARRAY_SIZE(blocks); i++)
		if (memcmp(p->mac.b, blocks[i].oui, 3) == 0)
			return blocks[i].whose;
	*text = "";
	return NULL;
}
