/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * alarm.c -- see alarm.h.
 */
#include <config.h>

#include "plugins/registrar/alarm.h"

#include <strings.h>

static size_t word_end(const char *s)
{
	return strcspn(s, " \t");
}

/* The value of @key, at the start of a word; NULL when there is none. */
static const char *find(const char *text, const char *key)
{
	size_t n = strlen(key);

	for (const char *p = text; *p; p += word_end(p)) {
		p += strspn(p, " \t");
		if (strncasecmp(p, key, n) == 0 && p[n] == '=')
			return p + n + 1;
	}
	return NULL;
}

static void copy(char *dst, size_t size, const char *from, size_t n)
{
	if (n >= size)
		n = size - 1;
	memcpy(dst, from, n);
	dst[n] = '\0';
}

static bool take_word(const char *text, const char *key, char *dst, size_t size)
{
	const char *value = find(text, key);

	/* A 79xx writes "Load= 9.4(2SR3.1S)"; but what follows may be the next key. */
	if (value && *value == ' ' && !memchr(value + 1, '=', word_end(value + 1)))
		value++;
	if (!value || word_end(value) == 0 || word_end(value) >= size)
		return false;
	copy(dst, size, value, word_end(value));
	return true;
}

void alarm_read(const char *text, struct alarm *out)
{
	const char *last = find(text, "Last");

	memset(out, 0, sizeof(*out));
	take_word(text, "Name", out->name, sizeof(out->name));
	if (!take_word(text, "ActiveLoad", out->load, sizeof(out->load)))
		take_word(text, "Load", out->load, sizeof(out->load));
	if (last)
		copy(out->last, sizeof(out->last), last, strlen(last));
}

/* -- as XML -------------------------------------------------------------------------- */

struct alarm_text {
	const char *p;
	size_t n;
};

/* What stands behind the next @mark; *rest begins there then. */
static bool skip_to(struct alarm_text *rest, const char *mark)
{
	const char *at = rest->n ? memmem(rest->p, rest->n, mark, strlen(mark)) : NULL;

	if (!at)
		return false;
	at += strlen(mark);
	rest->n -= (size_t)(at - rest->p);
	rest->p = at;
	return true;
}

/* <String name="@name">value</String>; false without a value, or when its end is missing. */
static bool take_parameter(struct alarm_text xml, const char *name, char *dst, size_t size)
{
	const char *end;
	char mark[48];

	snprintf(mark, sizeof(mark), " name=\"%s\">", name);
	if (!skip_to(&xml, mark))
		return false;
	end = memchr(xml.p, '<', xml.n);
	if (!end || end == xml.p || (size_t)(end - xml.p) >= size)
		return false;
	nr_text(nr_reader(xml.p, (size_t)(end - xml.p)), dst, size);
	return true;
}

/* The alarm catalogue of the call manager has these; 22 to 25 also begin the plain alarm. */
static const struct {
	const char *code, *words;
} reasons[] = {
	{ "10", "TCP-timeout" },
	{ "12", "CM-reset-TCP" },
	{ "13", "CM-aborted-TCP" },
	{ "14", "CM-closed-TCP" },
	{ "15", "KeepaliveTO" },
	{ "16", "IP address lost" },
	{ "17", "registration timeout" },
	{ "20", "reset by its user" },
	{ "22", "Reset-Reset" },
	{ "23", "Reset-Restart" },
	{ "24", "Phone-Reg-Rej" },
	{ "25", "Initialized" },
};

static void take_reason(struct alarm_text xml, char *dst, size_t size)
{
	char code[12];

	if (!take_parameter(xml, "ReasonForOutOfService", code, sizeof(code)))
		return;
	for (size_t i = 0; i < NR_ARRAY_SIZE(reasons); i++)
		if (strcmp(reasons[i].code, code) == 0) {
			snprintf(dst, size, "%s", reasons[i].words);
			return;
		}
	snprintf(dst, size, "out of service, code %s", code);
}

bool alarm_read_xml(struct nr_reader text, struct xml_alarm *out)
{
	size_t n = nr_left(&text);
	struct alarm_text xml = { (const char *)nr_take(&text, n), n };

	memset(out, 0, sizeof(*out));
	if (!skip_to(&xml, "<x-cisco-alarm>"))
		return false;
	take_parameter(xml, "DeviceName", out->name, sizeof(out->name));
	if (!skip_to(&xml, "<Alarm Name=\"LastOutOfServiceInformation\">"))
		return true;
	take_parameter(xml, "ModelNumber", out->model, sizeof(out->model));
	take_parameter(xml, "ActiveLoad", out->load, sizeof(out->load));
	take_parameter(xml, "InactiveLoad", out->inactive, sizeof(out->inactive));
	take_reason(xml, out->last, sizeof(out->last));
	return true;
}

/* -- names ---------------------------------------------------------------------------- */
