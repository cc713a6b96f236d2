## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# pcap: the ears.  The decoders are a library of their own, which the tests link.
noinst_LTLIBRARIES += plugins/pcap/libsniff.la
plugins_pcap_libsniff_la_SOURCES = \
	plugins/pcap/cdp.c plugins/pcap/cdp.h \
	plugins/pcap/ears.c plugins/pcap/ears.h \
	plugins/pcap/esp.c plugins/pcap/esp.h \
	plugins/pcap/frame.c plugins/pcap/frame.h \
	plugins/pcap/link.c plugins/pcap/link.h \
	plugins/pcap/lldp.c plugins/pcap/lldp.h \
	plugins/pcap/numbers.h \
	plugins/pcap/packet.c plugins/pcap/packet.h \
	plugins/pcap/pcapng.c plugins/pcap/pcapng.h \
	plugins/pcap/sniff.c plugins/pcap/sniff.h \
	plugins/dhcp/extra.c plugins/dhcp/message.c plugins/registrar/alarm.c plugins/sccp/sccp.c plugins/tftp/tftp.c

plugins_pcap_libsniff_la_CPPFLAGS = $(AM_CPPFLAGS) $(MNL_CFLAGS)
plugins_pcap_libsniff_la_LIBADD = $(MNL_LIBS)

if PCAP
plugin_LTLIBRARIES += plugins/pcap.la
endif
plugins_pcap_la_SOURCES = plugins/pcap/plugin.c plugins/pcap/recorder.c plugins/pcap/recorder.h
plugins_pcap_la_CPPFLAGS = $(AM_CPPFLAGS) $(PCAP_CFLAGS) $(MNL_CFLAGS)
plugins_pcap_la_LDFLAGS = $(MODULE_LINK)
plugins_pcap_la_LIBADD = plugins/pcap/libsniff.la $(PCAP_LIBS) $(MNL_LIBS) $(EV_LIBS)
EXTRA_DIST += plugins/pcap/README.md
