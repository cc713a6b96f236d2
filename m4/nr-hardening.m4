# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# What a distribution's build flags give, also for who types ./configure && make.  Each
# flag only when compiler and linker know it; a flag of the user's CFLAGS comes later and wins.

# NR_LD_FLAG(FLAG, VARIABLE)
AC_DEFUN([NR_LD_FLAG], [
  AC_MSG_CHECKING([whether the linker accepts $1])
  nr_save_LDFLAGS=$LDFLAGS
  LDFLAGS="$LDFLAGS -Werror $1"
  AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
    [AC_MSG_RESULT([yes]); $2="$$2 $1"], [AC_MSG_RESULT([no])])
  LDFLAGS=$nr_save_LDFLAGS
])

# The C library checks lengths only in optimised code, and warns without: hence the header.
# Sanitizers look closer themselves, and are blinded by it.
AC_DEFUN([NR_FORTIFY], [
  AS_IF([test "x$nr_sanitizers$nr_coverage$nr_fuzzers" = xnonono],
    [AC_MSG_CHECKING([whether _FORTIFY_SOURCE is of use])
     nr_save_CFLAGS=$CFLAGS
     CFLAGS="$CFLAGS -Werror -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3"
     AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[#include <string.h>]], [])],
       [AC_MSG_RESULT([yes]); NR_CFLAGS="$NR_CFLAGS -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3"],
       [AC_MSG_RESULT([no])])
     CFLAGS=$nr_save_CFLAGS])
])

AC_DEFUN([NR_HARDENING], [
  NR_CC_FLAG([-fcf-protection], [NR_CFLAGS])
  NR_LD_FLAG([-Wl,-z,relro], [NR_LDFLAGS])
  NR_LD_FLAG([-Wl,-z,now], [NR_LDFLAGS])
  NR_LD_FLAG([-Wl,-z,noexecstack], [NR_LDFLAGS])
  NR_LD_FLAG([-Wl,--as-needed], [NR_LDFLAGS])
  NR_FORTIFY
  dnl Programs at any address: what compilers of distributions do by themselves.  libtool
  dnl puts -fPIC behind -fPIE for modules; -pie is for programs alone.
  NR_PROGRAM_LDFLAGS=
  AS_IF([test "x$nr_sanitizers$nr_fuzzers" = xnono],
    [NR_CC_FLAG([-fPIE], [NR_CFLAGS])
     NR_LD_FLAG([-pie], [NR_PROGRAM_LDFLAGS])])
  AC_SUBST([NR_PROGRAM_LDFLAGS])
  AC_SUBST([NR_CFLAGS])
  AC_SUBST([NR_LDFLAGS])
])
