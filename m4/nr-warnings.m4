# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Warnings and hardening, each flag only when the compiler knows it.
# -Werror is never set here: say make CFLAGS+=-Werror, as CI does.

# NR_CC_FLAG(FLAG, VARIABLE)
AC_DEFUN([NR_CC_FLAG], [
  AC_MSG_CHECKING([whether $CC accepts $1])
  nr_save_CFLAGS=$CFLAGS
  CFLAGS="$CFLAGS -Werror $1"
  AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [])],
    [AC_MSG_RESULT([yes]); $2="$$2 $1"], [AC_MSG_RESULT([no])])
  CFLAGS=$nr_save_CFLAGS
])

AC_DEFUN([NR_WARNINGS], [
  NR_CFLAGS=
  m4_foreach_w([nr_flag], [-std=gnu11 -Wall -Wextra -Wshadow -Wformat=2 -Wstrict-prototypes
      -Wmissing-prototypes -Wpointer-arith -Wcast-qual -Wundef -Wvla -Wwrite-strings
      -Wswitch-enum -Wcovered-switch-default
      -fvisibility=hidden -fstack-protector-strong -fstack-clash-protection],
    [NR_CC_FLAG(nr_flag, [NR_CFLAGS])])
  AC_SUBST([NR_CFLAGS])
])
