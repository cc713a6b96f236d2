/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * load_list.c -- loads: lists of files, or a load of one file; what each needs,
 * and whether it is whole.
 */
#include <config.h>
#include "core/library/load_list.h"

#include "core/base/disk.h"
#include "core/base/file_name.h"
#include "core/library/image_check.h"
#include "core/library/loads.h"
#include "core/library/problem.h"
#include "core/plugin/knowledge.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Files of two families in one load: a phone takes none of the others'. */
int load_list_check_families(struct pool *p, struct lib_load *load)
{
	const char *family = load->list->signature.family;

	for (size_t i = 0; family && i < load->file_count; i++) {
		const struct lib_file *f = load->file[i];
		char text[400], *line;

		if (!f || !f->signature.family || strcmp(f->signature.family, family) == 0)
			continue;
		snprintf(text, sizeof(text), "%.255s: signed for the %s, its list for the %s", f->name,
			 f->signature.family, family);
		line = pool_line(p, text);
		return line ? problem_of_load(p, load, line) : -ENOMEM;
	}
	return 0;
}

/* -- a list of files --------------------------------------------------------- */

static void ask_models(const struct plugins *p, const char *name, struct lib_load *load)
{
	struct nr_load *out = &load->parsed;
	size_t n = strlen(name);

	for (size_t i = 0; i < p->model_count; i++) {
		const struct nr_model *m = &p->model[i]->model;

		if (!model_read(m, name, out) ||
		    (out->kind != NR_KIND_LOAD && out->kind != NR_KIND_MANIFEST))
			continue;
		load->all_signed = formats_has(m, FORMATS_SIGNED);
		return;
	}
	/* No model knows it: real, but nowhere on a scale. */
	memset(out, 0, sizeof(*out));
	out->kind = n > 8 && strcasecmp(name + n - 8, ".default") == 0 ? NR_KIND_MANIFEST :
		    NR_KIND_LOAD;
}

static int fill_load(struct scan *s, struct lib_load *load, const struct loads *list)
{
	load->file_count = list->count;
	load->hardware_comp = list->hardware_comp;
	load->for_boards = list->for_boards;
	load->board_first = list->board_first;
	load->board_last = list->board_last;
	load->file = pool_take(s->pool, list->count * sizeof(*load->file));
	load->file_name = pool_take(s->pool, list->count * sizeof(*load->file_name));
	load->file_size = pool_take(s->pool, list->count * sizeof(*load->file_size));
	load->file_md5 = pool_take(s->pool, list->count * sizeof(*load->file_md5));
	load->file_platforms = pool_take(s->pool, list->count * sizeof(*load->file_platforms));
	load->platforms = list->platforms;
	if (!load->file || !load->file_name || !load->file_size || !load->file_md5 ||
	    !load->file_platforms)
		return -ENOMEM;
	for (size_t i = 0; i < list->count; i++) {
		load->file_size[i] = list->file[i].size;
		load->file_platforms[i] = list->file[i].platforms;
		if (!(load->file_name[i] = pool_text(s->pool, list->file[i].name)))
			return -ENOMEM;
		if (list->file[i].md5[0] &&
		    !(load->file_md5[i] = pool_text(s->pool, list->file[i].md5)))
			return -ENOMEM;
	}
	if (list->alias[0] && !(load->alias = pool_text(s->pool, list->alias)))
		return -ENOMEM;
	if (list->release_version[0])
		load->release_version = pool_text(s->pool, list->release_version);
	return !list->release_version[0] || load->release_version ? 0 : -ENOMEM;
}

/* Are there bytes that stand in no text?  Then it may be in a container that is not known. */
static bool is_binary(struct nr_reader text)
{
	while (nr_left(&text) > 0) {
		uint8_t c = nr_u8(&text);

		if (c < ' ' && c != '\t' && c != '\r' && c != '\n')
			return true;
	}
	return false;
}

/* What it lists; false: nothing, and its problem is said. */
static int read_list(struct scan *s, struct entry *e, struct nr_reader text, struct loads *list,
		     bool *unread)
{
	if (e->file.size > HEAD_SIZE)
		return problem_of_file(s, &e->file, "too large for a list of files");
	if (knowledge_reads(s->plugins, e->file.name, FORMATS_LIST) ?
		    loads_decode(text.pos, nr_left(&text), list) :
		    loads_decode_plain(text.pos, nr_left(&text), list))
		return 0;
	*unread = !e->file.problem && !e->inner && is_binary(text);
	if (*unread)
		return problem_of_file(s, &e->file, "of a kind that is not known: which files it "
				       "lists cannot be read");
	return problem_of_file(s, &e->file, "cut off or damaged: it lists no files");
}

/* @f, of which @head was read, as a model is asked about it. */
static struct nr_found found_of(const struct lib_file *f, struct nr_reader head, const char *const *beside)
{
	return (struct nr_found){
		.release = f->release->name, .name = f->name, .beside = beside, .head = head.pos,
		.head_size = nr_left(&head), .size = f->size,
	};
}

/* A list in the words of its maker, which only the model reads. */
static void ask_list(const struct nr_model *m, const struct entry *e, struct nr_reader text,
		     struct loads *list)
{
	const char *const alone[] = { e->file.name, NULL };
	const struct nr_found found = found_of(&e->file, text, alone);
	char name[sizeof(list->file[0].name)];

	list->count = 0;
	while (list->count < LOADS_FILES && model_list(m, &found, (unsigned)list->count, name, sizeof(name)) &&
	       !strchr(name, '/') && name[0] != '.') {
		memset(&list->file[list->count], 0, sizeof(list->file[0]));
		memcpy(list->file[list->count++].name, name, sizeof(name));
	}
}

static int read_any_list(struct scan *s, struct entry *e, struct nr_reader text, struct loads *list,
			 bool *unread)
{
	const struct nr_model *m = knowledge_owner(s->plugins, e->file.name, NR_FILE_LIST);

	if (!m || !m->list)
		return read_list(s, e, text, list, unread);
	if (e->file.size > HEAD_SIZE)
		return problem_of_file(s, &e->file, "too large for a list of files");
	ask_list(m, e, text, list);
	if (list->count)
		return 0;
	return problem_of_file(s, &e->file, "cut off or damaged: it lists no files");
}

/* A desktop program's locale has a .loads, too: it is XML, and no firmware. */
static bool is_xml(struct nr_reader text)
{
	return nr_left(&text) > 0 && *text.pos == '<';
}

/* Its files are found when the whole release is known: load_list_resolve(). */
int load_list_add(struct scan *s, struct entry *e, struct nr_reader text)
{
	struct lib_load *load = pool_take(s->pool, sizeof(*load));
	char name[LOAD_NAME_SIZE];
	struct loads list = { .count = 0 };

	if (!load)
		return -ENOMEM;
	if (is_xml(text))
		return 0;
	if (!file_name_normalise(e->file.name, name))
		return problem_of_file(s, &e->file, "not the name of a list of files");
	if (read_any_list(s, e, text, &list, &load->unread) < 0 || image_check_name(s, e, list.alias) < 0)
		return -ENOMEM;
	load->list = &e->file;
	load->release = e->file.release;
	load->name = pool_text(s->pool, name);
	if (!load->name || fill_load(s, load, &list) < 0)
		return -ENOMEM;
	ask_models(s->plugins, load->name, load);
	return list_add(&s->loads, load);
}

static int judge_file(struct scan *s, struct list *problems, const struct lib_load *load,
		      const struct lib_file *f)
{
	char text[400];

	if (f->problem)
		return list_add(problems, pool_text(s->pool, f->problem));
	if (!load->all_signed || !image_check_unsigned(f))
		return 0;
	snprintf(text, sizeof(text), "%.255s: has no signed header: damaged, or not firmware",
		 f->name);
	return list_add(problems, pool_line(s->pool, text));
}

static bool is_other(const char *listed, const char *own)
{
	return listed && own && strcmp(listed, own) != 0;
}

static int judge_listed(struct scan *s, struct list *problems, const struct lib_load *load,
			size_t i)
{
	const struct lib_file *f = load->file[i];
	char text[400], is[32], should[32];

	if (!f)
		snprintf(text, sizeof(text), "%s: missing", load->file_name[i]);
	else if (!f->problem && load->file_size[i] && load->file_size[i] != f->size)
		snprintf(text, sizeof(text), "%.255s: %s bytes, its list says %s: cut off or damaged",
			 f->name, problem_number(f->size, is), problem_number(load->file_size[i], should));
	else if (!f->problem && is_other(load->file_md5[i], entry_of(f)->md5))
		snprintf(text, sizeof(text), "%.255s: its MD5 is %s, its list says %s: damaged, or of "
			 "another release", f->name, entry_of(f)->md5, load->file_md5[i]);
	else
		return judge_file(s, problems, load, f);
	return list_add(problems, pool_line(s->pool, text));
}

static bool is_one_file(const struct lib_load *load)
{
	return load->file_count == 1 && strcmp(load->file_name[0], load->list->name) == 0;
}

int load_list_resolve(struct scan *s, struct lib_load *load)
{
	struct list problems = { 0 };
	int r = is_one_file(load) ? 0 : judge_file(s, &problems, load, load->list);

	for (size_t i = 0; r == 0 && i < load->file_count; i++) {
		load->file[i] = index_file(load->release, load->file_name[i]);
		r = judge_listed(s, &problems, load, i);
	}
	load->whole = problems.count == 0 && load->file_count > 0;
	load->problem_count = problems.count;
	load->problem = r == 0 ? list_settle(s->pool, &problems) : NULL;
	free(problems.item);
	return load->problem ? load_list_check_families(s->pool, load) : -ENOMEM;
}

/* -- loads of one file --------------------------------------------------------- */

static bool has_prefix(const struct nr_model *m, const char *name)
{
	for (const char *const *p = m->load_prefixes; p && *p; p++)
		if (strncasecmp(name, *p, strlen(*p)) == 0)
			return true;
	return false;
}

/* Does a load of @m come as one file, and is @name, that of @file, one?  Its meaning goes to *out. */
static bool model_one_file(const struct nr_model *m, const char *file, const char *name,
			   struct nr_load *out)
{
	if (!has_prefix(m, name) || !model_has_suffix(m, file, NR_FILE_LOAD))
		return false;
	memset(out, 0, sizeof(*out));
	return model_read(m, name, out) && out->kind == NR_KIND_LOAD &&
	       file_name_suffix_kind(out->suffix[0] ? out->suffix : m->load_suffix) != FILE_NAME_LIST;
}

static bool one_file(const struct plugins *p, const char *file, const char *name, struct nr_load *out)
{
	for (size_t i = 0; i < p->model_count; i++)
		if (model_one_file(&p->model[i]->model, file, name, out))
			return true;
	return false;
}

/* The names of a whole folder, for a model that looks around; NULL: no memory. */
static const char **beside(const struct lib_release *r)
{
	const char **names = calloc(r->file_count + 1, sizeof(*names));

	for (size_t i = 0; names && i < r->file_count; i++)
		names[i] = r->file[i]->name;
	return names;
}

static size_t smaller(uint64_t size)
{
	return size < HEAD_SIZE ? (size_t)size : HEAD_SIZE;
}

/* By what it holds: the first model that knows it says which load it is. */
static bool identified(struct scan *s, const struct lib_file *f, char name[64], struct nr_load *out)
{
	const char **names = NULL;
	bool known = false;
	ssize_t n = -1;

	for (size_t i = 0; !known && i < s->plugins->model_count; i++) {
		const struct nr_model *m = &s->plugins->model[i]->model;

		if (!m->identify || !model_has_suffix(m, f->name, NR_FILE_LOAD))
			continue;
		if (!names) {
			int fd = disk_open(s->lib.dirfd, f->path, O_RDONLY | O_NONBLOCK);

			names = beside(f->release);
			n = fd >= 0 && names ? disk_read(fd, s->head, smaller(f->size), 0) : -1;
			if (fd >= 0)
				close(fd);
		}
		if (n >= 0) {
			const struct nr_found found = found_of(f, nr_reader(s->head, (size_t)n), names);

			known = model_identify(m, &found, name, out) && out->kind == NR_KIND_LOAD;
		}
	}
	free(names);
	return known;
}

/* Of P0S3-05-3-00.bin and .sbn one is the load and the other its twin: the signed one
 * is the load.  No list of the release may name it, either. */
static bool is_twin(const struct scan *s, const struct lib_file *f, const char *name)
{
	for (size_t i = s->loads.count; i-- > 0;) {
		struct lib_load *l = s->loads.item[i];

		if (l->release != f->release)
			break;
		if (strcasecmp(l->name, name) != 0)
			continue;
		if (l->file_name && is_one_file(l) && file_name_ends(l->list->name, ".bin")) {
			l->list = f;
			l->file_name[0] = f->name;
		}
		return true;
	}
	return false;
}

int load_list_add_one_file(struct scan *s, const struct lib_file *f)
{
	struct loads list = { .count = 1 };
	struct lib_load *load;
	struct nr_load parsed;
	char name[LOAD_NAME_SIZE];

	if (!file_name_is_load(f->name) || !file_name_normalise(f->name, name) ||
	    strlen(f->name) >= sizeof(list.file[0].name))
		return 0;
	if (!one_file(s->plugins, f->name, name, &parsed) && !identified(s, f, name, &parsed))
		return 0;
	if (is_twin(s, f, name))
		return 0;
	load = pool_take(s->pool, sizeof(*load));
	if (!load || !(load->name = pool_text(s->pool, name)))
		return -ENOMEM;
	snprintf(list.file[0].name, sizeof(list.file[0].name), "%s", f->name);
	if (fill_load(s, load, &list) < 0)
		return -ENOMEM;
	load->list = f;
	load->release = f->release;
	load->parsed = parsed;
	return list_add(&s->loads, load);
}
