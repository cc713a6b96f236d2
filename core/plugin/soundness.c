/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * soundness.c -- see soundness.h.  Pure: tables in, lines out.
 */
#include <config.h>
#include "core/plugin/soundness.h"

#include "core/base/device_name.h"
#include "core/base/file_name.h"
#include "core/plugin/model.h"

#include <fnmatch.h>
#include <stdlib.h>

/* Lines are counted until the one that was asked for. */
struct hunt {
	const struct nr_model *model;
	unsigned left;
	bool found;
	char *out;
};

static void __attribute__((format(printf, 2, 3))) find(struct hunt *h, const char *fmt, ...)
{
	int n;
	va_list ap;

	if (h->found || h->left-- > 0)
		return;
	h->found = true;
	n = snprintf(h->out, SOUNDNESS_LINE, "model '%s': ", h->model->name);
	va_start(ap, fmt);
	vsnprintf(h->out + n, SOUNDNESS_LINE - (size_t)n, fmt, ap);
	va_end(ap);
}

static void check_hop(struct hunt *f, const struct nr_hop *h, const char *what)
{
	if (!h->id || !h->reason || !h->source)
		find(f, "%s '%.20s' has no %s", what, h->id ? h->id : "?",
		     !h->id ? "id" : !h->reason ? "reason" : "source");
	if (h->confidence < NR_LOW || h->confidence > NR_HIGH)
		find(f, "%s '%.20s' has no confidence", what, h->id ? h->id : "?");
	if (nr_version_cmp(&h->via_min, &h->via_max) > 0)
		find(f, "%s '%.20s': via_min is newer than via_max", what, h->id ? h->id : "?");
}

/* A rule about parts names parts that there are, and has a stop that can be placed. */
static void check_hop_parts(struct hunt *f, const struct nr_hop *h)
{
	const char *const said[] = { h->part, h->needs };
	bool across = h->needs && model_part(f->model, h->needs) != model_part(f->model, h->part);

	for (size_t i = 0; i < NR_ARRAY_SIZE(said); i++)
		if (said[i] && (!f->model->parts || !f->model->parts[0] || model_part(f->model, said[i]) < 0))
			find(f, "hop '%.20s': the model has no part \"%.20s\"", h->id, said[i]);
	if (across && (h->down || h->optional))
		find(f, "hop '%.20s': what another part needs cannot be down or optional", h->id);
	if (h->via_load && model_part_of(f->model, h->via_load) !=
			   model_part(f->model, h->needs ? h->needs : h->part))
		find(f, "hop '%.20s': via_load \"%.40s\" is of another part", h->id, h->via_load);
}

static void check_parts(struct hunt *f)
{
	size_t n = 0;

	while (f->model->parts && f->model->parts[n] && n <= MODEL_PARTS)
		n++;
	if (n > MODEL_PARTS)
		find(f, "more than %d parts", MODEL_PARTS);
	for (size_t i = 0; i < n; i++)
		if (!f->model->parts[i][0] || strlen(f->model->parts[i]) >= MODEL_PART_SIZE)
			find(f, "part \"%.40s\" has no usable name", f->model->parts[i]);
	for (const struct nr_hop *h = f->model->hops; h && h->id; h++)
		check_hop_parts(f, h);
}

/* No pattern that fits whatever comes tells one device from another. */
static bool fits_anything(const char *glob)
{
	static const char *const words[] = { "Zq7-unheard of", "0", "x.y", "ANOTHER MAKER'S PHONE 12" };

	for (size_t i = 0; i < NR_ARRAY_SIZE(words); i++)
		if (fnmatch(glob, words[i], FNM_CASEFOLD) != 0)
			return false;
	return true;
}

static void check_match(struct hunt *f, const struct nr_match *row)
{
	if ((unsigned)row->fact >= NR_FACT_COUNT || (unsigned)row->and_fact >= NR_FACT_COUNT ||
	    row->fact == NR_FACT_END)
		find(f, "a match for a fact that this program does not know");
	if (row->trust < NR_HINT || row->trust > NR_SURE)
		find(f, "match \"%.60s\" has no trust", row->glob);
	if (row->and_fact && !row->and_glob)
		find(f, "match \"%.60s\" has and_fact but no and_glob", row->glob);
	if (row->trust != NR_HINT && fits_anything(row->glob) &&
	    (!row->and_fact || !row->and_glob || fits_anything(row->and_glob)))
		find(f, "match \"%.60s\" fits every device, and is sure", row->glob);
}

static void check_boards(struct hunt *f)
{
	for (const struct nr_board *b = f->model->boards; b && b->id; b++) {
		if (!b->reason || !b->source || !b->confidence)
			find(f, "board '%.20s' has no %s", b->id,
			     !b->reason ? "reason" : !b->source ? "source" : "confidence");
		if (b->last && b->first > b->last)
			find(f, "board '%.20s': first is greater than last", b->id);
	}
}

/* A file with which a load begins must be one that the library indexes. */
static void check_files(struct hunt *f)
{
	const struct nr_model *m = f->model;
	bool begins = !m->load_suffix[0] || !m->suffixes;

	for (const struct nr_suffix *s = m->suffixes; s && s->text; s++) {
		if (!file_name_good_suffix(s->text))
			find(f, "files cannot end in \"%.20s\": expected a dot, letters and digits, and no "
			     "archive's end", s->text);
		if (s->kind < NR_FILE_LIST || s->kind > NR_FILE_IMAGE)
			find(f, "suffix \"%.20s\" has no kind", s->text);
		begins |= strcasecmp(s->text, m->load_suffix) == 0 && s->kind != NR_FILE_IMAGE;
	}
	if (m->load_suffix[0] && !file_name_good_suffix(m->load_suffix))
		find(f, "load_suffix cannot be \"%.20s\": expected a dot, letters and digits, and no archive's "
		     "end", m->load_suffix);
	else if (!begins)
		find(f, "load_suffix \"%.20s\" is not among its suffixes as a list or a load: the library will "
		     "never index its firmware", m->load_suffix);
	if (m->phone_name && !device_name_good(m->phone_name))
		find(f, "phone_name \"%.40s\" cannot be a name: expected one %%M or %%m, and letters, digits, "
		     "'-', '_' and '.'", m->phone_name);
}

/* As plugins/dhcp/extra.c has them, which sends none of these for a model. */
static bool is_servers_own(uint8_t option)
{
	return option == 1 || (option >= 50 && option <= 55) || (option >= 57 && option <= 61) ||
	       option == 82 || option == 255;
}

static void check_wire(struct hunt *f)
{
	for (const struct nr_dhcp *d = f->model->dhcp; d && d->option; d++) {
		if (d->text && (d->type < NR_DHCP_TEXT || d->type > NR_DHCP_BYTES))
			find(f, "DHCP option %u has no type", d->option);
		if (is_servers_own(d->option))
			find(f, "DHCP option %u is the server's own", d->option);
		if (d->sub && d->option != 43)
			find(f, "DHCP option %u has no sub-options", d->option);
	}
	for (const struct nr_restart *r = f->model->restarts; r && r->text; r++)
		if (r->by < NR_RESTART_NOTIFY || r->by > NR_RESTART_HTTP)
			find(f, "restart \"%.40s\": by what?", r->text);
}

size_t soundness_hops(const struct nr_model *m)
{
	size_t n = 0;

	while (m->hops && m->hops[n].id)
		n++;
	return n;
}

bool soundness_problem(const struct nr_model *m, unsigned i, char out[SOUNDNESS_LINE])
{
	struct hunt f = { m, i, false, out };

	for (size_t k = 0; k < soundness_hops(m); k++)
		check_hop(&f, &m->hops[k], "hop");
	if (m->wiped_hop)
		check_hop(&f, m->wiped_hop, "wiped_hop");
	check_boards(&f);
	for (const struct nr_match *row = m->matches; row && row->glob; row++)
		check_match(&f, row);
	for (const struct nr_match *row = m->wiped; row && row->glob; row++)
		check_match(&f, row);
	if (!m->matches || !m->matches->glob)
		find(&f, "no match: no device will ever be this model");
	if (!strstr(m->archive_format, "%V"))
		find(&f, "archive_format \"%.60s\" has no %%V", m->archive_format);
	for (const struct nr_name *n = m->names; n && n->glob; n++)
		if (n->want < NR_WANT_OTHER || n->want > NR_WANT_TEXT)
			find(&f, "name \"%.60s\": for what?", n->glob);
	check_files(&f);
	check_parts(&f);
	check_wire(&f);
	return f.found;
}
