/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* code.c -- see code.h. */
#include <config.h>

#include "core/base/code.h"

#include <string.h>
#include <strings.h>

static const struct code_row rows[CODE_COUNT] = {
	[CODE_ADDRESS] = {
		"NR-ADDRESS", "The bench's own address is no longer on its interface, so no phone reaches the bench.",
		CODE_ACTOR_OPERATOR,
		"The bench puts it back; keep NetworkManager or networkd off that interface.",
	},
	[CODE_AMBIG] = {
		"NR-AMBIG", "Two models claim this device, so it is served nothing that changes it.",
		CODE_ACTOR_OPERATOR,
		"Look at the label of the phone and write its load into its section of the configuration, "
		"or leave the wrong model out of the list of models.",
	},
	[CODE_BESIDE] = {
		"NR-BESIDE", "The bench leases nothing, beside a site's DHCP server; it serves only phones with a section.",
		CODE_ACTOR_NOBODY,
		"That is what serve = no in [dhcp] asks for; at a bench of its own, take it out.",
	},
	[CODE_CFG] = {
		"NR-CFG", "The phone reads the configuration of the bench and registers, but does not take the "
		"load in it.",
		CODE_ACTOR_OPERATOR,
		"Reset the phone to factory defaults: it usually holds a trust list or settings of its own.",
	},
	[CODE_CROWD] = {
		"NR-CROWD", "More devices are heard than the bench has room for, most of them in one way only.",
		CODE_ACTOR_NETWORK,
		"Somebody on this wire makes up addresses, or the bench is connected to a larger network: take it off.",
	},
	[CODE_CYCLE] = {
		"NR-CYCLE", "The phone stayed stalled, so the power-cycle command was run, or should have been.",
		CODE_ACTOR_BENCH,
		"When the line says that the command failed, or that it was the last time, check whether the "
		"phone has power.",
	},
	[CODE_DONE] = {
		"NR-DONE", "The phone has proven that it runs its target.",
		CODE_ACTOR_NOBODY,
		"Once its row says safe to move, it can be moved to its place.",
	},
	[CODE_DOWN] = {
		"NR-DOWN", "The call manager's file names an older load than the phone runs, or one whose age is not known.",
		CODE_ACTOR_OPERATOR,
		"Name it with the command target, or write downgrade = yes, if that is meant.",
	},
	[CODE_FIREWALL] = {
		"NR-FIREWALL", "The requests of the phone are on the wire and do not reach the program.",
		CODE_ACTOR_OPERATOR,
		"A firewall on this machine drops them: netrecover -t names the rule and how to let UDP 67 and 69 pass.",
	},
	[CODE_FIXED] = {
		"NR-FIXED", "The phone is on the wire and never asked for an address.",
		CODE_ACTOR_OPERATOR,
		"Set DHCP Enabled to Yes in its network settings, or reset it to factory defaults.",
	},
	[CODE_GONE] = {
		"NR-GONE", "The phone has been silent for longer than its present phase takes.",
		CODE_ACTOR_OPERATOR,
		"Check its cable and its power supply; if it was writing its flash, wait some more minutes "
		"before you unplug it.",
	},
	[CODE_HELD] = {
		"NR-HELD", "The phone is held: it is watched and gets nothing that would change it.",
		CODE_ACTOR_OPERATOR,
		"The command resume ends this, or hold = no in its section of the configuration.",
	},
	[CODE_HTTP] = {
		"NR-HTTP", "A transfer by HTTP broke off; the line has the reason.",
		CODE_ACTOR_BENCH,
		"The phone asks again; if it happens again and again, suspect the cable or the switch.",
	},
	[CODE_JOURNAL] = {
		"NR-JOURNAL", "The journal cannot be written: phones are served, and what happens is lost with a restart.",
		CODE_ACTOR_OPERATOR,
		"Make room on the disk of the state folder, or put the folder back; the bench then writes down what it knows.",
	},
	[CODE_LIB] = {
		"NR-LIB", "The library lacks a load of the plan, or a file that a load lists.",
		CODE_ACTOR_OPERATOR,
		"Get the archive that the line names and import it; the bench then goes on by itself.",
	},
	[CODE_LINK] = {
		"NR-LINK", "The bench's interface has no carrier, was set down, or was taken off the machine.",
		CODE_ACTOR_OPERATOR,
		"Check the cable of the bench and the power of its switch; put an interface that is gone back: the bench "
		"goes on by itself.",
	},
	[CODE_MODEL] = {
		"NR-MODEL", "The device is a phone, and no plugin is sure which model it is.",
		CODE_ACTOR_OPERATOR,
		"Say it with the command model, or with model = in its section of the configuration.",
	},
	[CODE_MQTT] = {
		"NR-MQTT", "A broker cannot be reached, refuses or confirms nothing, or says what is not understood; benches go "
		"on untouched.",
		CODE_ACTOR_NETWORK,
		"Look at the broker and at [mqtt]: name, user, certificate; what it missed it is told when it answers.",
	},
	[CODE_NOPLAN] = {
		"NR-NOPLAN", "No way leads from the running load to the target, or there is no target.",
		CODE_ACTOR_OPERATOR,
		"The line says why; name another target for the phone or its model, or take what the call "
		"manager's file does not name to the newest load: target-missing = newest.",
	},
	[CODE_NOTFTP] = {
		"NR-NOTFTP", "The phone has an address and asks the bench for no file.",
		CODE_ACTOR_OPERATOR,
		"Erase the alternate TFTP server in the menu of the phone, or reset the phone to factory "
		"defaults.",
	},
	[CODE_OFFER] = {
		"NR-OFFER", "The phone asks for an address again and again and takes none of the offers.",
		CODE_ACTOR_NETWORK,
		"Check cable, VLAN and port of the switch between the bench and the phone.",
	},
	[CODE_OPTION] = {
		"NR-OPTION", "The DHCP server beside the bench sends no phones here: option 150 is another one or missing.",
		CODE_ACTOR_NETWORK,
		"Set option 150 of that scope to the address of the bench, for as long as the phones are recovered.",
	},
	[CODE_POOL] = {
		"NR-POOL", "Every address of the pool is in use, and a device that may have one gets none.",
		CODE_ACTOR_OPERATOR,
		"Configure a larger pool or a shorter lease.",
	},
	[CODE_PROTO] = {
		"NR-PROTO", "The call manager's file names a load of another protocol than the phone has.",
		CODE_ACTOR_OPERATOR,
		"Name it with the command target, or write protocol-change = yes, if that is meant.",
	},
	[CODE_ROGUE] = {
		"NR-ROGUE", "Another DHCP server is on this wire; nobody gets a new address and no step begins until it is gone.",
		CODE_ACTOR_NETWORK,
		"Disconnect the bench from the other network, or take that server off this wire; the bench goes "
		"on by itself, or at 'netrecover resume guard'.",
	},
	[CODE_STEP] = {
		"NR-STEP", "The phone fetched what it was offered and did not install it.",
		CODE_ACTOR_OPERATOR,
		"The line says what to suspect: how the load is signed, the hardware of the phone, or its power "
		"supply.",
	},
	[CODE_TFTP] = {
		"NR-TFTP", "A transfer by TFTP broke off; the line has the reason.",
		CODE_ACTOR_BENCH,
		"The phone asks again; if it happens again and again, suspect the cable or the switch.",
	},
	[CODE_TRUST] = {
		"NR-TRUST", "The phone holds a trust list of another cluster and ignores what the bench says.",
		CODE_ACTOR_OPERATOR,
		"Erase the trust list in the menu of the phone, or reset the phone to factory defaults.",
	},
	[CODE_UNHEARD] = {
		"NR-UNHEARD", "The phone repeats its requests: the answers of the bench do not reach it.",
		CODE_ACTOR_NETWORK,
		"Check cable and port, and whether a firewall on this machine drops what the bench sends.",
	},
	[CODE_UNKNOWN] = {
		"NR-UNKNOWN", "The load that the phone runs is not known, so nothing is offered yet.",
		CODE_ACTOR_BENCH,
		"If the phone never shows its load, write it into its section of the configuration.",
	},
	[CODE_VLAN] = {
		"NR-VLAN", "The phone asks for its address on a VLAN that the bench does not serve.",
		CODE_ACTOR_NETWORK,
		"Give the port of the switch the VLAN of the bench and clear the setting in the phone, or write "
		"the VLAN of the phone into the configuration.",
	},
	[CODE_WAIT] = {
		"NR-WAIT", "The phone has fetched everything and is writing its flash, or restarts.",
		CODE_ACTOR_NOBODY,
		"Do not unplug it: several minutes without any sign of life are normal; once it is overdue, do what its "
		"line says.",
	},
};

const struct code_row *code_row(enum code code)
{
	return &rows[code];
}

const char *code_text(enum code code)
{
	return rows[code].text;
}

enum code code_find(const char *text)
{
	enum code code = 0;

	while (code < CODE_COUNT && strcasecmp(rows[code].text, text) != 0)
		code++;
	return code;
}

const char *code_remedy(const char *text)
{
	enum code code = code_find(text);

	return code < CODE_COUNT ? rows[code].remedy : NULL;
}

enum code code_of_transfer(const char *protocol)
{
	return !protocol || strcmp(protocol, "tftp") == 0 ? CODE_TFTP : CODE_HTTP;
}

const char *code_actor_name(enum code_actor actor)
{
	static const char *const names[] = {
		[CODE_ACTOR_NOBODY] = "nobody", [CODE_ACTOR_BENCH] = "bench",
		[CODE_ACTOR_OPERATOR] = "operator", [CODE_ACTOR_NETWORK] = "network",
	};

	return names[actor];
}
