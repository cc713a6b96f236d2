/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz_loadname.c -- names from the network: normalised, then parsed by the Java
 * family for a train with one, two and no manifests.  What comes out must be
 * terminated, on the scale the right way round, and comparable with itself.
 */
#include "core/knowledge.h"
#include "plugins/models/java79.h"

#include <stdlib.h>

static const char *const prefixes_45[] = { "SCCP45.", "SIP45.", NULL };
static const char *const prefixes_11[] = { "SCCP11.", "SIP11.", "TERM11.", NULL };
static const struct nr_name names_45[] = { JAVA79_NAMES("45") };

static const struct nr_model models[] = {
	{ .load_prefixes = prefixes_45, .names = names_45, .load_format = "%P45.%VS",
	  .archive_format = "cmterm-7945_7965-%p.%V.zip", .hops = java79_hops, JAVA79_FAMILY },
	{ .load_prefixes = prefixes_11, .load_format = "%P11.%VS",
	  .archive_format = "cmterm-7911_7906-%p.%V.zip", .hops = java79_hops, JAVA79_FAMILY },
};

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check(const struct nr_model *m, const char *name)
{
	char out[64];
	struct nr_load l;

	if (!model_parse(m, name, &l))
		return;
	must(memchr(l.text, 0, sizeof(l.text)) && memchr(l.printed, 0, sizeof(l.printed)) &&
	     memchr(l.load, 0, sizeof(l.load)) && memchr(l.train, 0, sizeof(l.train)));
	must(!l.ordered || nr_version_cmp(&l.version, &l.latest) <= 0);
	must(nr_load_order(&l, &l) == (l.ordered ? NR_SAME : NR_ORDER_UNKNOWN));
	model_format(m->archive_format, l.protocol, l.text, out, sizeof(out));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char name[LOAD_NAME_SIZE];

	if (size >= sizeof(name))
		return 0;
	if (size)
		memcpy(name, data, size);
	name[size] = '\0';
	for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++)
		check(&models[i], name);
	return 0;
}
