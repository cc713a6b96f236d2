/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_SETTINGS_H
#define CORE_SETTINGS_H
/*
 * settings.h -- bench.ini as the core understands it.
 */
#include "core/config/ini.h"

#define SETTINGS_NAME_MAX 63

enum settings_target { SETTINGS_TARGET_CALL_MANAGER, SETTINGS_TARGET_NEWEST };

struct settings_model {
	const char *name;       /* as written: "7945", "cisco-7945" */
	unsigned line;          /* 0: from --set */
	const char *target;     /* load name */
};

struct settings_phone {
	struct nr_mac mac;
	unsigned line;          /* 0: from --set */
	const char *target;     /* or NULL */
	const char *model;      /* when its own words are ambiguous or missing; or NULL */
	const char *load;       /* what it runs now, when nobody can see it; or NULL */
	bool hold;
	const char *power_cycle;        /* a command; "no": none for this phone; or NULL */
	const char *switch_port;        /* given to that command; or NULL */
};

/* [mqtt]: whom a bench tells. */
struct settings_mqtt {
	const char *broker;     /* HOST, HOST:PORT, mqtts://HOST; NULL: nobody */
	const char *topic;      /* that all of its topics begin with */
	const char *user, *password_file;       /* or NULL */
	const char *ca, *certificate, *key;     /* paths, or NULL */
	uint32_t keep_alive;    /* seconds */
};

struct settings {
	struct ini ini;
	const char *interface;  /* or NULL */
	unsigned vlan;          /* 0: none */
	struct in_addr address; /* zero: not set */
	unsigned prefix;        /* 24; 0: not set */
	const char *library, *state, *control, *view;  /* absolute or relative to the working folder */
	const char **plugins, **models;         /* NULL-terminated; NULL: all installed */
	const char *call_manager;               /* path, or NULL */
	enum settings_target target;
	bool missing_newest;    /* a model that the call manager's file does not name: the newest
				 * load; else it is left alone */
	bool downgrade;         /* may the call manager's file take a phone to an older load? */
	bool protocol_change;   /* ... to another protocol? */
	bool serve_all;
	bool serve_named;       /* only phones with a section of their own: settings_read_named() */
	const char *user;
	const char *name;                       /* of the bench: letters, digits, blanks and ._- */
	const char *metrics;                    /* path, or NULL */
	bool sandbox;                           /* close the bench in while it serves */
	const char *on_done, *on_trouble, *on_end, *label_command;      /* commands, or NULL */
	const char *label;                      /* path, or NULL */
	uint64_t journal_size;                  /* bytes */
	uint32_t devices;                       /* that it knows at most */
	const char *power_cycle;                /* a command, or NULL */
	bool default_route;                     /* the interface may carry it */
	const char **allow;                     /* on the wire; NULL-terminated, or NULL */
	struct settings_mqtt mqtt;
	struct settings_model *model;     size_t model_count;
	struct settings_phone *phone;     size_t phone_count;
};

/*
 * Read @path (NULL: no file) and the --set assignments.  Returns 0, -EINVAL
 * with the errors in @out->ini.errors, or -ENOMEM; settings_finish() is right
 * after each.  Sections of plugins are left for ini_value_apply() by their
 * owners, and sections_check_unused() then reports what was not known.
 */
int settings_load(struct settings *out, const char *path, const char *const *sets,
		  size_t set_count);
void settings_finish(struct settings *c);

/*
 * A plugin says of this key of its section that "no" limits the bench to phones with a section of their
 * own (nr_protocol.serve_named).  What contradicts that goes to @c->ini.errors.
 */
void settings_read_named(struct settings *c, const char *section, const char *key);

/* Is a model left alone that the call manager's file, where there is one, does not name? */
static inline bool settings_leaves_missing(const struct settings *c)
{
	return c->target == SETTINGS_TARGET_CALL_MANAGER && !c->missing_newest;
}

/* The file that runs for the command: one with a slash is relative to the folder of the
 * configuration; else as command_find() says. */
struct command;
int settings_program(struct settings *c, const struct command *k, char *out, size_t size);
/* Can the command @text be run with the present rights?  NULL, or why not; @out: the file. */
const char *settings_command_fault(struct settings *c, const char *text, char *out, size_t size);

const struct settings_phone *settings_phone(const struct settings *c, const struct nr_mac *mac);
/* Beside a site's DHCP server: not one of the phones that the operator named, so it is not
 * the bench's to serve.  @section: what settings_phone() finds for it. */
static inline bool settings_leaves(const struct settings *c, const struct settings_phone *section)
{
	return c->serve_named && !section;
}

/* What may be allowed on the wire, beside an address. */
#define SETTINGS_NEIGHBOURS { "router", "call-manager", "devices" }
/* Is a device of that kind, or this one by its address, allowed on the wire? */
bool settings_allows(const struct settings *c, const char *kind, struct in_addr ip, const struct nr_mac *mac);

/* The sections of the core; no plugin may own one of that name. */
#define SETTINGS_SECTIONS { "bench", "model", "mqtt", "phone" }
bool settings_is_own(const char *section);

/* The rows of the core's own sections, for --help-conf; ends with a NULL section. */
struct settings_section {
	const char *section;            /* "bench", "model NAME" */
	const struct nr_option *rows;
};
extern const struct settings_section settings_sections[];

#endif
