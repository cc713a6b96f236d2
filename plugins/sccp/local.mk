## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# The pure parts, for the plugin and the tests.
noinst_LTLIBRARIES += plugins/sccp/libsccp.la
plugins_sccp_libsccp_la_SOURCES = plugins/sccp/sccp.c plugins/sccp/sccp.h
plugins_sccp_libsccp_la_LIBADD = plugins/registrar/libregistrar.la plugins/listener/liblistener.la

if SCCP
plugin_LTLIBRARIES += plugins/sccp.la
endif
plugins_sccp_la_SOURCES = plugins/sccp/plugin.c
plugins_sccp_la_LIBADD = plugins/sccp/libsccp.la $(EV_LIBS)
plugins_sccp_la_LDFLAGS = $(MODULE_LINK)

EXTRA_DIST += plugins/sccp/README.md
