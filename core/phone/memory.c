/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * memory.c -- what the journal of an earlier run says about each phone.
 */
#include <config.h>

#include "core/phone/memory.h"
#include "core/base/clock.h"
#include "core/base/journal.h"
#include "core/phone/bench.h"
#include "core/phone/witness.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <strings.h>

const struct memory *memory_find(const struct bench *b, const char *name)
{
	for (size_t i = 0; i < b->memory_count; i++)
		if (strcmp(b->memory[i].name, name) == 0)
			return &b->memory[i];
	return NULL;
}

void memory_forget(struct bench *b, const char *name)
{
	for (size_t i = 0; i < b->memory_count; i++)
		if (strcmp(b->memory[i].name, name) == 0)
			b->memory[i] = b->memory[--b->memory_count];
}

bool memory_prove(struct bench *b, const struct phone *p)
{
	for (size_t i = 0; i < b->memory_count; i++) {
		struct memory *m = &b->memory[i];

		if (strcmp(m->name, p->name) != 0 || !m->sent[0] ||
		    strcasecmp(m->sent, p->belief.load) != 0)
			continue;
		m->sent[0] = '\0';
		return true;
	}
	return false;
}

static struct memory *memory_get(struct bench *b, const char *name)
{
	struct memory *m;

	for (size_t i = 0; i < b->memory_count; i++)
		if (strcmp(b->memory[i].name, name) == 0)
			return &b->memory[i];
	if (b->memory_count >= BENCH_PHONES)
		return NULL;
	m = realloc(b->memory, (b->memory_count + 1) * sizeof(*m));
	if (!m)
		return NULL;
	b->memory = m;
	m = &b->memory[b->memory_count++];
	memset(m, 0, sizeof(*m));
	snprintf(m->name, sizeof(m->name), "%s", name);
	return m;
}

static void copy_member(const json_t *o, const char *key, char *dst, size_t size)
{
	const char *s = json_string_value(json_object_get(o, key));

	if (s)
		snprintf(dst, size, "%s", s);
}

static enum load_source source_by_name(const char *name)
{
	for (int s = LOAD_CDP; name && s < LOAD_SOURCES; s++)
		if (strcmp(witness_load_name((enum load_source)s), name) == 0)
			return (enum load_source)s;
	return LOAD_NONE;
}

static void remember_load(struct memory *m, const json_t *e)
{
	copy_member(e, "load", m->load, sizeof(m->load));
	m->load_source = source_by_name(json_string_value(json_object_get(e, "source")));
}

/* From a first image, or, in a journal of 0.1.0, from the last one on. */
static void remember_writing(struct memory *m, const json_t *e)
{
	if (m->writing[0])
		return;
	snprintf(m->writing, sizeof(m->writing), "its load");
	copy_member(e, "load", m->writing, sizeof(m->writing));
	m->writing_at = clock_parse(json_string_value(json_object_get(e, "time")));
}

/* step.again names no load: it is that of the step that was begun, or sent. */
static void remember_lacks(struct memory *m, const json_t *e)
{
	if (m->sent[0])
		memcpy(m->lacks, m->sent, sizeof(m->lacks));
	copy_member(e, "load", m->lacks, sizeof(m->lacks));
	m->sent[0] = '\0';
}

static void forget(struct memory *m)
{
	m->writing[0] = m->said_model[0] = m->target[0] = m->lacks[0] = '\0';
	m->power_cycles = 0;
}

static void remember_event(const json_t *e, void *arg)
{
	struct bench *b = arg;
	const char *event = json_string_value(json_object_get(e, "event"));
	const char *name = json_string_value(json_object_get(e, "phone"));
	const char *ip = json_string_value(json_object_get(e, "ip"));
	struct memory *m = event && name ? memory_get(b, name) : NULL;

	if (!m)
		return;
	if (ip)
		inet_pton(AF_INET, ip, &m->ip);
	if (strcmp(event, "phone.leased") == 0) {
		m->leased = m->ip;
	} else if (strcmp(event, "phone.identified") == 0) {
		copy_member(e, "model", m->model, sizeof(m->model));
		if (json_is_string(json_object_get(e, "load")))
			remember_load(m, e);
	} else if (strcmp(event, "step.proven") == 0) {
		remember_load(m, e);
		m->sent[0] = m->lacks[0] = '\0';
		m->power_cycles = 0;
		if (m->by_sent)
			m->writing[0] = '\0';
	} else if (strcmp(event, "phone.writing") == 0) {
		remember_writing(m, e);
	} else if (strcmp(event, "phone.written") == 0 || strcmp(event, "phone.done") == 0) {
		m->writing[0] = '\0';
	} else if (strcmp(event, "operator.model") == 0) {
		copy_member(e, "model", m->said_model, sizeof(m->said_model));
	} else if (strcmp(event, "operator.target") == 0) {
		copy_member(e, "load", m->target, sizeof(m->target));
	} else if (strcmp(event, "power.started") == 0) {
		m->power_cycles++;
	} else if (strcmp(event, "step.started") == 0 || strcmp(event, "step.again") == 0) {
		remember_lacks(m, e);
	} else if (strcmp(event, "step.sent") == 0) {
		copy_member(e, "load", m->sent, sizeof(m->sent));
		m->lacks[0] = '\0';
		m->by_sent |= !m->writing[0];
		remember_writing(m, e);
	} else if (strcmp(event, "phone.wiped") == 0 || strcmp(event, "phone.forgotten") == 0) {
		m->load[0] = m->sent[0] = '\0';
		m->load_source = LOAD_NONE;
		if (strcmp(event, "phone.forgotten") == 0)
			forget(m);
	}
}

void memory_read(struct bench *b, int state_dirfd)
{
	journal_read(state_dirfd, remember_event, b);
}
