/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_SETTINGS_H
#define CORE_SETTINGS_H
/*
 * settings.h -- bench.ini as the core understands it.  (Not autoconf's config.h,
 * which is included as <config.h> from the build folder; this one is always
 * included as "core/config/settings.h".)
 */
#include "core/config/ini.h"

enum config_target { CONFIG_TARGET_CALL_MANAGER, CONFIG_TARGET_NEWEST };

struct config_model {
	const char *name;       /* as written: "7945", "cisco-7945" */
	unsigned line;          /* 0: from --set */
	const char *target;     /* load name */
};

struct config_phone {
	struct nr_mac mac;
	unsigned line;          /* 0: from --set */
	const char *target;     /* or NULL */
	const char *load;       /* what it runs now, when nobody can see it; or NULL */
	bool hold;
	const char *power_cycle;        /* a command; "no": none for this phone; or NULL */
	const char *switch_port;        /* told to that command; or NULL */
};

struct config {
	struct ini ini;
	const char *interface;  /* or NULL */
	unsigned vlan;          /* 0: none */
	struct in_addr address; /* zero: not set */
	unsigned prefix;        /* 24; 0: not set */
	const char *library, *state, *control;  /* absolute or relative to the working folder */
	const char **plugins, **models;         /* NULL-terminated; NULL: all installed */
	const char *call_manager;               /* path, or NULL */
	enum config_target target;
	bool serve_all;
	const char *user;
	const char *power_cycle;                /* a command, or NULL */
	struct config_model *model;     size_t model_count;
	struct config_phone *phone;     size_t phone_count;
};

/*
 * Read @path (NULL: no file) and the --set assignments.  Returns 0, -EINVAL
 * with the errors in @out->ini.errors, or -ENOMEM; config_finish() is right
 * after each.  Sections of plugins are left for ini_apply() by their
 * owners, and config_check_unused() reports what nobody knew, afterwards.
 */
int config_load(struct config *out, const char *path, const char *const *sets, size_t set_count);
void config_finish(struct config *c);

const struct config_phone *config_phone(const struct config *c, const struct nr_mac *mac);

/* "SEP001B54AA0001", "00:1b:54:aa:00:01", "001b.54aa.0001", "001b54aa0001". */
bool config_read_mac(const char *text, struct nr_mac *out);

/* The sections of the core; no plugin may own one of that name. */
#define SETTINGS_SECTIONS { "bench", "model", "phone" }
bool settings_is_own(const char *section);

/* The rows of the core's own sections, for --help-conf; ends with a NULL section. */
struct config_section {
	const char *section;            /* "bench", "model NAME" */
	const struct nr_option *rows;
};
extern const struct config_section config_sections[];

#endif
