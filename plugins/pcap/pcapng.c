/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * pcapng.c -- see pcapng.h.
 */
#include "plugins/pcap/pcapng.h"

#include <string.h>

#define BLOCK_SECTION 0x0a0d0d0au
#define BLOCK_INTERFACE 1u
#define BLOCK_PACKET 6u
#define BYTE_ORDER_MAGIC 0x1a2b3c4du
#define LINK_ETHERNET 1u
#define NAME_MAX_BYTES 64

enum pcapng_option {
	OPTION_END = 0,
	OPTION_COMMENT = 1,
	OPTION_IF_NAME = 2,     /* in the interface's block */
	OPTION_FLAGS = 2,       /* in a packet's */
	OPTION_PROGRAM = 4,     /* in the section header */
};

#define FLAG_RECEIVED 1u
#define FLAG_SENT 2u

struct pcapng_writer {
	uint8_t *out;
	size_t size, len, start;
	bool full;
};

static void put(struct pcapng_writer *w, const void *data, size_t n)
{
	static const uint8_t zero[4];
	size_t pad = -n & 3;

	if (w->full || n > w->size - w->len || pad > w->size - w->len - n) {
		w->full = true;
		return;
	}
	if (n > 0)
		memcpy(w->out + w->len, data, n);
	memcpy(w->out + w->len + n, zero, pad);
	w->len += n + pad;
}

static void put_u32(struct pcapng_writer *w, uint32_t v)
{
	put(w, &v, sizeof(v));
}

/* Two 16-bit fields side by side. */
static void put_pair(struct pcapng_writer *w, unsigned first, unsigned second)
{
	uint16_t v[2] = { (uint16_t)first, (uint16_t)second };

	put(w, v, sizeof(v));
}

static size_t shorter(size_t n, size_t most)
{
	return n < most ? n : most;
}

static void put_option(struct pcapng_writer *w, enum pcapng_option code, const void *value, size_t n)
{
	put_pair(w, code, (unsigned)n);
	put(w, value, n);
}

static void put_name(struct pcapng_writer *w, enum pcapng_option code, const char *name)
{
	put_option(w, code, name, shorter(strlen(name), NAME_MAX_BYTES));
}

static void begin(struct pcapng_writer *w, uint32_t type)
{
	w->start = w->len;
	put_u32(w, type);
	put_u32(w, 0);          /* its length, which is known at the end */
}

static void end(struct pcapng_writer *w)
{
	uint32_t length;

	put_pair(w, OPTION_END, 0);
	length = (uint32_t)(w->len - w->start + sizeof(length));
	put_u32(w, length);
	if (!w->full)
		memcpy(w->out + w->start + 4, &length, sizeof(length));
}

size_t pcapng_section(uint8_t *out, size_t size, const char *program, const char *interface,
		      uint32_t snaplen)
{
	struct pcapng_writer w = { .out = out, .size = size };

	begin(&w, BLOCK_SECTION);
	put_u32(&w, BYTE_ORDER_MAGIC);
	put_pair(&w, 1, 0);             /* version of the format */
	put_u32(&w, UINT32_MAX);        /* length of the section, 64 bits: not said */
	put_u32(&w, UINT32_MAX);
	put_name(&w, OPTION_PROGRAM, program);
	end(&w);

	begin(&w, BLOCK_INTERFACE);
	put_pair(&w, LINK_ETHERNET, 0);
	put_u32(&w, snaplen);
	put_name(&w, OPTION_IF_NAME, interface);
	end(&w);
	return w.full ? 0 : w.len;
}

static size_t comment_length(const char *comment)
{
	return comment ? shorter(strlen(comment), PCAPNG_COMMENT_MAX) : 0;
}

static size_t padded(size_t n)
{
	return n + (-n & 3);
}

/* Header 8, fixed fields 20, flags 8, end of options 4, length again 4. */
size_t pcapng_packet_size(const struct pcapng_packet *p)
{
	size_t comment = comment_length(p->comment);

	return 44 + padded(p->captured) + (comment ? 4 + padded(comment) : 0);
}

size_t pcapng_packet(uint8_t *out, size_t size, const struct pcapng_packet *p)
{
	struct pcapng_writer w = { .out = out, .size = size };
	uint32_t flags = p->sent ? FLAG_SENT : FLAG_RECEIVED;
	size_t comment = comment_length(p->comment);

	begin(&w, BLOCK_PACKET);
	put_u32(&w, 0);                 /* the first interface */
	put_u32(&w, (uint32_t)(p->at >> 32));
	put_u32(&w, (uint32_t)p->at);
	put_u32(&w, p->captured);
	put_u32(&w, p->length);
	put(&w, p->data, p->captured);
	if (comment)
		put_option(&w, OPTION_COMMENT, p->comment, comment);
	put_option(&w, OPTION_FLAGS, &flags, sizeof(flags));
	end(&w);
	return w.full ? 0 : w.len;
}
