/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * tftp.c -- TFTP packets, bytes <-> values.
 *
 * Tolerated on purpose: a stray NUL behind the mode or the options ends them (an
 * ancient 79xx loader asks for OS79XX.TXT that way); an option that is cut off
 * or has a value that is not legal counts as not asked for; bytes behind an ACK.
 */
#include "plugins/tftp/tftp.h"

#include <stdio.h>
#include <strings.h>

static const char *const drop_names[TFTP_DROP_COUNT] = {
	[TFTP_TAKEN] = "taken",
	[TFTP_DROP_SHORT] = "too short",
	[TFTP_DROP_OPCODE] = "no request",
	[TFTP_DROP_NAME] = "no file name",
	[TFTP_DROP_MODE] = "no mode",
	[TFTP_DROP_TOO_LONG] = "too long",
	[TFTP_DROP_UNREACHED] = "nobody there has a lease or answers ARP as its sender would",
};

const char *tftp_drop_str(enum tftp_drop drop)
{
	return drop_names[drop];
}

/* Digits only: no sign, no blanks.  Returns false beyond 64 bits, too. */
static bool parse_number(const char *s, uint64_t *out)
{
	uint64_t v = 0;

	if (*s == '\0')
		return false;
	for (; *s; s++) {
		unsigned digit = (unsigned)(*s - '0');

		if (*s < '0' || *s > '9' || v > (UINT64_MAX - digit) / 10)
			return false;
		v = v * 10 + digit;
	}
	*out = v;
	return true;
}

static const struct {
	const char *name;
	unsigned bit;
	uint64_t min, max;
} option_rows[] = {
	{ "blksize", TFTP_HAS_BLKSIZE, 8, TFTP_MAX_BLOCK },
	{ "timeout", TFTP_HAS_TIMEOUT, 1, 255 },
	{ "tsize", TFTP_HAS_TSIZE, 0, UINT64_MAX },
	{ "windowsize", TFTP_HAS_WINDOW, 1, UINT16_MAX },
};

static void take_option(struct tftp_options *o, unsigned bit, uint64_t v)
{
	o->has |= bit;
	if (bit == TFTP_HAS_BLKSIZE)
		o->blksize = (uint16_t)v;
	else if (bit == TFTP_HAS_TIMEOUT)
		o->timeout = (uint8_t)v;
	else if (bit == TFTP_HAS_TSIZE)
		o->tsize = v;
	else
		o->window = (uint16_t)v;
}

/* The first of several counts, also when its value is not legal. */
static void parse_options(struct nr_reader *r, struct tftp_options *out)
{
	unsigned seen = 0;

	memset(out, 0, sizeof(*out));
	for (;;) {
		const char *name = nr_cstr(r);
		const char *value = name && *name ? nr_cstr(r) : NULL;
		uint64_t v;

		if (!value)
			return;
		for (size_t i = 0; i < NR_ARRAY_SIZE(option_rows); i++) {
			if (strcasecmp(name, option_rows[i].name) != 0 || (seen & option_rows[i].bit))
				continue;
			seen |= option_rows[i].bit;
			if (parse_number(value, &v) && v >= option_rows[i].min &&
			    v <= option_rows[i].max)
				take_option(out, option_rows[i].bit, v);
		}
	}
}

static enum tftp_mode parse_mode(const char *mode)
{
	if (strcasecmp(mode, "octet") == 0)
		return TFTP_MODE_OCTET;
	if (strcasecmp(mode, "netascii") == 0)
		return TFTP_MODE_NETASCII;
	return TFTP_MODE_OTHER;
}

enum tftp_drop tftp_parse_request(const uint8_t *data, size_t len, struct tftp_request *out)
{
	struct nr_reader r = nr_reader(data, len);
	uint16_t opcode = nr_u16(&r);
	const char *name, *mode;

	if (!nr_ok(&r))
		return TFTP_DROP_SHORT;
	if (opcode != TFTP_RRQ && opcode != TFTP_WRQ)
		return TFTP_DROP_OPCODE;
	out->opcode = (enum tftp_opcode)opcode;
	name = nr_cstr(&r);
	if (!name || *name == '\0')
		return TFTP_DROP_NAME;
	if (strlen(name) >= sizeof(out->name))
		return TFTP_DROP_TOO_LONG;
	nr_text(nr_reader(name, strlen(name)), out->name, sizeof(out->name));
	if (*tftp_bare_name(out->name) == '\0')
		return TFTP_DROP_NAME;
	mode = nr_cstr(&r);
	if (!mode)
		return TFTP_DROP_MODE;
	out->mode = parse_mode(mode);
	parse_options(&r, &out->options);
	return TFTP_TAKEN;
}

const char *tftp_bare_name(const char *name)
{
	for (;;) {
		if (strncasecmp(name, "tftp:", 5) == 0)
			name += 5;
		else if (*name == '/' || *name == '\\')
			name++;
		else if (*name == '.' && (name[1] == '/' || name[1] == '\\'))
			name += 2;
		else
			return name;
	}
}

bool tftp_parse_answer(const uint8_t *data, size_t len, struct tftp_answer *out)
{
	struct nr_reader r = nr_reader(data, len);
	uint16_t opcode = nr_u16(&r);

	out->number = nr_u16(&r);
	if (!nr_ok(&r) || (opcode != TFTP_ACK && opcode != TFTP_ERROR))
		return false;
	out->opcode = (enum tftp_opcode)opcode;
	out->text[0] = '\0';
	if (opcode == TFTP_ERROR)
		nr_text(r, out->text, sizeof(out->text));
	return true;
}

struct tftp_options tftp_grant(const struct tftp_options *asked, uint16_t max_block,
			       uint16_t max_window, uint64_t size)
{
	struct tftp_options o = *asked;

	if (max_block < TFTP_BLOCK)
		max_block = TFTP_BLOCK;
	if (!(o.has & TFTP_HAS_BLKSIZE))
		o.blksize = TFTP_BLOCK;
	else if (o.blksize > max_block)
		o.blksize = max_block;
	if (!(o.has & TFTP_HAS_WINDOW))
		o.window = 1;
	else if (o.window > max_window)
		o.window = max_window;
	if (!(o.has & TFTP_HAS_TIMEOUT))
		o.timeout = 0;
	o.tsize = size;
	return o;
}

static size_t put_option(uint8_t *buf, size_t at, const char *name, uint64_t value)
{
	char digits[24];
	size_t n = strlen(name) + 1;
	size_t d = (size_t)snprintf(digits, sizeof(digits), "%llu", (unsigned long long)value) + 1;

	memcpy(buf + at, name, n);
	memcpy(buf + at + n, digits, d);
	return at + n + d;
}

size_t tftp_put_oack(uint8_t buf[TFTP_OACK_MAX], const struct tftp_options *o)
{
	size_t at = 2;

	buf[0] = 0;
	buf[1] = TFTP_OACK;
	if (o->has & TFTP_HAS_BLKSIZE)
		at = put_option(buf, at, "blksize", o->blksize);
	if (o->has & TFTP_HAS_TIMEOUT)
		at = put_option(buf, at, "timeout", o->timeout);
	if (o->has & TFTP_HAS_TSIZE)
		at = put_option(buf, at, "tsize", o->tsize);
	if (o->has & TFTP_HAS_WINDOW)
		at = put_option(buf, at, "windowsize", o->window);
	return at;
}

size_t tftp_put_error(uint8_t buf[TFTP_ERROR_MAX], enum tftp_error code, const char *text)
{
	size_t n = strlen(text);

	if (n > TFTP_ERROR_MAX - 5)
		n = TFTP_ERROR_MAX - 5;
	buf[0] = 0;
	buf[1] = TFTP_ERROR;
	buf[2] = 0;
	buf[3] = (uint8_t)code;
	memcpy(buf + 4, text, n);
	buf[4 + n] = '\0';
	return 5 + n;
}
