## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
noinst_LTLIBRARIES += plugins/http/libhttp.la
plugins_http_libhttp_la_SOURCES = plugins/http/http.c plugins/http/http.h

if HTTP
plugin_LTLIBRARIES += plugins/http.la
endif
plugins_http_la_SOURCES = plugins/http/plugin.c \
	plugins/http/delivery.c plugins/http/delivery.h \
	plugins/http/visitor.c plugins/http/visitor.h
plugins_http_la_CPPFLAGS = $(AM_CPPFLAGS) $(MHD_CFLAGS)
plugins_http_la_LIBADD = plugins/http/libhttp.la plugins/listener/liblistener.la $(MHD_LIBS) $(EV_LIBS)
plugins_http_la_LDFLAGS = $(MODULE_LINK)

EXTRA_DIST += plugins/http/README.md
