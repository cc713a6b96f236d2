# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Required libraries.  All that are missing are reported at once, with the
# package that holds them on Debian and on Fedora.

# NR_PACKAGE(VARIABLE, PKG-CONFIG SPEC, DEBIAN, FEDORA)
AC_DEFUN([NR_PACKAGE], [
  PKG_CHECK_MODULES([$1], [$2], [],
    [nr_missing="$nr_missing
    $2: $3 (Debian), $4 (Fedora)"])
])

# NR_LIBRARY(VARIABLE, HEADER, LIBRARY, FUNCTION, DEBIAN, FEDORA)
# For a library without a pkg-config file.
AC_DEFUN([NR_LIBRARY], [
  nr_found=no
  AC_CHECK_HEADER([$2], [AC_CHECK_LIB([$3], [$4], [nr_found=yes; $1_LIBS=-l$3])])
  AS_IF([test $nr_found = no],
    [nr_missing="$nr_missing
    $3: $5 (Debian), $6 (Fedora)"])
  AC_SUBST([$1_LIBS])
])

# NR_HEADER(HEADER, DEBIAN, FEDORA)
# For what is a header and nothing else.
AC_DEFUN([NR_HEADER], [
  AC_CHECK_HEADER([$1], [],
    [nr_missing="$nr_missing
    $1: $2 (Debian), $3 (Fedora)"])
])

# NR_PART(NAME, CONDITIONAL, WHAT)
# A part that a small machine can do without: --without-NAME leaves it out.
AC_DEFUN([NR_PART], [
  AC_ARG_WITH([$1], [AS_HELP_STRING([--without-$1], [do not build $3])],
    [], [with_$1=yes])
  AS_CASE([$with_$1], [yes|no], [], [AC_MSG_ERROR([--with-$1 takes no value])])
  AM_CONDITIONAL([$2], [test "x$with_$1" = xyes])
  AS_IF([test "x$with_$1" = xno], [nr_without="$nr_without $1"])
])

AC_DEFUN([NR_REPORT_MISSING], [
  AS_IF([test -n "$nr_missing"],
    [AC_MSG_ERROR([these libraries are missing, install their packages:$nr_missing])])
])
