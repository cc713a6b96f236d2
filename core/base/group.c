/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* group.c -- see group.h. */
#include <config.h>

#include "core/base/group.h"
#include "core/base/code.h"

#include <netrecover/types.h>
#include <stdbool.h>
#include <string.h>

static const struct {
	const char *name, *title;
} words[GROUPS] = {
	[GROUP_NEEDS_YOU] = { "needs you", "NEEDS YOU" },
	[GROUP_DO_NOT_UNPLUG] = { "do not unplug", "DO NOT UNPLUG" },
	[GROUP_SAFE_TO_UNPLUG] = { "safe to unplug", "SAFE TO UNPLUG" },
	[GROUP_SAFE_TO_MOVE] = { "safe to move", "SAFE TO MOVE" },
	[GROUP_ASIDE] = { "aside", "ASIDE" },
};

const char *group_name(enum group group)
{
	return words[group].name;
}

const char *group_title(enum group group)
{
	return words[group].title;
}

static bool is(const char *a, const char *b)
{
	return a && strcmp(a, b) == 0;
}

/* Does it go on without anybody? */
static bool somebody_must_act(const char *state, const char *code)
{
	enum code c = code ? code_find(code) : CODE_COUNT;

	if (is(state, "blocked") || is(state, "refused") || is(state, "stalled"))
		return true;
	if (c == CODE_COUNT)
		return false;
	switch (code_row(c)->actor) {
	case CODE_ACTOR_OPERATOR:
	case CODE_ACTOR_NETWORK:
		return true;
	case CODE_ACTOR_NOBODY:
	case CODE_ACTOR_BENCH:
		break;
	}
	return false;
}

/* Its power comes first: what is the matter with it can wait until it has written. */
enum group group_of(const char *state, const char *advice, const char *code)
{
	if (is(advice, "do not unplug"))
		return GROUP_DO_NOT_UNPLUG;
	if (is(state, "held") || is(state, "stranger"))
		return GROUP_ASIDE;
	if (is(state, "done"))
		return is(advice, "safe to move") ? GROUP_SAFE_TO_MOVE : GROUP_SAFE_TO_UNPLUG;
	if (somebody_must_act(state, code))
		return GROUP_NEEDS_YOU;
	return is(advice, "safe to unplug") ? GROUP_SAFE_TO_UNPLUG : GROUP_ASIDE;
}

int group_rank(const char *state, bool overdue)
{
	static const char *const states[] = { "refused", "blocked", "stalled", "known", "seen" };
	int n = (int)NR_ARRAY_SIZE(states);

	if (overdue)
		return 0;
	for (int i = 0; i < n; i++)
		if (is(state, states[i]))
			return 1 + i;
	return is(state, "sent") ? 1 + n : 2 + n;
}
