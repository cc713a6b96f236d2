/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* page.c -- see page.h. */
#include <config.h>

#include "core/web/page.h"

#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

const unsigned char page_bytes[] = {
#include <page-bytes.h>
};

const size_t page_size = sizeof(page_bytes);

static const unsigned char *find(const unsigned char *from, const char *what)
{
	return memmem(from, (size_t)(page_bytes + page_size - from), what, strlen(what));
}

#define HASH_TEXT (BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) + 1)

/* The hash of what stands between @begin and @end, which are there once. */
static bool hash_of(const char *begin, const char *end, char out[HASH_TEXT])
{
	const unsigned char *from = find(page_bytes, begin), *to = from ? find(from, end) : NULL;
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx ctx;

	if (!to || find(from + 1, begin))
		return false;
	from += strlen(begin);
	sha256_init(&ctx);
	sha256_update(&ctx, (size_t)(to - from), from);
	sha256_digest(&ctx, sizeof(digest), digest);
	base64_encode_raw(out, sizeof(digest), digest);
	out[HASH_TEXT - 1] = '\0';
	return true;
}

const char *page_policy(char buf[PAGE_POLICY_SIZE])
{
	char style[HASH_TEXT], script[HASH_TEXT];

	buf[0] = '\0';
	if (hash_of("<style>", "</style>", style) && hash_of("<script>", "</script>", script))
		snprintf(buf, PAGE_POLICY_SIZE,
			 "default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; connect-src 'self'; "
			 "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
			 "require-trusted-types-for 'script'; trusted-types 'none'", style, script);
	return buf;
}
