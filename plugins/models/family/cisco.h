/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef MODELS_CISCO_H
#define MODELS_CISCO_H
/*
 * cisco.h -- what all phones of this maker have in common: how their files end, what of the
 * program's own readers and writers fits them, and how a call manager calls them.
 */
#include <netrecover/plugin.h>

/* core/base/file_name.c knows these without a model too: a change here is one there. */
static const struct nr_suffix cisco_suffixes[] = {
	{ ".loads", NR_FILE_LIST },
	{ ".bin", NR_FILE_LOAD }, { ".sbn", NR_FILE_LOAD }, { ".sbin", NR_FILE_LOAD },
	{ ".zup", NR_FILE_LOAD },
	{ ".sb2", NR_FILE_IMAGE }, { ".zz.sgn", NR_FILE_IMAGE }, { ".sgn", NR_FILE_IMAGE },
	{ ".sebn", NR_FILE_IMAGE },
	{ NULL, (enum nr_file_kind)0 }
};

#define CISCO_FORMATS "cisco-list", "cisco-image", "cisco-config", "cisco-defaults"
static const char *const cisco_formats[] = { CISCO_FORMATS, NULL };
/* Those that verify every file: without a signature it is of no use to them. */
static const char *const cisco_signed_formats[] = { CISCO_FORMATS, "cisco-signed", NULL };

/*
 * A phone reads the load in its configuration, compares it with its own, and fetches it when
 * they differ (NR_PROOF_CONFIG).
 */
#define CISCO_PHONE_WITH(formats_)                                                     \
	.suffixes = cisco_suffixes, .formats = formats_,                               \
	.phone_name = "SEP%M", .proofs = NR_PROOF_CONFIG
#define CISCO_PHONE CISCO_PHONE_WITH(cisco_formats)

#endif
