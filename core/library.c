/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * library.c -- the index of the firmware library, and the bytes of its files.
 *
 * The index is made once, from the first bytes of each file, and lives in one
 * pool.  What is served is read whole into anonymous memory when it is first
 * wanted: a file that is cut, replaced or removed meanwhile harms no transfer.
 */
#include <config.h>
#include "core/library.h"

#include "core/container.h"
#include "core/knowledge.h"
#include "core/sigcache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define HEAD_SIZE (64 * 1024)           /* most that is read of a file by the scan */
#define FIRST_READ 4096                 /* enough for nearly all of them */
#define MAX_DEPTH 4
#define SETTLE_NS 60000000000LL         /* a file that young may still be written */
#define IDLE_BYTES (16u * 1024 * 1024)  /* blobs kept after their last put */

/* -- memory ------------------------------------------------------------------ */

struct chunk {
	struct chunk *next;
	size_t size, used;
	max_align_t data[];
};

struct kept_blob {
	struct lib_blob blob;           /* first: library_put() gets a pointer to it */
	struct lib_file *file;
	struct pool *pool;              /* of its library, which may be retired */
	struct kept_blob *next;         /* in the list of those that nobody uses */
};

struct pool {
	struct chunk *chunk;
	struct kept_blob *idle;         /* oldest first */
	uint64_t idle_bytes;
	size_t in_use;                  /* blobs that somebody uses */
	bool retired;                   /* goes when nobody does */
};

static void *pool_take(struct pool *p, size_t size)
{
	struct chunk *c = p->chunk;
	void *out;

	size = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
	if (!c || size > c->size - c->used) {
		size_t want = size > 64 * 1024 ? size : 64 * 1024;

		c = malloc(sizeof(*c) + want);
		if (!c)
			return NULL;
		c->size = want;
		c->used = 0;
		c->next = p->chunk;
		p->chunk = c;
	}
	out = (char *)c->data + c->used;
	c->used += size;
	return memset(out, 0, size);
}

static char *pool_text(struct pool *p, const char *text)
{
	size_t n = strlen(text) + 1;
	char *out = pool_take(p, n);

	return out ? memcpy(out, text, n) : NULL;
}

/* The same for a line that people read: file names may hold any bytes. */
static char *pool_line(struct pool *p, char *text)
{
	for (char *c = text; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			*c = '?';
	return pool_text(p, text);
}

/* A growing array of pointers, while its length is not known yet. */
struct list {
	void **item;
	size_t count, room;
};

static int list_add(struct list *l, void *item)
{
	if (!item)
		return -ENOMEM;
	if (l->count == l->room) {
		size_t room = l->room ? l->room * 2 : 16;
		void **more = realloc(l->item, room * sizeof(*more));

		if (!more)
			return -ENOMEM;
		l->item = more;
		l->room = room;
	}
	l->item[l->count++] = item;
	return 0;
}

/* -- the scan ---------------------------------------------------------------- */

/* A file of the index, with what only the scan needs to know. */
struct entry {
	struct lib_file file;
	bool signed_header;
};

struct scan {
	struct library *lib;
	struct pool *pool;
	const struct plugins *plugins;
	const struct library *old;      /* what it was before; NULL: the first scan */
	int64_t now_ns;
	struct list folders, releases, loads, problems, unsettled;
	int fd;                         /* the file that is looked at, */
	uint8_t *head;                  /* its first bytes, room for HEAD_SIZE, */
	size_t have;                    /* and how many they are */
};

static int __attribute__((format(printf, 2, 3)))
scan_problem(struct scan *s, const char *fmt, ...)
{
	char text[600];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return list_add(&s->problems, pool_line(s->pool, text));
}

/* The first problem of a file is the one that is told. */
static int __attribute__((format(printf, 3, 4)))
file_problem(struct scan *s, struct lib_file *f, const char *fmt, ...)
{
	char text[600];
	int at = snprintf(text, sizeof(text), "%.255s: ", f->name);
	va_list ap;

	if (f->problem)
		return 0;
	va_start(ap, fmt);
	vsnprintf(text + at, sizeof(text) - (size_t)at, fmt, ap);
	va_end(ap);
	f->problem = pool_line(s->pool, text);
	return f->problem ? 0 : -ENOMEM;
}

/* "1,895,872" */
static const char *with_commas(uint64_t n, char buf[32])
{
	char digits[24];
	int len = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)n), at = 0;

	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			buf[at++] = ',';
		buf[at++] = digits[i];
	}
	buf[at] = '\0';
	return buf;
}

static bool has_suffix(const char *name, const char *suffix)
{
	size_t n = strlen(name), k = strlen(suffix);

	return n > k && strcasecmp(name + n - k, suffix) == 0;
}

static bool is_firmware_name(const char *name)
{
	static const char *const suffix[] = { ".loads", ".sbn", ".sb2", ".sbin", ".bin",
					      ".sgn", ".sebn", ".zup" };

	for (size_t i = 0; i < sizeof(suffix) / sizeof(suffix[0]); i++)
		if (has_suffix(name, suffix[i]))
			return true;
	return false;
}

static int64_t mtime_of(const struct stat *st)
{
	return st->st_mtim.tv_sec * 1000000000LL + st->st_mtim.tv_nsec;
}

/* Fill @buf up to @size from the file; @from bytes are there already. */
static ssize_t read_at(int fd, uint8_t *buf, size_t size, size_t from)
{
	size_t done = from;

	while (done < size) {
		ssize_t n = pread(fd, buf + done, size - done, (off_t)done);

		if (n == 0)
			break;
		if (n < 0 && errno != EINTR)
			return -errno;
		if (n > 0)
			done += (size_t)n;
	}
	return (ssize_t)done;
}

/* Look at more of the file; false when there is no more to see. */
static bool read_more(struct scan *s, size_t size)
{
	ssize_t n = read_at(s->fd, s->head, size, s->have);

	if (n < 0 || (size_t)n == s->have)
		return false;
	s->have = (size_t)n;
	return true;
}

static int check_payload(struct scan *s, struct lib_file *f, size_t header)
{
	uint64_t payload = f->size - header, size;
	char is[32], should[32];
	int whole = cnu_whole(s->head + header, s->have - header, payload);

	/* Its table may be longer than what was read at first. */
	if (whole < 0 && s->have - header >= 20 && s->head[header] == 'C' &&
	    read_more(s, HEAD_SIZE))
		whole = cnu_whole(s->head + header, s->have - header, payload);
	if (whole != 0)
		return 0;
	size = cnu_size(s->head + header, s->have - header);
	with_commas(f->size, is);
	with_commas(size + header, should);
	if (size == 0)
		return file_problem(s, f, "cut off or damaged: its list of contents is not whole "
				    "(%s bytes)", is);
	if (payload < size)
		return file_problem(s, f, "cut off: %s of %s bytes", is, should);
	return file_problem(s, f, "damaged: %s bytes where %s are right", is, should);
}

/* The images of the 7902, 7905, 7912 and ATA say how large they are. */
static int check_kup(struct scan *s, struct lib_file *f, size_t header)
{
	uint64_t payload = f->size - header, size = kup_size(s->head + header, s->have - header);
	char is[32], should[32];

	if (size == 0 || size == payload)
		return 0;
	with_commas(f->size, is);
	with_commas(size + header, should);
	if (payload < size)
		return file_problem(s, f, "cut off: %s of %s bytes", is, should);
	return file_problem(s, f, "damaged: %s bytes where %s are right", is, should);
}

/* An unsigned image has no header with its name, but a 7910's or 7940's a name inside. */
static int check_unsigned(struct scan *s, struct lib_file *f)
{
	char name[32], own[LOAD_NAME_SIZE];

	if (!has_suffix(f->name, ".bin") || !arm_name(s->head, s->have, name) ||
	    !load_normalise(f->name, own) || strcasecmp(name, own) == 0 || name[0] != 'P')
		return check_kup(s, f, 0);
	return file_problem(s, f, "renamed: inside it is %s", name);
}

/* *header: where the payload starts. */
static int check_header(struct scan *s, struct entry *e, size_t *header)
{
	struct lib_file *f = &e->file;
	struct container c = { 0 };
	enum container_result r = container_decode(s->head, s->have, f->size, &c);
	char is[32];

	if (r == CONTAINER_BROKEN && read_more(s, HEAD_SIZE))
		r = container_decode(s->head, s->have, f->size, &c);
	*header = c.header_size;
	switch (r) {
	case CONTAINER_NONE:
		return check_unsigned(s, f);
	case CONTAINER_BROKEN:
		return file_problem(s, f, "cut off or damaged: its signed header is not whole "
				    "(%s bytes)", with_commas(f->size, is));
	case CONTAINER_OK:
		break;
	}
	e->signed_header = true;
	f->signature.state = SIGNATURE_PENDING;
	if (strcmp(c.name, f->name) != 0)
		return file_problem(s, f, "renamed: it was signed as %s, and a phone turns it down "
				    "under another name", c.name);
	if (check_kup(s, f, c.header_size) < 0)
		return -ENOMEM;
	return check_payload(s, f, c.header_size);
}

/* -- signatures -------------------------------------------------------------- */

static int spoil_load(struct pool *p, struct lib_load *load, const char *text)
{
	size_t n = load->problem_count;
	const char **more;

	load->whole = false;
	for (size_t i = 0; i < n; i++)
		if (strcmp(load->problem[i], text) == 0)
			return 0;
	more = pool_take(p, (n + 1) * sizeof(*more));
	if (!more)
		return -ENOMEM;
	if (n)
		memcpy(more, load->problem, n * sizeof(*more));
	more[n] = text;
	load->problem = more;
	load->problem_count = n + 1;
	return 0;
}

static bool load_has(const struct lib_load *load, const struct lib_file *f)
{
	bool has = load->list == f;

	for (size_t i = 0; i < load->file_count; i++)
		has |= load->file[i] == f;
	return has;
}

static int bad_signature(struct pool *p, struct lib_file *f)
{
	char text[400], date[16];

	if (f->problem)
		return 0;
	snprintf(text, sizeof(text), "%.255s: damaged: not the bytes that were signed (for the %s, on %s)",
		 f->name, f->signature.family, signature_date(&f->signature, date));
	f->problem = pool_line(p, text);
	return f->problem ? 0 : -ENOMEM;
}

/* Files of two families in one load: a phone takes none of the others'. */
static int check_families(struct pool *p, struct lib_load *load)
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
		return line ? spoil_load(p, load, line) : -ENOMEM;
	}
	return 0;
}

const struct signature *library_signed(const struct lib_load *load)
{
	const struct signature *s = &load->list->signature;

	for (size_t i = 0; s->state == SIGNATURE_GOOD && i < load->file_count; i++) {
		const struct lib_file *f = load->file[i];

		if (!f || f->signature.state != SIGNATURE_GOOD ||
		    strcmp(f->signature.family, s->family) != 0)
			return NULL;
	}
	return s->state == SIGNATURE_GOOD ? s : NULL;
}

/* -- a list of files --------------------------------------------------------- */

static void ask_models(const struct plugins *p, const char *name, struct nr_load *out)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < p->model_count; i++) {
		const struct nr_model *m = &p->model[i]->model;

		if (m->parse && m->parse(m, name, out) &&
		    (out->kind == NR_KIND_LOAD || out->kind == NR_KIND_MANIFEST))
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
	load->file = pool_take(s->pool, list->count * sizeof(*load->file));
	load->file_name = pool_take(s->pool, list->count * sizeof(*load->file_name));
	load->file_size = pool_take(s->pool, list->count * sizeof(*load->file_size));
	if (!load->file || !load->file_name || !load->file_size)
		return -ENOMEM;
	for (size_t i = 0; i < list->count; i++) {
		load->file_size[i] = list->file[i].size;
		if (!(load->file_name[i] = pool_text(s->pool, list->file[i].name)))
			return -ENOMEM;
	}
	if (list->release_version[0])
		load->release_version = pool_text(s->pool, list->release_version);
	return !list->release_version[0] || load->release_version ? 0 : -ENOMEM;
}

/* Its files are found when the whole release is known: resolve_load(). */
static int add_load(struct scan *s, struct entry *e, size_t header)
{
	struct lib_load *load = pool_take(s->pool, sizeof(*load));
	char name[LOAD_NAME_SIZE];
	struct loads list = { .count = 0 };

	if (!load)
		return -ENOMEM;
	if (!load_normalise(e->file.name, name))
		return file_problem(s, &e->file, "not the name of a list of files");
	if (e->file.size > HEAD_SIZE) {
		if (file_problem(s, &e->file, "too large for a list of files") < 0)
			return -ENOMEM;
	} else if (!loads_decode(s->head + header, s->have - header, &list) &&
		   file_problem(s, &e->file, "cut off or damaged: it lists no files") < 0) {
		return -ENOMEM;
	}
	load->list = &e->file;
	load->release = e->file.release;
	load->name = pool_text(s->pool, name);
	if (!load->name || fill_load(s, load, &list) < 0)
		return -ENOMEM;
	ask_models(s->plugins, load->name, &load->parsed);
	return list_add(&s->loads, load);
}

/* The entry around a file of the index. */
static const struct entry *entry_of(const struct lib_file *f)
{
	return (const struct entry *)(const void *)((const char *)f - offsetof(struct entry, file));
}

/* The Java phones verify every file: without a signature it is of no use. */
static bool unsigned_java(const struct lib_load *load, const struct lib_file *f)
{
	return strcmp(load->parsed.family, "F1") == 0 && f->size > 0 &&
	       (has_suffix(f->name, ".loads") || has_suffix(f->name, ".sbn")) &&
	       !entry_of(f)->signed_header;
}

static int judge_file(struct scan *s, struct list *problems, const struct lib_load *load,
		      const struct lib_file *f)
{
	char text[400];

	if (f->problem)
		return list_add(problems, pool_text(s->pool, f->problem));
	if (!unsigned_java(load, f))
		return 0;
	snprintf(text, sizeof(text), "%.255s: has no signed header: damaged, or not firmware",
		 f->name);
	return list_add(problems, pool_line(s->pool, text));
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
			 f->name, with_commas(f->size, is), with_commas(load->file_size[i], should));
	else
		return judge_file(s, problems, load, f);
	return list_add(problems, pool_line(s->pool, text));
}

static bool is_one_file(const struct lib_load *load)
{
	return load->file_count == 1 && strcmp(load->file_name[0], load->list->name) == 0;
}

static void *settle(struct pool *p, struct list *l)
{
	void *out = pool_take(p, l->count * sizeof(void *));

	return out && l->count ? memcpy(out, l->item, l->count * sizeof(void *)) : out;
}

static int resolve_load(struct scan *s, struct lib_load *load)
{
	struct list problems = { 0 };
	int r = is_one_file(load) ? 0 : judge_file(s, &problems, load, load->list);

	for (size_t i = 0; r == 0 && i < load->file_count; i++) {
		load->file[i] = library_file(load->release, load->file_name[i]);
		r = judge_listed(s, &problems, load, i);
	}
	load->whole = problems.count == 0 && load->file_count > 0;
	load->problem_count = problems.count;
	load->problem = r == 0 ? settle(s->pool, &problems) : NULL;
	free(problems.item);
	return load->problem ? check_families(s->pool, load) : -ENOMEM;
}

/* -- loads of one file --------------------------------------------------------- */

/* Does a load of @m come as one file, and is @name one?  Its meaning goes to *out. */
static bool model_one_file(const struct nr_model *m, const char *name, struct nr_load *out)
{
	for (const char *const *p = m->load_prefixes; p && *p; p++)
		if (strncasecmp(name, *p, strlen(*p)) == 0) {
			memset(out, 0, sizeof(*out));
			return m->parse && m->parse(m, name, out) && out->kind == NR_KIND_LOAD &&
			       strcasecmp(out->suffix[0] ? out->suffix : m->load_suffix,
					  ".loads") != 0;
		}
	return false;
}

static bool one_file(const struct plugins *p, const char *name, struct nr_load *out)
{
	for (size_t i = 0; i < p->model_count; i++)
		if (model_one_file(&p->model[i]->model, name, out))
			return true;
	return false;
}

static bool is_image_name(const char *name)
{
	return has_suffix(name, ".bin") || has_suffix(name, ".sbn") || has_suffix(name, ".sbin") ||
	       has_suffix(name, ".zup");
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
		if (l->file_name && is_one_file(l) && has_suffix(l->list->name, ".bin")) {
			l->list = f;
			l->file_name[0] = f->name;
		}
		return true;
	}
	return false;
}

static int add_one_file(struct scan *s, const struct lib_file *f)
{
	struct loads list = { .count = 1 };
	struct lib_load *load;
	struct nr_load parsed;
	char name[LOAD_NAME_SIZE];

	if (!is_image_name(f->name) || !load_normalise(f->name, name) ||
	    strlen(f->name) >= sizeof(list.file[0].name) || !one_file(s->plugins, name, &parsed) ||
	    is_twin(s, f, name))
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

/* -- files and folders ------------------------------------------------------- */

static int check_file(struct scan *s, struct entry *e)
{
	struct lib_file *f = &e->file;
	bool list = has_suffix(f->name, ".loads");
	ssize_t n = read_at(s->fd, s->head, list ? HEAD_SIZE : FIRST_READ, 0);
	size_t header;
	int r;

	if (n < 0)
		return file_problem(s, f, "cannot be read: %s", strerror((int)-n));
	s->have = (size_t)n;
	if (f->size == 0 && is_firmware_name(f->name) && file_problem(s, f, "empty") < 0)
		return -ENOMEM;
	r = check_header(s, e, &header);
	return r == 0 && list ? add_load(s, e, header) : r;
}

static char *join(struct pool *p, const char *folder, const char *name)
{
	size_t n = strlen(folder), k = strlen(name) + 1;
	char *path = pool_take(p, n + 1 + k);

	if (!path)
		return NULL;
	memcpy(path, folder, n);
	if (n)
		path[n++] = '/';
	memcpy(path + n, name, k);
	return path;
}

/* Changed a moment ago, or not whole: somebody may be at it right now. */
static int note_unsettled(struct scan *s, struct lib_file *f)
{
	return f->problem || s->now_ns - f->mtime_ns < SETTLE_NS ? list_add(&s->unsettled, f) : 0;
}

static int scan_file(struct scan *s, struct lib_release *rel, struct list *files, int dirfd,
		     const char *name, struct stat st)
{
	struct entry *e = pool_take(s->pool, sizeof(*e));
	char *path = join(s->pool, rel->name, name);
	int r = e && path ? list_add(files, e) : -ENOMEM;

	if (r < 0)
		return r;
	e->file.path = path;
	e->file.name = path + strlen(path) - strlen(name);
	e->file.release = rel;
	e->file.signature.state = SIGNATURE_NONE;
	s->fd = openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (s->fd < 0)
		r = file_problem(s, &e->file, "cannot be read: %s", strerror(errno));
	else if (fstat(s->fd, &st) != 0 || !S_ISREG(st.st_mode))
		r = file_problem(s, &e->file, "not a regular file");
	e->file.size = (uint64_t)st.st_size;
	e->file.inode = st.st_ino;
	e->file.mtime_ns = mtime_of(&st);
	if (r == 0 && !e->file.problem)
		r = check_file(s, e);
	if (s->fd >= 0)
		close(s->fd);
	return r == 0 ? note_unsettled(s, &e->file) : r;
}

static int add_folder(struct scan *s, const char *parent, const char *name, int depth)
{
	struct lib_folder *f = pool_take(s->pool, sizeof(*f));

	if (!f || !(f->name = join(s->pool, parent, name)))
		return -ENOMEM;
	f->depth = depth;
	return list_add(&s->folders, f);
}

static int scan_entry(struct scan *s, const struct lib_folder *in, struct lib_release *rel,
		      struct list *files, int dirfd, const char *name)
{
	const char *slash = *rel->name ? "/" : "";
	struct stat st;

	if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return 0;       /* gone meanwhile */
	if (S_ISREG(st.st_mode))
		return scan_file(s, rel, files, dirfd, name, st);
	if (!S_ISDIR(st.st_mode))
		return scan_problem(s, "%s%s%s: not a regular file or folder: ignored", rel->name,
				    slash, name);
	if (in->depth == MAX_DEPTH)
		return scan_problem(s, "%s%s%s: too many folders in folders: ignored", rel->name,
				    slash, name);
	return add_folder(s, in->name, name, in->depth + 1);
}

static int name_cmp(const char *a, const char *b)
{
	int c = strcasecmp(a, b);

	return c ? c : strcmp(a, b);
}

static int file_cmp(const void *a, const void *b)
{
	const struct lib_file *const *x = a, *const *y = b;

	return name_cmp((*x)->name, (*y)->name);
}

static int finish_release(struct scan *s, struct lib_release *rel, struct list *files)
{
	if (files->count == 0)
		return 0;
	rel->file = settle(s->pool, files);
	if (!rel->file)
		return -ENOMEM;
	rel->file_count = files->count;
	qsort(rel->file, rel->file_count, sizeof(*rel->file), file_cmp);
	for (size_t i = 0; i < rel->file_count; i++)
		if (add_one_file(s, rel->file[i]) < 0)
			return -ENOMEM;
	return list_add(&s->releases, rel);
}

static int scan_entries(struct scan *s, const struct lib_folder *f, DIR *dir)
{
	struct lib_release *rel = pool_take(s->pool, sizeof(*rel));
	struct list files = { 0 };
	struct dirent *d;
	int r = rel ? 0 : -ENOMEM;

	if (rel)
		rel->name = f->name;
	/* What starts with a dot is no firmware: an import under way, rubbish of a Mac. */
	while (r == 0 && (errno = 0, d = readdir(dir)) != NULL)
		if (d->d_name[0] != '.')
			r = scan_entry(s, f, rel, &files, dirfd(dir), d->d_name);
	if (r == 0 && errno != 0)
		r = scan_problem(s, "%s: folder cannot be read: %s", *f->name ? f->name : ".",
				 strerror(errno));
	if (r == 0)
		r = finish_release(s, rel, &files);
	free(files.item);
	return r;
}

/* Open @path below @dirfd; no link on the way is followed. */
static int open_below(int dirfd, const char *path, int flags)
{
	int at = dirfd, fd = -1;

	for (;;) {
		const char *slash = strchr(path, '/');
		char part[256];

		if (slash && (size_t)(slash - path) >= sizeof(part)) {
			errno = ENAMETOOLONG;
			break;
		}
		if (!slash) {
			fd = openat(at, path, flags | O_NOFOLLOW | O_CLOEXEC);
			break;
		}
		memcpy(part, path, (size_t)(slash - path));
		part[slash - path] = '\0';
		fd = openat(at, part, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd < 0)
			break;
		if (at != dirfd)
			close(at);
		at = fd;
		fd = -1;
		path = slash + 1;
	}
	if (at != dirfd) {
		int saved = errno;

		close(at);
		errno = saved;
	}
	return fd;
}

static int scan_folder(struct scan *s, struct lib_folder *f)
{
	int fd = open_below(s->lib->dirfd, *f->name ? f->name : ".", O_RDONLY | O_DIRECTORY);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct stat st;
	int r;

	/* Before it is read: what comes later makes it another one. */
	if (dir && fstat(fd, &st) == 0)
		f->mtime_ns = mtime_of(&st);
	if (!dir) {
		/* Better the old index than none. */
		if (s->old && f->depth == 0)
			return -errno;
		r = scan_problem(s, "%s: folder cannot be read: %s", f->name, strerror(errno));
		if (fd >= 0)
			close(fd);
		return r;
	}
	r = scan_entries(s, f, dir);
	closedir(dir);
	return r;
}

/* A folder adds the folders in it to the end of the list. */
static int scan_all(struct scan *s)
{
	int r = add_folder(s, "", "", 0);

	for (size_t i = 0; r == 0 && i < s->folders.count; i++)
		r = scan_folder(s, s->folders.item[i]);
	return r;
}

/* -- the index --------------------------------------------------------------- */

static int release_cmp(const void *a, const void *b)
{
	const struct lib_release *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

/* By name without case; a whole one before a broken one; then by release. */
static int load_cmp(const void *a, const void *b)
{
	const struct lib_load *x = *(const struct lib_load *const *)a;
	const struct lib_load *y = *(const struct lib_load *const *)b;
	int c = strcasecmp(x->name, y->name);

	if (c == 0 && x->whole != y->whole)
		c = x->whole ? -1 : 1;
	if (c == 0)
		c = strcmp(x->release->name, y->release->name);
	return c ? c : strcmp(x->name, y->name);
}

static void sort_loads(struct library *lib)
{
	if (lib->load_count)
		qsort(lib->load, lib->load_count, sizeof(*lib->load), load_cmp);
}

static const struct lib_release *release_named(const struct library *lib, const char *name)
{
	for (size_t i = 0; i < lib->release_count; i++)
		if (strcmp(lib->release[i]->name, name) == 0)
			return lib->release[i];
	return NULL;
}

/* What the index before this one knew of the same files. */
static void inherit(struct lib_release *now, const struct lib_release *then)
{
	for (size_t i = 0; i < now->file_count; i++) {
		struct lib_file *f = now->file[i];
		const struct lib_file *o = library_file(then, f->name);

		if (o && strcmp(o->name, f->name) == 0 && o->size == f->size &&
		    o->mtime_ns == f->mtime_ns && o->inode == f->inode)
			f->signature = o->signature;
	}
}

/* What an earlier check found. */
static int recall_signatures(struct scan *s)
{
	for (size_t i = 0; s->old && i < s->releases.count; i++) {
		struct lib_release *now = s->releases.item[i];
		const struct lib_release *then = release_named(s->old, now->name);

		if (then)
			inherit(now, then);
	}
	sigcache_load(s->lib);
	for (size_t i = 0; i < s->releases.count; i++) {
		struct lib_release *r = s->releases.item[i];

		for (size_t k = 0; k < r->file_count; k++)
			if (r->file[k]->signature.state == SIGNATURE_BAD &&
			    bad_signature(s->pool, r->file[k]) < 0)
				return -ENOMEM;
	}
	return 0;
}

static int make_index(struct scan *s)
{
	struct library *lib = s->lib;

	lib->release = settle(s->pool, &s->releases);
	lib->release_count = lib->release ? s->releases.count : 0;
	if (recall_signatures(s) < 0)
		return -ENOMEM;
	for (size_t i = 0; i < s->loads.count; i++)
		if (resolve_load(s, s->loads.item[i]) < 0)
			return -ENOMEM;
	lib->load = settle(s->pool, &s->loads);
	lib->problem = settle(s->pool, &s->problems);
	lib->folder = settle(s->pool, &s->folders);
	lib->unsettled = settle(s->pool, &s->unsettled);
	if (!lib->release || !lib->load || !lib->problem || !lib->folder || !lib->unsettled)
		return -ENOMEM;
	lib->folder_count = s->folders.count;
	lib->unsettled_count = s->unsettled.count;
	lib->load_count = s->loads.count;
	lib->problem_count = s->problems.count;
	qsort(lib->release, lib->release_count, sizeof(*lib->release), release_cmp);
	sort_loads(lib);
	return 0;
}

static void blob_free(struct kept_blob *b)
{
	if (b->file)
		b->file->blob = NULL;
	munmap((void *)(uintptr_t)b->blob.data, (size_t)b->blob.size + 1);
	free(b);
}

static void pool_free(struct pool *p)
{
	while (p && p->idle) {
		struct kept_blob *b = p->idle;

		p->idle = b->next;
		blob_free(b);
	}
	while (p && p->chunk) {
		struct chunk *c = p->chunk;

		p->chunk = c->next;
		free(c);
	}
	free(p);
}

void library_retire(struct library *lib)
{
	struct pool *p = lib->pool;

	if (lib->dirfd > 0)
		close(lib->dirfd);
	if (p && p->in_use)
		p->retired = true;
	else
		pool_free(p);
	memset(lib, 0, sizeof(*lib));
	lib->dirfd = -1;
}

void library_close(struct library *lib)
{
	if (lib->pool)
		((struct pool *)lib->pool)->in_use = 0;
	library_retire(lib);
}

static int64_t wall_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* @out->dirfd is open. */
static int scan_library(struct library *out, const char *path, const struct library *old,
			const struct plugins *plugins)
{
	struct scan s = { .lib = out, .plugins = plugins, .old = old, .now_ns = wall_ns() };
	int r = -ENOMEM;

	out->pool = s.pool = calloc(1, sizeof(*s.pool));
	s.head = malloc(HEAD_SIZE);
	if (s.pool && s.head && (out->path = pool_text(s.pool, path)))
		r = scan_all(&s);
	if (r == 0)
		r = make_index(&s);
	free(s.head);
	free(s.folders.item);
	free(s.releases.item);
	free(s.loads.item);
	free(s.problems.item);
	free(s.unsettled.item);
	if (r < 0)
		library_close(out);
	return r;
}

int library_open(struct library *out, const char *path, const struct plugins *plugins)
{
	memset(out, 0, sizeof(*out));
	out->dirfd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (out->dirfd < 0)
		return -errno;
	return scan_library(out, path, NULL, plugins);
}

int library_reopen(struct library *out, const struct library *old, const struct plugins *plugins)
{
	memset(out, 0, sizeof(*out));
	out->dirfd = fcntl(old->dirfd, F_DUPFD_CLOEXEC, 3);
	if (out->dirfd < 0)
		return -errno;
	return scan_library(out, old->path, old, plugins);
}

/* Gone counts as changed, as its folder is. */
static bool is_another(const struct library *lib, const char *path, int64_t mtime_ns,
		       const uint64_t *size)
{
	struct stat st;

	return fstatat(lib->dirfd, *path ? path : ".", &st, AT_SYMLINK_NOFOLLOW) != 0 ||
	       mtime_of(&st) != mtime_ns || (size && (uint64_t)st.st_size != *size);
}

bool library_changed(const struct library *lib)
{
	for (size_t i = 0; i < lib->folder_count; i++)
		if (is_another(lib, lib->folder[i]->name, lib->folder[i]->mtime_ns, NULL))
			return true;
	for (size_t i = 0; i < lib->unsettled_count; i++) {
		const struct lib_file *f = lib->unsettled[i];

		if (is_another(lib, f->path, f->mtime_ns, &f->size))
			return true;
	}
	return lib->spoiled;
}

/* -- look-ups ---------------------------------------------------------------- */

/* Where the loads of that name start; load_count: nowhere. */
static size_t first_load(const struct library *lib, const char *name)
{
	char plain[LOAD_NAME_SIZE];
	size_t low = 0, high = lib->load_count;

	if (!load_normalise(name, plain))
		return lib->load_count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcasecmp(lib->load[mid]->name, plain) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < lib->load_count && strcasecmp(lib->load[low]->name, plain) == 0 ? low :
	       lib->load_count;
}

const struct lib_load *library_load(const struct library *lib, const char *name)
{
	size_t first = first_load(lib, name);

	return first < lib->load_count ? lib->load[first] : NULL;
}

const struct lib_load *library_manifest(const struct library *lib, const struct lib_release *r,
					const char *name)
{
	size_t first = first_load(lib, name);

	for (size_t i = first; i < lib->load_count; i++) {
		const struct lib_load *l = lib->load[i];

		if (strcasecmp(l->name, lib->load[first]->name) != 0)
			break;
		if (l->release == r)
			return l;
	}
	return NULL;
}

const struct lib_load *library_same_load(const struct library *lib, const struct lib_load *old)
{
	const struct lib_release *r = release_named(lib, old->release->name);
	const struct lib_load *l = r ? library_manifest(lib, r, old->name) : NULL;

	return l && strcmp(l->name, old->name) == 0 ? l : NULL;
}

/* Where the files of that name without case start; @r->file_count: nowhere. */
static size_t first_file(const struct lib_release *r, const char *name)
{
	size_t low = 0, high = r->file_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcasecmp(r->file[mid]->name, name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < r->file_count && strcasecmp(r->file[low]->name, name) == 0 ? low :
	       r->file_count;
}

const struct lib_file *library_file(const struct lib_release *r, const char *name)
{
	size_t first = first_file(r, name);

	for (size_t i = first; i < r->file_count && strcasecmp(r->file[i]->name, name) == 0; i++)
		if (strcmp(r->file[i]->name, name) == 0)
			return r->file[i];
	return first < r->file_count ? r->file[first] : NULL;
}

static int image_of(const struct lib_load *l, const char *want)
{
	for (size_t i = 0; i < l->file_count; i++)
		if (l->file[i] && strcasecmp(l->file_name[i], want) == 0)
			return (int)i;
	return -1;
}

static bool same_stem(const char *a, const char *b)
{
	char x[LOAD_NAME_SIZE], y[LOAD_NAME_SIZE];

	return load_normalise(a, x) && load_normalise(b, y) && strcasecmp(x, y) == 0;
}

const struct lib_file *library_load_file(const struct lib_load *l, const char *want, int *image)
{
	const struct lib_file *f;

	*image = image_of(l, want);
	if (*image >= 0)
		return l->file[*image];
	if (strcasecmp(l->list->name, want) == 0)
		return l->list;
	if (!is_image_name(want))
		return NULL;
	for (size_t i = 0; i < l->file_count; i++) {
		if (!l->file[i] || !is_image_name(l->file_name[i]) ||
		    !same_stem(l->file_name[i], want))
			continue;
		f = library_file(l->release, want);
		*image = f && !f->problem ? (int)i : -1;
		return f && !f->problem ? f : NULL;
	}
	return NULL;
}

const struct lib_file *library_any_file(const struct library *lib, const char *name)
{
	const struct lib_file *near = NULL;

	for (size_t i = 0; i < lib->release_count; i++) {
		const struct lib_file *f = library_file(lib->release[i], name);

		if (f && strcmp(f->name, name) == 0)
			return f;
		if (f && !near)
			near = f;
	}
	return near;
}

/* -- bytes ------------------------------------------------------------------- */

static bool is_as_indexed(int fd, const struct lib_file *f)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (uint64_t)st.st_size == f->size &&
	       mtime_of(&st) == f->mtime_ns;
}

/* The file's bytes in memory of its own size and one more; MAP_FAILED with errno. */
static void *read_whole(const struct library *lib, const struct lib_file *f)
{
	size_t size = (size_t)f->size;
	int fd = open_below(lib->dirfd, f->path, O_RDONLY | O_NONBLOCK), error = 0;
	void *data;
	ssize_t n;

	if (fd < 0)
		return MAP_FAILED;
	data = mmap(NULL, size + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (data == MAP_FAILED) {
		error = errno;
	} else if (!is_as_indexed(fd, f)) {
		error = ESTALE;
	} else {
		n = read_at(fd, data, size, 0);
		if (n < 0)
			error = (int)-n;
		else if ((size_t)n != size || !is_as_indexed(fd, f))
			error = ESTALE;
	}
	close(fd);
	if (error && data != MAP_FAILED) {
		munmap(data, size + 1);
		data = MAP_FAILED;
	}
	errno = error;
	return data;
}

/* A file turned out bad: so do the loads that hold it. */
static void spoil_file(struct library *lib, struct lib_file *f)
{
	if (bad_signature(lib->pool, f) < 0)
		return;
	for (size_t i = 0; i < lib->load_count; i++)
		if (load_has(lib->load[i], f))
			spoil_load(lib->pool, lib->load[i], f->problem);
	sort_loads(lib);
}

/* The same file, as its release owns it. */
static struct lib_file *own_file(const struct lib_file *f)
{
	const struct lib_release *r = f->release;

	for (size_t i = first_file(r, f->name); i < r->file_count; i++)
		if (r->file[i] == f)
			return r->file[i];
	return NULL;
}

static void leave_idle(struct pool *p, struct kept_blob *b)
{
	for (struct kept_blob **at = &p->idle; *at; at = &(*at)->next)
		if (*at == b) {
			*at = b->next;
			p->idle_bytes -= b->blob.size;
			return;
		}
}

size_t library_loads(const struct library *lib)
{
	size_t n = 0;

	for (size_t i = 0; i < lib->load_count; i++)
		n += lib->load[i]->parsed.kind == NR_KIND_LOAD;
	return n;
}

struct lib_blob *library_get(struct library *lib, const struct lib_file *file)
{
	struct lib_file *own = own_file(file);
	struct pool *p = lib->pool;
	struct kept_blob *b;
	void *data;

	if (!own) {
		errno = ENOENT;
		return NULL;
	}
	if (own->blob) {
		if (own->blob->refs++ == 0) {
			leave_idle(p, (struct kept_blob *)own->blob);
			p->in_use++;
		}
		return own->blob;
	}
	b = calloc(1, sizeof(*b));
	if (!b)
		return NULL;
	data = read_whole(lib, own);
	if (data == MAP_FAILED) {
		int saved = errno;

		free(b);
		errno = saved;
		return NULL;
	}
	if (own->signature.state == SIGNATURE_PENDING || own->signature.state == SIGNATURE_GOOD)
		signature_of(data, (size_t)own->size, &own->signature);
	if (own->signature.state == SIGNATURE_BAD) {
		spoil_file(lib, own);
		lib->spoiled = true;
		munmap(data, (size_t)own->size + 1);
		free(b);
		errno = EBADMSG;
		return NULL;
	}
	mprotect(data, (size_t)own->size + 1, PROT_READ);
	b->blob.data = data;
	b->blob.size = own->size;
	b->blob.refs = 1;
	b->file = own;
	b->pool = p;
	p->in_use++;
	own->blob = &b->blob;
	return own->blob;
}

/* Phones of one shelf ask for one file one after another: keep it a little. */
static void keep_idle(struct pool *p, struct kept_blob *b)
{
	struct kept_blob **last;

	for (last = &p->idle; *last; last = &(*last)->next)
		;
	*last = b;
	b->next = NULL;
	p->idle_bytes += b->blob.size;
	while (p->idle && p->idle_bytes > IDLE_BYTES) {
		b = p->idle;
		p->idle = b->next;
		p->idle_bytes -= b->blob.size;
		blob_free(b);
	}
}

/* The library may have been retired since: the blob knows where it belongs. */
void library_put(struct library *lib, struct lib_blob *blob)
{
	struct kept_blob *b = (struct kept_blob *)blob;
	struct pool *p;

	(void)lib;
	if (!blob || --blob->refs > 0)
		return;
	p = b->pool;
	p->in_use--;
	keep_idle(p, b);
	if (p->retired && p->in_use == 0)
		pool_free(p);
}

/* -- signatures of all files -------------------------------------------------- */

/* False when the file cannot be read, or is another one by now: it stays pending. */
static bool check_whole(int fd, const struct lib_file *f, uint8_t *buf, struct signature *out)
{
	ssize_t n = read_at(fd, buf, HEAD_SIZE, 0);
	struct signature_check check;
	struct container c;

	if (n < 0 || container_decode(buf, (size_t)n, f->size, &c) != CONTAINER_OK)
		return false;
	if (signature_begin(&check, buf, &c)) {
		signature_update(&check, buf + c.header_size, (size_t)n - c.header_size);
		for (off_t at = n; n > 0; at += n) {
			do
				n = pread(fd, buf, HEAD_SIZE, at);
			while (n < 0 && errno == EINTR);
			if (n < 0)
				return false;
			signature_update(&check, buf, (size_t)n);
		}
	}
	signature_end(&check, out);
	return is_as_indexed(fd, f);
}

static void check_one(struct library *lib, struct lib_file *f, uint8_t *buf)
{
	int fd = open_below(lib->dirfd, f->path, O_RDONLY | O_NONBLOCK);
	struct signature s;

	if (fd < 0)
		return;
	if (is_as_indexed(fd, f) && check_whole(fd, f, buf, &s)) {
		f->signature = s;
		if (s.state == SIGNATURE_BAD)
			spoil_file(lib, f);
	}
	close(fd);
}

/* Those that nobody has looked at; NULL: none, or no memory. */
static struct lib_file **pending_files(const struct library *lib, size_t *count)
{
	struct list found = { 0 };

	for (size_t i = 0; i < lib->release_count; i++)
		for (size_t k = 0; k < lib->release[i]->file_count; k++) {
			struct lib_file *f = lib->release[i]->file[k];

			if (f->signature.state == SIGNATURE_PENDING && list_add(&found, f) < 0)
				break;
		}
	*count = found.count;
	return (struct lib_file **)found.item;
}

size_t library_check(struct library *lib, void (*progress)(size_t done, size_t of, void *arg),
		     void *arg)
{
	size_t count;
	struct lib_file **pending = pending_files(lib, &count);
	uint8_t *buf = count ? malloc(HEAD_SIZE) : NULL;

	for (size_t i = 0; buf && i < count; i++) {
		check_one(lib, pending[i], buf);
		if (progress)
			progress(i + 1, count, arg);
	}
	free(buf);
	free(pending);
	for (size_t i = 0; i < lib->load_count; i++)
		check_families(lib->pool, lib->load[i]);
	sort_loads(lib);
	return count;
}
