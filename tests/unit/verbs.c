/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * verbs.c -- see verbs.h.
 */
#include "tests/unit/verbs.h"
#include "tests/unit/frames.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <syslog.h>

const struct nr_protocol *verbs_load(const char *name)
{
	const char *top = getenv("top_builddir");
	const struct nr_plugin *plugin;
	char so[512];
	void *handle;

	snprintf(so, sizeof(so), "%s/plugins/.libs/%s.so", top ? top : ".", name);
	handle = dlopen(so, RTLD_NOW | RTLD_LOCAL);
	plugin = handle ? dlsym(handle, NR_PLUGIN_SYMBOL) : NULL;
	if (!plugin) {
		fprintf(stderr, "%s\n", dlerror());
		exit(EXIT_FAILURE);
	}
	return plugin->protocols[0];
}

static void append(char *buf, size_t size, const char *line)
{
	size_t n = strlen(buf);

	snprintf(buf + n, size - n, "%s\n", line);
}

void *nr_data(const struct nr_instance *self)
{
	return self->data;
}

void nr_set_data(struct nr_instance *self, void *data)
{
	self->data = data;
}

struct ev_loop *nr_loop(const struct nr_instance *self)
{
	return self->loop;
}

void nr_get_bench(const struct nr_instance *self, struct nr_bench *out)
{
	*out = self->bench;
}

void nr_log(const struct nr_instance *self, int priority, const char *fmt, ...)
{
	struct nr_instance *me = (struct nr_instance *)(uintptr_t)self;
	char line[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	if (priority == LOG_DEBUG)
		append(me->debug, sizeof(me->debug), line);
	else
		append(me->log, sizeof(me->log), line);
}

nr_phone_id nr_sight(struct nr_instance *self, const struct nr_sighting *s)
{
	char line[1024];

	append(self->sights, sizeof(self->sights), sighting_text(s, line, sizeof(line)));
	return 1;
}
