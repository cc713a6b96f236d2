/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * answer.c -- the one place that decides what is served to whom.
 *
 * A phone gets: its configuration, made for it; the list and the images of the
 * step that it is to take now; nothing else.  Files come from the index of the
 * library, never from a path made of what was asked.
 */
#include <config.h>

#include "core/serve/cnfxml.h"
#include "core/plugin/knowledge.h"
#include "core/base/log.h"
#include "core/phone/recovery.h"

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

enum nr_verdict answer_lease(struct bench *b, struct phone *p)
{
	if (silent(b) || !p || power_busy(b, p))
		return NR_IGNORE;
	return p->is_phone || b->config->serve_all ? NR_SERVE : NR_IGNORE;
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

static enum nr_want classify(const struct phone *p, const char *want)
{
	char glob[128];

	for (const struct nr_name *n = p->model->names; n && n->glob; n++) {
		const char *mark = strstr(n->glob, "%M");

		if (mark)
			snprintf(glob, sizeof(glob), "%.*s%s%s", (int)(mark - n->glob), n->glob,
				 p->name + 3, mark + 2);
		if (fnmatch(mark ? glob : n->glob, want, FNM_CASEFOLD) == 0)
			return n->want;
	}
	return NR_WANT_OTHER;
}

static const char *protocol_of(const struct phone *p, const char *load)
{
	static char protocol[8];
	struct nr_load l;

	if ((load && model_parse(p->model, load, &l)) ||
	    (p->load[0] && model_parse(p->model, p->load, &l)))
		snprintf(protocol, sizeof(protocol), "%s", l.protocol);
	else
		snprintf(protocol, sizeof(protocol), "%s", p->model->protocols[0]);
	return protocol;
}

static bool text_config(const struct phone *p, enum nr_want want, const struct nr_ask *ask,
			uint8_t **out, size_t *len)
{
	struct nr_body body = { .size = 65536 };

	if (!p->model->config || !(body.buf = malloc(body.size)))
		return false;
	if (!p->model->config(p->model, want, ask, &body) || body.len >= body.size) {
		free(body.buf);
		return false;
	}
	*out = (uint8_t *)body.buf;
	*len = body.len;
	return true;
}

static enum nr_verdict give_config(struct bench *b, struct phone *p, enum nr_want want,
				   const char *name, struct nr_file *out)
{
	const char *load = recovery_load_to_name(p);
	struct nr_ask ask = {
		.mac = p->mac, .addr = p->ip, .server = b->wire.address,
		.load = load, .protocol = protocol_of(p, load), .want_name = name,
		.runs = p->progress.sent && load ? load : p->load,
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
		err = cnfxml_write(p->model, want, &ask, &body, &len);
		if (err < 0) {
			log_line(LOG_ERR, p->name, "cannot write %s: %s", name, strerror(-err));
			return NR_REFUSE;
		}
	}
	recovery_config(b, p);
	log_line(phone_at_rest(p) ? LOG_DEBUG : LOG_INFO, p->name, "gets %s naming %s", name,
		 load ? load : "no load");
	return give(out, name, NULL, body, len);
}

/* -- firmware ------------------------------------------------------------------- */

static const struct plan_step *step_of(const struct phone *p)
{
	switch (p->state) {
	case PHONE_PLANNED:
	case PHONE_SERVING:
	case PHONE_SENT:
	case PHONE_STALLED:
		return course_step(p);
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
	return NULL;
}

static const struct lib_load *list_of(const struct plan_step *s)
{
	return s->manifest ? s->manifest : s->have;
}

static enum nr_verdict give_list(struct bench *b, struct phone *p, const char *want,
				 struct nr_file *out)
{
	const struct plan_step *s;
	const struct lib_file *f;
	int image = -1;

	recovery_list(b, p);            /* may give up, or change the plan */
	s = step_of(p);
	f = s ? index_load_file(list_of(s), want, &image) : NULL;
	if (s && !f)
		f = list_of(s)->list;
	if (f && image >= 0)
		recovery_image(p);
	return f ? give_file(b, p->name, f, out) : NR_REFUSE;
}

/* Where a download begins: the list, or the image of a load that has only this file. */
static bool begins(const struct lib_load *l, int image)
{
	return image < 0 || l->file[image] == l->list;
}

static enum nr_verdict give_firmware(struct bench *b, struct phone *p, const char *want,
				     struct nr_file *out)
{
	const struct plan_step *s = step_of(p);
	const struct lib_load *l = s ? list_of(s) : NULL;
	int image = 0;
	const struct lib_file *f = l ? index_load_file(l, want, &image) : NULL;

	if (f && begins(l, image))
		return give_list(b, p, want, out);
	if (f) {
		recovery_image(p);
		return give_file(b, p->name, f, out);
	}
	recovery_asked_other(b, p, want);
	return NR_REFUSE;
}

static enum nr_verdict answer_phone(struct bench *b, struct phone *p, const char *want,
				    struct nr_file *out)
{
	enum nr_want kind = classify(p, want);

	switch (kind) {
	case NR_WANT_TRUST:
		return NR_REFUSE;
	case NR_WANT_SIGNED_CONFIG:
		if (++p->signed_asked == 3)
			log_line(LOG_WARNING, p->name, "[NR-TRUST] asks for signed configurations: it trusts "
				 "another call manager; erase its trust list or wipe it");
		return NR_REFUSE;
	case NR_WANT_CONFIG:
	case NR_WANT_DEFAULTS:
	case NR_WANT_TEXT:
		return give_config(b, p, kind, want, out);
	case NR_WANT_MANIFEST:
	case NR_WANT_OTHER:
		break;
	}
	return give_firmware(b, p, want, out);
}

static enum nr_verdict answer_anyone(struct bench *b, const char *want, struct nr_file *out)
{
	const struct lib_file *f = b->library ? index_any_file(b->library, want) : NULL;

	return f ? give_file(b, "library", f, out) : NR_REFUSE;
}

enum nr_verdict answer_file(struct bench *b, struct phone *p, const char *want, struct nr_file *out)
{
	memset(out, 0, sizeof(*out));
	if (silent(b) || (p && power_busy(b, p)))
		return NR_IGNORE;
	if (p && p->model)
		return answer_phone(b, p, want, out);
	if (b->config->serve_all)
		return answer_anyone(b, want, out);
	return p && p->is_phone ? NR_REFUSE : NR_IGNORE;
}
