## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Not in "make check": make tests/bench/libraryload, then tests/bench/library.sh.
EXTRA_PROGRAMS += tests/bench/libraryload
tests_bench_libraryload_SOURCES = tests/bench/libraryload.c
tests_bench_libraryload_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_bench_libraryload_LDADD = tests/phone/libfirmware.la core/libcore.la
tests_bench_libraryload_LDFLAGS = $(AM_LDFLAGS) -export-dynamic
EXTRA_DIST += tests/bench/library.sh
