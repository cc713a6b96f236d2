## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
core_libcore_la_SOURCES += \
	%D%/hardware.c \
	%D%/hardware.h \
	%D%/needs.c \
	%D%/needs.h \
	%D%/plan.c \
	%D%/plan.h \
	%D%/plan_store.c \
	%D%/plan_store.h \
	%D%/rule.c \
	%D%/rule.h \
	%D%/stock.c \
	%D%/stock.h \
	%D%/xmldefault.c \
	%D%/xmldefault.h \
	%D%/xmlmend.c \
	%D%/xmlmend.h \
	%D%/xmltext.c \
	%D%/xmltext.h
EXTRA_DIST += %D%/README.md
