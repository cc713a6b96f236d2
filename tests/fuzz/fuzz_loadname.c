/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * fuzz_loadname.c -- names from the network: normalised, then read by every model
 * plugin that was built.  What comes out must be terminated, on the scale the right
 * way round, and comparable with itself.
 */
#include "core/base/file_name.h"
#include "core/plugin/knowledge.h"
#include "core/plugin/names.h"
#include "core/plugin/version.h"
#include "tests/unit/modules.h"

static struct plugins all;

static void must(bool holds)
{
	if (!holds)
		abort();
}

/* @name: normalised */
static void check(const struct nr_model *m, const char *name)
{
	char out[64];
	struct nr_load l;

	if (m->printed && m->printed(m, "SCCP", name, true, out, sizeof(out)))
		must(strlen(out) < sizeof(out) && m->printed(m, "SCCP", name, false, out, sizeof(out)));
	if (m->load_of && m->load_of(m, m->protocols[0], name, out, sizeof(out)))
		must(strlen(out) < sizeof(out));
	if (!m->parse || !m->parse(m, name, &l))
		return;
	must(memchr(l.family, 0, sizeof(l.family)) && memchr(l.train, 0, sizeof(l.train)) &&
	     memchr(l.protocol, 0, sizeof(l.protocol)) && memchr(l.text, 0, sizeof(l.text)) &&
	     memchr(l.printed, 0, sizeof(l.printed)) && memchr(l.load, 0, sizeof(l.load)) &&
	     memchr(l.suffix, 0, sizeof(l.suffix)));
	must(!l.ordered || nr_version_cmp(&l.version, &l.latest) <= 0);
	must(nr_load_order(&l, &l) == (l.ordered ? NR_SAME : NR_ORDER_UNKNOWN));
	model_format(m->load_format, l.protocol, l.text, out, sizeof(out));
	model_archive(m, &l, out, sizeof(out));
	if (m->running)
		m->running(m, name, "SIP001B54AA0001", out, sizeof(out));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct names_meaning other;
	char raw[LOAD_NAME_SIZE], name[LOAD_NAME_SIZE], version[VERSION_SIZE];

	if (all.model_count == 0) {
		modules_load(&all);
		must(all.model_count > 0);
	}
	if (size >= sizeof(raw))
		return 0;
	if (size)
		memcpy(raw, data, size);
	raw[size] = '\0';
	if (!file_name_normalise(raw, name))
		return 0;
	names_explain(&all, raw, &other);
	must(memchr(other.version, 0, sizeof(other.version)) != NULL);
	if (version_said(name, version))
		must(strlen(version) < sizeof(version));
	for (size_t i = 0; i < all.model_count; i++)
		check(&all.model[i]->model, name);
	return 0;
}
