## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# The pure parts, for the plugin, the tests and the benchmark.
noinst_LTLIBRARIES += plugins/tftp/libtftp.la
plugins_tftp_libtftp_la_SOURCES = \
	plugins/tftp/netascii.c plugins/tftp/netascii.h \
	plugins/tftp/tftp.c plugins/tftp/tftp.h \
	plugins/tftp/session.c plugins/tftp/session.h \
	plugins/tftp/transfer.c plugins/tftp/transfer.h
plugins_tftp_libtftp_la_LIBADD = plugins/listener/liblistener.la

plugin_LTLIBRARIES += plugins/tftp.la
plugins_tftp_la_SOURCES = plugins/tftp/plugin.c
plugins_tftp_la_LIBADD = plugins/tftp/libtftp.la $(EV_LIBS)
plugins_tftp_la_LDFLAGS = $(MODULE_LINK)

EXTRA_DIST += plugins/tftp/README.md
