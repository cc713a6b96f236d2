/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * cisco-ip-communicator.c -- Cisco IP Communicator: a program on a computer.  Its tables
 * stand in full, as its neighbours' do: see
 * README.md.
 */
#include "family/noload.h"

static const struct nr_match matches[] = {
	EVIDENCE_ROW(NR_FACT_FILE_WANTED, NR_HINT, "Communicator/*"),
	EVIDENCE_END
};

static const char *const protocols[] = { "SCCP", "SIP", NULL };

static const struct nr_model model = {
	.id = "cisco-ip-communicator",
	.name = "IP-Communicator",
	.title = "Cisco IP Communicator (a program, without a load)",
	.type = 30016,
	.type_name = "Cisco IP Communicator",
	.protocols = protocols,
	.matches = matches,
	LEGACY_DOOR,
	NOLOAD_FAMILY
};
NR_MODEL_PLUGIN("cisco-ip-communicator", "1.0", &model);
