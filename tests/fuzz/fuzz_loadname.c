/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz_loadname.c -- names from the network: normalised, then parsed by the Java
 * family for a train with one, two and no manifests, and by a model of each later
 * series.  What comes out must be terminated, on the scale the right way round,
 * and comparable with itself.
 */
#include "core/knowledge.h"
#include "plugins/models/ata19.h"
#include "plugins/models/java79.h"
#include "plugins/models/series39.h"
#include "plugins/models/series69.h"
#include "plugins/models/series88.h"
#include "plugins/models/series99.h"

#include <stdlib.h>

static const char *const prefixes_45[] = { "SCCP45.", "SIP45.", NULL };
static const char *const prefixes_11[] = { "SCCP11.", "SIP11.", "TERM11.", NULL };
static const struct nr_name names_45[] = { JAVA79_NAMES("45") };

static const char *const prefixes_894x[] = { "SCCP894x.", "SIP894x.", "SCCP8941_8945.", NULL };
static const char *const prefixes_88xx[] = { "sip88xx.", NULL };
static const char *const prefixes_9951[] = { "sip9951.", NULL };
static const char *const prefixes_3951[] = { "SIP3951.", NULL };
static const char *const prefixes_191[] = { "ATA191.", NULL };

static const struct nr_model models[] = {
	{ .name = "8941", .load_prefixes = prefixes_894x, .load_format = "%P894x.%V",
	  .archive_format = "cmterm-8941_8945-%p.%V.zip", SERIES69_FAMILY },
	{ .name = "8841", .load_prefixes = prefixes_88xx, .load_format = "sip88xx.%V",
	  .archive_format = "cmterm-88xx.%V.zip", SERIES88_FAMILY },
	{ .name = "9951", .load_prefixes = prefixes_9951, .load_format = "sip9951.%V",
	  .archive_format = "cmterm-9951.%V.zip", SERIES99_FAMILY },
	{ .name = "3951", .load_prefixes = prefixes_3951, .load_format = "SIP3951.%V",
	  .archive_format = "cmterm-3951.%V.zip", SERIES39_FAMILY },
	{ .name = "ATA191", .load_prefixes = prefixes_191, .load_format = "ATA191.%V",
	  .archive_format = "cmterm-ata191.%V.zip", .parse = ata19_parse_191, ATA19_FAMILY },
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
