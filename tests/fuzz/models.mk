## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# models; the modules that were built are loaded, so all of them are fuzzed
check_PROGRAMS += tests/fuzz/fuzz_loadname
tests_fuzz_fuzz_loadname_SOURCES = tests/fuzz/fuzz_loadname.c tests/unit/modules.h $(FUZZ_MAIN)
tests_fuzz_fuzz_loadname_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_fuzz_fuzz_loadname_LDADD = core/libcore.la
tests_fuzz_fuzz_loadname_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK) -export-dynamic

TESTS += tests/fuzz/loadname.sh
EXTRA_DIST += tests/fuzz/loadname.sh tests/fuzz/seeds/loadname

# A model as data.
check_PROGRAMS += tests/fuzz/fuzz_models
tests_fuzz_fuzz_models_SOURCES = tests/fuzz/fuzz_models.c $(FUZZ_MAIN)
tests_fuzz_fuzz_models_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_fuzz_fuzz_models_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_models_LDADD = core/libcore.la
TESTS += tests/fuzz/replay_models.sh
EXTRA_DIST += tests/fuzz/replay_models.sh tests/fuzz/seeds/models
