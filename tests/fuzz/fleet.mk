## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# What brokers and collected journals say.
check_PROGRAMS += tests/fuzz/fuzz_fleet
tests_fuzz_fuzz_fleet_SOURCES = tests/fuzz/fuzz_fleet.c $(FUZZ_MAIN)
tests_fuzz_fuzz_fleet_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_fuzz_fuzz_fleet_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_fleet_LDADD = core/libcore.la

TESTS += tests/fuzz/fleet.sh
EXTRA_DIST += tests/fuzz/fleet.sh tests/fuzz/seeds/fleet/lines tests/fuzz/seeds/fleet/messages
