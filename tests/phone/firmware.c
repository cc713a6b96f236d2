/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * firmware.c -- synthetic firmware: the signed header, the Java phones, the
 * disk; see firmware.h.
 *
 * Offsets, element order, the odd blanks and the line ends are those of public
 * packages (SCCP45.9-4-2SR4-3S and its like).
 */
#include "tests/phone/firmware_sets.h"

#include <netrecover/types.h>

#include <archive.h>
#include <archive_entry.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* -- noise ------------------------------------------------------------------- */

static uint64_t seed_of(const char *name)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (; *name; name++)
		h = (h ^ (uint8_t)*name) * 0x100000001b3u;
	return h | 1;
}

#define NOISE_PAGE (1u << 14)           /* small enough for a zip to see that it comes again */
#define NOISE_MAX (1u << 20)            /* without pages */

static void noise(uint8_t *p, size_t n, uint64_t state)
{
	for (size_t i = 0; i < n; i++) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		p[i] = (uint8_t)(state >> 24);
	}
}

/* A file of megabytes is one page again and again, with its offset in every 512
 * bytes, so that no two blocks of it are the same. */
void firmware_noise(uint8_t *p, size_t n, const char *name)
{
	size_t page = n > NOISE_MAX ? NOISE_PAGE : n;

	noise(p, page, seed_of(name));
	for (size_t at = page; at < n; at += page)
		memcpy(p + at, p, n - at < page ? n - at : page);
	for (size_t at = 0; n > NOISE_MAX && at + 512 <= n; at += 512)
		for (int i = 0; i < 4; i++)
			p[at + 256 + i] = (uint8_t)(at >> (9 + 8 * i));
}

/* -- the signed header ------------------------------------------------------- */

struct writer {
	uint8_t *p;
};

static void put8(struct writer *w, uint8_t v)
{
	*w->p++ = v;
}

static void put16(struct writer *w, size_t v)
{
	put8(w, (uint8_t)(v >> 8));
	put8(w, (uint8_t)v);
}

static void put32(struct writer *w, uint32_t v)
{
	put16(w, v >> 16);
	put16(w, v & 0xffff);
}

static void put_element(struct writer *w, uint8_t tag, const void *value, size_t len)
{
	put8(w, tag);
	put16(w, len);
	if (value)
		memcpy(w->p, value, len);
	w->p += len;
}

#define SIGNER "CN=someSigner;OU=someOrgUnit;O=someOrg"
#define ISSUER "CN=someCA;OU=someOrgUnit;O=someOrg"

/* A compound: what it says is its length, and its members follow. */
static void put_start(struct writer *w, uint8_t tag, size_t says)
{
	put8(w, tag);
	put16(w, says);
}

/* Lengths and order are those of the images of an 8961; 48, 1a and 0d (hexadecimal) do
 * not end where their members do. */
static void put_encryption(struct writer *w, const char *name)
{
	uint8_t key[20];

	noise(key, sizeof(key), seed_of(name) ^ 1);
	put_element(w, 0x0f, key, 4);
	put_start(w, 0x10, 0x48);
	put_start(w, 0x11, 0x1a);
	put_element(w, 0x12, "\0", 1);
	put_element(w, 0x13, key, 16);
	put_element(w, 0x14, "\0\x10", 2);
	put_start(w, 0x15, 0x0d);
	put_element(w, 0x16, "\0", 1);
	put_element(w, 0x17, "\0\x80", 2);
	put_element(w, 0x18, "\0", 1);
	put_element(w, 0x1a, "\0", 1);
	put_element(w, 0x1b, key, 20);
}

static void put_header(struct writer *w, const char *name, size_t header, bool encrypted)
{
	static const uint8_t serial[] = { 0x12, 0x34, 0x56, 0x78, 0x90, 0xab, 0xcd, 0xef };
	uint8_t *end = w->p + header;
	uint8_t signature[256];

	noise(signature, sizeof(signature), seed_of(name));
	put_element(w, 0x01, "\x01\x01", 2);
	put8(w, 0x02);
	put16(w, 2);
	put16(w, header);
	put_start(w, 0x03, 0x5b);
	put_element(w, 0x04, SIGNER, sizeof(SIGNER));
	put_element(w, 0x05, serial, sizeof(serial));
	put_element(w, 0x06, ISSUER, sizeof(ISSUER));
	put_start(w, 0x07, 0x0f);
	put_element(w, 0x08, "\x01", 1);
	put_start(w, 0x09, 8);
	put_element(w, 0x0a, "\0", 1);
	put_element(w, 0x0b, "\x02", 1);
	put_element(w, 0x0c, signature, sizeof(signature));
	put_element(w, 0x0e, name, strlen(name) + 1);
	if (encrypted)
		put_encryption(w, name);
	while (w->p < end)
		put8(w, 0x0d);
}

#define HEADER_BEFORE_NAME 384
#define HEADER_ENCRYPTION 84    /* behind the name */

static uint8_t *sign(const char *name, const void *payload, size_t len, size_t *size, bool encrypted)
{
	size_t last = encrypted ? HEADER_ENCRYPTION : 0;
	size_t header = (HEADER_BEFORE_NAME + strlen(name) + 1 + last + 3) / 4 * 4;
	uint8_t *data = malloc(header + len + 1);
	struct writer w = { data };

	if (!data)
		return NULL;
	put_header(&w, name, header, encrypted);
	if (len)
		memcpy(data + header, payload, len);
	*size = header + len;
	return data;
}

uint8_t *firmware_sign(const char *name, const void *payload, size_t len, size_t *size)
{
	return sign(name, payload, len, size, false);
}

uint8_t *firmware_encrypt(const char *name, const void *payload, size_t len, size_t *size)
{
	return sign(name, payload, len, size, true);
}

/* -- the wrapper of the 78xx ------------------------------------------------- */

static void put_le32(uint8_t *p, size_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (uint8_t)(v >> (8 * i));
}

uint8_t *firmware_wrap(const char *name, const void *payload, size_t len, size_t *size)
{
	/* So measured: the kernel of the first platform is the one that differs. */
	size_t header = strncmp(name, "kern78xx.", 9) == 0 ? 0x154 : 0x158;
	uint8_t *data = malloc(header + len + 1);

	if (!data)
		return NULL;
	noise(data, header, seed_of(name));
	memset(data, 0, 0x18);
	memcpy(data, "\xcd\x34\x12\xab", 4);
	put_le32(data + 4, header);
	put_le32(data + 12, len);
	put_le32(data + 0x34, strlen(name) + 1);
	memcpy(data + 0x38, name, strlen(name) + 1);
	/* As in a real list: a reader of lines would see one end here. */
	data[header - 4] = data[header - 60] = '\n';
	if (len)
		memcpy(data + header, payload, len);
	*size = header + len;
	return data;
}

/* -- an image ---------------------------------------------------------------- */

#define CNU_TABLE 0x248
#define CNU_FILES 3             /* and one placeholder before them */

static const char *const inner_name[CNU_FILES] = { "kernel.bin", "root.fs", "version.txt" };

static size_t cnu_names_size(void)
{
	size_t n = 0;

	for (int i = 0; i < CNU_FILES; i++)
		n += strlen(inner_name[i]) + 1;
	return n + 1;
}

static void put_entry(struct writer *w, uint32_t kind, size_t size, size_t name_at)
{
	put32(w, 0);
	put32(w, kind);
	put32(w, (uint32_t)size);
	put32(w, 1262304000);           /* 2010-01-01 */
	put32(w, (uint32_t)name_at);
}

static void put_cnu(struct writer *w, const char *name, size_t data_at, size_t data)
{
	size_t name_at = CNU_TABLE + 20 * (CNU_FILES + 1);
	size_t small = data / 16;
	uint8_t *start = w->p;

	memset(start, 0, data_at);
	memcpy(start, "CNU_File_Archive_3.0", 20);
	w->p = start + 0x30;
	put32(w, CNU_FILES + 1);
	put32(w, (uint32_t)data_at);
	memcpy(w->p, name, strlen(name));
	w->p = start + CNU_TABLE;
	put_entry(w, 1, 0, name_at);
	name_at++;
	for (int i = 0; i < CNU_FILES; i++) {
		put_entry(w, 2, i == 0 ? data - 2 * small : small, name_at);
		memcpy(start + name_at, inner_name[i], strlen(inner_name[i]));
		name_at += strlen(inner_name[i]) + 1;
	}
	firmware_noise(start + data_at, data, name);
}

uint8_t *firmware_image(const char *name, size_t size, size_t *out_size)
{
	size_t data_at = (CNU_TABLE + 20 * (CNU_FILES + 1) + cnu_names_size() + 3) / 4 * 4;
	size_t data = size > data_at + HEADER_BEFORE_NAME + 64 ?
		      size - data_at - HEADER_BEFORE_NAME - 32 : 64;
	size_t total = data_at + data + (data_at + data) % 2;
	uint8_t *payload = calloc(1, total), *out;
	struct writer w = { payload };

	if (!payload)
		return NULL;
	put_cnu(&w, name, data_at, data);
	out = firmware_sign(name, payload, total, out_size);
	free(payload);
	return out;
}

/* -- a load ------------------------------------------------------------------ */

struct train {
	const char *number, *archive;   /* "45", "7945_7965" */
	const char *term[2];
};

static const struct train trains[] = {
	{ "11", "7911_7906", { "06", "11" } },
	{ "31", "7931", { "31" } },
	{ "41", "7941_7961", { "41", "61" } },
	{ "42", "7942_7962", { "42", "62" } },
	{ "45", "7945_7965", { "45", "65" } },
	{ "70", "7970_7971", { "70", "71" } },
	{ "75", "7975", { "75" } },
};

/* What the images of a load are called; the others are called like the load. */
static const struct {
	const char *version, *component;
} components[] = {
	{ "8-3-2", "8-3-1-22" },
	{ "9-2-1", "9-2-1TH1-13" },
	{ "9-3-1SR1-1", "9-3-1ES8" },
	{ "9-3-1SR4-1", "9-3-1ES26" },
	{ "9-4-2SR2-2", "9-4-2ES22" },
	{ "9-4-2SR3-1", "9-4-2ES26" },
};

/* HARDWARE_COMP_1 as in real lists; older loads have no such line. */
static const struct {
	const char *train, *version;
	unsigned mask;
} hardware[] = {
	{ "11", "9-4-2SR3-1", 1 }, { "42", "9-4-2SR3-1", 5 },
	{ "45", "9-3-1SR1-1", 7 }, { "45", "9-3-1SR4-1", 7 },
	{ "45", "9-4-2SR2-2", 15 }, { "45", "9-4-2SR3-1", 15 }, { "45", "9-4-2SR4-3", 15 },
	{ "75", "9-4-2SR3-1", 5 }, { "75", "9-4-2SR4-3", 5 },
};

struct name {
	const struct train *train;
	bool sip;
	char version[32];
	const char *component;
	unsigned hardware;
};

static bool parse_name(struct name *n, const char *load)
{
	const char *p = load;
	size_t len;

	memset(n, 0, sizeof(*n));
	n->sip = strncmp(p, "SIP", 3) == 0;
	if (!n->sip && strncmp(p, "SCCP", 4) != 0)
		return false;
	p += n->sip ? 3 : 4;
	for (size_t i = 0; i < NR_ARRAY_SIZE(trains); i++)
		if (strncmp(p, trains[i].number, 2) == 0 && p[2] == '.')
			n->train = &trains[i];
	if (!n->train)
		return false;
	p += 3;
	len = strlen(p);
	if (len < 2 || len > sizeof(n->version) || p[len - 1] != 'S' ||
	    strspn(p, "0123456789-SREH") != len)
		return false;
	memcpy(n->version, p, len - 1);

	n->component = n->version;
	for (size_t i = 0; i < NR_ARRAY_SIZE(components); i++)
		if (strcmp(components[i].version, n->version) == 0)
			n->component = components[i].component;
	for (size_t i = 0; i < NR_ARRAY_SIZE(hardware); i++)
		if (strcmp(hardware[i].train, n->train->number) == 0 &&
		    strcmp(hardware[i].version, n->version) == 0)
			n->hardware = hardware[i].mask;
	return true;
}

/* In the order of download; the share is in 1/32 of the load. */
static const struct {
	const char *name;
	bool by_protocol;
	unsigned share;
} images[] = {
	{ "jar", true, 10 }, { "cnu", false, 3 }, { "apps", false, 7 },
	{ "dsp", false, 2 }, { "cvm", true, 10 },
};

#define IMAGE_COUNT NR_ARRAY_SIZE(images)

static void image_name(const struct name *n, size_t i, char *out, size_t size)
{
	snprintf(out, size, "%s%s%s.%s.sbn", images[i].name, n->train->number,
		 !images[i].by_protocol ? "" : n->sip ? "sip" : "sccp", n->component);
}

bool firmware_add(struct firmware *fw, const char *name, uint8_t *data, size_t size)
{
	struct firmware_file *f = &fw->file[fw->count];

	if (!data || fw->count == NR_ARRAY_SIZE(fw->file)) {
		free(data);
		return false;
	}
	snprintf(f->name, sizeof(f->name), "%s", name);
	f->data = data;
	f->size = size;
	fw->count++;
	return true;
}

static bool add_list(struct firmware *fw, const struct name *n, const char *name)
{
	char text[1024];
	int at = snprintf(text, sizeof(text),
			  "#\r\n# Synthetic firmware: it runs on no phone.\r\n"
			  "# RELEASE load version %s\r\n#\r\n", n->component);
	size_t size;
	uint8_t *data;

	if (n->hardware)
		at += snprintf(text + at, sizeof(text) - (size_t)at, "#HARDWARE_COMP_1 %u\r\n",
			       n->hardware);
	at += snprintf(text + at, sizeof(text) - (size_t)at, "\r\n");
	for (size_t i = 0; i < IMAGE_COUNT; i++) {
		char image[64];

		image_name(n, i, image, sizeof(image));
		/* The last two have a blank behind them in real lists. */
		at += snprintf(text + at, sizeof(text) - (size_t)at, "%s%s\r\n", image,
			       i >= 3 ? " " : "");
	}
	data = firmware_sign(name, text, (size_t)at, &size);
	return firmware_add(fw, name, data, size);
}

static bool add_all(struct firmware *fw, const struct name *n, const char *load, size_t total)
{
	char name[96];

	snprintf(name, sizeof(name), "%s.loads", load);
	if (!add_list(fw, n, name))
		return false;
	for (size_t i = 0; i < IMAGE_COUNT; i++) {
		size_t size;
		uint8_t *data;

		image_name(n, i, name, sizeof(name));
		data = firmware_image(name, total / 32 * images[i].share, &size);
		if (!firmware_add(fw, name, data, size))
			return false;
	}
	for (int i = 0; i < 2 && n->train->term[i]; i++) {
		snprintf(name, sizeof(name), "term%s.default.loads", n->train->term[i]);
		if (!add_list(fw, n, name))
			return false;
	}
	return true;
}

int firmware_make(struct firmware *out, const char *load, size_t total)
{
	struct name n;

	memset(out, 0, sizeof(*out));
	if (!parse_name(&n, load))
		return firmware_make_set(out, load, total);
	snprintf(out->archive, sizeof(out->archive), "cmterm-%s-%s.%s.zip", n.train->archive,
		 n.sip ? "sip" : "sccp", n.version);
	if (!add_all(out, &n, load, total)) {
		firmware_finish(out);
		return -ENOMEM;
	}
	return 0;
}

void firmware_finish(struct firmware *fw)
{
	for (size_t i = 0; i < fw->count; i++)
		free(fw->file[i].data);
	fw->count = 0;
}

struct firmware_file *firmware_find(struct firmware *fw, const char *name)
{
	for (size_t i = 0; i < fw->count; i++)
		if (strcmp(fw->file[i].name, name) == 0)
			return &fw->file[i];
	return NULL;
}

/* -- onto the disk ----------------------------------------------------------- */

static int write_file(const char *folder, const struct firmware_file *f)
{
	char path[4096];
	size_t done = 0;
	int fd, r = 0;

	snprintf(path, sizeof(path), "%s/%s", folder, f->name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0)
		return -errno;
	while (r == 0 && done < f->size) {
		ssize_t n = write(fd, f->data + done, f->size - done);

		if (n > 0)
			done += (size_t)n;
		else if (errno != EINTR)
			r = -errno;
	}
	if (close(fd) != 0 && r == 0)
		r = -errno;
	return r;
}

static int write_folder(const struct firmware *fw, const char *folder)
{
	char path[2048];
	int r = 0;

	snprintf(path, sizeof(path), "%s/%.*s", folder, (int)strlen(fw->archive) - 4,
		 fw->archive);
	if (mkdir(path, 0755) != 0 && errno != EEXIST)
		return -errno;
	for (size_t i = 0; r == 0 && i < fw->count; i++)
		r = write_file(path, &fw->file[i]);
	return r;
}

static bool write_entry(struct archive *a, const struct firmware_file *f)
{
	struct archive_entry *e = archive_entry_new();
	bool ok;

	if (!e)
		return false;
	archive_entry_set_pathname(e, f->name);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0644);
	archive_entry_set_size(e, (la_int64_t)f->size);
	archive_entry_set_mtime(e, 1262304000, 0);
	ok = archive_write_header(a, e) == ARCHIVE_OK &&
	     archive_write_data(a, f->data, f->size) == (la_ssize_t)f->size;
	archive_entry_free(e);
	return ok;
}

static int write_zip(const struct firmware *fw, const char *folder)
{
	struct archive *a = archive_write_new();
	char path[2048];
	bool ok;

	if (!a)
		return -ENOMEM;
	snprintf(path, sizeof(path), "%s/%s", folder, fw->archive);
	archive_write_set_format_zip(a);
	archive_write_set_options(a, "compression-level=1");
	ok = archive_write_open_filename(a, path) == ARCHIVE_OK;
	for (size_t i = 0; ok && i < fw->count; i++)
		ok = write_entry(a, &fw->file[i]);
	ok = archive_write_close(a) == ARCHIVE_OK && ok;
	archive_write_free(a);
	return ok ? 0 : -EIO;
}

int firmware_write(const struct firmware *fw, const char *folder, bool plain)
{
	return plain ? write_folder(fw, folder) : write_zip(fw, folder);
}
