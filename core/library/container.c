/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * container.c -- the signed header before every firmware file, the archive in
 * the images of the Java phones, and the text of a .loads.
 *
 * The header is a list of elements (tag, 16-bit length, value), as sgnfile and
 * stripsgn of usecallmanagernz/certutils write and read it.  Two exceptions:
 * a pad is one byte without a length, and compounds hold their members inside.
 * The rules are those that held for all of 127 files of public packages.
 */
#include "core/library/container.h"

#include <ctype.h>
#include <strings.h>

enum tag {
	TAG_SIGNER = 0x03,
	TAG_SIGNATURE_INFO = 0x07,
	TAG_HASH = 0x08,
	TAG_ALGORITHM_INFO = 0x09,
	TAG_SIGNATURE = 0x0c,
	TAG_PAD = 0x0d,
	TAG_NAME = 0x0e,
};

#define HEADER_MIN 0x40
#define MAX_DEPTH 3             /* signature info > algorithm info > members */

struct walk {
	struct container *out;
	const uint8_t *start;
	unsigned names, signatures;
	bool bad;
};

static void take_name(struct walk *w, struct nr_reader value)
{
	size_t size = nr_left(&value);
	const char *s = nr_cstr(&value);

	if (!s || nr_left(&value) > 0 || *s == '\0' || size > sizeof(w->out->name)) {
		w->bad = true;
		return;
	}
	w->names++;
	memcpy(w->out->name, s, size);
	for (char *p = w->out->name; *p; p++)
		if (!isgraph((unsigned char)*p))
			*p = '?';
}

static void take_signature(struct walk *w, struct nr_reader value)
{
	bool only = w->signatures++ == 0;

	w->out->signature_at = only ? (uint16_t)(value.pos - w->start) : 0;
	w->out->signature_size = only ? (uint16_t)nr_left(&value) : 0;
}

static void walk_elements(struct walk *w, struct nr_reader *r, int depth)
{
	while (nr_left(r) > 0 && !w->bad) {
		uint8_t tag = nr_u8(r);
		struct nr_reader value;

		if (tag == TAG_PAD)
			continue;
		value = nr_sub(r, nr_u16(r));
		if (!nr_ok(&value)) {
			w->bad = true;
		} else if (tag == TAG_SIGNER || tag == TAG_SIGNATURE_INFO ||
			   tag == TAG_ALGORITHM_INFO) {
			if (depth == MAX_DEPTH)
				w->bad = true;
			else
				walk_elements(w, &value, depth + 1);
		} else if (tag == TAG_NAME) {
			take_name(w, value);
		} else if (tag == TAG_SIGNATURE) {
			take_signature(w, value);
		} else if (tag == TAG_HASH) {
			w->out->hash = nr_u8(&value);
		}
	}
	w->bad |= !nr_ok(r);
}

enum container_result container_decode(const uint8_t *data, size_t len, uint64_t file_size,
				       struct container *out)
{
	static const uint8_t start[] = { 0x01, 0x00, 0x02 };
	struct container c;
	struct walk w = { .out = &c, .start = data };
	struct nr_reader r = nr_reader(data, len);
	uint8_t tag;
	uint16_t size;

	if (len < sizeof(start) || memcmp(data, start, sizeof(start)) != 0)
		return CONTAINER_NONE;
	memset(&c, 0, sizeof(c));
	nr_take(&r, 5);
	tag = nr_u8(&r);
	size = nr_u16(&r);
	c.header_size = nr_u16(&r);
	if (!nr_ok(&r) || tag != 2 || size != 2 || c.header_size < HEADER_MIN ||
	    c.header_size > file_size || c.header_size > len)
		return CONTAINER_BROKEN;

	r = nr_reader(data, c.header_size);
	walk_elements(&w, &r, 0);
	if (w.bad || w.names != 1)
		return CONTAINER_BROKEN;
	*out = c;
	return CONTAINER_OK;
}

/* -- CNU_File_Archive_3.0 ---------------------------------------------------- */

#define CNU_MAGIC "CNU_File_Archive_3.0"
#define CNU_COUNT 0x30
#define CNU_TABLE 0x248
#define CNU_ENTRY 20
#define CNU_ENTRY_SIZE 8        /* where an entry says how large its file is */

static bool is_cnu(const uint8_t *data, size_t len)
{
	return len >= sizeof(CNU_MAGIC) - 1 && memcmp(data, CNU_MAGIC, sizeof(CNU_MAGIC) - 1) == 0;
}

/* The end of the table of entries; 0: the count itself is not there. */
static uint64_t cnu_table_end(const uint8_t *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len);

	nr_take(&r, CNU_COUNT);
	return nr_left(&r) < 4 ? 0 : CNU_TABLE + (uint64_t)nr_u32(&r) * CNU_ENTRY;
}

uint64_t cnu_size(const uint8_t *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len);
	uint64_t size, end;
	uint32_t count;

	if (!is_cnu(data, len))
		return 0;
	end = cnu_table_end(data, len);
	if (end == 0 || end > len)
		return 0;
	nr_take(&r, CNU_COUNT);
	count = nr_u32(&r);
	size = nr_u32(&r);
	if (size < end)
		return 0;
	nr_take(&r, CNU_TABLE - CNU_COUNT - 8);
	for (uint32_t i = 0; i < count; i++) {
		struct nr_reader entry = nr_sub(&r, CNU_ENTRY);

		nr_take(&entry, CNU_ENTRY_SIZE);
		size += nr_u32(&entry);
	}
	return size;
}

int cnu_whole(const uint8_t *data, size_t len, uint64_t payload_size)
{
	uint64_t end, size;

	if (!is_cnu(data, len))
		return -1;
	end = cnu_table_end(data, len);
	if (end == 0)
		return 0;
	/* A table beyond what is at hand says nothing, unless the file ends first. */
	if (end > len)
		return end > payload_size ? 0 : -1;
	size = cnu_size(data, len);
	return size > 0 && (payload_size == size || (size % 2 == 1 && payload_size == size + 1));
}

/* -- images of the older phones ----------------------------------------------- */

#define MD5_TEXT 32

static bool copy_md5(char out[MD5_TEXT + 1], const uint8_t *text)
{
	for (size_t i = 0; i < MD5_TEXT; i++) {
		if (!isxdigit(text[i]))
			return false;
		out[i] = (char)toupper(text[i]);
	}
	out[MD5_TEXT] = '\0';
	return true;
}

bool payload_md5(const uint8_t *data, size_t len, char out[33])
{
	return len >= MD5_TEXT && copy_md5(out, data);
}

#define KUP_MAGIC "kup100000000"
#define KUP_SIZE 32             /* where it says how large it is, without its head, */
#define KUP_HEAD 24             /* which is so long */

uint64_t kup_size(const uint8_t *data, size_t len)
{
	struct nr_reader r = nr_reader(data, len);
	const uint8_t *magic = nr_take(&r, KUP_SIZE);
	uint32_t size = nr_u32(&r);

	return magic && nr_ok(&r) && memcmp(magic, KUP_MAGIC, sizeof(KUP_MAGIC) - 1) == 0 ?
	       (uint64_t)size + KUP_HEAD : 0;
}

static uint32_t le32(const uint8_t *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Measured on eleven files of the 6901, 6911, 6921 and 6941: a packed program, a kernel,
 * and a squashfs of the kind 2.x, where the length stands at 8 (later kinds differ). */
uint64_t packed_size(const uint8_t *data, size_t len)
{
	static const uint8_t kernel[4] = { 0x42, 0xfa, 0xed, 0xfe };

	if (len < 32)
		return 0;
	if (memcmp(data, "TiZp", 4) == 0)
		return 256 + (uint64_t)le32(data + 8);
	if (memcmp(data, kernel, 4) == 0)
		return 36 + (uint64_t)le32(data + 4);
	if (memcmp(data, "hsqs", 4) == 0 && data[28] == 2 && data[29] == 0)
		return 8 + (uint64_t)le32(data + 8);
	return 0;
}

#define ARM_NAME 0x20
#define ARM_BRANCH 0xea         /* the high byte, last of a little-endian word */

bool arm_name(const uint8_t *data, size_t len, char out[32])
{
	struct nr_reader r = nr_reader(data, len);
	const uint8_t *vectors = nr_take(&r, ARM_NAME);
	struct nr_reader text = nr_sub(&r, 31);

	if (!vectors || !nr_ok(&text) || vectors[3] != ARM_BRANCH || !isgraph(*text.pos))
		return false;
	nr_text(text, out, 32);
	return true;
}

/* -- .loads ------------------------------------------------------------------ */

/* Text between @p and @end, as a string; false when it does not fit or is no plain text. */
static bool copy_word(char *dst, size_t size, const char *p, const char *end)
{
	if (end - p <= 0 || (size_t)(end - p) >= size)
		return false;
	for (const char *c = p; c < end; c++)
		if (!isgraph((unsigned char)*c))
			return false;
	memcpy(dst, p, (size_t)(end - p));
	dst[end - p] = '\0';
	return true;
}

static const char *word_end(const char *p, const char *end)
{
	while (p < end && *p != ' ' && *p != '\t')
		p++;
	return p;
}

static const char *skip_blanks(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return p;
}

/* Where the text after @word starts, or NULL when the line does not begin so. */
static const char *after(const char *p, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - p) >= n && strncasecmp(p, word, n) == 0 ? p + n : NULL;
}

/* The number that starts at @p; as large as it can be when it is larger. */
static uint32_t number(const char *p, const char *end)
{
	uint64_t n = 0;

	for (; p < end && isdigit((unsigned char)*p); p++) {
		n = n * 10 + (uint64_t)(*p - '0');
		if (n > UINT32_MAX)
			n = UINT32_MAX;
	}
	return (uint32_t)n;
}

/* "0-4.*": boards 0 to 4, whatever their second number.  Another form says nothing. */
static void take_boards(struct loads *l, const char *p, const char *end)
{
	uint32_t first = number(p, end), last = first;

	if (p >= end || !isdigit((unsigned char)*p))
		return;
	while (p < end && isdigit((unsigned char)*p))
		p++;
	if (p < end && *p == '-') {
		if (++p >= end || !isdigit((unsigned char)*p))
			return;
		last = number(p, end);
	}
	if (first > last || last > UINT16_MAX)
		return;
	l->for_boards = true;
	l->board_first = (uint16_t)first;
	l->board_last = (uint16_t)last;
}

static void take_comment(struct loads *l, const char *p, const char *end)
{
	const char *v;

	p = skip_blanks(p + 1, end);
	if ((v = after(p, end, "RELEASE load version ")) != NULL) {
		v = skip_blanks(v, end);
		copy_word(l->release_version, sizeof(l->release_version), v, word_end(v, end));
	} else if ((v = after(p, end, "HARDWARE_COMP_1")) != NULL) {
		l->hardware_comp = number(skip_blanks(v, end), end);
	} else if ((v = after(p, end, "? HW_REV")) != NULL) {
		take_boards(l, skip_blanks(v, end), end);
	}
}

/* A name that can stand in a folder; anything else is not a list of files. */
static bool is_file_name(const char *s)
{
	if (*s == '.')
		return false;
	for (; *s; s++)
		if (*s == '/' || *s == '\\')
			return false;
	return true;
}

static bool ends_with(const char *p, const char *end, const char *suffix)
{
	size_t n = strlen(suffix);

	return (size_t)(end - p) > n && strncasecmp(end - n, suffix, n) == 0;
}

/*
 * "LA_VERSION=PAS30831" of a 7940 is a setting, not a file.  Lists of 78xx and
 * 88xx are told to have "key=image" below "[PLATFORM_1]"; none was at hand to
 * measure.  The image's name, or NULL.
 */
static const char *value_of(const char *p, const char *end)
{
	const char *value = memchr(p, '=', (size_t)(end - p));

	if (!value)
		return p;
	value = skip_blanks(value + 1, end);
	return ends_with(value, end, ".sbn") || ends_with(value, end, ".sebn") ||
	       ends_with(value, end, ".sgn") ? value : NULL;
}

static bool take_line(struct loads *l, const char *p, const char *end)
{
	struct loads_line *line;

	while (end > p && (end[-1] == '\r' || end[-1] == ' ' || end[-1] == '\t'))
		end--;
	p = skip_blanks(p, end);
	if (p == end || *p == '[')
		return true;
	if (*p == '#') {
		take_comment(l, p, end);
		return true;
	}
	p = value_of(p, end);
	if (!p)
		return true;
	if (l->count == NR_ARRAY_SIZE(l->file))
		return false;
	/* Behind the name a 7921 has size and MD5. */
	line = &l->file[l->count];
	if (!copy_word(line->name, sizeof(line->name), p, word_end(p, end)) ||
	    !is_file_name(line->name))
		return false;
	p = skip_blanks(word_end(p, end), end);
	line->size = number(p, end);
	p = skip_blanks(word_end(p, end), end);
	if (end - p != MD5_TEXT || !copy_md5(line->md5, (const uint8_t *)p))
		line->md5[0] = '\0';
	l->count++;
	return true;
}

bool loads_decode(const uint8_t *text, size_t len, struct loads *out)
{
	struct nr_reader r = nr_reader(text, len);
	struct loads l;

	memset(&l, 0, sizeof(l));
	while (nr_left(&r) > 0) {
		const char *p = (const char *)r.pos;
		const void *nl = memchr(p, '\n', nr_left(&r));
		size_t n = nl ? (size_t)((const char *)nl - p) : nr_left(&r);

		if (!take_line(&l, p, p + n))
			return false;
		nr_take(&r, nl ? n + 1 : n);
	}
	if (l.count == 0)
		return false;
	*out = l;
	return true;
}
