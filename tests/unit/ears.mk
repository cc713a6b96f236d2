if UNIT_TESTS
check_PROGRAMS += tests/unit/check_sccp
TESTS += tests/unit/check_sccp
tests_unit_check_sccp_SOURCES = tests/unit/check_sccp.c $(PLUGIN_TEST)
tests_unit_check_sccp_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_sccp_LDADD = plugins/sccp/libsccp.la $(EV_LIBS) $(CHECK_LIBS)
tests_unit_check_sccp_LDFLAGS = $(AM_LDFLAGS) -export-dynamic

check_PROGRAMS += tests/unit/check_http
TESTS += tests/unit/check_http
tests_unit_check_http_SOURCES = tests/unit/check_http.c $(PLUGIN_TEST)
tests_unit_check_http_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_http_LDADD = plugins/http/libhttp.la $(EV_LIBS) $(CHECK_LIBS)
tests_unit_check_http_LDFLAGS = $(AM_LDFLAGS) -export-dynamic

check_PROGRAMS += tests/unit/check_sip
TESTS += tests/unit/check_sip
tests_unit_check_sip_SOURCES = tests/unit/check_sip.c $(PLUGIN_TEST)
tests_unit_check_sip_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_sip_LDADD = plugins/sip/libsip.la $(EV_LIBS) $(CHECK_LIBS)
tests_unit_check_sip_LDFLAGS = $(AM_LDFLAGS) -export-dynamic

check_PROGRAMS += tests/unit/check_doors
TESTS += tests/unit/check_doors
tests_unit_check_doors_SOURCES = tests/unit/check_doors.c $(PLUGIN_TEST)
tests_unit_check_doors_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_doors_LDADD = $(EV_LIBS) $(CHECK_LIBS)
tests_unit_check_doors_LDFLAGS = $(AM_LDFLAGS) -export-dynamic
endif
