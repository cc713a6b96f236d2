# pcap, identify and the live table
if UNIT_TESTS
check_PROGRAMS += tests/unit/check_sniff
TESTS += tests/unit/check_sniff
tests_unit_check_sniff_SOURCES = tests/unit/check_sniff.c tests/unit/frames.c tests/unit/frames.h
tests_unit_check_sniff_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_sniff_LDADD = plugins/pcap/libsniff.la $(UNIT_LIBS)

# Tests of the plugin as it is loaded: it finds the verbs in the test.
PLUGIN_TEST = tests/unit/frames.c tests/unit/frames.h tests/unit/verbs.c tests/unit/verbs.h

check_PROGRAMS += tests/unit/check_ears
TESTS += tests/unit/check_ears
tests_unit_check_ears_SOURCES = tests/unit/check_ears.c $(PLUGIN_TEST)
tests_unit_check_ears_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_ears_LDADD = plugins/pcap/libsniff.la $(UNIT_LIBS)
tests_unit_check_ears_LDFLAGS = $(AM_LDFLAGS) -export-dynamic

check_PROGRAMS += tests/unit/check_recorder
TESTS += tests/unit/check_recorder
tests_unit_check_recorder_SOURCES = tests/unit/check_recorder.c plugins/pcap/recorder.c $(PLUGIN_TEST)
tests_unit_check_recorder_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_recorder_LDADD = plugins/pcap/libsniff.la $(UNIT_LIBS)
tests_unit_check_recorder_LDFLAGS = $(AM_LDFLAGS) -export-dynamic

check_PROGRAMS += tests/unit/check_link
TESTS += tests/unit/check_link
tests_unit_check_link_SOURCES = tests/unit/check_link.c
tests_unit_check_link_CPPFLAGS = $(UNIT_INCLUDES) $(MNL_CFLAGS)
tests_unit_check_link_LDADD = plugins/pcap/libsniff.la $(UNIT_LIBS)

check_PROGRAMS += tests/unit/check_wire
TESTS += tests/unit/check_wire
tests_unit_check_wire_SOURCES = tests/unit/check_wire.c $(PLUGIN_TEST)
tests_unit_check_wire_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_wire_LDADD = $(EV_LIBS) $(UNIT_LIBS)
tests_unit_check_wire_LDFLAGS = $(AM_LDFLAGS) -export-dynamic

check_PROGRAMS += tests/unit/check_table
TESTS += tests/unit/check_table
tests_unit_check_table_SOURCES = tests/unit/check_table.c
tests_unit_check_table_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_table_LDADD = $(UNIT_LIBS)

check_PROGRAMS += tests/unit/check_captures
TESTS += tests/unit/check_captures
tests_unit_check_captures_SOURCES = tests/unit/check_captures.c tests/unit/frames.c tests/unit/frames.h
tests_unit_check_captures_CPPFLAGS = $(UNIT_INCLUDES) $(PCAP_CFLAGS)
tests_unit_check_captures_LDADD = plugins/pcap/libsniff.la $(PCAP_LIBS) $(UNIT_LIBS)
endif

# Captures for the tests in shell.
check_PROGRAMS += tests/unit/capture-tool
tests_unit_capture_tool_SOURCES = tests/unit/capture-tool.c tests/unit/frames.c tests/unit/frames.h
tests_unit_capture_tool_CPPFLAGS = $(UNIT_INCLUDES) $(PCAP_CFLAGS)
tests_unit_capture_tool_LDADD = plugins/pcap/libsniff.la $(PCAP_LIBS) $(UNIT_LIBS)

TESTS += tests/unit/tshark.sh
EXTRA_DIST += tests/unit/tshark.sh
