/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* family.c -- what several families have in common; see family.h. */
#include <config.h>

#include "tests/phone/family.h"

const struct family family_strange = { .no_cdp = true };

const struct ask *family_xml_asks(const struct loader *l)
{
	static const struct ask asks[] = {
		{ WANT_CTL, "CTLSEP%M.tlv" },
		{ WANT_ITL, "ITLSEP%M.tlv" },
		{ WANT_ITL, "ITLFile.tlv" },
		{ WANT_CONFIG, "SEP%M.cnf.xml" },
		{ WANT_CONFIG, "XMLDefault.cnf.xml" },
		{ WANT_CTL, NULL },
	};

	(void)l;
	return asks;
}
