if UNIT_TESTS
check_PROGRAMS += tests/unit/check_probe
TESTS += tests/unit/check_probe
tests_unit_check_probe_SOURCES = tests/unit/check_probe.c $(PLUGIN_TEST)
tests_unit_check_probe_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_probe_LDADD = plugins/probe/libprobe.la $(EV_LIBS) $(CHECK_LIBS)
tests_unit_check_probe_LDFLAGS = $(AM_LDFLAGS) -export-dynamic

check_PROGRAMS += tests/unit/check_idle
TESTS += tests/unit/check_idle
tests_unit_check_idle_SOURCES = tests/unit/check_idle.c
tests_unit_check_idle_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_idle_LDADD = $(UNIT_LIBS)
tests_unit_check_idle_LDFLAGS = $(AM_LDFLAGS) -export-dynamic
endif
