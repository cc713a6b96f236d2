/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef CORE_CHECKUP_MACHINE_H
#define CORE_CHECKUP_MACHINE_H
/*
 * checkup_machine.h -- the checks of this machine: its interface, rights, ports, firewall.
 */
#include "core/verbs/checkup.h"

void checkup_machine_interface(struct checkup *c);
void checkup_machine_route(struct checkup *c);
void checkup_machine_address(struct checkup *c);
void checkup_machine_plugins(struct checkup *c);
void checkup_machine_rights(struct checkup *c);
void checkup_machine_link(struct checkup *c);
void checkup_machine_manager(struct checkup *c);
void checkup_machine_port(struct checkup *c);
void checkup_machine_firewall(struct checkup *c);

#endif
