# the older models
check_PROGRAMS += tests/unit/check_legacy
TESTS += tests/unit/check_legacy
tests_unit_check_legacy_SOURCES = tests/unit/check_legacy.c tests/unit/modules.h
tests_unit_check_legacy_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_legacy_LDADD = $(UNIT_LIBS)
