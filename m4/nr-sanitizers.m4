# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# --enable-sanitizers[=LIST], --enable-fuzzers, --enable-coverage

AC_DEFUN([NR_SANITIZERS], [
  AC_ARG_ENABLE([sanitizers],
    [AS_HELP_STRING([--enable-sanitizers@<:@=LIST@:>@], [build with sanitizers (default list: address,undefined)])],
    [nr_sanitizers=$enableval], [nr_sanitizers=no])
  AS_IF([test "x$nr_sanitizers" = xyes], [nr_sanitizers=address,undefined])
  AS_IF([test "x$nr_sanitizers" != xno],
    [NR_CFLAGS="$NR_CFLAGS -fsanitize=$nr_sanitizers -fno-sanitize-recover=all -fno-omit-frame-pointer -g"
     NR_LDFLAGS="$NR_LDFLAGS -fsanitize=$nr_sanitizers"])
  AC_SUBST([NR_LDFLAGS])
])

# The fuzz targets are always built and replay their seeds in "make check".
# With --enable-fuzzers they are linked with libFuzzer (clang only).
AC_DEFUN([NR_FUZZERS], [
  AC_ARG_ENABLE([fuzzers],
    [AS_HELP_STRING([--enable-fuzzers], [link the fuzz targets with libFuzzer (needs clang)])],
    [nr_fuzzers=$enableval], [nr_fuzzers=no])
  AS_IF([test "x$nr_fuzzers" = xyes],
    [AC_MSG_CHECKING([whether $CC has libFuzzer])
     nr_save_CFLAGS=$CFLAGS
     CFLAGS="$CFLAGS -fsanitize=fuzzer"
     AC_LINK_IFELSE([AC_LANG_SOURCE([[#include <stddef.h>
#include <stdint.h>
int LLVMFuzzerTestOneInput(const uint8_t *d, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *d, size_t n) { return d && n ? 0 : 0; }]])],
       [AC_MSG_RESULT([yes])],
       [AC_MSG_RESULT([no])
        AC_MSG_ERROR([--enable-fuzzers needs clang with libFuzzer: CC=clang and libclang-rt-dev (Debian)])])
     CFLAGS=$nr_save_CFLAGS
     NR_CFLAGS="$NR_CFLAGS -fsanitize=fuzzer-no-link"
     FUZZ_LINK="-fsanitize=fuzzer"])
  AC_SUBST([FUZZ_LINK])
  AM_CONDITIONAL([FUZZERS], [test "x$nr_fuzzers" = xyes])
])

AC_DEFUN([NR_COVERAGE], [
  AC_ARG_ENABLE([coverage],
    [AS_HELP_STRING([--enable-coverage], [build for gcov])],
    [nr_coverage=$enableval], [nr_coverage=no])
  AS_IF([test "x$nr_coverage" = xyes],
    [NR_CFLAGS="$NR_CFLAGS --coverage -O0 -g"
     NR_LDFLAGS="$NR_LDFLAGS --coverage"])
])
