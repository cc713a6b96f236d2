## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
core_libcore_la_SOURCES += \
	%D%/mask.c \
	%D%/mask.h \
	%D%/record.c \
	%D%/record.h \
	%D%/report_csv.c \
	%D%/report_csv.h \
	%D%/report_html.c \
	%D%/report_html.h \
	%D%/report_json.c \
	%D%/report_json.h \
	%D%/report_text.c \
	%D%/report_text.h \
	%D%/report.c \
	%D%/report.h \
	%D%/timeline.c \
	%D%/timeline.h
EXTRA_DIST += %D%/README.md
