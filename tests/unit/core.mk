if UNIT_TESTS
UNIT_CORE = tests/unit/check_power tests/unit/check_recovery
check_PROGRAMS += $(UNIT_CORE)
TESTS += $(UNIT_CORE)

tests_unit_check_power_SOURCES = tests/unit/check_power.c
tests_unit_check_power_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_power_LDADD = $(UNIT_LIBS)
tests_unit_check_power_LDFLAGS = $(AM_LDFLAGS) -export-dynamic

tests_unit_check_recovery_SOURCES = tests/unit/check_recovery.c
tests_unit_check_recovery_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_recovery_LDADD = $(UNIT_LIBS)
tests_unit_check_recovery_LDFLAGS = $(AM_LDFLAGS) -export-dynamic
endif
