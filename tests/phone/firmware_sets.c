/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * firmware_sets.c -- which files a load is made of, for all phones but the Java
 * ones: a row for each kind of load name.
 *
 * The names, the forms of the lists and the sizes that the images state about
 * themselves are those of public packages (dkgroot/provision_sccp); those of the 78xx,
 * 88xx and 8961 are those of a 78xx with 12.8(1), an 88xx with three platforms and an
 * 8961 with 9.4(2)SR4-1.
 */
#include "tests/phone/firmware_sets.h"

#include <netrecover/types.h>

#include <ctype.h>
#include <errno.h>
#include <nettle/md5.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What an image is, behind its header. */
enum payload {
	PLAIN,                  /* says nothing about itself */
	ARM,                    /* 7910, 7940, 7960: jumps, and its name at 0x20 */
	KUP,                    /* 7902, 7905, 7912, ATA 186 */
	TIZP,                   /* 6921, 6941, 6961 */
	KERNEL,                 /* 6901, 6911 */
	SQUASHFS_2,             /* 6901, 6911: version 2.1 and eight bytes more */
	SQUASHFS_4,             /* 88xx */
	UIMAGE,                 /* 88xx: a kernel as its boot loader takes it */
	MD5,                    /* 792x: its own MD5 in front */
	NAMED,                  /* 7915, 7916: its name in front */
	PARTS,                  /* all of one size, but for the last */
	TEXT,                   /* not an image */
};

enum listed {
	END,                    /* of the row */
	LISTED,
	LISTED_2,               /* for the second platform */
	LISTED_3,               /* for the third */
	BESIDE,                 /* in the archive, not in the list */
};

enum wrap {
	SIGNED,                 /* a signed header */
	BARE,                   /* none */
	WRAPPED,                /* the wrapper of the 78xx */
	ENCRYPTED,              /* a signed header, and how it is encrypted */
};

struct part {
	enum listed listed;
	const char *name;       /* %L the load, %V its version, %P its protocol, %G its group */
	enum payload payload;
	unsigned share;         /* in 1/32 of the load; TEXT: none */
	enum wrap wrap;
};

enum form {
	NAMES_LF,
	NAMES_CRLF,             /* and none behind the last */
	SIZES,                  /* NAME SIZE MD5 */
	PLATFORMS,              /* [PLATFORM_1] and key=NAME size=N */
	PLATFORMS_ONLY,         /* and no sizes */
};

struct set {
	const char *prefix;     /* %P: SCCP or SIP */
	const char *group;      /* %G */
	const char *archive;    /* %D: the version with dashes */
	unsigned from, to;      /* first number of the version; 0, 0: any */
	const char *list;       /* NULL: the load is one image */
	enum form form;
	const char *head, *tail;        /* of the list */
	enum wrap wrap;                 /* of the list: signed or wrapped */
	struct part part[16];
};

#define WIRELESS(g, x, revisions) {                                                    \
	.prefix = "CP" g "G-", .group = g, .archive = "cmterm-%G-sccp.%D.zip",         \
	.list = "%L.LOADS", .form = SIZES,                                             \
	.head = "#? HW_REV " revisions "\n#? SW_CAP EAP-TLS,PEAP,VSFIX\n",             \
	.part = {                                                                      \
		{ LISTED, "TNUX" x "-%V.SBN", MD5, 4, SIGNED },                         \
		{ LISTED, "TNUXR" x "-%V.SBN", MD5, 4, SIGNED },                        \
		{ LISTED, "SYS" x "-%V.SBN", MD5, 8, SIGNED },                          \
		{ LISTED, "WLAN" x "-%V.SBN", MD5, 4, SIGNED },                         \
		{ LISTED, "APPS" x "-%V.SBN", MD5, 6, SIGNED },                         \
		{ LISTED, "GUI" x "-%V.SBN", MD5, 6, SIGNED },                          \
	} }

#define ONE_IMAGE(start, zip, suffix, what, without) {                                 \
	.prefix = start, .archive = zip,                                               \
	.part = { { BESIDE, "%L" suffix, what, 32, without } } }

#define TWO_IMAGES(start, zip, first, second, what) {                                  \
	.prefix = start, .archive = zip,                                               \
	.part = { { BESIDE, "%L" first, what, 32, SIGNED },                             \
		  { BESIDE, "%L" second, what, 32, BARE } } }

/* 7940 and 7960: one image before 7.0, signed from 5.0 on; then loader and application. */
#define OLD_7940(start)                                                                \
	{ .prefix = start, .archive = "%L.zip", .from = 0, .to = 4,                    \
	  .part = { { BESIDE, "%L.bin", ARM, 32, BARE } } },                           \
	{ .prefix = start, .archive = "%L.zip", .from = 5, .to = 6,                    \
	  .part = { { BESIDE, "%L.sbn", ARM, 32, SIGNED }, { BESIDE, "%L.bin", ARM, 32, BARE } } }

#define UNIVERSAL(start, loader, end) {                                                \
	.prefix = start, .archive = "%L.zip", .from = 7, .to = 99, .list = "%L.loads", \
	.tail = end,                                                                   \
	.part = {                                                                      \
		{ LISTED, loader ".sbn", ARM, 6, SIGNED },                              \
		{ LISTED, "%L.sb2", ARM, 26, SIGNED },                                  \
		{ BESIDE, loader ".bin", ARM, 6, BARE },                               \
		{ BESIDE, "OS79XX.TXT", TEXT, 0, BARE },                               \
	} }

#define NINE_PARTS(g) {                                                                \
	.prefix = "%P" g ".", .group = g, .archive = "cmterm-8941_8945-%p.%V.zip",     \
	.list = "%L.loads",                                                            \
	.part = {                                                                      \
		{ LISTED, "%L.bin1.sgn", PARTS, 3, SIGNED },                            \
		{ LISTED, "%L.bin2.sgn", PARTS, 3, SIGNED },                            \
		{ LISTED, "%L.bin3.sgn", PARTS, 3, SIGNED },                            \
		{ LISTED, "%L.bin4.sgn", PARTS, 3, SIGNED },                            \
		{ LISTED, "%L.bin5.sgn", PARTS, 3, SIGNED },                            \
		{ LISTED, "%L.bin6.sgn", PARTS, 3, SIGNED },                            \
		{ LISTED, "%L.bin7.sgn", PARTS, 3, SIGNED },                            \
		{ LISTED, "%L.bin8.sgn", PARTS, 3, SIGNED },                            \
		{ LISTED, "%L.bin9.sgn", PARTS, 2, SIGNED },                            \
		{ BESIDE, "BOOT894x.0-0-2-0.bin.sgn", PARTS, 2, SIGNED },               \
	} }

#define PLATFORMS_HEAD(compat)                                                         \
	.head = "# RELEASE Model=%G Version=%V\n# LOADS=%L.loads\n#\n\n[CISCO-ID]\n"   \
		"version = %V\nhwcompat = 0x0000000" compat "\nswcompat = 0x00000004\n"   \
		"transition = 0x00000000\nloadversion = 0x00000001\n\n"

#define SERIES_99(g, boot) {                                                           \
	.prefix = "sip" g ".", .group = g, .archive = "cmterm-%G.%V_REL.zip",          \
	.list = "%L.loads", .form = PLATFORMS, PLATFORMS_HEAD("1"),                    \
	.part = {                                                                      \
		{ LISTED, "sboot%G." boot "-%V.sebn", PLAIN, 1, ENCRYPTED },           \
		{ LISTED, "skern%G.022809R2-%V.sebn", PLAIN, 2, ENCRYPTED },           \
		{ LISTED, "dkern%G.100609R2-%V.sebn", PLAIN, 2, ENCRYPTED },           \
		{ LISTED, "kern%G.%V.sebn", PLAIN, 4, ENCRYPTED },                     \
		{ LISTED, "rootfs%G.%V.sebn", PLAIN, 23, ENCRYPTED },                  \
	} }

#define FIRST_88(fbi, sb2)                                                             \
	{ LISTED, "fbi%G." fbi ".sbn", PLAIN, 1, BARE },                               \
	{ LISTED, "kern%G.%V.sbn", PLAIN, 1, WRAPPED },                                \
	{ LISTED, "rootfs%G.%V.sbn", SQUASHFS_4, 27, BARE },                           \
	{ LISTED, "sb2%G." sb2 ".sbn", PLAIN, 1, BARE },                               \
	{ LISTED, "vc4%G.%V.sbn", PLAIN, 1, WRAPPED }

/* Nobody has published more than that these have a kernel and a root file system. */
#define TWO_SYSTEMS(g) {                                                               \
	.prefix = "sip" g ".", .group = g, .archive = "cmterm-%G.%V.zip",              \
	.list = "%L.loads",                                                            \
	.part = {                                                                      \
		{ LISTED, "kern%G.%V.sbn", PLAIN, 4, BARE },                           \
		{ LISTED, "rootfs%G.%V.sbn", SQUASHFS_4, 28, BARE },                   \
	} }

#define ONE_LISTED(start, zip, image) {                                                \
	.prefix = start, .archive = zip, .list = "%L.loads",                           \
	.part = { { LISTED, image, PLAIN, 32, BARE } } }

static const struct set sets[] = {
	/* F2 */
	OLD_7940("P003"), OLD_7940("P0S3"), OLD_7940("P0M3"),
	UNIVERSAL("P003", "%L", "LA_VERSION=PAS30831\n"),
	UNIVERSAL("P0S3", "P003%V", NULL),
	UNIVERSAL("P0M3", "P003%V", NULL),
	/* F3 */
	TWO_IMAGES("P004", "%L.zip", ".sbn", ".bin", ARM),
	ONE_IMAGE("P005", "%L.zip", ".bin", PLAIN, BARE),
	TWO_IMAGES("S001", "%L.zip", ".sbn", ".bin", NAMED),
	/* F12, before F5, which begins like it */
	ONE_LISTED("ATA187.", "cmterm-ata187.%V.zip", "%L.bin.sgn"),
	ONE_LISTED("ata190.", "cmterm-ata190.%V.zip", "%L.bin.sgn"),
	ONE_LISTED("ATA191.", "cmterm-ata191.%V.zip", "%L.bin.sgn"),
	ONE_LISTED("ATA19x.", "ATA19x.%V.zip", "%L.bin.sgn"),
	/* F4, F5 */
	TWO_IMAGES("CP7902", "%L.zip", ".sbin", ".zup", KUP),
	TWO_IMAGES("CP7905", "%L.zip", ".sbin", ".zup", KUP),
	TWO_IMAGES("CP7912", "%L.zip", ".sbin", ".zup", KUP),
	ONE_IMAGE("ATA", "%L.zip", ".zup", KUP, BARE),
	/* F6 */
	WIRELESS("7921", "", "0-4.*"), WIRELESS("7925", "H", "0-2.*"), WIRELESS("7926", "S", "0-3.*"),
	/* F7 */
	ONE_IMAGE("cmterm_7920.", "%L.zip", ".bin", PLAIN, BARE),
	ONE_IMAGE("cmterm_7936.", "%L.zip", ".bin", PLAIN, BARE),
	ONE_IMAGE("cmterm_7985.", "%L.zip", ".bin", PLAIN, BARE),
	ONE_IMAGE("apps37sccp.", "cmterm-7937-%V-SCCP.zip", ".bin", PLAIN, BARE),
	/* F8 */
	{ .prefix = "%P6901.", .archive = "cmterm-6901-%p.%V.zip", .list = "%L.loads",
	  .part = {
		{ LISTED, "KNL6901%P.%V.zz.sgn", KERNEL, 8, SIGNED },
		{ LISTED, "APP6901%P.%V.zz.sgn", SQUASHFS_2, 24, SIGNED },
	  } },
	{ .prefix = "%P6911.", .archive = "cmterm-6911-%p.%V.zip", .list = "%L.loads",
	  .part = {
		{ LISTED, "KNL6911%P.%V.zz.sgn", KERNEL, 6, SIGNED },
		{ LISTED, "BFS6911%P.%V.zz.sgn", SQUASHFS_2, 6, SIGNED },
		{ LISTED, "APP6911%P.%V.zz.sgn", SQUASHFS_2, 20, SIGNED },
	  } },
	{ .prefix = "%P69xx.", .archive = "cmterm-69xx-%p.%V.zip", .list = "%L.loads",
	  .form = NAMES_CRLF,
	  .part = {
		{ LISTED, "BOOT69xx.0-0-0-14.zz.sgn", TIZP, 2, SIGNED },
		{ LISTED, "DSP69xx.12-4-123-2.160119.zz.sgn", TIZP, 6, SIGNED },
		{ LISTED, "%L.zz.sgn", TIZP, 24, SIGNED },
	  } },
	{ .prefix = "%P6945.", .archive = "cmterm-6945-%p.%V.zip", .list = "%L.loads",
	  .part = {
		{ LISTED, "%L.bin1.sgn", PARTS, 9, SIGNED },
		{ LISTED, "%L.bin2.sgn", PARTS, 9, SIGNED },
		{ LISTED, "%L.bin3.sgn", PARTS, 9, SIGNED },
		{ LISTED, "%L.bin4.sgn", PARTS, 5, SIGNED },
	  } },
	NINE_PARTS("894x"), NINE_PARTS("8941_8945"),
	/* F9 */
	SERIES_99("8961", "031610R1"), SERIES_99("9951", "111909R1"), SERIES_99("9971", "111909R1"),
	TWO_SYSTEMS("8821"), TWO_SYSTEMS("8831"), TWO_SYSTEMS("dx650"),
	/* F10 */
	{ .prefix = "sip78xx.", .group = "78xx", .archive = "cmterm-%G.%V.zip",
	  .list = "%L.loads", .form = PLATFORMS, PLATFORMS_HEAD("3"), .wrap = WRAPPED,
	  .part = {
		{ LISTED, "sboot%G.%V.sbn", PLAIN, 1, WRAPPED },
		{ LISTED, "kern%G.%V.sbn", PLAIN, 2, WRAPPED },
		{ LISTED, "rootfs%G.%V.sbn", PLAIN, 13, WRAPPED },
		{ LISTED_2, "sboot2.%G.%V.sbn", PLAIN, 1, WRAPPED },
		{ LISTED_2, "kern2.%G.%V.sbn", PLAIN, 2, WRAPPED },
		{ LISTED_2, "rootfs2.%G.%V.sbn", PLAIN, 13, WRAPPED },
	  } },
	/* Two platforms more since 12.0; their shares are small, to keep archives so. */
	{ .prefix = "sip88xx.", .group = "88xx", .archive = "cmterm-%G.%V.zip", .from = 12, .to = 99,
	  .list = "%L.loads", .form = PLATFORMS, PLATFORMS_HEAD("7"), .wrap = WRAPPED,
	  .part = {
		FIRST_88("BE-01-010", "BE-01-020"),
		{ LISTED_2, "boot12%G.BE-01-015P.sbn", PLAIN, 0, BARE },
		{ LISTED_2, "sb22%G.BE-01-015P.sbn", PLAIN, 0, WRAPPED },
		{ LISTED_2, "kernel2%G.%V.sbn", UIMAGE, 0, BARE },
		{ LISTED_2, "rootfs2%G.%V.sbn", SQUASHFS_4, 1, BARE },
		{ LISTED_3, "sb23%G.BE-01-002P.sbn", PLAIN, 0, WRAPPED },
		{ LISTED_3, "kernel3%G.%V.sbn", UIMAGE, 0, BARE },
		{ LISTED_3, "rootfs3%G.%V.sbn", SQUASHFS_4, 1, BARE },
	  } },
	{ .prefix = "sip88xx.", .group = "88xx", .archive = "cmterm-%G.%V.zip",
	  .list = "%L.loads", .form = PLATFORMS, PLATFORMS_HEAD("1"), .wrap = WRAPPED,
	  .part = { FIRST_88("BE-01-010", "BE-01-020") } },
	{ .prefix = "sip8845_65.", .group = "8845_65", .archive = "cmterm-%G.%V.zip",
	  .list = "%L.loads", .form = PLATFORMS_ONLY, PLATFORMS_HEAD("1"), .wrap = WRAPPED,
	  .part = { FIRST_88("BEV-01-006P", "BEV-01-020P") } },
	{ .prefix = "sip8832.", .group = "8832", .archive = "cmterm-%G.%V.zip",
	  .list = "%L.loads", .form = PLATFORMS, PLATFORMS_HEAD("3"), .wrap = WRAPPED,
	  .part = {
		{ LISTED, "kern%G.%V.sbn", PLAIN, 4, WRAPPED },
		{ LISTED, "rootfs%G.%V.sbn", SQUASHFS_4, 12, BARE },
		{ LISTED_2, "kern2%G.%V.sbn", PLAIN, 4, WRAPPED },
		{ LISTED_2, "rootfs2%G.%V.sbn", SQUASHFS_4, 12, BARE },
	  } },
	TWO_SYSTEMS("7832"),
	/* F11 */
	ONE_LISTED("CP3905.", "cmterm-3905.%V.zip", "APP3905.%V.zz"),
	ONE_LISTED("SIP3951.", "cmterm-3951.%V.zip", "%L.zz"),
	/* F13 */
	ONE_IMAGE("B015-", "%L.zip", ".SBN", NAMED, SIGNED),
	ONE_IMAGE("B016-", "%L.zip", ".SBN", NAMED, SIGNED),
};

/* -- names --------------------------------------------------------------------- */

struct wanted {
	const struct set *set;
	const char *load, *version, *protocol;
	size_t total;
};

static void put_text(char *out, size_t size, const char *text, int (*change)(int))
{
	size_t at = strlen(out);

	for (; *text && at + 1 < size; text++)
		out[at++] = (char)(change ? change((unsigned char)*text) : *text);
	out[at] = '\0';
}

static int dash(int c)
{
	return c == '.' ? '-' : c;
}

static const char *word_of(const struct wanted *w, char token)
{
	switch (token) {
	case 'L':
		return w->load;
	case 'G':
		return w->set->group;
	case 'P':
	case 'p':
		return w->protocol;
	default:
		return w->version;
	}
}

static void expand(const struct wanted *w, const char *format, char *out, size_t size)
{
	out[0] = '\0';
	for (; *format; format++) {
		char one[2] = { *format, '\0' };

		if (*format != '%') {
			put_text(out, size, one, NULL);
			continue;
		}
		format++;
		put_text(out, size, word_of(w, *format),
			 *format == 'p' ? tolower : *format == 'D' ? dash : NULL);
	}
}

/* The first number of "-08-4-00", "08001000", "8-1-2"; digits run together are two by two. */
static unsigned first_number(const char *version)
{
	char two[3] = "";

	version += *version == '-';
	if (strspn(version, "0123456789") > 2)
		version = memcpy(two, version, 2);
	return (unsigned)strtoul(version, NULL, 10);
}

/* Behind the prefix; NULL: another one. */
static const char *behind(const struct set *s, const char *load, const char **protocol)
{
	static const char *const protocols[] = { "SCCP", "SIP" };
	const char *prefix = s->prefix;

	*protocol = "";
	if (strncmp(prefix, "%P", 2) == 0) {
		for (int i = 0; i < 2 && !**protocol; i++)
			if (strncmp(load, protocols[i], strlen(protocols[i])) == 0)
				*protocol = protocols[i];
		prefix += 2;
		load += strlen(*protocol);
	}
	return strncmp(load, prefix, strlen(prefix)) == 0 ? load + strlen(prefix) : NULL;
}

static bool fits(const struct set *s, const char *version)
{
	static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ.-";
	bool dashed = strcmp(s->prefix, "P0S3") == 0 || strcmp(s->prefix, "P0M3") == 0;
	unsigned n = first_number(version);

	if (!isdigit((unsigned char)version[dashed && version[0] == '-']) ||
	    version[strspn(version, letters)] || strstr(version, "..") || strlen(version) > 40)
		return false;
	return s->to == 0 || (n >= s->from && n <= s->to);
}

static bool find_set(struct wanted *w, const char *load)
{
	w->load = load;
	for (size_t i = 0; i < NR_ARRAY_SIZE(sets); i++) {
		w->set = &sets[i];
		w->version = behind(w->set, load, &w->protocol);
		if (w->version && fits(w->set, w->version))
			return true;
	}
	return false;
}

/* -- images -------------------------------------------------------------------- */

static void put_le32(uint8_t *p, size_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (uint8_t)(v >> (8 * i));
}

static void put_be32(uint8_t *p, size_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (uint8_t)(v >> (24 - 8 * i));
}

static size_t up(size_t n, size_t to)
{
	return (n + to - 1) / to * to;
}

/* How large an image of about @size bytes has to be. */
static size_t exact(enum payload what, size_t size)
{
	size = size < 1024 ? 1024 : up(size, 4);
	switch (what) {
	case TIZP:
		return up(size, 16);
	case SQUASHFS_2:
		return up(size, 4096) + 8;
	case SQUASHFS_4:
		return up(size, 4096);
	case PLAIN:
	case ARM:
	case KUP:
	case KERNEL:
	case MD5:
	case NAMED:
	case PARTS:
	case TEXT:
	case UIMAGE:
		break;
	}
	return size;
}

/* The MD5 of all, as if these 32 bytes were zero, in capitals. */
static void put_md5(uint8_t *p, size_t size)
{
	uint8_t digest[MD5_DIGEST_SIZE];
	struct md5_ctx md5;
	char text[33];

	memset(p, 0, 32);
	md5_init(&md5);
	md5_update(&md5, size, p);
	md5_digest(&md5, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++)
		snprintf(text + 2 * i, 3, "%02X", digest[i]);
	memcpy(p, text, 32);
}

static void put_kup(uint8_t *p, size_t size, const char *name)
{
	static const struct {
		const char *start;
		uint16_t product;
	} products[] = { { "CP7902", 0x0401 }, { "CP7905", 0x0501 }, { "CP7912", 0x0601 } };
	uint16_t product = 0x0301;

	for (size_t i = 0; i < NR_ARRAY_SIZE(products); i++)
		if (strncmp(name, products[i].start, 6) == 0)
			product = products[i].product;
	memcpy(p, "kup100000000\0\0\0", 16);
	put_be32(p + 16, product);
	put_be32(p + 32, size - 24);
}

/* What the image says about itself. */
static void put_marks(uint8_t *p, size_t size, enum payload what, const char *name)
{
	switch (what) {
	case ARM:
		for (int i = 0; i < 8; i++)
			put_le32(p + 4 * i, 0xea000000u + 0x4f);
		memset(p + 32, 0, 32);
		memcpy(p + 32, name, strcspn(name, "."));
		break;
	case KUP:
		put_kup(p, size, name);
		break;
	case TIZP:
		memcpy(p, "TiZp", 4);
		put_le32(p + 4, size * 2);
		put_le32(p + 8, size - 256);
		break;
	case KERNEL:
		memcpy(p, "\x42\xfa\xed\xfe", 4);
		put_le32(p + 4, size - 36);
		break;
	case SQUASHFS_2:
		memcpy(p, "hsqs", 4);
		put_le32(p + 8, size - 8 - 100);
		break;
	case SQUASHFS_4:
		memcpy(p, "hsqs", 4);
		put_le32(p + 40, size - 100);
		put_le32(p + 44, 0);
		break;
	case UIMAGE:
		put_be32(p, 0x27051956);
		put_be32(p + 12, size - 64);
		break;
	case MD5:
		put_md5(p, size);
		break;
	case NAMED:
		memcpy(p, name, strcspn(name, ".") + 1);
		break;
	case PLAIN:
	case PARTS:
	case TEXT:
		break;
	}
}

/* A .bin is the .sbn without its header, so both get the bytes of the latter. */
static void twin(char *name)
{
	size_t n = strlen(name);

	if (n > 4 && strcmp(name + n - 4, ".bin") == 0)
		memcpy(name + n - 4, ".sbn", 4);
}

static bool add_text(struct firmware *fw, const struct wanted *w, const char *name)
{
	char text[64];
	uint8_t *data;
	size_t n;

	/* OS79XX.TXT: the loader, and not even a line end behind it. */
	expand(w, w->set->part[0].name, text, sizeof(text));
	n = strlen(text) - 4;
	data = malloc(n);
	if (data)
		memcpy(data, text, n);
	return firmware_add(fw, name, data, n);
}

/* As that kind of file has it; the payload goes.  NULL: no memory. */
static uint8_t *seal(enum wrap wrap, const char *name, uint8_t *payload, size_t len, size_t *size)
{
	uint8_t *out = payload;

	*size = len;
	switch (wrap) {
	case SIGNED:
		out = firmware_sign(name, payload, len, size);
		break;
	case WRAPPED:
		out = firmware_wrap(name, payload, len, size);
		break;
	case ENCRYPTED:
		out = firmware_encrypt(name, payload, len, size);
		break;
	case BARE:
		break;
	}
	if (out != payload)
		free(payload);
	return out;
}

static bool add_image(struct firmware *fw, const struct wanted *w, const struct part *part,
		      const char *name)
{
	size_t size = exact(part->payload, w->total / 32 * part->share), whole;
	uint8_t *data = malloc(size);
	char seed[128];

	if (!data)
		return false;
	snprintf(seed, sizeof(seed), "%s", name);
	twin(seed);
	firmware_noise(data, size, seed);
	put_marks(data, size, part->payload, name);
	data = seal(part->wrap, name, data, size, &whole);
	return firmware_add(fw, name, data, whole);
}

static bool add_part(struct firmware *fw, const struct wanted *w, const struct part *part)
{
	char name[128];

	expand(w, part->name, name, sizeof(name));
	return part->payload == TEXT ? add_text(fw, w, name) : add_image(fw, w, part, name);
}

/* -- lists ---------------------------------------------------------------------- */

/* "rootfs" of "rootfs288xx.12-5-1SR2-2.sbn" */
static int key_length(const char *name)
{
	return (int)strspn(name, "abcdefghijklmnopqrstuvwxyz");
}

/* The MD5 that an image of a 792x says of itself. */
static const char *md5_of(const struct firmware_file *f)
{
	return (const char *)f->data + (f->data[8] << 8 | f->data[9]);
}

/* "kern=kern78xx.12-8-1-0001-455.sbn size=3008", in the section of its platform. */
static int platform_line(const struct wanted *w, const struct firmware_file *f, enum listed listed,
			 bool first, bool last, char *out, size_t size)
{
	int at = !first ? 0 : snprintf(out, size, "[PLATFORM_%d]\n", listed - LISTED + 1);

	at += snprintf(out + at, size - (size_t)at, "%.*s=%s", key_length(f->name), f->name, f->name);
	if (w->set->form == PLATFORMS)
		at += snprintf(out + at, size - (size_t)at, " size=%zu", f->size);
	return at + snprintf(out + at, size - (size_t)at, "\n%s",
			     last ? "ebr_diskver = 1\nebr_kern    = (-1,2,0,8,0x480000,-1)\n\n" : "");
}

static int list_line(const struct wanted *w, const struct firmware_file *f, enum listed listed,
		     bool first, bool last, char *out, size_t size)
{
	switch (w->set->form) {
	case NAMES_LF:
		return snprintf(out, size, "%s\n", f->name);
	case NAMES_CRLF:
		return snprintf(out, size, "%s%s", f->name, last ? "" : "\r\n");
	case SIZES:
		return snprintf(out, size, "%s %zu %.32s\n", f->name, f->size, md5_of(f));
	case PLATFORMS:
	case PLATFORMS_ONLY:
		break;
	}
	return platform_line(w, f, listed, first, last, out, size);
}

static size_t list_text(const struct firmware *fw, const struct wanted *w, char *out, size_t size)
{
	const struct part *part = w->set->part;
	size_t at;

	expand(w, w->set->head ? w->set->head : "", out, size);
	at = strlen(out);
	for (size_t i = 0; part[i].listed != END; i++) {
		bool first = i == 0 || part[i - 1].listed != part[i].listed;
		bool last = part[i + 1].listed != part[i].listed;

		if (part[i].listed != BESIDE)
			at += (size_t)list_line(w, &fw->file[i], part[i].listed, first, last, out + at,
						size - at);
	}
	return at + (size_t)snprintf(out + at, size - at, "%s", w->set->tail ? w->set->tail : "");
}

static bool add_list(struct firmware *fw, const struct wanted *w)
{
	char name[128], text[4096];
	size_t size, len = list_text(fw, w, text, sizeof(text));
	uint8_t *data;

	expand(w, w->set->list, name, sizeof(name));
	data = w->set->wrap == WRAPPED ? firmware_wrap(name, text, len, &size) :
	       firmware_sign(name, text, len, &size);
	return firmware_add(fw, name, data, size);
}

int firmware_make_set(struct firmware *out, const char *load, size_t total)
{
	struct wanted w = { .total = total };
	bool ok = true;

	if (!find_set(&w, load))
		return -EINVAL;
	expand(&w, w.set->archive, out->archive, sizeof(out->archive));
	for (size_t i = 0; ok && w.set->part[i].listed != END; i++)
		ok = add_part(out, &w, &w.set->part[i]);
	if (ok && w.set->list)
		ok = add_list(out, &w);
	if (ok)
		return 0;
	firmware_finish(out);
	return -ENOMEM;
}
