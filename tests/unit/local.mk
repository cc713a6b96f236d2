## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# What is no test: a core of one page to run the DHCP plugin alone, and captures for
# the tests in shell.  The tests are in list.mk, which autogen.sh writes.
check_PROGRAMS += tests/unit/dhcp/dhcp_stub tests/unit/pcap/capture-tool
tests_unit_dhcp_dhcp_stub_SOURCES = tests/unit/dhcp/dhcp_stub.c
tests_unit_dhcp_dhcp_stub_LDADD = $(EV_LIBS) $(DL_LIBS)
tests_unit_dhcp_dhcp_stub_LDFLAGS = $(AM_LDFLAGS) -export-dynamic

tests_unit_pcap_capture_tool_SOURCES = tests/unit/pcap/capture-tool.c tests/unit/frames.c tests/unit/frames.h
tests_unit_pcap_capture_tool_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_pcap_capture_tool_LDADD = plugins/pcap/libsniff.la $(PCAP_LIBS) $(UNIT_LIBS)

include tests/unit/list.mk
