# the older models
if UNIT_TESTS
check_PROGRAMS += tests/unit/check_legacy tests/unit/check_7940
TESTS += tests/unit/check_legacy tests/unit/check_7940
tests_unit_check_legacy_SOURCES = tests/unit/check_legacy.c tests/unit/modules.h
tests_unit_check_legacy_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_legacy_LDADD = $(UNIT_LIBS)

tests_unit_check_7940_SOURCES = tests/unit/check_7940.c
tests_unit_check_7940_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_7940_LDADD = tests/phone/libfirmware.la $(UNIT_LIBS)
tests_unit_check_7940_LDFLAGS = $(AM_LDFLAGS) -export-dynamic
endif
