## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
core_libcore_la_SOURCES += \
	%D%/app.c \
	%D%/app.h \
	%D%/ask.c \
	%D%/ask.h \
	%D%/broker_start.c \
	%D%/broker_start.h \
	%D%/check_calls.c \
	%D%/check_calls.h \
	%D%/check_life.c \
	%D%/check_life.h \
	%D%/check_plugin.c \
	%D%/check_plugin.h \
	%D%/check_sandbox.c \
	%D%/check_sandbox.h \
	%D%/check_stage.c \
	%D%/check_stage.h \
	%D%/checklist.c \
	%D%/checklist.h \
	%D%/checkup.c \
	%D%/checkup.h \
	%D%/checkup_files.c \
	%D%/checkup_files.h \
	%D%/checkup_machine.c \
	%D%/checkup_machine.h \
	%D%/checkup_wire.c \
	%D%/checkup_wire.h \
	%D%/columns.c \
	%D%/columns.h \
	%D%/demo.c \
	%D%/desk.c \
	%D%/desk.h \
	%D%/doctor.c \
	%D%/explain_stock.c \
	%D%/explain_stock.h \
	%D%/help.c \
	%D%/help.h \
	%D%/identify.c \
	%D%/identify_print.c \
	%D%/identify_print.h \
	%D%/import_print.c \
	%D%/import_print.h \
	%D%/import_watch.c \
	%D%/import_watch.h \
	%D%/needs_print.c \
	%D%/needs_print.h \
	%D%/options.c \
	%D%/options.h \
	%D%/run.c \
	%D%/screen.c \
	%D%/screen.h \
	%D%/self.c \
	%D%/self.h \
	%D%/verb_bench.c \
	%D%/verb_fetch.c \
	%D%/verb_fleet.c \
	%D%/verb_host.c \
	%D%/verb_init.c \
	%D%/verb_knowledge.c \
	%D%/verb_library.c \
	%D%/verb_mqtt.c \
	%D%/verb_plan.c \
	%D%/verb_report.c \
	%D%/verb_web.c \
	%D%/verbs.c \
	%D%/verbs.h \
	%D%/view.c \
	%D%/view.h \
	%D%/web_place.c \
	%D%/web_place.h \
	%D%/web_start.c \
	%D%/web_start.h

sbin_PROGRAMS += netrecover
netrecover_SOURCES = %D%/main.c %D%/wrap.c %D%/wrap.h
netrecover_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
netrecover_LDADD = core/libcore.la $(EV_LIBS) $(JANSSON_LIBS) $(XML_LIBS)
# Plugins resolve the functions of core/serve/instance.c in the program itself.
# wrap.c stands around the allocator.
netrecover_LDFLAGS = $(AM_LDFLAGS) -export-dynamic -Wl,--wrap=malloc -Wl,--wrap=calloc \
	-Wl,--wrap=realloc -Wl,--wrap=reallocarray -Wl,--wrap=strdup -Wl,--wrap=strndup \
	-Wl,--wrap=open_memstream -Wl,--wrap=asprintf -Wl,--wrap=vasprintf \
	-Wl,--wrap=__asprintf_chk -Wl,--wrap=__vasprintf_chk

EXTRA_DIST += %D%/README.md
