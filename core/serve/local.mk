## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
core_libcore_la_SOURCES += \
	%D%/answer.c \
	%D%/answer.h \
	%D%/cnfxml.c \
	%D%/cnfxml.h \
	%D%/control.c \
	%D%/control.h \
	%D%/hook.c \
	%D%/hook.h \
	%D%/idle.c \
	%D%/idle.h \
	%D%/instance.c \
	%D%/instance.h \
	%D%/metrics.c \
	%D%/metrics.h \
	%D%/orders.c \
	%D%/orders.h \
	%D%/pickup.c \
	%D%/pickup.h \
	%D%/reach.c \
	%D%/reach.h \
	%D%/rewire.c \
	%D%/rewire.h \
	%D%/reset.c \
	%D%/reset.h \
	%D%/rogue.c \
	%D%/rogue.h \
	%D%/status.c \
	%D%/status.h \
	%D%/wire.c \
	%D%/wire.h \
	%D%/terms.c \
	%D%/terms.h
EXTRA_DIST += %D%/README.md
