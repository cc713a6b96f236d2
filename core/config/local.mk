## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
core_libcore_la_SOURCES += \
	%D%/ini.c \
	%D%/ini.h \
	%D%/ini_value.c \
	%D%/ini_value.h \
	%D%/settings.c \
	%D%/settings.h
EXTRA_DIST += %D%/README.md
