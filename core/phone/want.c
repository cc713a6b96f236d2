/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * want.c -- see want.h.  The one place that says what a phone may have now: its
 * configuration, the list and the images of its step, nothing else.
 */
#include <config.h>

#include "core/phone/want.h"
#include "core/phone/course.h"
#include "core/phone/download.h"
#include "core/phone/evidence.h"

static enum nr_want name_of(const struct phone *p, const char *want)
{
	for (const struct nr_name *n = p->belief.model->names; n && n->glob; n++)
		if (evidence_glob(p, n->glob, want))
			return n->want;
	return NR_WANT_OTHER;
}

static bool takes_its_step(const struct phone *p)
{
	switch (p->state) {
	case PHONE_PLANNED:
	case PHONE_SERVING:
	case PHONE_SENT:
	case PHONE_STALLED:
		return true;
	case PHONE_SEEN:
	case PHONE_KNOWN:
	case PHONE_DONE:
	case PHONE_BLOCKED:
	case PHONE_REFUSED:
	case PHONE_HELD:
	case PHONE_STRANGER:
	case PHONE_STATES:
		break;
	}
	return false;
}

/* Where a download begins: the list, or the image of a load that has only this file. */
static bool begins(const struct lib_load *l, int image)
{
	return image < 0 || l->file[image] == l->list;
}

/* A wiped phone that rejected its list gets another one in its place. */
static void find_other_list(const struct bench *b, const struct phone *p, const char *name,
			    struct want *out)
{
	struct plan plan;
	const struct lib_load *l = course_after_rejection(b, p, &plan);

	out->file = l ? index_load_file(l, name, &out->image) : NULL;
	if (l && !out->file) {
		out->file = l->list;
		out->image = -1;
	}
}

static void find_list(const struct bench *b, const struct phone *p, const char *name,
		      struct want *out)
{
	out->kind = WANT_LIST;
	switch (download_turn(b, p)) {
	case DOWNLOAD_BEGINS:
		break;
	case DOWNLOAD_FALLS_BACK:
		find_other_list(b, p, name, out);
		break;
	case DOWNLOAD_REJECTED:
		out->kind = WANT_REJECTED;
		out->file = NULL;
		break;
	}
}

static void find_firmware(const struct bench *b, const struct phone *p, const char *name,
			  struct want *out)
{
	const struct lib_load *l = takes_its_step(p) ? course_list(p) : NULL;

	out->kind = WANT_OTHER;
	out->file = l ? download_file(p, l, name, &out->image) : NULL;
	if (out->file && course_waits(b, p)) {
		out->kind = WANT_LATER;
		out->file = NULL;
		return;
	}
	if (out->file && begins(l, out->image))
		find_list(b, p, name, out);
	else if (out->file)
		out->kind = WANT_IMAGE;
}

void want_find(const struct bench *b, const struct phone *p, const char *name, struct want *out)
{
	memset(out, 0, sizeof(*out));
	out->image = -1;
	out->name = name_of(p, name);
	switch (out->name) {
	case NR_WANT_TRUST:
		out->kind = WANT_TRUST;
		break;
	case NR_WANT_SIGNED_CONFIG:
		out->kind = WANT_SIGNED;
		break;
	case NR_WANT_CONFIG:
	case NR_WANT_DEFAULTS:
	case NR_WANT_TEXT:
		out->kind = WANT_CONFIG;
		break;
	case NR_WANT_MANIFEST:
	case NR_WANT_OTHER:
		find_firmware(b, p, name, out);
		break;
	}
}
