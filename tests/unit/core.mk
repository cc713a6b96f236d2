if UNIT_TESTS
check_PROGRAMS += tests/unit/check_recovery
TESTS += tests/unit/check_recovery
tests_unit_check_recovery_SOURCES = tests/unit/check_recovery.c
tests_unit_check_recovery_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_recovery_LDADD = $(UNIT_LIBS)
tests_unit_check_recovery_LDFLAGS = $(AM_LDFLAGS) -export-dynamic
endif
