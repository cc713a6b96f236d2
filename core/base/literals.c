/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * literals.c -- see literals.h.  A tree of letters; a node knows the node for its longest end
 * that begins a word too (fail), and the next on that way at which a word ends (out).
 */
#include <config.h>

#include "core/base/literals.h"

#include <stdlib.h>

struct node {
	uint32_t child, sibling;        /* 0: none */
	uint32_t fail, out;
	uint32_t word, first_word;      /* that ends here, anywhere or only at the beginning */
	uint32_t depth;
	uint8_t letter;
};

struct literals {
	struct node *node;              /* [0]: the root */
	uint32_t count, room, words;
	uint32_t top[256];              /* children of the root, by letter; 0: none */
};

static uint8_t lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (uint8_t)(c - 'A' + 'a') : (uint8_t)c;
}

/* 0: no memory, but for the first. */
static uint32_t add_node(struct literals *l, uint8_t letter, uint32_t depth)
{
	struct node *more;

	if (l->count == l->room) {
		uint32_t room = l->room ? 2 * l->room : 256;

		more = realloc(l->node, room * sizeof(*more));
		if (!more)
			return 0;
		l->node = more;
		l->room = room;
	}
	l->node[l->count] = (struct node){ .letter = letter, .depth = depth, .word = LITERALS_NONE,
					   .first_word = LITERALS_NONE };
	return l->count++;
}

struct literals *literals_new(void)
{
	struct literals *l = calloc(1, sizeof(*l));

	if (l) {
		add_node(l, 0, 0);
		if (l->node)
			return l;
	}
	free(l);
	return NULL;
}

void literals_free(struct literals *l)
{
	if (l)
		free(l->node);
	free(l);
}

static uint32_t child_of(const struct literals *l, uint32_t at, uint8_t letter)
{
	uint32_t c;

	if (at == 0)
		return l->top[letter];
	for (c = l->node[at].child; c && l->node[c].letter != letter; c = l->node[c].sibling)
		;
	return c;
}

static uint32_t grow(struct literals *l, uint32_t at, uint8_t letter)
{
	uint32_t c = add_node(l, letter, l->node[at].depth + 1);

	if (!c)
		return 0;
	l->node[c].sibling = l->node[at].child;
	l->node[at].child = c;
	if (at == 0)
		l->top[letter] = c;
	return c;
}

uint32_t literals_add(struct literals *l, const char *word, size_t len, bool first)
{
	uint32_t at = 0, *number;

	for (size_t i = 0; i < len; i++) {
		uint32_t next = child_of(l, at, lower(word[i]));

		if (!next && !(next = grow(l, at, lower(word[i]))))
			return LITERALS_NONE;
		at = next;
	}
	number = first ? &l->node[at].first_word : &l->node[at].word;
	if (*number == LITERALS_NONE)
		*number = l->words++;
	return *number;
}

/* Where to go on after @at with @letter; the root when nothing begins so. */
static uint32_t step(const struct literals *l, uint32_t at, uint8_t letter)
{
	uint32_t next;

	while (!(next = child_of(l, at, letter)) && at)
		at = l->node[at].fail;
	return next;
}

static bool ends_word(const struct node *n)
{
	return n->word != LITERALS_NONE;
}

static void link_node(struct literals *l, uint32_t at, uint32_t parent)
{
	struct node *n = &l->node[at];

	n->fail = parent ? step(l, l->node[parent].fail, n->letter) : 0;
	n->out = ends_word(&l->node[n->fail]) ? n->fail : l->node[n->fail].out;
}

bool literals_build(struct literals *l)
{
	uint32_t *queue = malloc(l->count * sizeof(*queue)), read = 0, put = 0;

	if (!queue)
		return false;
	queue[put++] = 0;
	while (read < put) {
		uint32_t at = queue[read++];

		for (uint32_t c = l->node[at].child; c; c = l->node[c].sibling) {
			link_node(l, c, at);
			queue[put++] = c;
		}
	}
	free(queue);
	return true;
}

void literals_scan(const struct literals *l, const char *text, void (*found)(uint32_t word, void *arg),
		   void *arg)
{
	uint32_t at = 0;

	for (size_t i = 0; text[i]; i++) {
		const struct node *n;

		at = step(l, at, lower(text[i]));
		n = &l->node[at];
		if (n->first_word != LITERALS_NONE && n->depth == i + 1)
			found(n->first_word, arg);
		if (ends_word(n))
			found(n->word, arg);
		for (uint32_t o = n->out; o; o = l->node[o].out)
			found(l->node[o].word, arg);
	}
}
