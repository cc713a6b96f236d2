# dhcp
if UNIT_TESTS
check_PROGRAMS += tests/unit/check_dhcp
TESTS += tests/unit/check_dhcp
tests_unit_check_dhcp_SOURCES = tests/unit/check_dhcp.c
tests_unit_check_dhcp_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_dhcp_LDADD = plugins/dhcp/libdhcp.la $(UNIT_LIBS)
endif

# A core of one page, to run the plugin alone.
check_PROGRAMS += tests/unit/dhcp_stub
TESTS += tests/unit/dhcp_wire.sh
EXTRA_DIST += tests/unit/dhcp_wire.sh
tests_unit_dhcp_stub_SOURCES = tests/unit/dhcp_stub.c
tests_unit_dhcp_stub_LDADD = $(EV_LIBS) $(DL_LIBS)
tests_unit_dhcp_stub_LDFLAGS = $(AM_LDFLAGS) -export-dynamic
