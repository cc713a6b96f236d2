/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_DX_H
#define MODELS_DX_H
/*
 * dx.h -- the DX70 and DX80, with Android or with CE software.
 *
 * One desktop endpoint, two products, and a call manager has a number for each.
 * Loads of both begin with "sipdx80."; those of CE say "ce915.291117".  No
 * document was found that orders them or says what leads from one to the other,
 * so they are on no scale: none is chosen, only one that somebody names is served.
 */
#include "dashed.h"

bool dx_parse_android(const struct nr_model *self, const char *name, struct nr_load *out);
bool dx_parse_ce(const struct nr_model *self, const char *name, struct nr_load *out);

#define DX_MATCHES(number)                                                             \
	EVIDENCE_IS(number),                                                           \
	DASHED_LOADS("sipdx80"),                                                       \
	EVIDENCE_A_PHONE,                                                              \
	EVIDENCE_END

/* With CE software it is a video endpoint; what that says of itself nobody wrote down. */
#define DX_MATCHES_CE(number)                                                          \
	EVIDENCE_ROW(NR_FACT_PLATFORM, NR_HINT, "Cisco TelePresence " number "*"),     \
	DASHED_LOADS("sipdx80"),                                                       \
	EVIDENCE_END

#define DX_FAMILY                                                                      \
	CISCO_PHONE,                                                           \
	.not_known = "upgrade rules: no release note was read; whether it takes " \
		"an older load", \
	.transport = NR_HTTP_FIRST,                                                    \
	.load_prefixes = dx_prefixes,                                                  \
	.protocols = dashed_sip,                                                       \
	.load_suffix = ".loads",                                                       \
	.load_format = "sipdx80.%V",                                                   \
	.archive_format = "sipdx80.%V",                                                \
	.patience = { .ask = 120, .transfer = 120, .flash = 1200 }

extern const char *const dx_prefixes[];

#endif
