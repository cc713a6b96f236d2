/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verbs_host.c -- check-plugin, --help-conf, and the verbs that ask a running bench. */
#include <config.h>

#include "core/app.h"
#include "core/control.h"
#include "core/log.h"

#include <jansson.h>
#include <stdlib.h>

int verb_check_plugin(struct app *app, int argc, char **argv)
{
	int r = EXIT_GOOD;

	if (app->json && argc > 1) {
		log_line(LOG_ERR, PACKAGE_NAME, "check-plugin --json takes one file");
		return EXIT_USAGE;
	}
	for (int i = 0; i < argc; i++)
		if (plugins_check(argv[i], app->json) < 0)
			r = EXIT_RUNTIME;
	return r;
}

/* -- --help-conf ------------------------------------------------------------------ */

static void range_text(const struct nr_option *o, char *out, size_t size)
{
	out[0] = '\0';
	if (o->min || o->max)
		snprintf(out, size, "%u to %u", o->min, o->max);
}

static json_t *option_json(const struct nr_option *o)
{
	json_t *row = json_pack("{s:s, s:s}", "key", o->key, "type", ini_type_name(o->type));

	if (o->fallback)
		json_object_set_new(row, "default", json_string(o->fallback));
	if (o->min || o->max) {
		json_object_set_new(row, "min", json_integer(o->min));
		json_object_set_new(row, "max", json_integer(o->max));
	}
	if (o->help)
		json_object_set_new(row, "help", json_string(o->help));
	return row;
}

static void print_section(const char *section, const struct nr_option *rows, json_t *out)
{
	json_t *keys = json_array();
	char range[40];

	if (!out)
		printf("[%s]\n", section);
	for (const struct nr_option *o = rows; o && o->key; o++) {
		json_array_append_new(keys, option_json(o));
		if (out)
			continue;
		range_text(o, range, sizeof(range));
		printf("%s = %s%s%s\n", o->key, ini_type_name(o->type), range[0] ? ", " : "", range);
		if (o->fallback)
			printf("\tdefault: %s\n", o->fallback);
		if (o->help)
			printf("\t%s\n", o->help);
	}
	if (out)
		json_array_append_new(out, json_pack("{s:s, s:O}", "section", section, "keys", keys));
	else
		putchar('\n');
	json_decref(keys);
}

int verb_help_conf(struct app *app, int argc, char **argv)
{
	static const char *const none[] = { NULL };
	json_t *doc = app->json ? json_array() : NULL;
	struct plugins p;

	(void)argc;
	(void)argv;
	plugins_load(&p, none, NULL);           /* what is broken is logged */
	for (const struct config_section *s = config_sections; s->section; s++)
		print_section(s->section, s->rows, doc);
	for (size_t i = 0; i < p.protocol_count; i++)
		print_section(p.protocol[i]->protocol.type, p.protocol[i]->protocol.options, doc);
	plugins_finish(&p);
	return doc ? app_print_json(doc) : EXIT_GOOD;
}

/* -- a running bench ----------------------------------------------------------------- */

static const char *text(const json_t *object, const char *key)
{
	const char *s = json_string_value(json_object_get(object, key));

	return s ? s : "-";
}

static long long number(const json_t *object, const char *key)
{
	return (long long)json_integer_value(json_object_get(object, key));
}

/* "step 2/3 SCCP45.9-3-1SR4-1S, apps45.sbn 3%: downloading; do not unplug" */
static void print_progress(const json_t *phone)
{
	long long bytes = number(phone, "bytes"), total = number(phone, "total");

	if (number(phone, "steps") > 0)
		printf("step %lld/%lld %s, ", number(phone, "step"), number(phone, "steps"),
		       text(phone, "step_load"));
	if (json_is_string(json_object_get(phone, "file")) && total > 0)
		printf("%s %lld%%, ", text(phone, "file"), bytes * 100 / total);
	if (json_is_string(json_object_get(phone, "code")))
		printf("%s: ", text(phone, "code"));
	printf("%s", text(phone, "message"));
	if (json_is_string(json_object_get(phone, "advice")))
		printf("; %s", text(phone, "advice"));
	putchar('\n');
}

static void print_status(const json_t *doc)
{
	const json_t *phones = json_object_get(doc, "phones"), *phone;
	size_t i;

	printf("netrecover %s on %s, %s, guard %s, %zu phone%s\n", text(doc, "version"),
	       text(doc, "interface"), text(doc, "address"), text(doc, "guard"),
	       json_array_size(phones), json_array_size(phones) == 1 ? "" : "s");
	json_array_foreach(phones, i, phone) {
		printf("%-15s  %-15s  %-6s  %-8s  %s -> %s\n    ", text(phone, "name"),
		       text(phone, "ip"), text(phone, "model"), text(phone, "state"),
		       text(phone, "load"), text(phone, "target"));
		print_progress(phone);
	}
}

/* Ask @line of the bench of this configuration; the answer, or NULL with the exit status. */
static json_t *ask(struct app *app, const char *line, int *status)
{
	struct config c;
	json_t *answer;

	*status = app_config(app, &c);
	if (*status != EXIT_GOOD)
		return NULL;
	answer = control_ask(c.control, line);
	if (!answer)
		*status = EXIT_RUNTIME;
	config_finish(&c);
	return answer;
}

int verb_status(struct app *app, int argc, char **argv)
{
	int status;
	json_t *doc = ask(app, "status", &status);

	(void)argc;
	(void)argv;
	if (!doc)
		return status;
	if (app->json)
		return app_print_json(doc);
	print_status(doc);
	json_decref(doc);
	return EXIT_GOOD;
}

/* hold, resume, retry, forget: the bench does it, we send the line. */
int verb_control(struct app *app, int argc, char **argv)
{
	struct nr_mac mac;
	char line[80];
	int status;
	json_t *doc;

	(void)argc;
	if (!config_read_mac(argv[0], &mac)) {
		log_line(LOG_ERR, PACKAGE_NAME, "'%s' is not a phone: write SEP001B54AA0001 or its MAC "
			 "address", argv[0]);
		return EXIT_USAGE;
	}
	snprintf(line, sizeof(line), "%s SEP%02X%02X%02X%02X%02X%02X", app->verb, mac.b[0], mac.b[1],
		 mac.b[2], mac.b[3], mac.b[4], mac.b[5]);
	doc = ask(app, line, &status);
	if (!doc)
		return status;
	if (app->json)
		return app_print_json(doc);
	json_decref(doc);
	return EXIT_GOOD;
}
