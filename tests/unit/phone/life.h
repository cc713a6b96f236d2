/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef TESTS_LIFE_H
#define TESTS_LIFE_H
/*
 * life.h -- the life of one 7945 on a bench, event by event, with the real models
 * and a real (synthetic) library, without a network and without waiting.
 */
#include "core/phone/bench.h"

#include <ftw.h>
#include <sys/stat.h>

#define OLD "SCCP45.8-3-3S"
#define STONE "SCCP45.8-5-2S"
#define MIDDLE "SCCP45.9-3-1SR4-1S"
#define GOAL "SCCP45.9-4-2SR3-1S"
#define CONFIG "SEP001B54AA0001.cnf.xml"
#define CLASS "Cisco Systems, Inc. IP Phone CP-7945G"

/* The bench, its library's folder, its clock, and the phone's address. */
extern int64_t now_ms;
/* So far the wall clock was set since: forward, or back. */
extern int64_t wall_ahead_ms;
extern char folder[];
extern struct plugins plugins;
extern struct settings config;
extern struct library library;
extern struct xmldefault defaults;
extern struct bench bench;
extern const struct nr_mac mac;

/* A bench with these loads, and @goal for every 7945; setup(): the last three steps. */
void setup_with(const char *const *loads, const char *goal);
void setup(void);
void teardown(void);

/* For nftw(): remove what it finds. */
int remove_entry(const char *path, const struct stat *st, int type, struct FTW *ftw);

/* The bench keeps a journal in the folder, whose descriptor is returned; journal_ends() closes both. */
int journal_begins(void);
void journal_ends(int dirfd);

/* Put synthetic releases of these loads into the folder. */
void make_library(const char *const *loads);

struct phone *the_phone(void);

/* What is heard of it. */
void sight(enum nr_source source, enum nr_fact fact, const char *text, enum nr_fact fact2,
	   const char *text2);
void cdp(const char *load);
void boots(const char *class);
/* It starts, and then says what it runs. */
void back(const char *load);
void registers(void);

/* Ask for a file, as a plugin does, which tells what it did; and have it whole. */
bool asks(const char *name, struct nr_file *f);
void receives(struct nr_file *f);

/* Both; true when it was served. */
bool takes(const char *name);

/* The configuration that it gets names this load (NULL: none). */
void config_names(const char *load);

void takes_images(const char *build);
void takes_load(const char *load, const char *build);

#endif
