/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * hosts.c -- hosts HEARER.so: the functions that protocol plugins call, of a program of a day to
 * come, with a plugin of today.  abi.sh builds it from core/serve/instance.c and what that needs,
 * with headers in which every struct has grown; what would decide is written here.
 */
#include <config.h>
#include "core/config/ini.h"
#include "core/config/ini_value.h"
#include "core/phone/news.h"
#include "core/phone/recovery.h"
#include "core/plugin/plugin_copy.h"
#include "core/serve/answer.h"
#include "core/serve/instance.h"
#include "core/serve/rogue.h"

#include <dlfcn.h>
#include <stdlib.h>

#define UNKNOWN(s) (!(s).later[0] && !(s).later[1])

static struct phone device = { .id = 7 };
static unsigned calls;

static void check(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "hosts: %s\n", what);
	exit(1);
}

bool plugin_file_wrong(struct plugin_file_problem *p, const char *fmt, ...)
{
	snprintf(p->text, sizeof(p->text), "%s", fmt);
	return false;
}

/* -- what decides ------------------------------------------------------------------------ */

struct phone *recovery_sight(struct bench *b, const struct nr_sighting *s)
{
	(void)b;
	check(s->source == NR_SOURCE_PLUGIN && s->mac->b[5] == 0x77 && UNKNOWN(*s), "a sighting");
	check(strcmp(s->facts[0].text, "a word") == 0 && s->facts[1].fact == NR_FACT_END, "its facts");
	calls++;
	return &device;
}

struct phone *registry_find(struct bench *b, nr_phone_id id)
{
	(void)b;
	return id == device.id ? &device : NULL;
}

enum nr_verdict answer_request(struct bench *b, const struct phone *p, const struct nr_request *r,
			       struct nr_file *out)
{
	(void)b;
	check(p == &device && strcmp(r->want, "hearer.cfg") == 0 && r->door == NR_DOOR_HTTP && UNKNOWN(*r),
	      "a request");
	*out = (struct nr_file){ .data = (const uint8_t *)"x", .size = 1, .later = { &device, &device } };
	calls++;
	return NR_SERVE;
}

enum nr_verdict answer_file(struct bench *b, const struct phone *p, const char *want, struct nr_file *out)
{
	const struct nr_request r = { .want = want, .door = NR_DOOR_HTTP };

	return answer_request(b, p, &r, out);
}

void answer_close(struct bench *b, struct nr_file *file)
{
	(void)b;
	check(file->size == 1 && file->data[0] == 'x', "the file that is closed");
	calls++;
}

bool terms_dhcp_row(const struct bench *b, const struct phone *p, unsigned i, struct nr_dhcp *out,
		    char text[TERMS_TEXT])
{
	(void)b, (void)p, (void)i, (void)text;
	*out = (struct nr_dhcp){ .option = 66, .later = { &device, &device } };
	calls++;
	return true;
}

bool terms_restart_row(const struct phone *p, unsigned i, struct nr_restart *out)
{
	(void)p, (void)i;
	*out = (struct nr_restart){ .text = "check-sync", .later = { &device, &device } };
	calls++;
	return true;
}

bool news_take(struct bench *b, struct news_line *out)
{
	(void)b, (void)out;
	return false;
}

void rogue_tripped(struct bench *b, const struct nr_server *by)
{
	(void)b;
	check(by->mac.b[5] == 0x77 && UNKNOWN(*by), "another server");
	calls++;
}

/* -- the plugin ---------------------------------------------------------------------------- */

int main(int argc, char **argv)
{
	void *handle = argc == 2 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
	const struct nr_plugin *e = handle ? (const struct nr_plugin *)dlsym(handle, NR_PLUGIN_SYMBOL) : NULL;
	struct plugin_protocol t = { .plugin = "hearer", .path = "hearer.so" };
	struct bench b = { .wire = { .interface = "lo", .parent = "lo" } };
	struct nr_instance self = { .bench = &b, .plugin = &t };
	struct plugin_file_problem p;
	struct ini ini;

	check(e != NULL, argc == 2 ? dlerror() : "HEARER.so");
	memcpy(&t.sizes, e->sizes, e->sizes->size < sizeof(t.sizes) ? e->sizes->size : sizeof(t.sizes));
	check(plugin_copy_protocol(&t.protocol, &t.options, e, e->protocols[0], &p), p.text);
	check(UNKNOWN(t.protocol) && UNKNOWN(t.options[0]) && UNKNOWN(t.options[3]), "new members of its rows");
	self.conf = calloc(1, t.protocol.conf_size);
	check(self.conf && ini_parse(&ini, NULL, NULL, 0) == 0, "no memory");
	ini_value_apply(&ini, "hearer", "", t.options, self.conf);
	check(ini.errors.count == 0, "its defaults");
	check(instance_open(&self) == 0 && instance_start(&self) == 0, "its start");
	check(calls == 8, "not everything was called");
	ini_finish(&ini);
	free(self.conf);
	free(t.options);
	return 0;
}
