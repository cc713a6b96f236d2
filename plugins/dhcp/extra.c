/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * extra.c -- see extra.h.
 */
#include "plugins/dhcp/extra.h"

#include <arpa/inet.h>

/* Pad and end; what the server says itself, or only clients and relays say (RFC 2131, table 3). */
static bool is_own(uint32_t option)
{
	static const uint8_t own[] = { 0, 1, 50, 51, 52, 53, 54, 55, 57, 58, 59, 60, 61, 82, 255 };

	return option > 255 || memchr(own, (int)option, sizeof(own));
}

bool extra_has(const struct extra *x, uint8_t code)
{
	for (size_t i = 0; i < x->count; i++)
		if (x->option[i].code == code)
			return true;
	return false;
}

/* "10.77.0.1 10.77.0.2" */
static bool read_addresses(const char *text, uint8_t *out, size_t room, size_t *n)
{
	char word[INET_ADDRSTRLEN];

	for (*n = 0; *text; *n += 4) {
		size_t len = strcspn(text, " ");

		if (len >= sizeof(word) || room - *n < 4)
			return false;
		memcpy(word, text, len);
		word[len] = '\0';
		if (inet_pton(AF_INET, word, out + *n) != 1)
			return false;
		text += len + strspn(text + len, " ");
	}
	return *n > 0;
}

/* "01 ff" */
static bool read_bytes(const char *text, uint8_t *out, size_t room, size_t *n)
{
	for (*n = 0; *text; ++*n) {
		int high = nr_hex_digit(text[0]), low = high < 0 ? -1 : nr_hex_digit(text[1]);

		if (low < 0 || *n == room)
			return false;
		out[*n] = (uint8_t)(high << 4 | low);
		text += 2;
		text += strspn(text, " ");
	}
	return *n > 0;
}

static bool read_text(const char *text, bool nul, uint8_t *out, size_t room, size_t *n)
{
	*n = strlen(text) + nul;
	if (*n == 0 || *n > room)
		return false;
	memcpy(out, text, strlen(text));
	if (nul)
		out[*n - 1] = 0;
	return true;
}

static bool read_value(const struct nr_dhcp *row, uint8_t *out, size_t room, size_t *n)
{
	switch (row->type) {
	case NR_DHCP_TEXT:
	case NR_DHCP_TEXT_NUL:
		return read_text(row->text, row->type == NR_DHCP_TEXT_NUL, out, room, n);
	case NR_DHCP_ADDRESSES:
		return read_addresses(row->text, out, room, n);
	case NR_DHCP_BYTES:
		return read_bytes(row->text, out, room, n);
	}
	return false;
}

static struct extra_option *begin(struct extra *x, const struct nr_dhcp *row)
{
	struct extra_option *o;

	if (extra_has(x, row->option) || x->count == EXTRA_OPTIONS)
		return NULL;
	o = &x->option[x->count++];
	*o = (struct extra_option){ .code = row->option, .always = row->always, .at = (uint16_t)x->used };
	return o;
}

/* Behind the last option: its sub-options follow each other. */
static bool add_sub(struct extra *x, const struct nr_dhcp *row)
{
	struct extra_option *o = x->count ? &x->option[x->count - 1] : NULL;
	uint8_t value[255];
	size_t n;

	if (o && (o->code != row->option || o->silent))
		o = NULL;
	if (!row->text || !read_value(row, value, sizeof(value), &n) ||
	    n + 2 > (o ? 255u - o->size : 255u) || n + 2 > sizeof(x->bytes) - x->used)
		return false;
	if (!o && !(o = begin(x, row)))
		return false;
	x->bytes[x->used] = row->sub;
	x->bytes[x->used + 1] = (uint8_t)n;
	memcpy(x->bytes + x->used + 2, value, n);
	x->used += n + 2;
	o->size = (uint8_t)(o->size + n + 2);
	return true;
}

bool extra_add(struct extra *x, const struct nr_dhcp *row)
{
	struct extra_option *o;
	uint8_t value[255];
	size_t n = 0;

	if (is_own(row->option))
		return false;
	if (row->sub)
		return add_sub(x, row);
	if (row->text && (!read_value(row, value, sizeof(value), &n) || n > sizeof(x->bytes) - x->used))
		return false;
	o = begin(x, row);
	if (!o)
		return false;
	o->silent = !row->text;
	o->size = (uint8_t)n;
	memcpy(x->bytes + x->used, value, n);
	x->used += n;
	return true;
}

/* -- what the operator wrote ----------------------------------------------------- */

static bool holds_addresses(uint32_t option)
{
	return (option >= 3 && option <= 11) || option == 42 || option == 44 || option == 45 ||
	       option == 48 || option == 49 || option == 65 || (option >= 68 && option <= 76) || option == 150;
}

/* The row that he means.  Where all devices get an option, his is for all of them too. */
static struct nr_dhcp row_of(uint32_t option, const char *text)
{
	struct nr_dhcp row = { .option = (uint8_t)option, .type = NR_DHCP_TEXT, .text = text,
			       .always = option == 3 || option == 66 || option == 150 };

	if (strncmp(text, "0x", 2) == 0) {
		row.type = NR_DHCP_BYTES;
		row.text = text + 2;
	} else if (holds_addresses(option)) {
		row.type = NR_DHCP_ADDRESSES;
	}
	return row;
}

bool extra_add_text(struct extra *x, uint32_t option, const char *text)
{
	const struct nr_dhcp row = row_of(option, text);

	return extra_add(x, &row);
}

const char *extra_fault(uint32_t option, const char *text)
{
	const struct nr_dhcp row = row_of(option, text);
	struct extra one = { .count = 0 };

	if (is_own(option))
		return "is the server's own";
	if (extra_add(&one, &row))
		return NULL;
	if (row.type == NR_DHCP_ADDRESSES)
		return "holds addresses, separated by blanks";
	return row.type == NR_DHCP_BYTES ? "is not bytes in hexadecimal, at most 255" :
					   "is longer than 255 bytes";
}
