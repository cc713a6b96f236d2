/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * stock.c -- what a library has for phones of one model.
 */
#include "core/plan/stock.h"

#include "core/base/file_name.h"
#include "core/plan/rule.h"
#include "core/plugin/version.h"

#include <strings.h>

const struct nr_hop *stock_too_old(const struct nr_model *m, const struct nr_load *l)
{
	static const struct nr_version zero;
	int part = model_part(m, l->part);

	for (const struct nr_hop *h = m->hops; h && h->id; h++)
		if (rule_part(m, h) == part && rule_enforced(h) && !h->optional && !rule_has_stop(h) && h->down &&
		    nr_version_cmp(&h->before, &zero) == 0 &&
		    nr_version_cmp(&l->version, &h->reaching) < 0)
			return h;
	return NULL;
}

/* Is @l a whole, orderable load that this model can run, and that may be chosen?  Its meaning goes to *out. */
static bool usable(const struct nr_model *m, const struct lib_load *l, struct nr_load *out)
{
	return l->whole && model_parse(m, l->name, out) && out->kind == NR_KIND_LOAD &&
	       out->ordered && !out->named_only && !stock_too_old(m, out);
}

/* A total order, so that a choice never depends on the order in the library. */
static bool is_newer(const struct stop *a, const struct stop *b)
{
	int c = nr_version_cmp(&a->load.version, &b->load.version);

	if (c == 0)     /* the narrower interval is the surer one */
		c = nr_version_cmp(&b->load.latest, &a->load.latest);
	return c != 0 ? c > 0 : strcasecmp(a->name, b->name) < 0;
}

static bool same_files(const struct lib_load *a, const struct lib_load *b)
{
	if (a->file_count != b->file_count)
		return false;
	for (size_t i = 0; i < a->file_count; i++) {
		size_t k = 0;

		while (k < b->file_count && strcasecmp(a->file_name[i], b->file_name[k]) != 0)
			k++;
		if (k == b->file_count)
			return false;
	}
	return true;
}

/*
 * The list that a wiped phone asks for, from the archive that brought @l.  A
 * folder may hold two releases of which the later overwrote the list of the
 * first: only a list of the same images is this load's.
 */
const struct lib_load *stock_manifest(const struct nr_model *m, const struct library *lib,
				      const struct lib_load *l)
{
	for (const struct nr_name *n = m->names; n && n->glob; n++) {
		const struct lib_load *list;

		if (n->want != NR_WANT_MANIFEST)
			continue;
		list = index_manifest(lib, l->release, n->glob);
		if (list && list->whole && same_files(list, l))
			return list;
	}
	return NULL;
}

static bool fits(const struct nr_model *m, const struct library *lib, const struct lib_load *l,
		 const struct nr_load *load, const struct stock_query *w)
{
	return model_part(m, load->part) == w->part && (!w->train || strcmp(load->train, w->train) == 0) &&
	       (!w->protocol || !load->protocol[0] ||
		strcasecmp(load->protocol, w->protocol) == 0) &&
	       (!w->min || nr_version_cmp(&load->version, w->min) >= 0) &&
	       (!w->max || nr_version_cmp(&load->latest, w->max) <= 0) &&
	       (!w->text || strncmp(load->text, w->text, strlen(w->text)) == 0) &&
	       (!w->parts || (l->hardware_comp & ~*w->parts)) &&
	       (!w->with_manifest || stock_manifest(m, lib, l));
}

static bool pick(const struct nr_model *m, const struct library *lib,
		 const struct stock_query *w, bool newest, struct stop *out)
{
	bool found = false;

	for (size_t i = 0; lib && i < lib->load_count; i++) {
		struct stop s = { .have = lib->load[i] };

		if (!usable(m, s.have, &s.load) || !fits(m, lib, s.have, &s.load, w) ||
		    !file_name_normalise(s.have->name, s.name))
			continue;
		if (!found || (newest ? is_newer(&s, out) : is_newer(out, &s)))
			*out = s;
		found = true;
	}
	return found;
}

bool stock_newest(const struct nr_model *m, const struct library *lib,
		  const struct stock_query *w, struct stop *out)
{
	return pick(m, lib, w, true, out);
}

bool stock_oldest(const struct nr_model *m, const struct library *lib,
		  const struct stock_query *w, struct stop *out)
{
	return pick(m, lib, w, false, out);
}

static bool is_alias(const struct lib_load *l, const char *name)
{
	char alias[LOAD_NAME_SIZE];

	return l->alias && file_name_normalise(l->alias, alias) && strcasecmp(alias, name) == 0;
}

const struct lib_load *stock_find(const struct nr_model *m, const struct library *lib,
				  const char *name, bool with_manifest)
{
	const struct lib_load *second = NULL;

	for (size_t i = 0; lib && i < lib->load_count; i++) {
		const struct lib_load *l = lib->load[i];
		bool first = strcasecmp(l->name, name) == 0;

		if (!l->whole || (!first && !is_alias(l, name)) ||
		    (with_manifest && !stock_manifest(m, lib, l)))
			continue;
		if (first)
			return l;
		second = second ? second : l;
	}
	return second;
}

/* Does a rule ask for exactly this load? */
static bool is_named_stop(const struct nr_model *m, const char *name, const struct nr_load *l)
{
	for (const struct nr_hop *h = m->hops; h && h->id; h++)
		if (rule_is_named(h) && (strcasecmp(h->via_text, l->text) == 0 ||
					 (h->via_load && strcasecmp(h->via_load, name) == 0)))
			return true;
	return false;
}

const struct lib_load *stock_same(const struct nr_model *m, const struct library *lib, const char *name)
{
	const struct lib_load *found = stock_find(m, lib, name, false);
	struct stop best = { .have = NULL };

	for (size_t i = 0; !found && lib && i < lib->load_count; i++) {
		struct stop s = { .have = lib->load[i] };

		if (usable(m, s.have, &s.load) && model_same(m, s.have->name, name) &&
		    !is_named_stop(m, s.have->name, &s.load) && file_name_normalise(s.have->name, s.name) &&
		    (!best.have || is_newer(&s, &best)))
			best = s;
	}
	return found ? found : best.have;
}

bool stock_is_ambiguous(const struct library *lib, const char *name)
{
	const struct lib_load *first = NULL;

	for (size_t i = 0; lib && i < lib->load_count; i++) {
		const struct lib_load *l = lib->load[i];

		if (!l->whole || strcasecmp(l->name, name) != 0)
			continue;
		if (first && first->release != l->release)
			return true;
		first = l;
	}
	return false;
}

bool stock_like(const struct nr_model *m, const struct library *lib, const struct nr_load *load,
		struct stop *out)
{
	const struct stock_query w = { .train = load->train, .protocol = load->protocol,
				  .text = load->text, .part = model_part(m, load->part) };

	return stock_newest(m, lib, &w, out);
}

/* Is @printed of the version @said: itself, or with a build that was left out? */
static bool is_said(const char *printed, const char *said)
{
	char text[40];
	size_t n = strlen(said);

	/* " b20" and ".3" are builds too */
	snprintf(text, sizeof(text), "%s", printed);
	if (strncmp(text, said, n) == 0 && (!text[n] || strchr("-. ", text[n])))
		return true;
	for (char *c = strchr(text, ')'); c && *c; c++)
		if (*c == '.' || strncmp(c, " b", 2) == 0) {
			memmove(c + 1, c + (*c == '.' ? 1 : 2), strlen(c + (*c == '.' ? 1 : 2)) + 1);
			*c = '-';
			break;
		}
	return strcmp(text, said) == 0;
}

/* @prefix: any version that begins so will do. */
static bool pick_said(const struct nr_model *m, const struct library *lib, const char *protocol,
		      const char *said, bool prefix, struct stop *out)
{
	bool found = false;

	for (size_t i = 0; lib && i < lib->load_count; i++) {
		struct stop s = { .have = lib->load[i] };

		if (!usable(m, s.have, &s.load) || model_part(m, s.load.part) != 0 ||
		    !(prefix ? strncmp(s.load.printed, said, strlen(said)) == 0 : is_said(s.load.printed, said)) ||
		    strcasecmp(s.load.protocol, protocol) != 0 || !file_name_normalise(s.have->name, s.name))
			continue;
		if (!found || is_newer(&s, out))
			*out = s;
		found = true;
	}
	return found;
}

bool stock_version(const struct nr_model *m, const struct library *lib, const char *protocol,
		   const char *said, struct stop *out)
{
	char version[VERSION_SIZE], name[64], *build;

	if (!version_said(said, version))
		return false;
	if (model_load_of(m, protocol, version, name) && stock_same(m, lib, name)) {
		snprintf(out->name, sizeof(out->name), "%s", name);
		return model_parse(m, name, &out->load);
	}
	if (pick_said(m, lib, protocol, version, false, out))
		return true;
	/* 9.4.2(1) was said of 9.4(2)SR3-1, whose archive is called 9-4-2-1SR3-1 */
	build = strchr(version, '-');
	if (build && !strchr(said, '-') && !strstr(version, "SR")) {
		char release[32];

		snprintf(release, sizeof(release), "%.*sSR", (int)(build - version), version);
		if (pick_said(m, lib, protocol, release, true, out))
			return true;
	}
	if (!model_load_of(m, protocol, version, name))
		return false;
	snprintf(out->name, sizeof(out->name), "%s", name);
	return model_parse(m, name, &out->load);
}
