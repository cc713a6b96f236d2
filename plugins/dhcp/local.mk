## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# The DHCP server: pure parts in a library that the tests link, and the plugin.
noinst_LTLIBRARIES += plugins/dhcp/libdhcp.la
plugins_dhcp_libdhcp_la_SOURCES = \
	plugins/dhcp/drop.c plugins/dhcp/drop.h \
	plugins/dhcp/datagram.c plugins/dhcp/datagram.h \
	plugins/dhcp/extra.c plugins/dhcp/extra.h \
	plugins/dhcp/guard.c plugins/dhcp/guard.h \
	plugins/dhcp/lease.c plugins/dhcp/lease.h \
	plugins/dhcp/message.c plugins/dhcp/message.h \
	plugins/dhcp/server.c plugins/dhcp/server.h

plugin_LTLIBRARIES += plugins/dhcp.la
plugins_dhcp_la_SOURCES = plugins/dhcp/plugin.c \
	plugins/dhcp/port.c plugins/dhcp/port.h \
	plugins/dhcp/wire.c plugins/dhcp/wire.h
plugins_dhcp_la_LDFLAGS = $(MODULE_LINK)
plugins_dhcp_la_LIBADD = plugins/dhcp/libdhcp.la plugins/listener/liblistener.la $(EV_LIBS)

EXTRA_DIST += plugins/dhcp/README.md
