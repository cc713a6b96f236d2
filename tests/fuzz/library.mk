## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# library
check_PROGRAMS += tests/fuzz/fuzz_container
tests_fuzz_fuzz_container_SOURCES = tests/fuzz/fuzz_container.c $(FUZZ_MAIN)
tests_fuzz_fuzz_container_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_fuzz_fuzz_container_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_container_LDADD = core/libcore.la
TESTS += tests/fuzz/replay_container.sh
EXTRA_DIST += tests/fuzz/replay_container.sh tests/fuzz/seeds/container

check_PROGRAMS += tests/fuzz/fuzz_loads
tests_fuzz_fuzz_loads_SOURCES = tests/fuzz/fuzz_loads.c $(FUZZ_MAIN)
tests_fuzz_fuzz_loads_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_fuzz_fuzz_loads_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_loads_LDADD = core/libcore.la
TESTS += tests/fuzz/replay_loads.sh
EXTRA_DIST += tests/fuzz/replay_loads.sh tests/fuzz/seeds/loads

check_PROGRAMS += tests/fuzz/fuzz_xmldefault
tests_fuzz_fuzz_xmldefault_SOURCES = tests/fuzz/fuzz_xmldefault.c $(FUZZ_MAIN)
tests_fuzz_fuzz_xmldefault_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_fuzz_fuzz_xmldefault_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_xmldefault_LDADD = core/libcore.la
TESTS += tests/fuzz/replay_xmldefault.sh
EXTRA_DIST += tests/fuzz/replay_xmldefault.sh tests/fuzz/seeds/xmldefault

