## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
core_libcore_la_SOURCES += \
	%D%/callback.c \
	%D%/callback.h \
	%D%/formats.c \
	%D%/formats.h \
	%D%/knowledge.c \
	%D%/knowledge.h \
	%D%/model.c \
	%D%/model.h \
	%D%/model_data.c \
	%D%/model_data.h \
	%D%/model_export.c \
	%D%/model_export.h \
	%D%/names.c \
	%D%/names.h \
	%D%/plugin_copy.c \
	%D%/plugin_copy.h \
	%D%/plugin_file.c \
	%D%/plugin_file.h \
	%D%/plugin_list.c \
	%D%/plugin_list.h \
	%D%/plugin_trust.c \
	%D%/plugin_trust.h \
	%D%/plugins.c \
	%D%/plugins.h \
	%D%/rows.c \
	%D%/rows.h \
	%D%/sections.c \
	%D%/sections.h \
	%D%/soundness.c \
	%D%/soundness.h \
	%D%/spelling.c \
	%D%/spelling.h \
	%D%/trial.c \
	%D%/trial.h \
	%D%/version.c \
	%D%/version.h
EXTRA_DIST += %D%/README.md
