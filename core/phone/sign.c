/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * sign.c -- see sign.h.
 */
#include <config.h>

#include "core/phone/sign.h"
#include "core/phone/course.h"
#include "core/phone/evidence.h"
#include "core/phone/witness.h"
#include "core/plugin/model.h"

#include <strings.h>

/* Before its step it had nothing that could ask as an application of @protocol does. */
static bool had_none(const struct phone *p, const char *protocol)
{
	char before[MODEL_PROTOCOL_SIZE];

	if (p->belief.wiped)
		return true;
	return p->belief.load[0] && witness_is_strong(p->belief.load_source) &&
	       !p->belief.load_restored && protocol[0] &&
	       model_protocol(p->belief.model, p->belief.load, before)[0] &&
	       strcmp(before, protocol) != 0;
}

/* Does @name match the sign "PROTOCOL GLOB"?  *of: is it one of @protocol, or of any? */
static bool is_sign(const struct phone *p, const char *sign, const char *name, const char *protocol,
		    bool *of)
{
	size_t end = strcspn(sign, " ");

	*of = strncmp(sign, "* ", 2) == 0 ||
	      (strlen(protocol) == end && strncmp(sign, protocol, end) == 0);
	return sign[end] && evidence_glob(p, sign + end + 1, name);
}

bool sign_of_another(const struct phone *p, const char *name)
{
	char runs[MODEL_PROTOCOL_SIZE];
	bool of;

	model_protocol(p->belief.model, p->belief.load, runs);
	for (const char *const *s = p->belief.model->signs; s && *s; s++)
		if (is_sign(p, *s, name, runs, &of) && (!of || **s == '*'))
			return true;
	return false;
}

bool sign_of_step(const struct phone *p, const char *name)
{
	const struct plan_step *step = course_step(p);
	char protocol[MODEL_PROTOCOL_SIZE];
	bool of;

	if (!step || !p->progress.step.sent || p->progress.wrote_before || !p->progress.step.list_alone ||
	    !had_none(p, model_protocol(p->belief.model, step->load, protocol)))
		return false;
	for (const char *const *s = p->belief.model->signs; s && *s; s++)
		if (is_sign(p, *s, name, protocol, &of) && of)
			return true;
	return false;
}

bool sign_of_lists(const struct phone *p, const char *name)
{
	static const struct nr_version never;
	const struct nr_model *m = p->belief.model;
	size_t end = m->load_suffix ? strlen(m->load_suffix) : 0, len = strlen(name);
	struct nr_load l;

	return nr_version_cmp(&m->lists_from, &never) != 0 && end && len > end &&
	       strcasecmp(name + len - end, m->load_suffix) == 0 && model_parse(m, name, &l) &&
	       l.kind == NR_KIND_LOAD;
}
