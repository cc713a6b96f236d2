## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# What the plugins share that stand in for a call manager.
noinst_LTLIBRARIES += plugins/registrar/libregistrar.la
plugins_registrar_libregistrar_la_SOURCES = \
	plugins/registrar/alarm.c plugins/registrar/alarm.h \
	plugins/registrar/registrant.c plugins/registrar/registrant.h \
	plugins/registrar/restart.c plugins/registrar/restart.h
EXTRA_DIST += plugins/registrar/README.md
