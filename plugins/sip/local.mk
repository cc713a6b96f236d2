## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
noinst_LTLIBRARIES += plugins/sip/libsip.la
plugins_sip_libsip_la_SOURCES = \
	plugins/sip/identity.c plugins/sip/identity.h \
	plugins/sip/sip.c plugins/sip/sip.h
plugins_sip_libsip_la_LIBADD = plugins/registrar/libregistrar.la plugins/listener/liblistener.la

if SIP
plugin_LTLIBRARIES += plugins/sip.la
endif
plugins_sip_la_SOURCES = plugins/sip/plugin.c \
	plugins/sip/notify.c plugins/sip/notify.h plugins/sip/token.h
plugins_sip_la_LIBADD = plugins/sip/libsip.la $(EV_LIBS)
plugins_sip_la_LDFLAGS = $(MODULE_LINK)

EXTRA_DIST += plugins/sip/README.md
