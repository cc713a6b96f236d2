## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Long ones, which make check builds and does not run: see the head of each script.
check_PROGRAMS += tests/soak/cable tests/soak/storm
tests_soak_cable_SOURCES = tests/soak/cable.c
tests_soak_storm_SOURCES = tests/soak/storm.c
EXTRA_DIST += tests/soak/soak.sh tests/soak/storm.sh
