## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# The pure part, for the plugin and the tests.
noinst_LTLIBRARIES += plugins/probe/libprobe.la
plugins_probe_libprobe_la_SOURCES = plugins/probe/page.c plugins/probe/page.h
plugins_probe_libprobe_la_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS)
plugins_probe_libprobe_la_LIBADD = $(XML_LIBS)

if PROBE
plugin_LTLIBRARIES += plugins/probe.la
endif
plugins_probe_la_SOURCES = plugins/probe/plugin.c
plugins_probe_la_CPPFLAGS = $(AM_CPPFLAGS) $(CURL_CFLAGS)
plugins_probe_la_LIBADD = plugins/probe/libprobe.la plugins/registrar/libregistrar.la $(CURL_LIBS) $(EV_LIBS)
plugins_probe_la_LDFLAGS = $(MODULE_LINK)

EXTRA_DIST += plugins/probe/README.md
