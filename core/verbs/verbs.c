/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * verbs.c -- see verbs.h.  A verb that is added here is in every help and every
 * completion; the lint wants it in netrecover(8) too.
 */
#include <config.h>

#include "core/verbs/verbs.h"
#include <string.h>

const struct verb verbs_rows[] = {
	{ "init", "[FOLDER|ARCHIVE...]", "propose the interface, write bench.ini, say what is missing", verb_init, 0, -1,
	  VERBS_START,
	  "Lists what speaks for and against each interface, listens there for ten seconds, and asks once.  Firmware: "
	  "what is named, else the archives beside the new file.  Nothing that is there is overwritten." },
	{ "demo", "", "the whole job with simulated phones; nothing real is touched", verb_demo, 0, 0, VERBS_START,
	  "Needs root, or user namespaces.  Nothing is left behind." },
	{ "doctor", "", "check files, plans and machine; change nothing; also -t", verb_doctor, 0, 0,
	  VERBS_START,
	  "The worst first, each with one line that mends it.  BAD: run refuses.  LACKS: run "
	  "starts and blocks those phones (exit 6).  WAITS: run waits for it." },
	{ "run", "", "run the bench until stopped; so does no command at all", verb_run, 0, 0, VERBS_START,
	  "On a terminal a table of the phones, elsewhere lines of log.  Stop it at any time: "
	  "the next start goes on from what was proven. "
	  "With --until-done, exit 0: all done, 3: not all, 5: no phone came." },

	{ "import", "PATH... | --watch FOLDER", "take archives, folders or files into the library", verb_import, 0, -1,
	  VERBS_FIRMWARE,
	  "Every whole load goes in; the rest is named, with the reason and what to do. "
	  "Exit 0: all was taken, 6: some, 1: nothing." },
	{ "library", "", "the loads in the library and whether each is whole", verb_library, 0, 0, VERBS_FIRMWARE,
	  "SIGNED: the day on which all of it was signed; -v says why where there is none." },
	{ "plan", "[MODEL FROM [TO]]", "the upgrade path, with reasons, and what the library lacks", verb_plan, 0, 3,
	  VERBS_FIRMWARE,
	  "Without arguments: for every model of the call manager's file, and each archive that "
	  "is missing once.  FROM and TO may be written as 8.3(3) or 9.4(2)SR3." },
	{ "fetch", "HOST [NAME...]", "XMLDefault.cnf.xml, or firmware, from a call manager", verb_fetch, 1, -1,
	  VERBS_FIRMWARE,
	  "By HTTP on port 6970, else by TFTP.  With names: these files, which are imported." },

	{ "status", "[PHONE]", "what a running bench is doing, or all about one phone", verb_status, 0, 1, VERBS_BENCH,
	  "PHONE: its name, its MAC address in any spelling, or its address." },
	{ "watch", "[PHONE]", "the table of a running bench, here, until interrupted", verb_watch, 0, 1, VERBS_BENCH,
	  "Where there is no terminal, a line whenever a phone has changed; with --json an object." },
	{ "hold", "PHONE|all", "serve this phone nothing that changes it", verb_control, 1, 1, VERBS_BENCH,
	  "It is watched all the same.  One that is done stays done." },
	{ "resume", "PHONE|all|guard", "undo hold; or: the other DHCP server is gone", verb_control, 1, 1, VERBS_BENCH,
	  "" },
	{ "retry", "[--force] PHONE", "try a phone again that was refused or blocked", verb_control, 1, 1, VERBS_BENCH,
	  "One that fetches files or may be writing its flash is left alone without --force." },
	{ "forget", "[--force] PHONE", "forget all that is known about this phone", verb_control, 1, 1, VERBS_BENCH,
	  "When it is seen again the bench starts afresh with it." },
	{ "reset", "PHONE", "restart a phone that is registered with the bench", verb_control, 1, 1, VERBS_BENCH,
	  "It gets the command when it next speaks, within about a minute." },
	{ "model", "PHONE MODEL", "say which model a phone is", verb_control, 2, 2, VERBS_BENCH, "" },
	{ "load", "PHONE NAME", "say which load a phone runs", verb_control, 2, 2, VERBS_BENCH,
	  "Refused when the phone itself says something else." },
	{ "target", "PHONE LOAD", "say which load this phone shall reach", verb_control, 2, 2, VERBS_BENCH,
	  "Wins over the configuration and the call manager's file." },
	{ "note", "PHONE TEXT...", "keep a note about a phone in the journal", verb_control, 2, -1, VERBS_BENCH,
	  "The report shows it." },

	{ "web", "[--listen ADDRESS:PORT]", "a live page of the bench, to look at; never on its wire", verb_web, 0, 0,
	  VERBS_RESULTS,
	  "For a tablet beside the rack: the groups of the table, and a box that takes what a barcode scanner "
	  "types.  It waits for a bench that is not there, and ends with Ctrl-C." },
	{ "fleet", "BROKER | --journals FOLDER", "all benches that tell a broker, or whose journals are collected",
	  verb_fleet, 0, 1, VERBS_RESULTS,
	  "The table of all of them, to look at; with --listen the page; where there is no terminal it is printed "
	  "once.  How to reach the broker stands in [mqtt]." },
	{ "mqtt", "", "tell a broker what this bench does, until interrupted", verb_mqtt, 0, 0, VERBS_RESULTS,
	  "For [mqtt] in the configuration.  It tells and takes no orders, and never on the wire of the bench; what "
	  "the broker misses it is told later." },
	{ "label", "PHONE", "fill the label template and hand it to the label command", verb_control, 1, 1, VERBS_RESULTS,
	  "label = FILE and label-command = COMMAND in [bench]; without a command the label is printed." },
	{ "report", "[--html|--csv|--json|--text] [-o FILE]", "the result of a run, for the ticket", verb_report, 0, 0,
	  VERBS_RESULTS,
	  "A page for the batch and one for each phone: from, to, steps with their proof, what "
	  "was served, troubles, notes.  Without --since, --until and --run: of the last run." },

	{ "models", "", "the phone models it knows", verb_models, 0, 0, VERBS_ASK, "" },
	{ "export-model", "MODEL", "a model as an INI file, to start one's own from", verb_export_model, 1, 1, VERBS_ASK,
	  "For a folder models.d: see netrecover-models(5)." },
	{ "explain", "NAME...", "what the name of a load, file, archive or code (NR-STEP) means",
	  verb_explain, 1, -1, VERBS_ASK,
	  "Also a rule (J1), a model (7945), a version (8.3(3)).  Exit 1: one is not known." },
	{ "compare", "A B", "print <, =, > or ? (not comparable)", verb_compare, 2, 2, VERBS_ASK,
	  "Loads, or versions as people print them." },
	{ "identify", "-r CAPTURE | -i INTERFACE", "print the phones that are seen; send nothing", verb_identify, 0, 0,
	  VERBS_ASK, "On a wire a line whenever more is known about a phone." },
	{ "check-plugin", "FILE.so...", "load a plugin alone and say whether it is sound", verb_check_plugin, 1, -1,
	  VERBS_ASK, "" },
	{ "help", "[VERB]", "one screen about a command; alone, every command with its line", NULL, 0, 1,
	  VERBS_ASK, "" },
};

const size_t verbs_count = NR_ARRAY_SIZE(verbs_rows);

const struct verb *verbs_find(const char *name)
{
	for (size_t i = 0; i < verbs_count; i++)
		if (strcmp(verbs_rows[i].name, name) == 0)
			return &verbs_rows[i];
	return NULL;
}

const char *verbs_group_name(enum verb_group group)
{
	static const char *const names[VERB_GROUPS] = {
		[VERBS_START] = "Start",     [VERBS_FIRMWARE] = "Firmware", [VERBS_BENCH] = "Bench",
		[VERBS_RESULTS] = "Results", [VERBS_ASK] = "Ask",
	};

	return names[group];
}
