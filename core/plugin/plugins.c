/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * plugins.c -- find plugins, load what is wanted.
 *
 * A file is looked at in a child (plugin_list.c), and loaded and bound (RTLD_NOW) only when it
 * is wanted, so that a verb that needs models does not stumble over protocol
 * plugins, and these need nothing of programs that never run them.  The
 * strings and arrays of a plugin stay its own, which is why handles are
 * closed last.
 */
#include <config.h>
#include "core/plugin/plugins.h"

#include "core/base/file_name.h"
#include "core/base/log.h"
#include "core/base/refused.h"
#include "core/plugin/callback.h"
#include "core/plugin/model.h"
#include "core/plugin/model_data.h"
#include "core/plugin/plugin_file.h"
#include "core/plugin/plugin_list.h"
#include "core/plugin/plugin_trust.h"
#include "core/plugin/rows.h"
#include "core/plugin/soundness.h"
#include "core/plugin/spelling.h"
#include "core/plugin/trial.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/auxv.h>
#include <unistd.h>

#define MAX_WANTED 256

/* -- what is wanted ------------------------------------------------------------------- */

struct wanted_plugins {
	const char *const *models, *const *protocols;   /* NULL: all */
	bool seen_model[MAX_WANTED], seen_protocol[MAX_WANTED];
};

static bool want_model(struct wanted_plugins *w, const struct nr_model *m)
{
	bool found = !w->models;

	for (size_t i = 0; w->models && w->models[i] && i < MAX_WANTED; i++)
		if (strcmp(w->models[i], "*") == 0 || spelling_is(m, w->models[i]))
			found = w->seen_model[i] = true;
	return found;
}

static bool want_protocol(struct wanted_plugins *w, const char *type)
{
	bool found = !w->protocols;

	for (size_t i = 0; w->protocols && w->protocols[i] && i < MAX_WANTED; i++)
		if (strcmp(w->protocols[i], type) == 0)
			found = w->seen_protocol[i] = true;
	return found;
}

/* Does the plugin hold anything that is wanted?  By what was found in it, before it is loaded. */
static bool wants_any(struct wanted_plugins *w, const struct plugin_list_file *f)
{
	for (size_t i = 0; i < f->part_count; i++) {
		const struct plugin_list_part *part = &f->part[i];
		const struct nr_model m = { .name = part->name, .id = part->id };

		if (part->is_protocol ? !w->protocols || want_protocol(w, part->name) :
					!w->models || want_model(w, &m))
			return true;
	}
	return false;
}

/* Is a file that cannot be opened one that was asked for?  Only its name can say. */
static bool wants_file(struct wanted_plugins *w, const char *file)
{
	char name[NAME_MAX + 1];
	struct nr_model model = { .name = name, .id = name };

	snprintf(name, sizeof(name), "%.*s", (int)(strlen(file) - 3), file);
	if (!w->models && !w->protocols)
		return true;
	return (w->models && want_model(w, &model)) ||
	       (w->protocols && want_protocol(w, name));
}

/* -- the collection -------------------------------------------------------------------- */

/* A file that may be a plugin, in the order in which they are looked for. */
struct plugin_candidate {
	char *path;
	const char *file;               /* its last part */
	int fd;                         /* that was judged, open until all is loaded */
	struct stat st;
	const struct plugin_list_file *found;
	bool taken;
};

struct loading {
	struct plugins *out;
	struct wanted_plugins wanted;
	struct plugin_candidate *file;
	size_t file_count;
	bool failed;
};

/* Room for one more at @array, of @count pointers. */
static bool grow(void *array, size_t count)
{
	void **p;

	memcpy(&p, array, sizeof(p));
	p = reallocarray(p, count + 1, sizeof(*p));
	if (p)
		memcpy(array, &p, sizeof(p));
	return p != NULL;
}

static void free_model(struct plugin_model *m)
{
	plugin_copy_finish(&m->copy);
	free((void *)(uintptr_t)m->path);
	free(m);
}

static void free_protocol(struct plugin_protocol *t)
{
	free(t->options);
	free((void *)(uintptr_t)t->path);
	free(t);
}

/* What it declares is what the library indexes. */
static void learn_files(const struct nr_model *m)
{
	static const enum file_name_kind kinds[] = {
		[NR_FILE_LIST] = FILE_NAME_LIST, [NR_FILE_LOAD] = FILE_NAME_LOAD,
		[NR_FILE_IMAGE] = FILE_NAME_IMAGE,
	};

	for (const struct nr_suffix *s = m->suffixes; s && s->text; s++)
		file_name_learn(s->text, kinds[s->kind]);
	if (!m->suffixes && m->load_suffix[0])
		file_name_learn(m->load_suffix, FILE_NAME_LIST);
}

/* What check-plugin calls unsound is not loaded. */
static bool is_sound(const struct nr_model *m, struct plugin_file_problem *p)
{
	char line[SOUNDNESS_LINE];

	return !soundness_problem(m, 0, line) || plugin_file_wrong(p, "%s", line);
}

/* As add_protocol() below. */
static bool add_model(struct plugins *out, const struct nr_plugin *e, const struct nr_model *in,
		      const char *path, struct plugin_file_problem *p)
{
	struct plugin_model *m;

	for (size_t i = 0; i < out->model_count; i++) {
		const struct plugin_model *o = out->model[i];

		if (strcasecmp(o->model.name, in->name) == 0 || strcasecmp(o->model.id, in->id) == 0)
			return plugin_file_wrong(p, "model '%s' (%s) is in %s already", in->name, in->id, o->path);
	}
	m = calloc(1, sizeof(*m));
	if (!m || !grow(&out->model, out->model_count)) {
		free(m);
		return plugin_file_wrong(p, "no memory");
	}
	m->plugin = e->name;
	m->path = strdup(path);
	if (!m->path || !plugin_copy_model(&m->model, &m->copy, e, in, m->path, p) ||
	    !is_sound(&m->model, p)) {
		free_model(m);
		return false;
	}
	out->model[out->model_count++] = m;
	learn_files(&m->model);
	return true;
}

bool plugins_take(struct plugins *out, const struct nr_plugin *e, const char *path, struct plugin_file_problem *p)
{
	memset(out, 0, sizeof(*out));
	for (size_t i = 0; e->models && i < PLUGIN_MAX_PARTS && e->models[i]; i++)
		if (!plugin_file_check_model(e->models[i], p) || !add_model(out, e, e->models[i], path, p))
			return false;
	return true;
}

/* As add_model() above: the same order of checks, over another struct and other rows. */
static bool add_protocol(struct plugins *out, const struct nr_plugin *e,
			 const struct nr_protocol *in, const char *path, struct plugin_file_problem *p)
{
	struct plugin_protocol *t;

	for (size_t i = 0; i < out->protocol_count; i++)
		if (strcmp(out->protocol[i]->protocol.type, in->type) == 0)
			return plugin_file_wrong(p, "protocol '%s' is in %s already", in->type,
				     out->protocol[i]->path);
	t = calloc(1, sizeof(*t));
	if (!t || !grow(&out->protocol, out->protocol_count)) {
		free(t);
		return plugin_file_wrong(p, "no memory");
	}
	t->plugin = e->name;
	t->path = strdup(path);
	memcpy(&t->sizes, e->sizes, e->sizes->size < sizeof(t->sizes) ? e->sizes->size : sizeof(t->sizes));
	if (!t->path || !plugin_copy_protocol(&t->protocol, &t->options, e, in, p) ||
	    !plugin_file_check_protocol(&t->protocol, p)) {
		free_protocol(t);
		return false;
	}
	out->protocol[out->protocol_count++] = t;
	return true;
}

/* What its child found wrong with the model, in *p; true: nothing. */
static bool was_sound(const struct plugin_list_file *f, const struct nr_model *m, struct plugin_file_problem *p)
{
	for (size_t i = 0; i < f->part_count; i++) {
		const struct plugin_list_part *part = &f->part[i];

		if (!part->is_protocol && part->problem.text[0] && strcmp(part->name, m->name) == 0 &&
		    strcmp(part->id, m->id) == 0)
			return plugin_file_wrong(p, "%.255s", part->problem.text);
	}
	return true;
}

/* Everything wanted of a bound plugin.  Each broken part is logged. */
static bool add_parts(struct loading *l, const struct nr_plugin *e, const struct plugin_list_file *found,
		      const char *path)
{
	struct plugin_file_problem p = { "no memory" };
	bool good = true;

	for (size_t i = 0; e->models && i < PLUGIN_MAX_PARTS && e->models[i]; i++) {
		const struct nr_model *m = e->models[i];
		bool sound = plugin_file_check_model(m, &p) && plugin_file_check_number(e, i, &p);

		if (sound && !want_model(&l->wanted, m))
			continue;
		if (!sound || !was_sound(found, m, &p) || !add_model(l->out, e, m, path, &p)) {
			log_line(LOG_ERR, "plugins", "%s: %s", path, p.text);
			good = false;
		}
	}
	for (size_t i = 0; e->protocols && i < PLUGIN_MAX_PARTS && e->protocols[i]; i++) {
		const struct nr_protocol *t = e->protocols[i];

		if (plugin_file_good_name(t->type) && !want_protocol(&l->wanted, t->type))
			continue;
		if (!add_protocol(l->out, e, t, path, &p)) {
			log_line(LOG_ERR, "plugins", "%s: %s", path, p.text);
			good = false;
		}
	}
	return good;
}

/* A plugin of that name was found earlier: where; else NULL. */
static const struct plugin_candidate *earlier(const struct loading *l, const struct plugin_candidate *c)
{
	for (const struct plugin_candidate *o = l->file; o < c; o++)
		if (o->taken && strcmp(o->found->name, c->found->name) == 0)
			return o;
	return NULL;
}

/* Somebody may want to know whose plugin it is that runs. */
static void add_replaced(struct plugins *out, const char *name, const char *path, const char *by)
{
	struct plugin_replaced *r = reallocarray(out->replaced, out->replaced_count + 1, sizeof(*r));

	if (!r)
		return;
	out->replaced = r;
	r = &r[out->replaced_count];
	*r = (struct plugin_replaced){ name, strdup(path), strdup(by) };
	if (r->path && r->by) {
		out->replaced_count++;
		return;
	}
	free(r->path);
	free(r->by);
}

static void note_replaced(struct loading *l, const struct plugin_candidate *c, const struct plugin_candidate *by)
{
	log_line(LOG_DEBUG, "plugins", "%s: another '%s' was found earlier", c->path, c->found->name);
	/* The same file by another way is no other plugin. */
	if (c->st.st_dev != by->st.st_dev || c->st.st_ino != by->st.st_ino)
		add_replaced(l->out, c->found->name, c->path, by->path);
}

static void broken(struct loading *l, const char *path, const char *file,
		   const struct plugin_file_problem *p)
{
	bool asked = wants_file(&l->wanted, file);

	log_line(asked ? LOG_ERR : LOG_WARNING, "plugins", "%s: %s", path, p->text);
	l->failed |= asked;
}

/* Sections of these are no mistake, though nobody reads them. */
static void note_idle(struct loading *l, const struct plugin_list_file *f)
{
	struct plugins *out = l->out;

	for (size_t i = 0; i < f->part_count; i++) {
		const struct plugin_list_part *part = &f->part[i];

		if (part->is_protocol && plugin_file_good_name(part->name) &&
		    !want_protocol(&l->wanted, part->name) &&
		    grow(&out->idle, out->idle_count) && (out->idle[out->idle_count] = strdup(part->name)))
			out->idle_count++;
	}
}

static void load_wanted(struct loading *l, const struct plugin_list_file *found, const char *path)
{
	struct plugin_file_problem p = { "no memory" };
	void *handle = plugin_file_open(path, RTLD_NOW, &p);
	struct nr_plugin e;

	if (handle && plugin_file_envelope(handle, &e, &p) &&
	    grow(&l->out->handle, l->out->handle_count)) {
		l->out->handle[l->out->handle_count++] = handle;
		callback_know(path, dlsym(handle, NR_PLUGIN_SYMBOL));
		log_line(LOG_DEBUG, "plugins", "%s: '%s' %s", path, e.name, e.version);
		l->failed |= !add_parts(l, &e, found, path);
		return;
	}
	log_line(LOG_ERR, "plugins", "%s: %s", path, p.text);
	l->failed = true;
	if (handle)
		dlclose(handle);
}

static void load_file(struct loading *l, struct plugin_candidate *c)
{
	const struct plugin_candidate *by;

	if (!c->found->good) {
		broken(l, c->path, c->file, &c->found->problem);
		return;
	}
	note_idle(l, c->found);
	if (!wants_any(&l->wanted, c->found))
		return;
	by = earlier(l, c);
	if (by) {
		note_replaced(l, c, by);
		return;
	}
	c->taken = true;
	load_wanted(l, c->found, c->path);
}

/*
 * Judged by its descriptor.  It is loaded by its path, since the dynamic linker tells files apart
 * by their names; where that matters nobody but its owner can exchange what the path leads to.
 */
static void add_candidate(struct loading *l, const char *path, const char *file)
{
	struct plugin_file_problem p = { "no memory" };
	struct plugin_candidate c = { .fd = plugin_trust_open(path, &p) }, *more = NULL;

	if (c.fd >= 0 && fstat(c.fd, &c.st) == 0 && (c.path = strdup(path)) != NULL)
		more = reallocarray(l->file, l->file_count + 1, sizeof(*more));
	if (!more) {
		broken(l, path, file, &p);
		free(c.path);
		if (c.fd >= 0)
			close(c.fd);
		return;
	}
	c.file = c.path + (strlen(path) - strlen(file));
	l->file = more;
	l->file[l->file_count++] = c;
}

/* What they hold is looked at in a child first. */
static void load_all(struct loading *l)
{
	struct plugin_list_wanted *wanted = calloc(l->file_count + 1, sizeof(*wanted));
	const struct plugin_list_file **found = NULL;

	for (size_t i = 0; wanted && i < l->file_count; i++)
		wanted[i] = (struct plugin_list_wanted){ l->file[i].path, l->file[i].st };
	if (!wanted || plugin_list_take(wanted, l->file_count, &found) < 0) {
		log_line(LOG_ERR, "plugins", "no memory");
		l->failed = true;
	}
	for (size_t i = 0; i < l->file_count; i++) {
		if (found) {
			l->file[i].found = found[i];
			load_file(l, &l->file[i]);
		}
	}
	for (size_t i = 0; i < l->file_count; i++) {
		close(l->file[i].fd);
		free(l->file[i].path);
	}
	free(found);
	free(wanted);
	free(l->file);
}

static int is_module(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return n > 3 && e->d_name[0] != '.' && strcmp(e->d_name + n - 3, ".so") == 0;
}

/* Each file of the folder that @is_one likes. */
static void each_file(struct loading *l, const char *folder, const char *below,
		      int (*is_one)(const struct dirent *), void (*load)(struct loading *, const char *, const char *))
{
	struct dirent **list;
	char path[PATH_MAX];
	int n, len;

	len = snprintf(path, sizeof(path), "%s%s", folder, below);
	if (len < 0 || (size_t)len + NAME_MAX + 2 > sizeof(path))
		return;
	n = scandir(path, &list, is_one, alphasort);
	for (int i = 0; i < n; i++) {
		snprintf(path + len, sizeof(path) - (size_t)len, "/%s", list[i]->d_name);
		load(l, path, list[i]->d_name);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	else if (errno == ENOMEM)
		refused_note();
}

static void load_folder(struct loading *l, const char *folder, const char *below)
{
	each_file(l, folder, below, is_module, add_candidate);
}

/* The folder, "models" and "plugins" below it; @models or @protocols may be of no interest. */
static void load_place(struct loading *l, const char *folder)
{
	load_folder(l, folder, "/models");
	if (!l->wanted.protocols || l->wanted.protocols[0])
		load_folder(l, folder, "/plugins");
	load_folder(l, folder, "");
}

/* -- models as data ---------------------------------------------------------------------- */

/* As a plugin that was built with today's headers would say it. */
static struct nr_plugin envelope_of(const struct nr_model *m)
{
	static const struct nr_sizes sizes = { sizeof(struct nr_sizes), NR_SIZES_OF_MODELS, 0, 0, 0 };

	return (struct nr_plugin){ .abi = NR_ABI, .plugin_size = sizeof(struct nr_plugin),
				   .model_size = sizeof(*m), .name = m->id, .version = "-", .sizes = &sizes };
}

static struct plugin_model *find_model(const struct plugins *p, const char *name)
{
	for (size_t i = 0; i < p->model_count; i++)
		if (spelling_is_exact(&p->model[i]->model, name))
			return p->model[i];
	return NULL;
}

/* The model that it replaces goes; what its plugin owns stays. */
static void drop_model(struct plugins *p, struct plugin_model *m, const char *by)
{
	size_t i = 0;

	while (p->model[i] != m)
		i++;
	log_line(LOG_NOTICE, "plugins", "%s: replaces the model %s of %s", by, m->model.name, m->path);
	add_replaced(p, m->plugin, m->path, by);
	p->model[i] = p->model[--p->model_count];
	free_model(m);
}

/* Before it takes the place of any other.  The functions of a model that it is like were tried. */
static bool is_good_data(const struct model_data *d, const struct nr_plugin *e, const char *path,
			 struct plugin_file_problem *p)
{
	struct plugin_copy kept = { .origin = NULL };
	struct nr_model m;
	bool good = plugin_copy_model(&m, &kept, e, model_data_model(d), path, p) && is_sound(&m, p);

	if (good && !model_data_like(d)) {
		p->text[0] = '\0';
		trial_model(&m, false, plugin_file_first, p);
		good = p->text[0] == '\0';
	}
	plugin_copy_finish(&kept);
	return good;
}

/* @d is the collection's from here on, whatever comes of it. */
static bool add_data(struct loading *l, struct model_data *d, const char *path, struct plugin_file_problem *p)
{
	const struct nr_model *in = model_data_model(d);
	struct plugin_model *like = NULL, *old;
	struct nr_origin origin = { .theirs = NULL };
	struct nr_plugin e;

	if (!grow(&l->out->data, l->out->data_count)) {
		model_data_free(d);
		return plugin_file_wrong(p, "no memory");
	}
	l->out->data[l->out->data_count++] = d;
	if (model_data_like(d) && !(like = find_model(l->out, model_data_like(d))))
		return plugin_file_wrong(p, "like = %.60s: no such model is loaded", model_data_like(d));
	if (like && like->model.origin) {
		model_data_take(d, &like->model);
		origin = *like->model.origin;
	}
	if (!plugin_file_check_model(in, p))
		return false;
	if (!want_model(&l->wanted, in))
		return true;
	e = envelope_of(in);
	if (!is_good_data(d, &e, path, p))
		return false;
	while ((old = find_model(l->out, in->name)) || (old = find_model(l->out, in->id)))
		drop_model(l->out, old, path);
	if (!add_model(l->out, &e, in, path, p))
		return false;
	if (origin.theirs) {
		struct nr_origin *own = l->out->model[l->out->model_count - 1]->copy.origin;

		own->theirs = origin.theirs;
		own->load_size = origin.load_size;
		own->found_size = origin.found_size;
		own->ask_size = origin.ask_size;
	}
	return true;
}

static void load_data(struct loading *l, const char *path, const char *file)
{
	struct plugin_file_problem p = { "no memory" };
	int fd = plugin_trust_open(path, &p);
	char why[MODEL_DATA_WHY] = "";
	struct model_data *d;

	(void)file;
	d = fd < 0 ? NULL : model_data_read(path, fd, why);

	if (fd >= 0)
		close(fd);
	if (fd >= 0 && !d)
		log_line(LOG_ERR, "plugins", "%s", why);
	else if (fd < 0 || !add_data(l, d, path, &p))
		log_line(LOG_ERR, "plugins", "%s: %s", path, p.text);
	else
		return;
	l->failed = true;
}

static int is_data(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return n > 4 && e->d_name[0] != '.' && strcmp(e->d_name + n - 4, ".ini") == 0;
}

static bool raised_rights(void)
{
	return getauxval(AT_SECURE) != 0 || getuid() != geteuid() || getgid() != getegid();
}

/* What @l is to do in each folder of NETRECOVER_PLUGIN_PATH. */
static void each_place(struct loading *l, void (*what)(struct loading *, const char *))
{
	const char *env = getenv("NETRECOVER_PLUGIN_PATH");
	char *copy, *rest, *folder;

	if (env && env[0] && raised_rights())
		env = NULL;
	copy = rest = env ? strdup(env) : NULL;
	while ((folder = strsep(&rest, ":")) != NULL)
		if (folder[0])
			what(l, folder);
	free(copy);
}

static void load_place_of_data(struct loading *l, const char *folder)
{
	each_file(l, folder, "", is_data, load_data);
	each_file(l, folder, "/models.d", is_data, load_data);
}

static void load_places(struct loading *l)
{
	const char *env = getenv("NETRECOVER_PLUGIN_PATH");

	if (env && env[0] && raised_rights())
		log_line(LOG_WARNING, "plugins", "NETRECOVER_PLUGIN_PATH is ignored with raised rights");
	each_place(l, load_place);
	if (!l->wanted.protocols || l->wanted.protocols[0])
		load_folder(l, PLUGINDIR, "");
	if (!l->wanted.models || l->wanted.models[0])
		load_folder(l, MODELDIR, "");
	load_all(l);
	if (!l->wanted.models || l->wanted.models[0]) {
		each_place(l, load_place_of_data);
		each_file(l, MODELDDIR, "", is_data, load_data);
	}
}

static int by_name(const void *a, const void *b)
{
	const struct plugin_model *const *x = a, *const *y = b;

	return strcmp((*x)->model.name, (*y)->model.name);
}

static int by_type(const void *a, const void *b)
{
	const struct plugin_protocol *const *x = a, *const *y = b;

	return strcmp((*x)->protocol.type, (*y)->protocol.type);
}

/* Sort; protocols in the order of the list when there is one. */
static void sort(struct loading *l)
{
	struct plugins *out = l->out;
	size_t at = 0;

	if (out->model_count)
		qsort(out->model, out->model_count, sizeof(*out->model), by_name);
	if (out->protocol_count)
		qsort(out->protocol, out->protocol_count, sizeof(*out->protocol), by_type);
	for (size_t i = 0; l->wanted.protocols && l->wanted.protocols[i]; i++)
		for (size_t j = at; j < out->protocol_count; j++)
			if (strcmp(out->protocol[j]->protocol.type, l->wanted.protocols[i]) == 0) {
				struct plugin_protocol *t = out->protocol[j];

				out->protocol[j] = out->protocol[at];
				out->protocol[at++] = t;
				break;
			}
}

static void report_missing(struct loading *l)
{
	const char *const *models = l->wanted.models, *const *protocols = l->wanted.protocols;

	for (size_t i = 0; models && models[i] && i < MAX_WANTED; i++)
		if (!l->wanted.seen_model[i] && strcmp(models[i], "*") != 0) {
			log_line(LOG_ERR, "plugins", "no model '%s' is installed", models[i]);
			l->failed = true;
		}
	for (size_t i = 0; protocols && protocols[i] && i < MAX_WANTED; i++)
		if (!l->wanted.seen_protocol[i]) {
			log_line(LOG_ERR, "plugins", "no protocol plugin '%s' is installed",
				 protocols[i]);
			l->failed = true;
		}
}

int plugins_load(struct plugins *out, const char *const *models, const char *const *protocols)
{
	struct loading l;

	memset(out, 0, sizeof(*out));
	memset(&l, 0, sizeof(l));
	l.out = out;
	l.wanted.models = models;
	l.wanted.protocols = protocols;
	load_places(&l);
	report_missing(&l);
	sort(&l);
	return l.failed ? -EINVAL : 0;
}

/* Plugins' strings may be in use until here, so the libraries go last. */
void plugins_finish(struct plugins *p)
{
	rows_free(p->rows);
	for (size_t i = 0; i < p->model_count; i++)
		free_model(p->model[i]);
	for (size_t i = 0; i < p->protocol_count; i++)
		free_protocol(p->protocol[i]);
	free(p->model);
	free(p->protocol);
	for (size_t i = 0; i < p->idle_count; i++)
		free(p->idle[i]);
	free(p->idle);
	for (size_t i = 0; i < p->replaced_count; i++) {
		free(p->replaced[i].path);
		free(p->replaced[i].by);
	}
	free(p->replaced);
	callback_forget();
	for (size_t i = 0; i < p->data_count; i++)
		model_data_free(p->data[i]);
	free(p->data);
	for (size_t i = 0; i < p->handle_count; i++)
		dlclose(p->handle[i]);
	free(p->handle);
	memset(p, 0, sizeof(*p));
}

struct rows *plugins_rows(struct plugins *p)
{
	const struct nr_model **model = p->rows ? NULL : calloc(p->model_count + 1, sizeof(*model));

	for (size_t i = 0; model && i < p->model_count; i++)
		model[i] = &p->model[i]->model;
	if (model)
		p->rows = rows_new(model, p->model_count);
	free(model);
	return p->rows;
}

const struct nr_model *plugins_model(const struct plugins *p, const char *text)
{
	for (size_t i = 0; i < p->model_count; i++)
		if (spelling_is_exact(&p->model[i]->model, text))
			return &p->model[i]->model;
	for (size_t i = 0; i < p->model_count; i++)
		if (spelling_is(&p->model[i]->model, text))
			return &p->model[i]->model;
	return NULL;
}
