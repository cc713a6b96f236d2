/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* checklist.c -- see checklist.h. */
#include <config.h>

#include "core/verbs/checklist.h"
#include "core/verbs/checkup_files.h"
#include "core/verbs/checkup_machine.h"
#include "core/verbs/checkup_wire.h"

enum checklist_who {
	CHECKLIST_BOTH,
	CHECKLIST_DOCTOR,       /* a run finds it out by itself, or does not depend on it */
};

static const struct check {
	const char *name;
	void (*look)(struct checkup *c);
	enum checklist_who who;
	const char *needs[4];   /* that none of these is BAD, or waits, or is itself not checked */
} checks[] = {
	{ "configuration", checkup_files_configuration, CHECKLIST_BOTH, { NULL } },
	{ "user", checkup_files_user, CHECKLIST_BOTH, { "configuration" } },
	{ "library", checkup_files_library, CHECKLIST_BOTH, { "configuration" } },
	{ "call-manager", checkup_files_call_manager, CHECKLIST_BOTH, { "configuration" } },
	{ "plan", checkup_files_plan, CHECKLIST_DOCTOR, { "configuration", "library", "call-manager" } },
	{ "power-cycle", checkup_files_power, CHECKLIST_BOTH, { "configuration", "user" } },
	{ "commands", checkup_files_commands, CHECKLIST_BOTH, { "configuration", "user" } },
	{ "control", checkup_files_control, CHECKLIST_BOTH, { "configuration" } },
	{ "state", checkup_files_state, CHECKLIST_BOTH, { "configuration" } },
	{ "interface", checkup_machine_interface, CHECKLIST_BOTH, { "configuration" } },
	{ "route", checkup_machine_route, CHECKLIST_BOTH, { "interface" } },
	{ "address", checkup_machine_address, CHECKLIST_BOTH, { "interface" } },
	{ "plugins", checkup_machine_plugins, CHECKLIST_BOTH, { "interface", "user" } },
	{ "rights", checkup_machine_rights, CHECKLIST_BOTH, { "interface", "plugins" } },
	{ "link", checkup_machine_link, CHECKLIST_BOTH, { "interface" } },
	{ "manager", checkup_machine_manager, CHECKLIST_DOCTOR, { "interface" } },
	{ "port", checkup_machine_port, CHECKLIST_BOTH, { "plugins", "control" } },
	{ "firewall", checkup_machine_firewall, CHECKLIST_DOCTOR, { "plugins" } },
	{ "wire", checkup_wire_neighbours, CHECKLIST_BOTH, { "link", "control", "rights" } },
	{ "guard", checkup_wire_guard, CHECKLIST_DOCTOR, { "link", "rights", "port", "dhcp" } },
};

static const struct check *find_check(const char *name)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(checks); i++)
		if (strcmp(checks[i].name, name) == 0)
			return &checks[i];
	return NULL;
}

/* The need that is not met; NULL: none. */
static const char *unmet(const struct checkup *c, const struct check *k)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(k->needs) && k->needs[i]; i++) {
		enum nr_answer a = findings_answer(&c->found, k->needs[i]);

		if (a == NR_ANSWER_BAD || a == NR_ANSWER_WAITS || a == NR_ANSWER_UNCHECKED)
			return k->needs[i];
	}
	return NULL;
}

/* The first cause: what is unmet may be so because of another. */
static const char *cause_of(const struct checkup *c, const char *need)
{
	const struct check *k;
	const char *next = need;

	while (next) {
		need = next;
		k = findings_answer(&c->found, need) == NR_ANSWER_UNCHECKED ? find_check(need) : NULL;
		next = k ? unmet(c, k) : NULL;
	}
	return need;
}

void checklist_run(struct checkup *c)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(checks); i++) {
		const struct check *k = &checks[i];
		const char *need = unmet(c, k);

		if (c->starting && k->who == CHECKLIST_DOCTOR)
			continue;
		c->now = k->name;
		if (need)
			checkup_find(c, NR_ANSWER_UNCHECKED, 0, NULL, "it builds on %s, which is not well", cause_of(c, need));
		else
			k->look(c);
	}
}
