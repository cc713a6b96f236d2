/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_MEMBER_H
#define CORE_MEMBER_H
/* member.h -- read a member of a JSON object that may not have it. */
#include <jansson.h>

/* "": it is not there, or no string.  The object owns the text. */
static inline const char *member_text(const json_t *object, const char *key)
{
	const char *s = json_string_value(json_object_get(object, key));

	return s ? s : "";
}

/* 0: it is not there, or no whole number. */
static inline long long member_number(const json_t *object, const char *key)
{
	return (long long)json_integer_value(json_object_get(object, key));
}

#endif
