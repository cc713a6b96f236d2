# dhcp
check_PROGRAMS += tests/unit/check_dhcp
TESTS += tests/unit/check_dhcp
tests_unit_check_dhcp_SOURCES = tests/unit/check_dhcp.c
tests_unit_check_dhcp_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_dhcp_LDADD = plugins/dhcp/libdhcp.la $(UNIT_LIBS)
