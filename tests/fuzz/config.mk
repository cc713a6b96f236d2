## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# config
check_PROGRAMS += tests/fuzz/fuzz_ini
tests_fuzz_fuzz_ini_SOURCES = tests/fuzz/fuzz_ini.c $(FUZZ_MAIN)
tests_fuzz_fuzz_ini_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_fuzz_fuzz_ini_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_ini_LDADD = core/libcore.la
TESTS += tests/fuzz/replay_ini.sh
EXTRA_DIST += tests/fuzz/replay_ini.sh tests/fuzz/seeds/ini
