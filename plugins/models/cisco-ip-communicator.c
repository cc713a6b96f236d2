/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cisco-ip-communicator.c -- Cisco IP Communicator. */
/*
 * A program, not a phone: it is installed on a computer, so it has no load and
 * nothing to recover.  It is known here so that it can be explained.
 */
#include "legacy.h"

static bool parse(const struct nr_model *self, const char *name, struct nr_load *out)
{
	(void)self;
	(void)name;
	(void)out;
	return false;
}

static const struct nr_match matches[] = {
	LEGACY_ROW(NR_FACT_FILE_WANTED, NR_HINT, "Communicator/*"),
	LEGACY_END
};

static const char *const protocols[] = { "SCCP", "SIP", NULL };

static const struct nr_model model = {
	.id = "cisco-ip-communicator",
	.name = "IP-Communicator",
	.title = "Cisco IP Communicator (a program, without a load)",
	.type = 30016,
	.type_name = "Cisco IP Communicator",
	.protocols = protocols,
	.load_format = "%V",
	.archive_format = "%V",
	.matches = matches,
	LEGACY_PATIENCE,
	.parse = parse
};
NR_MODEL_PLUGIN("cisco-ip-communicator", "1.0", &model);
