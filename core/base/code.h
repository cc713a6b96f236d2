/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CODE_H
#define CORE_CODE_H
/*
 * code.h -- the codes of warnings: NR-STEP and its like.  One table says what
 * each means, who may act, and what to do.  A code never changes its meaning.
 *
 * Plugins hand the text over, since they see nothing of core/; a lint holds
 * every code in the sources, and every one in the manual, to this table.
 */

enum code {
	CODE_ADDRESS,
	CODE_AMBIG,
	CODE_BESIDE,
	CODE_CFG,
	CODE_CROWD,
	CODE_CYCLE,
	CODE_DONE,
	CODE_DOWN,
	CODE_FIREWALL,
	CODE_FIXED,
	CODE_GONE,
	CODE_HELD,
	CODE_HTTP,
	CODE_JOURNAL,
	CODE_LIB,
	CODE_LINK,
	CODE_MODEL,
	CODE_MQTT,
	CODE_NOPLAN,
	CODE_NOTFTP,
	CODE_OFFER,
	CODE_OPTION,
	CODE_POOL,
	CODE_PROTO,
	CODE_ROGUE,
	CODE_STEP,
	CODE_TFTP,
	CODE_TRUST,
	CODE_UNHEARD,
	CODE_UNKNOWN,
	CODE_VLAN,
	CODE_WAIT,
	CODE_COUNT, /* no code */
};

enum code_actor {
	CODE_ACTOR_NOBODY,      /* it is well, or time will show */
	CODE_ACTOR_BENCH,       /* it goes on by itself */
	CODE_ACTOR_OPERATOR,    /* somebody at the bench: the phone, its files, bench.ini */
	CODE_ACTOR_NETWORK,     /* whoever looks after the switch and its other servers */
};

struct code_row {
	const char *text;       /* "NR-STEP" */
	const char *means;      /* one sentence */
	enum code_actor actor;
	const char *remedy;     /* one sentence: what the actor does */
};

const struct code_row *code_row(enum code code);
const char *code_text(enum code code);
/* The code with this text, in any case of letters; CODE_COUNT: there is none. */
enum code code_find(const char *text);
/* What to do about the code with this text, one sentence; NULL: there is no such code. */
const char *code_remedy(const char *text);
/* The code of a transfer that broke off, by @protocol, "tftp" or "http"; NULL: TFTP. */
enum code code_of_transfer(const char *protocol);
/* "operator" */
const char *code_actor_name(enum code_actor actor);

#endif
