## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Not in "make check": make tests/bench/screenload; its head says how it is run.
EXTRA_PROGRAMS += tests/bench/screenload
tests_bench_screenload_SOURCES = tests/bench/screenload.c
tests_bench_screenload_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_bench_screenload_LDADD = core/libcore.la $(EV_LIBS)
tests_bench_screenload_LDFLAGS = $(AM_LDFLAGS) -export-dynamic
