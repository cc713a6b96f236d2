/* SPDX-License-Identifier: GPL-3.0-or-later */
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
#include "core/phone/download.h"
#include "core/phone/power.h"
#include "core/phone/want.h"
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

static bool silent(const struct bench *b)
{
	return b->wire.passive || b->guard == NR_GUARD_TRIPPED;
}

enum nr_verdict answer_lease(const struct bench *b, const struct phone *p)
{
	if (silent(b) || !p || power_busy(b, p))
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
	return m->protocols[0];
}

static bool text_config(const struct phone *p, enum nr_want want, const struct nr_ask *ask,
			uint8_t **out, size_t *len)
{
	struct nr_body body = { .size = 65536 };

	if (!p->belief.model->config || !(body.buf = malloc(body.size)))
		return false;
	if (!p->belief.model->config(p->belief.model, want, ask, &body) ||
	    body.len >= body.size) {
		free(body.buf);
		return false;
	}
	*out = (uint8_t *)body.buf;
	*len = body.len;
	return true;
}

static enum nr_verdict give_config(struct bench *b, const struct phone *p, enum nr_want want,
				   const char *name, struct nr_file *out)
{
	const char *load = download_load_to_name(p);
	char protocol[MODEL_PROTOCOL_SIZE];
	struct nr_ask ask = {
		.mac = p->mac,
		.addr = p->ip,
		.server = b->wire.address,
		.load = load,
		.protocol = protocol_of(p, load, protocol),
		.want_name = name,
		.runs = p->progress.step.sent && load ? load : p->belief.load,
	};
	uint8_t *body = NULL;
	size_t len = 0;
	int err;

	if (text_config(p, want, &ask, &body, &len)) {
		if (len == 0) {         /* it is to hear "not found" */
			free(body);
			return NR_REFUSE;
		}
	} else if (want == NR_WANT_TEXT) {
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

static enum nr_verdict answer_phone(struct bench *b, const struct phone *p, const char *name,
				    struct nr_file *out)
{
	struct want w;

	want_find(b, p, name, &w);
	switch (w.kind) {
	case WANT_CONFIG:
		return give_config(b, p, w.name, name, out);
	case WANT_LIST:
	case WANT_IMAGE:
		return w.file ? give_file(b, p->name, w.file, out) : NR_REFUSE;
	case WANT_TRUST:
	case WANT_SIGNED:
	case WANT_REJECTED:
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

enum nr_verdict answer_file(struct bench *b, const struct phone *p, const char *want,
			    struct nr_file *out)
{
	memset(out, 0, sizeof(*out));
	if (silent(b) || (p && power_busy(b, p)))
		return NR_IGNORE;
	if (p && p->belief.model)
		return answer_phone(b, p, want, out);
	if (b->config->serve_all)
		return answer_anyone(b, want, out);
	return p && p->belief.is_phone ? NR_REFUSE : NR_IGNORE;
}
