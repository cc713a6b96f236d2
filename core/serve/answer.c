/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * answer.c -- the one place that decides what is served to whom.
 *
 * A phone gets: its configuration, made for it; the list and the images of the
 * step that it is to take now; nothing else.  Files come from the index of the
 * library, never from a path made of what was asked.  Asking changes no phone:
 * a phone moves when the plugin reports what it served (phone/deed.c).
 */
#include <config.h>

#include "core/serve/answer.h"
#include "core/base/log.h"
#include "core/phone/course.h"
#include "core/phone/download.h"
#include "core/phone/evidence.h"
#include "core/phone/power.h"
#include "core/phone/want.h"
#include "core/plugin/formats.h"
#include "core/plugin/model.h"
#include "core/serve/cnfxml.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <strings.h>

/* What nr_file.handle points to: bytes of the library, or bytes made for one answer. */
struct answer {
	struct lib_blob *blob;
	uint8_t *body;
};

/* A phone of the site, and nobody's order: it is not answered at all. */
static bool is_left(const struct bench *b, const struct phone *p)
{
	return settings_leaves(b->config, p ? p->section : NULL);
}

/* While another server is on the wire, a device keeps the lease that it has from here. */
enum nr_verdict answer_lease(const struct bench *b, const struct phone *p)
{
	if (b->wire.passive || !p || power_busy(b, p) || is_left(b, p))
		return NR_IGNORE;
	if (b->guard == NR_GUARD_TRIPPED && p->leased.s_addr == INADDR_ANY)
		return NR_IGNORE;
	return p->belief.is_phone || b->config->serve_all ? NR_SERVE : NR_IGNORE;
}

static enum nr_verdict give(struct nr_file *out, const char *name, struct lib_blob *blob,
			    uint8_t *body, size_t len)
{
	struct answer *a = calloc(1, sizeof(*a));

	if (!a) {
		free(body);
		return NR_REFUSE;
	}
	a->blob = blob;
	a->body = body;
	out->data = blob ? blob->data : body;
	out->size = blob ? blob->size : len;
	out->handle = a;
	snprintf(out->name, sizeof(out->name), "%s", name);
	return NR_SERVE;
}

void answer_close(struct bench *b, struct nr_file *file)
{
	struct answer *a = file->handle;

	if (!a)
		return;
	if (a->blob)
		store_put(b->library, a->blob);
	free(a->body);
	free(a);
	memset(file, 0, sizeof(*file));
}

static enum nr_verdict give_file(struct bench *b, const char *who, const struct lib_file *f,
				 struct nr_file *out)
{
	struct lib_blob *blob = store_get(b->library, f);

	if (!blob && errno == EBADMSG) {
		log_line(LOG_ERR, who, "[NR-LIB] %s; it is not served", f->problem);
		return NR_REFUSE;
	}
	if (!blob) {
		log_line(LOG_ERR, who, "%s: cannot be read, or changed since the bench was started: %m",
			 f->path);
		return NR_REFUSE;
	}
	return give(out, f->name, blob, NULL, 0);
}

/* -- configurations ------------------------------------------------------------- */

/* The protocol of the load that is named to it, else of the one that it runs, else the
 * first of its model. */
static const char *protocol_of(const struct phone *p, const char *load,
			       char out[MODEL_PROTOCOL_SIZE])
{
	const struct nr_model *m = p->belief.model;

	if (model_protocol(m, load, out)[0] || model_protocol(m, p->belief.load, out)[0])
		return out;
	return model_usual_protocol(m);
}

static bool text_config(const struct phone *p, enum nr_want want, const struct nr_ask *ask,
			uint8_t **out, size_t *len)
{
	struct nr_body body = { .size = 65536 };

	if (!p->belief.model->config || !(body.buf = malloc(body.size)))
		return false;
	if (!model_config(p->belief.model, want, ask, &body) ||
	    body.len >= body.size) {
		free(body.buf);
		return false;
	}
	*out = (uint8_t *)body.buf;
	*len = body.len;
	return true;
}

/* The file with which @load begins, if the library has it; NULL: not. */
static const char *first_file(const struct bench *b, const struct phone *p, const char *load)
{
	const struct lib_load *l = course_list(p);

	if (!load || !b->library)
		return NULL;
	if (!l || strcasecmp(l->name, load) != 0)
		l = index_load(b->library, load);
	return l ? l->list->name : NULL;
}

static const char *user_agent(const struct phone *p, const struct nr_request *r)
{
	return r->user_agent ? r->user_agent : evidence_fact(p, NR_FACT_USER_AGENT);
}

static const char *first_part(const struct phone *p)
{
	const char *const *parts = p->belief.model->parts;

	return parts && parts[0] ? parts[0] : "";
}

/* The load that it runs of each part that is known; returns @out, which ends with NULL. */
static const char *const *all_parts(const struct phone *p, const char *out[MODEL_PARTS + 1])
{
	size_t n = 0;

	if (p->belief.load[0])
		out[n++] = p->belief.load;
	for (size_t i = 0; i < NR_ARRAY_SIZE(p->belief.other_part); i++)
		if (p->belief.other_part[i].part[0])
			out[n++] = p->belief.other_part[i].load;
	out[n] = NULL;
	return out;
}

static enum nr_verdict give_config(struct bench *b, const struct phone *p, enum nr_want want,
				   const struct nr_request *r, struct nr_file *out)
{
	const struct plan_step *step = course_step(p);
	const char *runs[MODEL_PARTS + 1];
	const char *load = download_load_to_name(b, p), *name = r->want;
	char protocol[MODEL_PROTOCOL_SIZE];
	struct nr_ask ask = {
		.mac = p->mac,
		.addr = p->ip,
		.server = b->wire.address,
		.load = load,
		.protocol = protocol_of(p, load, protocol),
		.want_name = name,
		.runs = p->progress.step.sent && load && (!step || model_part(p->belief.model, step->part) == 0) ?
				load : p->belief.load,
		.file = first_file(b, p, load),
		.part = step && load == step->load ? step->part : first_part(p),
		.parts = all_parts(p, runs),
		.door = r->door,
		.port = r->port,
		.http_port = b->http_port,
		.user_agent = user_agent(p, r),
	};
	uint8_t *body = NULL;
	size_t len = 0;
	int err;

	if (text_config(p, want, &ask, &body, &len)) {
		if (len == 0) {         /* it is to hear "not found" */
			free(body);
			return NR_REFUSE;
		}
	} else if (want == NR_WANT_TEXT || !formats_has(p->belief.model, FORMATS_CONFIG)) {
		return NR_REFUSE;
	} else {
		err = cnfxml_write(p->belief.model, want, &ask, &body, &len);
		if (err < 0) {
			log_line(LOG_ERR, p->name, "cannot write %s: %s", name, strerror(-err));
			return NR_REFUSE;
		}
	}
	return give(out, name, NULL, body, len);
}

static enum nr_verdict answer_phone(struct bench *b, const struct phone *p,
				    const struct nr_request *r, struct nr_file *out)
{
	struct want w;

	want_find(b, p, r->want, &w);
	switch (w.kind) {
	case WANT_CONFIG:
		return give_config(b, p, w.name, r, out);
	case WANT_LIST:
	case WANT_IMAGE:
		return w.file ? give_file(b, p->name, w.file, out) : NR_REFUSE;
	/* The kinds that are left; phone/deed.c has to name them too. */
	case WANT_TRUST:
	case WANT_SIGNED:
	case WANT_REJECTED:
	case WANT_LATER:
	case WANT_OTHER:
		break;
	}
	return NR_REFUSE;
}

static enum nr_verdict answer_anyone(struct bench *b, const char *want, struct nr_file *out)
{
	const struct lib_file *f = b->library ? index_any_file(b->library, want) : NULL;

	return f ? give_file(b, "library", f, out) : NR_REFUSE;
}

enum nr_verdict answer_request(struct bench *b, const struct phone *p, const struct nr_request *r,
			       struct nr_file *out)
{
	memset(out, 0, sizeof(*out));
	if (b->wire.passive || (p && power_busy(b, p)) || is_left(b, p))
		return NR_IGNORE;
	if (p && p->belief.model)
		return answer_phone(b, p, r, out);
	if (b->guard == NR_GUARD_TRIPPED)
		return NR_IGNORE;
	if (b->config->serve_all)
		return answer_anyone(b, r->want, out);
	return p && p->belief.is_phone ? NR_REFUSE : NR_IGNORE;
}

enum nr_verdict answer_file(struct bench *b, const struct phone *p, const char *want,
			    struct nr_file *out)
{
	const struct nr_request r = { .want = want, .door = NR_DOOR_UNKNOWN };

	return answer_request(b, p, &r, out);
}
