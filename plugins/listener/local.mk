## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Sockets of the plugins that listen; linked into each.
noinst_LTLIBRARIES += plugins/listener/liblistener.la
plugins_listener_liblistener_la_SOURCES = \
	plugins/listener/connection.c plugins/listener/connection.h \
	plugins/listener/listener.c plugins/listener/listener.h
EXTRA_DIST += plugins/listener/README.md
