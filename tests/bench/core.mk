## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Not in "make check": make tests/bench/coreload, then run it with NETRECOVER_PLUGIN_PATH set.
EXTRA_PROGRAMS += tests/bench/coreload
tests_bench_coreload_SOURCES = tests/bench/coreload.c
tests_bench_coreload_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_bench_coreload_LDADD = core/libcore.la
tests_bench_coreload_LDFLAGS = $(AM_LDFLAGS) -export-dynamic
EXTRA_DIST += tests/bench/performance.sh tests/bench/plot.awk tests/bench/recovery.sh
