# models: what their names mean, how they are upgraded
if UNIT_TESTS
MODEL_TESTS = \
	tests/unit/check_7940 \
	tests/unit/check_hardware \
	tests/unit/check_legacy \
	tests/unit/check_models \
	tests/unit/check_modern \
	tests/unit/check_planner \
	tests/unit/check_rules
check_PROGRAMS += $(MODEL_TESTS)
TESTS += $(MODEL_TESTS)
noinst_HEADERS += tests/unit/family.h tests/unit/modules.h tests/unit/shelf.h tests/unit/suite.h

tests_unit_check_7940_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_7940_LDADD = tests/phone/libfirmware.la $(UNIT_LIBS)
tests_unit_check_7940_LDFLAGS = $(AM_LDFLAGS) -export-dynamic

tests_unit_check_hardware_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_hardware_LDADD = $(UNIT_LIBS)

tests_unit_check_legacy_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_legacy_LDADD = $(UNIT_LIBS)

tests_unit_check_models_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_models_LDADD = $(UNIT_LIBS)

tests_unit_check_modern_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_modern_LDADD = $(UNIT_LIBS)

tests_unit_check_planner_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_planner_LDADD = $(UNIT_LIBS)

tests_unit_check_rules_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_rules_LDADD = $(UNIT_LIBS)
endif
