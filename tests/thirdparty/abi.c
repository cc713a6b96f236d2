/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * abi.c -- abi PLUGIN.so: load the stranger's plugin and hold it to what its
 * source says.  thirdparty.sh builds the plugin and runs this.
 */
#include <netrecover/plugin.h>

#include <dlfcn.h>
#include <stdlib.h>

static int failed;

static void check(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "abi: %s\n", what);
	failed = 1;
}

static void check_envelope(const struct nr_plugin *p)
{
	check(p->abi == NR_ABI, "ABI number");
	check(p->plugin_size == sizeof(struct nr_plugin), "size of the plugin");
	check(p->model_size == sizeof(struct nr_model), "size of the model");
	check(p->protocol_size == 0 && !p->protocols, "it has no protocol");
	check(strcmp(p->name, "acme-100") == 0 && strcmp(p->version, "1.0") == 0, "name");
	check(p->models && p->models[0] && !p->models[1], "one model");
}

static void check_model(const struct nr_model *m)
{
	struct nr_load a, b;
	struct nr_ask ask = { .load = "acme100-2.1", .user_agent = "" };
	char text[128];
	struct nr_body body = { text, sizeof(text), 0 };

	check(strcmp(m->name, "A100") == 0 && m->type == 4000000001u, "model");
	check(m->parse(m, "acme100-2.9", &a) && m->parse(m, "acme100-2.10", &b), "parse");
	check(nr_load_order(&a, &b) == NR_OLDER, "2.9 is older than 2.10");
	check(!m->parse(m, "acme100-2", &a) && !m->parse(m, "SCCP45.8-5-2S", &a), "strangers");
	check(m->config(m, NR_WANT_CONFIG, &ask, &body), "configuration");
	check(body.len == strlen("<acme><load>acme100-2.1</load><port>0 of 0</port><agent></agent></acme>\n"), "its length");
}

int main(int argc, char **argv)
{
	const struct nr_plugin *p;
	void *handle;

	if (argc != 2)
		return 2;
	handle = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
	p = handle ? (const struct nr_plugin *)dlsym(handle, NR_PLUGIN_SYMBOL) : NULL;
	if (!p) {
		fprintf(stderr, "abi: %s\n", dlerror());
		return 1;
	}
	check_envelope(p);
	if (!failed)
		check_model(p->models[0]);
	dlclose(handle);
	return failed;
}
