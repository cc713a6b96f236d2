/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_SERIES69_H
#define MODELS_SERIES69_H
/*
 * series69.h -- the 6901, 6911, 6921, 6941, 6945, 6961, 8941 and 8945: small
 * phones with SCCP and SIP loads (load names of family F8).
 */
#include "dashed.h"

extern const struct nr_hop series69_hops[];
extern const struct nr_hop series69_hops_6901[];
extern const struct nr_hop series69_hops_894x[];

bool series69_archive_894x(const struct nr_model *self, const struct nr_load *load, char *out,
			   size_t size);
bool series69_parse(const struct nr_model *self, const char *name, struct nr_load *out);

/* Keys as on the 79xx; nobody has written down what this series does after them. */
#define SERIES69_RESET                                                                 \
	DASHED_RESET " (These are the keys of the other series: not confirmed for this one.)"

/*
 * Patience: as the 79xx, whose images are of the same size.  An 8945 tries HTTP and
 * falls back to TFTP (seen in its log); of the 69xx nothing is known.
 */
#define SERIES69_FAMILY         SERIES69_FAMILY_BY(NR_TFTP)
#define SERIES69_FAMILY_BY(transport_)                                                 \
	CISCO_PHONE,                                                           \
	.transport = transport_,                                                       \
	.protocols = dashed_sccp_sip,                                                  \
	.load_suffix = ".loads",                                                       \
	.patience = { .ask = 120, .transfer = 60, .flash = 600 },                      \
	.reset = SERIES69_RESET,                                                       \
	.read = "Cisco release notes 9.3(1) of the 6900 series and 9.3(1)SR3 of the 6901", \
	.not_known = "which loads before 9.3(1) are signed; release notes of the 8941 and 8945; " \
		     "what a wiped one asks for",                                      \
	.parse = series69_parse

#endif
